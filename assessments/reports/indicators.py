"""Indicators as a list and a file: the latest figure of each, how it compares, and whether it is on target."""

from dataclasses import dataclass

from assessments.comparing import EMPTY, comparisons, course, period_words, point_words
from assessments.models import Indicator
from assessments.series import main_of, runs_of
from evidence.months import Window, code, data_to

HEADINGS = [
    "Reference", "Indicator", "Measures", "Body", "Source", "Data to", "Latest figure", "Period", "Compared",
    "Target", "Caveat",
]  # fmt: skip


@dataclass(frozen=True)
class Row:
    indicator: Indicator
    latest: str
    period: str
    compared: str
    data_to: str
    course: str
    is_on: bool | None
    has_target: bool

    @property
    def said(self):
        """What can be said, and of which months beside which."""
        period, _colon, words = self.compared.partition(": ")
        return (words, period) if ", beside " in period else (self.compared, "")

    @property
    def state(self):
        """Words and colour of its tag."""
        if not self.has_target:
            return "No target", ""
        return {True: ("On target", "met"), False: ("Off target", "late")}.get(self.is_on, ("Not known", ""))


def indicators_for(user, chosen):
    rows = Indicator.objects.visible_to(user).filter(status=chosen["status"])
    for name, field in (("body", "body"), ("priority", "priorities")):
        if chosen[name]:
            rows = rows.filter(**{field: chosen[name]})
    return rows.select_related("body").prefetch_related("areas", "targets").order_by("title", "pk")


def rows_of(indicators, wanted=""):
    """Each with its figures for the whole partnership, or for its only area. ``wanted``: off, on or none."""
    indicators = list(indicators)
    runs = runs_of(indicators)
    found = (_row(indicator, main_of(runs[indicator.pk])) for indicator in indicators)
    tells = {
        "off": lambda row: row.is_on is False,
        "on": lambda row: row.is_on is True,
        "none": lambda row: not row.has_target,
    }
    return [row for row in found if not wanted or tells[wanted](row)]


def _row(indicator, run):
    target = next(iter(indicator.targets.all()), None)
    stands = course(indicator, run, target) if target and run else None
    latest = run.latest if run else None
    return Row(
        indicator,
        point_words(indicator, latest) or "–",
        period_words(indicator, latest.window) if latest else EMPTY,
        comparisons(indicator, run)[-1].words if latest else "",  # of twelve months, where there are so many
        data_to(latest.window.last if latest else None),
        stands.words if stands else "",
        stands.is_on if stands else None,
        target is not None,
    )


def line(row):
    one = row.indicator
    return [
        one.reference, one.title, one.get_measures_display(), str(one.body or ""), one.source, row.data_to,
        row.latest, row.period, row.compared, row.course, one.caveat,
    ]  # fmt: skip


def figures_of(indicator, runs):
    """Lines of all its figures, in the columns that an import reads again (S003-30)."""
    for run in runs.values():
        if run.area is None and indicator.is_counted:
            continue  # a sum of the others
        for point in run.points:
            yield [
                period_code(point.window), str(run.area or ""), point.value if point.so_far is None else point.so_far,
                point.numerator, point.denominator,
                point.went, point.state, point.source, point.extracted_on, point.note, point.data_from,
                point.data_until,
            ]  # fmt: skip


FIGURE_HEADINGS = [
    "Period", "Area", "Figure", "Of how many", "Out of how many", "Direction", "State", "Source", "Taken on", "Note",
    "Data from", "Data to",
]  # fmt: skip


def period_code(window: Window):
    return code(window.first) if window.length == 1 else f"{code(window.first)} to {code(window.last)}"
