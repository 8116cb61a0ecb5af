"""What the chair says of a bid, as data, and all that it lacks: asked by the form and again by the service."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.apps import apps
from django.db.models import F

from audit.clock import local_day, today
from design.filters import date as date_in_words
from design.filters import money
from funding.lifecycle.bids import Action
from funding.models import FundYear
from funding.money import NOTHING
from funding.reports.subsidies import window_of
from records.models import Record

MEETING = "meetings.meeting"  # subjects do not know one another: a meeting is found as a record of this kind


@dataclass(frozen=True)
class Said:
    """What the chair says of a bid. By a resolution of a meeting, or between meetings: one of the two."""

    reasons: str = ""
    feedback: str = ""  # for the applicant, who reads it once the bid is decided
    amount: Decimal | None = None
    fund_year: FundYear | None = None
    more_because: str = ""
    conditions: tuple[tuple[str, date | None], ...] = ()
    between_meetings: bool = False
    meeting: Record | None = None
    resolution: str = ""
    decided_on: date | None = None  # between meetings; a meeting's own day is taken

    @property
    def day(self):
        return (self.meeting and day_of(self.meeting)) or self.decided_on or today()


def day_of(meeting):
    return apps.get_model(MEETING).objects.filter(pk=meeting.pk).values_list("held_on", flat=True).first()


def meetings_for(bid, user):
    """Those that may have decided it: of its call's body, held by today, and not before the bid came."""
    known = Record.objects.visible_to(user).filter(
        kind=MEETING, body=bid.call.body_id, meeting__held_on__lte=today()
    )
    if sent_on := sent_day(bid):
        known = known.filter(meeting__held_on__gte=sent_on)
    held = known.exclude(meeting__status="cancelled").annotate(held_on=F("meeting__held_on"))
    return held.order_by("-held_on", "-pk")


def sent_day(bid):
    return local_day(bid.submitted_at)


def refusals(bid, action, said):
    """(field, sentence) of all that the decision lacks; a form and the services ask the same."""
    if not said.reasons.strip():
        yield "reasons", "Give the reasons for the decision."
    if action != Action.AWARD and not said.feedback.strip():
        yield "feedback", "Write to the applicant why, in words that they can use."
    if said.meeting is None and not said.between_meetings:
        yield "meeting", "Choose the meeting that resolved it, or say that it was decided between meetings."
    if said.meeting is not None and said.between_meetings:
        yield "meeting", "It was decided by a meeting or between meetings, not both."
    sent_on = sent_day(bid)
    if said.meeting is not None:
        yield from _refusals_of_meeting(bid, said.meeting, sent_on)
    elif said.decided_on and said.decided_on > today():
        yield "decided_on", "The decision cannot lie in the future. Enter the day on which it was made."
    elif said.decided_on and sent_on and said.decided_on < sent_on:
        yield (
            "decided_on",
            f"The bid was submitted on {date_in_words(sent_on)}. Enter that day or a later one.",
        )
    if action == Action.AWARD:
        yield from _refusals_of_award(bid, said)


def _refusals_of_meeting(bid, meeting, sent_on):
    if meeting.kind != MEETING or meeting.body_id != bid.call.body_id:
        yield "meeting", f"{meeting.reference} is no meeting of {bid.call.body}. Choose one of its meetings."
        return
    day = day_of(meeting)
    if day is None or day > today():
        yield "meeting", f"{meeting.reference} has not been held yet. Choose a meeting that decided the bid."
    elif sent_on and day < sent_on:
        held, sent = date_in_words(day), date_in_words(sent_on)
        words = f"{meeting.reference} was held on {held}, and the bid was submitted on {sent}."
        yield "meeting", f"{words} Choose a meeting of that day or later."


def _refusals_of_award(bid, said):
    if said.amount is None or said.amount <= 0:
        yield "amount", "Enter the amount that is awarded."
    elif bid.requested is not None and said.amount > bid.requested and not said.more_because.strip():
        yield (
            "more_because",
            f"{money(bid.requested)} was asked for, and this is more. Say why, or award less.",
        )
    if said.amount and bid.subsidy == bid.SubsidyKind.MFA:
        yield from _over_the_limit(bid, said)
    year = said.fund_year or bid.fund_year
    if year is None:
        yield "fund_year", "Choose the fund that the money comes from."
    elif not bid.call.offers.filter(fund_year=year).exists():
        yield "fund_year", f"This call gives no money from {year}. Choose one of its funds."
    for text, due_on in said.conditions:
        if due_on and due_on < today():
            yield "conditions", f"The day of the condition “{text}” is past. Choose today or later."


def _over_the_limit(bid, said):
    """Asked again at the award: more than was asked for may be given, and another bid was decided meanwhile."""
    window = window_of(bid, on=said.day, amount=said.amount)
    if window.over:
        most = money(max(window.asked - window.over, NOTHING))
        yield (
            "amount",
            f"{window.sentence} Award {most} or less, or have another route for the subsidy recorded.",
        )
