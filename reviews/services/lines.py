"""Actions that follow from recommendations: given out, reported on, completed, and asked whether practice changed."""

from django.db import transaction

from actions.services import title_of
from audit.clock import now, today
from audit.services import log
from documents.services import add_document, copy_to
from notices.services import notify
from records.access import end_grant, give
from records.asking import hold, require, say_why
from records.audience import hanging_under
from records.lifecycle import MoveRefused, move, save
from records.models import Record, ShutOut
from records.services import create_record
from records.writing import alter, keep, refuse_other_version
from reviews.lines import LineAction, LineStatus
from reviews.models import ActionLine, Assurance, Milestone, Review, Serving
from reviews.services.agencies import works_for
from reviews.telling import names

WHY = "Owns this action"
KEEP = "reviews.keep_actionline"


@transaction.atomic
def give_out(recommendation, *, by, agency, wording, contact, target_on, senior=None, asked_on=None):
    """A new action for a recommendation. Its owner sees it, is told, and learns of no review.

    A plan that was agreed before is entered with the day of then, so that what is late shows as late.
    """
    asked_on = asked_on or today()
    review = hold(recommendation.review, by=by, permission="reviews.change_review")
    line = ActionLine(
        partnership=review.partnership, agency=agency, title=title_of(wording), wording=wording, contact=contact,
        senior=senior, asked_on=asked_on, target_on=target_on, first_target_on=target_on,
        audience=Record.Audience.NAMED, marking=Record.Marking.SENSITIVE,
    )  # fmt: skip
    reasons = [] if asked_on <= today() else ["The day on which it was given out cannot be still to come."]
    if target_on < asked_on:
        reasons.append("The target date is before the action was given out. Choose a later day.")
    same = ActionLine.objects.live().filter(
        servings__recommendation=recommendation, agency=agency, wording=wording
    )
    if same.exists():
        reasons.append(f"{agency} has this action for the recommendation already. Nothing was changed.")
    reasons += names(review, wording, by=by)
    if reasons := [*reasons, *_owner_refusals([review.pk], agency, contact, senior)]:
        raise MoveRefused(*reasons)
    create_record(line, by=by)
    end_grant(line, by, by=by, reason="Whoever gives it out follows it on the review")
    give(line, contact, by=by, reason=WHY, to_keep=True)
    keep(Serving(recommendation=recommendation, line=line), by=by)
    log(review, "give out an action", by=by, changes={"agency": str(agency)})
    say(line, [contact], "line-given")
    return line


@transaction.atomic
def serve(recommendation, line, *, by):
    """Let an action that is there already serve this recommendation too, of this review or of another one."""
    review = hold(recommendation.review, by=by, permission="reviews.change_review")
    line = hold(line, by=by, permission=KEEP)
    if recommendation.servings.filter(line=line).exists():
        raise MoveRefused("This action serves the recommendation already. Nothing was changed.")
    told = names(review, line.wording, by=by)
    if reasons := [*told, *_owner_refusals([review.pk], line.agency, line.contact, line.senior)]:
        raise MoveRefused(*reasons)
    log(review, "let an action serve", by=by, changes={"agency": str(line.agency)})
    return keep(Serving(recommendation=recommendation, line=line), by=by)


@transaction.atomic
def change_line(line, *, by, wording, contact, senior, target_on, reason, version=None):
    """Other words, another owner of the agency, or another day; the day first agreed is kept."""
    line = hold(line, by=by, permission=KEEP)
    refuse_other_version(line, version)
    say_why(reason, "Say why it is changed.")
    reviews = [review.pk for review in _reviews_of(line)]
    owners = _owner_refusals(reviews, line.agency, contact, senior)
    if reasons := [*_told(line, wording, reason, by=by), *owners]:
        raise MoveRefused(*reasons)
    for former in {line.contact, line.senior} - {contact, senior, None}:
        _take_back(line, former, by=by, reason=reason)
    is_new = contact != line.contact
    changes = {"wording": wording, "title": title_of(wording), "contact": contact, "senior": senior}
    line = alter(line, changes | {"target_on": target_on}, by=by, reason=reason)
    if is_new:
        for row in [line, *_papers_of(line)]:
            give(row, contact, by=by, reason=WHY, to_keep=True)
        say(line, [contact], "line-given")
    return line


@transaction.atomic
def add_milestone(line, *, by, achieved_on, text):
    """What was achieved. A word from the agency ends “no response”, and the chase begins anew; the first begins it."""
    line = hold(line, by=by, permission="reviews.report_actionline")
    say_why(text, "Say what was achieved, or what stands in the way.")
    if not line.asked_on <= achieved_on <= today():
        raise MoveRefused("Enter a day since the action was given out, and not after today.")
    row = Milestone(line=line, achieved_on=achieved_on, text=text, made_at=now(), made_by=by)
    log(line, "report a milestone", by=by)
    if line.status != LineStatus.DOING:
        line = move(line, LineAction.START, by=by, reason="The agency reports on it")
    return keep(row, by=by)


