"""A review that is not published: two agencies' authors → its chair → chair of the partnership → Home Office → the
decision with its reason → family, press officer and copies → learning kept → closed; an outsider finds no trace.
"""

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import Lesson, PressStatement, Review
from tests.browser.hands import follow, press, said
from tests.browser.reviewing import Walk, made_ready, seen
from tests.factories import reviews as make
from tests.personas import enter

pytestmark = pytest.mark.django_db(transaction=True)
COPIES = (
    "The Domestic Abuse Commissioner",
    "The local policing body",
    "The members of the panel",
    "The family",
)


def test_a_review_that_is_not_published_is_walked_to_its_close(
    county, sign_in_browser, live_server, page, phone
):
    coordinator, chair = make.coordinator(county), make.guest(county)
    officer = make.press_contact(county, county.police)
    review = make.begun(county, coordinator, chair)
    walk = Walk(review, coordinator, page, sign_in_browser, live_server)
    here = walk.here

    # Two agencies review themselves: the second author is of health, and signs nothing herself
    for agency, author, senior in (
        (county.police, county.partner, county.police_lead), (county.health, county.health_lead, nurse(county)),
    ):  # fmt: skip
        found = walk.ask_for_review(chair, agency, author)
        walk.write(found, author, senior)
        assert Client().get(found.get_absolute_url()).status_code == 302
        walk.sign(found, senior)
        walk.accept(found, chair)
    author_sees = enter(Client(), county.health_lead).get(
        reverse("reviews:agencies", args=[review.reference])
    )
    assert author_sees.status_code == 404

    # The partnership agrees that it is submitted, and nothing is published by it
    made_ready(county, review, coordinator, chair)
    walk.agree(county.chair)
    here("review")
    follow(page, "Record that it was submitted")
    press(page, "Record it")
    follow(page, "Record the Home Office's answer")
    page.get_by_label("May be published after changes").check()
    page.get_by_label("What it asks for").fill("Say more of the children.")
    press(page, "Record it")
    assert page.get_by_role("link", name="Record that it is not published").count() == 0
    follow(page, "Answer it")
    page.get_by_label("What was done").fill("Section 13 says it now.")
    press(page, "Save")

    # It is not published: decided with its reason, the family told, the press officer given words, copies sent
    here("publication")
    page.get_by_label("Do not publish").check()
    page.get_by_label("Who decided").fill("Strategic group")
    press(page, "Record it")
    said(page, "There is a problem")
    walk.do_not_publish()
    here("review")
    follow(page, "Record that it is not published")
    press(page, "Record it")
    here("tell")
    page.get_by_label("The family", exact=True).check()
    page.get_by_role("textbox", name="How").fill("By the chair, at home: that it is not published, and why")
    page.get_by_label("Yes", exact=True).check()
    press(page, "Record it")
    walk.statement(coordinator)
    walk.opened(officer, "press", on=phone)
    follow(phone, "If the press asks")
    said(phone, "Our thoughts are with the family.")
    for to in COPIES:
        here("copy_add")
        page.get_by_label(to, exact=True).check()
        page.get_by_role("textbox", name="How").fill("By secure e-mail")
        press(page, "Record it")
    seen(page, "reviews-unpublished-submission")

    # Its learning is kept, and read for training without a sign of it; then it is closed
    here("learn")
    page.get_by_label("What was learnt").fill("Ask each person alone.")
    page.get_by_label("Theme").fill("Routine enquiry")
    press(page, "Add it")
    follow(page, "Record that it is ready")
    press(page, "Record it")
    here("review")
    said(page, "Disseminate what was learnt: 1 of its points still waits.")
    here("learning")
    follow(page, "Record that it was disseminated")
    page.get_by_label("Who it went to").fill("All partner agencies")
    press(page, "Record it")
    walk.opened(coordinator, "reviews:themes")
    follow(page, "Publish for training")
    press(page, "Publish it")
    assert Lesson.objects.get().text == "Ask each person alone."
    here("review")
    follow(page, "Close")
    press(page, "Close it")
    said(page, "It is closed.")
    seen(page, "reviews-unpublished-closed")
    here("review", on=phone)
    seen(phone, "reviews-unpublished-closed-phone")
    assert Review.objects.get().published_on is None

    # Others learn the lesson and nothing else; an outsider not even that
    walk.opened(county.officer, "reviews:lessons", on=phone)
    said(phone, "Ask each person alone.")
    seen(phone, "reviews-unpublished-lessons-phone")
    for who in (county.outsider, county.officer, officer):
        client = enter(Client(), who)
        for one in (Review.objects.get(), PressStatement.objects.get(), found):
            assert client.get(one.get_absolute_url()).status_code == 404
        found_in = client.get(reverse("records:search"), {"q": make.CODE_NAME}).content.decode()
        assert review.reference not in found_in
    assert (
        "Ask each person alone."
        not in enter(Client(), county.outsider).get(reverse("reviews:lessons")).content.decode()
    )


def nurse(county):
    """A senior officer of the health service, who signs what their agency sends."""
    person = make.make.PersonFactory(given_name="Senior", family_name="Nurse")
    make.make.PostFactory(person=person, agency=county.health, title="Chief nurse")
    return make.make.UserFactory(person=person, email="nurse@example.org")
