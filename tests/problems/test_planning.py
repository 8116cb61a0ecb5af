"""Planning a response: the agreed measure, the responses, the action plan, and the supervisor's signature."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import html

from actions.models import Action as Work
from actions.services import cancel_action, complete_action
from audit.clock import today
from audit.models import Event
from audit.services import plain
from notices.models import Notice
from partnership.models import Role
from problems import services
from problems.contents import plan_of
from problems.forms.planning import people_of
from problems.lifecycle import Action
from problems.models import Response
from problems.services.signing import digest_of_plan
from problems.techniques import AIMS, TECHNIQUES, grid, named
from records.access import give
from records.audience import set_audience
from records.lifecycle import MoveRefused
from records.models import Job
from signoffs.services import withdraw_signoff
from tests.factories import problems as make
from tests.factories.partnership import RoleFactory

pytestmark = pytest.mark.django_db
DUE = make.DAY + dt.timedelta(days=30)


def address(name, problem, *more):
    return reverse(f"problems:{name}", args=[problem.reference, *more])


def words(response):
    return " ".join(response.content.decode().split())


def typed(response, name):
    """What a field of the page's form holds."""
    return html.fromstring(response.content).xpath(f'//input[@name="{name}"]/@value')[0]


def refused(act, *args, **kwargs):
    with pytest.raises(MoveRefused) as refusal:
        act(*args, **kwargs)
    return list(refusal.value.reasons)


@pytest.fixture
def planning(county):
    return services.step(make.analysed(county), Action.PREPARE, by=county.partner)


@pytest.fixture
def chosen(county, planning):
    response = services.add_response(planning, by=county.partner, what="Light the shelter", techniques=[7, 9])
    return services.choose_response(response, "chosen", by=county.partner)


def measured(county, problem, **said):
    said = {name: make.PLANNED[name] for name in make.PLANNED if name != "response_summary"} | said
    return services.agree_measure(
        problem, by=county.partner, agencies=[county.council, county.police], **said
    )


def test_the_numbers_run_down_the_columns():
    assert [each.number for each in TECHNIQUES] == list(range(1, 26))
    assert [column.first for column in grid()] == [1, 6, 11, 16, 21]
    assert [str(each) for each in named([25, 1, 99])] == ["1 Target harden", "25 Control drugs and alcohol"]
    assert len(AIMS) == 5


def test_the_grid_counts_responses_and_not_ticks():
    rows = [Response(techniques=[1, 1, 7]), Response(techniques=[7]), Response(techniques=[])]
    used = {each.number: number for column in grid(rows) for each, number in column.cells if number}
    assert used == {1: 1, 7: 2}


def test_the_measure_is_agreed_with_its_day_and_agencies(county, planning):
    """S002-144"""
    problem = measured(county, planning)
    assert problem.measure_of_success == "Calls about the shelter"
    assert set(problem.measure_agencies.all()) == {county.council, county.police}
    assert Event.objects.filter(subject=problem.reference, verb="change").exists()
    version = problem.history.latest()
    assert version.measure_agencies.count() == 2
    assert version.history_user == county.partner


def test_once_the_response_has_started_the_plan_is_locked(county, sign_in):
    """S002-144"""
    problem = make.started(county)
    response = problem.responses.get()
    for act, given in (
        (services.agree_measure, {"agencies": [], "measure_change": "half"}),
        (services.summarise_response, {"text": "Other"}),
        (services.add_response, {"what": "Another"}),
    ):
        assert "locked" in refused(act, problem, by=county.partner, **given)[0]
    assert "locked" in refused(services.choose_response, response, "option", by=county.partner)[0]
    page = words(sign_in(county.partner).get(address("response", problem)))
    assert f"Locked on {today().day} " in page
    assert "Change the measure" not in page
    refusal = sign_in(county.partner).get(address("measure", problem))
    assert refusal.status_code == 403
    assert "locked" in words(refusal)


