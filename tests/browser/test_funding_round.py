"""One whole round of funding: from a community group that registers to the books of its project closed.

The group works on a phone, everybody else at a desk. Each does their own part: the group's secretary, the officer,
three scorers and one who declares an interest, the chair, and the police, who hold the money.
"""

import datetime as dt
import re

import pytest
from django.urls import reverse

from audit.clock import today
from funding.balances import balance_of
from funding.models import Bid, Interest
from partnership.models import User
from tests.accessible import accessibility_problems
from tests.browser.applying import accept_invitation, register, write
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.browser.hands import choose_scorer, day, follow, press, said
from tests.factories import funding as make
from tests.factories import meetings as make_meeting
from tests.personas import account

pytestmark = pytest.mark.django_db(transaction=True)


def looked_at(page, name):
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"round-{name}-{page.viewport_size['width']}")


def passed_by(_page, _name):
    """Looked at in `test_applying`."""


@pytest.fixture
def cast(county, settings, live_server):
    settings.PORTAL_URL = live_server.url
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make.area(county)
    county.assessor = account("assessor", county.health)
    county.reserve = account("reserve", county.police)
    county.call = make.call(
        county, most_amount=8000, scorers_wanted=3, documents_wanted="Safeguarding policy"
    )
    return county


@pytest.fixture
def at_phone(phone, live_server, sign_in_browser):
    def at(user, name, *args):
        sign_in_browser(phone, user)
        phone.goto(live_server.url + reverse(name, args=args))
        return phone

    return at


def test_from_an_open_call_to_a_closed_project(cast, desk, phone, at_phone, live_server):
    bid = _apply(cast, phone, live_server)
    _receive(cast, desk, bid)
    _give(cast, desk, bid)
    _shut_out(cast, desk, bid)
    _score(cast, desk, bid)
    _settle(cast, desk, bid)
    _recommend(cast, desk, bid)
    _award(cast, desk, bid)
    _read_the_outcome(cast, at_phone, bid)
    _agree(cast, desk, at_phone, bid)
    _claim_and_pay(cast, desk, at_phone, bid)
    _report(cast, desk, at_phone, bid)
    _close(cast, desk, at_phone, bid)


def _apply(cast, phone, live_server):
    register(phone, live_server, cast.call, passed_by)
    accept_invitation(phone)
    phone.goto(live_server.url + cast.call.get_absolute_url())
    press(phone, "Start a bid")
    phone.get_by_label("Title of the project").fill("Youth evenings")
    press(phone, "Start")
    press(phone, "Check answers and submit")
    follow(phone, "Write the evidence of need.")
    write(phone, passed_by)
    press(phone, "Check answers and submit")
    phone.get_by_label("What this bid says is true").check()
    press(phone, "Submit the bid")
    said(phone, "Your bid is submitted.")
    looked_at(phone, "submitted")
    bid = Bid.objects.get()
    cast.group = bid.agency
    cast.secretary = User.objects.get(email="secretary@harbour.example")
    return bid


def _receive(cast, desk, bid):
    """The officer finds it, reads who asks, records their training and whether it is a subsidy, and the holder."""
    page = desk(cast.officer, "funding:bids")
    looked_at(page, "bids")
    follow(page, bid.title)
    looked_at(page, "bid")
    page.locator(".rail").get_by_role("link", name="Harbour Youth Club").click()
    looked_at(page, "group")
    follow(page, "Record training")
    page.get_by_label("Problem-solving").check()
    day(page, "Completed on", today() - dt.timedelta(days=9))
    looked_at(page, "training")
    press(page, "Record it")
    said(page, "The training is recorded.")
    page = desk(cast.officer, "funding:subsidy", bid.reference)
    page.get_by_label("Not a subsidy").check()
    page.get_by_label("Reasoning").fill("A local club that trades with nobody.")
    looked_at(page, "subsidy")
    press(page, "Save")
    page = desk(cast.officer, "funding:fund_holder", bid.fund_year.fund.reference)
    page.get_by_label("Who holds the money").fill(str(cast.police))
    day(page, "From", today() - dt.timedelta(days=30))
    looked_at(page, "holder")
    press(page, "Save")
    said(page, "Saved.")


