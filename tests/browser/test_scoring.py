"""Three scorers, a moderator, a recommendation and the chair's award, as people do it."""

import re

import pytest
from django.urls import reverse

from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.browser.hands import choose_scorer
from tests.factories import funding as make
from tests.personas import account

pytestmark = pytest.mark.django_db(transaction=True)
LABELS = ("None", "Little", "Some", "Plenty")


def looked_at(page, name):
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, name)


def test_from_the_scorers_to_the_award(county, live_server, page, phone, sign_in_browser):
    third = account("assessor", county.police)
    call = make.call(county, scorers_wanted=3)
    bid = make.submitted(county, of=call, subsidy="none")
    make.submitted(county, of=call, title="Street lighting")

    def where(name, record=bid, *more):
        return live_server.url + reverse(f"funding:{name}", args=[record.reference, *more])

    sign_in_browser(page, county.officer)
    _give(page, where, "Police lead", "Health lead", "Assessor Northshire")
    sign_in_browser(phone, third)
    _score_on_a_phone(phone, where)
    for user, first in ((county.police_lead, "Plenty"), (county.health_lead, "None")):
        sign_in_browser(page, user)
        _score(page, where, first)
    sign_in_browser(page, county.officer)
    _settle(page, where)
    sign_in_browser(page, county.chair)
    _weigh(page, phone, where, call, sign_in_browser, county)
    _award(page, where)
    sign_in_browser(phone, make.applicant(county))
    phone.goto(where("outcome"))
    phone.get_by_text("Well made.").wait_for()
    looked_at(phone, "outcome-phone")


def _give(page, where, *names):
    page.goto(where("scorers"))
    looked_at(page, "scorers")
    for name in names:
        choose_scorer(page, name)
        page.get_by_role("button", name="Give the bid").click()
        page.get_by_text(f"{name} has the bid to score").wait_for()


def _circle(page, number, label):
    row = page.get_by_role("radiogroup", name=re.compile(rf"^{number}\. "))
    row.get_by_role("radio", name=re.compile(f"^{label}")).check()


def _score(page, where, first):
    page.goto(where("score_form"))
    looked_at(page, "score-form")
    for number in range(1, 10):
        _circle(page, number, first if number == 1 else "Some")
    total = {"Plenty": "17", "None": "14"}[first]
    assert page.locator("[data-total]").inner_text() == total
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Sign the form").click()
    page.get_by_text("It is locked.").wait_for()
    looked_at(page, "score-signed")


def _score_on_a_phone(phone, where):
    phone.goto(where("score_form"))
    looked_at(phone, "score-form-phone")
    _circle(phone, 1, "Little")
    phone.get_by_label("Provisional").check()
    phone.get_by_role("button", name="Sign the form").click()
    phone.get_by_role("heading", name="There is a problem").wait_for()
    assert phone.get_by_role("link", name="Row 8: circle one score.").count() == 1
    looked_at(phone, "score-refused-phone")
    for number in range(2, 10):
        _circle(phone, number, "Some")
    phone.get_by_role("radio", name="Yes").check()
    phone.get_by_role("button", name="Save draft").click()
    phone.get_by_text("Your form is saved.").wait_for()
    assert phone.locator("[data-total]").inner_text() == "15"
    phone.get_by_role("button", name="Sign the form").click()
    phone.get_by_text("It is locked.").wait_for()
    looked_at(phone, "score-signed-phone")


def _settle(page, where):
    page.goto(where("scores"))
    looked_at(page, "scores")
    page.get_by_role("link", name="Moderate row 1", exact=True).click()
    page.get_by_label("Little").check()
    page.get_by_label("Why").fill("One target is named.")
    looked_at(page, "moderate")
    page.get_by_role("button", name="Settle the row").click()
    page.get_by_text("Row 1 is settled.").wait_for()
    page.get_by_role("button", name="Close the scoring").click()
    page.get_by_role("button", name="Close the scoring").click()
    page.get_by_text("Scoring is closed.").wait_for()
    page.get_by_role("button", name="Record the recommendation").click()
    page.get_by_label("Yes").check()
    page.get_by_label("Reasons").fill("It meets the need.")
    looked_at(page, "recommend")
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("The recommendation is recorded.").wait_for()
    looked_at(page, "scores-moderated")


def _weigh(page, phone, where, call, sign_in_browser, county):
    sign_in_browser(phone, county.chair)
    for screen, name in ((page, ""), (phone, "-phone")):
        screen.goto(where("decide", call))
        looked_at(screen, f"decide{name}")
        screen.goto(where("best_set", call))
        screen.get_by_role("button", name="Find the best set").click()
        screen.get_by_text("No set within these limits has more.").wait_for()
        looked_at(screen, f"best-set{name}")
        screen.goto(where("hangs_on", call))
        looked_at(screen, f"hangs-on{name}")


def _award(page, where):
    page.goto(where("award"))
    page.get_by_role("button", name="Award the bid").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    looked_at(page, "award-refused")
    page.get_by_label("Between meetings").check()
    page.get_by_label("Reasons for the decision").fill("Strong on need.")
    page.get_by_label("Feedback for the applicant").fill("Well made.")
    page.get_by_label("Condition", exact=True).fill("Quarterly figures")
    page.get_by_role("button", name="Award the bid").click()
    page.get_by_text("The bid is awarded").first.wait_for()
    looked_at(page, "outcome")


def test_the_forms_themselves(county, live_server, page, phone, sign_in_browser):
    scheme = make.scheme(county)
    make.fund(county)
    for screen, name in ((page, ""), (phone, "-phone")):
        sign_in_browser(screen, county.officer)
        for view, arguments in (("schemes", []), ("scheme", [scheme.pk]), ("scheme_version", [scheme.pk]),
                                ("interests", [])):  # fmt: skip
            screen.goto(live_server.url + reverse(f"funding:{view}", args=arguments))
            looked_at(screen, f"{view}{name}")
