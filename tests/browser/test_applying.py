"""A community group from the open page of a call to a submitted bid, in a browser."""

import pytest
from django.urls import reverse

from funding.models import Bid
from tests.browser.applying import accept_invitation, register, write
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.factories import funding as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def look():
    """``look(page, "register")``: what is seen is accessible and fits."""

    def at(page, name):
        assert_accessible(page)
        assert_fits(page)
        screenshot(page, f"applying-{name}-{page.viewport_size['width']}")

    return at


@pytest.fixture
def call(county, settings, live_server):
    settings.PORTAL_URL = live_server.url
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make.area(county)
    return make.call(county, most_amount=8000, documents_wanted="Safeguarding policy")


@pytest.mark.parametrize("width", [1280, 375])
def test_a_group_registers_writes_a_bid_is_told_what_is_missing_and_submits(
    county, live_server, open_page, call, look, width
):
    page = open_page(width)
    register(page, live_server, call, look)
    accept_invitation(page)
    page.goto(live_server.url + call.get_absolute_url())
    look(page, "call")
    page.get_by_role("button", name="Start a bid").click()
    page.get_by_label("Title of the project").fill("Youth evenings")
    look(page, "start")
    page.get_by_role("button", name="Start", exact=True).click()
    look(page, "tasks")
    page.get_by_role("button", name="Check answers and submit").click()
    look(page, "missing")
    page.get_by_role("link", name="Write the evidence of need.").click()
    write(page, look)
    page.get_by_role("button", name="Check answers and submit").click()
    assert page.get_by_text("Still missing").count() == 0
    look(page, "check")
    page.get_by_label("What this bid says is true").check()
    page.get_by_role("button", name="Submit the bid").click()
    page.get_by_text("Your bid is submitted.").wait_for()
    look(page, "submitted")
    bid = Bid.objects.get()
    assert (bid.status, str(bid.agency), bid.requested) == ("submitted", "Harbour Youth Club", 5000)


@pytest.mark.parametrize("width", [1280, 375])
def test_the_pages_of_those_who_run_the_funding(
    county, live_server, open_page, sign_in_browser, call, look, width
):
    bid = make.submitted(county, of=call)
    page = open_page(width)
    sign_in_browser(page, county.officer)
    of_call = ("call", "call_change", "late_allow")
    for name in ("calls", "call_add", "bids", "groups"):
        page.goto(live_server.url + reverse(f"funding:{name}"))
        look(page, f"officer-{name}")
    for name in (*of_call, "bid", "bid_join"):
        reference = call.reference if name in of_call else bid.reference
        page.goto(live_server.url + reverse(f"funding:{name}", args=[reference]))
        look(page, f"officer-{name}")
    for name, more in (("group", ()), ("training_add", ())):
        page.goto(live_server.url + reverse(f"funding:{name}", args=[county.charity.pk, *more]))
        look(page, f"officer-{name}")
    for action in ("return", "turn-down"):
        page.goto(live_server.url + reverse("funding:bid_move", args=[bid.reference, action]))
        look(page, f"officer-{action}")
