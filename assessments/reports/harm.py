"""Harm of an area and of those of its kind: counts by the weights of one set, over the window and the year before."""

from collections import defaultdict
from dataclasses import dataclass

from assessments.categories import CRIMES
from assessments.drawn import Printed
from assessments.harming import by_area, by_category, scored, weights_of
from assessments.places import SOURCE
from assessments.series import counts_of


@dataclass(frozen=True)
class HarmPage:
    set: object
    categories: Printed
    areas: Printed | None


def harm_of(crime, areas, row):
    """``row``: a set of weights that knows categories. ``areas``: those of which there are figures."""
    weights, window = weights_of(row), crime.window
    alike = [area for area in areas if area.kind == crime.area.kind]
    held = counts_of([area.pk for area in alike], window.earlier().first, window.last)
    both = (window.earlier(), window)
    of = {area.pk: [_total(held[area.pk], one) for one in both] for area in alike}
    title = f"Harm in {crime.area}"
    beside = [(area.name, *(counts and scored(counts, weights) for counts in of[area.pk])) for area in alike]
    return HarmPage(
        row,
        Printed(
            "",
            f"{title}, by category",
            "harm",
            "",
            by_category(title, of[crime.area.pk], weights, window, SOURCE),
        ),
        Printed("", "Harm by area", "harm", "", by_area("Harm by area", beside, weights, window, SOURCE))
        if len(beside) > 1
        else None,
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
