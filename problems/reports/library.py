"""The good-practice library: what was tried how often, in how many it worked, and the words for an effect."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from django.db.models import OuterRef, Q, Subquery

from design.filters import date, initial, joined, money, number, plural
from design.pages import Column
from problems.lifecycle import Status
from problems.models import Extent, MonthlyCount, Play, Problem
from problems.reports.assessment import evidence_from
from problems.techniques import named
from records.models import Link
from records.search import find

COLUMNS = (
    Column("Entry"), Column("Kind and place"), Column("Tried"), Column("In the library since"),
)  # fmt: skip
Place = MonthlyCount.Place
REOPENED = (
    "The file that this entry is of was reopened, so nothing is claimed of it until it is completed again"
)
MOST = 500  # entries found by words


def plays_for(user, chosen):
    """Entries that the person may know of, as chosen in `problems.forms.library.PlayFilter`, with how often tried."""
    rows = Play.objects.visible_to(user).listed()
    if chosen["q"]:
        found = {hit.record for hit in find(user, chosen["q"])[:MOST]}
        rows = rows.filter(pk__in=found)
    if chosen["kind"]:
        rows = rows.like([chosen["kind"]], [])
    if chosen["place"]:
        rows = rows.filter(location_types=chosen["place"])
    return rows.select_related("comes_from").prefetch_related("location_types")


@dataclass(frozen=True)
class Tried:
    """How often it was tried, in how many its measure was achieved, and in how many in part: the entry itself, and
    closed records that adopted it, each as its own officer judged it.
    """

    times: int
    worked: int
    partly: int = 0

    def __str__(self):
        if not self.times:
            return "Not counted"
        if self.times == 1:
            how = "it worked" if self.worked else "it worked in part" if self.partly else "it did not work"
            return f"Tried once, and {how}"
        partly = f", in part in {self.partly}" if self.partly else ""
        return f"Tried {plural(self.times, 'time')}, worked in {self.worked}{partly}"


def tried(plays):
    """By the key of the entry, in one query. Counts say nothing of which records adopted it."""
    adopted = Link.objects.filter(
        kind=Link.Kind.RELIES_ON, note=Play.ADOPTED, target__in=[p.pk for p in plays]
    )
    outcome = Problem.objects.filter(pk=OuterRef("source"), status=Status.CLOSED).values("measure_achieved")
    own = {play.pk: Counter() if is_reopened(play) else Counter([play.measure_achieved]) for play in plays}
    found = defaultdict(Counter, own)
    for target, achieved in adopted.annotate(achieved=Subquery(outcome)).values_list("target", "achieved"):
        if achieved is not None:
            found[target][achieved] += 1
    return {
        play.pk: Tried(found[play.pk].total(), found[play.pk][Extent.FULLY], found[play.pk][Extent.PARTLY])
        for play in plays
    }


def is_reopened(play):
    """Its record is open again, so what the entry says of it may not hold until the file is completed."""
    return bool(play.comes_from_id) and play.comes_from.status != Status.CLOSED


def evidence_of_entry(play):
    """What follows from its counts, by the same rule as on the record that it comes from."""
    months = [(Place.TARGET, dt.date.fromisoformat(month), count) for month, count in play.months]
    found = evidence_from(play, months)
    return replace(found, sentence=f"{REOPENED}.") if is_reopened(play) else found


def effect_in_words(play):
    """The one sentence, which claims no more than the counts allow."""
    return evidence_of_entry(play).sentence


def periods_in_words(play):
    spans = (
        ("before", play.before_from, play.before_until), ("after", play.after_from, play.after_until),
    )  # fmt: skip
    said = [f"{when} from {date(start)} to {date(end)}" for when, start, end in spans if start and end]
    return initial(", ".join(said))


def techniques_in_words(numbers):
    """Of the twenty-five techniques of situational crime prevention: 7 Assist natural surveillance."""
    return joined(map(str, named(numbers)))


def used_in_words(play):
    hours = f"{number(play.hours)} hours" if play.hours else ""
    return joined(filter(None, (hours, money(play.cost) if play.cost is not None else ""))) or "Not counted"


def offered_to(problem, user, most=5):
    """Entries of like kind or place, for a record that is new or being planned (S002-117)."""
    like = Play.objects.visible_to(user).listed().like(problem.kinds, problem.location_types.values("pk"))
    return list(
        like.exclude(comes_from=problem.pk).select_related("comes_from").order_by("-listed_on", "-pk")[:most]
    )


def adopters(user, play):
    """Records of the reader's own planning into which the entry could be brought."""
    mine = Q(officer=user.person_id) | Q(agency__in=user.places.agencies)
    mine |= Q(partnership__in=user.places.officer_of)
    open_ones = Problem.objects.visible_to(user).filter(mine, status__in=("scanning", "analysis", "planning"))
    return open_ones.exclude(pk=play.comes_from_id).order_by("-updated_at", "-pk")
