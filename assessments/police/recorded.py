"""The Home Office's table of recorded crime by community safety partnership: one row a partnership, offence, quarter.

It comes as CSV, or as an OpenDocument workbook of some 50 MB with a sheet a year, which is read as it streams by.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator

import polars as pl
from lxml import etree

from assessments.police.lines import Amiss, columns, without

RECORDED = (
    "Financial Year", "Financial Quarter", "Police Force", "CSP Name", "Offence Description", "Offence Group",
    "Offence Subgroup", "Offence Code", "Offence Count",
)  # fmt: skip
YEAR = re.compile(r"(\d{4})[/-](?:\d{2}|\d{4})$")
MOST_REPEATED = 64  # cells or rows that a sheet says once: beyond that it is the empty rest of the sheet
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def typed(text: str, first: int, reading, amiss: Amiss) -> pl.DataFrame:
    """With ``force``, ``month`` (the first of the quarter), ``count`` and the offence's words in one spelling."""
    table = columns(text, RECORDED, (reading.file, first), amiss)
    years = {word: _year(word) for word in table["Financial Year"].unique()}
    table = table.with_columns(
        year=pl.col("Financial Year").replace_strict(years, default=None, return_dtype=pl.Int32),
        quarter=pl.col("Financial Quarter").str.extract(r"([1-4])$").cast(pl.Int32),
        count=pl.col("Offence Count").str.replace_all(",", "").str.strip_chars().cast(pl.Int64, strict=False),
        force=pl.col("Police Force").str.strip_chars(),
        code=pl.col("Offence Code").str.strip_chars().str.slice(0, 12),
    )
    bad = pl.any_horizontal(pl.col("year", "quarter", "count").is_null()) | (pl.col("CSP Name") == "")
    table = without(table, bad, lambda row: amiss.add(reading.file, row["at"], _why_not(row)))
    month = pl.col("year") * 12 + 3 + (pl.col("quarter") - 1) * 3  # the first quarter is April to June
    table = table.with_columns(month=month.cast(pl.Int16))
    late = pl.col("month") > reading.today
    table = without(
        table, late, lambda row: amiss.add(reading.file, row["at"], "its quarter is still to come")
    )
    return table.with_columns(
        group=_spelling(pl.col("Offence Group")), subgroup=_spelling(pl.col("Offence Subgroup"))
    )


def _spelling(column):
    """Files differ in case: “Drug offences” and “Drug Offences” are one group."""
    words = column.str.strip_chars()
    return words.str.slice(0, 1).str.to_uppercase() + words.str.slice(1).str.to_lowercase()


def _year(word):
    found = YEAR.match(word.strip())
    return int(found[1]) if found else None


def _why_not(row):
    return "; ".join(_faults(row))


def _faults(row):
    if row["year"] is None:
        yield f"“{row['Financial Year'][:20]}” is no financial year, such as 2024/25"
    if row["quarter"] is None:
        yield f"“{row['Financial Quarter'][:20]}” is no quarter"
    if row["count"] is None:
        yield f"“{row['Offence Count'][:20]}” is no count"
    if row["CSP Name"] == "":
        yield "it does not name a partnership"


def is_workbook(path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as stream:
            return stream.read(100).startswith(b"application/vnd.oasis.opendocument.spreadsheet")
    except (zipfile.BadZipFile, KeyError, OSError):
        return False


def lines_of(path) -> Iterator[bytes]:
    """The workbook's tables as lines of one CSV file: its header once, and every row under one on any sheet."""
    yield (",".join(RECORDED) + "\n").encode()
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
        under = False
        for _event, element in etree.iterparse(
            stream,
            events=("end",),
            tag=(f"{TABLE}table-row", f"{TABLE}table"),
            huge_tree=True,
            resolve_entities=False,
        ):
            if element.tag == f"{TABLE}table":
                under = False
            else:
                cells = _cells(element)
                if tuple(cells[: len(RECORDED)]) == RECORDED:
                    under = True
                elif under and any(cells):
                    yield _line(cells)
            element.clear()


def _cells(row):
    found = []
    for cell in row.iter(f"{TABLE}table-cell"):
        repeated = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), MOST_REPEATED)
        value = cell.get(f"{OFFICE}value")
        found += ["".join(cell.itertext()).strip() if value is None else value.removesuffix(".0")] * repeated
    return found


def _line(cells):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow((cells + [""] * len(RECORDED))[: len(RECORDED)])
    return out.getvalue().encode()
