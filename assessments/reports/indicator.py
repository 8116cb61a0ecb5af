"""The page of an indicator: what can be said of its figures, its chart, its areas beside one another."""

from dataclasses import dataclass

from assessments.comparing import (
    EMPTY,
    LENGTHS,
    Comparison,
    beside_benchmark,
    comparisons,
    course,
    period_words,
    point_words,
    shown,
    unit_words,
)
from assessments.models import Indicator, Population
from assessments.offences import recorded, recorded_rows
from assessments.series import Run, count_rows, counted, main_of, observed_of, point_of, runs_of, windows_of
from design.filters import plural
from design.kept import drawn, kept, values_of
from design.plots import Plot, control_chart, funnel_plot
from evidence import control, funnel, months
from evidence.control import BASELINE, FEWEST, Rebase
from evidence.months import Window
from evidence.rates import Rate, rounded

SHOWN, CHARTED = 36, 120  # months of the table; most periods of the chart
OF = {"people": "residents", "households": "households"}
WHOLE = "The whole partnership"
NO_WHOLE = "No whole period has come in yet."


@dataclass(frozen=True)
class Table:
    """Periods down, the latest first; areas along. A cell is words and whether the figure is provisional."""

    areas: list
    rows: list


@dataclass(frozen=True)
class IndicatorPage:
    run: Run | None
    where: str
    choices: list  # (key, words, whether it is this one)
    latest: str
    period: str
    is_provisional: bool
    in_part: list[str]  # periods that are not whole
    data_to: str
    compared: list[Comparison]
    rate: str
    rate_note: str
    courses: list
    benchmarks: list
    signals: list[str]
    limits: list[str]
    chart: Plot | None
    funnel: Plot | None
    funnel_words: list[str]
    table: Table


@dataclass(frozen=True)
class Read:
    """All that the page is drawn of, besides the indicator with its areas, targets and benchmarks."""

    rows: list  # as `count_rows`, `recorded_rows` or `observed_of` give them
    people: dict

    def content(self, indicator):
        """To find by it what was drawn of the same (`design.kept`)."""
        beside = [*indicator.areas.all(), *indicator.targets.all(), *indicator.benchmarks.all()]
        if indicator.is_counted:
            return values_of(indicator, *beside), self.rows, self.people
        areas = [row.area for row in self.rows if row.area_id]
        return (
            values_of(indicator, *beside, *self.rows),
            [(area.pk, area.name) for area in areas],
            self.people,
        )

    def runs(self, indicator):
        given = {
            Indicator.From.ENTERED: lambda: {"observed": self.rows},
            Indicator.From.POLICE: lambda: {"counts": counted(self.rows)},
            Indicator.From.RECORDED: lambda: {"recorded": recorded(self.rows)},
        }[indicator.made_from]()
        return runs_of([indicator], **given)[indicator.pk]


def read_of(indicator) -> Read:
    areas = indicator.areas.all()
    rows = {
        Indicator.From.ENTERED: lambda: observed_of([indicator.pk]),
        Indicator.From.POLICE: lambda: count_rows([area.pk for area in areas]),
        Indicator.From.RECORDED: lambda: recorded_rows({area.name for area in areas}),
    }[indicator.made_from]()
    return Read(list(rows), populations(indicator) if indicator.base else {})


def drawn_of(indicator, wanted="") -> tuple[str, ...]:
    """The page's words on how far its data reach, and its figures."""
    read = read_of(indicator)

    def make():
        found = page_of(indicator, wanted, read)
        return found.data_to, drawn("assessments/indicator_figures.html", record=indicator, found=found)

    return kept("indicator", (read.content(indicator), wanted), make)


