"""What the family said is read by the chair of the review and by named people alone (S001-47)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from audit.models import Event
from records import walls
from records.lifecycle import MoveRefused
from records.models import SearchEntry
from reviews.models import FamilyNote
from reviews.services import family, people
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
SAID = "She asked for the summer."


@pytest.fixture
def review(county, coordinator):
    """Open to a second co-ordinator, to the author of the report and to a member of the panel as well."""
    review = make.begun(county, coordinator)
    author = make.guest(county, "author")
    people.appoint(review, by=coordinator, part="author", **make.appointing(user=author))
    for user in (author, county.health_lead, make.coordinator(county, "second")):
        walls.open_to(review, user, by=make.fresh(coordinator), reason="Works on it", expires_on=today())
    family.add_note(review, by=make.fresh(county.guest), **make.said_by_family())
    return review


def second(name="second"):
    return make.User.objects.get(email=f"{name}@example.org")


def test_the_chair_and_the_keeper_read_it_and_nobody_else_to_whom_the_review_is_open(
    county, coordinator, review, sign_in
):
    way = reverse("reviews:family", args=[review.reference])
    for user in (county.guest, coordinator):
        assert SAID in sign_in(user).get(way).content.decode()
        assert FamilyNote.objects.visible_to(make.fresh(user)).exists()
    for user in (second(), second("author"), county.health_lead):
        client = sign_in(user)
        assert client.get(way).status_code == 403
        assert way not in client.get(review.get_absolute_url()).content.decode()
        assert not FamilyNote.objects.visible_to(make.fresh(user)).exists()
        with pytest.raises(PermissionDenied):
            family.add_note(review, by=make.fresh(user), **make.said_by_family())
    assert sign_in(county.officer).get(way).status_code == 404
    assert Event.objects.filter(subject=review.reference, verb="read what the family said").count() == 2


def test_somebody_is_named_for_it_and_taken_off_again(county, coordinator, review, sign_in):
    with pytest.raises(PermissionDenied):
        family.name_reader(review, by=make.fresh(county.guest), person=second(), reason="Mine")
    with pytest.raises(MoveRefused, match="not open to"):
        family.name_reader(review, by=coordinator, person=county.officer, reason="Writes letters")
    row = family.name_reader(review, by=coordinator, person=second(), reason="Writes letters")
    assert FamilyNote.objects.visible_to(second()).exists()
    family.add_note(review, by=second(), **make.said_by_family(note="Written to."))
    with pytest.raises(MoveRefused, match="already"):
        family.name_reader(review, by=coordinator, person=second(), reason="Again")
    family.remove_reader(review, row.pk, by=coordinator, reason="Other work")
    assert not FamilyNote.objects.visible_to(second()).exists()


def test_a_chair_who_has_gone_reads_no_more(county, coordinator, review):
    row = review.appointments.get(part="chair")
    people.end_appointment(review, row.pk, by=coordinator, ended_on=today(), reason="Ill")
    walls.open_to(review, county.guest, by=make.fresh(coordinator), reason="Hands over", expires_on=today())
    assert not FamilyNote.objects.visible_to(make.fresh(county.guest)).exists()


def test_it_is_in_no_search_event_or_page_of_versions(county, coordinator, review, sign_in):
    note = review.family_notes.get()
    client = sign_in(coordinator)
    with pytest.raises(MoveRefused, match="whoever wrote"):
        family.change_note(review, note.pk, by=coordinator, **make.said_by_family(note="Other"))
    family.change_note(review, note.pk, by=make.fresh(county.guest), **make.said_by_family(whom="A sister"))
    for name in ("thread", "history", "compare", "events"):
        page = client.get(reverse(f"records:{name}", args=[review.reference])).content.decode()
        assert SAID not in page
    assert not SearchEntry.objects.filter(text__contains=SAID).exists()
    assert not Event.objects.filter(changes__contains="summer").exists()


def test_the_page_costs_a_fixed_number_of_queries(
    county, coordinator, review, sign_in, django_assert_max_num_queries
):
    for n in range(5):
        family.add_note(review, by=coordinator, **make.said_by_family(note=f"Call {n}"))
    client, way = sign_in(coordinator), reverse("reviews:family", args=[review.reference])
    with django_assert_max_num_queries(10):  # two readings are noted
        assert client.get(way).status_code == 200
