"""What the assessment page says beside the form: figures, warnings, level, sentence, and incidents by month drawn."""

import datetime as dt

from design.charts import Band, Chart, Series
from design.charts import line as line_chart
from design.filters import MONTHS, date, plural
from design.kept import drawn, kept
from problems.evidence import Counts, Evidence, Period, Recorded, weigh
from problems.evidence.figures import change_by_day
from problems.models import MonthlyCount

Place = MonthlyCount.Place


def evidence_of(problem) -> Evidence:
    """Of the round under way. Its counts by month are best prefetched."""
    return evidence_from(problem, [(row.place, row.month_from, row.count) for row in problem.counts.all()])


def evidence_from(problem, counts) -> Evidence:
    """``problem`` has the fields of an assessment; ``counts`` are (place, first day of the month, incidents)."""
    months = [(month, count) for place, month, count in counts if place == Place.TARGET]
    return weigh(
        Recorded(
            here=Counts(problem.incidents_before, problem.incidents_after),
            comparison=Counts(problem.comparison_before, problem.comparison_after),
            buffer=Counts(problem.buffer_before, problem.buffer_after),
            before=Period.between(problem.before_from, problem.before_until),
            after=Period.between(problem.after_from, problem.after_until),
            is_alike=bool(problem.comparison_alike.strip()),
            sites=problem.sites or 1,
            is_controlled=bool(problem.controlled_for.strip()),
            is_random=problem.allocated_at_random,
            implemented=problem.plan_implemented,
            started_on=problem.started_on,
            months=months,
        )
    )


def figures_of(found: Evidence):
    """(what, in words), those alone that there are."""
    here, said = found.recorded.here, found.recorded
    rows = [("Fewer or more", _difference(here, said))]
    if found.rate_before is not None and found.rate_after is not None:
        rows.append(("A day", f"{_rate(found.rate_before)} before, {_rate(found.rate_after)} after"))
    if said.comparison.is_whole:
        rows.append(("In the comparison area", _difference(said.comparison, said)))
    if found.net_change is not None:
        rows.append(("Beside the comparison area", _share(found.net_change)))
    if said.buffer.is_whole:
        rows.append(("In the area around it", _difference(said.buffer, said)))
    if found.interval:
        beside = " beside the comparison area" if found.interval is found.beside else ""
        rows.append((f"Ratio of after to before{beside}", _interval(found.interval)))
    if started := _start_to_count(said):
        rows.append(("Response started", started))
    if moved := found.displacement:
        said_so = (
            moved.reading
            if moved.quotient is None
            else f"{float(moved.quotient):.2f}: {moved.reading}".replace("-", "−")
        )
        rows.append(("Displacement quotient", said_so))
    return [row for row in rows if row[1]]


def _difference(counts, said):
    if counts.difference is None:
        return ""
    if said.goes_by_day:
        change = change_by_day(counts, said.before, said.after)
        return "" if change is None else f"{_more_or_fewer(change)} by the day"
    words = (
        f"{abs(counts.difference):,} {'more' if counts.difference < 0 else 'fewer'}"
        if counts.difference
        else "The same"
    )
    return f"{words} ({abs(counts.percentage)}%)" if counts.percentage else words


def _start_to_count(said):
    """How long after the start the count after began, and how long it went on: what the response may be held to."""
    if said.started_on is None or said.after is None:
        return ""
    wait = (said.after.start - said.started_on).days
    when = (
        "the same day" if wait == 0 else f"{_length(wait)} later" if wait > 0 else f"{_length(-wait)} earlier"
    )
    return f"{date(said.started_on)}; the count after began {when} and covers {_length(said.after.days)}"


def _length(days):
    """10 days, 3 weeks, 6 months: as one would say it."""
    if days < 21:
        return plural(days, "day")
    return plural(round(days / 7), "week") if days < 75 else plural(round(days / 30.44), "month")


def _rate(value):
    return f"{float(value):.2g}" if value < 10 else f"{float(value):,.0f}"


def periods_of(problem):
    """(before, after), in words, for the page that is only read."""
    periods = (
        Period.between(problem.before_from, problem.before_until),
        Period.between(problem.after_from, problem.after_until),
    )
    return [f"{date(period.start)} to {date(period.end)}" if period else "" for period in periods]


def _share(change):
    return f"{_more_or_fewer(change)} than it would have been"


def _more_or_fewer(change):
    return f"{abs(float(change)) * 100:.1f}% {'more' if change > 0 else 'fewer'}"


def _interval(interval):
    ratio = "" if interval.ratio is None else f"{interval.ratio:.2f}; "
    end = "no upper end" if interval.high is None else f"{interval.high:.2f}"
    return f"{ratio}95% interval {interval.low:.2f} to {end}"


def drawn_of(problem):
    """The chart with its numbers; nothing where fewer than two months were counted."""
    counts = [(row.place, row.month_from, row.count) for row in problem.counts.all()]
    marked = [getattr(problem, name) for name in MARKED]
    return kept(BY_MONTH, (counts, marked), lambda: (_drawn(chart_of(problem)),))[0]


MARKED = ("started_on", "before_from", "before_until", "after_from", "after_until")  # in the chart


def _drawn(chart):
    return drawn("problems/months_drawn.html", chart=chart) if chart else ""


def chart_of(problem) -> Chart | None:
    """Incidents by month in up to three places, with the two periods and the start of the response."""
    counts = {(row.place, row.month_from): row.count for row in problem.counts.all()}
    counted = {month for _, month in counts}
    if len(counted) < 2:
        return None
    months = list(_every_month(min(counted), max(counted)))  # one that was not counted is a gap
    series = [
        Series(label, [counts.get((place, month)) for month in months])
        for place, label in Place.choices
        if any(key[0] == place for key in counts)
    ]
    bands = list(_bands(problem, months))
    begun = problem.started_on and next(
        (n for n, month in enumerate(months) if month > problem.started_on), None
    )
    events = [(begun, "Response started")] if begun else []
    categories = [f"{MONTHS[month.month - 1][:3]} {month.year}" for month in months]
    return line_chart(
        BY_MONTH, _summary(problem, categories, series, events), categories, series, category_label="Month",
        bands=bands, events=events,
    )  # fmt: skip


def _every_month(first, last):
    while first <= last:
        yield first
        first = (first + dt.timedelta(days=31)).replace(day=1)


BY_MONTH = "Incidents by month"


def _bands(problem, months):
    for label, period in (
        ("Before", Period.between(problem.before_from, problem.before_until)),
        ("After", Period.between(problem.after_from, problem.after_until)),
    ):
        inside = [n for n, month in enumerate(months) if period and period.start <= month <= period.end]
        if inside:
            yield Band(inside[0], inside[-1], label)


def _summary(problem, categories, series, events):
    here = [value for value in series[0].values if value is not None]
    span = f"from {categories[0]} to {categories[-1]}"
    words = f"{series[0].label}, {span}: {min(here):,} to {max(here):,} incidents a month."
    return f"{words} The response started before {categories[events[0][0]]}." if events else words
