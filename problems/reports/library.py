"""The good-practice library: what was tried how often, in how many it worked, and the words for an effect."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Q

from design.filters import date, initial, joined, money, number, plural
from design.pages import Column
from problems.contents import ASSESSED
from problems.evidence import Recorded, weigh
from problems.lifecycle import Status
from problems.models import Extent, MonthlyCount, Play, Problem, Response, Round
from problems.reports.assessment import evidence_from, evidence_of
from problems.reports.rounds import evidence_of_round
from problems.techniques import named
from records.search import find

COLUMNS = (
    Column("Entry"), Column("Kind and place"), Column("Tried"), Column("In the library since"),
)  # fmt: skip
Place = MonthlyCount.Place
REOPENED = (
    "The file that this entry is of was reopened, so nothing is claimed of it until its officer has brought it up to "
    "date"
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
    """How often it was tried, and what came of it: the entry itself, and each round that chose a response from it.

    ``worked`` and ``partly`` claim no more than the counts allow; ``unshown`` are those whose officer judged the
    measure achieved, fully or in part, and whose counts give the response no credit for it.
    """

    worked: int = 0
    partly: int = 0
    unshown: int = 0
    unmet: int = 0

    @property
    def times(self):
        return self.worked + self.partly + self.unshown + self.unmet

    def __str__(self):
        if not self.times:
            return "Not counted"
        if self.times == 1:
            return f"Tried once{self._once}"
        worked = f"worked in {self.worked or 'none'}" + (f", in part in {self.partly}" if self.partly else "")
        unshown = f"; in {self.unshown} the counts do not show it" if self.unshown else ""
        return f"Tried {plural(self.times, 'time')}: {worked}{unshown}"

    @property
    def _once(self):
        if self.unshown:
            return "; the counts do not show that it worked"
        if self.unmet:
            return ", and the measure was not achieved"
        return ", and it worked" if self.worked else ", and it worked in part"


WORKED = (
    "That it worked is said only where the agreed measure was achieved, the plan was carried out at least in part, and "
    "incidents fell beside a comparable area by more than chance would explain."
)


def tried(plays):
    """By the key of the entry, in as many queries however many there are. Counts say nothing of who adopted it."""
    found = {play.pk: Counter() for play in plays}
    for play in plays:
        if play.reopened_on is None:
            found[play.pk][_outcome(play.measure_achieved, lambda play=play: evidence_of_entry(play))] += 1
    for play, achieved, evidence in _adopted(list(found)):
        found[play][_outcome(achieved, evidence)] += 1
    return {key: Tried(**counts) for key, counts in found.items()}


def _outcome(achieved, evidence):
    """The officer's answer, held to what the counts allow. They are weighed only where something is claimed."""
    if achieved not in (Extent.FULLY, Extent.PARTLY):
        return "unmet"
    if not evidence().is_credited:
        return "unshown"
    return "worked" if achieved == Extent.FULLY else "partly"


def _adopted(keys):
    """(entry, measure achieved, its evidence to be asked for) of each round that is over and chose a response of it."""
    chosen = Response.objects.filter(adopted_from__in=keys, choice=Response.Choice.CHOSEN).order_by()
    turns = set(chosen.values_list("adopted_from", "problem", "round"))
    problems = {key for _, key, _ in turns}
    closed = Problem.objects.filter(pk__in=problems, status=Status.CLOSED).only(
        *ASSESSED, "started_on", "round"
    )
    now = {(row.pk, row.round): row for row in closed.prefetch_related("counts")}
    ended = {(row.problem_id, row.number): row for row in Round.objects.filter(problem__in=problems)}
    for play, *turn in turns:
        if row := now.get(tuple(turn)):
            yield play, row.measure_achieved, lambda row=row: evidence_of(row)
        elif row := ended.get(tuple(turn)):
            yield play, row.measure_achieved, lambda row=row: evidence_of_round(row)


def evidence_of_entry(play):
    """What follows from its counts, by the same rule as on the record that it comes from; nothing, while in doubt."""
    if play.reopened_on:
        return replace(weigh(Recorded()), sentence=f"{REOPENED}.")
    months = [(Place.TARGET, dt.date.fromisoformat(month), count) for month, count in play.months]
    return evidence_from(play, months)


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
    hours = f"{number(play.hours).removesuffix('.0')} hours" if play.hours else ""
    return joined(filter(None, (hours, money(play.cost) if play.cost is not None else ""))) or "Not counted"


def offered_to(problem, user, most=5):
    """Entries of like kind or place, for a record that is new or being planned (S002-117)."""
    like = Play.objects.visible_to(user).listed().like(problem.kinds, problem.location_types.values("pk"))
    like = like.exclude(comes_from=problem.pk, round=problem.round)
    return list(like.order_by("-listed_on", "-pk")[:most])


def entries_of(user, problem):
    """Where the reviews, which are held, recommend a round of it."""
    if not any(review.best_practice for review in problem.reviews.all()):
        return []
    return list(Play.objects.visible_to(user).filter(comes_from=problem.pk).order_by("round"))


def of_same_record(user, play):
    """Entries of its other rounds: each is a try of its own, and is counted on its own page alone."""
    if play.round == play.comes_from.round == 1:
        return []
    return list(
        Play.objects.visible_to(user).listed().filter(comes_from=play.comes_from_id).exclude(pk=play.pk)
    )


def rounds_in_words(play):
    """Which round it tells of, where there was more than one; that another came may mean that it did not last."""
    of_several = "" if play.round == 1 else f"It tells of round {play.round} of its record. "
    if play.comes_from.round > play.round:
        return f"{of_several}The problem was taken up again since, in a further round."
    return of_several.strip()


def adopters(user, play):
    """Records of the reader's own planning into which the entry could be brought."""
    mine = Q(officer=user.person_id) | Q(agency__in=user.places.agencies)
    mine |= Q(partnership__in=user.places.officer_of)
    open_ones = Problem.objects.visible_to(user).filter(mine, status__in=("scanning", "analysis", "planning"))
    return open_ones.order_by("-updated_at", "-pk")
