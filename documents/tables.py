"""A table in somebody's file, read without a database: bytes in, lines of text out, the same each time.

CSV, the first sheet of an Excel workbook, or the first table of a Word file, with a line of headings.
"""

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass

from documents.checking import FileRefused, open_word

MOST_COLUMNS = 60
FARTHEST = 200_000  # lines looked at; beneath what is filled in, a sheet that was formatted as a whole has empty ones
UNREADABLE = "This file cannot be read as a table. Save it as CSV (UTF-8) or as .xlsx, and try again."
TOO_LONG = (
    "A cell of this file has more than 100,000 characters. Check that its lines and quotation marks end."
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Unreadable(Exception):
    """With a sentence that says how to mend it."""


@dataclass(frozen=True)
class Sheet:
    headings: list[str]
    rows: list[list[str]]  # the first stands on line 2


def read_table(file, *, most, longest, formulas=False):
    """``most`` lines under the headings; cells are cut at ``longest``. With ``formulas`` a cell that is worked out
    gives the formula as typed, so that it can be refused by name. Empty lines are left out at the end alone.
    """
    name, content = file.name.lower(), file.read()
    if name.endswith(".xlsx"):
        found = _workbook(content, formulas)
    else:
        found = _word(content) if name.endswith(".docx") else _lines(content)
    rows = _filled(found, most, longest)
    width = max((at for row in rows for at, cell in enumerate(row, start=1) if cell), default=0)
    rows = [row[:width] for row in rows]  # a workbook has more columns than anybody filled in
    if not rows:
        raise Unreadable("The file has no lines. Check that you chose the right one.")
    if len(rows) < 2:
        raise Unreadable("The file has headings and nothing under them.")
    return Sheet(rows[0], rows[1:])


def _filled(found, most, longest):
    """To the last line that says something. Empty ones are counted and not kept: a file may hold millions."""
    rows, empty = [], 0
    for at, row in enumerate(found):
        cells = _cells(row, longest)
        says_something = any(cells)
        if at > (most if says_something else FARTHEST):
            raise Unreadable(f"The file has more than {most:,} lines. Split it, or take its empty lines out.")
        if says_something:
            rows += [*([] for _ in range(empty)), cells]
            empty = 0
        else:
            empty += 1
    return rows


def guess(headings, columns):
    """What is in which column, by the headings' own words; ``columns`` are name → (label, other headings)."""
    found: dict = {}
    for what, (label, words) in columns.items():
        for at, heading in enumerate(headings):
            if heading.lower() in (label.lower(), *words) and at not in found.values():
                found[what] = at
                break
    return found


def _lines(content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Unreadable(UNREADABLE)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=delimiter)
    except csv.Error as fault:
        raise Unreadable(TOO_LONG if "field larger" in str(fault) else UNREADABLE) from None


def _workbook(content, formulas):
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=not formulas)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(max_row=FARTHEST, max_col=MOST_COLUMNS, values_only=True):
            yield [_said(value) for value in row]
    except Exception:
        raise Unreadable(UNREADABLE) from None


def _said(value):
    """A day without a time is kept by a workbook as its midnight."""
    if isinstance(value, dt.datetime) and value.time() == dt.time(0):
        value = value.date()
    return "" if value is None else str(value)


def _word(content):
    """Its first table; a table within a cell is read as more text of that cell. What was deleted is left out."""
    try:
        package = open_word(io.BytesIO(content))
        table = package.xml(package.main).find(f".//{W}tbl")
    except FileRefused as refusal:
        raise Unreadable(" ".join(refusal.reasons)) from None
    if table is None:
        raise Unreadable(
            "This Word file has no table in it. Put what you send in a table, or send it as .xlsx."
        )
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None:
            yield [_text(cell) for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _text(cell):
    return "\n".join(
        "".join(BREAKS.get(piece.tag, piece.text or "") for piece in paragraph.iter(*BREAKS, f"{W}t"))
        for paragraph in cell.iter(f"{W}p")
    ).strip()


BREAKS = {f"{W}tab": " ", f"{W}br": "\n"}


def _cells(row, longest):
    """Without the apostrophe that keeps a spreadsheet from running a cell (`records.export`)."""
    cells = [value.strip()[:longest] for value in row[:MOST_COLUMNS]]
    return [cell[1:] if re.match(r"'[=+\-@]", cell) else cell for cell in cells]
