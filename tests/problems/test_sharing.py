"""Partner agencies: their part, and the access that comes and goes with it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from documents.models import Document
from documents.services import add_document
from notices.models import Notice
from problems import services
from problems.models import Problem, Side
from records.lifecycle import MoveRefused
from records.models import GroupGrant
from tests.factories import problems as make
from tests.factories.partnership import AgreementFactory

pytestmark = pytest.mark.django_db


def add(problem, agency, by, **said):
    return services.add_partner(problem, agency, by=by, **{"part": "partner", "reason": "Helps", **said})


def signed(county, agency, **fields):
    agreement = AgreementFactory(partnership=county.here, status="signed", purposes="Reduce crime", **fields)
    agreement.parties.create(agency=agency, signed_on="2026-01-01", signatory="Chief officer")
    return agreement


def test_a_part_comes_with_access_and_goes_with_it(county):
    """S002-43"""
    problem = make.analysed(county)
    row = add(problem, county.health, county.partner)
    assert Problem.objects.visible_to(county.health_lead).get() == problem
    assert not Side.objects.visible_to(county.health_lead).exists()
    told = Notice.objects.filter(record=problem, trigger__startswith="part-").values_list(
        "recipient", flat=True
    )
    assert county.health_lead.pk in told
    assert not {county.partner.pk, county.chair.pk} & set(told)
    assert row.history.latest().history_user == county.partner
    assert Event.objects.filter(subject=problem.reference, verb="add partner").exists()
    services.remove_partner(row, reason="Its work is done", by=county.partner)
    assert not Problem.objects.visible_to(county.health_lead).exists()
    assert not problem.partners.exists()
    assert Event.objects.filter(subject=problem.reference, verb="withdraw access").exists()


def test_the_sides_are_opened_by_those_who_read_them(county):
    problem = make.analysed(county)
    with pytest.raises(MoveRefused, match="Only those who read"):
        add(problem, county.health, county.officer, with_sides=True)
    add(problem, county.health, county.partner, with_sides=True)
    assert Side.objects.visible_to(county.health_lead).count() == 2


def test_once_more_changes_the_part_and_the_terms(county):
    problem = make.analysed(county)
    row = add(problem, county.health, county.partner, with_sides=True)
    add(problem, county.health, county.officer, part="informed", row=row)
    assert problem.partners.get().part == "informed"
    assert not Side.objects.visible_to(county.health_lead).exists()


def test_an_agency_that_is_not_statutory_needs_a_signed_agreement_and_a_purpose(county):
    """S002-112, S002-114"""
    problem = make.analysed(county)
    unsigned = AgreementFactory(partnership=county.here, status="signed", purposes="Reduce crime")
    for terms, words in (
        ({}, "not a statutory partner"),
        ({"agreement": unsigned, "purpose": "Reduce crime"}, "has not signed the agreement"),
        ({"agreement": signed(county, county.charity)}, "Choose a purpose"),
    ):
        with pytest.raises(MoveRefused, match=words):
            add(problem, county.charity, county.partner, **terms)
    assert not problem.partners.exists()
    agreement = signed(county, county.charity)
    add(problem, county.charity, county.partner, agreement=agreement, purpose="Reduce crime")
    assert Problem.objects.visible_to(county.attendee).exists()


def test_memo_sheets_open_and_close_with_the_record(county):
    problem = make.analysed(county)
    file = SimpleUploadedFile("memo.txt", b"A full report.")
    document = add_document(problem, title="Report", file=file, part="scanning", by=county.partner)
    known = Document.objects.filter(pk=document.pk)
    assert not known.visible_to(county.health_lead)
    row = add(problem, county.health, county.partner)
    assert known.visible_to(county.health_lead)
    services.remove_partner(row, reason="Done", by=county.partner)
    readers = [name for name, user in county.personas.items() if known.visible_to(user)]
    assert readers == ["officer", "chair", "police_lead", "partner", "supervisor", "commander"]


def test_its_own_agency_has_a_part_without_a_grant(county):
    problem = make.analysed(county)
    add(problem, county.police, county.partner, part="lead")
    assert not GroupGrant.objects.filter(content_object=problem.pk).exists()


@pytest.mark.parametrize(
    "persona", ["chair", "police_lead", "supervisor", "commander", "health_lead", "guest"]
)
def test_who_may_not_share(county, persona):
    problem = make.analysed(county)
    with pytest.raises(PermissionDenied):
        add(problem, county.health, getattr(county, persona))


def test_the_pages(county, sign_in):
    problem, client = make.analysed(county), sign_in(county.partner)
    address = reverse("problems:partner_add", args=[problem.reference])
    refused = client.post(address, {"agency": county.charity.pk, "part": "partner", "reason": "Helps"})
    assert refused.status_code == 422
    assert "not a statutory partner" in refused.content.decode()
    done = client.post(
        address, {"agency": county.health.pk, "part": "partner", "reason": "Helps", "with_sides": "on"}
    )
    assert done.status_code == 302
    row = problem.partners.get()
    assert "NHS Northshire, partner" in client.get(problem.get_absolute_url()).content.decode()
    change = reverse("problems:partner_change", args=[problem.reference, row.pk])
    assert client.post(change, {"part": "lead", "reason": "Leads now"}).status_code == 302
    remove = reverse("problems:partner_remove", args=[problem.reference, row.pk])
    assert client.post(remove, {"reason": "Done"}).status_code == 302
    assert client.get(remove).status_code == 404


@pytest.mark.parametrize(("persona", "status"), [("officer", 200), ("chair", 403), ("health_lead", 404)])
def test_who_opens_them(county, sign_in, persona, status):
    problem = make.analysed(county)
    address = reverse("problems:partner_add", args=[problem.reference])
    assert sign_in(getattr(county, persona)).get(address).status_code == status


def test_an_officer_is_not_offered_the_sides(county, sign_in):
    problem = make.analysed(county)
    page = sign_in(county.officer).get(reverse("problems:partner_add", args=[problem.reference]))
    assert "with_sides" not in page.content.decode()
