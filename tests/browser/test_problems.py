"""The stages of a problem record in a browser: each page fits, axe finds nothing, the triangle fills in."""

import pytest
from django.urls import reverse

from problems.models import Location
from records.writing import keep
from tests.browser.checks import assert_accessible, assert_fits, screenshot

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("detail", "scanning", "scanning_change", "analysis", "analysis_change", "partner_add")


def address(live_server, name, problem):
    return live_server.url + reverse(f"problems:{name}", args=[problem.reference])


@pytest.mark.parametrize("width", [1280, 375])
def test_each_page_of_the_first_stages_is_accessible(county, live_server, open_page, sign_in_browser, width):
    from tests.factories import problems as make

    problem = make.analysed(county, days=[4, 5])
    page = open_page(width)
    sign_in_browser(page, county.partner)
    for name in PAGES:
        page.goto(address(live_server, name, problem))
        screenshot(page, f"problem-{name}-{width}")
        assert_fits(page)
        assert_accessible(page)


def test_the_triangle_fills_in_and_rows_are_added(county, live_server, page, sign_in_browser):
    from tests.factories import problems as make

    problem = make.scanned(county)
    sign_in_browser(page, county.partner)
    page.goto(address(live_server, "analysis_change", problem))
    page.get_by_label("Manager: who is responsible for the place").fill("The council")
    page.locator("[name=victim-not_known]").check()
    words = {
        name: page.locator(f"[data-corner={name}] .corner__words") for name in ("place-minder", "victim")
    }
    assert {name: found.text_content() for name, found in words.items()} == {
        "place-minder": "Recorded", "victim": "Not known"
    }  # fmt: skip
    page.get_by_role("button", name="Save").click()
    page.goto(address(live_server, "scanning_change", problem))
    page.locator("[data-rows=locations]").get_by_role("button", name="Add another row").click()
    page.locator("[name=locations-3-text]").fill("Steps to the beach")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(address(live_server, "scanning", problem))
    assert "Steps to the beach" in page.content()
    assert_accessible(page)


@pytest.mark.parametrize("width", [1280, 375])
def test_the_map_is_zoomed_and_read_as_a_list_by_keyboard(
    county, live_server, open_page, sign_in_browser, width
):
    from tests.factories import problems as make

    for number, latitude in enumerate([*(f"50.70{n:02}" for n in range(12)), "51.2"]):
        problem = make.opened(county, title=f"Fire {number}")
        keep(
            Location(problem=problem, text=f"Bin {number}", latitude=latitude, longitude="-1.9"),
            by=county.partner,
        )
    page = open_page(width)
    sign_in_browser(page, county.officer)
    page.goto(live_server.url + reverse("problems:map"))
    assert_accessible(page)
    many = page.get_by_role("link", name="Around Bin 0: 12 problems. Zoom in")
    assert min(many.bounding_box()[side] for side in ("width", "height")) >= 24  # WCAG 2.2, 2.5.8
    many.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Whole map").wait_for()
    assert page.locator("svg.map a").count() > 1
    screenshot(page, f"map-{width}")
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name="The problem records of this map as a list").click()
    page.get_by_role("link", name="Fire 11").wait_for()
    assert_accessible(page)
