"""Lists as files: exactly what is filtered, and nothing in them that a spreadsheet would run.

A cell that begins like a formula gets an apostrophe in CSV, where every cell is text; in XLSX and ODS text cells
are written as text.
"""

import io
import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

LIMIT = 20_000  # rows; a longer list is narrowed first
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # Excel reads the wide ones too
NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML cannot carry them
CELL = 32_767  # characters, of Excel
TOO_LONG = f"This list has more than {LIMIT:,} lines. Narrow it by the filters, then download it."


def export(kind, name, headings, rows):
    """The list as a file to download. ``rows`` hold text, whole numbers, dates or None."""
    rows = [[_plain(value) for value in row] for row in rows]
    response = HttpResponse(WRITE[kind](name, headings, rows), content_type=KINDS[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    response["Cache-Control"] = "private, no-store"
    return response


def guarded(value):
    """Text that no spreadsheet takes for a formula. A sum below nothing stays a number."""
    is_text = isinstance(value, str) and not NUMBER.fullmatch(value)
    return f"'{value}" if is_text and value.startswith(FORMULA) else value


def _plain(value):
    return CONTROL.sub("", value) if isinstance(value, str) else "" if value is None else value


def _csv(_name, headings, rows):
    import tablib

    data = tablib.Dataset(*[[guarded(value) for value in row] for row in rows], headers=headings)
    return data.export("csv").encode("utf-8-sig")


def _ods(name, headings, rows):
    import tablib

    return tablib.Dataset(*rows, headers=headings, title=name[:31]).export("ods")


def _xlsx(name, headings, rows):
    import xlsxwriter

    file = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "d mmmm yyyy", **safe}) as book:
        sheet = book.add_worksheet(name[:31])
        sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [cell[:CELL] if isinstance(cell, str) else cell for cell in row])
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return file.getvalue()


WRITE = {"csv": _csv, "xlsx": _xlsx, "ods": _ods}
