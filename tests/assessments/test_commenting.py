"""A draft goes out to the partnership, and each comment is answered (S001-135, S001-158)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.models import Assessment, Comment
from assessments.services import agreeing, commenting
from audit.clock import today
from records.jobs import sweep
from records.lifecycle import MoveRefused
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta(days=21)


def out(county, **said):
    return commenting.consult(
        make.assessment(county, **said), comments_until=today() + DAYS, by=county.officer
    )


def test_out_for_comment_the_partnership_reads_it_and_is_told(county):
    found = out(county)
    sweep()
    assert (found.status, found.audience) == ("consultation", "partnership")
    assert Assessment.objects.visible_to(county.police_lead).count() == 1
    assert Assessment.objects.visible_to(county.outsider).count() == 0
    [notice] = county.police_lead.notices.filter(record=found.pk)
    assert "out for comment" in notice.line


def test_it_goes_out_with_something_written_and_a_day_to_come(county):
    empty = make.assessment(county, written=False)
    with pytest.raises(MoveRefused, match="Write at least one section"):
        commenting.consult(empty, comments_until=today() + DAYS, by=county.officer)
    with pytest.raises(MoveRefused, match="still to come"):
        commenting.consult(empty, comments_until=today(), by=county.officer)


def test_a_member_comments_and_reads_what_was_done(county):
    section = out(county).sections.first()
    made = commenting.comment(section, "Say more of rural theft.", by=county.police_lead)
    assert (made.agency, made.answer) == (county.police, "")
    commenting.answer_comment(made, answer="accepted", answer_text="Added.", by=county.officer)
    made.refresh_from_db()
    assert (made.answer, made.answered_by) == ("accepted", county.officer)


def test_what_is_not_accepted_says_why(county):
    made = commenting.comment(out(county).sections.first(), "Leave it out.", by=county.police_lead)
    with pytest.raises(MoveRefused, match="Say why the comment is not accepted"):
        commenting.answer_comment(made, answer="rejected", answer_text=" ", by=county.officer)


@pytest.mark.parametrize("persona", ["outsider", "guest"])
def test_others_comment_on_nothing(county, persona):
    section = out(county).sections.first()
    with pytest.raises(PermissionDenied):
        commenting.comment(section, "Mine", by=getattr(county, persona))


def test_after_the_day_or_back_in_draft_no_comment_is_taken(county):
    found = out(county)
    section = found.sections.first()
    found.comments_until = today() - dt.timedelta(days=1)
    found.save()
    with pytest.raises(MoveRefused, match="is past"):
        commenting.comment(section, "Late", by=county.police_lead)
    agreeing.step_assessment(found, "redraft", by=county.officer, reason="More to write")
    with pytest.raises(PermissionDenied, match="while the assessment is out for comment"):
        commenting.comment(section, "Late", by=county.police_lead)
    assert Assessment.objects.visible_to(county.police_lead).count() == 0


def test_open_comments_stand_in_the_way_of_agreeing_it(county):
    found = out(county)
    commenting.comment(found.sections.first(), "Say more.", by=county.police_lead)
    assert any("what was done about the comments on" in words for words in found.blockers("agree"))


def test_members_see_their_own_comments_and_writers_all(county, client):
    found = out(county)
    section = found.sections.first()
    commenting.comment(section, "From the police", by=county.police_lead)
    commenting.comment(section, "From health", by=county.health_lead)
    address = reverse("assessments:assessment_comments", args=[found.reference])
    seen = {}
    for persona in ("officer", "police_lead"):
        client.force_login(getattr(county, persona))
        text = client.get(address).text
        seen[persona] = ("From the police" in text, "From health" in text)
    assert seen == {"officer": (True, True), "police_lead": (True, False)}


def test_pages(county, client):
    found = make.assessment(county)
    client.force_login(county.officer)
    consult = reverse("assessments:assessment_consult", args=[found.reference])
    assert client.get(consult).status_code == 200
    assert client.post(consult, {"comments_until": "1 June 2020"}).status_code == 422
    assert client.post(consult, {"comments_until": (today() + DAYS).isoformat()}).status_code == 302
    section = found.sections.first()
    client.force_login(county.police_lead)
    add = reverse("assessments:comment_add", args=[found.reference, section.pk])
    assert client.get(add).status_code == 200
    assert client.post(add, {"text": ""}).status_code == 422
    assert client.post(add, {"text": "Say more."}).status_code == 302
    answer = reverse("assessments:comment_answer", args=[found.reference, Comment.objects.get().pk])
    assert client.get(answer).status_code == 403
    client.force_login(county.officer)
    assert client.post(answer, {"answer": "noted"}).status_code == 302
    redraft = reverse("assessments:assessment_move", args=[found.reference, "redraft"])
    assert client.post(redraft, {"reason": ""}).status_code == 422
    assert client.post(redraft, {"reason": "More to write"}).status_code == 302
