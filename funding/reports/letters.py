"""Letters to applicants, and the sheet of one decision. A letter holds nothing of any other bid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funding.models import Bid, Decision

NEXT = {
    Decision.Outcome.AWARD: "Next, read and sign the agreement in the portal.",
    Decision.Outcome.REFUSE: "You can bid again, with the same answers, in a later round.",
    Decision.Outcome.DEFER: "Nothing is asked of you now. You are told when it is decided.",
}
SAID = {
    Decision.Outcome.AWARD: "Your bid was successful.",
    Decision.Outcome.REFUSE: "Your bid was not successful.",
    Decision.Outcome.DEFER: "The decision on your bid was deferred.",
}


@dataclass(frozen=True)
class Letter:
    reference: str
    title: str
    call: str
    partnership: str
    body: str
    agency: str
    partners: tuple[str, ...]
    contact: str
    outcome: str
    said: str
    amount: Decimal | None
    fund: str
    conditions: tuple[tuple[str, date | None], ...]
    feedback: str
    next: str
    decided_on: date

    @property
    def file_name(self):
        return f"{self.reference}-letter.pdf"


PARTS = ("conditions", "decisions__fund_year__fund")


def decided_bids(call, user):
    """Those that a letter can be written about, with what it says."""
    known = Bid.objects.visible_to(user).filter(call=call, decisions__isnull=False).distinct()
    known = known.select_related("agency", "partnership", "body", "call").prefetch_related(
        "partners__agency", *PARTS
    )
    return [bid for bid in known.order_by("agency__name", "pk") if not bid.applicants & user.places.agencies]


def letter_of(bid):
    """From the last decision; None before there is one."""
    decisions = list(bid.decisions.all())
    if not decisions:
        return None
    last = decisions[-1]
    awarded = last.outcome == Decision.Outcome.AWARD
    return Letter(
        reference=bid.reference, title=bid.title, call=bid.call.title, partnership=str(bid.partnership),
        body=str(bid.body or ""), agency=str(bid.agency), partners=tuple(str(row) for row in bid.partners.all()),
        contact=bid.contact_name, outcome=last.get_outcome_display(), said=SAID[Decision.Outcome(last.outcome)],
        amount=last.amount, fund=_fund(last.fund_year),
        conditions=tuple((row.text, row.due_on) for row in bid.conditions.all()) if awarded else (),
        feedback=last.feedback, next=NEXT[Decision.Outcome(last.outcome)], decided_on=last.decided_on,
    )  # fmt: skip


def _fund(year):
    """Applicants do not know a fund by its short name."""
    return f"{year.fund.title} ({year.year_name})" if year else ""


@dataclass(frozen=True)
class DecisionSheet:
    """One page: what was asked and decided, where the bid stood, what the scorers said, and why."""

    letter: Letter
    rank: int | None
    of: int
    requested: Decimal | None
    sheet: object
    advice: object
    reasons: str
    how: str
    by: str


def sheet_of_decision(bid, paper, sheet):
    """``paper`` is of the call, ``sheet`` of the bid's scores, both as their reader may have them."""
    last = list(bid.decisions.all())[-1]
    own = next((line for line in paper.lines if line.bid.pk == bid.pk), None)
    advice = list(bid.recommendations.all())[-1:]
    return DecisionSheet(
        letter=letter_of(bid), rank=own and own.place.rank, of=len(paper.lines), requested=bid.requested, sheet=sheet,
        advice=advice[0] if advice else None, reasons=last.reasons,
        how=(last.resolution and f"By resolution: {last.resolution}") or "Between meetings", by=str(last.made_by),
    )  # fmt: skip
