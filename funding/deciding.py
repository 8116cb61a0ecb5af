"""What the chair says of a bid, as data, and all that it lacks: asked by the form and again by the service."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.timezone import localtime

from audit.clock import today
from design.filters import date as date_in_words
from design.filters import money
from funding.lifecycle.bids import Action
from funding.models import FundYear
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
    decided_on: date | None = None


def refusals(bid, action, said):
    """(field, sentence) of all that the decision lacks; a form and the services ask the same."""
    if not said.reasons.strip():
        yield "reasons", "Give the reasons for the decision."
    if action != Action.AWARD and not said.feedback.strip():
        yield "feedback", "Write to the applicant why, in words that they can use."
    if said.meeting is None and not said.between_meetings:
        yield "meeting", "Name the meeting that resolved it, or say that it was decided between meetings."
    if said.meeting is not None and said.between_meetings:
        yield "meeting", "It was decided by a meeting or between meetings, not both."
    if said.decided_on and said.decided_on > today():
        yield "decided_on", "The decision cannot lie in the future. Enter the day on which it was made."
    sent_on = bid.submitted_at and localtime(bid.submitted_at).date()
    if said.decided_on and sent_on and said.decided_on < sent_on:
        yield (
            "decided_on",
            f"The bid was submitted on {date_in_words(sent_on)}. Enter that day or a later one.",
        )
    if action == Action.AWARD:
        yield from _refusals_of_award(bid, said)


def _refusals_of_award(bid, said):
    if said.amount is None or said.amount <= 0:
        yield "amount", "Enter the amount that is awarded."
    elif bid.requested is not None and said.amount > bid.requested and not said.more_because.strip():
        yield (
            "more_because",
            f"{money(bid.requested)} was asked for, and this is more. Say why, or award less.",
        )
    year = said.fund_year or bid.fund_year
    if year is None:
        yield "fund_year", "Choose the fund that the money comes from."
    elif not bid.call.offers.filter(fund_year=year).exists():
        yield "fund_year", f"This call gives no money from {year}. Choose one of its funds."
    for text, due_on in said.conditions:
        if due_on and due_on < today():
            yield "conditions", f"The day of the condition “{text}” is past. Choose today or later."
