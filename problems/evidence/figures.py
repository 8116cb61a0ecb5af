"""Numbers that follow from counts by division alone, kept as fractions so that no boundary is lost to rounding."""

from dataclasses import dataclass
from fractions import Fraction

from evidence.counts import Counts, Period


def rate(count: int | None, period: Period | None) -> Fraction | None:
    """Incidents a day."""
    return Fraction(count, period.days) if count is not None and period else None


def change_by_day(counts: Counts, before: Period | None, after: Period | None) -> Fraction | None:
    """How the rate changed, as a share of the rate before."""
    rate_before, rate_after = rate(counts.before, before), rate(counts.after, after)
    return rate_after / rate_before - 1 if rate_before and rate_after is not None else None


def net_change(here: Counts, comparison: Counts) -> Fraction | None:
    """(A1 / A0) ÷ (C1 / C0) − 1: what changed here beyond what changed in the comparison area."""
    if here.ratio is None or not comparison.ratio:
        return None
    return here.ratio / comparison.ratio - 1


@dataclass(frozen=True)
class Displacement:
    """The weighted displacement quotient, and how it reads. ``quotient`` is None where it would mean nothing."""

    quotient: Fraction | None
    reading: str


DIFFUSION, NEITHER = "diffusion of benefits", "neither"
PARTLY, UNDONE = "displacement, less than the gain", "displacement exceeds the gain"
NO_SUCCESS = "not worked out: there is no net success here that could have moved elsewhere"


def displacement(here: Counts, buffer: Counts, comparison: Counts) -> Displacement | None:
    """(B1/C1 − B0/C0) ÷ (A1/C1 − A0/C0) of Bowers and Johnson (2003): only after a net success, A1/C1 < A0/C0.

    None where a count is missing, or the comparison area has a nought.
    """
    if not (here.is_whole and buffer.is_whole and comparison.is_whole) or comparison.has_nought:
        return None
    gained = _over(here.after, comparison.after) - _over(here.before, comparison.before)
    if gained >= 0:
        return Displacement(None, NO_SUCCESS)
    around = _over(buffer.after, comparison.after) - _over(buffer.before, comparison.before)
    quotient = around / gained
    if quotient > 0:
        return Displacement(quotient, DIFFUSION)
    if quotient == 0:
        return Displacement(quotient, NEITHER)
    return Displacement(quotient, UNDONE if quotient < -1 else PARTLY)


def _over(count: int | None, base: int | None) -> Fraction:
    return Fraction(count or 0, base or 1)
