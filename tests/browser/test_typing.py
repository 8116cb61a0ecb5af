"""What was typed and not saved when a browser dies, found again on a desk and on a telephone."""

import pytest
from django.urls import reverse

from accounts.models import KeptForm
from problems.models import Problem
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.browser.hands import press, said
from tests.factories import meetings, problems

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def again(open_page, sign_in_browser):
    """``again(user, width, address)``: the page in a browser that knows nothing of the one before."""

    def opened(user, width, address):
        page = open_page(width)
        sign_in_browser(page, user)
        page.goto(address)
        return page

    return opened


def looked_at(page, name):
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"{name}-{page.viewport_size['width']}")


def unfold(page):
    """On a telephone a long form is folded into its parts."""
    for part in page.locator("details.part:not([open]) > summary").all()[::-1]:
        part.click()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_paragraph_half_typed_is_given_back(width, county, live_server, again):
    meeting = meetings.drafted(county)
    page_of_minutes = live_server.url + reverse("meetings:minutes", args=[meeting.reference])
    page = again(county.officer, width, page_of_minutes)
    page.get_by_role("link", name="Write a paragraph in item 1").click()
    page.get_by_label("Next paragraph of item 1").press_sequentially("The Chair said that")
    said(page, "not saved yet")
    looked_at(page, "typed")

    page = again(county.officer, width, page_of_minutes)
    said(page, "and did not save it")
    looked_at(page, "typed-before")
    press(page, "Go on with it")

    box = page.get_by_label("Next paragraph of item 1")
    page.wait_for_url("**#kept")
    page.wait_for_load_state("networkidle")
    assert box.input_value() == "The Chair said that"
    box.press_sequentially(" it is agreed.")
    with page.expect_navigation():
        press(page, "Add")
    said(page, "The Chair said that it is agreed.")
    assert not page.get_by_text("and did not save it").is_visible()
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_long_form_is_given_back_field_by_field(width, county, live_server, again):
    problem = problems.opened(county)
    address = live_server.url + reverse("problems:assessment", args=[problem.reference])
    page = again(county.officer, width, address)
    unfold(page)
    page.get_by_label("In the short term").fill("Fewer calls.\nQuieter nights.")
    page.get_by_role("group", name="Was the action plan implemented?").get_by_label("Partly").check()
    page.get_by_label("The places were chosen at random").check()
    said(page, "not saved yet")

    page = again(county.officer, width, address)
    said(page, "and did not save it")
    looked_at(page, "typed-before-long")
    assert page.get_by_label("In the short term").input_value() == "", "until they say so"
    press(page, "Keep it")
    assert page.get_by_label("In the short term").is_visible(), "on a telephone its part opens"
    unfold(page)
    assert page.get_by_label("In the short term").input_value() == "Fewer calls.\nQuieter nights."
    assert (
        page.get_by_role("group", name="Was the action plan implemented?").get_by_label("Partly").is_checked()
    )
    assert page.get_by_label("The places were chosen at random").is_checked()
    assert Problem.objects.get().assessment_short_term == "", "and nothing is saved by itself"


def test_without_a_connection_nothing_is_sent_into_the_void(county, live_server, again):
    meeting = meetings.drafted(county)
    address = reverse("meetings:minutes", args=[meeting.reference])
    page = again(county.officer, 1280, f"{live_server.url}{address}?write={meeting.items.first().pk}")
    page.get_by_label("Next paragraph of item 1").fill("Half")
    said(page, "not saved yet")
    page.context.set_offline(True)
    press(page, "Add")
    said(page, "There is no connection, so nothing was sent.")
    assert page.get_by_label("Next paragraph of item 1").input_value() == "Half"


def test_what_is_discarded_is_gone(county, live_server, again):
    meeting = meetings.drafted(county)
    address = live_server.url + reverse(
        "meetings:paragraph_add", args=[meeting.reference, meeting.items.first().pk]
    )
    page = again(county.officer, 1280, address)
    page.get_by_label("Text").fill("Half")
    said(page, "not saved yet")
    page = again(county.officer, 1280, address)
    with page.expect_response("**/accounts/typed/"):
        press(page, "Discard it")
    assert not KeptForm.objects.exists()
