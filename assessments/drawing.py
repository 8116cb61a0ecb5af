"""How each kind of figure is drawn of its numbers. The words of its sentence follow the statistics (`evidence`).

Maps and hours are drawn in `assessments/places.py`, harm in `assessments/harming.py`.
"""

from dataclasses import replace
from typing import NamedTuple

from assessments.categories import CRIMES, SINCE, Category
from assessments.comparing import broken, unit_words
from assessments.drawn import EMPTY, Drawn, dated, marks_of
from assessments.harming import (
    by_area,
    by_category,
    by_offence,
    offence_weights_of,
    offences_by_area,
    scored,
    weights_of,
)
from assessments.models import Edition, Figure
from assessments.numbers import Numbers, Wants
from assessments.places import places_of, week_of
from design import plots
from design.charts import Chart
from design.charts import Series as Line
from design.filters import joined, plural
from evidence import control, months
from evidence.change import change
from evidence.funnel import Area as FunnelArea
from evidence.funnel import funnel
from evidence.series import Series

Kind = Figure.Kind
POLICE = "data.police.uk, street-level crime"
STOPS = "data.police.uk, stop and search"
NOT_EVENTS = (
    "Of all forces that are loaded. Stops show when officers searched, and not when crime happened: of crimes"
    " data.police.uk gives the month alone. An indicator with times shows those of a partner's own file."
)
MOST_LINES, MOST_SIGNALS = 6, 3


def draw(figure):
    """As it was frozen, or of the numbers as they are."""
    return draw_all([figure])[figure.pk]


def draw_all(figures):
    """By the figure's key; those that are not frozen are read together."""
    figures = list(figures)
    wanted = {figure.pk: Wants.of(figure.draws) for figure in figures if figure.frozen is None}
    places = any(figure.pk in wanted and figure.kind in PLACED for figure in figures)
    numbers = Numbers(wanted.values(), places=places) if wanted else None
    return {
        figure.pk: Drawn.from_json(figure.frozen)
        if figure.frozen is not None
        else _drawn(figure, wanted[figure.pk], numbers)
        for figure in figures
    }


def _drawn(figure, wants, numbers):
    drawn = DRAW[figure.kind](figure.title, wants, numbers)
    return Drawn(EMPTY, drawn.source, drawn.headings, drawn.rows) if drawn.is_empty else drawn


class Named(NamedTuple):
    name: str
    series: Series
    is_count: bool
    source: str
    unit: str
    why_not: str = ""  # why its two years do not compare


def _named(wants, numbers, *, summed=False):
    """Each indicator or category, over the year before as well.

    ``summed``: of counts, for sums over whole periods, be they months, quarters or years.
    """
    window = months.Window(wants.window.first - months.YEAR, wants.window.last)
    for key in wants.indicators:
        if indicator := numbers.indicators.get(key):
            sums = summed and indicator.is_count
            series = (
                numbers.summed(indicator, wants.area)
                if sums
                else numbers.monthly(indicator, wants.area, window)
            )
            run = numbers.run_of(indicator, wants.area)
            where = f", {run.area}" if run and run.area and wants.area is None else ""
            why_not = broken(indicator, wants.window, wants.window.earlier())
            yield Named(
                f"{indicator.title}{where}",
                series,
                indicator.is_count,
                indicator.source,
                unit_words(indicator),
                why_not,
            )
    areas = [wants.area] if wants.area else list(wants.areas)
    for category in wants.categories:
        counted = numbers.counted(areas, [category], window)
        unit = "Incidents" if category == Category.ASB else "Crimes"
        yield Named(Category(category).label, counted, True, POLICE, unit)


def _values(series, window):
    return [series.at(month) for month in window.months]


