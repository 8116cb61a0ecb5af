"""Police data from files to a map, in a browser."""

import pytest
from django.urls import reverse

from assessments.models import Crime
from records import jobs
from records.models import Job
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.factories import assessments as make
from tests.factories import police

pytestmark = pytest.mark.django_db(transaction=True)
MONTHS = [f"{2024 + n // 12}-{n % 12 + 1:02d}" for n in range(3, 29)]


@pytest.fixture
def look():
    """``look(page, "check")``: what is seen is accessible and fits."""

    def at(page, name):
        assert_accessible(page)
        assert_fits(page)
        screenshot(page, f"police-data-{name}-{page.viewport_size['width']}")

    return at


def work(task):
    """What the worker does, with a broker or without."""
    if job := Job.objects.filter(task=task, done_at=None).first():
        jobs.run(job.pk)


@pytest.mark.parametrize("width", [1280, 375])
def test_an_analyst_loads_months_and_sees_where_crime_gathers(
    county, live_server, open_page, sign_in_browser, settings, tmp_path, look, width
):
    settings.PORTAL_TODAY = "2026-06-01"
    make.district()
    files = [
        police.write(
            tmp_path,
            f"{month}-northshire-street.csv",
            police.month_of(month, 60 if month > "2025-12" else 40),
        )
        for month in MONTHS
    ]
    broken = police.write(
        tmp_path, "2026-05-northshire-street.csv", police.street(police.crime("2026-05"), "half a row")
    )
    page = open_page(width)
    sign_in_browser(page, make.analyst(county))
    page.goto(live_server.url + reverse("assessments:crime"))
    look(page, "nothing")
    page.get_by_role("button", name="Load police data").click()
    page.get_by_label("Files").set_input_files([*files, broken])
    look(page, "files")
    page.get_by_role("button", name="Check the files").click()
    page.get_by_role("heading", level=1).filter(has_text="2024-04-northshire").wait_for()
    work("assessments.check_load")
    page.reload()
    page.get_by_text("line 3: it has 1 field and not 12").wait_for()
    look(page, "check")
    page.get_by_role("button", name="Load it").click()
    page.get_by_role("button", name="Load it").click()
    page.get_by_text("Some lines cannot be read").first.wait_for()
    page.get_by_label("Load the rest without").check()
    look(page, "confirm")
    page.get_by_role("button", name="Load it").click()
    page.get_by_text("It is being loaded").wait_for()
    work("assessments.load")
    page.reload()
    page.get_by_text("Rows held in all").wait_for()
    look(page, "loaded")
    assert Crime.objects.filter(edition__is_current=True).count() > 1000
    page.get_by_role("button", name="See crime in numbers").click()
    page.get_by_role("heading", name="Crime in numbers: Northshire").wait_for()
    look(page, "numbers")
    page.get_by_role("link", name="Shoplifting", exact=True).click()
    page.get_by_role("figure").filter(has_text="Shoplifting in Northshire: control chart").first.wait_for()
    look(page, "category")
    page.get_by_role("link", name="Hotspots").click()
    page.get_by_role("heading", name="Where most were").wait_for()
    look(page, "hotspots")
    page.goto(live_server.url + reverse("assessments:loads"))
    look(page, "held")
