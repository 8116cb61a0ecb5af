"""What was asked of agencies: a list with its file, who has answered, and who has how much open."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef

from assessments.lifecycle.evidence import AskStatus
from assessments.models import Ask
from design.filters import date, due
from design.pages import Column
from notices.models import Notice

OPEN, LATE, IN, EVERY = "open", "late", "in", "every"  # which of them a list shows
COLUMNS = (
    Column("What is asked"), Column("Agency"), Column("State"), Column("Needed by", "due_on"), Column("Who needs it")
)  # fmt: skip
SORTS = {"due_on": ("due_on", False), "-due_on": ("due_on", True)}
HEADINGS = [
    "Reference", "Asked for", "Kind", "Agency", "Person", "State", "Asked", "Needed by", "Received", "Who needs it",
    "About", "Needed before it is agreed", "Answer",
]  # fmt: skip


def asks_for(user, chosen, on):
    rows = Ask.objects.visible_to(user)
    rows = {OPEN: rows.open, LATE: lambda: rows.late(on), IN: rows.answered}.get(chosen["show"], rows.all)()
    for name in ("agency", "analyst", "what"):
        if chosen[name]:
            rows = rows.filter(**{name: chosen[name]})
    return rows


def listed(rows):
    return rows.select_related("agency", "person", "analyst")


def downloaded(rows):
    return listed(rows).select_related("about")


def line(ask, known):
    """``known``: keys of the records that the reader may know of; another's reference is not said."""
    about = ask.about.reference if ask.about_id in known else ""
    return [
        ask.reference, ask.title, ask.get_what_display(), str(ask.agency), str(ask.person or ""),
        ask.get_status_display(), ask.asked_on, ask.due_on, ask.received_on, str(ask.analyst or ""), about,
        "Yes" if ask.is_needed else "No", ask.reply,
    ]  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """One agency's answer as the table of all shows it."""

    ask: Ask
    words: str
    state: str  # gives the tag its colour
    is_told: bool  # somebody there has an account and was told


def standings(ask, user, on):
    """Who has answered and who has not (S001-35, S004-57): those who wait first, the latest due day last."""
    told = Exists(Notice.objects.filter(record=OuterRef("pk")))
    rows = Ask.objects.visible_to(user).asked_like(ask).annotate(is_told=told)
    found = [_standing(row, on) for row in rows.select_related("agency", "person")]
    return sorted(found, key=lambda one: (not one.ask.is_open, one.ask.due_on, str(one.ask.agency)))


def _standing(ask, on):
    words, state = words_of(ask, on)
    return Standing(ask, words, state, ask.is_told)


def words_of(ask, on):
    """How it stands, with the day, and the word that colours its tag."""
    if ask.status == AskStatus.RECEIVED:
        return f"Received {date(ask.received_on)}", "received"
    if ask.status == AskStatus.WITHDRAWN:
        return "No longer needed", "withdrawn"
    return due(ask.due_on, on), "late" if ask.is_late(on) else "asked"


def counted(found):
    """ "2 of 5 have answered" """
    live = [one for one in found if one.ask.status != AskStatus.WITHDRAWN]
    came = sum(one.ask.status == AskStatus.RECEIVED for one in live)
    return (
        f"{came} of {len(live)} {'has' if came == 1 else 'have'} answered" if live else "Withdrawn from all"
    )


@dataclass(frozen=True)
class Load:
    """What one person waits for."""

    person: object
    asks: list
    late: int


def loads(user, on):
    """Open requests for each person who needs something, with their due days (S003-61)."""
    rows = listed(Ask.objects.visible_to(user).open())
    rows = rows.order_by("analyst__family_name", "analyst__given_name", "analyst", "due_on", "pk")
    for _, found in groupby(rows, key=lambda ask: ask.analyst_id):
        asks = list(found)
        yield Load(asks[0].analyst, asks, sum(ask.is_late(on) for ask in asks))