def _trend(title, wants, numbers):
    """Each by month, and in words the same months of the year before."""
    named = list(_named(wants, numbers))[:MOST_LINES]
    columns = [_values(one.series, wants.window) for one in named]
    labels = [months.short(month) for month in wants.window.months]
    said = [f"{one.name}: {_beside(one, wants.window)}" for one in named]
    lines = [Line(one.name, values) for one, values in zip(named, columns, strict=True)]
    rows = [[label, *values] for label, *values in zip(labels, *columns, strict=True)] if columns else []
    return Drawn(
        " ".join(said), _sources(named, wants.window), ["Month", *(one.name for one in named)], rows,
        plots.lines(title, "", labels, lines, unit=_unit(named)).spec, counts=_counts(named),
    )  # fmt: skip


def _beside(one, window):
    if one.why_not:
        return one.why_not
    compared = one.series.compare(window) if _is_whole(one.series) else None
    return f"{compared.words if compared else window.words}."


def _is_whole(series):
    """Counts, of which chance can be reckoned; not a percentage or another measure."""
    return all(value is None or isinstance(value, int) for value in series.values)


def _unit(named):
    """Over the upright axis: what is counted, where it is one thing."""
    units = {one.unit for one in named}
    return f"{units.pop() if len(units) == 1 else 'Number'} in each month"


def _sources(named, window):
    """With the last month that there are figures of."""
    said = joined(list(dict.fromkeys(one.source.rstrip(".") for one in named if one.source)))
    held = [month for month in window.months if any(one.series.at(month) is not None for one in named)]
    return dated(said, held[-1]) if held else said


def _counts(named):
    return [place for place, one in enumerate(named, start=1) if one.is_count]


def _control(title, wants, numbers):
    """One series with its centre and limits; signals are named with their months."""
    named = list(_named(wants, numbers))[:1]
    if not named:
        return Drawn("", "", ["Month"], [])
    name, series = named[0].name, named[0].series
    indicator = numbers.indicators.get(wants.indicators[0]) if wants.indicators else None
    baseline = max(control.FEWEST, indicator.baseline if indicator else control.BASELINE)
    rebases = _rebases(indicator, wants.window) if indicator else []
    found = control.chart(_values(series, wants.window), baseline=baseline, rebases=rebases)
    labels = [months.short(month) for month in wants.window.months]
    limits = [_limit(found, of) for of in ("centre", "lower", "upper")]
    rows = [list(row) for row in zip(labels, found.values, *limits, strict=True)]
    summary = f"{name}: {joined(signals_of(found, wants.window.first)) or 'no month or run stands out from the rest'}."
    plot = plots.control_chart(title, "", labels, found, unit=_unit(named))
    notes = list(plot.notes)
    notes += [
        f"Limits begin anew in {months.words(wants.window.first + one.at)}: {one.reason}." for one in rebases
    ]
    return Drawn(
        summary, _sources(named, wants.window), ["Month", name, "Centre", "Lower limit", "Upper limit"], rows,
        plot.spec, counts=_counts(named), notes=notes,
    )  # fmt: skip


def _rebases(indicator, window):
    """Where figures do not compare with earlier ones, limits are made anew."""
    return [
        control.Rebase(month - window.first, reason)
        for month, reason in indicator.breaks
        if window.first < month <= window.last
    ]


def _limit(found, name):
    """By month; nothing where there are too few months for limits."""
    values = [""] * len(found.values)
    for stretch in found.stretches:
        at = getattr(stretch, name)
        for place in range(stretch.first, stretch.last + 1):
            values[place] = "" if at is None else round(at, 1)
    return values


def signals_of(found, first):
    """The latest, each with its months, and how many came before."""
    said = [
        f"{months.Window(first + one.first, first + one.last).words}: {one.words}" for one in found.signals
    ]
    more = len(said) - MOST_SIGNALS
    return said[-MOST_SIGNALS:] + ([plural(more, "earlier signal")] if more > 0 else [])


