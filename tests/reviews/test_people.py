"""Who works on a review: recruited, independent in their own signed words, given access; and its terms (S001-48)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.clock import today
from documents.services import add_document
from notices.models import Notice
from records.lifecycle import MoveRefused
from records.services import version_of
from records.walls import shut
from reviews.models import Review
from reviews.services import people, referrals, terms
from signoffs.models import SignOff
from signoffs.reports import check
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta


def page_of(client, review, name="people", *args):
    return client.get(reverse(f"reviews:{name}", args=[review.reference, *args]))


def test_a_review_begins_with_a_chair_who_has_signed(county, coordinator):
    review = make.told(county, coordinator)
    with pytest.raises(MoveRefused, match="who is appointed as independent chair"):
        referrals.begin(review, by=coordinator, begun_on=today())
    row = people.appoint(review, by=coordinator, part="chair", **make.appointing(name="", recruited_on=None))
    with pytest.raises(MoveRefused, match="who is appointed"):
        referrals.begin(review, by=coordinator, begun_on=today())
    said = make.appointing(user=county.guest)
    people.change_appointment(review, row.pk, by=coordinator, **said)
    with pytest.raises(MoveRefused, match="sign their statement"):
        referrals.begin(review, by=coordinator, begun_on=today())
    with pytest.raises(PermissionDenied):
        people.sign_independence(review, by=make.fresh(county.guest), statement="Not open to me yet.")
    until = today() + DAYS(100)
    people.open_to_appointed(review, row.pk, by=coordinator, reason="Chair", expires_on=until)
    people.sign_independence(review, by=make.fresh(county.guest), statement="I worked for none of them.")
    review = referrals.begin(review, by=coordinator, begun_on=today())
    assert (review.status, review.begun_on) == ("begun", today())
    signed = SignOff.objects.get()
    assert (signed.signed_by, signed.content["statement"]) == (county.guest, "I worked for none of them.")
    assert check(signed).state == "valid"
    with pytest.raises(MoveRefused, match="has signed"):
        people.change_appointment(review, row.pk, by=coordinator, **make.appointing(user=county.chair))


def test_an_appointment_opens_nothing_until_the_review_is_opened_to_them(county, coordinator, sign_in):
    review = make.told(county, coordinator)
    row = people.appoint(review, by=coordinator, part="chair", **make.appointing(user=county.guest))
    add_document(
        review, title="Letter", file=SimpleUploadedFile("letter.txt", b"Words"), by=make.fresh(coordinator)
    )
    assert not Review.objects.visible_to(make.fresh(county.guest)).exists()
    way = reverse("reviews:appointment_open", args=[review.reference, row.pk])
    assert sign_in(coordinator).get(way).status_code == 200
    until = today() + DAYS(9)
    people.open_to_appointed(review, row.pk, by=coordinator, reason="Chair", expires_on=until)
    with pytest.raises(MoveRefused, match="is open to"):
        people.change_appointment(review, row.pk, by=coordinator, **make.appointing(user=None))
    guest = make.fresh(county.guest)
    assert Review.objects.visible_to(guest).exists()
    assert guest.has_perm("reviews.work_on_review", review)
    assert not guest.has_perm("reviews.change_review", review)
    assert [notice.subject for notice in Notice.objects.filter(recipient=guest)] == [
        "A request waits for you"
    ]
    people.end_appointment(review, row.pk, by=coordinator, ended_on=today(), reason="Another chair")
    guest = make.fresh(county.guest)
    assert not Review.objects.visible_to(guest).exists()
    assert not guest.has_perm("reviews.work_on_review", review)


def test_whoever_works_for_a_partner_or_is_shut_out_is_not_independent(county, coordinator):
    review = make.told(county, coordinator)
    shut(review, county.guest, by=make.fresh(coordinator), reason="Their own practice")
    for user, words in ((county.partner, "works for Northshire Police"), (county.guest, "shut out")):
        with pytest.raises(MoveRefused, match=words):
            people.appoint(review, by=coordinator, part="chair", **make.appointing(user=user))
    people.appoint(review, by=coordinator, part="chair", **make.appointing())
    with pytest.raises(MoveRefused, match="one already"):
        people.appoint(review, by=coordinator, part="chair", **make.appointing(name="Second"))
    with pytest.raises(MoveRefused) as refused:
        people.appoint(review, by=coordinator, part="author", **make.appointing(
            name="", advertised_on=today(), recruited_on=today() - DAYS(1)))  # fmt: skip
    assert len(refused.value.reasons) == 2


def test_the_panel_is_kept_by_the_chair_and_read_by_its_members(county, coordinator, sign_in):
    review = make.begun(county, coordinator)
    guest = make.fresh(county.guest)
    said = make.appointing(name="Nurse", agency=county.health, user=county.health_lead, advertised_on=None)
    row = people.appoint(review, by=guest, part="panel", **said)
    with pytest.raises(PermissionDenied):
        people.appoint(review, by=guest, part="author", **make.appointing())
    with pytest.raises(PermissionDenied):  # the chair opens it to nobody
        people.open_to_appointed(review, row.pk, by=guest, reason="Panel", expires_on=today())
    people.open_to_appointed(review, row.pk, by=coordinator, reason="Panel", expires_on=today())
    page = page_of(sign_in(county.health_lead), review)
    assert page.status_code == 200
    assert "Nurse" in page.content.decode()
    assert page_of(sign_in(county.health_lead), review, "terms_add").status_code == 403
    assert page_of(sign_in(county.guest), review, "appoint", "panel").status_code == 200
    assert page_of(sign_in(county.guest), review, "appoint", "chair").status_code == 403
    assert page_of(sign_in(county.officer), review).status_code == 404


def test_terms_of_reference_are_kept_in_versions_and_shared_with_the_family(county, coordinator, sign_in):
    review = make.begun(county, coordinator)
    guest = make.fresh(county.guest)
    with pytest.raises(MoveRefused) as refused:
        terms.add_terms(review, by=guest, **make.of_reference(lines=" ", scope_until=dt.date(2000, 1, 1)))
    assert len(refused.value.reasons) == 2
    first = terms.add_terms(review, by=guest, **make.of_reference())
    terms.agree_terms(review, first.pk, by=guest, agreed_on=today())
    terms.share_terms(review, first.pk, by=guest, shared_on=today(), comments="Look at the summer too.")
    with pytest.raises(MoveRefused, match="what changed"):
        terms.add_terms(review, by=guest, **make.of_reference())
    second = terms.add_terms(review, by=guest, **make.of_reference(changed="The summer is in"))
    assert (second.number, second.agreed_on) == (2, None)
    with pytest.raises(MoveRefused, match="newer version"):
        terms.agree_terms(review, first.pk, by=guest, agreed_on=today())
    page = page_of(sign_in(coordinator), review).content.decode()
    assert "The summer is in" in page
    assert "Look at the summer too." in page


def test_where_no_family_can_be_given_the_terms_it_says_why_and_goes_on(county, coordinator, sign_in):
    """Blockers ask "or why they could not be": nobody has to record that a family was given what it was not."""
    review = make.begun(county, coordinator)
    row = make.agreed_terms(review, coordinator)
    asks = "Record that the family was given the terms of reference, or why they could not be."
    assert asks in review.blockers("gather")
    client, way = sign_in(coordinator), reverse("reviews:terms_share", args=[review.reference, row.pk])
    said = {
        "shared_on": today().isoformat(),
        "not_shared_because": "No family is known",
        "comments": "They said",
    }
    said |= {"version": version_of(row)}
    assert "and not both" in client.post(way, said).content.decode()
    assert client.post(way, said | {"comments": ""}).status_code == 302
    assert asks not in Review.objects.get().blockers("gather")
    page = page_of(client, review).content.decode()
    assert "No family is known" in page
    assert "Shared with the family" not in page


@pytest.mark.parametrize("rows", [1, 9])
def test_the_page_costs_the_same_however_many_they_are(
    county, coordinator, sign_in, rows, django_assert_max_num_queries
):
    review = make.begun(county, coordinator)
    for n in range(rows):
        said = make.appointing(name=f"Member {n}", agency=county.health, advertised_on=None)
        people.appoint(review, by=coordinator, part="panel", **said)
    make.agreed_terms(review, coordinator)
    client = sign_in(coordinator)
    with django_assert_max_num_queries(8):
        assert page_of(client, review).status_code == 200


def test_a_coordinator_of_two_partnerships_chooses_whose_name_it_is(county, coordinator, sign_in):
    client = sign_in(coordinator)
    way = reverse("reviews:kind_add")
    assert 'name="partnership"' not in client.get(way).content.decode()
    make.also_coordinates(coordinator, county.there)
    assert 'name="partnership"' in client.get(way).content.decode()
    said = {"name": "Death review", "started_on": "1 January 2027"}
    assert client.post(way, said | {"partnership": county.there.pk}).status_code == 302
    assert county.there.review_kinds.get().name == "Death review"


def test_no_place_is_filled_before_the_death_was_known(county, coordinator):
    review = make.told(county, coordinator)
    for days in (
        {"recruited_on": review.known_on - dt.timedelta(1), "advertised_on": None},
        {"advertised_on": review.known_on - dt.timedelta(1)},
    ):
        with pytest.raises(MoveRefused, match="became known"):
            people.appoint(review, by=coordinator, part="chair", **make.appointing(**days))


def test_a_form_that_is_sent_again_adds_nobody_to_the_panel_twice(county, coordinator):
    review = make.begun(county, coordinator)
    said = make.appointing(name="Panel Member", agency=county.health, advertised_on=None)
    people.appoint(review, by=coordinator, part="panel", **said)
    with pytest.raises(MoveRefused, match="already"):
        people.appoint(review, by=coordinator, part="panel", **said | {"name": "panel member "})
