"""Problem records at every stage of life, made with the clock of the portal set to each day of each story."""

import datetime as dt
from decimal import Decimal

from django.test.utils import override_settings

from actions.services import complete_action
from audit.clock import now, today
from home.demonstration.problem_stories import POINTS, STEPS, STORIES
from partnership.models import Area, Role
from partnership.services import areas, partnerships
from problems import services
from problems.lifecycle import Action
from problems.models import (
    AgencyTime,
    InformationSource,
    Location,
    LocationType,
    MonthlyCount,
    PlanLine,
    Postcode,
    Resource,
    Side,
)  # fmt: skip
from records.services import change_record
from records.writing import keep

SECTIONS = {"Harbour section": ("Quayside", "Riverside"), "Market section": ("Old Town", "Station")}
DAYS_A_STEP = 7
COUNTED = 182  # days of each period of counting


def make_problems(county, day):
    _make_areas(county)
    for story in STORIES:
        _tell(county, story, day)


def _make_areas(county):
    """A division with its sections and beats, a supervisor for all of it, and a commander for it as well."""
    keeper, start = county.keeper(), today() - dt.timedelta(days=800)
    north = Area.objects.get(name="Northshire", kind=Area.Kind.UNITARY)
    division = areas.create_area(by=keeper, name="Eastern division", kind=Area.Kind.DIVISION, parent=north)
    for name, beats in SECTIONS.items():
        section = areas.create_area(by=keeper, name=name, kind=Area.Kind.SECTION, parent=division)
        for beat in beats:
            areas.create_area(by=keeper, name=beat, kind=Area.Kind.BEAT, parent=section)
    for key, kind in (("supervisor", Role.Kind.SUPERVISOR), ("commander", Role.Kind.COMMANDER)):
        partnerships.give_role(
            county.people[key], county.here, kind, area=division, started_on=start, by=county.keeper()
        )


def _tell(county, story, day):
    problem, opened = None, day - dt.timedelta(days=story.ago)
    for place, step in enumerate(STEPS[: STEPS.index(story.until) + 1]):
        then = min(opened + dt.timedelta(days=place * DAYS_A_STEP), day)
        if place >= STEPS.index("assessing"):  # the response takes its time
            then = day - dt.timedelta(days=(len(STEPS) - place) * 5)
        with override_settings(PORTAL_TODAY=then.isoformat()):
            problem = TOLD[step](county, story, problem)
    if story.withdrawn:
        services.withdraw_problem(problem, by=county.user(story.by), reason=story.withdrawn)


def _opened(county, story, _problem):
    return services.open_problem(
        county.here,
        story.title,
        by=county.user(story.by),
        body=county.bodies["delivery"],
        kinds=list(story.kinds),
    )


def _set(county, story, problem, **fields):
    return change_record(problem, fields, by=county.user(story.by))


def _scanning(county, story, problem):
    beat = Area.objects.select_related("parent").get(name=story.beat, kind=Area.Kind.BEAT)
    latitude, longitude = map(Decimal, POINTS[story.place]) if story.place in POINTS else (None, None)
    place = Location(problem=problem, text=story.place, latitude=latitude, longitude=longitude)
    keep(place, by=county.user(story.by))
    times = [dt.time(hour) for hour in story.hours] or [None, None]
    return _set(
        county, story, problem, outline=story.outline, section=beat.parent, beat=beat, days=list(story.days),
        time_from=times[0], time_until=times[1],
    )  # fmt: skip


def _scanned(county, story, problem):
    by = county.user(story.by)
    for name, agency, is_police in (
        ("Calls and crime reports", "police", True), ("Complaints to the council", "council", False)
    ):  # fmt: skip
        source = InformationSource(
            problem=problem, name=name, agency=county.agencies[agency], is_police=is_police, dated_on=today()
        )
        keep(source, by=by)
    for code in story.postcodes:
        keep(Postcode(problem=problem, code=code), by=by)
    if story.place_types:
        types = [LocationType.objects.get_or_create(name=name)[0] for name in story.place_types]
        problem = services.write_scanning(problem, {}, many={"location_types": types}, by=by)
    if story.reaches:
        further = Area.objects.get(name=story.reaches, kind=Area.Kind.UNITARY)
        problem = services.write_scanning(problem, {}, many={"areas": [further]}, by=by, may_see=True)
    return _set(
        county, story, problem, scanning_notes=story.notes, previous_police_involvement=False, **story.front
    )


def _analysing(county, story, problem):
    problem = services.step(problem, Action.ANALYSE, by=county.user(story.by))
    return _set(county, story, problem, location_features=story.features)


def _analysed(county, story, problem):
    by = county.user(story.by)
    manager, guardian, handler = story.minders
    sides = ((Side.Of.VICTIM, story.victim, guardian), (Side.Of.OFFENDER, story.offender, handler))
    for of, words, minder in sides:
        side = Side(problem=problem, of=of, characteristics=words, controller=minder)
        side.updated_at, side.updated_by = now(), by
        keep(side, by=by)
    return _set(county, story, problem, cpo_involvement=True, analyst_involvement=False, manager=manager)


