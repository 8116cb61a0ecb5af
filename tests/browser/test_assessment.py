"""An assessment from its first line to the public page, as an analyst, a member and the chair do it."""

import pytest
from django.urls import reverse

from assessments.services import commenting
from records.jobs import sweep
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.factories import assessing
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db(transaction=True)


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
    page.get_by_role("button", name="Agree and sign").click()
    page.get_by_text("Its figures are kept as they are today.").wait_for()


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
