"""A review after the decision: co-ordinator → independent chair → agency's author and senior officer → chair of the

partnership → press contact. Each sees what is theirs, at a desk and on a phone.
"""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from audit.clock import today
from reviews.models import ManagementReview, PressStatement, Review
from reviews.services import people, referrals, terms
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.browser.hands import day, follow, press, said
from tests.factories import reviews as make
from tests.personas import enter

pytestmark = pytest.mark.django_db(transaction=True)


def seen(page, name):
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, name)


def test_a_review_is_walked_from_its_chair_to_its_statement(
    county, sign_in_browser, live_server, page, phone
):
    coordinator, chair = make.coordinator(county), make.guest(county)
    contact = make.press_contact(county, county.police)
    review = make.told(county, coordinator)

    def opened(who, name, *args, on=page):
        sign_in_browser(on, who)
        on.goto(f"{live_server.url}{reverse(name, args=args)}")

    def here(name, who=coordinator, on=page):
        opened(who, f"reviews:{name}", review.reference, on=on)

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
    here("agencies", chair)
    follow(page, "Ask an agency for its own review")
    page.get_by_label("Agency", exact=True).select_option(label="Northshire Police")
    page.get_by_label("E-mail address of its author").fill(county.partner.email)
    day(page, "Needed by", today() + dt.timedelta(20))
    press(page, "Ask them")
    here("note_add", chair)
    page.get_by_label("With whom").fill("The sister")
    page.get_by_label("What was said").fill("She asks for the summer.")
    press(page, "Keep it")
    seen(page, "reviews-family")

    # The author writes, and a senior officer signs
    found = ManagementReview.objects.get()
    opened(county.partner, "reviews:write", found.reference)
    page.get_by_label("How the author is independent of the case").fill("Of another division.")
    page.get_by_label("Analysis against the terms of reference").fill("Nobody asked the two apart.")
    press(page, "Save")
    follow(page, "The draft is finished")
    page.get_by_label("E-mail address of the senior officer who signs it").fill(county.police_lead.email)
    press(page, "Ask them to sign")
    opened(county.police_lead, "reviews:management", found.reference, on=phone)
    seen(phone, "reviews-management-phone")
    follow(phone, "Sign and send it")
    press(phone, "Sign and send")
    said(phone, "Signed, and sent to those who asked.")
    opened(chair, "reviews:management", found.reference)
    seen(page, "reviews-management")
    follow(page, "Accept it")
    press(page, "Accept it")
    seen(page, "reviews-agencies")

    # To the partnership's chair: the steps between are those of the services' own tests
    made_ready(county, review, coordinator, chair)
    here("review", county.chair)
    follow(page, "Record that submission is agreed")
    page.get_by_label("If it is not in the portal, which meeting").fill("Strategic group")
    page.get_by_label("Paragraph of the minutes").fill("2.4")
    seen(page, "reviews-agree")
    press(page, "Sign it")
    said(page, "Nothing is published by it.")
    here("publication")
    page.get_by_label("Do not publish").check()
    page.get_by_label("Reason").fill("The children would be known by it.")
    page.get_by_label("Guidance relied on").fill("Statutory guidance")
    page.get_by_label("Who decided").fill("Strategic group")
    press(page, "Record it")
    seen(page, "reviews-submission")
    here("submission", on=phone)
    seen(phone, "reviews-submission-phone")

    # The statement, and the press contact who reads it and nothing else
    here("statement_add")
    page.get_by_label("Title").fill("If the press asks")
    page.get_by_label("E-mail address of its owner").fill(coordinator.email)
    press(page, "Go on")
    follow(page, "Write it")
    page.get_by_role("textbox", name="Statement").fill("Our thoughts are with the family.")
    press(page, "Save")
    follow(page, "Clear it for press contacts")
    press(page, "Clear it for press contacts")
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


def made_ready(county, review, coordinator, chair):
    """A panel, agreed terms that the family has, an author, and the report written; open to who signs it."""
    row = review.terms.get()
    terms.agree_terms(review, row.pk, by=coordinator, agreed_on=today())
    terms.share_terms(review, row.pk, by=coordinator, shared_on=today())
    member = make.appointing(name="Panel Member", agency=county.health, advertised_on=None)
    people.appoint(review, by=coordinator, part="panel", **member)
    people.appoint(review, by=coordinator, part="author", **make.appointing(user=chair))
    people.sign_independence(review, by=make.fresh(chair), statement="As chair.")
    for action in ("gather", "draft", "finish"):
        referrals.move_review(review, action, by=make.fresh(chair))
    until = today() + dt.timedelta(30)
    make.walls.open_to(
        review, county.chair, by=make.fresh(coordinator), reason="Signs for the partnership", expires_on=until
    )
