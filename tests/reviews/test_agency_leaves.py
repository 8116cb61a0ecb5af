"""An agency or its people go while something is asked of them: they keep nothing, and it is left to somebody."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.clock import today
from documents.models import Document
from documents.services import add_document
from notices.models import Notice
from partnership.models import Partner, Post
from partnership.services import agencies as directory
from partnership.services import partnerships
from records.lifecycle import MoveRefused
from reviews.models import ManagementReview, Return
from reviews.reminders import remind
from reviews.services import agencies, management, scoping
from tests.factories import partnership as people
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
WRITTEN = "Half a sentence that nobody may lose."


@pytest.fixture
def review(county, coordinator):
    return make.begun(county, coordinator)


@pytest.fixture
def found(county, coordinator, review):
    """Half written by its author, with a paper."""
    found = make.asked_for_review(county, review, coordinator)
    management.write(found, {"analysis": WRITTEN}, by=make.fresh(county.partner))
    file = SimpleUploadedFile("log.txt", b"Log.")
    add_document(found, title="Log", file=file, by=make.fresh(county.partner))
    return found


@pytest.fixture
def colleague(county):
    person = people.PersonFactory(given_name="Second", family_name="Author")
    people.PostFactory(person=person, agency=county.police, title="Inspector")
    return people.UserFactory(person=person, email="second@example.org")


def leaves(user, agency):
    Post.objects.filter(person=user.person, agency=agency).update(ended_on=today() - dt.timedelta(1))


def sees(user, found):
    return type(found).objects.visible_to(make.fresh(user)).filter(pk=found.pk).exists()


def reads_paper(user, found):
    return Document.objects.visible_to(make.fresh(user)).filter(attached_to=found.pk).exists()


def test_somebody_else_of_the_agency_takes_over_what_is_written_and_those_who_asked_read_no_more(
    county, coordinator, review, found, colleague
):
    leaves(county.partner, county.police)
    remind(today())
    assert (
        Notice.objects.filter(recipient=coordinator, record=review.pk, trigger__startswith="left-").count()
        == 1
    )
    remind(today() + dt.timedelta(1))
    assert (
        Notice.objects.filter(recipient=coordinator, record=review.pk, trigger__startswith="left-").count()
        == 1
    )
    agencies.ask_another(found, by=make.fresh(coordinator), contact=colleague, reason="The author has left")
    assert not sees(county.partner, found)
    assert not reads_paper(county.partner, found)
    assert not sees(coordinator, found)
    assert reads_paper(colleague, found)
    taken = ManagementReview.objects.visible_to(make.fresh(colleague)).get()
    assert taken.analysis == WRITTEN
    management.write(taken, {"analysis": f"{WRITTEN} It goes on."}, by=make.fresh(colleague))
    assert Notice.objects.filter(recipient=colleague, record=found.pk).exists()


def test_whoever_still_works_there_hands_on_and_keeps_nothing(county, coordinator, found, colleague):
    agencies.ask_another(found, by=make.fresh(coordinator), contact=colleague, reason="On leave")
    assert not sees(county.partner, found)
    assert not reads_paper(county.partner, found)
    with pytest.raises(PermissionDenied):
        management.write(found, {"analysis": "Mine"}, by=make.fresh(county.partner))


@pytest.mark.parametrize(("who", "words"), [
    ("partner", "is asked already"), ("health_lead", "has no post at"), ("police_lead", "signs it for the agency"),
])  # fmt: skip
def test_who_may_not_take_over(county, coordinator, found, who, words):
    author = make.fresh(county.partner)
    management.write(found, {"independence": "Of another division."}, by=author)
    management.finish_draft(found, by=author, signatory=county.police_lead)
    with pytest.raises(MoveRefused, match=words):
        agencies.ask_another(
            found, by=make.fresh(coordinator), contact=county.personas[who], reason="The author has left"
        )


def test_what_is_not_shared_is_not_handed_on_by_somebody_else(county, rival, found, colleague):
    for user in (rival, county.administrator, county.partner):
        with pytest.raises(PermissionDenied):
            agencies.ask_another(found, by=make.fresh(user), contact=colleague, reason="I say so")


def test_a_senior_officer_who_no_longer_signs_keeps_no_paper_of_it(county, coordinator, found, colleague):
    author = make.fresh(county.partner)
    management.write(found, {"independence": "Of another division."}, by=author)
    management.finish_draft(found, by=author, signatory=county.police_lead)
    assert reads_paper(county.police_lead, found)
    management.finish_draft(found, by=author, signatory=colleague)
    assert not sees(county.police_lead, found)
    assert not reads_paper(county.police_lead, found)


def test_what_goes_back_to_an_agency_goes_to_somebody_who_can_answer(county, coordinator, colleague):
    review = make.scoped(county, coordinator)
    found = make.asked(county, review, coordinator)
    scoping.answer(found, {"known": "no"}, by=make.fresh(county.partner))
    scoping.share(found, by=make.fresh(county.partner))
    leaves(county.partner, county.police)
    again = {"reason": "Say since when", "due_on": today() + dt.timedelta(7)}
    with pytest.raises(MoveRefused, match="Ask somebody else there first"):
        scoping.ask_again(found, by=make.fresh(coordinator), **again)
    agencies.ask_another(found, by=make.fresh(coordinator), contact=colleague, reason="Has left")
    scoping.ask_again(found, by=make.fresh(coordinator), **again)
    assert Return.objects.visible_to(make.fresh(colleague)).get().status == "asked"


def test_of_an_agency_that_is_merged_its_successor_goes_on(county, coordinator, review, found):
    into = people.AgencyFactory(name="Northern Police")
    merged_on = today() - dt.timedelta(1)
    directory.merge_agency(
        county.police, into, on=merged_on, by=county.administrator, reason="By order", confirmed=True
    )
    remind(today())
    taken = ManagementReview.objects.visible_to(make.fresh(county.partner)).get()
    assert (taken.agency, taken.analysis) == (into, WRITTEN)
    management.write(taken, {"analysis": "It goes on."}, by=make.fresh(county.partner))


def test_those_who_asked_see_that_an_agency_left_and_its_author_goes_on(
    county, coordinator, review, found, sign_in
):
    """What it did while it was there is still asked of it, until those who asked withdraw that."""
    for standing in Partner.objects.filter(partnership=county.here, agency=county.police):
        Partner.objects.filter(pk=standing.pk).update(started_on=None)
        partnerships.end_standing(standing, today() - dt.timedelta(1), by=county.administrator)
    page = sign_in(coordinator).get(reverse("reviews:agencies", args=[review.reference])).content.decode()
    assert f"{county.police} left the partnership on" in page
    assert sees(county.partner, found)
    management.write(found, {"analysis": "Still ours."}, by=make.fresh(county.partner))
    leaves(county.partner, county.police)
    page = sign_in(coordinator).get(reverse("reviews:agencies", args=[review.reference])).content.decode()
    assert f"{county.partner} works for {county.police} no longer." in page
    assert "Until somebody else there is asked, nobody can answer." in page


def test_the_page_hands_it_on_and_goes_back_to_the_list(
    county, coordinator, review, found, colleague, sign_in
):
    client, listed = sign_in(coordinator), reverse("reviews:agencies", args=[review.reference])
    page = client.get(listed).content.decode()
    way = next(part for part in page.split('"') if part.endswith("/another/"))
    said = {"contact": "nobody@example.org", "reason": "Has left", "version": ""}
    assert client.post(way, said).status_code == 422
    shown = client.get(way)
    version = shown.content.decode().split('name="version" value="')[1].split('"')[0]
    answer = client.post(way, said | {"contact": colleague.email, "version": version})
    assert answer["Location"] == listed
    assert ManagementReview.objects.get(pk=found.pk).contact == colleague
