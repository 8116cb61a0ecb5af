"""An agreed assessment for everyone, with small numbers protected; and taken down again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.few import few_in
from assessments.models import Assessment, Print
from assessments.services import agreeing, publishing, writing
from audit.models import Event
from records.jobs import sweep
from records.lifecycle import MoveRefused
from tests.accessible import accessibility_problems
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
    found = agreed(county, marking="official-sensitive")
    Assessment.objects.filter(pk=found.pk).update(summary="")
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


SAID = "Two men were killed at the quay. Shoplifting rose by 4%."


def telling(county):
    found = make.assessment(county, summary=SAID)
    writing.write_section(found.sections.first(), {"body": "It names three victims."}, by=county.officer)
    return agreeing.sign_assessment(found, by=county.chair, digest_seen=agreeing.digest_now(found))


def test_small_numbers_in_the_text_are_each_confirmed_with_a_reason(county):
    found = telling(county)
    few = few_in(found)
    assert [one.words for one in few] == ["Two men", "three victims"]
    with pytest.raises(MoveRefused) as refused:
        publishing.publish(found, by=county.officer, confirmed=[few[0].key])
    assert [reason[:40] for reason in refused.value.reasons] == [
        "Confirm that “three victims” may be publ", "Say why the small numbers in its text ma",
    ]  # fmt: skip
    keys = [one.key for one in few]
    publishing.publish(found, by=county.officer, confirmed=keys, reason="The court named them.")
    event = Event.objects.filter(subject=found.reference, verb="publish").get()
    assert "Two men were killed" in str(event.changes)
    assert event.reason == "The court named them."


def test_what_was_confirmed_of_another_text_is_not_confirmed_of_this(county):
    found = telling(county)
    keys = [one.key for one in few_in(found)]
    found.summary = "Two men were hurt."
    assert keys[0] not in [one.key for one in few_in(found)]


def test_the_page_shows_each_find_and_wants_each_ticked(county, client):
    found = telling(county)
    client.force_login(county.officer)
    address = reverse("assessments:assessment_publish", args=[found.reference])
    assert "Summary: Two men were killed at the quay." in client.get(address).text
    few = few_in(found)
    said = {"checked": "on", "reason": "Named in court"}
    answer = client.post(address, said | {"confirmed": [few[0].key]})
    assert answer.status_code == 422
    assert "Confirm that “three victims” may be published" in answer.text
    assert (
        client.post(address, said | {"confirmed": ["forged", *(one.key for one in few)]}).status_code == 422
    )
    assert client.post(address, said | {"confirmed": [one.key for one in few]}).status_code == 302
