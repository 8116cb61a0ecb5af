"""Recorded crime as the Home Office's table has it: by area, quarter and offence."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from assessments.models import RecordedCrime
from evidence.months import YEAR, Window

QUARTER = 3
TABLE = "Home Office, police recorded crime by community safety partnership"


@dataclass(frozen=True)
class Recorded:
    """``counts``: by the area's name, the first month of the quarter, and the offence's code."""

    counts: Mapping[str, Mapping[int, Mapping[str, int]]]
    titles: Mapping[str, str]

    def year_to(self, name: str, last: int) -> Window | None:
        """Twelve months that end with the latest quarter of the area that is over by then; none before its first."""
        ends = [first + QUARTER - 1 for first in self.counts.get(name, {})]
        end = max((end for end in ends if end <= last), default=None)
        return None if end is None else Window(end - YEAR + 1, end)

    def total(self, name: str, window: Window) -> dict[str, int] | None:
        """By code; None where a quarter was not loaded."""
        quarters = self.counts.get(name, {})
        firsts = range(window.first, window.last + 1, QUARTER)
        if any(first not in quarters for first in firsts):
            return None
        total: dict[str, int] = defaultdict(int)
        for first in firsts:
            for code, count in quarters[first].items():
                total[code] += count
        return dict(total)


def recorded_of(names) -> Recorded:
    """In one query. The table's partnership has the name of the area."""
    return recorded(recorded_rows(names))


def recorded_rows(names):
    """(name, month, code, title, count) of each."""
    return (
        RecordedCrime.objects.filter(edition__is_current=True, partnership_name__in=names)
        .values_list("partnership_name", "edition__month", "offence__code", "offence__title")
        .annotate(Sum("count"))
        .order_by()
    )


def recorded(rows) -> Recorded:
    counts: dict = defaultdict(lambda: defaultdict(dict))
    titles = {}
    for name, month, code, title, count in rows:
        counts[name][month][code] = count
        titles[code] = title
    return Recorded(counts, titles)
