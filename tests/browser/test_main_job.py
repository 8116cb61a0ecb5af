"""The main job as people do it: the officer at a desk, the chair on a telephone, the public in a private window."""

import page as page_validation
import pytest
from django.urls import reverse

from meetings.models import Meeting
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.journeys.test_minutes import MINUTES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def minutes_file(tmp_path):
    file = tmp_path / "minutes.txt"
    file.write_text(MINUTES)
    return file


def looked_at(page, name):
    """Every page of the journey is accessible, fits its screen, and is there to be looked at."""
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, name)


def test_from_a_file_to_a_signature_and_the_public_page(
    county, live_server, page, phone, open_page, sign_in_browser, minutes_file, tmp_path
):
    sign_in_browser(page, county.officer)
    _import(page, live_server, minutes_file)
    meeting = Meeting.objects.get()
    _complete(page, live_server, meeting)
    _circulate(page, live_server, meeting)
    sign_in_browser(phone, county.chair)
    _approve(phone, live_server, meeting)
    _download(page, live_server, meeting, tmp_path)
    _publish(page, live_server, meeting)
    _read_in_private(open_page(), live_server, meeting)


def _import(page, live_server, minutes_file):
    page.goto(live_server.url + reverse("meetings:list"))
    looked_at(page, "meetings")
    page.get_by_role("button", name="Import minutes").click()
    page.get_by_label("Whose minutes are these?").select_option(label="Strategic group")
    page.get_by_label("Minutes as a file").set_input_files(minutes_file)
    looked_at(page, "import")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("heading", name="Check the import").wait_for()
    looked_at(page, "import-preview")
    page.get_by_role("button", name="Import as draft minutes").click()
    page.get_by_text("imported as a draft").wait_for()
    looked_at(page, "minutes-imported")


def _complete(page, live_server, meeting):
    page.goto(live_server.url + reverse("meetings:change", args=[meeting.reference]))
    for label, value in (("Day", "14"), ("Month", "10"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(value)
    looked_at(page, "meeting-details")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The meeting is changed.").wait_for()
    page.get_by_role("link", name="Change CSP-ACT").click()
    page.get_by_label("What is to be done").fill("Prepare a statement for the press.")
    for label, value in (("Day", "30"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(value)
    looked_at(page, "action")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Change this condition").click()
    page.get_by_label("Who will discharge it").select_option(label="Police lead")
    looked_at(page, "condition")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Owner: Police lead").wait_for()


def _circulate(page, live_server, meeting):
    page.get_by_role("button", name="Circulate the minutes").click()
    looked_at(page, "circulate")
    page.get_by_role("button", name="Circulate the minutes").click()
    page.get_by_text("Minutes circulated").first.wait_for()
    looked_at(page, "minutes-circulated")


def _approve(phone, live_server, meeting):
    phone.goto(live_server.url + reverse("home:home"))
    looked_at(phone, "home-phone")
    phone.get_by_role("button", name="Read and approve").first.click()
    phone.get_by_text("Put your name to these minutes").wait_for()
    looked_at(phone, "approve-phone")
    phone.get_by_label("I have read the minutes").check()
    phone.get_by_role("button", name="Approve and sign").click()
    phone.get_by_text("You have approved and signed the minutes.").wait_for()
    looked_at(phone, "approved-phone")
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.APPROVED


def _download(page, live_server, meeting, folder):
    page.goto(live_server.url + reverse("meetings:minutes", args=[meeting.reference]))
    link = page.get_by_role("link", name="Minutes", exact=True).last.get_attribute("href")
    answer = page.context.request.get(live_server.url + link)
    file = folder / "minutes.pdf"
    file.write_bytes(answer.body())
    assert page_validation.validate_pdf(str(file), profile="ua1").is_compliant
    assert answer.headers["content-type"] == "application/pdf"


def _publish(page, live_server, meeting):
    page.get_by_role("button", name="Publish").click()
    looked_at(page, "publish")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("is on the public page").wait_for()


def _read_in_private(page, live_server, meeting):
    page.goto(live_server.url + reverse("meetings:public", args=[meeting.reference]))
    page.get_by_text("The delivery group reported on the parks.").wait_for()
    assert "CSP-ACT" not in page.content()
    looked_at(page, "public")


@pytest.mark.parametrize("name", ["agenda", "attendance", "minutes", "decisions"])
@pytest.mark.parametrize("width", [1280, 375])
def test_each_part_of_a_meeting_is_accessible(county, live_server, open_page, sign_in_browser, name, width):
    from tests.factories import meetings as make

    meeting = make.drafted(county)
    page = open_page(width)
    sign_in_browser(page, county.officer)
    page.goto(live_server.url + reverse(f"meetings:{name}", args=[meeting.reference]))
    looked_at(page, f"{name}-{width}")