def page_of(indicator, wanted="", read=None):
    read = read or read_of(indicator)
    runs = read.runs(indicator)
    run = (runs.get(_key(wanted, runs)) if wanted else None) or main_of(runs)
    where = str(run.area or WHOLE) if run else WHOLE
    latest = run.latest if run else None
    last = max((one.data_to for one in runs.values() if one.data_to is not None), default=None)
    in_part = [_in_part(indicator, point) for point in run.points if point.days] if run else []
    people = read.people if latest else {}
    chart, signals, limits = _chart(indicator, run, where) if run and latest else (None, [], [])
    rate = _rate(indicator, run, people) if indicator.base and latest else None
    beside, words = _funnel(indicator, runs, people) if people else (None, [])
    return IndicatorPage(
        run=run,
        where=where,
        choices=[(key or "all", str(one.area or WHOLE), one is run) for key, one in runs.items()],
        latest=point_words(indicator, latest) if latest else NO_WHOLE if in_part else EMPTY,
        period=period_words(indicator, latest.window) if latest else "",
        is_provisional=bool(latest and latest.state == "provisional"),
        in_part=in_part,
        data_to=months.data_to(last),
        compared=list(comparisons(indicator, run)) if run else [],
        rate=rate.words if rate else "",
        rate_note=_rate_note(rate) if rate else "",
        courses=[course(indicator, run, target) for target in indicator.targets.all()] if run else [],
        benchmarks=[
            beside_benchmark(
                indicator, run, one, _rate_in(indicator, run, people, Window(one.first, one.last))
            )
            for one in indicator.benchmarks.all()
        ]
        if run
        else [],
        signals=signals,
        limits=limits,
        chart=chart,
        funnel=beside,
        funnel_words=words,
        table=_table(indicator, runs),
    )


def _in_part(indicator, point):
    words = shown(indicator, point.so_far)
    return f"{period_words(indicator, point.window)}: {words} {point.days}. It is compared once it is whole."


def _key(wanted, runs):
    """Of the area in the address; what makes no sense, or "all", is the whole partnership."""
    key = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else None
    return key if key in runs else None


def _chart(indicator, run, where):
    """Limits from the first periods, made anew where figures stop to compare; its signals with their months."""
    points = run.points[-CHARTED:]
    values = [None if point.value is None else float(point.value) for point in points]
    starts = [point.window.first for point in points]
    rebases = [
        Rebase(next(at for at, first in enumerate(starts) if first >= month), reason)
        for month, reason in indicator.breaks
        if starts[0] < month <= starts[-1]
    ]
    labels = [_short(point.window) for point in points]
    found = control.chart(values, baseline=max(FEWEST, indicator.baseline or BASELINE), rebases=rebases)
    signals = [f"{_span(labels, signal.first, signal.last)}: {signal.words}." for signal in found.signals]
    summary = f"{indicator.title}, {where}, {labels[0]} to {labels[-1]}. "
    summary += (
        f"{plural(len(signals), 'signal')}."
        if signals
        else "No signal: the figures vary as they do by chance."
    )
    plot = control_chart(
        f"{indicator.title}: {where}", summary, labels, found, source=source_of(indicator),
        unit=f"{unit_words(indicator)} in each {indicator.get_step_display().lower()}",
    )  # fmt: skip
    return plot, signals, [_limits(labels, stretch) for stretch in found.stretches]


def _limits(labels, stretch):
    """The centre and limits of a stretch in words, or why there are none."""
    words = f"{_span(labels, stretch.first, stretch.last)}: "
    if stretch.centre is None:
        return f"{words}{stretch.why_not}."
    low, middle, high = (rounded(value) for value in (stretch.lower, stretch.centre, stretch.upper))
    words += f"centre {middle:,}, limits {low:,} to {high:,}, from the first {stretch.baseline} of them"
    return f"{words}. It begins anew there: {stretch.reason}." if stretch.reason else f"{words}."


def _short(window):
    if window.length == 1:
        return months.short(window.first)
    return f"{months.short(window.first)} to {months.short(window.last)}"


def _span(labels, first, last):
    return labels[first] if first == last else f"{labels[first]} to {labels[last]}"


def source_of(indicator):
    """Source and caveat beside every figure."""
    return ". ".join(filter(None, (indicator.source.rstrip("."), indicator.caveat.rstrip("."))))


