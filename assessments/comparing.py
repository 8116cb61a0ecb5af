"""What may be said of an indicator's figures: like with like, beside a benchmark, and against a target."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assessments import partly
from assessments.models import Indicator, Observation
from assessments.series import Point, Run
from design.filters import initial
from evidence import months
from evidence.change import Beside, Direction, Good, beside, change, direction, signed
from evidence.months import Window
from evidence.rates import Rate
from evidence.series import Compared

GOOD = {
    Indicator.Direction.LOWER: Good.LOWER,
    Indicator.Direction.HIGHER: Good.HIGHER,
    Indicator.Direction.NEITHER: Good.NEITHER,
}
WENT = {"up": Direction.UP, "down": Direction.DOWN, "same": Direction.SAME}
LENGTHS = {"month": 1, "quarter": 3, "year": 12}  # months
EMPTY = "No figure has come in yet."
PERCENT, MEASURE = Indicator.Measures.PERCENT, Indicator.Measures.MEASURE  # asked of each cell of a table


@dataclass(frozen=True)
class Comparison:
    label: str
    words: str
    warning: str = ""
    interval: str = ""
    percentage: Decimal | None = None


def shown(indicator, value):
    """A figure in words: "1,204", "34.2%", "12.5 minutes"."""
    if value is None:
        return "–"
    if indicator.measures == PERCENT:
        return f"{Decimal(value):,.1f}%"
    if isinstance(value, int) and indicator.measures != MEASURE:
        return f"{value:,}"
    figure = f"{int(value):,}" if value == int(value) else f"{value.normalize():,f}"
    return f"{figure} {indicator.unit}".strip() if indicator.measures == MEASURE else figure


def unit_words(indicator):
    """What its figures count, to stand over the axis of a chart."""
    if indicator.measures == PERCENT:
        return "Per cent"
    return initial(indicator.unit) or "Number"


def period_words(indicator, window):
    """The months; with how many they are where that is not what it is counted by (S002-27)."""
    return window.words if window.length == LENGTHS[indicator.step] else window.label


def point_words(indicator, point: Point | None):
    if point is None:
        return ""
    if point.value is not None:
        return shown(indicator, point.value)
    if point.days:
        return f"{shown(indicator, point.so_far)} ({point.days})"
    if point.went:
        return WENT[point.went].words_without_figures
    return Observation.State(point.state).label if point.state == Observation.State.NOT_COLLECTED else "–"


def comparisons(indicator, run: Run) -> Sequence[Comparison]:
    """The latest period, the year to date and twelve months, each with the same months a year before (S001-95)."""
    latest = run.latest
    if latest is None:
        return []
    found = [compare(indicator, run, latest.window, period_words(indicator, latest.window))]
    if not indicator.is_count or latest.value is None:
        return found
    to_date, year = months.year_to_date(latest.window.last), months.rolling(latest.window.last)
    windows = [(f"Year to date: {to_date.label}", to_date), (f"Twelve months: {year.label}", year)]
    seen = {latest.window}
    for label, window in windows:
        if window not in seen and window.length >= latest.window.length:
            found.append(compare(indicator, run, window, label))
            seen.add(window)
    return found


def compare(indicator, run: Run, window: Window, label: str = "", other: Window | None = None) -> Comparison:
    point, other = run.at(window), other or window.earlier()
    label = label or window.label
    if point is not None and point.value is None and point.went:
        return Comparison(label, f"{other.words}: {WENT[point.went].words_without_figures}")
    if why_not := partly.said_of(run, window, other) or broken(indicator, window, other):
        return Comparison(label, why_not)
    if not indicator.is_count:
        return Comparison(label, _measured(indicator, run, window, other))
    found = run.counts.compare(window, other, small=indicator.low_count)
    if found.change is None:
        return Comparison(label, _why_not(run, window, other, found))
    before = [run.counts.at(month) for month in other.months] if indicator.step == "month" else []
    told = change(
        found.change.before, found.change.after, small=indicator.low_count,
        months=[count for count in before if count is not None] if len(before) > 1 else [],
    )  # fmt: skip
    words = replace(found, change=told).words
    interval = "" if told.is_uneven else told.interval_words  # where months swing, it would be too narrow
    return Comparison(label, words, told.warning, interval, told.percentage)


def broken(indicator, window, other):
    """Why the two do not compare, where figures broke between them."""
    for month, reason in indicator.breaks:
        if other.first < month <= window.last:
            return f"Figures from {months.words(month)} do not compare with earlier ones: {reason}."
    return ""


def _why_not(run, window, other, found: Compared):
    """A year before the first figure is not "not collected": nothing was kept then."""
    first = run.points[0].window.first if run.points else None
    if first is not None and other.first < first:
        return (
            f"Figures begin in {months.words(first)}, so there is nothing to compare {window.words} with yet."
        )
    return found.why_not


def _measured(indicator, run, window, other):
    """Of what is no count: the two figures and which way they went. Nothing is said of chance."""
    after, before = run.at(window), run.at(other)
    if after is None or after.value is None:
        return f"{window.words}: {point_words(indicator, after) or 'no figure'}."
    if before is None or before.value is None:
        return f"No figure of {other.words} to compare with."
    went = direction(Decimal(after.value) - Decimal(before.value))
    figures = [_with_parts(indicator, point) for point in (before, after)]
    if went is Direction.SAME:
        return f"{window.words}, beside {other.words}: stayed at {figures[1]}"
    said = f"{window.words}, beside {other.words}: {went.value} from {figures[0]} to {figures[1]}"
    if indicator.measures != Indicator.Measures.PERCENT:
        return said
    return f"{said}, {signed(Decimal(after.value) - Decimal(before.value))} percentage points"


def _with_parts(indicator, point):
    """A percentage never stands without its counts where they are known (S001-81)."""
    words = shown(indicator, point.value)
    if point.denominator is None:
        return words
    return f"{words} ({point.numerator:,} of {point.denominator:,})"


@dataclass(frozen=True)
class BesideBenchmark:
    """S002-20 to S002-22."""

    name: str
    period: str
    ours: str
    theirs: str
    words: str
    is_better: bool | None
    source: str


def beside_benchmark(indicator, run: Run, benchmark, rate: Rate | None = None) -> BesideBenchmark:
    """``rate``: ours of the benchmark's months, where it has one."""
    window = Window(benchmark.first, benchmark.last)
    ours = compare(indicator, run, window)
    found: Beside | None = beside(ours.percentage, benchmark.change, GOOD[indicator.direction])
    theirs = f"{signed(benchmark.change)}%" if benchmark.change is not None else "not yet available"
    if benchmark.change is None and benchmark.rate is not None:
        return _beside_rate(benchmark, window, rate)
    said = f"{signed(ours.percentage)}%" if ours.percentage is not None else ours.words
    words = found.words if found else ""
    return BesideBenchmark(
        benchmark.name,
        window.label,
        said,
        theirs,
        words,
        found.is_better if found else None,
        benchmark.source,
    )


