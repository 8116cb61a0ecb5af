"""What the commander says, and all that is wrong with it (B1, fields 37 to 46). Form and service ask alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnership.models import Agency
from problems.lifecycle import OUTCOMES, Action
from problems.models import Resource

MOST_WEEKS, MOST_MONTHS = 52, 24
MOST_HOURS, MOST_POUNDS = 100_000, 10_000_000
NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Used:
    """Hours at one of the form's five levels; a level that stands here is ticked."""

    level: str
    hours: Decimal = NOUGHT
    cost: Decimal | None = None


@dataclass(frozen=True)
class Given:
    """Hours of another agency."""

    agency: Agency
    part: str = ""
    hours: Decimal = NOUGHT
    cost: Decimal | None = None


@dataclass(frozen=True)
class Decision:
    """``used`` and ``given`` are None where what was recorded before is left as it is."""

    outcome: str
    comments: str = ""
    review_in: int | None = None
    review_unit: str = ""
    review_comments: str = ""
    best_practice: bool = False
    used: Sequence[Used] | None = None
    given: Sequence[Given] | None = None

    @property
    def lines(self) -> list[Used | Given]:
        return [*(self.used or ()), *(self.given or ())]

    @property
    def hours(self) -> Decimal:
        """Of the force's levels and the other agencies together (B1, R8)."""
        return sum((line.hours for line in self.lines), NOUGHT)

    @property
    def cost(self) -> Decimal:
        return sum((line.cost or NOUGHT for line in self.lines), NOUGHT)


def refusals(said: Decision) -> Iterator[tuple[str, str]]:
    """(field, sentence) of each."""
    if said.outcome not in OUTCOMES:
        yield "outcome", "Choose one outcome: return, re-assess, review later, or complete the file."
    if not said.comments.strip():
        yield "comments", "Write your comments."
    yield from _of_review(said)
    yield from _of_resources(said)


def _of_review(said):
    number, unit = said.review_in, said.review_unit
    if said.outcome == Action.HOLD and not number:
        yield "review_in", "Say in how many weeks or months the record is to be reviewed."
    if said.outcome in OUTCOMES and said.outcome != Action.HOLD and number:
        yield (
            "review_in",
            "A time for review goes with “review it later” alone. Choose that, or leave the time empty.",
        )
    if number and unit not in ("weeks", "months"):
        yield "review_unit", "Say whether the time is in weeks or in months."
    if number and not 1 <= number <= (MOST_WEEKS if unit == "weeks" else MOST_MONTHS):
        yield "review_in", f"A review comes in 1 to {MOST_WEEKS} weeks, or in 1 to {MOST_MONTHS} months."


def _of_resources(said):
    """S002-157"""
    levels = [line.level for line in said.used or ()]
    if Resource.Level.BEAT in levels and len(levels) > 1:
        yield (
            f"tick_{Resource.Level.BEAT}",
            "“Community beat officer only” goes with no other level. Take its tick away, or the others'.",
        )
    agencies = [line.agency for line in said.given or ()]
    for agency in dict.fromkeys(agencies):
        if agencies.count(agency) > 1:
            yield "", f"{agency} stands in several lines. Put its hours in one."
    if any(not 0 <= line.hours <= MOST_HOURS for line in said.lines):
        yield "", f"Hours are from 0 to {MOST_HOURS:,} in each line."
    if any(line.cost is not None and not 0 <= line.cost <= MOST_POUNDS for line in said.lines):
        yield "", f"Costs are from £0 to £{MOST_POUNDS:,} in each line."
