"""A partner's file of figures: read, looked at, taken whole or not at all, and given out again."""

import io
import json
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.forms.importing import ColumnsForm
from assessments.importing import COLUMNS, MOST_ROWS, read_file, read_period
from assessments.models import Indicator, Mapping, Observation
from assessments.reading import read_number
from assessments.services import importing as services
from documents.tables import Unreadable, guess
from records.lifecycle import MoveRefused
from tests.assessments.partners_file import file, take
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
ROWS = [
    "Month,District,Offences",
    "April 2025,Northshire,41",
    '2025-05,Northshire,"1,204"',
    "06/2025,Northshire,not collected",
]
GOOD = "\n".join(ROWS) + "\n"


def upload(text, name="counts.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def indicator(county):
    one = make.indicator(county)
    one.areas.add(make.district())
    return one


def test_a_file_is_taken_whole_and_twice_changes_nothing(county, indicator):
    assert take(indicator, GOOD, county.officer) == {"new": 3}
    versions = Observation.history.count()
    assert take(indicator, GOOD, county.officer) == {"same": 3}
    assert (Observation.objects.count(), Observation.history.count()) == (3, versions)
    assert take(indicator, GOOD.replace(",41", ",42"), county.officer) == {"replaced": 1, "same": 2}
    assert [row.state for row in indicator.observations.current()] == ["final", "final", "not-collected"]


ABSURD = [
    ("April 2025,Northshire,-3", "Line 5: -3 is not possible"),
    ("April 2025,Northshire,1e999", "Line 5: “1e999” is no possible figure."),
    ("April 2025,Northshire,NaN", "Line 5: “NaN” is no possible figure."),
    ("April 2025,Northshire,12%", "Line 5: “12%” is a percentage, and this is none."),
    ("April 2025,Northshire,many", "Line 5: “many” is not a number."),
    (
        "April 2025,Elsewhere,3",
        "Line 5: “Elsewhere” is not an area of this indicator. Its areas are: Northshire.",
    ),
    ("Smarch 2025,Northshire,3", "Line 5: “Smarch 2025” is no period."),
    (",Northshire,3", "Line 5: there is no period."),
    ("April 2199,Northshire,3", "Line 5: April 2199 is still to come."),
    ("2025-05,Northshire,7", "Line 5: the same area and period stand on line 3 already."),
]


@pytest.mark.parametrize(("line", "reason"), ABSURD)
def test_an_absurd_line_is_refused_with_its_number_and_nothing_is_taken(county, indicator, line, reason):
    with pytest.raises(MoveRefused) as refused:
        take(indicator, f"{GOOD}{line}\n", county.officer)
    assert any(words.startswith(reason) for words in refused.value.reasons)
    assert not Observation.objects.exists()
    assert not Mapping.objects.exists()


def workbook(rows):
    """``rows`` by their number in the sheet."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for number, cells in rows.items():
        for column, value in enumerate(cells, start=1):
            book.active.cell(number, column, value)
    book.save(file)
    return file.getvalue()


def test_what_stands_far_beneath_the_rest_is_not_left_out_unsaid():
    """As where a sheet's totals, or its next year, begin a thousand lines down."""
    near = {1: ["Month", "Offences"], 2: ["April 2025", 41], 900: ["May 2025", 3]}
    read = read_file(upload(workbook(near), "counts.xlsx"))
    assert (len(read.rows), read.rows[-1]) == (899, ["May 2025", "3"])
    for far in (MOST_ROWS + 2, MOST_ROWS + 900):
        with pytest.raises(Unreadable, match="more than 5,000 lines"):
            read_file(upload(workbook(near | {far: ["June 2025", 4]}), "counts.xlsx"))


def test_empty_lines_beneath_a_table_are_not_counted_and_not_kept():
    assert len(read_file(upload(GOOD + "\n" * 100_000)).rows) == 3
    with pytest.raises(Unreadable, match="take its empty lines out"):
        read_file(upload(GOOD + "\n" * 300_000))
    with pytest.raises(Unreadable, match="more than 5,000 lines"):
        read_file(upload(GOOD + "\n" * 10_000 + "June 2025,Northshire,1\n"))


@pytest.mark.parametrize(
    ("text", "name"),
    [("", "a.csv"), ("Month,Count\n", "a.csv"), (b"PK\x03\x04 broken", "a.xlsx"), ("a\x00b\nc", "a.csv"),
     ("Month\n" + "x\n" * (MOST_ROWS + 1), "a.csv")],
)  # fmt: skip
def test_what_is_no_table_is_said_to_be_none(text, name):
    with pytest.raises(Unreadable):
        read_file(file(text, name))


@pytest.mark.parametrize(
    ("written", "step", "first", "last"),
    [
        ("March 2026", "month", "2026-03", "2026-03"),
        ("2026-03-01 00:00:00", "month", "2026-03", "2026-03"),
        ("Q2 2025/26", "quarter", "2025-07", "2025-09"),
        ("April 2025", "quarter", "2025-04", "2025-06"),
        ("2025/26", "year", "2025-04", "2026-03"),
        ("2002-04 to 2003-02", "year", "2002-04", "2003-02"),
    ],
)
def test_periods_as_people_write_them(written, step, first, last):
    from evidence.months import parse

    assert read_period(written, step) == (parse(first), parse(last))


def test_a_percent_sign_belongs_to_percentages_and_large_numbers_are_written_out():
    assert [str(read_number(written)) for written in ("12%", "1e9", "34.2")] == ["12", "1000000000", "34.2"]
    with pytest.raises(ValueError, match="Enter the number itself"):
        read_number("12 %", percent=False)
    kinds = [("percent", ""), ("measure", "per cent"), ("measure", "days"), ("count", "%")]
    found = [Indicator(measures=measures, unit=unit).may_be_percentage for measures, unit in kinds]
    assert found == [True, True, False, False]


def test_a_workbook_is_read_as_a_csv_is(county, indicator):
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for row in (("Period", "Area", "Figure"), ("2025-04", "Northshire", 41), ("May 2025", "Northshire", 0)):
        book.active.append(row)
    book.save(kept)
    sheet = read_file(file(kept.getvalue(), "counts.xlsx"))
    done = services.import_figures(
        indicator, sheet, guess(sheet.headings, COLUMNS), by=county.officer, file="counts.xlsx"
    )
    assert done == {"new": 2}


def test_columns_are_remembered_for_the_next_file(county, indicator, client):
    odd = "Wann,Wo,Wieviel\nApril 2025,Northshire,41\n"
    client.force_login(county.officer)
    address = reverse("assessments:figures_import", args=[indicator.reference])
    page = client.post(address, {"file": upload(odd)})
    assert "Say which column holds the period" in page.content.decode()
    said = {
        "content": json.dumps(
            [row.split(",") for row in odd.split()[0:1]] + [["April 2025", "Northshire", "41"]]
        )
    }
    said |= {
        "name": "counts.csv",
        "column_period": "0",
        "column_area": "1",
        "column_value": "2",
        "step": "load",
    }
    assert client.post(address, said).status_code == 302
    assert Observation.objects.get().value == 41
    again = client.post(address, {"file": upload(odd)}).content.decode()
    assert "1 figure can be taken" in again


def test_what_is_pasted_from_a_spreadsheet_is_read_as_a_file_is(county, indicator, client):
    client.force_login(county.officer)
    address = reverse("assessments:figures_import", args=[indicator.reference])
    page = client.post(address, {"pasted": "Period\tArea\tFigure\nApr-25\tNorthshire\t41\n"}).text
    assert "1 figure can be taken" in page
    assert "Take these figures" in page
    indicator.areas.clear()
    page = client.post(address, {"pasted": "Period\tArea\tFigure\nApr-25\tNorthshire\t41\n"}).text
    assert "It has none: leave the area out" in page
    assert "Take these figures" not in page
    for said, words in (
        ({}, "Choose the file of figures, or paste them"),
        ({"file": upload("Period,Area,Figure\n"), "pasted": "Period"}, "not both"),
    ):
        refused = client.post(address, said)
        assert refused.status_code == 422
        assert words in refused.text


def test_the_preview_counts_warns_and_takes_nothing(county, indicator, client):
    client.force_login(county.officer)
    address = reverse("assessments:figures_import", args=[indicator.reference])
    page = client.post(address, {"file": upload(GOOD)}).content.decode()
    assert "3 figures can be taken" in page
    assert "Line 3: 1,204 in Northshire is more than 5 times the 41 before it." in page
    assert not Observation.objects.exists()


def test_what_was_said_of_the_columns_stays_where_the_lines_are_refused(county, indicator, client):
    """Each bad line is counted once, and none of them among those that can be taken."""
    client.force_login(county.officer)
    rows = [["Month", "Count"], ["2040-01", "-1"], ["April 2025", "5"], ["April 2025", "6"]]
    said = {
        "content": json.dumps(rows),
        "name": "a.csv",
        "column_period": "0",
        "column_value": "1",
        "step": "load",
    }
    page = client.post(
        reverse("assessments:figures_import", args=[indicator.reference]), said
    ).content.decode()
    assert "1 figure can be taken, and 2 lines cannot" in page
    assert "Say which column holds the period" not in page
    assert '<option value="0" selected>' in page
    assert not Observation.objects.exists()


def test_bad_files_and_tampered_tables(county, indicator, client):
    client.force_login(county.officer)
    address = reverse("assessments:figures_import", args=[indicator.reference])
    assert client.post(address, {"file": upload(b"%PDF-1.4 x", "a.pdf")}).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"file": upload("Month,Count\n")}).status_code == 422
    for content in ("", "x", "[]", '[["a"],[1]]', "{}"):
        assert client.post(address, {"content": content, "step": "load"}).status_code == 302
    rows = json.dumps([["Month", "Count"], ["April 2025", "-1"]])
    said = {"content": rows, "name": "a.csv", "column_period": "0", "column_value": "1", "step": "load"}
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "Line 2: -1 is not possible" in refused.content.decode()
    client.force_login(county.police_lead)
    assert client.post(address, said).status_code == 403
    assert not Observation.objects.exists()


