"""What a load holds, by edition: a month of a force in one kind of file. A person reads it before the load counts."""

import hashlib
import re
from array import array
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import polars as pl

FAR = 100_000  # metres from the middle of a force's points
NEW_2021 = "E01033769"  # the first code that came with the boundaries of 2021
VINTAGE_FROM = 2023 * 12 + 5  # data of June 2023 and later has the codes of 2021
NUMBER = re.compile(r" \w+$")
KEPT, MOST = 30, 1_000  # words and districts that are named; that are counted


@dataclass
class Edition:
    """Of one (kind, force, month). ``number`` is its key in the database, once its first rows are written.

    Its digest is of hashes of its lines. A later Polars may hash otherwise, and the same month then loads again.
    """

    kind: str
    force: str
    month: int
    file: str
    number: int = 0
    rows: int = 0
    unlocated: int = 0
    outside: int = 0
    without_id: int = 0
    unknown: Counter = field(default_factory=Counter)
    districts: Counter = field(default_factory=Counter)
    seen: Any = field(default_factory=partial(hashlib.blake2b, digest_size=32))
    hashes: list[pl.Series] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)

    def add(self, rows: pl.DataFrame) -> None:
        self.rows += rows.height
        if self.kind != "recorded-crime":  # whose rows are counts of a whole area
            self.unlocated += rows["lon"].null_count()
            self.outside += int(rows["outside"].sum())
        hashes = rows["line"].hash()
        self.seen.update(array("Q", hashes.to_list()))
        self.hashes.append(hashes)
        if self.kind == "street":
            self.without_id += int((rows["Crime ID"] == "").sum())
            if (unknown := rows["category"] == 0).any():
                self.unknown.update(_counted(rows.filter(unknown)["Crime type"]))
        if "lsoa" in rows.columns:
            self.codes.update(rows["lsoa"].drop_nulls().unique().to_list())
            self._count_districts(rows["LSOA name"])

    def _count_districts(self, names: pl.Series) -> None:
        """By the names of LSOAs without their number. Of a file where each name is another, not all are kept."""
        for name, count in names.value_counts().iter_rows():
            if name:
                self.districts[NUMBER.sub("", name)] += count
        if len(self.districts) > MOST:
            self.districts = Counter(dict(self.districts.most_common(KEPT)))

    def closed(self) -> "Edition":
        """When its last row is in: the repeats are counted and what counts them let go."""
        self.exact_repeats = self.rows - pl.concat(self.hashes).n_unique() if self.hashes else 0
        self.digest = self.seen.hexdigest()
        self.hashes = []
        return self

    @property
    def vintage(self) -> str:
        """Of its LSOA codes, as far as the codes themselves say."""
        return "2021" if any(code.startswith("E01") and code >= NEW_2021 for code in self.codes) else "2011"


def _counted(column: pl.Series) -> dict[str, int]:
    found = column.value_counts(sort=True).head(KEPT)
    return {str(word): int(count) for word, count in found.iter_rows() if word}


def report(editions: list[Edition], amiss) -> dict:
    """What the check found, as it is kept and shown."""
    months = sorted({edition.month for edition in editions})
    unknown: Counter = sum((edition.unknown for edition in editions), Counter())
    return {
        "rows": sum(edition.rows for edition in editions),
        "months": len(months),
        "first": months[0] if months else None,
        "last": months[-1] if months else None,
        "forces": sorted({edition.force for edition in editions}),
        "unlocated": sum(edition.unlocated for edition in editions),
        "outside": sum(edition.outside for edition in editions),
        "without_id": sum(edition.without_id for edition in editions),
        "unknown_categories": unknown.total(),
        "unknown_words": dict(unknown.most_common(KEPT)),
        "exact_repeats": sum(edition.exact_repeats for edition in editions),
        "broken": amiss.count,
        "broken_kinds": dict(amiss.kinds.most_common()),
        "broken_lines": [list(row) for row in amiss.named],
        "reencoded": amiss.reencoded,
        "editions": [_line(edition) for edition in editions],
        "mixed_codes": [_name(edition) for edition in editions if _is_mixed(edition)],
    }


def _line(edition: Edition) -> dict:
    return {
        "kind": edition.kind, "force": edition.force, "month": edition.month, "rows": edition.rows,
        "unlocated": edition.unlocated, "exact_repeats": edition.exact_repeats, "file": edition.file,
        "lsoas": len(edition.codes), "vintage": edition.vintage,
        "districts": dict(edition.districts.most_common(8)),
    }  # fmt: skip


def _name(edition: Edition) -> str:
    return f"{edition.force} {edition.month}"


def _is_mixed(edition: Edition) -> bool:
    """Codes of 2021 in data of before June 2023, or the other way about, where the codes themselves tell."""
    return (
        edition.kind in ("street", "outcomes") and edition.vintage == "2021" and edition.month < VINTAGE_FROM
    )