def _give(cast, desk, bid):
    page = desk(cast.officer, "funding:scorers", bid.reference)
    for user in (cast.police_lead, cast.health_lead, cast.reserve):
        choose_scorer(page, user.person)
        press(page, "Give the bid")
        said(page, f"{user.person} has the bid to score")
    looked_at(page, "scorers")


def _shut_out(cast, desk, bid):
    """Who declares an interest knows nothing of the bid any more, and another scores in their place (S002-190)."""
    page = desk(cast.reserve, "home:home")
    follow(page, bid.title)
    follow(page, "declare your interest")
    page.get_by_label("Family or friends").check()
    page.get_by_label("What it is").fill("My sister runs the club.")
    looked_at(page, "interest")
    press(page, "Declare it")
    said(page, "You see nothing of this bid from now on.")
    for name in ("bid", "score_form", "scores", "outcome", "bid_pdf"):
        address = reverse(f"funding:{name}", args=[bid.reference])
        assert page.request.get(page.url.split("/funding/")[0] + address).status == 404, name
    assert bid.reference not in page.content()
    page = desk(cast.officer, "funding:scorers", bid.reference)
    said(page, "declared an interest")
    choose_scorer(page, cast.assessor.person)
    press(page, "Give the bid")
    page = desk(cast.officer, "funding:interests")
    looked_at(page, "interests")
    assert Interest.objects.get().person == cast.reserve.person


def _score(cast, desk, bid):
    """Three forms; row 8 has no “none”, and a post that says so all the same is refused on its row."""
    page = desk(cast.police_lead, "home:home")
    follow(page, bid.title)
    row = page.get_by_role("radiogroup", name=re.compile(r"^8\. "))
    assert [one.get_attribute("value") for one in row.get_by_role("radio").all()] == [
        "little",
        "some",
        "plenty",
    ]
    _fill_form(page, "Plenty")
    row.get_by_role("radio").first.evaluate("box => { box.value = 'none'; box.checked = true }")
    press(page, "Sign the form")
    said(page, "Row 8 has no “None”. Choose Little, Some or Plenty.")
    looked_at(page, "row-8-refused")
    _circle(page, 8, "Some")
    press(page, "Sign the form")
    said(page, "It is locked.")
    for user, first in ((cast.health_lead, "None"), (cast.assessor, "Some")):
        page = desk(user, "funding:score_form", bid.reference)
        assert (
            page.request.get(page.url.replace("scoring-form", "scores")).status == 403
        )  # blind until signed
        _fill_form(page, first)
        press(page, "Sign the form")
        said(page, "It is locked.")
    follow(page, "Scores")
    looked_at(page, "scores-of-a-scorer")


def _circle(page, number, label):
    row = page.get_by_role("radiogroup", name=re.compile(rf"^{number}\. "))
    row.get_by_role("radio", name=re.compile(f"^{label}")).check()


def _fill_form(page, first):
    for number in range(1, 10):
        _circle(page, number, first if number == 1 else "Some")
    page.get_by_label("Yes").check()


def _settle(cast, desk, bid):
    page = desk(cast.officer, "funding:scores", bid.reference)
    looked_at(page, "scores")
    page.get_by_role("link", name="Moderate row 1", exact=True).click()
    page.get_by_label("Some").check()
    page.get_by_label("Why").fill("Two targets are named, and one is of this strategy.")
    press(page, "Settle the row")
    said(page, "Row 1 is settled.")
    follow(page, "Close the scoring")
    press(page, "Close the scoring")
    said(page, "Scoring is closed.")


