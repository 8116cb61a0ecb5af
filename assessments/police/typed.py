"""The columns of each kind of file, and its lines as typed rows."""

import datetime as dt
import re
from dataclasses import dataclass

import polars as pl

from assessments.categories import BY_WORDS, OUTCOME_BY_WORDS, Category, Outcome
from assessments.police import recorded
from assessments.police.lines import Amiss, columns, without

STREET = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context",
)  # fmt: skip
OUTCOMES = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Outcome type",
)  # fmt: skip
STOPS = (  # latitude stands before longitude, unlike in the two others
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender",
    "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search", "Outcome",
    "Outcome linked to object of search", "Removal of more than just outer clothing",
)  # fmt: skip
KINDS = {
    "street": STREET, "outcomes": OUTCOMES, "stop-and-search": STOPS, "recorded-crime": recorded.RECORDED,
}  # fmt: skip
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])$")
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?$")
LSOA = re.compile(r"[A-Z0-9]{8,9}$")
WEST, EAST, SOUTH, NORTH = (
    -9_000_000,
    2_500_000,
    49_000_000,
    61_500_000,
)  # millionths of a degree: the United Kingdom
NAMED = 5  # columns that are missing
EARLIEST = 2010 * 12 + 11  # the site begins in December 2010


@dataclass(frozen=True)
class Reading:
    """What a file is read with: its kind, name, the force that its name says, and the last month that can be."""

    kind: str
    file: str
    force: str
    today: int


def kind_of(header: str) -> str | None:
    names = _names(header)
    return next((kind for kind, wanted in KINDS.items() if names == wanted), None)


def why_no_kind(header: str) -> str:
    """What the first line lacks of the kind that it is most like, and has besides; nothing where it is like none."""
    names = _names(header)
    kind = max(KINDS, key=lambda one: len(set(KINDS[one]) & set(names)))
    missing = [name for name in KINDS[kind] if name not in names]
    besides = [name[:40] for name in names if name not in KINDS[kind]]
    if len(missing) > len(KINDS[kind]) / 2:
        return ""
    said = [
        f" {words}: {', '.join(rows[:NAMED])}." for words, rows in (("It lacks", missing), ("It has besides", besides))
        if rows
    ]  # fmt: skip
    return "".join(said) or " Its columns are in another order."


def _names(header: str) -> tuple[str, ...]:
    return tuple(name.strip().strip('"') for name in header.lstrip("\ufeff").split(","))


def typed(text: str, first: int, reading: Reading, amiss: Amiss) -> pl.DataFrame:
    """Rows with ``force``, ``month``, ``lon``, ``lat``, and what their kind has besides; ``line`` as it stood."""
    if reading.kind == "recorded-crime":
        return recorded.typed(text, first, reading, amiss)
    table = columns(text, KINDS[reading.kind], (reading.file, first), amiss)
    table = _dated(table, reading, amiss)
    table = _placed(table, reading, amiss)
    return {"street": _street, "outcomes": _outcomes, "stop-and-search": _stops}[reading.kind](table)


def _dated(table, reading, amiss):
    """With month and force; a month that is none, or is still to come, is no row."""
    if reading.kind == "stop-and-search":
        table = table.with_columns(Month=pl.col("Date").str.slice(0, 7), force=pl.lit(reading.force))
    else:
        table = table.with_columns(force=pl.col("Reported by").str.strip_chars())
    words = {word: _month(word) for word in table["Month"].unique().to_list()}
    table = table.with_columns(
        month=pl.col("Month").replace_strict(words, default=None, return_dtype=pl.Int16),
        force=pl.col("force"),
    )
    fits = (
        pl.col("month").is_not_null()
        & pl.col("month").is_between(EARLIEST, reading.today)
        & (pl.col("force") != "")
    )
    return without(table, ~fits, lambda row: amiss.add(reading.file, row["at"], _why_not(row, reading)))


def _month(word):
    found = MONTH.match(word or "")
    return int(found[1]) * 12 + int(found[2]) - 1 if found else None


def _why_not(row, reading):
    """All that is wrong with the line, its coordinates too: it is counted here, and looked at no more."""
    return "; ".join(_faults(row, reading))