def _compared(title, wants, numbers):
    """The window and the same months of the year before, by indicator or category (S001-95)."""
    named = list(_named(wants, numbers, summed=True))
    before, window = wants.window.earlier(), wants.window
    rows, bars, said = [], [], []
    for name, series, is_count, _source, _unit_of_it, why_not in named:
        old, new = series.total(before), series.total(window)
        words = why_not or (series.compare(window).words if is_count and _is_whole(series) else "")
        rows.append([name, old, new, words.partition(": ")[2] or words])
        bars.append((name, old, new))
        said.append(
            f"{name} {change(old, new).words}"
            if is_count and None not in (old, new) and not why_not
            else f"{name}: {why_not.rstrip('.') or 'not known'}"
        )
    chart = _bars(title, bars, before.words, window.words)
    return Drawn(
        f"{'. '.join(said)}." if said else "", _sources(named, window),
        ["What", before.words, window.words, "In words"], rows,
        marks_of(chart), counts=[1, 2] if _counts(named) else [], text_columns=[3],
    )  # fmt: skip


def _bars(title, rows, *labels, value_label=""):
    series = [Line(label, [row[place] for row in rows]) for place, label in enumerate(labels, start=1)]
    return Chart(title, "", [row[0] for row in rows], series, kind="bar", value_label=value_label)


def _categories(title, wants, numbers):
    """Crime of the window by category, the most first. Anti-social behaviour is no crime and stands apart (S001-97)."""
    areas = [wants.area] if wants.area else list(wants.areas)
    chosen = wants.categories or _crimes_of(wants.window)
    totals = [
        (Category(one).label, numbers.counted(areas, [one], wants.window).total(wants.window))
        for one in chosen
    ]
    totals = sorted(totals, key=lambda row: -(row[1] or 0))
    known = [count for _label, count in totals if count is not None]
    whole = sum(known)
    first, most = totals[0]
    summary = f"{first} is the most: {most:,} of {whole:,}, {wants.window.words}." if whole and most else ""
    return Drawn(
        summary, dated(POLICE, wants.window.last), ["Category", wants.window.words], [list(row) for row in totals],
        marks_of(_bars(title, totals, wants.window.words, value_label=wants.window.words)), counts=[1],
    )  # fmt: skip


def _crimes_of(window):
    """Without the category that others took the place of, where the window begins after that."""
    old = Category.ORDER_AND_WEAPONS
    return [one for one in CRIMES if one != old or window.first < months.parse(SINCE)]


def _funnel(title, wants, numbers):
    """Areas by their rate, with the limits within which chance alone would leave them."""
    rows = []
    for key in wants.areas:
        if key in numbers.areas:
            total = _of_area(wants, numbers, key).total(wants.window)
            rows.append((numbers.areas[key].name, total, numbers.population(key)))
    found = funnel([FunnelArea(name, count, people) for name, count, people in rows if count is not None])
    placed = {one.area.name: one for one in found.placed}
    table = [
        [name, count, people, round(placed[name].rate, 1) if name in placed else None,
         placed[name].words if name in placed else "no rate"]
        for name, count, people in rows
    ]  # fmt: skip
    beyond = [f"{one.area.name} is {one.words}" for one in found.beyond]
    rate = (
        f"The rate of all together is {found.target:,.1f} per 1,000 residents. "
        if found.target is not None
        else ""
    )
    summary = f"{rate}{joined(beyond) or 'No area is beyond what chance would bring'}."
    plot = plots.funnel_plot(title, "", found) if found.placed else None
    source = _of_what(wants, numbers)
    return Drawn(
        summary, dated(source, wants.window.last), ["Area", "Count", "Residents", "Rate per 1,000", "Place"], table,
        plot and plot.spec, counts=[1],
        notes=plot.notes if plot else found.notes, text_columns=[4],
    )  # fmt: skip


def _of_what(wants, numbers):
    """Where the counts of the areas come from."""
    indicator = numbers.indicators.get(wants.indicators[0]) if wants.indicators else None
    return indicator.source.rstrip(".") if indicator else POLICE