def test_what_is_not_chosen_stays_with_the_reason(county, planning, sign_in):
    """S002-145, S002-146"""
    response = services.add_response(
        planning, by=county.partner, what="Close the shelter", partners=[(county.council, "Owns it")]
    )
    assert refused(services.choose_response, response, "rejected", by=county.partner) == [
        "Say why this response is not chosen."
    ]
    services.choose_response(response, "rejected", by=county.partner, because="It is used by day")
    page = words(sign_in(county.officer).get(address("response", planning)))
    assert "Not chosen because: It is used by day" in page
    assert "Northshire Council: Owns it" in page


def test_a_chosen_response_with_open_actions_is_not_put_back(county, chosen):
    action = services.add_line(
        chosen, wording="Fit lamps", owners=[(county.partner.person, None, "")], due_on=DUE, by=county.partner
    )
    assert refused(services.choose_response, chosen, "option", by=county.partner) == [
        f"Cancel {action.reference} first: it carries out this response."
    ]
    cancel_action(action, by=county.partner, reason="No lamps to be had")
    assert services.choose_response(chosen, "option", by=county.partner).choice == "option"


def test_a_line_is_an_action_that_its_owner_sees_and_hears_of(county, chosen):
    """S002-146: the owner sees the action and not the record."""
    action = services.add_line(
        chosen, wording="Fit lamps", owners=[(county.health_lead.person, None, "")], due_on=DUE,
        by=county.partner,
    )  # fmt: skip
    assert (action.status, action.audience, action.agency) == ("open", "case", county.police)
    assert Work.objects.visible_to(county.health_lead).filter(pk=action.pk).exists()
    assert not type(chosen.problem).objects.visible_to(county.health_lead).exists()
    told = {"arguments__record_id": action.pk, "arguments__action": "issue"}
    assert Job.objects.filter(task="notices.announce_move", **told).exists()


@pytest.mark.parametrize(
    ("persona", "may"),
    [("partner", True), ("officer", True), ("police_lead", True), ("supervisor", True), ("chair", False),
     ("health_lead", False), ("outsider", False), ("administrator", False)],
)  # fmt: skip
def test_who_may_add_to_the_action_plan(county, chosen, persona, may):
    """The officer in the case, the people of its agency, and the partnership's officers."""
    given = {"wording": "Fit lamps", "owners": [(county.partner.person, None, "")], "due_on": DUE}
    if may:
        assert services.add_line(chosen, by=getattr(county, persona), **given).pk
    else:
        with pytest.raises(PermissionDenied):
            services.add_line(chosen, by=getattr(county, persona), **given)


def test_a_line_needs_a_chosen_response_an_owner_and_a_day(county, planning):
    response = services.add_response(planning, by=county.partner, what="Patrol")
    reasons = refused(services.add_line, response, wording="Walk", owners=[], due_on=None, by=county.partner)
    assert [reason.split()[0] for reason in reasons] == ["Only", "Name", "Enter"]


def test_the_officer_in_the_case_carries_the_plan_out_and_drops_what_is_not_done(county):
    problem = make.started(county)
    line = problem.responses.get().lines.get()
    added = services.add_line(
        problem.responses.get(), wording="Clean", owners=[(county.partner.person, None, "")], due_on=DUE,
        by=county.partner,
    )  # fmt: skip
    complete_action(line.action, by=county.partner, update="Both lamps are lit")
    assert added.reference in refused(services.step, problem, Action.ASSESS, by=county.partner)[0]
    cancel_action(added, by=county.partner, reason="The council cleans already")
    assert services.step(problem, Action.ASSESS, by=county.partner).status == "assessment"


def test_a_cancelled_line_is_no_line(county):
    problem = make.planned(county)
    cancel_action(problem.responses.get().lines.get().action, by=county.officer, reason="Dropped")
    reasons = refused(services.supervise, problem, by=county.supervisor)
    assert reasons == ["Give “Light the shelter” a line in the action plan, with an owner and a due day."]


def test_how_a_response_stands_is_said_while_it_runs(county):
    """S001-72"""
    response = make.started(county).responses.get()
    assert services.set_state(response, "running", by=county.partner).state == "running"


