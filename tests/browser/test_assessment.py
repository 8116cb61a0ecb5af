"""An assessment from its first line to the public page, as an analyst, a member and the chair do it."""

import io
from pathlib import Path

import openpyxl
import pymupdf
import pytest
from django.urls import reverse

from assessments.drawn import said
from assessments.models import Crime
from assessments.services import commenting
from records.jobs import sweep
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.factories import assessing, police
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db(transaction=True)

OVER_HEADINGS = """() => [...document.querySelectorAll("main h2 ~ h2")].map(
    heading => heading.getBoundingClientRect().top - heading.previousElementSibling.getBoundingClientRect().bottom
        + parseFloat(getComputedStyle(heading).paddingTop))"""


def looked_at(page, name):
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"assessment-{name}")


def test_from_a_section_to_the_public_page(county, live_server, page, phone, sign_in_browser):
    found = make.assessment(county, summary="Shoplifting rose.")
    section = found.sections.first()
    [area] = assessing.areas()
    assessing.counted(area)
    assessing.matrix(county)
    assessing.issue(county, found, "Theft", (5, 2, 3, 2))
    assessing.statement(county, found)

    def where(name, *more):
        return live_server.url + reverse(f"assessments:{name}", args=[found.reference, *more])

    sign_in_browser(page, county.officer)
    _draw(page, where, section)
    _write(page, where, section)
    for name in ("assessment", "assessment_read", "assessment_evidence", "assessment_priorities", "assessment_scores",
                 "assessment_changed", "matrix", "issue_add"):  # fmt: skip
        page.goto(where(name))
        looked_at(page, name)
    _comment(page, phone, where, section, sign_in_browser, county)
    _sign(page, where, sign_in_browser, county)
    _publish(page, phone, where, sign_in_browser, county)


def _draw(page, where, section):
    page.goto(where("figure_add", section.pk))
    looked_at(page, "figure-add")
    page.get_by_label("Title").fill("Shoplifting by month")
    page.get_by_label("Trend by month").check()
    page.get_by_label("Shoplifting", exact=True).check()
    page.locator("#id_area").select_option(label="Northshire (district)")
    page.get_by_role("button", name="Draw it").click()
    page.get_by_role("img", name="Figure 1: Shoplifting by month").wait_for()
    looked_at(page, "figure")


def _write(page, where, section):
    page.goto(where("section_write", section.pk))
    looked_at(page, "section")
    page.locator("#id_body").fill("## Where\nIt rose [1].\n- quay\n\n[figure 1]")
    page.get_by_label("Ready to be read by others").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("is saved.").wait_for()


def _comment(page, phone, where, section, sign_in_browser, county):
    page.goto(where("assessment_consult"))
    looked_at(page, "consult")
    page.get_by_role("button", name="Send it out").click()
    page.get_by_text("It is out for comment.").wait_for()
    sign_in_browser(phone, county.police_lead)
    phone.goto(where("comment_add", section.pk))
    looked_at(phone, "comment-phone")
    phone.get_by_label("Your comment").fill("Say more of the quay.")
    phone.get_by_role("button", name="Send the comment").click()
    phone.get_by_text("Say more of the quay.").wait_for()
    made = section.comments.get()
    commenting.answer_comment(made, answer="accepted", answer_text="Added.", by=county.officer)
    phone.goto(where("assessment_comments"))
    looked_at(phone, "comments-phone")
    phone.goto(where("assessment_read"))
    looked_at(phone, "text-phone")


def _sign(page, where, sign_in_browser, county):
    sign_in_browser(page, county.chair)
    page.goto(where("assessment_agree"))
    looked_at(page, "sign")
    page.get_by_label("I have read it").check()
    page.get_by_label("Agree it all the same").check()
    page.get_by_role("button", name="Agree and sign").click()
    page.get_by_text("Its figures are kept as they are today.").wait_for()
    page.goto(where("assessment_evidence"))
    looked_at(page, "evidence-agreed")
    assert min(page.evaluate(OVER_HEADINGS)) >= 20


def _publish(page, phone, where, sign_in_browser, county):
    sign_in_browser(page, county.officer)
    page.goto(where("assessment_files"))
    page.get_by_role("button", name="Data annex, Excel").click()
    page.get_by_text("The file is being made.").wait_for()
    looked_at(page, "files-going")
    sweep()
    page.goto(where("assessment_files"))
    page.get_by_role("link", name="Download").wait_for()
    looked_at(page, "files")
    page.goto(where("assessment_publish"))
    page.get_by_label("Its text names").check()
    page.get_by_role("button", name="Publish").click()
    sweep()
    phone.context.clear_cookies()
    phone.goto(where("open_assessment"))
    phone.get_by_role("link", name="PDF").wait_for()
    looked_at(phone, "open-phone")


