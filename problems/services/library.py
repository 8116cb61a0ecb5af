"""The good-practice library: an entry from a completed record, and its use in another."""

from copy import copy
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum

from audit.clock import today
from partnership.models import User
from problems.lifecycle import Status
from problems.models import MonthlyCount, Play, PlayResponse, Response
from problems.naming import FOUND, UNCONFIRMED, finds_in
from problems.play_lifecycle import PlayAction, PlayStatus
from problems.services.opening import open_problem
from problems.services.writing import hold
from records import search
from records.access import give
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Link, Record
from records.services import create_record, join, refuse_other_version
from records.writing import alter, keep

SAME = {  # field of the record: field of the entry
    "title": "title", "outline": "outline", "location_features": "location_features",
    "response_summary": "response_summary", "action_taken": "action_taken", "lessons_learned": "lessons",
    "assessment_short_term": "short_term", "assessment_long_term": "long_term",
    "comparison_alike": "comparison_alike", "controlled_for": "controlled_for",
}  # fmt: skip
FIGURES = (
    "kinds", "started_on", "plan_implemented", "measure_achieved", "incidents_before", "incidents_after", "before_from",
    "before_until", "after_from", "after_until", "comparison_before", "comparison_after", "buffer_before",
    "buffer_after", "sites", "allocated_at_random",
)  # fmt: skip
WORDED = ("what", "mechanism")  # of a response
NOT_YOURS = (
    "Only the officer in the case puts a completed record in the good-practice library, and the partnership's officers "
    "once that officer has left."
)
NOT_YOUR_ENTRY = (
    "Only the officer in the case of the record that an entry comes from changes it, and the partnership's officers "
    "once that officer has left."
)


def draft_of(said):
    """The words of an entry as the record, or a round of it that is over, has them: for the officer to go through."""
    words = {to: getattr(said, name) for name, to in SAME.items()}
    parts = (said.measure_of_success, said.measure_change)
    return words | {"measure": ", ".join(filter(None, parts))}


def finds(problem, words, responses=()):
    """Where these words may name somebody of the record or of the directory."""
    labels = {name: Play._meta.get_field(name).verbose_name for name in words}
    texts = [(labels[name], text) for name, text in words.items()]
    texts += [("response", f"{row.what} {row.mechanism}") for row in responses]
    named = [problem.initiator_name, problem.officer_name]
    named += problem.reviews.values_list("name", flat=True)
    named += problem.signoffs.values_list("name", flat=True)
    return list(finds_in(texts, named=named, references=problem.police_references))


def chosen_of(problem):
    return [row for row in problem.responses.all() if row.round == problem.round and row.choice == "chosen"]


def reworded(rows, said):
    """Copies of the responses with what their officer makes of their words: {(key, "what" or "mechanism"): text}."""
    rows = [copy(row) for row in rows]
    for row in rows:
        for name in WORDED:
            setattr(row, name, said.get((row.pk, name), getattr(row, name)))
    return rows


def play_blockers(problem):
    """What stands in the way of an entry, all at once."""
    if problem.status != Status.CLOSED:
        yield "The file is not complete yet. An entry is made when it is."
    last = problem.reviews.order_by("-pk").first()
    if last is None or not last.best_practice:
        yield "The commander has not recommended this record as best practice."
    if (play := Play.objects.filter(comes_from=problem, round=problem.round).first()) is None:
        return
    if play.status == PlayStatus.LISTED:
        yield f"This record is in the library already, as {play.reference}. Change it there."
    else:
        yield f"{play.reference} is its entry, and was taken out. Change it there, and put it back."


@transaction.atomic
def list_play(problem, words, *, names_nobody, looked_at=False, responses=None, by):
    """Enter a recommended record in the library, once its officer confirms that it names nobody (S002-162).

    ``responses`` are words of them that the entry has otherwise than the record (`reworded`).
    """
    problem = locked(problem)
    if not by.has_perm("problems.add_play", problem):
        raise PermissionDenied(NOT_YOURS)
    rows, reasons = reworded(chosen_of(problem), responses or {}), list(play_blockers(problem))
    reasons += _unread(problem, words, rows, names_nobody, looked_at)
    if reasons:
        raise MoveRefused(*reasons)
    play = Play(
        comes_from=problem, round=problem.round, partnership=problem.partnership,
        audience=Record.Audience.PARTNERS, listed_on=today(), **words, **_figures(problem, problem.round),
    )  # fmt: skip
    create_record(play, by=by, reason=f"From {problem.reference}; confirmed to name nobody")
    play.location_types.set(problem.location_types.all())
    for row in rows:
        _copy(row, PlayResponse(play=play), by=by)
    search.index(play)
    join(play, problem, Link.Kind.ARISES_FROM, by=by)
    return play


def _unread(problem, words, rows, names_nobody, looked_at):
    """What the officer has yet to confirm before every partner reads it."""
    if not names_nobody:
        yield UNCONFIRMED
    if not looked_at and finds(problem, words, rows):
        yield FOUND


@transaction.atomic
def doubt_play(problem, *, by):
    """Its file is reopened: nothing is claimed of the entry until its officer has brought it up to date."""
    play = Play.objects.select_for_update().filter(comes_from=problem, round=problem.round).first()
    if play and play.reopened_on is None:
        alter(play, {"reopened_on": today()}, by=by, verb="reopen file", reason="Its file was reopened")


def said_in_round(problem, number):
    """What the record says in the round: as it stands, or as it stood when the round was over."""
    return problem if number == problem.round else problem.rounds.get(number=number).as_it_stood


