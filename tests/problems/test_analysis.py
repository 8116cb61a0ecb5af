"""Analysis: the sides and who reads them, the triangle, the analyst, memo sheets; and that nothing leaks."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from documents.models import Document
from problems import services
from problems.models import Problem, Side
from problems.reports.triangle import triangle_of
from records.access import grant
from records.lifecycle import MoveRefused
from records.models import Record, UserGrant
from records.services import version_of
from tests.factories import problems as make
from tests.factories.partnership import AgreementFactory, PersonFactory

pytestmark = pytest.mark.django_db

SECRETS = ("Passengers after dark", "Groups of 14", "Lone workers", "A mentor")
VICTIM = {"characteristics": "Lone workers", "not_known": False}


def address(name, problem, *more):
    return reverse(f"problems:{name}", args=[problem.reference, *more])


def written(county, **fields):
    problem = make.analysed(county)
    sides = {"victim": VICTIM | {"is_repeat": True}, "offender": {"controller": "A mentor"}}
    return services.write_analysis(problem, fields, sides=sides, by=county.partner)


def test_a_side_is_written_with_who_and_when_and_told_to_nobody(county):
    """S002-140"""
    problem = make.analysed(county)
    before = version_of(problem)
    services.write_analysis(problem, {}, sides={"victim": VICTIM}, by=county.partner)
    side = Side.objects.get(problem=problem, of="victim")
    assert (side.characteristics, side.updated_by) == ("Lone workers", county.partner)
    assert side.history.latest().history_user == county.partner
    event = Event.objects.filter(subject=problem.reference).latest("pk")
    assert (event.verb, event.changes) == ("write the victim and offender sides", {})
    problem.refresh_from_db()
    assert version_of(problem) != before


def test_the_same_sides_again_write_nothing(county):
    problem = written(county)
    before = Event.objects.count()
    services.write_analysis(problem, {}, sides={"victim": VICTIM}, by=county.partner)
    assert Event.objects.count() == before


@pytest.mark.parametrize("persona", ["officer", "police_lead", "chair", "health_lead", "guest"])
def test_who_may_not_write_the_sides(county, persona):
    problem = make.analysed(county)
    with pytest.raises(PermissionDenied):
        services.write_analysis(problem, {}, sides={"victim": VICTIM}, by=getattr(county, persona))
    assert not Side.objects.filter(characteristics="Lone workers").exists()


def test_an_officer_writes_the_place_without_seeing_the_sides(county, sign_in):
    problem = make.analysed(county)
    client = sign_in(county.officer)
    page = client.get(address("analysis_change", problem)).content.decode()
    assert "victim-characteristics" not in page
    form = {
        "location_features": "Behind the hall",
        "version": version_of(problem),
        "victim-characteristics": "Put in",
    }
    assert client.post(address("analysis_change", problem), form).status_code == 302
    problem.refresh_from_db()
    assert problem.location_features == "Behind the hall"
    assert Side.objects.get(of="victim").characteristics == "Passengers after dark"


def test_the_officer_in_the_case_writes_all_three_sides(county, sign_in):
    problem = make.scanned(county)
    answer = sign_in(county.partner).post(
        address("analysis_change", problem),
        {
            "location_not_known": "on", "cpo_involvement": "no", "version": version_of(problem),
            "victim-characteristics": "Lone workers", "victim-is_vulnerable": "on", "offender-not_known": "on",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    victim, offender = Side.objects.filter(problem=problem)
    assert (victim.characteristics, victim.is_vulnerable, offender.not_known) == ("Lone workers", True, True)
    problem.refresh_from_db()
    assert (problem.location_not_known, problem.cpo_involvement, problem.analyst_involvement) == (
        True,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"location_features": "Dark", "location_not_known": "on"}, "Keep one of the two"),
        ({"victim-characteristics": "Dark", "victim-not_known": "on"}, "Keep one of the two"),
        ({"analyst": "Health lead", "analyst_involvement": "no"}, "to name an analyst"),
        ({"analyst": "Nobody of that name", "analyst_involvement": "yes"}, "Nobody here is called"),
    ],
)
def test_contradictions_are_refused_and_kept(county, sign_in, said, words):
    problem = make.scanned(county)
    form = {"manager": "The council", "version": version_of(problem), **said}
    answer = sign_in(county.partner).post(address("analysis_change", problem), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "The council" in page


def test_two_people_write_the_sides_at_once(county, sign_in):
    problem = make.analysed(county)
    form = {
        "version": version_of(problem),
        "victim-characteristics": "Mine",
        "offender-characteristics": "Groups",
    }
    services.write_analysis(problem, {}, sides={"victim": VICTIM}, by=county.partner)
    page = sign_in(county.partner).post(address("analysis_change", problem), form)
    assert page.status_code == 409
    assert "Lone workers" in page.content.decode()
    assert "Mine" in page.content.decode()


def test_the_triangle_says_what_is_recorded_unknown_empty_and_restricted(county):
    """S002-65"""
    problem = make.scanned(county)
    problem.location_not_known, problem.manager = True, "The council"
    side = Side(of="victim", characteristics="Lone workers", is_repeat=True)
    seen = triangle_of(problem, [side], reads_sides=True)
    assert [corner.state for corner in seen] == ["unknown", "recorded", "empty"]
    assert [corner.minder_state for corner in seen] == ["recorded", "empty", "empty"]
    assert seen.victim.marks == ("repeat victim",)
    hidden = triangle_of(problem, [], reads_sides=False)
    assert [corner.state for corner in hidden] == ["unknown", "restricted", "restricted"]


def test_an_analyst_reads_the_record_but_not_its_sides_until_another_is_named(county):
    """S002-142"""
    problem = make.analysed(county)
    yes = {"analyst_involvement": True, "analyst": county.health_lead.person}
    problem = services.write_analysis(problem, yes, by=county.partner)
    assert Problem.objects.visible_to(county.health_lead).filter(pk=problem.pk).exists()
    assert not county.health_lead.has_perm("problems.view_sides", problem)
    assert not Side.objects.visible_to(county.health_lead).exists()
    problem = services.write_analysis(problem, {"analyst": county.police_lead.person}, by=county.partner)
    assert not Problem.objects.visible_to(county.health_lead).filter(pk=problem.pk).exists()
    problem = services.write_analysis(
        problem, {"analyst": None, "analyst_involvement": False}, by=county.partner
    )
    assert not UserGrant.objects.filter(content_object=problem.pk).exists()


def test_the_analyst_who_is_named_stays_whatever_others_are_called(county, sign_in):
    """X-07"""
    problem = make.analysed(county)
    person = county.health_lead.person
    PersonFactory(given_name=person.given_name, family_name=person.family_name)
    yes = {"analyst_involvement": True, "analyst": person}
    problem = services.write_analysis(problem, yes, by=county.partner)
    form = {
        "analyst_involvement": "yes",
        "analyst": str(person),
        "version": version_of(problem),
        "manager": "Council",
    }
    assert sign_in(county.partner).post(address("analysis_change", problem), form).status_code == 302
    problem.refresh_from_db()
    assert (problem.analyst, problem.manager) == (person, "Council")


def test_an_analyst_without_a_yes_is_refused(county):
    with pytest.raises(MoveRefused, match="Answer “yes”"):
        services.write_analysis(
            make.analysed(county), {"analyst": county.health_lead.person}, by=county.partner
        )


def test_an_analyst_of_another_partnership_needs_an_agreement(county):
    problem = make.analysed(county)
    with pytest.raises(MoveRefused, match="not of this partnership"):
        services.write_analysis(
            problem, {"analyst_involvement": True, "analyst": county.outsider.person}, by=county.partner
        )
    assert not Record.objects.visible_to(county.outsider).filter(pk=problem.pk).exists()


READERS = {"partner", "supervisor", "commander"}
PAGES = ("detail", "scanning", "analysis", "analysis_change")


@pytest.mark.parametrize("place", ["pages", "history", "search", "export"])
def test_the_sides_leak_to_nobody(county, sign_in, place):
    """S002-140: of every persona, on every page that could say something of them."""
    problem = written(county)
    services.write_analysis(
        problem, {}, sides={"victim": {"characteristics": "Night staff"}}, by=county.partner
    )
    secrets = (*SECRETS, "Night staff")
    addresses = {
        "pages": [address(name, problem) for name in PAGES],
        "history": [
            reverse(f"records:{n}", args=[problem.reference])
            for n in ("history", "compare", "events", "thread")
        ],
        "search": [f"{reverse('records:search')}?q={words.replace(' ', '+')}" for words in secrets],
        "export": [f"{reverse('problems:list')}?export=csv&status=any"],
    }[place]
    told = set()
    for name, user in county.personas.items():
        client = sign_in(user)
        for one in addresses:
            answer = client.get(one)
            text = (b"".join(answer) if answer.streaming else answer.content).decode()
            if any(f">{words}" in text or f"{words}<" in text or f",{words}" in text for words in secrets):
                told.add(name)
    assert told == {"pages": READERS, "history": READERS, "search": set(), "export": set()}[place]


def test_a_reading_of_the_sides_is_an_event(county, sign_in):
    """S004-39"""
    problem = make.analysed(county)
    sign_in(county.supervisor).get(address("analysis", problem))
    event = Event.objects.filter(subject=problem.reference).latest("pk")
    assert (event.verb, event.changes) == ("read the victim and offender sides", {"reading": True})
    sign_in(county.officer).get(address("analysis", problem))
    assert Event.objects.filter(subject=problem.reference).latest("pk") == event


def test_those_without_the_sides_read_that_they_are_restricted_and_under_what(county, sign_in):
    problem = make.analysed(county)
    agreement = AgreementFactory(
        partnership=county.here, title="Problem solving protocol", status="signed", purposes="Reduce crime"
    )
    agreement.parties.create(agency=county.health, signed_on="2026-01-01", signatory="Chief")
    grant(
        problem, county.health, by=county.officer, reason="Helps", agreement=agreement, purpose="Reduce crime"
    )
    page = sign_in(county.health_lead).get(address("analysis", problem)).content.decode()
    assert "The victim and offender sides are restricted" in page
    assert "“Problem solving protocol”" in page
    assert "Passengers" not in page


@pytest.mark.parametrize(("persona", "count"), [("partner", 4), ("officer", 5)])
def test_the_overview_costs_a_fixed_number_of_queries(
    county, sign_in, persona, count, django_assert_num_queries
):
    problem = make.analysed(county)
    for agency in (county.council, county.health):
        services.add_partner(problem, agency, part="partner", reason="Helps", by=county.partner)
    client = sign_in(getattr(county, persona))
    client.get(address("detail", problem))
    with django_assert_num_queries(count):
        client.get(address("detail", problem))


@pytest.mark.parametrize("stage", ["opened", "planned", "started", "assessed", "sent"])
def test_the_pages_open_at_every_stage(county, sign_in, stage):
    problem = getattr(make, stage)(county)
    client = sign_in(county.partner)
    assert [client.get(address(name, problem)).status_code for name in PAGES[:3]] == [200, 200, 200]


def memo(county, problem, part, by=None):
    return {"title": "Full report", "file": SimpleUploadedFile("memo.txt", f"Of {part}.".encode())}


def test_a_memo_sheet_stands_under_its_part(county, sign_in):
    """S002-133"""
    problem, client = make.scanned(county), sign_in(county.partner)
    add = f"{reverse('documents:new')}?for={problem.reference}&part=analysis"
    assert "Leave out what describes victims" in client.get(add).content.decode()
    assert client.post(add, memo(county, problem, "analysis")).status_code == 302
    document = Document.objects.get()
    assert (document.part, document.attached_to_id) == ("analysis", problem.pk)
    assert document.reference in client.get(address("analysis", problem)).content.decode()
    assert document.reference not in client.get(address("scanning", problem)).content.decode()


@pytest.mark.parametrize(("persona", "status"), [("officer", 200), ("chair", 200), ("health_lead", 404)])
def test_who_attaches_memo_sheets(county, sign_in, persona, status):
    problem = make.scanned(county)
    add = f"{reverse('documents:new')}?for={problem.reference}&part=nonsense"
    assert sign_in(getattr(county, persona)).get(add).status_code == status


def test_what_happened_to_the_parts_stands_in_the_history(county, sign_in, django_assert_max_num_queries):
    problem = written(county)
    services.add_partner(problem, county.council, part="lead", reason="Leads", by=county.partner)
    client = sign_in(county.partner)
    client.get(reverse("records:history", args=[problem.reference]))
    with django_assert_max_num_queries(13):
        page = client.get(reverse("records:history", args=[problem.reference])).content.decode()
    for words in (
        "Location added",
        "Information source added",
        "Northshire Council: lead",
        "Complainant or victim changed",
    ):
        assert words in page
    page = sign_in(county.officer).get(reverse("records:history", args=[problem.reference])).content.decode()
    assert "Location added" in page
    assert "Complainant or victim changed" not in page


def test_versions_are_compared_in_words(county, sign_in):
    problem = make.scanned(county)
    services.write_scanning(problem, {"days": [4], "kinds": ["asb"]}, by=county.partner)
    page = sign_in(county.partner).get(reverse("records:compare", args=[problem.reference])).content.decode()
    assert "Friday" in page
    assert "Anti-social behaviour" in page


def test_what_a_record_lacks(county):
    problem = make.opened(county)
    assert [words.split()[0] for words in problem.holes(county.partner)] == ["It", "An"]
    plan = make.opened(county, title="Plan", level="overarching")
    plan.officer = None
    assert any("No operational record" in words for words in plan.holes(county.partner))