def test_a_response_of_an_earlier_round_is_read_only_and_shown(county, sign_in):
    problem = make.decided(county, Action.REASSESS)
    response = problem.responses.get()
    assert "earlier round" in refused(services.choose_response, response, "option", by=county.partner)[0]
    client = sign_in(county.partner)
    page = words(client.get(address("response", problem)))
    assert "Round 1" in page
    assert "Read-only: this round is over." in page
    assert client.get(address("response_change", problem, response.pk)).status_code == 404


def test_the_pages_keep_what_is_typed(county, planning, sign_in):
    client = sign_in(county.partner)
    answer = client.post(address("response_add", planning), {
        "what": "Light the shelter", "kind": "environmental", "horizon": "short", "techniques": ["7", "9"],
        "mechanism": "They can be seen", "aimed_at": "Boys of 14 to 17", "agency_0": county.council.pk,
        "expertise_0": "Runs the lamps", "choice": "option",
    })  # fmt: skip
    assert answer.status_code == 302, words(answer)
    response = planning.responses.get()
    assert (response.techniques, response.aimed_at) == ([7, 9], "Boys of 14 to 17")
    assert response.partners.get().expertise == "Runs the lamps"
    bad = client.post(address("response_add", planning), {"what": "", "techniques": ["99"], "agency_0": "",
                                                          "expertise_0": "Knows"})  # fmt: skip
    assert bad.status_code == 422
    assert "Choose the agency that brings this" in words(bad)
    assert words(bad).count("There is a problem") == 1
    assert planning.responses.count() == 1


def test_there_is_a_row_for_every_agency_that_could_have_a_part(county, planning, sign_in):
    page = sign_in(county.partner).get(address("response_add", planning)).content.decode()
    rows = page.count('name="expertise_')
    assert rows == page.partition('name="agency_0"')[2].partition("</select>")[0].count("<option") - 1 > 3
    assert 'data-spare="Add another agency"' in page


def test_a_response_is_chosen_as_it_is_added(county, planning, sign_in):
    client, page = sign_in(county.partner), address("response_add", planning)
    refusal = client.post(page, {"what": "Patrol", "choice": "rejected"})
    assert "Say why this response is not chosen." in words(refusal)
    client.post(page, {"what": "Patrol", "choice": "rejected", "because": "Too many hours"})
    answer = client.post(page, {"what": "Light the shelter", "choice": "chosen", "because": "Left over"})
    patrol, light = planning.responses.all()
    assert (patrol.choice, patrol.rejected_because) == ("rejected", "Too many hours")
    assert (light.choice, light.rejected_because) == ("chosen", "")
    assert answer["Location"] == address("line_add", planning, light.pk)


def test_owners_are_offered_of_the_record_alone(county, planning):
    """A record without a group offers nobody for having none."""
    planning.body = None
    assert list(people_of(planning)) == [county.partner.person]


def test_a_signed_plan_is_not_offered_for_signing_again(county, sign_in):
    problem, client = make.planned(county), sign_in(county.supervisor)
    assert "Sign the plan" in words(client.get(problem.get_absolute_url()))
    services.supervise(problem, by=county.supervisor)
    assert "Sign the plan" not in words(client.get(problem.get_absolute_url()))


def test_what_is_missing_leads_to_where_it_is_written(county, sign_in):
    opened, ready = make.opened(county), make.scanned(county, title="Ready")
    client = sign_in(county.partner)
    assert address("scanning_change", opened) in client.get(opened.get_absolute_url()).content.decode()
    assert address("scanning_change", ready) not in client.get(ready.get_absolute_url()).content.decode()
    assert (
        address("scanning_change", ready)
        in sign_in(county.officer).get(ready.get_absolute_url()).content.decode()
    )


def test_two_who_change_one_response_see_both_texts(county, planning, sign_in):
    response = services.add_response(planning, by=county.partner, what="Light the shelter")
    client, page = sign_in(county.partner), address("response_change", planning, response.pk)
    version = typed(client.get(page), "version")
    services.change_response(response, by=county.officer, what="Light the whole quay")
    answer = client.post(page, {"what": "Light the road", "version": version})
    assert answer.status_code == 409
    said = html.fromstring(answer.content).text_content()
    assert "whole quay" in said
    assert "road" in said
    assert "Drop mine" in said


