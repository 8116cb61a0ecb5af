import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import tablib
from lxml import etree

from records.export import FORMULA, export, guarded, pounds

DAY = dt.date(2026, 11, 30)
ROWS = [
    ("=1+1", "@SUM(A1)", "-3 calls", "plain", None, DAY, 7),
    ("a\x00b", "x" * 40_000, "", "", "", None, 0),
]
HEADINGS = tuple("ABCDEFG")


@pytest.mark.parametrize("sign", FORMULA)
def test_text_that_begins_like_a_formula_is_guarded(sign):
    assert guarded(f"{sign}cmd") == f"'{sign}cmd"
    assert guarded(f"plain{sign}") == f"plain{sign}"
    assert guarded(-3) == -3
    assert guarded("-2000.00") == "-2000.00"
    assert guarded("-2+3") == "'-2+3"


def test_csv_is_read_by_spreadsheets_as_text():
    response = export("csv", "list", HEADINGS, ROWS)
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1] == ["'=1+1", "'@SUM(A1)", "'-3 calls", "plain", "", "2026-11-30", "7"]
    assert rows[2][0] == "ab"


def test_xlsx_holds_text_dates_and_numbers_as_they_are():
    sheet = openpyxl.load_workbook(io.BytesIO(export("xlsx", "list", HEADINGS, ROWS).content)).active
    first, second = list(sheet.iter_rows(min_row=2))
    assert [cell.data_type for cell in first[:4]] == ["s"] * 4
    assert (first[0].value, first[5].value.date(), first[6].value) == ("=1+1", DAY, 7)
    assert len(second[1].value) == 32_767


def test_ods_holds_no_formula():
    data = export("ods", "list", HEADINGS, ROWS).content
    assert tablib.Dataset().load(data, format="ods")[0][:2] == ("=1+1", "@SUM(A1)")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_what_xml_cannot_carry_is_left_out_and_the_file_opens(kind):
    content = export(kind, "list", ["A"], [["a\uffff\ufffe\x0bb\ud800"]]).content
    if kind != "csv":
        files = zipfile.ZipFile(io.BytesIO(content))
        for name in files.namelist():
            if name.endswith(".xml"):
                etree.fromstring(files.read(name))
    assert tablib.Dataset().load(content.decode("utf-8-sig") if kind == "csv" else content, format=kind)[
        0
    ] == ("ab",)


@pytest.mark.parametrize("name", ["ledger-The fund of the children's year", "'", ""])
def test_no_name_of_a_list_spoils_its_workbook(name):
    assert (
        openpyxl.load_workbook(io.BytesIO(export("xlsx", name, ["A"], []).content)).active["A1"].value == "A"
    )
    assert export("ods", name, ["A"], []).content


def test_a_day_before_excel_counts_them_is_written_in_words():
    content = export("xlsx", "list", ["A"], [[dt.date(1850, 1, 31)], [dt.date(1900, 3, 1)]]).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["A2"].value == "31 January 1850"
    assert sheet["A3"].value.date() == dt.date(1900, 3, 1)


SUMS = [(pounds(Decimal("1234.5")), pounds(-2000), pounds(None), "£5", Decimal("24.5"))]


def test_sums_in_xlsx_are_numbers_in_pounds():
    sheet = openpyxl.load_workbook(io.BytesIO(export("xlsx", "list", "ABCDE", SUMS).content)).active
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.value for cell in cells] == [1234.5, -2000, None, "£5", 24.5]
    assert [cell.number_format for cell in cells[:2]] == ["£#,##0.00"] * 2
    assert cells[4].number_format == "General"


def test_sums_in_ods_are_money():
    file = io.BytesIO(export("ods", "list", "ABCDE", [*SUMS, ("=1+1", 2, DAY, "two\nlines", None)]).content)
    content = zipfile.ZipFile(file).read("content.xml").decode()
    assert 'office:currency="GBP"' in content
    assert 'office:value="1234.50"' in content
    assert 'office:value="-2000.00"' in content
    assert 'office:date-value="2026-11-30"' in content
    assert "<number:currency-symbol" in content
    assert "formula" not in content
    first, second = tablib.Dataset().load(file.getvalue(), format="ods")
    assert first[3:] == ("£5", 24.5)
    assert second[0] == "=1+1"


def test_sums_in_csv_are_plain_numbers():
    text = export("csv", "list", "ABCDE", SUMS).content.decode("utf-8-sig")
    assert text.splitlines()[1] == "1234.50,-2000.00,,£5,24.5"


def test_the_file_is_to_be_kept_by_nobody_on_the_way():
    response = export("csv", "list", HEADINGS, ROWS)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == 'attachment; filename="list.csv"'


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_list_named_after_what_people_typed_is_a_file_all_the_same(kind):
    """A fund is called “SCI/CAD”, and no sheet may be."""
    response = export(kind, "ledger-SCI/CAD [1]: a\\b?*2026", HEADINGS, ROWS[:1])
    assert response["Content-Disposition"] == f'attachment; filename="ledger-SCI-CAD -1- a-b-2026.{kind}"'
