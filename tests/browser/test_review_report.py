"""A chronology from an agency's file to what stands out; a report from its first word to the check that lets it go."""

import pytest
from django.urls import reverse

from records.jobs import sweep
from reviews.models import ChronologyPart
from reviews.services import reports, sealed
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db(transaction=True)
FILE = (
    "Date,Time,Details,Type\n3/4/2024,14:30,Willow came with bruises.,attendance\n5.6.24,,Did not come.,DNA\n"
)


def seen(page, name):
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, name)


def test_an_agency_sends_its_chronology_in_a_file(county, sign_in_browser, live_server, page, phone):
    coordinator = make.coordinator(county)
    review = make.scoped(county, coordinator)
    make.entry(county, review, coordinator, county.police, what="Nobody was at home.")
    make.entry(county, review, coordinator, county.council, what="Willow opened the door.")
    part = make.part(county, review, coordinator, county.health_lead, county.health)
    sign_in_browser(phone, county.health_lead)
    phone.goto(f"{live_server.url}{part.get_absolute_url()}")
    seen(phone, "chronology-part-phone")
    phone.get_by_role("button", name="Read a file").click()
    phone.get_by_label("File: Excel, CSV, or a table in Word").set_input_files(
        {"name": "ours.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    phone.get_by_role("button", name="Read the file").click()
    phone.get_by_text("Choose first, below the lines").wait_for()
    seen(phone, "chronology-columns-phone")
    phone.get_by_label("Day first: 3 April").check()
    phone.get_by_role("button", name="Take all of it").click()
    phone.get_by_text("2 new entries, 0 there already.").wait_for()
    phone.get_by_role("button", name="Share it").click()
    phone.get_by_role("button", name="Share it").click()
    assert ChronologyPart.objects.get().status == "shared"
    sign_in_browser(page, coordinator)
    for name in ("chronology", "findings", "parts", "entry_add", "chronology_import", "part_ask"):
        page.goto(f"{live_server.url}{reverse(f'reviews:{name}', args=[review.reference])}")
        seen(page, f"reviews-{name}")


def test_a_report_is_written_checked_and_let_go(county, sign_in_browser, live_server, page):
    coordinator = make.coordinator(county)
    review = make.scoped(county, coordinator)
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity="Invented Nameworth")
    report = make.report(review, coordinator)
    sign_in_browser(page, coordinator)
    page.goto(f"{live_server.url}{reverse('reviews:reports', args=[review.reference])}")
    seen(page, "reviews-report")
    page.get_by_role("link", name="Introduction").click()
    page.get_by_label("Text").fill("Willow sang.\n\nThe Nameworth Trust helped.")
    seen(page, "reviews-section")
    page.get_by_role("button", name="Save").click()
    reports.comment(
        report.sections.first(), by=coordinator, text="Say when.", of_family=True, said_by="A sister"
    )
    for name in ("report_read", "version_list", "report_change"):
        page.goto(f"{live_server.url}{reverse(f'reviews:{name}', args=[review.reference, report.pk])}")
        seen(page, f"reviews-{name}")
    page.goto(f"{live_server.url}{reverse('reviews:checks', args=[review.reference])}")
    seen(page, "reviews-checks")
    page.get_by_role("button", name="Check the overview report").click()
    page.get_by_label("Why you open the key").fill("Before it goes to the panel")
    page.get_by_role("button", name="Check it").click()
    page.get_by_text("The check is running").wait_for()
    sweep()
    page.goto(f"{live_server.url}{reverse('reviews:checks', args=[review.reference])}")
    page.get_by_role("link", name="Overview report", exact=True).click()
    page.get_by_text("1 find to clear or to mend").wait_for()
    seen(page, "reviews-check")
    page.get_by_role("link", name="Say why it may stand").click()
    page.get_by_label("Why").fill("A charity of that name, known to everyone")
    page.get_by_role("button", name="Let it stand").click()
    page.get_by_text("No find is left").wait_for()
    page.goto(f"{live_server.url}{reverse('reviews:files', args=[review.reference])}")
    seen(page, "reviews-files")
    page.get_by_role("button", name="Overview report, final").click()
    page.get_by_text("Enter the day on which the report was completed").wait_for()
    for name in ("outlines",):
        page.goto(f"{live_server.url}{reverse(f'reviews:{name}')}")
        seen(page, f"reviews-{name}")