def test_the_measure_page_and_a_line_by_their_forms(county, chosen, sign_in):
    client, problem = sign_in(county.partner), chosen.problem
    said = {"measure_of_success": "Calls", "measure_change": "a third fewer", "measure_until": "2027-10-01",
            "measure_agreed_on": "2026-10-01", "agencies": [county.police.pk]}  # fmt: skip
    assert client.post(address("measure", problem), said).status_code == 302
    assert (
        client.post(address("response_summary", problem), {"response_summary": "Light it"}).status_code == 302
    )
    empty = words(client.post(address("measure", problem), {}))
    assert "Say by how much it should change" in empty
    assert "Say by when" in empty
    line = {"wording": "Fit lamps", "lead": county.partner.person.pk, "due_on": "2096-12-01"}
    past = client.post(address("line_add", problem, chosen.pk), line | {"due_on": "2001-01-01"})
    assert "The day is in the past. Choose today or later." in words(past)
    assert "(optional)" not in words(past)
    assert client.post(address("line_add", problem, chosen.pk), line).status_code == 302
    late = client.post(address("measure", problem), said | {"measure_until": "2026-09-01"})
    assert "must come after the day on which it was agreed" in words(late)
    page = words(client.get(address("response", problem)))
    for expected in ("a third fewer", "Northshire Police", "Fit lamps", "Partner Northshire", "1 response"):
        assert expected in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many_responses(county, sign_in, rows, django_assert_num_queries):
    """While it is planned, for the officer in the case, and once it is signed."""
    planned, started = make.planned(county), make.started(county, title="Signed")
    for number in range(rows - 1):
        for problem in (planned, started):
            make.keep(make.Response(problem=problem, what=f"Option {number}"), by=county.partner)
    client = sign_in(county.partner)
    for problem, count in ((planned, 5), (started, 6)):
        client.get(address("response", problem))
        with django_assert_num_queries(count):
            client.get(address("response", problem))


def test_a_partner_who_was_given_the_record_reads_the_plan_and_changes_nothing(county, chosen, sign_in):
    problem = chosen.problem
    give(problem, county.health_lead, by=county.officer, reason="Partner")
    client = sign_in(county.health_lead)
    page = words(client.get(address("response", problem)))
    assert "Light the shelter" in page
    assert "Add a response" not in page
    for name, more in (("measure", ()), ("response_add", ()), ("response_choose", (chosen.pk,)),
                       ("line_add", (chosen.pk,))):  # fmt: skip
        assert client.get(address(name, problem, *more)).status_code == 403
    assert sign_in(county.outsider).get(address("response", problem)).status_code == 404


def test_the_supervisor_signs_what_the_page_showed(county, sign_in):
    problem = make.planned(county)
    client = sign_in(county.supervisor)
    page = client.get(address("supervise", problem))
    digest = typed(page, "digest_seen")
    for expected in ("Calls about the shelter", "Light the shelter", "Passengers after dark", digest):
        assert expected in words(page)
    text = html.fromstring(page.content).text_content()
    content = plain(plan_of(problem))
    unsaid = {"reference", "round", "sides", "responses", "police_references"}
    for name in content.keys() - unsaid:
        said = content[name] if isinstance(content[name], list) else [content[name]]
        for one in said:
            if isinstance(one, str) and "-" not in one:
                assert one in text, name
    make.with_fields(problem, county.partner, {"measure_change": "half as many"})
    answer = client.post(address("supervise", problem), {"digest_seen": digest, "confirm": "on"})
    assert answer.status_code == 422
    assert "Read it again before you sign" in words(answer)
    digest = digest_of_plan(problem)
    assert (
        client.post(address("supervise", problem), {"digest_seen": digest, "confirm": "on"}).status_code
        == 302
    )
    assert problem.signoffs.get().digest == digest


def test_a_plan_is_signed_once_and_not_before_it_is_whole(county, planning):
    assert len(refused(services.supervise, planning, by=county.supervisor)) == 6
    problem = make.planned(county)
    services.supervise(problem, by=county.supervisor)
    assert "signed this plan already" in refused(services.supervise, problem, by=county.supervisor)[0]
    withdraw_signoff(problem.signoffs.get(), by=county.supervisor, reason="Too soon")
    assert services.supervise(problem, by=county.supervisor).edition == 2


