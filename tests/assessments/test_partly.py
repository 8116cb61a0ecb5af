"""A period of which some days alone were counted is kept as such, and compared with no whole one."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.urls import reverse

from assessments.comparing import comparisons
from assessments.importing import COLUMNS
from assessments.models import Observation
from assessments.observed import Figure
from assessments.partly import words_of
from assessments.reports.indicator import page_of
from assessments.reports.taken import taken_from
from assessments.series import series_of
from assessments.services import importing
from assessments.services.observing import observe
from documents.tables import guess
from records.lifecycle import MoveRefused
from tests.assessments.partners_file import file, sheet_of, take
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
MAY = make.APRIL + 1
DAYS = "Date\n" + "".join(
    f"{dt.date(2025, 4, 1) + dt.timedelta(at)}\n" for at in range(35)
)  # April, and five of May


@pytest.fixture
def indicator(county):
    return make.indicator(county, "Calls to the wardens")


def days_of(indicator):
    return {row.first: words_of(row) for row in indicator.observations.current()}


def test_days_of_incidents_tell_which_month_is_covered_in_part(county, indicator):
    sheet = sheet_of(DAYS)
    taken = taken_from(indicator, importing.read(indicator, sheet, guess(sheet.headings, COLUMNS)))
    assert taken.in_part == ["May 2025: to 5 May 2025."]
    take(indicator, DAYS, county.officer)
    assert days_of(indicator) == {make.APRIL: "", MAY: "to 5 May 2025"}


def test_somebody_may_say_that_the_file_covers_whole_months(county, indicator):
    take(indicator, DAYS, county.officer, days=(None, dt.date(2025, 5, 31)))
    assert days_of(indicator) == {make.APRIL: "", MAY: ""}


def test_quiet_days_at_the_end_of_a_month_say_nothing(county, indicator):
    take(indicator, "Date\n2025-04-04\n2025-04-27\n", county.officer)
    assert days_of(indicator) == {make.APRIL: ""}
    take(indicator, "Date\n2025-04-05\n2025-04-26\n", county.officer)
    assert days_of(indicator) == {make.APRIL: "from 5 April to 26 April 2025"}


def test_a_file_of_counts_covers_the_days_that_are_said(county, indicator):
    counts = "Month,Count\nApril 2025,40\nMay 2025,6\n"
    take(indicator, counts, county.officer, days=(dt.date(2025, 4, 3), dt.date(2025, 5, 5)))
    assert days_of(indicator) == {make.APRIL: "from 3 April 2025", MAY: "to 5 May 2025"}
    with pytest.raises(MoveRefused, match="Line 2: The days that it covers do not lie in April 2025"):
        take(indicator, counts, county.officer, days=(dt.date(2025, 5, 1), None))
    with pytest.raises(MoveRefused, match="4 May 2025 is not among the days that you said the file covers"):
        take(indicator, DAYS, county.officer, days=(None, dt.date(2025, 5, 3)))


def test_a_month_that_is_not_over_is_not_whole(county, indicator, settings):
    settings.PORTAL_TODAY = "2025-05-20"
    observe(indicator, Figure(MAY, MAY, value=D(6)), by=county.officer)
    assert days_of(indicator) == {MAY: "to 20 May 2025"}


def test_part_of_a_month_is_not_compared_and_its_page_says_why(county, indicator):
    for month in range(MAY - 12, MAY):
        observe(indicator, Figure(month, month, value=D(40)), by=county.officer)
    observe(indicator, Figure(MAY, MAY, value=D(6), data_until=dt.date(2025, 5, 5)), by=county.officer)
    run = series_of(indicator)[None]
    assert run.latest.window.words == "April 2025"
    assert not [one for one in comparisons(indicator, run) if "May 2025" in one.label]
    page = page_of(indicator)
    assert page.in_part == ["May 2025: 6 to 5 May 2025. It is compared once it is whole."]
    assert page.table.rows[0] == ("May 2025", [("6 (to 5 May 2025)", "")])
    assert page.data_to == "Data to April 2025"


def test_only_part_of_a_month_is_no_whole_period(county, indicator, client):
    observe(indicator, Figure(MAY, MAY, value=D(6), data_until=dt.date(2025, 5, 5)), by=county.officer)
    assert page_of(indicator).latest == "No whole period has come in yet."
    client.force_login(county.officer)
    assert "6 (to 5 May 2025)" in client.get(indicator.get_absolute_url()).text
    observe(indicator, Figure(MAY, MAY, value=D(41)), by=county.officer)
    assert page_of(indicator).latest == "41"


def test_the_days_are_given_out_and_taken_in_again(county, indicator, client):
    take(indicator, DAYS, county.officer)
    client.force_login(county.officer)
    given = client.get(indicator.get_absolute_url(), {"export": "csv"}).text
    copy = make.indicator(county, "Copy")
    take(copy, given.removeprefix("\ufeff"), county.officer)
    assert days_of(copy) == days_of(indicator)


def test_the_days_are_asked_for_over_the_preview(county, indicator, client):
    client.force_login(county.officer)
    address = reverse("assessments:figures_import", args=[indicator.reference])
    incidents = file(DAYS, "incidents.csv")
    page = client.post(address, {"file": incidents}).text
    assert "Covered in part" in page
    assert "May 2025: to 5 May 2025." in page
    said = {"content": '[["Month","Count"],["May 2025","6"]]', "name": "a.csv", "step": "load"}
    said |= {"column_period": "0", "column_value": "1", "end": "5 May 2025"}
    wrong = client.post(address, said | {"begin": "6 May 2025"})
    assert "The last day cannot be before the first." in wrong.text
    assert client.post(address, said).status_code == 302
    assert Observation.objects.get().data_until == dt.date(2025, 5, 5)


def test_days_outside_the_period_are_refused(county, indicator):
    with pytest.raises(MoveRefused, match="do not lie in May 2025"):
        observe(indicator, Figure(MAY, MAY, value=D(6), data_until=dt.date(2025, 6, 5)), by=county.officer)
