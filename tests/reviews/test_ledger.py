"""Recommendations, the actions that follow, the chase, and whether practice changed (S001-59)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.clock import today
from documents.models import Document
from notices.models import Notice
from records import access, walls
from records.lifecycle import MoveRefused
from reviews.chasing import chase
from reviews.forms.ledger import SendForm
from reviews.models import ActionLine, Review
from reviews.reports import ledger as reports
from reviews.services import lines, papers, recommendations, sealed
from reviews.telling import HIDDEN
from tests.factories import ledger as made
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta


@pytest.fixture
def review(county, coordinator):
    return make.scoped(county, coordinator)


def late(line, days):
    ActionLine.objects.filter(pk=line.pk).update(target_on=today() - DAYS(days))
    return ActionLine.objects.get(pk=line.pk)


def test_whoever_owns_an_action_sees_its_line_and_nothing_of_the_review(county, coordinator, review, sign_in):
    line = made.with_action(county, coordinator, review)
    client = sign_in(county.partner)
    ways = [line.get_absolute_url(), "/", "/notices/"]
    ways += [
        reverse(f"records:{n}", args=[line.reference]) for n in ("thread", "history", "events", "access")
    ]
    for way in ways:
        page = client.get(way)
        assert page.status_code == 200, way
        for trace in (make.CODE_NAME, review.reference, "Recommendation"):
            assert trace not in page.content.decode(), (way, trace)
    assert client.get(review.get_absolute_url()).status_code == 404
    assert client.get("/reviews/").status_code == 404
    assert sign_in(county.officer).get(line.get_absolute_url()).status_code == 404
    assert sign_in(coordinator).get(line.get_absolute_url()).status_code == 404
    assert [n.subject for n in Notice.objects.filter(recipient=county.partner)] == ["A request waits for you"]


@pytest.mark.parametrize("words", ["the LARCHWOOD  report", "{reference}", "Invented Name", "12 nowhere row"])
def test_what_an_action_says_to_its_owner_names_nothing_of_the_review(county, coordinator, review, words):
    sealed.add_entry(
        review, by=coordinator, pseudonym="Willow", identity="Invented Name", also="12 Nowhere Row"
    )
    words, keeper = f"Mend {words.format(reference=review.reference)}.", make.fresh(coordinator)
    recommendation = made.recommended(review, coordinator)
    with pytest.raises(MoveRefused, match="Take it out"):
        made.given(county, recommendation, keeper, wording=words)
    line = made.given(county, recommendation, keeper)
    said = {"contact": county.partner, "senior": None, "target_on": line.target_on}
    for wording, reason in ((words, "Plainer"), ("Train all.", words)):
        with pytest.raises(MoveRefused, match="Take it out"):
            lines.change_line(line, by=keeper, wording=wording, reason=reason, **said)
    with pytest.raises(MoveRefused, match="Take it out"):
        lines.complete(line, by=keeper, completed_on=today(), outcome=words)


def test_words_of_an_action_that_serves_a_review_one_does_not_know_ask_nothing_of_its_key(
    county, coordinator, rival, review
):
    line = made.with_action(county, coordinator, review)
    other = make.scoped(county, rival, title="Alder")
    sealed.add_entry(other, by=rival, pseudonym="Hill", identity="Elsewhere Unknown")
    walls.open_to(review, rival, by=coordinator, reason="Joint work", expires_on=today() + DAYS(30))
    lines.serve(made.recommended(other, rival), line, by=make.fresh(rival))
    said = {
        "by": make.fresh(coordinator), "contact": county.partner, "senior": None, "target_on": line.target_on,
        "reason": "Plainer",
    }  # fmt: skip
    lines.change_line(line, wording="As Elsewhere Unknown said.", **said)
    with pytest.raises(MoveRefused) as refused:
        lines.change_line(line, wording="Of Alder.", **said)
    assert list(refused.value.reasons) == [HIDDEN]


def test_an_action_may_serve_recommendations_of_several_reviews(county, coordinator, rival, review):
    line = made.with_action(county, coordinator, review)
    other = make.scoped(county, rival, title="Alder")
    second = made.recommended(other, rival)
    with pytest.raises(PermissionDenied):
        lines.serve(second, line, by=make.fresh(rival))
    walls.open_to(other, coordinator, by=rival, reason="Joint work", expires_on=today() + DAYS(30))
    lines.serve(second, line, by=make.fresh(coordinator))
    assert line.servings.count() == 2
    lines.change_line(
        line, by=make.fresh(rival), wording="Train them all.", contact=county.partner, senior=None,
        target_on=line.target_on, reason="Plainer",
    )  # fmt: skip


def test_whoever_is_shut_out_of_the_review_is_given_none_of_its_actions(county, coordinator, review):
    line = made.with_action(county, coordinator, review)
    walls.shut(review, county.partner, by=make.fresh(coordinator), reason="Own practice")
    assert not ActionLine.objects.visible_to(make.fresh(county.partner)).exists()
    with pytest.raises(MoveRefused, match="shut out"):
        made.given(county, line.servings.get().recommendation, make.fresh(coordinator))


def test_whoever_leaves_the_agency_knows_of_the_action_no_more(county, coordinator, review):
    line = made.with_action(county, coordinator, review)
    county.partner.person.posts.update(ended_on=today() - DAYS(1))
    assert not ActionLine.objects.visible_to(make.fresh(county.partner)).exists()
    chase(today())
    assert not line.user_grants.exists()


def test_the_colour_is_derived(county, coordinator, review):
    line = made.with_action(county, coordinator, review)
    assert reports.of(line)[0] == "Green: on course"
    assert reports.of(late(line, -10))[0].startswith("Amber")
    owner = make.fresh(county.partner)
    lines.add_milestone(line, by=owner, achieved_on=today(), text="Half are trained.")
    assert reports.of(late(line, -10))[0] == "Green: on course"
    assert reports.of(late(line, 1)) == ("Red: overdue", "overdue")
    with pytest.raises(MoveRefused, match="what came of it"):
        lines.complete(line, by=owner, completed_on=today(), outcome=" ")
    line = lines.complete(line, by=owner, completed_on=today(), outcome="All are trained.")
    assert reports.of(line) == ("Completed", "done")
    assert reports.check_due_on(line).year == today().year + 1
    with pytest.raises(PermissionDenied):
        lines.assure(line, by=owner, result="changed", checked_on=today(), how="We say so.")
    lines.assure(line, by=make.fresh(coordinator), result="not", checked_on=today(), how="40 records read.")
    assert reports.of(ActionLine.objects.get()) == ("Practice unchanged", "at_risk")


def test_the_chase_goes_up_to_the_senior_contact_and_no_response_is_said_by_a_person(
    county, coordinator, review
):
    keeper = make.fresh(coordinator)
    line = made.with_action(county, coordinator, review, senior=county.supervisor)
    line = late(line, 40)
    assert not ActionLine.objects.visible_to(make.fresh(county.supervisor)).exists()
    with pytest.raises(MoveRefused, match="senior contact first"):
        lines.record_silence(line, by=keeper, reason="Rang twice")
    for _ in range(4):
        chase(today())
    assert [row.step for row in line.chases.all()] == ["first", "second", "senior"]
    assert ActionLine.objects.visible_to(make.fresh(county.supervisor)).exists()
    assert Notice.objects.filter(recipient=county.supervisor).count() == 1
    line = lines.record_silence(line, by=keeper, reason="Rang twice")
    assert reports.of(line) == ("Red: no response", "overdue")
    lines.add_milestone(line, by=make.fresh(county.partner), achieved_on=today(), text="We begin now.")
    assert ActionLine.objects.get().status == "under_way"


def test_an_action_is_open_then_in_progress_then_done(county, coordinator, review, sign_in):
    """Forms B8: by a press of its owner, or by the first that they report."""
    line = made.with_action(county, coordinator, review)
    assert (line.status, line.get_status_display()) == ("open", "Open")
    with pytest.raises(PermissionDenied):
        lines.start(line, by=make.fresh(coordinator))
    client = sign_in(make.fresh(county.partner))
    assert "work on it has begun" in client.get(line.get_absolute_url()).content.decode()
    assert client.post(reverse("reviews:line_start", args=[line.reference])).status_code == 302
    page = client.get(line.get_absolute_url()).content.decode()
    assert "In progress" in page
    assert "work on it has begun" not in page
    again = client.post(reverse("reviews:line_start", args=[line.reference]))
    assert again.status_code == 422
    other = made.given(
        county, made.recommended(review, make.fresh(coordinator), "2"), make.fresh(coordinator)
    )
    lines.add_milestone(other, by=make.fresh(county.partner), achieved_on=today(), text="Staff were told.")
    assert set(ActionLine.objects.values_list("status", flat=True)) == {"under_way"}


def test_evidence_is_read_on_the_review_by_those_who_know_it(county, coordinator, review):
    line = made.with_action(county, coordinator, review)
    file = SimpleUploadedFile("register.txt", b"Forty were trained.")
    lines.attach(line, by=make.fresh(county.partner), title="Training register", file=file)
    mine, copy = Document.objects.order_by("pk")
    assert list(Document.objects.visible_to(make.fresh(county.partner))) == [mine]
    assert list(Document.objects.visible_to(make.fresh(coordinator))) == [copy]
    assert copy.title == "Northshire Police: Training register"
    assert copy.newest.sha256 == mine.newest.sha256


def test_files_close_with_the_action_that_they_are_attached_to(county, coordinator, review):
    for shut in (False, True):
        line = made.given(county, made.recommended(review, coordinator, str(shut)), coordinator)
        file = SimpleUploadedFile("register.txt", f"Forty were trained. {shut}".encode())
        lines.attach(line, by=make.fresh(county.partner), title="Training register", file=file)
        assert Document.objects.visible_to(make.fresh(county.partner)).exists()
        if shut:
            walls.shut(review, county.partner, by=make.fresh(coordinator), reason="Own practice")
        else:
            access.end_grant(line, county.partner, by=None, reason="Left")
            papers.close_left()
        assert not Document.objects.visible_to(make.fresh(county.partner)).exists()


def test_another_owner_takes_it_over_with_its_evidence(county, coordinator, review):
    line = made.with_action(county, coordinator, review)
    file = SimpleUploadedFile("register.txt", b"Forty were trained.")
    lines.attach(line, by=make.fresh(county.partner), title="Training register", file=file)
    lines.change_line(
        line, by=make.fresh(coordinator), wording=line.wording, contact=county.supervisor, senior=None,
        target_on=today() + DAYS(90), reason="Moved post",
    )  # fmt: skip
    line = ActionLine.objects.get()
    assert line.first_target_on < line.target_on
    seen = {
        name: Document.objects.visible_to(make.fresh(getattr(county, name))).count()
        for name in ("partner", "supervisor")
    }
    assert seen == {"partner": 0, "supervisor": 1}
    assert not ActionLine.objects.visible_to(make.fresh(county.partner)).exists()


def test_a_national_recommendation_goes_to_the_home_office_and_its_answer_is_kept(coordinator, review):
    row = made.recommended(review, coordinator, scope="national", addressed_to="A government department")
    assert reports.national(row)[0] == "To be sent on"
    with pytest.raises(MoveRefused, match="sent on to the Home Office"):
        recommendations.note_answer(review, row.pk, by=coordinator, answered_on=today(), answer="Yes")
    recommendations.send_on(review, row.pk, by=coordinator, sent_on=today(), sent_how="By e-mail")
    row = recommendations.note_answer(review, row.pk, by=coordinator, answered_on=today(), answer="Accepted")
    assert reports.national(row)[0] == "Answered"
    local = made.recommended(review, coordinator, number="2")
    with pytest.raises(MoveRefused, match="Only a national"):
        recommendations.send_on(review, local.pk, by=coordinator, sent_on=today(), sent_how="By e-mail")
    with pytest.raises(MoveRefused, match="has that number"):
        made.recommended(review, coordinator, number="2")


def test_the_ledger_and_the_action_are_walked_in_the_browser_forms(county, coordinator, review, sign_in):
    client = sign_in(coordinator)
    way = reverse("reviews:recommend", args=[review.reference])
    said = {"number": "1", "text": "Ask.", "scope": "local", "addressed_to": "All", "theme": "Enquiry",
            "source": "overview", "made_on": today().isoformat()}  # fmt: skip
    assert client.post(way, said).status_code == 302
    row = review.recommendations.get()
    way = reverse("reviews:give_out", args=[review.reference, row.pk])
    said = {"wording": "Train all.", "agency": county.police.pk, "contact": county.partner.email,
            "asked_on": today().isoformat(), "target_on": (today() + DAYS(9)).isoformat()}  # fmt: skip
    assert client.post(way, said).status_code == 302
    line = ActionLine.objects.get()
    page = client.get(reverse("reviews:ledger", args=[review.reference])).content.decode()
    assert "Train all." in page
    for name in ("line_kept", "line_change", "line_complete", "line_silence", "line_assure"):
        assert client.get(reverse(f"reviews:{name}", args=[review.reference, line.pk])).status_code == 200
    way = reverse("reviews:line_move", args=[review.reference, line.pk, "withdraw"])
    assert client.post(way, {"reason": "Not needed"}).status_code == 302
    assert sign_in(county.partner).get(line.get_absolute_url()).status_code == 404
    assert Review.objects.count() == 1


def test_pages_of_the_ledger_cost_the_same_at_one_row_and_at_many(
    county, coordinator, review, sign_in, django_assert_max_num_queries
):
    line = made.with_action(county, coordinator, review)
    for n in range(2, 9):
        made.given(county, made.recommended(review, coordinator, number=str(n)), coordinator)
    client = sign_in(coordinator)
    with django_assert_max_num_queries(8):
        assert client.get(reverse("reviews:ledger", args=[review.reference])).status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get(reverse("reviews:line_kept", args=[review.reference, line.pk])).status_code == 200
    client = sign_in(county.partner)
    with django_assert_max_num_queries(8):
        assert client.get(line.get_absolute_url()).status_code == 200


def test_a_form_that_is_sent_again_gives_no_action_out_twice(county, coordinator, review):
    line = made.with_action(county, coordinator, review)
    with pytest.raises(MoveRefused, match="already"):
        made.given(county, line.servings.get().recommendation, make.fresh(coordinator))


def test_a_form_that_asks_how_says_what_to_enter():
    assert SendForm({}).errors["sent_how"] == ["Say how it was sent"]
