"""A file as lines, some thousands at a time, whatever its encoding; and lines as columns, none of them lost unsaid.

A line is taken by itself: an unpaired quotation mark spoils its own line and not the rest of the file.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO

import polars as pl

CHUNK = 1_800_000  # bytes: some 9,500 lines, and 15 MB while they are taken apart
SHOWN = 20  # of what is amiss, so many are named and the rest counted
OF_A_KIND, KINDS, OTHER = 5, 40, "something else is wrong with it"
WORD, FOUND = re.compile(r"“[^”]*”"), re.compile(r"^\d{4}-\d{2}(?= is )|(?<=it has )\d+ fields?")
LONGEST = 20_000  # bytes of a line: a longer one is no line of such a file
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass
class Amiss:
    """Lines that cannot be read, counted all and by kind, the first of each kind named; and those in another encoding.

    A file of nothing but broken lines takes no more memory than one with a few.
    """

    count: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    named: list[tuple[str, int, str]] = field(default_factory=list)  # file, line, why
    reencoded: int = 0

    def add(self, file: str, line: int, why: str) -> None:
        self.count += 1
        kind = _kind_of(why)
        kind = kind if kind in self.kinds or len(self.kinds) < KINDS else OTHER
        self.kinds[kind] += 1
        if self.kinds[kind] <= OF_A_KIND and len(self.named) < SHOWN:
            self.named.append((file, line, why))


@lru_cache(maxsize=1024)
def _kind_of(why: str) -> str:
    """What is wrong without what stands there: "a word is no month, such as 2026-03"."""
    return FOUND.sub("…", WORD.sub("…", why))


def chunks(stream: IO[bytes], amiss: Amiss) -> Iterator[tuple[int, str]]:
    """(number of the first line, lines as one text without returns); a last line without its end is one too."""
    first, rest, encoding = 1, b"", ""
    while block := stream.read(CHUNK):
        if not encoding:
            block, encoding = _without_bom(block)
        if encoding.startswith("utf-16"):
            block += stream.read()  # rare and small: a spreadsheet's "Unicode text"
            block, encoding = block.decode(encoding, errors="replace").encode(), "utf-8"
        whole, end, rest_of = (rest + block).rpartition(b"\n")
        rest = rest_of if len(rest_of) <= CHUNK else rest_of[:LONGEST]
        if end:
            text = _decoded(whole, amiss)
            yield first, text
            first += text.count("\n") + 1
    if rest.strip():
        yield first, _decoded(rest, amiss)


def _without_bom(block: bytes) -> tuple[bytes, str]:
    for mark, encoding in BOMS:
        if block.startswith(mark):
            return block[len(mark) :], encoding
    return block, "utf-8"


def _decoded(block: bytes, amiss: Amiss) -> str:
    """Line by line where the block is not all UTF-8: some forces write Windows-1252, and archives mix the two."""
    block = block.replace(b"\r", b"")
    try:
        return block.decode()
    except UnicodeDecodeError:
        return "\n".join(_one(line, amiss) for line in block.split(b"\n"))


def _one(line: bytes, amiss: Amiss) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        amiss.reencoded += 1
        return line.decode("cp1252", errors="replace")


def without(table: pl.DataFrame, bad: pl.Expr, note: Callable[[dict], None]) -> pl.DataFrame:
    """The rows that are not bad, each bad one noted. Most tables have none, and are given back as they came."""
    mask = table.select(bad.fill_null(value=True)).to_series()
    if not mask.any():
        return table
    for row in table.filter(mask).iter_rows(named=True):
        note(row)
    return table.filter(~mask)


def columns(text: str, names: tuple[str, ...], where: tuple[str, int], amiss: Amiss) -> pl.DataFrame:
    """The lines as text columns of these names, with ``line`` (the whole) and ``at`` (its number); empty lines go.

    Lines of another number of fields are noted in ``amiss`` and left out.
    """
    file, first = where
    table = pl.Series("line", [text]).str.split("\n").explode().to_frame().with_row_index("at", offset=first)
    table = table.filter(pl.col("line").str.len_bytes() > 0)
    marked = pl.DataFrame()
    if '"' in text:
        quoted = pl.col("line").str.contains('"', literal=True)
        table, marked = table.filter(~quoted), table.filter(quoted)
    commas = pl.col("line").str.count_matches(",", literal=True)
    table = without(table, commas != len(names) - 1, lambda row: _miscounted(row, len(names), file, amiss))
    fields = pl.col("line").str.split_exact(",", len(names) - 1).struct.rename_fields(names).alias("fields")
    found = table.with_columns(fields).unnest("fields")
    rows = [row for row in (_unquoted(row, names, file, amiss) for row in marked.iter_rows()) if row]
    return pl.concat([found, pl.DataFrame(rows, schema=found.schema, orient="row")]) if rows else found


def _miscounted(row: dict, wanted: int, file: str, amiss: Amiss) -> None:
    if row["line"].strip():
        amiss.add(file, row["at"], _miscount(row["line"].count(",") + 1, wanted))


def _miscount(found: int, wanted: int) -> str:
    return f"it has {found} field{'' if found == 1 else 's'} and not {wanted}"


def _unquoted(row: tuple[int, str], names: tuple[str, ...], file: str, amiss: Amiss) -> tuple | None:
    at, line = row
    try:
        fields = next(csv.reader([line], strict=True))
    except (csv.Error, StopIteration):
        amiss.add(file, at, "its quotation marks do not pair")
        return None
    if len(fields) != len(names):
        amiss.add(file, at, _miscount(len(fields), len(names)))
        return None
    return (at, line, *fields)