def test_from_files_to_an_agreed_assessment_with_the_same_numbers_everywhere(
    county, live_server, page, sign_in_browser, settings, tmp_path
):
    """An analyst loads, counts, draws a map, writes and sends out; the chair records the resolution; files say what
    the page says.
    """
    settings.PORTAL_TODAY = "2026-06-01"
    make.district()
    found = make.assessment(county, summary="Crime gathers at the quay.", first=make.APRIL, last=make.MARCH)
    section = found.sections.first()

    def where(name, *more, of=found.reference):
        return live_server.url + reverse(f"assessments:{name}", args=[of, *more] if of else more)

    sign_in_browser(page, make.analyst(county))
    _load(page, where, tmp_path)
    _indicator(page, where)
    _figure(page, where, section, "Where crime gathers", "Map of hotspots")
    _figure(page, where, section, "Shoplifting", "Trend by month", "Shoplifting in Northshire")
    page.goto(where("section_write", section.pk))
    page.locator("#id_body").fill("## Where\n[figure 1]\n\n## How much\n[figure 2]")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(where("assessment_consult"))
    page.get_by_role("button", name="Send it out").click()
    page.get_by_text("It is out for comment.").wait_for()
    held = assessing.meeting(county)
    sign_in_browser(page, county.chair)
    page.goto(where("assessment_agree") + "?by=meeting")
    looked_at(page, "resolution")
    page.get_by_label("Reference of the meeting").fill(held.reference)
    page.get_by_label("Number of the resolution").fill("4.1")
    page.get_by_label("Agree it all the same").check()
    page.get_by_role("button", name="Record that it is agreed").click()
    page.get_by_text("Its figures are kept as they are today.").wait_for()
    _compare(page, where, county, sign_in_browser)


def _load(page, where, tmp_path):
    rows = [police.crime(f"{2024 + n // 12}-{n % 12 + 1:02d}", at) for n in range(3, 27) for at in range(40)]
    rows += [police.crime("2026-02", 900 + at, lon="-1.905000", lat="50.760000") for at in range(60)]
    path = police.write(tmp_path, "2026-03-northshire-street.csv", police.street(*rows))
    page.goto(where("load_add", of=None))
    page.get_by_label("Files").set_input_files(path)
    page.get_by_role("button", name="Check the files").click()
    page.get_by_role("heading", level=1).filter(has_text="2026-03-northshire").wait_for()
    sweep()
    page.reload()
    page.get_by_role("button", name="Load it").click()
    page.get_by_role("button", name="Load it").click()
    page.get_by_text("loaded").first.wait_for()
    sweep()
    assert Crime.objects.count() == len(rows)


def _indicator(page, where):
    page.goto(where("indicator_add", of=None))
    page.get_by_label("Name", exact=True).fill("Shoplifting in Northshire")
    page.get_by_label("Definition").fill("Thefts from shops.")
    page.get_by_label("Counted from data.police.uk").check()
    page.get_by_label("Shoplifting", exact=True).check()
    page.get_by_label("Northshire", exact=True).first.check()
    page.locator("#id_source").fill("data.police.uk")
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("It is added.").wait_for()


def _figure(page, where, section, title, kind, indicator=""):
    page.goto(where("figure_add", section.pk))
    page.get_by_label("Title").fill(title)
    page.get_by_label(kind, exact=True).check()
    if indicator:
        page.get_by_label(indicator, exact=True).check()
    page.locator("#id_area").select_option(label="Northshire (district)")
    page.get_by_role("button", name="Draw it").click()
    page.get_by_role("img", name=title).wait_for()
    looked_at(page, f"figure-{kind.split()[0].lower()}")


def _compare(page, where, county, sign_in_browser):
    """The tables of the page, of the PDF and of the workbook."""
    page.goto(where("assessment_read"))
    looked_at(page, "agreed")
    tables = [
        [[cell.inner_text() for cell in row.locator("td").all()] for row in table.locator("tbody tr").all()]
        for table in page.locator(".figure__table").all()
    ]
    assert [len(table) for table in tables][1] == 12
    sign_in_browser(page, county.officer)
    page.goto(where("assessment_files"))
    files = {}
    for name in ("PDF", "Data annex, Excel"):
        page.get_by_role("button", name=name, exact=True).click()
        sweep()
        page.goto(where("assessment_files"))
        with page.expect_download() as coming:
            page.get_by_role("link", name="Download").first.click()
        files[name] = Path(coming.value.path()).read_bytes()
    words = [word for sheet in pymupdf.open(stream=files["PDF"]) for word in sheet.get_text().split()]
    book = openpyxl.load_workbook(io.BytesIO(files["Data annex, Excel"]))
    for number, table in enumerate(tables, start=1):
        sheet = next(sheet for sheet in book if sheet.title.endswith(f"Figure {number}"))
        filed = [
            [said(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)
        ]
        for row in table:
            assert row in filed
            assert all(word in words for cell in row for word in cell.split())
