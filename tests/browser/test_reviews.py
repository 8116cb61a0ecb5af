"""A referral walked to its decision by the co-ordinator, told either way; an agency answers; others find nothing."""

import pytest
from django.urls import reverse

from audit.clock import today
from reviews.models import Return, Review
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db(transaction=True)


def seen(page, name):
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, name)


def test_a_referral_is_decided_and_told(county, sign_in_browser, live_server, page, phone):
    coordinator = make.coordinator(county)
    make.received(county, coordinator)
    review = Review.objects.get()
    sign_in_browser(page, coordinator)
    page.goto(f"{live_server.url}/reviews/")
    seen(page, "reviews-list")
    page.get_by_role("link", name=make.CODE_NAME).click()
    page.get_by_role("button", name="Begin scoping").click()
    page.get_by_role("button", name="Begin scoping").click()
    page.get_by_role("button", name="Ask an agency").click()
    page.get_by_label("Agency", exact=True).select_option(label="Northshire Police")
    page.get_by_label("E-mail address of the person to ask").fill(county.partner.email)
    seen(page, "reviews-ask")
    day = today()
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(value))
    page.get_by_role("button", name="Ask them").click()
    seen(page, "reviews-scoping")
    found = Return.objects.get()
    sign_in_browser(phone, county.partner)
    phone.goto(f"{live_server.url}{found.get_absolute_url()}")
    seen(phone, "reviews-return-phone")
    for name in ("review", "learning", "key", "readings", "decide", "tell"):
        page.goto(f"{live_server.url}{reverse(f'reviews:{name}', args=[review.reference])}")
        seen(page, f"reviews-{name}")
    page.goto(f"{live_server.url}{reverse('records:access', args=[review.reference])}")
    seen(page, "reviews-access")
    sign_in_browser(phone, coordinator)
    for name in ("review", "scoping"):
        phone.goto(f"{live_server.url}{reverse(f'reviews:{name}', args=[review.reference])}")
        seen(phone, f"reviews-{name}-phone")