def populations(indicator):
    """Code of an area → its people or households in the year of the base; None where none is recorded."""
    codes = [area.code for area in indicator.areas.all() if area.code]
    rows = Population.objects.filter(code__in=codes).order_by("year", "pk")
    if indicator.base_year:
        rows = rows.filter(year__lte=indicator.base_year)
    which = "people" if indicator.base == Indicator.Base.PEOPLE else "households"
    found: dict = {area.code: None for area in indicator.areas.all()}
    found |= {row.code: (getattr(row, which), row.year) for row in rows}
    return found


def _people(areas, people):
    """Of these areas together, and the year; None where one has none recorded."""
    held = [people.get(area.code) for area in areas]
    if not held or any(one is None or one[0] is None for one in held):
        return None
    return sum(one[0] for one in held)


def _rate(indicator, run, people):
    return _rate_in(indicator, run, people, months.rolling(run.data_to))


def _rate_in(indicator, run, people, window):
    """Nothing where there is no rate, or where a month was not collected."""
    count = run.counts.total(window) if indicator.base and indicator.is_count else None
    if count is None:
        return None
    areas = [run.area] if run.area else list(indicator.areas.all())
    return Rate(count, _people(areas, people), of=OF[indicator.base])


def _rate_note(rate):
    interval = f"95% interval {rate.interval_words}." if rate.interval_words else ""
    return " ".join(filter(None, ("In twelve months.", interval, rate.warning)))


def _funnel(indicator, runs, people):
    """Areas of one level beside each other, over twelve months that each of them has."""
    held = [run for run in runs.values() if run.area and run.data_to is not None]
    if len(held) < 2:
        return None, []
    window = months.rolling(min(run.data_to for run in held))
    counts = [(run.area, run.counts.total(window)) for run in held]
    areas = [
        funnel.Area(area.name, count, (people.get(area.code) or (None,))[0])
        for area, count in counts
        if count is not None
    ]
    missing = [area.name for area, count in counts if count is None]
    found = funnel.funnel(areas)
    words = [f"{one.area.name}: {one.words}." for one in found.beyond]
    if missing:
        words.append(f"Not every month was collected in: {', '.join(missing)}.")
    beyond = (
        "No area lies beyond the limits."
        if not found.beyond
        else f"{len(found.beyond)} lie beyond the limits."
    )
    summary = f"{indicator.title} by area, {window.words}. {beyond}"
    of = OF[indicator.base]
    return funnel_plot(
        f"Areas beside one another: {window.words}", summary, found, of=of, source=source_of(indicator)
    ), words


def _table(indicator, runs):
    """Of the last 36 months, or as many quarters or years."""
    windows = windows_of(runs)
    if not windows:
        return Table([], [])
    since = windows[-1].last - SHOWN * LENGTHS[indicator.step]
    windows = [window for window in windows if window.last > since]
    rows = [
        (period_words(indicator, window), [_cell(indicator, run.at(window)) for run in runs.values()])
        for window in reversed(windows)
    ]
    return Table([str(run.area or WHOLE) for run in runs.values()], rows)


def _cell(indicator, point):
    """A figure in words, and its state where a reader needs to know of it."""
    state = point.state if point is not None and point.state in ("provisional", "revised") else ""
    return point_words(indicator, point) or "–", state


@dataclass(frozen=True)
class Period:
    """A period and area with the figure that counts and those before it (S002-118)."""

    words: str
    area: str
    rows: list


def earlier_of(indicator):
    """Every figure that was entered, those replaced with those in their place, the latest period first."""
    rows = indicator.observations.select_related("area", "made_by__person", "replaced_by__person")
    found: dict = {}
    for row in rows.order_by("-last", "first", "area__name", "-is_current", "-pk"):
        window = Window(row.first, row.last)
        key = (period_words(indicator, window), str(row.area or WHOLE))
        found.setdefault(key, []).append((row, point_words(indicator, point_of(row))))
    return [Period(words, area, rows) for (words, area), rows in found.items()]
