"""A review after the decision: co-ordinator → independent chair → agency's author and senior officer → chair of the
partnership → press contact. Each sees what is theirs, at a desk and on a phone.
"""

import datetime as dt

import pytest
from django.test import Client

from audit.clock import today
from reviews.models import PressStatement, Review
from tests.browser.hands import day, follow, press, said
from tests.browser.reviewing import Walk, made_ready, seen
from tests.factories import reviews as make
from tests.personas import enter

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_review_is_walked_from_its_chair_to_its_statement(
    county, sign_in_browser, live_server, page, phone
):
    coordinator, chair = make.coordinator(county), make.guest(county)
    contact = make.press_contact(county, county.police)
    review = make.told(county, coordinator)

    walk = Walk(review, coordinator, page, sign_in_browser, live_server)
    opened, here = walk.opened, walk.here

    # The co-ordinator records the chair, and opens the review to them
    here("people")
    follow(page, "Record the recruitment of the independent chair")
    page.get_by_label("Name").fill("Independent Chair")
    day(page, "Day of the appointment", today())
    page.get_by_label("E-mail address with which they sign in").fill(chair.email)
    press(page, "Save")
    follow(page, "Open the review to them")
    day(page, "Last day of access", today() + dt.timedelta(90))
    press(page, "Open it")
    seen(page, "reviews-people")

    # The chair signs; the co-ordinator begins the review
    here("review", chair)
    follow(page, "Sign your statement of independence")
    page.get_by_label("How you are independent").fill("I never worked for any of them.")
    seen(page, "reviews-sign")
    press(page, "Sign it")
    said(page, "You have signed.")
    here("review")
    follow(page, "Begin the review")
    press(page, "Begin it")
    said(page, "The review has begun.")

    # The chair writes the terms, and asks an agency for its own review
    here("people", chair)
    follow(page, "Write terms of reference")
    day(page, "The review looks at the time from", today() - dt.timedelta(900))
    day(page, "Until", today() - dt.timedelta(10))
    page.get_by_label("Key lines of enquiry").fill("Who knew what, and when?")
    press(page, "Save")
    found = walk.ask_for_review(chair, county.police, county.partner)
    here("note_add", chair)
    page.get_by_label("With whom").fill("The sister")
    page.get_by_label("What was said").fill("She asks for the summer.")
    press(page, "Keep it")
    seen(page, "reviews-family")

    # The author writes, and a senior officer signs
    walk.write(found, county.partner, county.police_lead)
    opened(county.police_lead, "reviews:management", found.reference, on=phone)
    seen(phone, "reviews-management-phone")
    walk.sign(found, county.police_lead, on=phone)
    opened(chair, "reviews:management", found.reference)
    seen(page, "reviews-management")
    walk.accept(found, chair)
    seen(page, "reviews-agencies")

    # To the partnership's chair: the steps between are those of the services' own tests
    made_ready(county, review, coordinator, chair)
    walk.agree(county.chair)
    walk.do_not_publish()
    seen(page, "reviews-submission")
    here("submission", on=phone)
    seen(phone, "reviews-submission-phone")

    # The statement, and the press contact who reads it and nothing else
    walk.statement(coordinator)
    seen(page, "reviews-statement")
    opened(contact, "press", on=phone)
    seen(phone, "reviews-press-phone")
    follow(phone, "If the press asks")
    said(phone, "Our thoughts are with the family.")
    seen(phone, "reviews-press-statement-phone")
    client = enter(Client(), contact)
    for one in (Review.objects.get(), PressStatement.objects.get(), found):
        assert client.get(one.get_absolute_url()).status_code == 404
    here("people", on=phone)
    seen(phone, "reviews-people-phone")
    here("agencies", on=phone)
    seen(phone, "reviews-agencies-phone")
    here("review")
    seen(page, "reviews-review-later")