def _recommend(cast, desk, bid):
    """What the meeting advises awards nothing, and who records it cannot decide (S002-191)."""
    page = desk(cast.officer, "funding:scores", bid.reference)
    follow(page, "Record the recommendation")
    page.get_by_label("Yes").check()
    page.get_by_label("Reasons").fill("It meets the need.")
    looked_at(page, "recommend")
    press(page, "Record it")
    said(page, "The recommendation is recorded.")
    assert page.get_by_role("button", name="Award").count() == 0
    assert page.request.get(page.url.replace("/scores/", "/decision/award/")).status == 403
    bid.refresh_from_db()
    assert (bid.status, bid.awarded) == ("recommended", None)


def _award(cast, desk, bid):
    meeting = make_meeting.scheduled(cast, held_on=today())
    page = desk(cast.chair, "funding:decide", cast.call.reference)
    looked_at(page, "decide")
    page = desk(cast.chair, "home:home")
    follow(page, bid.title)
    follow(page, "Award")
    page.get_by_label("By a resolution of a meeting").check()
    page.get_by_label("Meeting that resolved it").select_option(value=str(meeting.pk))
    page.get_by_label("Number of the resolution or minute").fill("4.2")
    page.get_by_label("Reasons for the decision").fill("Strong on need.")
    page.get_by_label("Feedback for the applicant").fill("A clear plan, well costed.")
    page.get_by_label("Condition", exact=True).fill("A register of each evening")
    looked_at(page, "award")
    press(page, "Award the bid")
    said(page, "The bid is awarded")
    looked_at(page, "outcome")
    _is_pdf(page, page.get_by_role("link", name=re.compile("[Dd]ecision sheet")))
    _is_pdf(page, page.get_by_role("link", name=re.compile("[Ll]etter")))


