"""A referral: recorded, corrected, scoped or passed on."""

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.db import transaction

from audit.clock import today
from design.filters import date as day_of
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.services import create_record, refuse_a_second
from records.writing import alter, keep, refuse_other_version
from reviews.blockers import unanswered
from reviews.lifecycle import NEED_A_REASON, Action, Status
from reviews.models import Extension, Review, ReviewKind

NO_MONTHS = (
    "Enter the day by which it is to be decided: your partnership has set no number of months for it. It sets one under"
    " Names of reviews."
)
USUAL = "Domestic homicide review"
DUTY_BEGAN = dt.date(2011, 4, 13)  # on which section 9 came into force
LAW = "Domestic Violence, Crime and Victims Act 2004, section 9"


@transaction.atomic
def add_review(partnership, *, by, known_on, referred_on, decision_due_on=None, **said):
    """Open to whoever records it and to nobody else; they open it to others by name.

    The day of the decision is entered, or follows from the months that the partnership has set.
    """
    review = Review(
        partnership=partnership, audience=Record.Audience.NAMED, marking=Record.Marking.SENSITIVE,
        known_on=known_on, referred_on=referred_on, status_since=today(), **said,
    )  # fmt: skip
    require(by, "reviews.add_review", review)
    refuse_a_second(
        Review.objects.visible_to(by).filter(partnership=partnership, title=review.title, known_on=known_on),
        by=by,
    )
    review.what = kind_on(partnership, today(), by=by)
    due = decision_due_on or after(known_on, review.what.months_to_decide)
    reasons = [*_refusals(review), *_title_refusals(review, by)]
    if due is None:
        reasons.append(NO_MONTHS)
    elif due < known_on:
        reasons.append("The decision cannot be due before the death became known.")
    if reasons:
        raise MoveRefused(*reasons)
    review.decision_target_on = review.decision_due_on = due
    return create_record(review, by=by, reason="Referral recorded")


@transaction.atomic
def change_review(review, changes, *, by, version=None):
    """A corrected day 0 moves the target with it; a day that was agreed since stays."""
    review = hold(review, by=by, permission="reviews.change_review")
    refuse_other_version(review, version)
    if changes.get("known_on", review.known_on) != review.known_on:
        target = _target(review, changes["known_on"])
        changes = changes | {"decision_target_on": target}
        if not review.extensions.filter(clock=Extension.Clock.DECISION).exists():
            changes |= {"decision_due_on": target}
    wanted = {
        name: changes.get(name, getattr(review, name)) for name in ("known_on", "referred_on", "referred_by")
    }
    wanted["referring_agency"] = changes.get("referring_agency", review.referring_agency)
    reasons = list(_refusals(Review(**wanted)))
    if (title := changes.get("title", review.title)) != review.title:
        reasons += _title_refusals(Review(pk=review.pk, partnership=review.partnership, title=title), by)
    if reasons:
        raise MoveRefused(*reasons)
    return alter(review, changes, by=by, reason="Details changed")


@transaction.atomic
def move_review(review, action, *, by, reason="", **also):
    """One step on; ``also`` are fields that say what the step came to."""
    action = Action(action)
    if action in NEED_A_REASON:
        say_why(reason, NEED_A_REASON[action])
    if action == Action.PASS:
        review = hold(review, by=by, permission="reviews.pass_review")
        if reasons := list(unanswered(review)):
            raise MoveRefused(*reasons)
    before = review.status
    review = move(review, action, by=by, reason=reason)
    review.status_since = today()
    review.closed_on = today() if review.is_ended else None
    for name, value in (_of_the_report(before, action) | also).items():
        setattr(review, name, value)
    return save(review, by=by, reason=reason or action.label)


def _of_the_report(before, action):
    """Its clock stops when the panel has done with it, and goes on when it is taken back before it was submitted."""
    if action == Action.FINISH:
        return {"report_ready_on": today()}
    if action == Action.REDRAFT and before != Status.SUBMITTED:
        return {"report_ready_on": None}
    return {}


def begin(review, *, by, begun_on):
    """The day on which the review began (S001-48), with an independent chair who has signed."""
    if begun_on > today() or (review.decided_on and begun_on < review.decided_on):
        raise MoveRefused("Enter a day from the decision up to today.")
    return move_review(review, Action.BEGIN, by=by, begun_on=begun_on)


def kind_on(partnership, day, *, by):
    """What the partnership calls a review that begins on the day; the usual name where it has said none."""
    found = partnership.review_kinds.all().in_use(day).first()
    return found or keep(
        ReviewKind(partnership=partnership, name=USUAL, law=LAW), by=by, reason="The usual name"
    )


@transaction.atomic
def add_kind(partnership, *, by, name, law, started_on, stages, **terms):
    """Another name from a day on, with its clocks. Reviews that began before keep theirs."""
    kind = ReviewKind(
        partnership=partnership, name=name, law=law, started_on=started_on, stages=stages, **terms
    )
    require(by, "reviews.add_review", Review(partnership=partnership))
    if ReviewKind.objects.filter(partnership=partnership, started_on=started_on).exists():
        raise MoveRefused("Another name begins on that day. Choose another day.")
    return keep(kind, by=by, reason="Name of reviews added")


def after(day, months):
    """None where no number of months is set."""
    return day + relativedelta(months=months) if months else None


def _target(review, known_on):
    """By the months that are set; a day that was entered by hand moves by as many days."""
    months = review.what.months_to_decide
    if review.decision_target_on == after(review.known_on, months):
        return after(known_on, months)
    return review.decision_target_on + (known_on - review.known_on)


def _title_refusals(review, by):
    """Of those open to whoever asks: a code name that only others know is not given away."""
    known = Review.objects.visible_to(by).filter(partnership=review.partnership).exclude(pk=review.pk)
    if known.filter(title__iexact=review.title).exists():
        yield f"Another review has the code name “{review.title}”. Choose another."


def _refusals(review):
    if review.known_on > today():
        yield "The day on which the death became known cannot be still to come."
    if review.known_on < DUTY_BEGAN:
        yield f"No review was due of a death known before {day_of(DUTY_BEGAN)} ({LAW}). Check the day it became known."
    elif review.referred_on < review.known_on:
        yield "The referral cannot have come in before the death became known. Correct one of the two days."
    if review.referred_on > today():
        yield "The day of the referral cannot be still to come."
    if review.referred_by == Review.Referrer.AGENCY and review.referring_agency is None:
        yield "Choose the agency that referred it."
