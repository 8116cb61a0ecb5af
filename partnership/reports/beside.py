"""Short lists that stand beside what a page is about: other names, areas, teams."""

import datetime as dt
from typing import NamedTuple

from django.db.models import DateField, Value
from django.db.models.functions import Cast


class Beside(NamedTuple):
    key: int
    words: str
    note: str = ""
    other: int = 0  # the key of what it leads to or hangs under
    on: dt.date | None = None


NOTHING = [Value(0), Value(""), Value(""), Value(0), Cast(Value(None), DateField())]


def beside(**lists):
    """Each list by its name and in the order of its words, all in one query.

    A list is said as its queryset and the fields, in the order of `Beside`, that its lines take.
    """
    rows = [
        queryset.order_by().values_list(Value(name), *fields, *NOTHING[len(fields) :])
        for name, (queryset, *fields) in lists.items()
    ]
    found = {name: [] for name in lists}
    for name, key, words, note, other, on in rows[0].union(*rows[1:], all=True):
        found[name].append(Beside(key, words, note, other or 0, on))
    return {name: sorted(lines, key=lambda line: line.words.casefold()) for name, lines in found.items()}
