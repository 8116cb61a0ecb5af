"""The long forms of a problem on a telephone: one part at a time. At a desk they stand whole, as on paper."""

import pytest
from django.urls import reverse

from problems.models import Problem
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.browser.hands import press, said
from tests.factories import problems

pytestmark = pytest.mark.django_db(transaction=True)


def looked_at(page, name):
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"{name}-{page.viewport_size['width']}")


@pytest.fixture
def assessment(county, live_server, sign_in_browser):
    problem = problems.opened(county)

    def at(page):
        sign_in_browser(page, county.officer)
        page.goto(live_server.url + reverse("problems:assessment", args=[problem.reference]))
        return page

    return at


def test_on_a_telephone_an_assessment_is_written_part_by_part(assessment, phone):
    assessment(phone)
    words = phone.get_by_label("In the short term")
    assert not words.is_visible()
    looked_at(phone, "parts")
    phone.locator("summary", has_text="How it went").click()
    words.fill("Fewer calls.")
    press(phone, "Save this part")
    said(phone, "“How it went” is saved.")
    assert Problem.objects.get().assessment_short_term == "Fewer calls."

    phone.get_by_role("link", name="Go on with “Was it done, and did it work?”").click()
    phone.get_by_role("group", name="Was the action plan implemented?").get_by_label("No").check()
    said(phone, "1 of 3 filled in")
    phone.get_by_role("group", name="Was the agreed measure of success achieved?").get_by_label(
        "Fully"
    ).check()
    press(phone, "Save this part")

    said(phone, "There is a problem")
    assert phone.get_by_label("How it came to be achieved without the plan").is_visible(), (
        "the part with it is open"
    )
    looked_at(phone, "parts-refused")


def test_a_refusal_leads_into_the_part_that_it_is_of(assessment, phone):
    assessment(phone)
    phone.locator("summary", has_text="Comparison area").click()
    phone.get_by_label("Incidents in the comparison area before").fill("lots")
    press(phone, "Save this part")
    phone.locator("summary", has_text="Comparison area").click()
    assert not phone.get_by_label("Incidents in the comparison area before").is_visible()
    phone.get_by_role("link", name="Incidents in the comparison area before must be a whole number").click()
    assert phone.get_by_label("Incidents in the comparison area before").is_visible()


def test_at_a_desk_it_stands_whole(assessment, page):
    assessment(page)
    assert page.get_by_label("In the short term").is_visible()
    assert page.get_by_label("Lessons learned").is_visible()
    assert not page.get_by_role("button", name="Save this part").is_visible()