def revise_blockers(play):
    """An entry follows its record only once that is settled again."""
    problem = play.comes_from
    if play.round < problem.round or problem.status == Status.CLOSED:
        return
    if problem.status == Status.WITHDRAWN:
        yield "Its file was withdrawn, so what the entry says is settled no more. Take it out of the library."
    else:
        yield "Its file is open again. The entry is changed once the file is complete."


@transaction.atomic
def revise_play(play, words, *, names_nobody, looked_at=False, responses=None, version=None, by):
    """Other words, the figures of the record anew, and once more the officer's word that it names nobody.

    ``responses`` are its own, reworded. What it said stays in its history, and adoptions point to it as before.
    """
    problem = locked(play.comes_from)
    play = locked(play)
    if not by.has_perm("problems.revise_play", play):
        raise PermissionDenied(NOT_YOUR_ENTRY)
    refuse_other_version(play, version)
    held = list(play.responses.all())
    rows = reworded(held, responses or {})
    reasons = [*revise_blockers(play), *_unread(problem, words, rows, names_nobody, looked_at)]
    if reasons:
        raise MoveRefused(*reasons)
    parts = [part for before, row in zip(held, rows, strict=True) for part in _reword(before, row, by=by)]
    changes = words | _figures(problem, play.round) | {"reopened_on": None}
    if parts or any(getattr(play, name) != value for name, value in changes.items()):
        changes |= CLEARED_NO_MORE
    many = {"location_types": problem.location_types.all()} if play.round == problem.round else {}
    reason = f"From round {play.round} of {problem.reference}; confirmed to name nobody"
    return alter(play, changes, by=by, parts=parts, many=many, verb="revise", reason=reason)


CLEARED_NO_MORE = {"public_summary": "", "cleared_at": None, "cleared_by": None}


def _reword(before, row, *, by):
    """(name, words before, words after) of a response that its officer words otherwise."""
    said = [(name, getattr(before, name), getattr(row, name)) for name in WORDED]
    said = [part for part in said if part[1] != part[2]]
    if said:
        keep(row, by=by)
    return said


def _figures(problem, number):
    """What the record counted in the round, and what it used."""
    said = said_in_round(problem, number)
    figures = {name: getattr(said, name) for name in FIGURES}
    return figures | {"months": _months(problem, said)} | _used(problem, number)


def _months(problem, said):
    if said is problem:
        rows = problem.counts.values_list("place", "month_from", "count")
    else:
        rows = said.counts
    return [[month.isoformat(), count] for place, month, count in rows if place == MonthlyCount.Place.TARGET]


def _used(problem, number):
    """Hours and pounds in all: the record's own, and what other agencies gave."""
    ours = problem.resources.filter(round=number).aggregate(h=Sum("hours"), c=Sum("cost"))
    theirs = problem.agency_times.filter(round=number).aggregate(h=Sum("hours"), c=Sum("cost"))
    costs = [found["c"] for found in (ours, theirs) if found["c"] is not None]
    hours = sum((found["h"] or Decimal(0) for found in (ours, theirs)), Decimal(0))
    return {"hours": hours, "cost": sum(costs) if costs else None}


def _copy(source, target, *, by):
    for name in ("what", "kind", "horizon", "techniques", "mechanism"):
        setattr(target, name, getattr(source, name))
    return keep(target, by=by)


@transaction.atomic
def adopt_play(play, problem, *, by):
    """Bring its responses into a record that is being planned, as options with their mechanism."""
    problem = hold(problem, by=by, permission="problems.plan_problem")
    if problem.responses.filter(round=problem.round, adopted_from=play).exists():
        raise MoveRefused(f"{problem.reference} has adopted this entry already. Nothing was changed.")
    for row in play.responses.all():
        _copy(row, Response(problem=problem, round=problem.round, adopted_from=play), by=by)
    join(problem, play, Link.Kind.RELIES_ON, by=by, note=Play.ADOPTED)
    return problem


@transaction.atomic
def adopt_in_new_record(play, *, partnership, title, by):
    """Open a record of the entry's kind, for its kind of place, and bring its responses in: one step (S002-117)."""
    problem = open_problem(
        partnership, title, by=by, kinds=play.kinds, reason=f"From {play.reference}", once=True
    )
    problem.skip_history_when_saving = True  # the version that follows holds them
    problem.location_types.set(play.location_types.all())
    del problem.skip_history_when_saving
    save(problem, by=by, reason=f"From {play.reference}")
    return adopt_play(play, problem, by=by)


@transaction.atomic
def withdraw_play(play, *, by, reason):
    """Out of the library, and out of sight of all but those who may put it back: it may have named somebody."""
    if not reason.strip():
        raise MoveRefused("Say why the entry is taken out.")
    play = _moved(play, PlayAction.WITHDRAW, Record.Audience.OFFICERS, by=by, reason=reason)
    officer = User.objects.filter(person=play.comes_from.officer_id, is_active=True).first()
    if officer and not Record.objects.visible_to(officer).filter(pk=play.pk).exists():
        give(play, officer, by=by, reason="Was in the case of the record that it comes from")
    return play


@transaction.atomic
def restore_play(play, *, by, reason):
    return _moved(play, PlayAction.RESTORE, Record.Audience.PARTNERS, by=by, reason=reason)


def _moved(play, action, audience, *, by, reason):
    play = move(play, action, by=by, reason=reason)
    play.audience = audience
    for name, value in CLEARED_NO_MORE.items():
        setattr(play, name, value)
    save(play, by=by, reason=reason)
    search.index(play)
    return play