def _is_pdf(page, link):
    answer = page.request.get(page.url.split("/funding/")[0] + link.first.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    assert accessibility_problems(answer.body()) == []


def _read_the_outcome(cast, at_phone, bid):
    """The applicant reads the outcome and the feedback; neither scores nor reasons."""
    phone = at_phone(cast.secretary, "funding:bid", bid.reference)
    follow(phone, "Decision")
    said(phone, "A clear plan, well costed.")
    assert "Strong on need." not in phone.content()
    assert phone.get_by_role("link", name="Scores").count() == 0
    looked_at(phone, "outcome")
    _is_pdf(phone, phone.get_by_role("link", name=re.compile("[Ll]etter")))


def _agree(cast, desk, at_phone, bid):
    page = desk(cast.officer, "funding:delivery", bid.reference)
    follow(page, "Set the instalments")
    for number, (amount, due) in enumerate((("3000", 10), ("2000", 200))):
        row = page.get_by_role("group", name=f"Instalment {number + 1}", exact=True)
        row.get_by_label("Amount").fill(amount)
        day(row, "Due on", today() + dt.timedelta(days=due))
    page.get_by_label("In advance").first.check()
    looked_at(page, "instalments")
    press(page, "Save")
    said(page, "The instalments are set.")
    phone = at_phone(cast.secretary, "funding:delivery", bid.reference)
    follow(phone, "Read and sign the agreement")
    looked_at(phone, "agreement")
    press(phone, "We accept the award on these terms")
    said(phone, "You have signed.")
    page = desk(cast.officer, "funding:delivery", bid.reference)
    follow(page, "Sign the agreement")
    press(page, "Sign")
    said(page, "The agreement is signed by both sides.")
    _is_pdf(page, page.get_by_role("link", name="The agreement as a PDF"))


def _claim_and_pay(cast, desk, at_phone, bid):
    phone = at_phone(cast.secretary, "funding:delivery", bid.reference)
    follow(phone, "Attach an invoice")
    phone.get_by_label("Title").fill("Invoice 12")
    phone.locator("input[type=file]").set_input_files(
        {"name": "invoice.txt", "mimeType": "text/plain", "buffer": b"Hire of the hall, twelve evenings.\n"}
    )
    press(phone, "Attach document")
    said(phone, "“Invoice 12” is attached.")
    follow(phone, "Delivery")
    follow(phone, "Claim instalment 1")
    phone.get_by_label("What it was spent on, and the evidence attached").fill(
        "Hire of the hall, invoice 12."
    )
    looked_at(phone, "claim")
    press(phone, "Claim")
    said(phone, "The claim is sent.")
    page = desk(cast.officer, "funding:delivery", bid.reference)
    follow(page, "Decide the claim for instalment 1")
    page.get_by_label("Approve the claim").check()
    press(page, "Decide")
    said(page, "Record how that was met first.")  # money waits for the condition
    looked_at(page, "claim-refused")
    page = desk(cast.officer, "funding:delivery", bid.reference)
    follow(page, "Record that it is met")
    page.get_by_label("How the condition was met").fill("Their register was seen.")
    press(page, "It is met")
    follow(page, "Decide the claim for instalment 1")
    page.get_by_label("Approve the claim").check()
    press(page, "Decide")
    looked_at(page, "claim-approved")
    page = desk(cast.partner, "funding:delivery", bid.reference)
    follow(page, "Record the payment of instalment 1")
    press(page, "Record the payment")
    said(page, "The payment is recorded.")
    looked_at(page, "paid")


def _report(cast, desk, at_phone, bid):
    page = desk(cast.officer, "funding:delivery", bid.reference)
    follow(page, "Ask for a return")
    for legend, when in (("From", -30), ("Until", -1), ("Due on", 10)):
        day(page, legend, today() + dt.timedelta(days=when))
    press(page, "Ask")
    phone = at_phone(cast.secretary, "funding:delivery", bid.reference)
    follow(phone, "Write the return due")
    phone.get_by_label("What was done").fill("Twelve evenings were held.")
    phone.get_by_label("Spent in the period").fill("1,200")
    phone.get_by_label("Sessions held", exact=True).fill("12")
    looked_at(phone, "return")
    press(phone, "Send the return")
    said(phone, "The return is sent.")
    looked_at(phone, "project")
    page = desk(cast.officer, "funding:delivery", bid.reference)
    follow(page, "Settle the return due")
    page.get_by_label("Accept the return").check()
    looked_at(page, "return-settle")
    press(page, "Settle")
    said(page, "Accepted")
    looked_at(page, "project")


def _close(cast, desk, at_phone, bid):
    phone = at_phone(cast.secretary, "funding:delivery", bid.reference)
    follow(phone, "Record the evaluation")
    phone.get_by_label("What was achieved, against what was promised").fill("Calls fell by a third.")
    phone.get_by_label("People reached").fill("40")
    looked_at(phone, "evaluate")
    press(phone, "Send it")
    said(phone, "The evaluation is sent.")
    page = desk(cast.officer, "funding:bid", bid.reference)
    follow(page, "Close")
    looked_at(page, "close")
    said(page, "£2,000 was not paid, and goes back to the fund.")
    page.get_by_label("Why it was not spent").fill("The second term was not held.")
    press(page, "Close it")
    said(page, "The project is closed.")
    looked_at(page, "closed")
    bid.refresh_from_db()
    money = balance_of(bid.fund_year)
    assert (bid.status, money.committed, money.paid, money.to_pay, money.free) == (
        "closed",
        3000,
        3000,
        0,
        17000,
    )


def test_the_room_that_is_open_is_in_sight_on_a_phone(county, open_page, live_server, sign_in_browser):
    """The last of the menu, with scripts and without: the row scrolls there, or wraps."""
    for scripts in (True, False):
        page = open_page(375, java_script_enabled=scripts)
        sign_in_browser(page, county.chair)
        page.goto(live_server.url + reverse("home:bodies"))
        here = page.locator(".moj-primary-navigation [aria-current]")
        here.wait_for()
        box = here.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375
