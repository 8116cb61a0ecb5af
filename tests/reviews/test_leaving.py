"""The keeper of a review leaves: the administrator who records it learns of nothing, and gains nothing by it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import services
from audit.clock import today
from audit.models import Event
from documents.models import Document
from documents.services import add_document
from records import walls
from reviews.models import Review
from reviews.reports import summary
from reviews.services import releasing
from tests.factories import reviews as make
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db


def leave(county, person, **more):
    terms = {"last_day": today(), "successor": None, "by": county.administrator, "reason": "Retires"}
    services.close_leaver(person, **terms | more)


def sees(user):
    return Review.objects.visible_to(make.fresh(user)).exists()


def test_it_passes_to_whoever_had_it_open_the_longest_and_to_nobody_else(county, coordinator, rival):
    review = make.received(county, coordinator)
    for user in (rival, county.health_lead):
        until = today() + dt.timedelta(days=90)
        walls.open_to(review, user, by=coordinator, reason="Works on it", expires_on=until)
    leave(county, coordinator.person)
    assert make.fresh(rival).has_perm("records.grant_record", review)
    assert sees(county.health_lead)
    assert not make.fresh(county.health_lead).has_perm("records.grant_record", review)
    assert not any(sees(user) for user in (coordinator, county.administrator, county.officer, county.chair))


def test_what_nobody_else_has_open_stays_closed_and_nobody_is_asked_to_choose(county, coordinator, rival):
    make.received(county, coordinator)
    leave(county, coordinator.person)
    assert not any(sees(user) for user in county.personas.values())
    assert not sees(rival)
    assert "records kept by" not in Event.objects.get(verb="leave").changes


def test_the_page_of_leaving_is_the_same_with_a_review_and_without(county, coordinator, sign_in):
    client = sign_in(county.administrator)
    address = reverse("accounts:leave", args=[coordinator.person.pk])
    before = client.get(address).content
    make.received(county, coordinator)
    assert b"only to those named" not in client.get(address).content
    assert len(client.get(address).content) == len(before)


def test_papers_of_a_review_pass_as_the_review_does_and_are_not_counted(county, coordinator, rival, sign_in):
    """Nor is the summary that was released to a meeting, though it hangs under no review."""
    client = sign_in(county.administrator)
    address = reverse("accounts:leave", args=[coordinator.person.pk])
    before = client.get(address).content
    review = make.received(county, coordinator)
    file = SimpleUploadedFile("notes.txt", b"Notes.")
    document = add_document(review, title="Notes", file=file, by=make.fresh(coordinator))
    meeting = RecordFactory(partnership=county.here, body=county.strategic, audience="partnership")
    found = summary.summary_for(make.fresh(coordinator), county.here)
    released = releasing.release_summary(
        found, meeting, by=make.fresh(coordinator), item=None, open_until=today()
    )
    assert len(client.get(address).content) == len(before)
    until = today() + dt.timedelta(days=90)
    walls.open_to(review, rival, by=make.fresh(coordinator), reason="Works on it", expires_on=until)
    leave(county, coordinator.person)
    assert make.fresh(rival).has_perm("records.grant_record", document)
    known = Document.objects.visible_to(make.fresh(county.administrator))
    assert not known.filter(pk__in=[document.pk, released.document_id]).exists()
    assert "records kept by" not in Event.objects.get(verb="leave").changes
