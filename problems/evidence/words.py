"""What may be said, in words: warnings, and the one sentence (docs/decisions/0022).

The sentence climbs by what bars it: a plan not carried out, no counts, chance, no comparison area, seasons. It says
"more than chance would explain" only of an interval that leaves out no change, and gives the response the credit only
from level 3 of the Maryland scale up.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from design.filters import date
from evidence.counts import SMALL, Counts
from problems.evidence.figures import PARTLY, UNDONE, change_by_day

if TYPE_CHECKING:
    from problems.evidence.weighing import Evidence, Recorded

ONE_TIME, BEFORE_AND_AFTER, COMPARED, SEVERAL_SITES, RANDOM = range(1, 6)
LEVELS = {
    ONE_TIME: "counted at one time only",
    BEFORE_AND_AFTER: "before and after, with nothing alike to compare",
    COMPARED: "before and after, beside a comparable area",
    SEVERAL_SITES: "several places, with other causes allowed for",
    RANDOM: "places chosen at random",
}
NO_LEVEL = "nothing was counted"


def warnings_of(found: "Evidence") -> Iterator[str]:
    said = found.recorded
    if said.implemented == "no":
        yield "The action plan was not implemented, so a change is no evidence that it works."
    elif said.implemented == "partly":
        yield "The action plan was implemented in part only."
    if not said.here.is_whole:
        return
    yield from _of_periods(said)
    yield from _of_counts(said)
    yield from _of_comparison(said)
    if found.is_uneven:
        yield (
            "The months before swing more than chance alone would give, so the interval is narrower than it should be."
        )
    if found.level == BEFORE_AND_AFTER and said.is_reduced:
        yield "A place chosen after a bad spell tends to get better by itself (regression to the mean)."


def _of_periods(said: "Recorded") -> Iterator[str]:
    if said.before is None or said.after is None:
        yield "Both periods are not given, so the counts are compared as if they were equally long."
        return
    if not said.before.is_as_long_as(said.after):
        yield (
            f"The periods differ in length: {said.before.days} days before and {said.after.days} after. Compare the "
            "rates, not the counts."
        )
    if not said.before.is_of_like_season(said.after):
        yield (
            "The periods are of different seasons. Count the same months a year apart, or at least twelve months each."
        )
    if said.before.overlaps(said.after):
        yield "The periods overlap, so some incidents are counted twice."
    if said.started_on and said.after.start < said.started_on:
        yield (
            f"The count after begins on {date(said.after.start)}, and the response started on "
            f"{date(said.started_on)}. What happened before that day is not its doing."
        )


def _of_counts(said: "Recorded") -> Iterator[str]:
    if said.here.before is not None and said.here.before < SMALL:
        yield f"Fewer than {SMALL} incidents were counted before. A percentage of so few means little."
    if any(counts.is_whole and counts.has_nought for counts in (said.here, said.comparison)):
        yield "One of the counts is nought, so there is no ratio of it; the interval is the exact one."


def _of_comparison(said: "Recorded") -> Iterator[str]:
    if not said.comparison.is_whole:
        yield "No comparison area was counted, so what would have happened anyway is not known."
    elif not said.is_alike and not (said.is_random and said.sites > 1):
        yield "Say in what the comparison area is alike; until then it does not count as one."
    if said.is_random and said.sites < 2:
        yield "One place alone cannot be chosen at random. Enter how many places were treated."


def claim_of(found: "Evidence") -> str:
    said = found.recorded
    if not said.here.is_whole:
        return "Incidents were not counted both before and after, so it cannot be said whether they fell."
    change = _change(found)
    if said.implemented == "no":
        return f"{change}. The action plan was not implemented, so this is no evidence that it works."
    if found.alone is None:
        return f"{change}. Nothing follows from that."
    if found.level == BEFORE_AND_AFTER:
        return _alone(found, change)
    return _beside(found, change)


def _alone(found: "Evidence", change: str) -> str:
    """Level 2: a change may be real; whose doing it was cannot be said."""
    said = found.recorded
    if found.alone is None or found.alone.covers_no_change:
        return f"{change}: the change is within what chance would give."
    if found.is_uneven:
        return f"{change}, but months swing too much here to tell that from chance."
    real = f"{change}, more than chance would explain"
    if said.before and said.after and not said.before.is_of_like_season(said.after):
        return f"{real}, but the periods are of different seasons, so it may be theirs."
    if found.alone.ratio is None or found.alone.ratio > 1:
        return f"{real}. There is no fall to claim."
    without = (
        "the comparison area is not shown to be alike"
        if said.comparison.is_whole
        else "no comparison area was kept"
    )
    return f"{real}, but {without}, so it cannot be said that the response brought it about."


def _beside(found: "Evidence", change: str) -> str:
    """Levels 3 to 5: the place beside its comparison area."""
    beside = found.beside
    if beside is None or beside.covers_no_change:
        return f"{change}. Beside the comparison area, the difference is within what chance would give."
    if beside.ratio is None or beside.ratio > 1:
        return (
            f"{change}, and the place fared worse than the comparison area by more than chance would explain."
        )
    net = f"{change}, {_net(found.net_change)}, more than chance would explain"
    return f"{net}{_caveat(found) or CREDIT[found.level or COMPARED]}"


def is_credited(found: "Evidence") -> bool:
    """May it be said of the response that it worked, fully or in part? Level 3 and a fall that nothing bars."""
    beside = found.beside
    if found.recorded.implemented == "no" or (found.level or 0) < COMPARED or beside is None:
        return False
    return not beside.covers_no_change and beside.ratio is not None and beside.ratio < 1 and not _bar(found)


def _bar(found: "Evidence") -> str:
    """What keeps the response from any credit for a fall."""
    said, moved = found.recorded, found.displacement
    if moved and moved.reading == UNDONE:
        return (
            "; but more than was gained here was lost in the area around it, so nothing was gained overall."
        )
    if found.is_uneven:
        return ", though months swing so much here that chance is not ruled out."
    if not said.implemented:
        return ". How far the action plan was implemented is not said yet, so nothing is claimed for it."
    if said.is_counted_too_early:
        return ". The count after begins before the response started, so nothing is claimed for it."
    return ""


def _caveat(found: "Evidence") -> str:
    """What bars the response from the credit, or lessens it."""
    if bar := _bar(found):
        return bar
    moved = found.displacement
    if moved and moved.reading == PARTLY:
        return "; part of the gain was lost in the area around it. " + CREDIT[
            found.level or COMPARED
        ].removeprefix(". ")
    if found.recorded.implemented == "partly":
        return ". The action plan, implemented in part, may have brought it about."
    return ""


CREDIT = {
    COMPARED: ". This supports the view that the response brought it about; how else the two areas differ is not "
    "ruled out.",
    SEVERAL_SITES: ". With several places and other causes allowed for, this is good evidence that the response works.",
    RANDOM: ". With places chosen at random, this is strong evidence that the response works.",
}


def _change(found: "Evidence") -> str:
    """How the counts went; by the day where the periods differ in length."""
    said = found.recorded
    if said.goes_by_day:
        return _by_day(said)
    words = _counts(said.here)
    if not said.here.before or said.here.before < SMALL:
        return words
    return f"{words}, by {abs(said.here.percentage)}%" if said.here.percentage else words


def _counts(here: Counts) -> str:
    if here.difference == 0:
        return f"Incidents stayed at {here.before:,}"
    return f"Incidents {'fell' if here.is_reduced else 'rose'} from {here.before:,} to {here.after:,}"


def _by_day(said: "Recorded") -> str:
    here, before, after = said.here, said.before, said.after
    if before is None or after is None:
        return _counts(here)
    change = change_by_day(here, before, after)
    went = "did not change" if change == 0 or not (here.before or here.after) else "rose"
    share = f" by {_share(change)}%" if change and _share(change) and (here.before or 0) >= SMALL else ""
    return (
        f"Incidents numbered {here.before:,} in {before.days:,} days and then {here.after:,} in {after.days:,} days; "
        f"by the day they {'fell' if said.is_reduced else went}{share}"
    )


def _share(change: Fraction) -> float:
    return round(abs(float(change)) * 100, 1)


def _by(change: Fraction) -> str:
    share = _share(change)
    return f"{share}% {'fewer' if change < 0 else 'more'}" if share else "as many"


def _net(change: Fraction | None) -> str:
    return f"{_by(change or Fraction(0))} than if they had gone as in the comparison area"