def test_what_is_given_out_can_be_taken_in_again(county, indicator, client):
    """S003-30"""
    take(indicator, GOOD, county.officer)
    client.force_login(county.officer)
    given = client.get(indicator.get_absolute_url(), {"export": "csv"}).content
    other = make.indicator(county, title="Copy")
    other.areas.add(make.district())
    assert take(other, given, county.officer) == {"new": 3}
    assert take(indicator, given, county.officer) == {"same": 3}


def test_the_preview_says_which_figures_are_replaced_and_by_what(county, indicator, client):
    take(indicator, GOOD, county.officer)
    client.force_login(county.officer)
    address = reverse("assessments:figures_import", args=[indicator.reference])
    page = client.post(address, {"file": upload(GOOD.replace(",41", ",42"))}).text
    assert "1 figure of April 2025 is there already and would be replaced" in page
    assert "Source of the indicator: Recorded crime." in page
    assert re.search(r">41, entered .* by Officer Northshire</td><td[^>]*>42</td>", page)
    assert "There now" not in client.post(address, {"file": upload(GOOD)}).text


def test_all_that_is_wrong_with_a_line_is_named_at_once(county, indicator):
    """And the line is counted once."""
    sheet = read_file(file(f"{GOOD}Smarch 2025,Elsewhere,-3\n2025-04,Northshire,many\n"))
    found = services.read(indicator, sheet, guess(sheet.headings, COLUMNS))
    assert [words.partition(".")[0] for words in found.refused] == [
        "Line 5: “Smarch 2025” is no period",
        "Line 5: “Elsewhere” is not an area of this indicator",
        "Line 5: -3 is not possible",
        "Line 6: “many” is not a number",
        "Line 6: the same area and period stand on line 2 already",
    ]
    assert (len(found.figures), found.lines_refused) == (3, 2)


@pytest.mark.parametrize("content", ["", "{}", "[[1]]", "[" * 100_000])
def test_a_table_that_a_page_never_wrote_is_no_table(content):
    assert ColumnsForm({"content": content}).sheet is None
