"""Three invented entries of the good-practice library, each from a problem record that was worked to its end."""

import datetime as dt
from typing import NamedTuple

from django.test.utils import override_settings

from actions.services import complete_action, issue_action, propose_action
from partnership.models import User
from problems import services
from problems.lifecycle import Action
from problems.models import InformationSource, Location, LocationType, PlanLine, Response, Side
from problems.services.library import draft_of
from records.lifecycle import save
from records.writing import keep


class Entry(NamedTuple):
    title: str
    place: str
    outline: str
    what: str
    mechanism: str
    technique: int
    before: int
    after: int
    comparison: tuple | None
    kind: str = "crime"


ENTRIES = (
    Entry(
        "Cycle thefts at a leisure centre",
        "Car park",
        "Bicycles were taken from stands out of sight of the entrance.",
        "Move the stands beside the entrance desk",
        "Somebody who belongs there sees every bicycle come and go.",
        9,
        48,
        21,
        (50, 47),
    ),
    Entry(
        "Noise and litter at a riverside meadow",
        "Open space",
        "Groups gathered on warm evenings and left glass behind.",
        "Open the youth café on warm evenings, two minutes away",
        "There is somewhere better to be at the same hour.",
        16,
        66,
        52,
        None,
        "asb",
    ),
    Entry(
        "Parcels taken from a block of flats",
        "Housing",
        "Couriers left parcels in an open lobby.",
        "Fit lockers, and lock the lobby",
        "There is nothing left to take.",
        12,
        31,
        30,
        (29, 24),
    ),
)


def make_entry_rows(county, today, area):
    """Each as it happened: planned in a March, started before April, and assessed when the summer was counted."""
    for number, entry in enumerate(ENTRIES):
        started = dt.date(today.year - 1, 3, 10 + 7 * number)
        with override_settings(PORTAL_TODAY=started.isoformat()):
            problem = _started(county, started, entry, _planned(county, started, entry, area))
        with override_settings(PORTAL_TODAY=dt.date(today.year - 1, 10, 14 + number).isoformat()):
            problem = _assessed(county, today, entry, problem)
            services.list_play(
                problem, draft_of(problem), names_nobody=True, looked_at=True, by=problem_lead(county)
            )


def problem_lead(county):
    return User.objects.get(pk=county.users["member"].pk)


def _planned(county, today, entry, area):
    lead = problem_lead(county)
    problem = services.open_problem(county.here, entry.title, by=lead)
    problem.location_types.add(LocationType.objects.get_or_create(name=entry.place)[0])
    _fill(problem, lead, {**_scanned(today, entry), **area})
    keep(Location(problem=problem, text=entry.place), by=lead)
    keep(
        InformationSource(problem=problem, name="Calls to the council", agency=county.agencies["council"]),
        by=lead,
    )
    problem = services.step(problem, Action.ANALYSE, by=lead)
    for side in Side.Of:
        keep(Side(problem=problem, of=side, not_known=True, updated_at=problem.updated_at), by=lead)
    problem = services.step(problem, Action.PREPARE, by=lead)
    _fill(problem, lead, {"response_summary": f"{entry.what}."})
    return problem


def _started(county, today, entry, problem):
    lead, officer = problem_lead(county), User.objects.get(pk=county.users["officer"].pk)
    line = _respond(problem, entry, today, officer)
    services.supervise(problem, by=officer)
    problem = services.step(problem, Action.START, by=lead)
    complete_action(line.action, by=officer, update="Done as agreed.")
    return services.step(problem, Action.ASSESS, by=lead)


def _assessed(county, today, entry, problem):
    """Up to the commander's recommendation."""
    lead = problem_lead(county)
    _fill(problem, lead, _results(today, entry))
    problem = services.step(problem, Action.SEND, by=lead)
    commander = User.objects.get(pk=county.users["police"].pk)
    return services.decide(
        problem, Action.COMPLETE, by=commander, comments="Clear and cheap. Worth telling the others.",
        best_practice=True,
    )  # fmt: skip


def _fill(problem, by, fields):
    for name, value in fields.items():
        setattr(problem, name, value)
    save(problem, by=by)


def _scanned(today, entry):
    return {
        "outline": entry.outline,
        "kinds": [entry.kind],
        "previous_police_involvement": False,
        "scanning_notes": "Calls to the council and the police over a year.",
        "location_features": "Out of sight of passers-by.",
        "cpo_involvement": True,
        "analyst_involvement": False,
        "measure_of_success": "Incidents in six months",
        "measure_change": "a third fewer",
        "measure_until": today + dt.timedelta(days=180),
        "measure_agreed_on": today,
    }


def _respond(problem, entry, today, officer):
    response = Response(
        problem=problem, what=entry.what, kind="environmental", mechanism=entry.mechanism,
        techniques=[entry.technique], choice="chosen",
    )  # fmt: skip
    keep(response, by=officer)
    owners = [(officer.person, None, "")]
    action = propose_action(problem, wording=f"{entry.what}.", owners=owners, due_on=today, by=officer)
    issue_action(action, by=officer, audience="officers")
    return keep(PlanLine(response=response, action=action), by=officer)


def _results(today, entry):
    start = dt.date(today.year - 2, 4, 1)
    share = entry.after / entry.before
    compared = entry.comparison or (None, None)
    return {
        "assessment_short_term": "Fewer calls within weeks."
        if share < 0.67
        else "Calls fell, and came back in part.",
        "plan_implemented": "fully",
        "measure_achieved": "fully" if share < 0.67 else "partly" if share < 0.9 else "no",
        "incidents_before": entry.before,
        "incidents_after": entry.after,
        "before_from": start,
        "before_until": dt.date(start.year, 9, 30),
        "after_from": dt.date(start.year + 1, 4, 1),
        "after_until": dt.date(start.year + 1, 9, 30),
        "action_taken": "What was planned, within a month.",
        "lessons_learned": "Ask the people who use the place first.",
        "comparison_area": "A like place in the next town" if entry.comparison else "",
        "comparison_alike": "As large, as busy, and in a town of the same size." if entry.comparison else "",
        "comparison_before": compared[0],
        "comparison_after": compared[1],
    }
