"""The decision, who is told of it, and what is learnt (statutory guidance, 2016)."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.writing import alter, keep
from reviews.blockers import decision_refusals, telling_refusals
from reviews.lifecycle import Action, LearningState, Outcome
from reviews.models import Hold, LearningPoint, Told
from reviews.services.referrals import after

CHANGE = "reviews.change_review"


@transaction.atomic
def decide(review, *, by, report_due_on=None, **said):
    """Review or not, or another way to learn; whatever is missing is named at once. Late is shown and not refused.

    The day of the report is entered, or follows from the months that the partnership has set, if it has set any.
    """
    review = hold(review, by=by, permission="reviews.decide_review")
    wanting = decision_refusals(review, said | {"report_due_on": report_due_on})
    if reasons := [*review.blockers(Action.DECIDE), *(words for _field, words in wanting)]:
        raise MoveRefused(*reasons)
    alter(review, said, by=by, verb="decide", reason="Decision recorded")
    review = move(review, Action.DECIDE, by=by)
    review.status_since = today()
    if review.outcome == Outcome.REVIEW:
        due = report_due_on or after(review.decided_on, review.what.months_to_report)
        review.report_target_on = review.report_due_on = due
    return save(review, by=by, reason="Decision recorded")


@transaction.atomic
def add_hold(review, *, by, **said):
    """Proceedings that part of it waits for. No clock moves: a longer time is agreed by itself, if it is."""
    review = hold(review, by=by, permission=CHANGE)
    if said["ended_on"] and said["ended_on"] < said["started_on"]:
        raise MoveRefused("It cannot end before it began.")
    row = keep(Hold(review=review, **said), by=by)
    log(review, "note proceedings", by=by, changes={"what": row.what})
    return row


@transaction.atomic
def end_hold(review, key, *, by, ended_on):
    review = hold(review, by=by, permission=CHANGE)
    row = review.holds.select_for_update().get(pk=key)
    if ended_on < row.started_on:
        raise MoveRefused("It cannot end before it began.")
    row.ended_on = ended_on
    log(review, "end proceedings", by=by, changes={"what": row.what})
    return keep(row, by=by)


@transaction.atomic
def tell(review, *, by, **said):
    """That somebody was told of the decision, or of publication, or why they were not.

    The document that shows it is of this review, and so is the decision on publication.
    """
    review = hold(review, by=by, permission=CHANGE)
    reasons, evidence = [words for _field, words in telling_refusals(review, said)], said.get("evidence")
    if evidence and not Record.objects.visible_to(by).filter(pk=evidence.pk, document__attached_to=review.pk):
        reasons.append("Choose a document of this review.")
    publication = said.get("publication")
    if publication and publication != review.publication_decisions.first():
        reasons.append(
            "Publication was decided anew meanwhile. Look at what was decided, and tell them that."
        )
    if reasons:
        raise MoveRefused(*reasons)
    row = keep(Told(review=review, **said), by=by)
    log(review, "tell", by=by, changes={"whom": str(row)})
    return row


@transaction.atomic
def add_learning(review, *, by, text, theme="", agency=None):
    review = hold(review, by=by, permission=CHANGE)
    say_why(text, "Say what was learnt.")
    point = LearningPoint(review=review, text=text, theme=theme, agency=agency, captured_on=today())
    log(review, "add learning", by=by)
    return keep(point, by=by)


@transaction.atomic
def advance_learning(review, key, *, by, on, sent_to=""):
    """Captured, ready, disseminated: the next of these, with its day and to whom it went (S001-41)."""
    review = hold(review, by=by, permission=CHANGE)
    point = review.learning.select_for_update().get(pk=key)
    if on > today() or on < (point.ready_on or point.captured_on):
        raise MoveRefused("Enter a day after the last step and not after today.")
    if point.state == LearningState.DISSEMINATED:
        raise MoveRefused("It was disseminated already. Nothing was changed.")
    if point.state == LearningState.CAPTURED:
        point.state, point.ready_on = LearningState.READY, on
    else:
        say_why(sent_to, "Say who it went to.")
        point.state, point.disseminated_on, point.sent_to = LearningState.DISSEMINATED, on, sent_to
    log(review, "advance learning", by=by, changes={"state": str(point.state)})
    return keep(point, by=by)