def _of_area(wants, numbers, key):
    if wants.indicators and (indicator := numbers.indicators.get(wants.indicators[0])):
        return numbers.monthly(indicator, key, wants.window)
    return numbers.counted([key], wants.categories or CRIMES, wants.window)


def _placed(name):
    """A map of one area (`places`)."""

    def drawn(_title, wants, numbers):
        area = numbers.areas.get(wants.area)
        editions = numbers.loaded(Edition.Kind.STREET, wants.window)
        found = area and places_of(area, wants.window, wants.categories, editions=editions)
        what = joined([Category(one).label for one in wants.categories]) or "All crime"
        if not found or name not in found.figures:
            return Drawn("", POLICE, ["Middle of the cell"], [])
        drawn = found.figures[name]
        return replace(drawn, summary=f"{what} in {area}. {drawn.summary}")

    return drawn


def _hours(_title, wants, numbers):
    """Of an indicator's incidents; or of searches by all forces that were loaded: a stop has a point and no area."""
    if wants.indicators and (indicator := numbers.indicators.get(wants.indicators[0])):
        week = numbers.week(indicator, wants.area, wants.window)
        summary = f"{indicator.title}, {wants.window.words}. {week.words}."
        return Drawn.of(plots.heat("", summary, week, source=indicator.source), counts=list(range(1, 8)))
    week = week_of(wants.window, editions=numbers.loaded(Edition.Kind.STOPS, wants.window))
    source = dated(STOPS, wants.window.last)
    plot = plots.heat("", f"{wants.window.words}. {week.words}.", week, source=source)
    drawn = Drawn.of(plot, counts=list(range(1, 8)))
    return replace(drawn, notes=[*drawn.notes, NOT_EVENTS])


def _harm(title, wants, numbers):
    """By category of one area, or by area; by one set of weights alone. By offence where it knows these alone."""
    row = numbers.weights.get(wants.weights)
    weights = row and weights_of(row)
    if weights is None:
        return _harm_by_offence(title, wants, numbers, row and offence_weights_of(row))
    both, source = (wants.window.earlier(), wants.window), dated(POLICE, wants.window.last)
    if wants.areas:
        names = [(numbers.areas[key].name, [key]) for key in wants.areas if key in numbers.areas]
        rows = [
            (name, *(_harm_of(numbers, keys, CRIMES, window, weights) for window in both))
            for name, keys in names
        ]
        return by_area(title, rows, weights, wants.window, source)
    counts = [_counts_of(numbers, [wants.area], CRIMES, window) for window in both]
    return by_category(title, counts, weights, wants.window, source)


def _harm_by_offence(title, wants, numbers, weights):
    if weights is None:
        return Drawn("", POLICE, ["Category"], [])
    names = [numbers.areas[key].name for key in wants.areas or [wants.area] if key in numbers.areas]
    if len(names) > 1:
        return offences_by_area(title, numbers.recorded, names, weights, wants.window.last)
    return by_offence(title, numbers.recorded, "".join(names), weights, wants.window.last)


def _counts_of(numbers, areas, categories, window):
    """By category; None where a month of it was not collected."""
    found = {one: numbers.counted(areas, [one], window).total(window) for one in categories}
    return None if None in found.values() else found


def _harm_of(numbers, areas, categories, window, weights):
    counts = _counts_of(numbers, areas, categories, window)
    return counts and scored(counts, weights)


DRAW = {
    Kind.TREND: _trend, Kind.CONTROL: _control, Kind.COMPARED: _compared, Kind.CATEGORIES: _categories,
    Kind.FUNNEL: _funnel, Kind.MAP: _placed("map"), Kind.CHANGE_MAP: _placed("change-map"),
    Kind.DENSITY: _placed("density"), Kind.HOURS: _hours, Kind.HARM: _harm,
}  # fmt: skip
PLACED = (Kind.MAP, Kind.CHANGE_MAP, Kind.DENSITY, Kind.HOURS)
