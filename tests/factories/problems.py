"""Problem records as people make them, stage by stage. The officer in the case is of the police."""

import datetime as dt

from actions.services import cancel_action, issue_action, propose_action
from partnership.models import Area
from problems import services
from problems.lifecycle import Action
from problems.models import InformationSource, Location, PlanLine, Response, Side
from records.lifecycle import save
from records.writing import keep

DAY = dt.date(2026, 10, 14)
SCANNED = {
    "outline": "Young people gather at night and damage the shelter.",
    "previous_police_involvement": False,
    "scanning_notes": "Calls, the council's repair log and what residents said.",
}
ANALYSED = {"location_features": "Unlit, out of sight of the road.", "cpo_involvement": True,
            "analyst_involvement": False}  # fmt: skip
PLANNED = {
    "measure_of_success": "Calls about the shelter",
    "measure_change": "a third fewer",
    "measure_until": DAY + dt.timedelta(days=180),
    "measure_agreed_on": DAY,
    "response_summary": "Light the shelter and offer something else to do.",
}
ASSESSED = {
    "assessment_short_term": "Calls have fallen.",
    "plan_implemented": "fully",
    "measure_achieved": "partly",
    "incidents_before": 60,
    "incidents_after": 41,
    "before_from": dt.date(2024, 10, 1),
    "before_until": dt.date(2025, 3, 31),
    "after_from": dt.date(2025, 10, 1),
    "after_until": dt.date(2026, 3, 31),
    "action_taken": "The shelter was lit.",
    "lessons_learned": "Ask residents first.",
}


def areas():
    """A section with one beat, in a division."""
    division = Area.objects.get_or_create(name="East division", kind=Area.Kind.DIVISION)[0]
    section = Area.objects.get_or_create(name="Harbour", kind=Area.Kind.SECTION, parent=division)[0]
    beat = Area.objects.get_or_create(name="Quayside", kind=Area.Kind.BEAT, parent=section)[0]
    return division, section, beat


def opened(county, title="Damage at the bus shelter", **fields):
    return services.open_problem(county.here, title, by=county.partner, body=county.strategic, **fields)


def with_fields(problem, by, fields):
    for name, value in fields.items():
        setattr(problem, name, value)
    return save(problem, by=by)


def scanned(county, **fields):
    """All that scanning needs."""
    problem, by = opened(county, **fields), county.partner
    _, section, beat = areas()
    keep(Location(problem=problem, text="The shelter at the quay"), by=by)
    keep(InformationSource(problem=problem, name="Repair log", agency=county.council), by=by)
    return with_fields(problem, by, {"section": section, "beat": beat, **SCANNED})


def analysed(county, **fields):
    problem = services.step(scanned(county, **fields), Action.ANALYSE, by=county.partner)
    for of, words in ((Side.Of.VICTIM, "Passengers after dark"), (Side.Of.OFFENDER, "Groups of 14 to 17")):
        side = Side(problem=problem, of=of, characteristics=words, updated_at=problem.updated_at)
        keep(side, by=county.partner)
    return with_fields(problem, county.partner, ANALYSED)


def planned(county, **fields):
    """Everything but the supervisor's signature."""
    problem, by = services.step(analysed(county, **fields), Action.PREPARE, by=county.partner), county.partner
    problem = with_fields(problem, by, PLANNED)
    response = keep(Response(problem=problem, what="Light the shelter", choice="chosen"), by=by)
    lined(problem, response, county)
    return problem


def lined(problem, response, county):
    """A line of the action plan for a chosen response."""
    action = propose_action(
        problem, wording="Fit two lamps", due_on=DAY + dt.timedelta(days=30), by=county.officer,
        owners=[(county.officer.person, None, "")],
    )  # fmt: skip
    issue_action(action, by=county.officer, audience="officers")
    keep(PlanLine(response=response, action=action), by=county.partner)


def unlined(problem, county):
    """The action plan of the round is over."""
    lines = PlanLine.objects.filter(response__problem=problem, response__round=problem.round)
    cancel_action(lines.get().action, by=county.officer, reason="Done")


def started(county, **fields):
    problem = planned(county, **fields)
    services.supervise(problem, by=county.supervisor)
    return services.step(problem, Action.START, by=county.partner)


def assessed(county, **fields):
    """In assessment, with all that the commander needs."""
    problem = started(county, **fields)
    unlined(problem, county)
    problem = services.step(problem, Action.ASSESS, by=county.partner)
    return with_fields(problem, county.partner, ASSESSED)


def sent(county, **fields):
    return services.step(assessed(county, **fields), Action.SEND, by=county.partner)


def decided(county, outcome, **said):
    said.setdefault("comments", "Good work.")
    return services.decide(sent(county), outcome, by=county.commander, **said)
