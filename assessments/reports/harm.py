"""Harm of an area and of those of its kind: counts by the weights of one set, over the window and the year before."""

from collections import defaultdict
from dataclasses import dataclass, replace

from assessments.categories import CRIMES
from assessments.drawn import Printed, dated
from assessments.harming import by_area, by_category, by_offence, offence_weights_of, scored, weights_of
from assessments.offences import recorded_of
from assessments.places import SOURCE
from assessments.series import counts_of

NO_TABLE = (
    "No quarter of {area} is loaded from the Home Office's table of recorded crime by partnership. Load it under Data,"
    " or choose later months."
)


@dataclass(frozen=True)
class HarmPage:
    set: object
    shown: list[Printed]


def harm_of(crime, areas, row):
    """``row``: a set of weights. ``areas``: those of which there are figures."""
    shown = []
    if weights := weights_of(row):
        shown += _by_category(crime, areas, weights)
    if weights := offence_weights_of(row):
        title = f"Harm in {crime.area}, by offence"
        drawn = by_offence(title, recorded_of([crime.area.name]), crime.area.name, weights, crime.window.last)
        if not drawn.rows:
            drawn = replace(drawn, notes=[NO_TABLE.format(area=crime.area)])
        shown.append(Printed("", title, "harm", "", drawn))
    return HarmPage(row, shown)


def _by_category(crime, areas, weights):
    window = crime.window
    alike = [area for area in areas if area.kind == crime.area.kind]
    held = counts_of([area.pk for area in alike], window.earlier().first, window.last)
    both = (window.earlier(), window)
    of = {area.pk: [_total(held[area.pk], one) for one in both] for area in alike}
    title = f"Harm in {crime.area}"
    beside = [(area.name, *(counts and scored(counts, weights) for counts in of[area.pk])) for area in alike]
    drawn = by_category(title, of[crime.area.pk], weights, window, dated(SOURCE, window.last))
    yield Printed("", f"{title}, by category", "harm", "", drawn)
    if len(beside) > 1:
        yield Printed(
            "",
            "Harm by area",
            "harm",
            "",
            by_area("Harm by area", beside, weights, window, dated(SOURCE, window.last)),
        )


def _total(by_month, window):
    """By category; None where a month was not loaded."""
    if any(month not in by_month for month in window.months):
        return None
    total = defaultdict(int)
    for month in window.months:
        for category, count in by_month[month].items():
            if category in CRIMES:
                total[category] += count
    return dict(total)
