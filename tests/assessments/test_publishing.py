"""An agreed assessment for everyone, with small numbers protected; and taken down again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.models import Print
from assessments.services import agreeing, publishing, writing
from design.pdf import accessibility_problems
from records.jobs import sweep
from records.lifecycle import MoveRefused
from tests.factories import assessing
from tests.factories import assessments as make
from tests.printed import words

pytestmark = pytest.mark.django_db


def agreed(county, *, small=False, **said):
    found = make.assessment(county, **({"summary": "Shoplifting rose."} | said))
    [area] = assessing.areas("Smallshire")
    assessing.counted(area, count=lambda month: 3 if small and month == make.APRIL else 40)
    assessing.figure(county, found.sections.first(), area=area.pk)
    return agreeing.sign_assessment(found, by=county.chair, digest_seen=agreeing.digest_now(found))


def test_everybody_reads_the_summary_and_then_the_pdf(county, client):
    found = agreed(county)
    address = reverse("assessments:open_assessment", args=[found.reference])
    assert client.get(address).status_code == 404
    publishing.publish(found, by=county.officer)
    page = client.get(address)
    assert page.status_code == 200
    assert "Shoplifting rose." in page.text
    assert "The PDF is being made" in page.text
    assert client.get(reverse("assessments:open_assessment_pdf", args=[found.reference])).status_code == 404
    sweep()
    answer = client.get(reverse("assessments:open_assessment_pdf", args=[found.reference]))
    assert accessibility_problems(b"".join(answer.streaming_content)) == []
    answer.close()


def test_small_numbers_are_in_the_partnerships_file_and_in_no_public_one(county):
    found = publishing.publish(agreed(county, small=True), by=county.officer)
    sweep()
    with Print.objects.get(kind="public").file.open("rb") as file:
        public = words(file.read())
    assert "fewer than 5" in public
    assert "The picture is left out" in " ".join(public.split())
    assert f"{found.reference}" in public


def test_contact_details_and_references_are_in_no_public_page_or_file(county, client):
    said = "Shoplifting rose. Ask analyst@example.org or see CSP-MTG-2026-0042."
    found = make.assessment(county, summary=said)
    section = found.sections.first()
    writing.write_section(section, {"body": said}, by=county.officer)
    found = agreeing.sign_assessment(found, by=county.chair, digest_seen=agreeing.digest_now(found))
    publishing.publish(found, by=county.officer)
    sweep()
    with Print.objects.get(kind="public").file.open("rb") as file:
        pdf = words(file.read())
    for shown in (pdf, client.get(reverse("assessments:open_assessment", args=[found.reference])).text):
        assert "analyst@example.org" not in shown
        assert "CSP-MTG-2026-0042" not in shown
        assert "[contact detail left out]" in " ".join(shown.split())
    section.refresh_from_db()
    assert section.body == said


@pytest.mark.parametrize("status", ["draft", "consultation", "withdrawn"])
def test_only_what_is_agreed_is_published(county, status):
    with pytest.raises(MoveRefused, match="Only an agreed assessment"):
        publishing.publish(make.assessment(county, status=status, summary="Rose"), by=county.officer)


def test_all_that_stands_against_it_is_said_at_once(county):
    found = agreed(county, summary="", marking="official-sensitive")
    with pytest.raises(MoveRefused) as refused:
        publishing.publish(found, by=county.officer)
    assert len(refused.value.reasons) == 2


def test_it_is_taken_down_with_a_reason(county, client):
    found = publishing.publish(agreed(county), by=county.officer)
    with pytest.raises(MoveRefused):
        publishing.take_down(found, by=county.officer, reason="")
    found = publishing.take_down(found, by=county.officer, reason="A figure is wrong")
    assert found.audience == "partnership"
    assert client.get(reverse("assessments:open_assessment", args=[found.reference])).status_code == 404
    with pytest.raises(MoveRefused, match="not published"):
        publishing.take_down(found, by=county.officer, reason="Again")


@pytest.mark.parametrize("persona", ["police_lead", "outsider", "guest"])
def test_others_do_not_publish(county, persona):
    with pytest.raises(PermissionDenied):
        publishing.publish(agreed(county), by=getattr(county, persona))


def test_others_who_sign_in_read_its_text_and_nothing_behind_it(county, client):
    found = publishing.publish(agreed(county), by=county.officer)
    client.force_login(county.outsider)
    assert client.get(found.get_absolute_url(), follow=True).redirect_chain[-1][0].endswith("/text/")
    for name in ("assessment_evidence", "assessment_comments", "assessment_files", "assessment_priorities"):
        assert client.get(reverse(f"assessments:{name}", args=[found.reference])).status_code == 403


def test_pages(county, client):
    found = agreed(county)
    client.force_login(county.officer)
    address = reverse("assessments:assessment_publish", args=[found.reference])
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"checked": "on"}).status_code == 302
    assert "It is published already" in client.get(address).text
    assert client.get(found.get_absolute_url()).status_code == 200
    down = reverse("assessments:assessment_take_down", args=[found.reference])
    assert client.post(down, {"reason": "Wrong"}).status_code == 302


def test_the_open_page_costs_the_same_for_many_priorities(county, client, django_assert_max_num_queries):
    found = publishing.publish(agreed(county), by=county.officer)
    address = reverse("assessments:open_assessment", args=[found.reference])
    client.get(address)
    with django_assert_max_num_queries(7):
        client.get(address)
