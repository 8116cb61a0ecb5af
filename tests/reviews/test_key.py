"""The key to the pseudonyms: opened with a reason by those who keep the review, and found nowhere else."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from audit.models import Event
from notices.models import Notice
from records import walls
from records.lifecycle import MoveRefused
from records.models import SearchEntry
from records.search import find
from reviews.models import KeyEntry
from reviews.services import sealed
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
NAME = "Invented Nameworth"


@pytest.fixture
def review(county, coordinator):
    review = make.scoped(county, coordinator)
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity=NAME, also="12 Nowhere Row")
    return review


def test_it_opens_with_a_reason_that_is_kept(review, coordinator, sign_in):
    way = reverse("reviews:key", args=[review.reference])
    client = sign_in(coordinator)
    assert NAME not in client.get(way).content.decode()
    refused = client.post(way, {"reason": " "})
    assert (refused.status_code, NAME in refused.content.decode()) == (422, False)
    opened = client.post(way, {"reason": "To write to the family"})
    assert NAME in opened.content.decode()
    assert "no-store" in opened.headers["Cache-Control"]
    event = Event.objects.get(subject=review.reference, verb="open the key")
    assert (event.reason, event.actor) == ("To write to the family", f"user:{coordinator.pk}")
    log = client.get(reverse("reviews:readings", args=[review.reference])).content.decode()
    assert "To write to the family" in log


def test_those_to_whom_the_review_is_open_do_not_open_its_key(county, review, coordinator, sign_in):
    other = make.coordinator(county, "second")
    for user in (county.chair, other):
        walls.open_to(review, user, by=coordinator, reason="Panel", expires_on=today())
        assert sign_in(user).get(reverse("reviews:key", args=[review.reference])).status_code == 403
        with pytest.raises(PermissionDenied):
            sealed.open_key(review, by=make.fresh(user), reason="Curious")
    page = sign_in(other).get(reverse("reviews:key", args=[review.reference])).content.decode()
    assert "ask whoever gave you access" in page
    assert "administrator" not in page


def test_what_it_holds_is_on_no_page_and_in_no_search_event_or_notice(review, coordinator, sign_in):
    client = sign_in(coordinator)
    entry = KeyEntry.objects.get()
    ways = [
        reverse(f"reviews:{n}", args=[review.reference])
        for n in ("review", "scoping", "learning", "readings")
    ]
    ways += [
        reverse(f"records:{n}", args=[review.reference]) for n in ("thread", "history", "compare", "events")
    ]
    ways += [reverse("reviews:key_remove", args=[review.reference, entry.pk]), "/reviews/", "/"]
    for way in ways:
        page = client.get(way)
        assert page.status_code == 200, way
        assert "Nameworth" not in page.content.decode(), way
        assert "Nowhere Row" not in page.content.decode(), way
    assert find(make.fresh(coordinator), "Nameworth") == []
    assert not SearchEntry.objects.filter(text__contains="Nameworth").exists()
    assert not Event.objects.filter(changes__contains="Nameworth").exists()
    assert not Notice.objects.filter(line__contains="Nameworth").exists()


def test_a_code_name_never_says_a_name(county, coordinator):
    review = make.scoped(county, coordinator, title="Nameworth review")
    with pytest.raises(MoveRefused, match="code name"):
        sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity="Nameworth")
    with pytest.raises(MoveRefused, match="part of the name"):
        sealed.add_entry(review, by=coordinator, pseudonym="Ash", identity="Ashley Invented")


def test_an_entry_is_taken_out_with_a_reason(review, coordinator):
    entry = KeyEntry.objects.get()
    with pytest.raises(MoveRefused):
        sealed.remove_entry(review, entry.pk, by=coordinator, reason=" ")
    sealed.remove_entry(review, entry.pk, by=coordinator, reason="Not needed")
    assert not review.key.exists()


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("We are sorry for the family of INVENTED NAMEWORTH.", True),
        ("I. Nameworth was known to us.", True),
        ("Nameworth, Invented", True),
        ("At 12\u00a0nowhere\u200b row.", True),
        ("It was on 03/02/2021.", True),
        ("We learn from each review.", False),
        ("An invented tale.", False),
    ],
)
def test_a_text_is_asked_as_the_check_asks_it(review, coordinator, text, is_said):
    entry = KeyEntry.objects.get()
    entry.also = "12 Nowhere Row\nDied: 3 February 2021"
    entry.save()
    assert sealed.stands_in(review, text) is is_said
    assert sealed.is_said_in(review, text, by=coordinator) is is_said


def test_only_who_opens_the_key_asks_for_pseudonyms_as_well(review, coordinator):
    assert not sealed.stands_in(review, "About Willow.")
    assert sealed.is_said_in(review, "About Willow.", by=coordinator)
