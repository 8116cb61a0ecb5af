"""Agreed, submitted, answered by the Home Office, and published or not: four things, each apart."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.clock import today
from documents.services import add_document
from meetings.services import minutes
from notices.models import Notice
from notices.services import announce_move
from records import walls
from records.audience import set_audience
from records.lifecycle import MoveRefused
from records.models import Link
from reviews.models import Feedback, Review
from reviews.services import publication, referrals, reports, submission, terms
from signoffs.models import SignOff
from signoffs.reports import check
from signoffs.services import withdraw_signoff
from tests.factories import meetings
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta


def told_of(review, by, outcome="publish", points=(), **said):
    said = {"received_on": today(), "outcome": outcome, "letter": None, "points": list(points), **said}
    return submission.note_feedback(review, by=by, **said)


def test_the_chair_of_the_partnership_signs_each_review_by_itself(county, coordinator):
    """S001-50, S001-51"""
    review = make.ready(county, coordinator)
    other = make.scoped(county, coordinator, title="Alder")
    for user in (coordinator, county.guest, county.police_lead, county.chair):
        with pytest.raises(PermissionDenied):
            submission.agree(review, by=make.fresh(user), **make.agreeing())
    until = today() + DAYS(30)
    walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=until)
    with pytest.raises(MoveRefused) as refused:
        submission.agree(review, by=make.fresh(county.chair), **make.agreeing(meeting_words="", minute=" "))
    assert len(refused.value.reasons) == 3
    file = SimpleUploadedFile("report.txt", b"The report.")
    report = add_document(review, title="Overview report", file=file, by=make.fresh(coordinator))
    meeting = meetings.scheduled(county)
    review = submission.agree(
        review, by=make.fresh(county.chair), **make.agreeing(meeting=meeting, meeting_words="", report=report)
    )
    signed = SignOff.objects.get(act="submit")
    assert (signed.signed_by, signed.role) == (county.chair, "Chair, Strategic group")
    assert signed.content["report"] == ["Overview report", report.newest.sha256]
    assert check(signed).state == "valid"
    link = Link.objects.get(source=review.pk)
    assert (link.target_id, link.part) == (meeting.pk, "paragraph 2.4")
    assert Review.objects.get(pk=other.pk).status == "scoping"
    assert (review.status, review.publication, review.published_on) == ("agreed", "", None)


def test_nothing_is_signed_of_which_there_is_no_report_or_that_a_meeting_is_still_to_agree(
    county, coordinator
):
    """S001-50"""
    review = make.ready(county, coordinator)
    until = today() + DAYS(30)
    walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=until)
    later = meetings.scheduled(county, held_on=today() + DAYS(1))
    with pytest.raises(MoveRefused) as refused:
        submission.agree(review, by=make.fresh(county.chair), **make.agreeing(meeting=later))
    no_report, no_meeting = refused.value.reasons
    assert no_report.startswith("No overview report is written here. Choose its file")
    assert no_meeting.startswith("The meeting is still to come, on ")
    assert not SignOff.objects.filter(act="submit").exists()


def test_it_is_not_submitted_until_the_signature_stands(county, coordinator):
    review = make.ready(county, coordinator)
    said = {"submitted_on": today(), "home_office_reference": "HO 1"}
    with pytest.raises(MoveRefused, match="chair of the partnership sign"):
        submission.submit(review, by=coordinator, **said)
    until = today() + DAYS(30)
    report = make.attached(review, coordinator)
    walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=until)
    submission.agree(review, by=make.fresh(county.chair), **make.agreeing(report=report))
    withdraw_signoff(SignOff.objects.get(act="submit"), by=county.chair, reason="Not this version")
    with pytest.raises(MoveRefused, match="withdrew"):
        submission.submit(review, by=coordinator, **said)
    referrals.move_review(review, "redraft", by=coordinator, reason="As the chair asks")
    referrals.move_review(review, "finish", by=coordinator)
    submission.agree(review, by=make.fresh(county.chair), **make.agreeing(report=report))
    review = submission.submit(review, by=coordinator, **said)
    assert (review.status, review.submitted_on, review.home_office_reference) == (
        "submitted",
        today(),
        "HO 1",
    )
    assert [row.number for row in review.submission_decisions.all()] == [2, 1]


def test_what_changed_since_the_chair_signed_is_not_submitted(county, coordinator):
    review = make.agreed(county, coordinator)
    terms.add_terms(review, by=coordinator, **make.of_reference(changed="The summer is in"))
    with pytest.raises(MoveRefused, match="changed since the chair signed"):
        submission.submit(review, by=coordinator, submitted_on=today(), home_office_reference="")


def test_a_ready_report_waits_for_the_chair_to_whom_it_is_open(county, coordinator):
    review = make.drafting(county, coordinator)
    walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=today())
    make.attached(review, coordinator)
    review = referrals.move_review(review, "finish", by=coordinator)
    announce_move(review, "finish", by=coordinator)
    notice = Notice.objects.get(recipient=county.chair)
    assert (notice.subject, notice.path) == ("A request waits for you", review.get_absolute_url())


def test_each_point_of_the_home_office_is_answered_before_it_is_cleared(county, coordinator):
    review = make.submitted(county, coordinator)
    submission.set_panel_day(review, by=coordinator, quality_panel_on=today(), home_office_reference="HO 2")
    with pytest.raises(MoveRefused, match="asks for"):
        told_of(review, coordinator, "changes")
    letter = told_of(review, coordinator, "changes", ["Define coercive control.", "Add a tribute."])
    assert not Review.objects.get(pk=review.pk).is_cleared
    with pytest.raises(MoveRefused, match="not cleared"):
        publication.decide_publication(review, by=coordinator, **make.deciding_publication())
    for point in letter.points.all():
        submission.answer_point(review, point.pk, by=make.fresh(county.guest), answer="Done in section 16.")
    assert Review.objects.get(pk=review.pk).is_cleared
    told_of(review, coordinator, "again", ["Submit it again."])
    assert not Review.objects.get(pk=review.pk).is_cleared
    review = referrals.move_review(review, "redraft", by=coordinator, reason="The Home Office asks")
    assert (review.status, review.report_ready_on, Feedback.objects.count()) == ("drafting", today(), 2)


def test_not_to_publish_needs_a_reason_and_the_guidance_and_may_come_before_the_home_office(
    county, coordinator
):
    """S001-52, S001-53"""
    review = make.agreed(county, coordinator)
    said = make.deciding_publication("withhold", reason=" ", guidance="", decided_by_words="")
    with pytest.raises(MoveRefused) as refused:
        publication.decide_publication(review, by=coordinator, **said)
    assert len(refused.value.reasons) == 3
    publication.decide_publication(review, by=coordinator, **make.deciding_publication("withhold"))
    with pytest.raises(MoveRefused) as refused:
        publication.record_published(
            review, by=coordinator, published_on=today(), published_where="www.example.org", versions=[]
        )
    assert [word for word in ("publish", "cleared")
            if not any(word in reason for reason in refused.value.reasons)] == []  # fmt: skip
    with pytest.raises(MoveRefused, match="not cleared"):
        publication.record_withheld(review, by=coordinator, withheld_on=today())


def test_published_or_not_it_stays_open_to_those_named_alone(county, coordinator):
    review = make.settled(county, coordinator)
    assert (review.published_on, review.audience) == (today(), "named")
    with pytest.raises(MoveRefused, match="already"):
        publication.record_withheld(review, by=coordinator, withheld_on=today())
    assert Client().get(review.get_absolute_url()).status_code != 200


@pytest.mark.parametrize(
    ("decision", "words"), [("publish", "Published on"), ("withhold", "Not published, settled on")]
)
def test_its_page_says_whether_it_was_published_and_asks_no_answer_of_the_home_office_again(
    county, coordinator, sign_in, decision, words
):
    review = make.settled(county, coordinator, decision)
    page = sign_in(make.fresh(coordinator)).get(review.get_absolute_url()).content.decode()
    assert words in page
    assert "Record the Home Office" not in page


def test_what_is_not_published_reaches_no_public_page_and_nothing_opens_it_wider(
    county, coordinator, sign_in
):
    review = make.settled(county, coordinator, "withhold")
    assert (review.withheld_on, review.published_on) == (today(), None)
    file = SimpleUploadedFile("report.txt", b"The report.")
    report = add_document(review, title="Overview report", file=file, by=make.fresh(coordinator))
    for record in (review, report):
        for audience in ("public", "partnership", "officers"):
            with pytest.raises(MoveRefused):
                set_audience(record, audience, by=make.fresh(coordinator), reason="Let all read it")
        assert Client().get(record.get_absolute_url()).status_code != 200
    for way in (
        "/",
        reverse("meetings:public_list"),
        "/documents/",
        f"{reverse('records:search')}?q=Larchwood",
    ):
        for client in (Client(), sign_in(county.officer)):
            page = client.get(way).content.decode()
            assert review.reference not in page
            assert "Overview report" not in page


def test_copies_are_sent_once_it_is_cleared(county, coordinator):
    review = make.submitted(county, coordinator)
    said = {"to": "commissioner", "sent_on": today(), "how": "By secure e-mail"}
    with pytest.raises(MoveRefused, match="not cleared"):
        publication.send_copy(review, by=coordinator, **said)
    told_of(review, coordinator)
    assert str(publication.send_copy(review, by=coordinator, **said)) == "The Domestic Abuse Commissioner"


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_page_costs_the_same_however_often_it_went_round(
    county, coordinator, sign_in, rounds, django_assert_max_num_queries
):
    review = make.submitted(county, coordinator)
    for n in range(rounds):
        told_of(review, coordinator, "changes", [f"Point {n}", "Another"])
    client = sign_in(coordinator)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("reviews:submission", args=[review.reference]))
    assert "Signed by" in page.content.decode()


def test_minutes_say_the_code_of_a_review_and_nothing_leads_from_it(county, coordinator, sign_in):
    """S001-57"""
    review = make.ready(county, coordinator)
    meeting = meetings.drafted(county)
    words = f"{review.reference} was agreed for submission."
    minutes.add_paragraph(meeting.items.first(), words, by=county.officer)
    way = reverse("meetings:minutes", args=[meeting.reference])
    for user in (county.officer, county.chair):
        page = sign_in(user).get(way).content.decode()
        assert words in page
        assert review.get_absolute_url() not in page
        assert make.CODE_NAME not in page


def test_the_chair_signs_the_version_of_the_text_that_stands(county, coordinator):
    """S001-50: what is signed can be told from what was written later."""
    review = make.ready(county, coordinator)
    report = reports.begin_report(review, by=coordinator, kind="overview", **make.about())
    section = report.sections.first()
    until = today() + DAYS(30)
    walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=until)
    with pytest.raises(MoveRefused, match="No version of the overview report"):
        submission.agree(review, by=make.fresh(county.chair), **make.agreeing())
    version = reports.keep_version(report, by=coordinator, note="For the chair")
    reports.write_section(section, by=coordinator, body="Later.", edits=0)
    with pytest.raises(MoveRefused, match="changed since version 1"):
        submission.agree(review, by=make.fresh(county.chair), **make.agreeing())
    section.refresh_from_db()
    reports.write_section(section, by=coordinator, body="", edits=section.edits)
    review = submission.agree(review, by=make.fresh(county.chair), **make.agreeing())
    signed = SignOff.objects.get(act="submit")
    assert signed.content["text of the report"] == [["Overview report", 1, version.digest]]
    assert check(signed).state == "valid"
    section.refresh_from_db()
    reports.write_section(section, by=coordinator, body="After.", edits=section.edits)
    said = {"submitted_on": today(), "home_office_reference": "HO 1"}
    with pytest.raises(MoveRefused, match="changed since version 1"):
        submission.submit(review, by=coordinator, **said)
    reports.keep_version(report, by=coordinator, note="Other words")
    with pytest.raises(MoveRefused, match="since the chair signed") as refused:
        submission.submit(review, by=coordinator, **said)
    assert (
        "Overview report: Check it for names first: nothing leaves before its check." in refused.value.reasons
    )
