"""Agencies' own reviews: asked for, the agency's until a senior officer signs, queried and accepted (S001-46)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.clock import today
from documents.models import Document
from documents.services import add_document
from notices.models import Notice
from records import walls
from records.lifecycle import MoveRefused
from records.models import Record
from reviews.models import ManagementReview
from reviews.reminders import remind
from reviews.services import management as services
from signoffs.models import SignOff
from signoffs.reports import check
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta


@pytest.fixture
def review(county, coordinator):
    return make.begun(county, coordinator)


@pytest.fixture
def found(county, review):
    return make.asked_for_review(county, review, make.fresh(county.guest))


def sees(user, record):
    return Record.objects.visible_to(make.fresh(user)).filter(pk=record.pk).exists()


def draft(county, found):
    author = make.fresh(county.partner)
    services.write(found, {"analysis": "Nobody asked.", "independence": "Another division."}, by=author)
    return services.finish_draft(found, by=author, signatory=county.police_lead)


def signed(county, found):
    return services.sign_and_send(draft(county, found), by=make.fresh(county.police_lead))


def test_it_is_the_agencys_until_a_senior_officer_who_is_not_its_author_signs(
    county, coordinator, review, found, sign_in
):
    author = make.fresh(county.partner)
    with pytest.raises(MoveRefused) as refused:
        services.finish_draft(found, by=author, signatory=county.partner)
    assert len(refused.value.reasons) == 3
    services.write(found, {"analysis": "Nobody asked.", "independence": "Another division."}, by=author)
    file = SimpleUploadedFile("own.txt", b"Our own file.")
    paper = add_document(found, title="Police file", file=file, by=author)
    for user in (coordinator, county.guest):
        page = sign_in(user).get(reverse("reviews:agencies", args=[review.reference])).content.decode()
        assert "Northshire Police" in page
        assert "Nobody asked." not in page
        assert sign_in(user).get(found.get_absolute_url()).status_code == 404
        assert not sees(user, paper)
    with pytest.raises(PermissionDenied):
        services.sign_and_send(found, by=author)
    services.finish_draft(found, by=author, signatory=county.police_lead)
    assert sees(county.police_lead, paper)
    services.sign_and_send(found, by=make.fresh(county.police_lead))
    for user in (coordinator, county.guest):
        assert "Nobody asked." in sign_in(user).get(found.get_absolute_url()).content.decode()
        assert sees(user, paper)
        assert not make.fresh(user).has_perm("documents.version_document", Document.objects.get())
    signature = SignOff.objects.get(act="own review")
    assert (signature.signed_by, signature.agency) == (county.police_lead, county.police)
    assert check(signature).state == "valid"
    assert not sees(county.health_lead, found)
    with pytest.raises(PermissionDenied):
        services.write(found, {"analysis": "Changed"}, by=author)


def test_a_query_gives_it_back_to_the_agency(county, coordinator, review, found, sign_in):
    found = signed(county, found)
    guest = make.fresh(county.guest)
    with pytest.raises(MoveRefused, match="past"):
        services.query(found, by=guest, reason="When?", due_on=today() - DAYS(1))
    found = services.query(found, by=guest, reason="Which month?", due_on=today())
    for user in (coordinator, county.guest):
        assert not sees(user, found)
    page = sign_in(coordinator).get(reverse("reviews:agencies", args=[review.reference])).content.decode()
    assert "Which month?" in page
    found = signed(county, found)
    found = services.accept(found, by=guest)
    assert (found.status, found.reviewed_on) == ("accepted", today())
    assert found.signoffs.filter(act="own review").count() == 2


def test_the_panel_reads_it_once_it_is_shared_and_no_longer_than_the_review(
    county, coordinator, review, found
):
    until = today() + DAYS(30)
    walls.open_to(review, county.health_lead, by=make.fresh(coordinator), reason="Panel", expires_on=until)
    found = signed(county, found)
    assert not sees(county.health_lead, found)
    services.share_with_panel(found, by=make.fresh(county.guest))
    assert sees(county.health_lead, found)
    assert found.user_grants.get(user=county.health_lead).expires_on == until
    late = county.attendee
    walls.open_to(review, late, by=make.fresh(coordinator), reason="Panel", expires_on=until)
    assert sees(late, found)
    for user in (late, county.health_lead, county.guest):
        walls.close_to(review, user, by=make.fresh(coordinator), reason="Has left")
        assert not sees(user, found)
    assert sees(county.partner, found)


def test_whoever_is_shut_out_of_the_review_knows_of_none(county, coordinator, review, found):
    walls.shut(review, county.partner, by=make.fresh(coordinator), reason="Their own practice")
    assert not sees(county.partner, found)
    with pytest.raises(MoveRefused, match="already and has not answered"):
        make.asked_for_review(county, review, coordinator, county.police_lead)
    services.withdraw(found, by=make.fresh(coordinator), reason="Somebody else writes")
    with pytest.raises(MoveRefused, match="shut out"):
        make.asked_for_review(county, review, coordinator)
    assert make.asked_for_review(county, review, coordinator, county.police_lead).status == "asked"


def test_an_overdue_one_is_shown_and_said_again_to_whose_turn_it_is(
    county, coordinator, review, found, sign_in
):
    late = found.due_on + DAYS(7)
    remind(late)
    said = Notice.objects.filter(trigger="managementreview-late")
    assert [(notice.recipient, notice.subject) for notice in said] == [
        (county.partner, "A request waits for you")
    ]
    draft(county, found)
    remind(late + DAYS(7))
    assert said.filter(recipient=county.police_lead).count() == 1
    ManagementReview.objects.filter(pk=found.pk).update(due_on=today() - DAYS(1))
    page = sign_in(coordinator).get(reverse("reviews:agencies", args=[review.reference])).content.decode()
    assert "Overdue" in page
    assert found.reference in sign_in(county.police_lead).get("/reviews/").content.decode()


def test_whoever_leaves_the_agency_knows_of_it_no_more(county, found):
    file = SimpleUploadedFile("own.txt", b"Our own file.")
    paper = add_document(found, title="Police file", file=file, by=make.fresh(county.partner))
    draft(county, found)
    for user in (county.partner, county.police_lead):
        user.person.posts.update(ended_on=today() - DAYS(1))
        assert not ManagementReview.objects.visible_to(make.fresh(user)).exists()
    remind(today())
    assert not found.user_grants.exists()
    assert not paper.user_grants.exists()


def test_pages_cost_a_fixed_number_of_queries(
    county, coordinator, review, found, sign_in, django_assert_max_num_queries
):
    make.asked_for_review(county, review, coordinator, county.health_lead, county.health)
    client = sign_in(coordinator)
    with django_assert_max_num_queries(8):
        client.get(reverse("reviews:agencies", args=[review.reference]))
    found = signed(county, found)
    for user in (county.police_lead, coordinator):
        client = sign_in(user)
        with django_assert_max_num_queries(9):
            assert client.get(found.get_absolute_url()).status_code == 200


def test_its_thread_leads_to_reviews_those_alone_to_whom_the_menu_offers_them(
    county, coordinator, review, found, sign_in
):
    draft(county, found)
    listed = f'href="{reverse("reviews:list")}"'
    for user, record, is_offered in ((county.partner, found, False), (coordinator, review, True)):
        page = sign_in(user).get(reverse("records:thread", args=[record.reference])).content.decode()
        assert (listed in page) == is_offered


def test_its_page_says_who_is_to_sign_and_then_who_signed(county, coordinator, sign_in):
    review = make.begun(county, coordinator)
    found = make.asked_for_review(county, review, make.fresh(coordinator))
    author, senior = make.fresh(county.partner), make.fresh(county.police_lead)
    services.write(found, {"analysis": "Nobody asked.", "independence": "Apart."}, by=author)
    services.finish_draft(found, by=author, signatory=senior)
    page = sign_in(county.police_lead).get(found.get_absolute_url()).content.decode()
    assert "Drafted, to be signed" in page
    assert "To be signed by" in page
    assert "Signed on" not in page
    services.sign_and_send(found, by=make.fresh(senior))
    signed = reverse("signoffs:detail", args=[SignOff.objects.get(record=found.pk).pk])
    page = sign_in(county.police_lead).get(found.get_absolute_url()).content.decode()
    assert f'href="{signed}"' in page
    assert "Signed on" in page
    services.query(found, by=make.fresh(coordinator), reason="Who saw it?", due_on=today())
    page = sign_in(county.police_lead).get(found.get_absolute_url()).content.decode()
    assert "To be signed by" in page
    assert "Signed before, and sent back since," in page


def test_a_senior_officer_hands_a_draft_back_and_its_author_alone_is_told_why(
    county, coordinator, review, found, sign_in
):
    draft(county, found)
    hand_back = reverse("reviews:hand_back", args=[found.reference])
    assert f'href="{hand_back}"' in sign_in(county.police_lead).get(found.get_absolute_url()).content.decode()
    for user, status in (
        (county.partner, 403),
        (county.attendee, 404),
        (coordinator, 404),
        (county.guest, 404),
    ):
        assert sign_in(user).post(hand_back, {"reason": "Say who decided."}).status_code == status
    assert "Say what is to be changed" in sign_in(county.police_lead).post(hand_back, {}).content.decode()
    answer = sign_in(county.police_lead).post(hand_back, {"reason": "Say who decided."}, follow=True)
    assert "Asked" in answer.content.decode()
    author = sign_in(county.partner)
    assert "Change what its signatory asks in: " in author.get("/").content.decode()
    page = author.get(found.get_absolute_url()).content.decode()
    assert "Say who decided." in page
    assert reverse("reviews:finish_draft", args=[found.reference]) in page
    written = author.get(reverse("reviews:write", args=[found.reference])).content.decode()
    assert "To be changed before it is signed: Say who decided." in written
    told = Notice.objects.filter(recipient=county.partner, trigger__startswith="handed-back")
    assert [notice.subject for notice in told] == ["A request waits for you"]
    with pytest.raises(MoveRefused, match="says first that the draft is finished"):
        services.sign_and_send(found, by=make.fresh(county.police_lead))
    with pytest.raises(MoveRefused, match="does not wait for your signature"):
        services.hand_back(found, by=make.fresh(county.police_lead), reason="Again")
    signed(county, found)
    assert Notice.objects.filter(recipient=county.police_lead, trigger__startswith="drafted").count() == 2
    outside = sign_in(coordinator)
    pages = [reverse(f"records:{name}", args=[found.reference]) for name in ("history", "events")]
    for address in (found.get_absolute_url(), *pages):
        answer = outside.get(address)
        assert answer.status_code == 200
        assert "Say who decided." not in answer.content.decode()