def _beside_rate(benchmark, window, rate):
    """Different only where the interval of ours leaves theirs out."""
    ours, words = rate.words if rate else "no rate", "not known"
    if rate and rate.interval:
        low, high = rate.interval
        ours, theirs = f"{ours} ({rate.interval_words})", float(benchmark.rate)
        apart = "higher, beyond chance" if low > theirs else "lower, beyond chance" if high < theirs else ""
        words = apart or "no different: chance alone could bring as much"
    return BesideBenchmark(
        benchmark.name, window.label, ours, f"rate {benchmark.rate:,.1f}", words, None, benchmark.source
    )


@dataclass(frozen=True)
class Course:
    """How an indicator stands to its target. ``is_on`` is None where that cannot be said."""

    period: str
    target: str
    actual: str
    words: str
    is_on: bool | None


def course(indicator, run: Run, target) -> Course:
    """A count so far is held against the target's share for the months that were counted; else the latest figure is."""
    window = Window(target.first, target.last)
    goal = shown(indicator, target.value)
    actual, share, so_far = _so_far(indicator, run, window)
    if actual is None:
        return Course(window.label, goal, "–", so_far, None)
    said = shown(indicator, actual)
    if indicator.direction == Indicator.Direction.NEITHER:
        return Course(window.label, goal, said, "Neither way is better, so there is no course.", None)
    wanted = Decimal(target.value) * share
    lower = indicator.direction == Indicator.Direction.LOWER
    edge = wanted * (1 + target.tolerance / 100 * (1 if lower else -1))
    is_on = Decimal(actual) <= edge if lower else Decimal(actual) >= edge
    met = "On target" if is_on else "Off target"
    within = is_on and (Decimal(actual) > wanted if lower else Decimal(actual) < wanted)
    words = f"{met}{', within the tolerance' if within else ''}: {said} {so_far}"
    if share != 1:
        words += f"; in proportion, the target allows {shown(indicator, round(wanted))}" if lower else (
            f"; in proportion, the target wants {shown(indicator, round(wanted))}"
        )  # fmt: skip
    return Course(window.label, goal, said, f"{words}.", is_on)


def _so_far(indicator, run, window):
    """The figure, the share of the target that it is to be held against, and of which months it is."""
    held = [point for point in run.points if point.window.first in window and point.window.last in window]
    counted = [point for point in held if point.value is not None]
    if not counted:
        return None, Decimal(1), f"No figure of {window.words} yet."
    if not indicator.is_count:
        return counted[-1].value, Decimal(1), f"in {counted[-1].window.words}"
    last = counted[-1].window.last
    done = Window(window.first, last)
    total = run.counts.total(done)
    if total is None:
        return None, Decimal(1), f"Not every month of {done.words} was collected, so nothing can be said."
    return total, Decimal(done.length) / window.length, f"in {done.label}"