def _faults(row, reading):
    if row["month"] is None:
        yield f"“{row['Month'][:20]}” is no month, such as 2026-03"
    elif not EARLIEST <= row["month"] <= reading.today:
        late = row["month"] > reading.today
        yield f"{row['Month']} is {'still to come' if late else 'before there was such data'}"
    if row["force"] == "":
        yield "it does not say which force reported it"
    place = [row[name].strip() for name in ("Longitude", "Latitude")]
    if any(place) and not all(NUMBER.match(part) for part in place):
        yield _no_place(row)


def _placed(table, reading, amiss):
    """With ``lon`` and ``lat`` in millionths of a degree.

    Blank and nought are no location. Outside the United Kingdom is none either, and is marked by ``outside``.
    """
    there = (pl.col("Longitude").str.strip_chars() != "") | (pl.col("Latitude").str.strip_chars() != "")
    degrees = [
        (pl.col(name).str.strip_chars().cast(pl.Float64, strict=False) * 1e6)
        .round()
        .cast(pl.Int32, strict=False)
        .alias(to)
        for name, to in (("Longitude", "lon"), ("Latitude", "lat"))
    ]
    table = table.with_columns(*degrees, there=there)
    unread = pl.col("there") & (pl.col("lon").is_null() | pl.col("lat").is_null())
    table = without(table, unread, lambda row: amiss.add(reading.file, row["at"], _no_place(row)))
    nowhere = (pl.col("lon") == 0) & (pl.col("lat") == 0)
    within = pl.col("lon").is_between(WEST, EAST) & pl.col("lat").is_between(SOUTH, NORTH)
    table = table.with_columns(outside=pl.col("there") & ~nowhere & ~within)
    kept = pl.when(within).then(pl.col("lon"))
    return table.with_columns(lon=kept, lat=pl.when(within).then(pl.col("lat")))


def _no_place(row):
    return f"“{row['Longitude'][:20]}, {row['Latitude'][:20]}” are no coordinates"


def _street(table):
    words = _mapped(table["Crime type"], BY_WORDS, Category.UNKNOWN)
    outcomes = _mapped(table["Last outcome category"], OUTCOME_BY_WORDS, Outcome.OTHER)
    blank = pl.col("Last outcome category").str.strip_chars() == ""
    return table.with_columns(
        category=pl.col("Crime type").replace_strict(words, default=0, return_dtype=pl.Int8),
        outcome=pl.when(~blank).then(
            pl.col("Last outcome category").replace_strict(outcomes, default=0, return_dtype=pl.Int8)
        ),
        key=_key(),
        lsoa=_lsoa(table),
    )


def _outcomes(table):
    words = _mapped(table["Outcome type"], OUTCOME_BY_WORDS, Outcome.OTHER)
    return table.with_columns(
        outcome=pl.col("Outcome type").replace_strict(words, default=0, return_dtype=pl.Int8),
        key=_key(),
        lsoa=_lsoa(table),
    )


def _mapped(column, numbers, unknown):
    return {word: int(numbers.get(word.strip().lower(), unknown)) for word in column.unique().to_list()}


def _key():
    """The first 8 bytes of the Crime ID as a signed number: enough to join by, an eighth as wide."""
    number = pl.col("Crime ID").str.slice(0, 16).str.to_integer(base=16, dtype=pl.UInt64, strict=False)
    return pl.when(pl.col("Crime ID").str.len_bytes() >= 16).then(number).reinterpret(signed=True)


def _lsoa(table):
    known = {code: code for code in table["LSOA code"].unique().to_list() if LSOA.match(code)}
    return pl.col("LSOA code").replace_strict(known, default=None, return_dtype=pl.String)


def _stops(table):
    return table.with_columns(
        at_time=pl.col("Date").map_elements(_instant, return_dtype=pl.String, skip_nulls=True),
        linked=pl.col("Outcome linked to object of search").str.strip_chars().str.to_lowercase(),
    )


def _instant(words):
    """ISO, in UTC where it says none."""
    try:
        found = dt.datetime.fromisoformat(words)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).isoformat()