@transaction.atomic
def start(line, *, by):
    """Open, in progress, done: that work has begun is a word from the agency, before anything is achieved."""
    return move(hold(line, by=by, permission="reviews.start_actionline"), LineAction.START, by=by)


@transaction.atomic
def attach(line, *, by, title, file):
    """Evidence. Those to whom a review that it serves is open read a copy, which stands under the review."""
    require(by, "reviews.report_actionline", line)
    document = add_document(line, title=title, file=file, by=by)
    for review in _reviews_of(line):
        copy_to(document, review, title=f"{line.agency}: {title}", by=by)
    return document


@transaction.atomic
def complete(line, *, by, completed_on, outcome):
    require(by, "reviews.complete_actionline", line)
    reasons = [] if outcome.strip() else ["Say what came of it."]
    if by != line.contact:
        reasons += _told(line, outcome, by=by)
    if not line.asked_on <= completed_on <= today():
        reasons.append("Enter a day since the action was given out, and not after today.")
    if reasons:
        raise MoveRefused(*reasons)
    line = hold(line, by=by, permission="reviews.complete_actionline")
    line.completed_on, line.outcome = completed_on, outcome
    save(line, by=by, reason="Completed")
    return move(line, LineAction.COMPLETE, by=by)


@transaction.atomic
def record_silence(line, *, by, reason):
    """No response: said by a person, once the agency's senior contact was written to and did not answer."""
    say_why(reason, "Say what was tried.")
    line = hold(line, by=by, permission="reviews.silence_actionline")
    if reasons := _told(line, reason, by=by):
        raise MoveRefused(*reasons)
    chased = line.chases.filter(step="senior").order_by("taken_on").last()
    if chased is None or line.milestones.filter(made_at__date__gt=chased.taken_on).exists():
        raise MoveRefused("Write to the agency's senior contact first, and give them time to answer.")
    return move(line, LineAction.SILENCE, by=by, reason=reason)


@transaction.atomic
def move_line(line, action, *, by, reason):
    """Open again or withdraw, with a reason. Whoever owned what is withdrawn knows of it no more."""
    action = LineAction(action)
    say_why(reason)
    if reasons := _told(line, reason, by=by):
        raise MoveRefused(*reasons)
    line = move(line, action, by=by, reason=reason)
    if action == LineAction.REOPEN:
        line.completed_on, line.outcome = None, ""
    else:
        line.closed_on = today()
        for user in filter(None, {line.contact, line.senior}):
            _take_back(line, user, by=by, reason=reason)
    return save(line, by=by, reason=reason)


@transaction.atomic
def assure(line, *, by, result, checked_on, how):
    """Whether it changed practice, of an action that is complete. It may be asked again later."""
    line = hold(line, by=by, permission=KEEP)
    reasons = [] if how.strip() else ["Say how this is known."]
    if line.status != LineStatus.DONE:
        reasons.append("The action is not complete. Whether it changed practice is asked afterwards.")
    elif not line.completed_on <= checked_on <= today():
        reasons.append("Enter a day since it was completed, and not after today.")
    if reasons:
        raise MoveRefused(*reasons)
    log(line, "record assurance", by=by, changes={"result": str(result)})
    return keep(Assurance(line=line, result=result, checked_on=checked_on, how=how), by=by)


def say(line, users, trigger, day=None):
    notify(users, line, trigger, about_on=day)


def open_to_senior(line, *, by=None):
    """The senior contact reads what the owner reads, once it goes up to them."""
    for row in [line, *_papers_of(line)]:
        give(row, line.senior, by=by or line.contact, reason="Was written to as senior contact")


def _papers_of(line):
    return hanging_under(line, Record.objects.all())


def _take_back(line, user, *, by, reason):
    for row in [line, *_papers_of(line)]:
        end_grant(row, user, by=by, reason=reason)


def _reviews_of(line):
    return Review.objects.filter(recommendations__servings__line=line).distinct()


def _told(line, *texts, by):
    """What its owner, who knows of no review, would learn from the words."""
    return list(dict.fromkeys(reason for one in _reviews_of(line) for reason in names(one, *texts, by=by)))


def _owner_refusals(reviews, agency, contact, senior):
    for user in filter(None, dict.fromkeys((contact, senior))):
        if not works_for(user, agency, today()):
            yield f"{user} has no post at {agency}, or cannot sign in. Choose somebody else."
        if ShutOut.objects.filter(record__in=reviews, user=user, ended_at=None).exists():
            yield f"{user} is shut out of this review. Choose somebody else."
    if contact is not None and contact == senior:
        yield "The senior contact is somebody other than the owner. Name somebody above them."
