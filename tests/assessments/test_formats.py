"""The standard format: offered ready-made, agreed by a body on a day, and kept in versions (S004-46 to S004-48)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.lifecycle.assessments import Includes
from assessments.models import Format
from assessments.services import formats as services
from audit.clock import today
from records.lifecycle import MoveRefused
from records.services import ChangedMeanwhile, version_of
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db


def ready_made(county, by=None):
    return services.add_format(county.here, "Standard format", by=by or county.officer, ready_made=True)


def test_the_ready_made_format_covers_all_seven_and_can_be_agreed_at_once(county):
    found = ready_made(county)
    assert {section.includes for section in found.sections.all()} >= set(Includes.values)
    agreed = services.agree_format(found, by=county.officer, body=county.strategic, agreed_on=today())
    assert (agreed.status, agreed.body, agreed.audience) == ("agreed", county.strategic, "partnership")


def test_a_format_that_leaves_out_what_the_law_wants_is_not_agreed(county):
    found = services.add_format(county.here, "Short", by=county.officer)
    services.set_section(found, {"title": "Levels", "includes": "a"}, by=county.officer)
    with pytest.raises(MoveRefused) as refused:
        services.agree_format(found, by=county.officer, body=county.strategic, agreed_on=today())
    assert len(refused.value.reasons) == 6
    assert "regulation 7(1)(b)" in refused.value.reasons[0]


@pytest.mark.parametrize(("days", "body"), [(1, "strategic"), (0, "other_body")])
def test_it_is_agreed_by_a_body_of_the_partnership_and_not_in_the_future(county, days, body):
    terms = {"body": getattr(county, body), "agreed_on": today() + dt.timedelta(days)}
    with pytest.raises(MoveRefused):
        services.agree_format(ready_made(county), by=county.officer, **terms)


def test_what_is_agreed_is_changed_by_a_new_version_alone(county):
    found = services.agree_format(
        ready_made(county), by=county.officer, body=county.strategic, agreed_on=today()
    )
    with pytest.raises(PermissionDenied, match="Make a new version"):
        services.set_section(found, {"title": "More"}, by=county.officer)
    draft = services.new_version(found, by=county.officer)
    assert (draft.version, draft.sections.count()) == (2, found.sections.count())
    with pytest.raises(MoveRefused, match="was begun already"):
        services.new_version(found, by=county.officer)
    services.set_section(draft, {"title": "Rural crime"}, by=county.officer)
    services.agree_format(draft, by=county.officer, body=county.strategic, agreed_on=today())
    assert list(Format.objects.in_use()) == [draft]
    assert Format.objects.get(pk=found.pk).status == "retired"


def test_of_two_who_change_it_the_second_is_shown_the_first(county):
    found = ready_made(county)
    seen = version_of(found)
    services.change_format(found, {"rationale": "So that years compare."}, by=county.officer, version=seen)
    with pytest.raises(ChangedMeanwhile):
        services.change_format(found, {"rationale": "Mine."}, by=county.officer, version=seen)


@pytest.mark.parametrize("persona", ["partner", "police_lead", "outsider", "guest", "administrator"])
def test_only_officers_and_analysts_write_it(county, persona):
    with pytest.raises(PermissionDenied):
        ready_made(county, by=getattr(county, persona))


@pytest.mark.parametrize("sections", [1, 12])
def test_its_page_costs_the_same_however_many_sections(
    county, client, django_assert_max_num_queries, sections
):
    found = services.add_format(county.here, "Standard format", by=county.officer)
    for number in range(sections):
        services.set_section(found, {"title": f"Part {number}"}, by=county.officer)
    client.force_login(county.officer)
    client.get(found.get_absolute_url())
    with django_assert_max_num_queries(7):
        assert client.get(found.get_absolute_url()).status_code == 200


def test_pages_from_writing_it_to_a_new_version(county, client):
    client.force_login(county.officer)
    said = {"partnership": county.here.pk, "title": "Ours", "rationale": "Years compare.", "begin": "ready"}
    answer = client.post(reverse("assessments:format_add"), said)
    found = Format.objects.get()
    assert answer.url == found.get_absolute_url()
    section = found.sections.first()
    said = {"title": "Method", "position": 1, "kind": "text", "includes": "", "guidance": "Say how."}
    address = reverse("assessments:format_section", args=[found.reference, section.pk])
    assert client.post(address, said).status_code == 302
    remove = reverse("assessments:format_section_remove", args=[found.reference, section.pk])
    assert client.post(remove, {"reason": ""}).status_code == 422
    assert client.post(remove, {"reason": "Said elsewhere"}).status_code == 302
    agree = reverse("assessments:format_move", args=[found.reference, "agree"])
    assert client.post(agree, {"body": county.strategic.pk, "agreed_on": "1 June 2026"}).status_code == 302
    assert client.post(reverse("assessments:format_version", args=[found.reference])).status_code == 302
    assert "Ours" in client.get(reverse("assessments:formats")).text
    client.force_login(county.outsider)
    assert client.get(found.get_absolute_url()).status_code == 404


def test_a_draft_is_the_analysts_own_until_it_is_agreed(county, client):
    found = ready_made(county)
    client.force_login(county.police_lead)
    assert client.get(found.get_absolute_url()).status_code == 404


def test_a_member_reads_the_agreed_format_and_is_told_who_changes_it(county, client):
    found = make.standard_format(county)
    client.force_login(county.police_lead)
    assert client.get(found.get_absolute_url()).status_code == 200
    answer = client.get(reverse("assessments:format_change", args=[found.reference]))
    assert answer.status_code == 403
    assert "Make a new version" in answer.text
