"""Lists as files: exactly what is filtered, and nothing in them that a spreadsheet would run.

A cell that begins like a formula gets an apostrophe in CSV, where every cell is text; in XLSX and ODS text cells
are written as text. A sum of money (`pounds`) is a number to calculate with, shown with its sign.
"""

import datetime as dt
import io
import re
from decimal import Decimal

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from design.filters import date

LIMIT = 20_000  # rows; a longer list is narrowed first
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # Excel reads the wide ones too
NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # it can carry none of these
PENNY = Decimal("0.01")
POUNDS = "£#,##0.00"  # as Excel has it
NO_NAME = re.compile(
    r"[\[\]:*?/\\\x00-\x1f]+"
)  # what no sheet of Excel, and no file of Windows, is called by
CELL = 32_767  # characters, of Excel
FIRST_DAY = dt.date(1900, 3, 1)  # of those that Excel counts right; earlier ones are written in words
TOO_LONG = f"This list has more than {LIMIT:,} lines. Narrow it by the filters, then download it."


def export(kind, name, headings, rows):
    """The list as a file to download. ``rows`` hold text, numbers, `pounds`, dates or None."""
    name, rows = NO_NAME.sub("-", name), [[_plain(value) for value in row] for row in rows]
    response = HttpResponse(WRITE[kind](name, headings, rows), content_type=KINDS[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    response["Cache-Control"] = "private, no-store"
    return response


def one_of_several(request, **lists):
    """Of a page with several lists the one that is asked for: ``?export=xlsx&of=returns``; None where none is.

    Each of ``lists`` gives (name of the file, headings, rows) when it is called.
    """
    kind, wanted = request.GET.get("export"), lists.get(request.GET.get("of", ""))
    return export(kind, *wanted()) if kind in KINDS and wanted else None


class Pounds(Decimal):
    """A sum of money in a cell."""


def pounds(sum_):
    """The sum to the penny; an empty cell where none is known."""
    return None if sum_ is None else Pounds(Decimal(sum_).quantize(PENNY))


def guarded(value):
    """Text that no spreadsheet takes for a formula. A sum below nothing stays a number."""
    is_text = isinstance(value, str) and not NUMBER.fullmatch(value)
    return f"'{value}" if is_text and value.startswith(FORMULA) else value


def sheet_name(name):
    """As Excel takes it: no longer than this, and no apostrophe at either end."""
    return name[:31].strip("'") or "List"


def _plain(value):
    if isinstance(value, Decimal) and not isinstance(value, Pounds):
        return float(value)
    return NO_XML.sub("", value) if isinstance(value, str) else "" if value is None else value


def _csv(_name, headings, rows):
    import tablib

    data = tablib.Dataset(*[[guarded(value) for value in row] for row in rows], headers=headings)
    return data.export("csv").encode("utf-8-sig")


def _ods(name, headings, rows):
    """By hand: tablib writes no currency."""
    from odf import opendocument, table

    book = opendocument.OpenDocumentSpreadsheet()
    sums, days = _ods_styles(book)
    sheet = table.Table(name=sheet_name(name))
    book.spreadsheet.addElement(sheet)
    for row in (headings, *rows):
        line = table.TableRow()
        sheet.addElement(line)
        for value in row:
            line.addElement(_ods_cell(value, sums, days))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _ods_styles(book):
    """How a cell with a sum looks, and one with a day."""
    from odf import number, style

    pounds, day = number.CurrencyStyle(name="pounds"), number.DateStyle(name="day")
    pounds.addElement(number.CurrencySymbol(language="en", country="GB", text="£"))
    pounds.addElement(number.Number(decimalplaces=2, minintegerdigits=1, grouping="true"))
    parts = (
        number.Day(),
        number.Text(text=" "),
        number.Month(style="long", textual="true"),
        number.Text(text=" "),
    )
    for part in (*parts, number.Year(style="long")):
        day.addElement(part)
    found = []
    for kind in (pounds, day):
        cell = style.Style(name=f"{kind.getAttribute('name')}-cell", family="table-cell", datastylename=kind)
        book.automaticstyles.addElement(kind)
        book.automaticstyles.addElement(cell)
        found.append(cell)
    return found


def _ods_cell(value, sums, days):
    from odf import table, text

    if isinstance(value, Pounds):
        return table.TableCell(valuetype="currency", currency="GBP", value=str(value), stylename=sums)
    if isinstance(value, int | float):
        return table.TableCell(valuetype="float", value=value)
    if isinstance(value, dt.date):
        return table.TableCell(valuetype="date", datevalue=value.isoformat(), stylename=days)
    cell = table.TableCell(valuetype="string")
    for line in value.split("\n"):
        cell.addElement(text.P(text=line))
    return cell


def _xlsx(name, headings, rows):
    import xlsxwriter

    file = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "d mmmm yyyy", **safe}) as book:
        sheet, money = book.add_worksheet(sheet_name(name)), book.add_format({"num_format": POUNDS})
        sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, Pounds):
                    sheet.write_number(at, column, value, money)
                else:
                    sheet.write(at, column, _excel(value))
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return file.getvalue()


def _excel(value):
    if isinstance(value, dt.date) and value < FIRST_DAY:
        return date(value)
    return value[:CELL] if isinstance(value, str) else value


WRITE = {"csv": _csv, "xlsx": _xlsx, "ods": _ods}
