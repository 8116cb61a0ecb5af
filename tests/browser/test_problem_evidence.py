"""From an assessment to the commander's decision and the results, as people do it."""

import datetime as dt

import pytest
from django.urls import reverse

from problems import services
from problems.lifecycle import Action
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.factories import problems as make

pytestmark = pytest.mark.django_db(transaction=True)
MONTHS = "\n".join(
    f"{dt.date(2025 + (n + 3) // 12, (n + 3) % 12 + 1, 1):%b %Y}\t{14 - n // 2 + n % 3}\t{9 + n % 4}"
    for n in range(18)
)


def looked_at(page, name):
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, name)


def test_assess_decide_and_add_up(county, live_server, page, phone, sign_in_browser):
    problem = make.assessed(county)
    twice = make.decided(county, Action.REASSESS, comments="Look at the place again.")
    where = lambda name, *more: live_server.url + reverse(f"problems:{name}", args=[problem.reference, *more])  # noqa: E731
    sign_in_browser(page, county.partner)
    sign_in_browser(phone, county.partner)
    _months(page, where)
    _assess(page, where)
    phone.goto(where("assessment"))
    looked_at(phone, "assessment-phone")
    services.step(problem, Action.SEND, by=county.partner)
    for screen, name in ((page, "decide"), (phone, "decide-phone")):
        sign_in_browser(screen, county.commander)
        screen.goto(where("decide"))
        looked_at(screen, name)
    _decide(page, where)
    for screen, name in ((page, "results"), (phone, "results-phone")):
        screen.goto(live_server.url + reverse("problems:results") + "?by=beat")
        looked_at(screen, name)
    page.goto(live_server.url + reverse("problems:round", args=[twice.reference, 1]))
    looked_at(page, "round")


def _months(page, where):
    page.goto(where("assessment"))
    page.get_by_role("link", name="Enter incidents by month").click()
    page.get_by_label("Incidents by month").fill(MONTHS + "\ntotal\tmany")
    page.get_by_role("button", name="Save the incidents").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    looked_at(page, "months-refused")
    page.get_by_label("Incidents by month").fill(MONTHS)
    page.get_by_role("button", name="Save the incidents").click()
    page.get_by_text("The incidents by month are saved.").wait_for()


def _assess(page, where):
    page.get_by_label("Incidents after", exact=True).fill("-3")
    page.get_by_role("button", name="Save the assessment").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    looked_at(page, "assessment-refused")
    page.get_by_label("Incidents after", exact=True).fill("31")
    page.get_by_label("In what it is alike").fill("A shelter of the same make on the same line.")
    page.get_by_label("Incidents in the comparison area before").fill("58")
    page.get_by_label("Incidents in the comparison area after").fill("60")
    page.get_by_label("Incidents in the area around it before").fill("20")
    page.get_by_label("Incidents in the area around it after").fill("24")
    page.get_by_role("button", name="Save the assessment").click()
    page.get_by_text("The assessment is saved.").wait_for()
    looked_at(page, "assessment")


def _decide(page, where):
    page.get_by_role("button", name="Sign and decide").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    looked_at(page, "decide-refused")
    page.get_by_label("Your comments").fill("Well measured. Keep the lamps lit.")
    page.get_by_label("Section", exact=True).check()
    page.get_by_label("Hours: Section").fill("36.5")
    page.get_by_label("Complete the file").check()
    page.get_by_role("button", name="Sign and decide").click()
    page.get_by_text("The file is complete, and read-only.").wait_for()
    page.goto(where("rounds"))
    looked_at(page, "rounds")
