"""Rows by the thousand into the database: COPY on PostgreSQL, executemany on SQLite, in the transaction under way."""

import io
import queue
import threading

import polars as pl
from django.db import DEFAULT_DB_ALIAS, connection, connections

from assessments.models import Crime, CrimeOutcome, Lsoa, Offence, RecordedCrime, Stop, Street

KNOWN = 100_000  # names kept in memory at once
BATCH = 5_000
WAITING = 1  # tables read and not written yet


def write(model, columns, table):
    """``columns`` maps a column of the database to a column of ``table``, a Polars frame."""
    rows = table.select(**columns)
    names = ", ".join(columns)
    name = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            file = io.BytesIO()
            rows.write_csv(file, include_header=False, date_format="%Y-%m-%d")
            file.seek(0)
            cursor.cursor.copy_expert(f"COPY {name} ({names}) FROM STDIN WITH (FORMAT csv)", file)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {name} ({names}) VALUES ({marks})", rows.iter_rows())


class Names:
    """Ids of rows by a text of theirs, made where they are not there yet; some of them kept at hand."""

    def __init__(self, model, field, make):
        self.model, self.field, self.make = model, field, make
        self.known = pl.DataFrame(schema={"word": pl.String, "id": pl.Int64})

    def added(self, rows, column, to):
        """The rows with the ids of the texts in ``column`` as ``to``; nothing where there is no text."""
        found = self._joined(rows, column, to)
        unknown = found.filter(pl.col(to).is_null() & pl.col(column).is_not_null())
        if unknown.is_empty():
            return found
        if self.known.height > KNOWN:
            self.known, unknown = self.known.clear(), rows.drop_nulls(column)
        words = unknown[column].unique().to_list()
        for start in range(0, len(words), BATCH):
            self._find(words[start : start + BATCH])
        return self._joined(rows, column, to)

    def _joined(self, rows, column, to):
        ids = self.known.rename({"word": column, "id": to})
        return rows.join(ids, on=column, how="left", maintain_order="left")

    def _find(self, words):
        found = self._held(words)
        if missing := [word for word in words if word not in found]:
            self.model.objects.bulk_create(map(self.make, missing), batch_size=BATCH)
            found |= self._held(missing)
        self.known = self.known.vstack(
            pl.DataFrame(list(found.items()), schema=self.known.schema, orient="row")
        )

    def _held(self, words):
        return dict(self.model.objects.filter(**{f"{self.field}__in": words}).values_list(self.field, "pk"))


class Writer:
    """Writes the rows of each edition as they are read: in a thread, so that the database works while Python reads.

    The thread has the connection, and the transaction under way on it, until the writer is closed.
    """

    def __init__(self, new):
        """``new(edition)`` makes the row of an edition and gives its key."""
        self.new, self.names = new, {}
        self.streets = Names(Street, "name", lambda word: Street(name=word))
        self.lsoas = Names(Lsoa, "code", self._lsoa)
        self.waiting: queue.Queue = queue.Queue(maxsize=WAITING)
        self.failed: BaseException | None = None
        self.shared = connections[DEFAULT_DB_ALIAS]

    def __enter__(self):
        self.shared.inc_thread_sharing()
        self.thread = threading.Thread(target=self._write_all, name="rows")
        self.thread.start()
        return self

    def __exit__(self, *_failure):
        self.waiting.put(None)
        self.thread.join()
        self.shared.dec_thread_sharing()
        if self.failed and not _failure[0]:
            raise self.failed

    def keep(self, edition, rows):
        if self.failed:
            raise self.failed
        self.waiting.put(
            (edition, rows.select(NEEDED[edition.kind]))
        )  # not its lines, which are the most of it

    def _write_all(self):
        connections[DEFAULT_DB_ALIAS] = self.shared
        while (one := self.waiting.get()) is not None:
            if self.failed is None:
                try:
                    self._write(*one)
                except BaseException as failure:  # raised again where the rows are read
                    self.failed = failure

    def _lsoa(self, code):
        name = self.names.get(code, "")
        return Lsoa(code=code, name=name[:80], district=name.rpartition(" ")[0][:80])

    def _write(self, edition, rows):
        edition.number = edition.number or self.new(edition)
        numbered = rows.with_columns(edition_id=pl.lit(edition.number))
        if edition.kind == "stop-and-search":
            write(Stop, STOP, _stops(numbered))
            return
        if edition.kind == "recorded-crime":
            self._recorded(numbered)
            return
        self.names = dict(rows.select("lsoa", "LSOA name").unique("lsoa", keep="any").iter_rows())
        numbered = self.lsoas.added(numbered, "lsoa", "lsoa_id")
        if edition.kind == "street":
            numbered = numbered.with_columns(pl.col("Location").str.slice(0, 160).replace("", None))
            numbered = self.streets.added(numbered, "Location", "street_id")
            write(Crime, CRIME, numbered)
        else:
            write(CrimeOutcome, OUTCOME, numbered)

    def _recorded(self, rows):
        """An offence is known by its code; what a file calls it now stands for it in all years."""
        said = rows.unique("code").select("code", "Offence Description", "group", "subgroup").iter_rows()
        words = {code: (title[:200], group[:80], subgroup[:120]) for code, title, group, subgroup in said}

        def offence(code):
            title, group, subgroup = words[code]
            return Offence(code=code, title=title, group=group, subgroup=subgroup)

        rows = Names(Offence, "code", offence).added(rows, "code", "offence_id")
        write(
            RecordedCrime, RECORDED, rows.with_columns(pl.col("CSP Name").str.strip_chars().str.slice(0, 80))
        )


CRIME = {
    "edition_id": "edition_id", "category": "category", "longitude": "lon", "latitude": "lat", "lsoa_id": "lsoa_id",
    "street_id": "street_id", "outcome": "outcome", "key": "key",
}  # fmt: skip
RECORDED = {
    "edition_id": "edition_id", "partnership_name": "CSP Name", "offence_id": "offence_id", "count": "count",
}  # fmt: skip
OUTCOME = {"edition_id": "edition_id", "outcome": "outcome", "lsoa_id": "lsoa_id", "key": "key"}
STOP = {
    "edition_id": "edition_id", "at": "at_time", "kind": "Type", "longitude": "lon", "latitude": "lat",
    "gender": "Gender", "age_range": "Age range", "self_defined_ethnicity": "Self-defined ethnicity",
    "officer_defined_ethnicity": "Officer-defined ethnicity", "legislation": "Legislation",
    "sought": "Object of search", "outcome": "Outcome", "is_linked": "is_linked",
}  # fmt: skip

PLACE = ("lsoa", "LSOA name")
NEEDED = {  # columns of a kind's rows that are written
    "street": ("category", "lon", "lat", "outcome", "key", "Location", *PLACE),
    "outcomes": ("outcome", "key", *PLACE),
    "stop-and-search": (
        *(name for name in STOP.values() if name not in ("edition_id", "is_linked")),
        "linked",
    ),
    "recorded-crime": ("code", "Offence Description", "group", "subgroup", "CSP Name", "count"),
}


def _stops(rows):
    """Texts to their columns' lengths; what says neither true nor false says nothing."""
    lengths = {
        STOP[name]: Stop._meta.get_field(name).max_length for name in STOP if name not in ("edition_id",)
    }
    cut = [pl.col(column).str.slice(0, length) for column, length in lengths.items() if length]
    linked = pl.col("linked").replace_strict(
        {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
    )
    return rows.with_columns(*cut, is_linked=linked)
