"""A partner's own incidents, each with its day and time, are counted by month and by hour of the week."""

import datetime as dt

import pytest
from django.urls import reverse

from assessments.drawing import draw
from assessments.importing import COLUMNS
from assessments.reports.taken import taken_from
from assessments.services import importing
from documents.tables import guess
from records.lifecycle import MoveRefused
from tests.assessments.partners_file import file, sheet_of, take
from tests.factories import assessing
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
LINES = """Date,Time,District
2025-04-04,22:10,Northshire
04/04/2025,22,Northshire
2025-04-05,unknown,Northshire
2025-04-06 00:00:00,,Northshire
2025-05-02,22:59:01,Northshire
"""
FRIDAY_AT_TEN = 4 * 24 + 22


@pytest.fixture
def indicator(county):
    one = make.indicator(county, "Calls to the wardens")
    one.areas.add(make.district())
    return one


def held(indicator):
    return {row.first: (row.value, row.hours) for row in indicator.observations.current()}


def test_incidents_are_counted_by_month_and_by_hour_of_the_week(county, indicator):
    assert take(indicator, LINES, county.officer) == {"new": 2}
    april, may = (held(indicator)[month] for month in (make.APRIL, make.APRIL + 1))
    assert (april[0], may[0]) == (4, 1)
    assert (april[1][FRIDAY_AT_TEN], sum(april[1])) == (2, 2)  # two of four have no time
    assert may[1][FRIDAY_AT_TEN] == 1
    assert take(indicator, LINES, county.officer) == {"same": 2}
    assert take(indicator, LINES.replace(",22,", ",23,"), county.officer) == {"replaced": 1, "same": 1}


def test_a_count_stands_beside_its_hour(county, indicator):
    take(indicator, "Date,Hour,District,Count\n2025-04-04,22,Northshire,7\n", county.officer)
    assert held(indicator)[make.APRIL][1][FRIDAY_AT_TEN] == 7


def test_it_is_said_before_what_is_taken(county, indicator):
    sheet = sheet_of(LINES)
    found = importing.read(indicator, sheet, guess(sheet.headings, COLUMNS))
    taken = taken_from(indicator, found)
    assert taken.said == "They are 5 incidents: 3 with an hour, and 2 without."
    assert taken.headings == ["Period", "Area", "Figure", "With a known hour"]
    assert [[str(cell) for cell in row] for row in taken.rows] == [
        ["April 2025", "Northshire", "4", "2"], ["May 2025", "Northshire", "1", "1"]
    ]  # fmt: skip


def test_figures_without_times_leave_the_times_that_are_known(county, indicator):
    take(indicator, LINES, county.officer)
    assert take(indicator, "Month,District,Count\nApril 2025,Northshire,4\n", county.officer) == {"same": 1}
    assert take(indicator, "Month,District,Count\nApril 2025,Northshire,5\n", county.officer) == {
        "replaced": 1
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2025-13-04,22,Northshire", "is no date"),
        ("31/02/2025,22,Northshire", "is no date"),
        ("04/13/2025,22,Northshire", "has no such month. The day stands first, as in 13/04/2026."),
        ("2099-01-01,22,Northshire", "is still to come"),
        ("2025-04-04,25,Northshire", "is no time"),
        ("2025-04-04,ten,Northshire", "is no time"),
        ("2025-04-04,22,Elsewhere", "is not an area of this indicator"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_nothing_is_taken(county, indicator, line, said):
    with pytest.raises(MoveRefused, match="Line 7: ") as refused:
        take(indicator, f"{LINES}{line}\n", county.officer)
    assert said in str(refused.value)
    assert held(indicator) == {}


def test_all_that_is_wrong_with_an_incident_is_named_at_once(county, indicator):
    with pytest.raises(MoveRefused) as refused:
        take(indicator, f"{LINES}2025-13-04,25,Elsewhere\n", county.officer)
    said = [words.partition(".")[0] for words in refused.value.reasons]
    assert said == [
        "Line 7: “2025-13-04” is no date",
        "Line 7: “Elsewhere” is not an area of this indicator",
        "Line 7: “25” is no time",
    ]


def test_incidents_are_counted_by_month_alone(county, indicator):
    indicator.step = "quarter"
    indicator.save()
    with pytest.raises(MoveRefused, match="a count by month"):
        take(indicator, LINES, county.officer)


def test_a_period_and_a_date_at_once_are_asked_about(county, indicator):
    sheet = sheet_of("Date,Month,Count\n2025-04-04,April 2025,3\n")
    columns = {"at": 0, "period": 1, "value": 2}
    with pytest.raises(MoveRefused, match="Say which column holds the period"):
        importing.import_figures(indicator, sheet, columns, by=county.officer, file="a.csv")


def test_the_figure_by_hour_and_day_is_of_the_indicator_where_one_is_chosen(county, indicator):
    take(indicator, LINES, county.officer, days=(None, dt.date(2025, 5, 31)))
    section = make.assessment(county).sections.first()
    area = make.district()
    drawn = draw(
        assessing.figure(
            county, section, "hours", indicators=[indicator.pk], categories=[], area=area.pk,
            first=make.APRIL, last=make.APRIL + 1,
        )
    )  # fmt: skip
    assert next(row for row in drawn.rows if row[0] == "10pm")[5] == 3
    assert "Calls to the wardens" in drawn.summary
    assert "Most on Friday from 10pm to 11pm: 3 of 3" in drawn.summary
    assert drawn.notes == ["Left out, because their time is not known: 2."]
    assert drawn.source == indicator.source


def test_the_preview_says_what_would_be_counted(county, indicator, client):
    client.force_login(county.officer)
    address = reverse("assessments:figures_import", args=[indicator.reference])
    incidents = file(LINES, "incidents.csv")
    page = client.post(address, {"file": incidents}).text
    assert "2 figures can be taken" in page
    assert '<option value="0" selected>Date</option>' in " ".join(page.split())


def test_it_is_said_how_dates_are_read_that_could_be_read_in_two_ways(county, indicator):
    sheet = sheet_of("Date\n2025-04-04\n31/04/2025\n06/05/2025\n07/05/2025\n")
    found = importing.read(indicator, sheet, guess(sheet.headings, COLUMNS))
    assert found.warnings == ["Dates are read with the day first: 06/05/2025 is 6 May 2025."]