@pytest.mark.parametrize(
    ("persona", "why"),
    [("partner", "You opened this file"), ("officer", "Only a supervisor for this area"),
     ("commander", "Only a supervisor for this area")],
)  # fmt: skip
def test_who_may_not_sign_is_told_why(county, sign_in, persona, why):
    """S002-131; B1, R3"""
    answer = sign_in(getattr(county, persona)).get(address("supervise", make.planned(county)))
    assert answer.status_code == 403
    assert why in words(answer)


def test_the_officer_in_the_case_asks_and_the_supervisors_hear(county, sign_in):
    problem = make.planned(county)
    RoleFactory(person=county.partner.person, partnership=county.here, kind=Role.Kind.SUPERVISOR)
    client = sign_in(county.partner)
    page = client.get(problem.get_absolute_url())
    assert "Ask a supervisor to sign" in words(page)
    assert "Plan the response" not in words(page)  # nothing of it is left to write
    assert client.post(address("supervisor_ask", problem)).status_code == 302
    assert [n.recipient for n in Notice.objects.filter(trigger__startswith="plan-to-sign")] == [
        county.supervisor
    ]
    home = words(sign_in(county.supervisor).get(reverse("home:home")))
    assert f'href="{address("supervise", problem)}"' in home
    assert "Sign the plan" not in words(sign_in(county.partner).get(reverse("home:home")))
    services.supervise(problem, by=county.supervisor)
    assert "Sign the plan" not in words(sign_in(county.supervisor).get(reverse("home:home")))


def test_asking_names_what_the_plan_still_needs(county, planning, sign_in):
    page = words(sign_in(county.partner).get(address("supervisor_ask", planning)))
    assert "Choose at least one response" in page
    assert sign_in(county.officer).get(address("supervisor_ask", planning)).status_code == 403
    Role.objects.filter(kind=Role.Kind.SUPERVISOR).delete()
    assert "Nobody supervises" in refused(services.ask_supervisor, make.planned(county), by=county.partner)[0]


def test_the_page_says_whether_the_signature_holds(county, sign_in):
    problem = make.started(county)
    page = words(sign_in(county.officer).get(problem.get_absolute_url()))
    assert "Supervisor Northshire" in page
    assert "Valid" in page
    make.with_fields(problem, county.partner, {"outline": "Something else"})
    assert "The plan has changed since it was signed" in words(
        sign_in(county.officer).get(problem.get_absolute_url())
    )
    withdraw_signoff(problem.signoffs.get(), by=county.supervisor, reason="Too soon")
    assert "This signature was withdrawn on" in words(sign_in(county.officer).get(problem.get_absolute_url()))


def test_actions_are_never_known_to_more_people_than_the_record(county, chosen):
    """Their owners keep them by a grant."""
    owner = [(county.health_lead.person, None, "")]
    action = services.add_line(chosen, wording="Fit lamps", owners=owner, due_on=DUE, by=county.partner)
    assert Work.objects.visible_to(county.commander).filter(pk=action.pk).exists()
    set_audience(chosen.problem, "named", by=county.officer, reason="Sensitive")
    assert not Work.objects.visible_to(county.commander).filter(pk=action.pk).exists()
    assert Work.objects.visible_to(county.health_lead).filter(pk=action.pk).exists()


@pytest.mark.parametrize(
    ("page", "what"),
    [("measure", "The measure of success"), ("response_summary", "The summary of response")],
)
def test_what_was_changed_meanwhile_is_called_by_its_name(county, planning, sign_in, page, what):
    measured(county, planning)
    client = sign_in(county.partner)
    said = {
        "measure_of_success": "Calls", "measure_change": "A tenth fewer", "measure_until": "1 6 2027",
        "measure_agreed_on": "1 6 2010", "agencies": [county.council.pk], "response_summary": "Light it",
        "version": "2026-01-01T00:00:00+00:00",
    }  # fmt: skip
    answer = client.post(address(page, planning), said)
    assert answer.status_code == 409
    assert html.fromstring(answer.content).findtext(".//h1") == f"{what} was changed while you were writing"
