"""The learning ledger walked by co-ordinator and owner, and the pages across reviews, at desk width and on a phone."""

import pytest
from django.urls import reverse

from audit.clock import today
from reviews.models import ActionLine
from reviews.services import deciding, keeping
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.browser.hands import day, press, said
from tests.factories import ledger as made
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db(transaction=True)


def seen(page, name):
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, name)


def test_a_recommendation_becomes_an_action_that_its_owner_reports_on(
    county, sign_in_browser, live_server, page, phone
):
    coordinator = make.coordinator(county)
    review = make.told(county, coordinator, "none")
    deciding.add_learning(review, by=coordinator, text="Ask routinely.", theme="Routine enquiry")
    row = made.recommended(review, coordinator)
    sign_in_browser(page, coordinator)
    at = lambda name, *args: page.goto(f"{live_server.url}{reverse(f'reviews:{name}', args=args)}")  # noqa: E731
    at("give_out", review.reference, row.pk)
    page.get_by_label("Action to take").fill("Train every front-line officer.")
    page.get_by_label("Lead agency").select_option(label="Northshire Police")
    page.get_by_label("E-mail address of the named owner").fill(county.partner.email)
    day(page, "Target date", today())
    seen(page, "ledger-give")
    press(page, "Give it out")
    said(page, "Its owner is told")
    seen(page, "ledger")
    line = ActionLine.objects.get()
    sign_in_browser(phone, county.partner)
    phone.goto(f"{live_server.url}{line.get_absolute_url()}")
    seen(phone, "ledger-line-phone")
    press(phone, "Report what was achieved")
    phone.get_by_label("What was achieved, or what stands in the way").fill("Half are trained.")
    press(phone, "Report it")
    said(phone, "Half are trained.")
    phone.goto(f"{live_server.url}{reverse('reviews:report_death')}")
    seen(phone, "ledger-tell-phone")
    keeping.place_hold(review, by=coordinator, reason="A claim is expected", placed_on=today())
    for name in ("line_kept", "line_change"):
        at(name, review.reference, line.pk)
        seen(page, f"ledger-{name}")
    for name in ("ledger", "recommend", "keeping", "bundle_ask", "hand"):
        at(name, review.reference)
        seen(page, f"ledger-{name}")
    for name in (
        "progress",
        "themes",
        "lessons",
        "register",
        "without",
        "summary",
        "releases",
        "due",
        "death_reports",
    ):
        at(name)
        seen(page, f"ledger-{name}")
    sign_in_browser(phone, coordinator)
    for name in ("progress", "themes", "without"):
        phone.goto(f"{live_server.url}{reverse(f'reviews:{name}')}")
        seen(phone, f"ledger-{name}-phone")