def _planning(county, story, problem):
    by = county.user(story.by)
    problem = services.step(problem, Action.PREPARE, by=by)
    for what, kind, techniques, partner, expertise, *_ in story.chosen:
        partners = [(county.agencies[partner], expertise)]
        services.add_response(
            problem,
            by=by,
            what=what,
            kind=kind,
            techniques=list(techniques),
            partners=partners,
            horizon="medium",
        )
    for what, kind, techniques, because in story.rejected:
        left = services.add_response(problem, by=by, what=what, kind=kind, techniques=list(techniques))
        services.choose_response(left, "rejected", by=by, because=because)
    return problem


def _planned(county, story, problem):
    by, day = county.user(story.by), today()
    problem = services.agree_measure(
        problem, by=by, agencies=[county.agencies["police"], county.agencies["council"]],
        measure_of_success=story.measure, measure_change=story.change, measure_agreed_on=day,
        measure_until=day + dt.timedelta(days=365),
    )  # fmt: skip
    problem = services.summarise_response(problem, story.summary, by=by)
    for option, (*_, wording, owner) in zip(
        problem.responses.exclude(choice="rejected"), story.chosen, strict=True
    ):
        response = services.choose_response(option, "chosen", by=by)
        person = county.people[owner]
        services.add_line(
            response, by=by, wording=wording, owners=[(person, None, str(person))],
            due_on=day + dt.timedelta(days=60),
        )  # fmt: skip
    return problem


def _asked(county, story, problem):
    """Where the story goes on, the signature was not long in coming, and no notice of it is left."""
    if story.until != "asked":
        return problem
    return services.ask_supervisor(problem, by=county.user(story.by))


def _signed(county, _story, problem):
    services.supervise(problem, by=county.user("supervisor"))
    problem.refresh_from_db()
    return problem


def _started(county, story, problem):
    by = county.user(story.by)
    problem = services.step(problem, Action.START, by=by)
    for response in problem.responses.filter(choice="chosen"):
        services.set_state(response, "running", by=by)
    return problem


def _assessing(county, story, problem):
    by = county.user(story.by)
    for line in PlanLine.objects.filter(response__problem=problem).select_related("action"):
        complete_action(line.action, by=by, update="Done, and seen to be so on a visit.")
    return services.step(problem, Action.ASSESS, by=by)


def _assessed(county, story, problem):
    before, after = story.counts
    started = problem.started_on
    by = county.user(story.by)
    keep(Resource(problem=problem, level=Resource.Level.SECTION, hours=40), by=by)
    time = AgencyTime(
        problem=problem, agency=county.agencies["council"], part="Lamps, licences, contracts", hours=25
    )
    keep(time, by=by)
    _count_months(problem, story, by)
    return _set(
        county, story, problem, assessment_short_term=story.short_term, short_term_on=today(),
        assessment_long_term=story.long_term, long_term_on=today() if story.long_term else None,
        plan_implemented="fully" if before - after > before / 10 else "partly",
        measure_achieved=_achieved(before, after), incidents_before=before, incidents_after=after,
        before_from=started - dt.timedelta(days=COUNTED), before_until=started - dt.timedelta(days=1),
        after_from=started, after_until=started + dt.timedelta(days=COUNTED - 1),
        action_taken=f"{story.summary} This was done.", lessons_learned=story.lessons,
        **_elsewhere(story),
    )  # fmt: skip


def _count_months(problem, story, by):
    """As many months before the response as from it on."""
    first = problem.started_on.year * 12 + problem.started_on.month - 1 - len(story.months) // 2
    counts = {
        (MonthlyCount.Place.TARGET, dt.date((first + n) // 12, (first + n) % 12 + 1, 1)): count
        for n, count in enumerate(story.months)
    }
    services.set_counts(problem, counts, by=by)


def _elsewhere(story):
    """The comparison area and the area around it, where the story has them."""
    fields = {}
    if story.compared:
        area, alike, before, after = story.compared
        fields |= {"comparison_area": area, "comparison_alike": alike, "comparison_before": before,
                   "comparison_after": after}  # fmt: skip
    if story.around:
        area, before, after = story.around
        fields |= {"buffer_area": area, "buffer_before": before, "buffer_after": after}
    return fields


def _achieved(before, after):
    share = (before - after) / before
    return "fully" if share >= 1 / 3 else "partly" if share > 0 else "no"


def _sent(county, story, problem):
    return services.step(problem, Action.SEND, by=county.user(story.by))


def _decided(county, story, problem):
    said = {"review_in": 3, "review_unit": "months"} if story.outcome == "hold" else {}
    return services.decide(
        problem, story.outcome, comments=story.comments, by=county.user("commander"),
        best_practice=story.outcome == "complete", **said,
    )  # fmt: skip


TOLD = dict(
    zip(
        STEPS,
        (_opened, _scanning, _scanned, _analysing, _analysed, _planning, _planned, _asked, _signed, _started,
         _assessing, _assessed, _sent, _decided),
        strict=True,
    )
)  # fmt: skip
