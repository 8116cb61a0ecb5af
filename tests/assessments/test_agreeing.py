"""The chair signs it, or a meeting agreed it whose minutes are approved; one is in force for a year and level."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.deciding import Agreed
from assessments.models import AreaCount, Assessment, Figure
from assessments.services import agreeing, commenting, recommending
from audit.clock import today
from audit.services import plain
from evidence import months
from records.lifecycle import MoveRefused
from records.models import Link
from signoffs.contents import content_now
from tests.factories import assessing, meetings
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db


def signed(county, found, by=None):
    digest = agreeing.digest_now(found)
    return agreeing.sign_assessment(found, by=by or county.chair, digest_seen=digest)


def recorded(county, found, by=None, **said):
    said = {"meeting": assessing.meeting(county), "resolution": "R5.1", "agreed_on": make.DAY} | said
    return agreeing.record_agreed(found, Agreed(**said), by=by or county.officer)


def test_the_chair_signs_the_whole_text_with_its_figures(county):
    found = make.assessment(county)
    assessing.figure(county, found.sections.first())
    agreed = signed(county, found)
    signoff = agreed.signoffs.get()
    assert (agreed.status, agreed.audience, agreed.agreed_on) == ("agreed", "partnership", today())
    assert signoff.content["sections"][0]["figures"][0][3]["rows"]
    assert signoff.role == "Chair, Strategic group"
    assert plain(content_now(signoff)) == signoff.content


def test_what_was_changed_after_it_was_opened_is_not_signed(county):
    found = make.assessment(county)
    seen = agreeing.digest_now(found)
    section = found.sections.first()
    section.body = "It fell."
    section.save()
    with pytest.raises(MoveRefused, match="Read it again before you sign"):
        agreeing.sign_assessment(found, by=county.chair, digest_seen=seen)


def test_figures_whose_numbers_changed_after_it_was_opened_are_not_signed(county, client):
    found = make.assessment(county, summary="It rose.")
    assessing.figure(county, found.sections.first())
    address = reverse("assessments:assessment_agree", args=[found.reference])
    client.force_login(county.chair)
    seen = agreeing.digest_now(found)
    assert seen in client.get(address).text
    AreaCount.objects.filter(month=make.MARCH).update(count=875)
    refused = client.post(address, {"digest_seen": seen, "confirmed": "on"})
    assert "numbers in its figures changed after you opened it" in refused.text
    assert not Figure.objects.filter(frozen__isnull=False).exists()
    now_seen = agreeing.digest_now(found)
    assert now_seen in refused.text
    client.post(address, {"digest_seen": now_seen, "confirmed": "on"})
    found.refresh_from_db()
    assert found.status == "agreed"
    assert "875" in str(Figure.objects.get().frozen["rows"])


def test_a_meeting_that_agreed_it_is_its_evidence(county):
    """S001-139"""
    found = recorded(county, make.assessment(county))
    link = Link.objects.get(source=found.pk)
    assert (link.kind, link.part, link.target.kind) == (Link.Kind.DECIDED_BY, "R5.1", "meetings.meeting")
    assert found.agreed_on == make.DAY
    assert link.target.reference in found.agreed_by_words
    assert not found.signoffs.exists()


def test_a_meeting_counts_when_its_minutes_are_approved_and_it_is_of_the_body(county):
    found = make.assessment(county)
    with pytest.raises(MoveRefused) as refused:
        recorded(county, found, meeting=assessing.meeting(county, approved=False), resolution="")
    assert len(refused.value.reasons) == 2
    with pytest.raises(MoveRefused, match="Name a meeting of that body"):
        recorded(county, found, meeting=assessing.meeting(county, body=county.delivery))
    with pytest.raises(MoveRefused, match="is no meeting"):
        recorded(county, found, meeting=make.priority(county, "Other").record_ptr)


@pytest.mark.parametrize("cited", ["9.9", "R5.1", "1.1 and 9.9", "2", "as minuted"])
def test_what_its_minutes_do_not_have_agreed_nothing(county, cited):
    """S001-139"""
    with pytest.raises(MoveRefused, match="have no resolution or paragraph"):
        recorded(county, make.assessment(county), meeting=meetings.approved(county), resolution=cited)


@pytest.mark.parametrize(
    "cited", ["1.1", "1.2", "1", "R1.1", "Item 1 resolution 1", "item 1, resolution 1; 1.2"]
)
def test_a_resolution_or_a_paragraph_of_its_minutes_is_cited_in_any_manner(county, cited):
    held = meetings.approved(county)
    found = recorded(county, make.assessment(county), meeting=held, resolution=cited, agreed_on=None)
    assert Link.objects.get(source=found.pk).part == cited


def test_it_is_agreed_on_the_day_of_the_meeting_which_was_after_the_months_analysed(county):
    found, held = make.assessment(county), assessing.meeting(county)
    with pytest.raises(MoveRefused, match="The meeting was on 14 October 2026"):
        recorded(county, found, meeting=held, agreed_on=make.DAY.replace(day=1))
    early = assessing.meeting(county)
    type(early).objects.filter(pk=early.pk).update(held_on=months.last_day(found.last))
    with pytest.raises(MoveRefused, match="the months that are analysed run to 31 March 2026"):
        recorded(county, found, meeting=early, agreed_on=None)
    assert recorded(county, found, meeting=held, agreed_on=None).agreed_on == make.DAY


def test_an_officer_does_not_sign_and_a_member_does_neither(county):
    with pytest.raises(MoveRefused, match="Only the chair signs"):
        signed(county, make.assessment(county), by=county.officer)
    with pytest.raises(PermissionDenied):
        recorded(
            county,
            make.assessment(county, title="Other", made_to=make.standard_format(county)),
            by=county.police_lead,
        )


def test_all_that_is_missing_is_said_at_once(county):
    found = make.assessment(county, written=False)
    make.ask(county, about=found, is_needed=True)
    with pytest.raises(MoveRefused) as refused:
        signed(county, found)
    said = " ".join(refused.value.reasons)
    assert len(refused.value.reasons) == 10  # seven of regulation 7, the summary, the priorities, the request
    assert "has not answered" in said
    assert not Figure.objects.filter(frozen__isnull=False).exists()


def test_the_next_supersedes_the_last_and_an_earlier_year_does_not(county):
    made_to = make.standard_format(county)
    now = signed(county, make.assessment(county, made_to=made_to))
    following = make.assessment(county, made_to=made_to, year=2027, title="Next")
    signed(county, following)
    assert list(Assessment.objects.in_force()) == [following]
    now.refresh_from_db()
    assert now.status == "superseded"
    with pytest.raises(MoveRefused, match="which is later"):
        signed(county, make.assessment(county, made_to=made_to, year=2025, title="Before"))


def test_of_one_year_and_level_one_is_in_force(county):
    made_to = make.standard_format(county)
    signed(county, make.assessment(county, made_to=made_to))
    same = make.assessment(county, made_to=made_to, title="Same")
    with pytest.raises(MoveRefused, match="is in force for 2026/27 already"):
        signed(county, same)
    themed = make.assessment(county, made_to=made_to, title="Themed", theme="Fraud")
    assert signed(county, themed).status == "agreed"


def test_priorities_that_were_proposed_are_no_secret_any_more(county):
    found = make.assessment(county)
    row = recommending.propose(found, {"title": "Fraud", "is_strategic": True}, by=county.officer)
    signed(county, found)
    row.priority.refresh_from_db()
    assert row.priority.audience == "partnership"


def test_it_may_be_agreed_from_out_for_comment(county):
    found = make.assessment(county)
    found = commenting.consult(found, comments_until=today().replace(year=2030), by=county.officer)
    assert signed(county, found).status == "agreed"


def test_what_is_still_open_is_named_and_confirmed_before_it_is_agreed(county, client):
    found = make.assessment(county)
    found.sections.update(is_ready=True)
    found.sections.filter(pk=found.sections.first().pk).update(is_ready=False)
    found = commenting.consult(found, comments_until=today().replace(year=2030), by=county.officer)
    client.force_login(county.chair)
    address = reverse("assessments:assessment_agree", args=[found.reference])
    page = client.get(address).text
    assert "Comments are taken until" in page
    assert f"1 section is still “Being written”: “{found.sections.first().title}”." in page
    said = {"digest_seen": agreeing.digest_now(found), "confirmed": "on"}
    assert "Tick that it is agreed all the same" in client.post(address, said).text
    assert client.post(address, said | {"all_the_same": "on"}).status_code == 302
    assert "Being written" not in client.get(found.get_absolute_url()).text


def test_an_order_without_its_why_is_named_before_it_is_agreed(county, client):
    """What is agreed cannot be changed, and would say for good that nobody said why."""
    found = make.assessment(county, summary="It rose.")
    assessing.matrix(county)
    recommending.propose(found, {"title": "Theft", "is_strategic": True}, by=county.officer)
    assessing.issue(county, found, "Anti-social behaviour", (2, 2, 2, 2))
    assessing.issue(county, found, "Theft", (4, 4, 3, 5))
    client.force_login(county.chair)
    address = reverse("assessments:assessment_agree", args=[found.reference])
    words = "“Anti-social behaviour” stands above “Theft”, whose score is higher, and it does not say why"
    assert words in client.get(address).text
    row = found.recommended.first()
    recommending.change_recommended(
        row, by=county.officer, position=1, why="", moved_because="What residents put first."
    )
    assert words not in client.get(address).text


def test_without_a_summary_it_is_not_agreed_for_it_could_never_be_published(county, client):
    found = make.assessment(county, summary="")
    client.force_login(county.chair)
    address = reverse("assessments:assessment_agree", args=[found.reference])
    assert "Write the summary" in client.get(address).text
    with pytest.raises(MoveRefused, match="Write the summary"):
        signed(county, found)
    Assessment.objects.filter(pk=found.pk).update(summary="It rose.")
    assert signed(county, Assessment.objects.get(pk=found.pk)).status == "agreed"


def test_one_act_is_one_line_of_the_history(county):
    found = commenting.consult(
        make.assessment(county), comments_until=today().replace(year=2030), by=county.officer
    )
    before = found.history.count()
    assert signed(county, found).history.count() == before + 1


def test_pages_of_the_chair_and_of_the_officer(county, client):
    found = make.assessment(county, summary="It rose.")
    address = reverse("assessments:assessment_agree", args=[found.reference])
    client.force_login(county.officer)
    meeting = assessing.meeting(county)
    said = {"meeting": meeting.reference, "resolution": "", "agreed_on": "14 October 2026"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "Give the number of the resolution" in answer.text
    client.force_login(county.chair)
    page = client.get(address)
    assert "Agree and sign" in page.text
    digest = agreeing.digest_now(found)
    assert client.post(address, {"digest_seen": digest}).status_code == 422
    assert client.post(address, {"digest_seen": digest, "confirmed": "on"}).status_code == 302
    assert client.get(address).status_code == 302
    client.force_login(county.police_lead)
    assert client.get(address).status_code == 403
