"""The gallery shows each component: what is wrong with one is seen here first."""

import pytest

from tests.browser.checks import assert_accessible, assert_fits, screenshot

pytestmark = pytest.mark.urls("tests.browser.gallery_urls")


@pytest.fixture
def gallery(live_server):
    return f"{live_server.url}/design/"


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_and_the_console_is_clean(open_page, gallery, width):
    page = open_page(width)
    page.goto(gallery)
    assert page.title() == "Error: Gallery – Partnership Portal"
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"gallery-{width}")


def test_it_reflows_at_320_pixels(open_page, gallery):
    page = open_page(320)
    page.goto(gallery)
    assert_fits(page)


def test_what_happens_next_comes_before_the_content_on_a_phone(page, phone, gallery):
    for shown in (page, phone):
        shown.goto(gallery)
    top = "selector => document.querySelector(selector).getBoundingClientRect().top"
    assert phone.evaluate(top, ".record__next") < phone.evaluate(top, ".record__content")
    assert phone.evaluate(top, ".record__content") < phone.evaluate(top, ".rail")
    assert page.evaluate(top, ".record__next") == pytest.approx(page.evaluate(top, ".record__content"), abs=1)


def test_an_error_leads_to_its_control(page, gallery):
    page.goto(gallery)
    page.get_by_role("link", name="Date of meeting must be a real date").click()
    assert page.evaluate("document.activeElement.id") == "id_held_on-day"
    page.get_by_role("link", name="Select the agencies invited").click()
    assert page.evaluate("document.activeElement.id") == "id_agencies"


def test_the_keyboard_can_go_straight_to_the_content(page, gallery):
    page.goto(gallery)
    skip = page.get_by_role("link", name="Skip to main content")
    assert skip.evaluate("link => link === document.querySelector('a, button, input')")
    skip.focus()
    assert skip.evaluate("link => link.getBoundingClientRect().height") > 10
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_it_works_without_javascript(open_page, gallery):
    page = open_page(java_script_enabled=False)
    page.goto(gallery)
    assert page.get_by_role("button", name="Apply filters").is_visible()
    assert page.get_by_text("Minutes circulated", exact=True).first.is_visible()


def test_a_page_is_light(page, gallery):
    """Ten requests at most, and the letters are the portal's own (performance goal 13)."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(gallery, wait_until="networkidle")
    assert len(asked) <= 10
    assert page.evaluate("document.fonts.check('16px Arimo')")
    assert all(address.startswith(gallery[: -len("/design/")]) for address in asked)
