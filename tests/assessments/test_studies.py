"""Studies, how far each has come, and their use as evidence."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.models import Statement, Study
from assessments.reports.studies import uses_of
from assessments.services import studies as services
from records.lifecycle import MoveRefused
from records.models import Link
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
LIST = "/assessments/studies/"


def test_a_study_goes_from_planned_to_done(county):
    """S001-98"""
    one = services.add_study(
        county.here, by=county.officer, title="Domestic abuse", author="Analyst", method="Interviews",
        priorities=[make.priority(county)],
    )  # fmt: skip
    one = services.move_study(one, "start", by=county.officer)
    with pytest.raises(MoveRefused, match="Write what it found"):
        services.move_study(one, "finish", by=county.officer)
    one = services.move_study(one, "report", by=county.officer)
    services.change_study(one, {"findings": "It is under-reported."}, by=county.officer)
    one = services.move_study(one, "finish", by=county.officer)
    assert (one.status, one.priorities.count(), bool(one.closed_on)) == ("done", 1, True)
    with pytest.raises(MoveRefused):
        services.move_study(one, "stop", by=county.officer, reason="Late")


def test_stopping_needs_a_reason(county):
    with pytest.raises(MoveRefused, match="Say why"):
        services.move_study(make.study(county), "stop", by=county.officer, reason=" ")


def test_it_becomes_evidence_in_one_step(county, analyst):
    """S001-100, S001-101"""
    study = make.study(
        county, source="A rural crime network", what="external", findings="Thefts go unreported."
    )
    assessment = make.assessment(county)
    said = {"text": "Thefts go unreported.", "confidence": "moderate"}
    first = services.use_study(study, assessment, by=analyst, **said)
    with pytest.raises(MoveRefused, match="stands in the assessment already"):
        services.use_study(study, assessment, by=analyst, **said)
    second = services.use_study(study, assessment, by=analyst, **said | {"text": "Few farms mark machines."})
    assert (first.number, second.number, first.source) == (1, 2, "A rural crime network, Who carries knives")
    link = Link.objects.get(source=study.pk, target=assessment.pk)
    assert link.kind == Link.Kind.EVIDENCE_FOR
    assert uses_of(study, county.officer) == [first, second]
    assert uses_of(study, county.police_lead) == []  # the draft is not theirs to know of


@pytest.mark.parametrize("persona", ["police_lead", "outsider"])
def test_others_write_no_evidence(county, persona):
    study, assessment = make.study(county), make.assessment(county)
    with pytest.raises(PermissionDenied):
        services.use_study(study, assessment, by=getattr(county, persona), text="x", confidence="low")
    assert not Statement.objects.exists()


def test_an_agreed_assessment_takes_no_more(county):
    study, assessment = make.study(county), make.assessment(county, status="agreed")
    with pytest.raises(PermissionDenied):
        services.use_study(study, assessment, by=county.officer, text="x", confidence="low")


def test_the_analyst_attaches_documents(county, analyst, client):
    """S001-75"""
    one = make.study(county)
    client.force_login(analyst)
    assert client.get(reverse("documents:new"), {"for": one.reference}).status_code == 200
    client.force_login(county.police_lead)
    assert client.get(reverse("documents:new"), {"for": one.reference}).status_code == 403


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_at_any_length(county, client, rows, django_assert_max_num_queries):
    for number in range(rows):
        one = make.study(county, title=f"Study {number}")
    client.force_login(county.officer)
    client.get(LIST)
    for address, most in ((LIST, 6), (one.get_absolute_url(), 8)):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_who_sees_and_keeps_them(county, client):
    one, assessment = make.study(county), make.assessment(county)
    pages = [reverse(f"assessments:study_{name}", args=[one.reference]) for name in ("change", "use")]
    pages.append(reverse("assessments:study_move", args=[one.reference, "start"]))
    for persona, code in (("officer", 200), ("police_lead", 403), ("outsider", 404)):
        client.force_login(getattr(county, persona))
        assert [client.get(page).status_code for page in pages] == [code] * 3
    assert one.title not in client.get(LIST, {"export": "csv"}).content.decode()
    client.force_login(county.officer)
    assert one.title in client.get(LIST, {"export": "csv"}).content.decode()
    assert assessment.title in client.get(pages[1]).content.decode()


def test_forms(county, client):
    client.force_login(county.officer)
    said = {"title": "Rural crime", "what": "external", "address": "javascript:alert(1)"}
    bad = client.post(reverse("assessments:study_add"), said)
    assert bad.status_code == 422
    assert b"Enter an address on the web" in bad.content
    said |= {"address": "https://example.org/report", "partnership": county.here.pk}
    assert client.post(reverse("assessments:study_add"), said).status_code == 302
    one = Study.objects.get(title="Rural crime")
    assessment = make.assessment(county)
    use = reverse("assessments:study_use", args=[one.reference])
    assert client.post(use, {"assessment": "x", "text": ""}).status_code == 422
    said = {"assessment": assessment.pk, "text": "It is under-reported.", "confidence": "low"}
    assert client.post(use, said).status_code == 302
    page = client.get(one.get_absolute_url()).content.decode()
    assert "[1] It is under-reported." in page
    for query in ("priority=x", "what=x", "status=x", "sort=x", "after=x~y"):
        assert client.get(f"{LIST}?{query}").status_code == 200


def test_crime_in_numbers_is_offered_to_whoever_may_open_it(county, sign_in):
    offered = f'href="{reverse("assessments:crime")}"'
    page = reverse("assessments:studies")
    assert offered in sign_in(county.officer).get(page).content.decode()
    assert offered not in sign_in(county.guest).get(page).content.decode()
