"""What page templates need beyond Jinja: colours of statuses, addresses of sorted and filtered lists, notices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from design.changes import marked_changes

TAG_COLOURS = {
    "grey": "draft planned scheduled withdrawn closed archived superseded cancelled ended not_started",
    "yellow": (
        "circulated submitted proposed pending awaiting due invited revised in_review waiting "
        "consultation claimed promised expressed queried recommissioning review"
    ),
    "blue": (
        "open active in_progress current under_way agenda_sent held taken measured delivery scored "
        "recommended preparing asked running"
    ),
    "green": (
        "approved published agreed signed done complete completed discharged resolved met supported "
        "listed raised reached awarded paid received confirmed accepted won evaluated"
    ),
    "red": "overdue late refused rejected exempt stale failed blocked lapsed expired",
    "orange": "at_risk subject_to condition partly tasked",
}
COLOUR_OF = {status: colour for colour, statuses in TAG_COLOURS.items() for status in statuses.split()}


def tag_colour(status: str) -> str:
    """The tag colour of a status by its stored value; the words beside it always say the same."""
    return COLOUR_OF.get(str(status).lower(), "grey")


def crumbs(items) -> list[dict[str, str]]:
    """Breadcrumbs from (words, address) pairs; the last may be words alone."""
    return [
        {"text": str(item[0]), "href": item[1]} if isinstance(item, tuple | list) else {"text": str(item)}
        for item in items
    ]


def notice_html(message) -> SafeString:
    return format_html('<p class="govuk-notification-banner__heading">{}</p>', str(message))


def query(data: QueryDict | Mapping, **changes) -> str:
    """The list's address with these parts of its query changed, a part that is None left out: "?q=…&sort=…"."""
    pairs = [(key, value) for key, values in _lists(data) for value in values if key not in changes and value]
    pairs += [(key, value) for key, value in changes.items() if value not in (None, "")]
    return "?" + urlencode(pairs)


def _lists(data):
    return data.lists() if isinstance(data, QueryDict) else ((key, [value]) for key, value in data.items())


@dataclass(frozen=True)
class NextStep:
    """A move as a record's page offers it: a button, or what it waits for in words.

    `post` sends it at once, with the record's version; otherwise the button leads to a page that asks first, and the
    red of a `warning` is kept for there: what most people want of a record is not to undo it.
    """

    label: str
    url: str = ""
    blockers: Sequence[str] = ()
    note: str = ""
    primary: bool = False
    warning: bool = False
    post: bool = False
    version: int | str | None = None


@dataclass(frozen=True)
class Column:
    """A column of a list. `sort` is the word in ?sort= that orders by it, with a minus sign for descending."""

    label: str
    sort: str = ""
    numeric: bool = False
    hidden: bool = False  # named to screen readers only, as for a column of links


def sort_state(current: str, column: Column) -> tuple[str, str]:
    """How a column stands in the order (for aria-sort), and the value of ?sort= that its heading leads to."""
    if current == column.sort:
        return "ascending", f"-{column.sort}"
    return ("descending" if current == f"-{column.sort}" else "none"), column.sort


GLOBALS = {
    "tag_colour": tag_colour,
    "crumbs": crumbs,
    "notice_html": notice_html,
    "query": query,
    "sort_state": sort_state,
    "marked_changes": marked_changes,
}
