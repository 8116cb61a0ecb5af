"""Files read one after another: each row to its edition, each fault named, and nothing written here."""

from collections.abc import Callable, Iterable

from assessments.police import typed as rows_of
from assessments.police.files import Source
from assessments.police.lines import Amiss, chunks
from assessments.police.tally import Edition
from assessments.police.typed import Reading, kind_of, why_no_kind

WRONG_HEADER = (
    "{file} is no file that can be read: its first line is not that of street crime, outcomes, stop and search, or the"
    " Home Office's table by partnership.{why} Take the file as the site gives it."
)
TWICE = "{force}, {month}: it stands in {first} and in {second}. Load one of them."
BROKEN = "{count} cannot be read; the first are named below. Mend the file, or choose to load the rest without them."


class Read:
    """The editions that files hold. ``keep`` takes their rows as they come."""

    def __init__(self, *, today: int, keep: Callable, passed: Callable[[int], None]):
        self.today, self.keep, self.passed = today, keep, passed
        self.editions: dict[tuple[str, str, int], Edition] = {}
        self.amiss, self.faults = Amiss(), []
        self.empty: list[str] = []
        self.twice: set[str] = set()  # files of which a month stands in another too

    def all(self, sources: Iterable[Source]) -> list[Edition]:
        for source in sources:
            self._file(source)
        return list(self.editions.values())

    def _file(self, source):
        began = set(self.editions)
        reading = None
        with source.open() as stream:
            for first, text in chunks(stream, self.amiss):
                if first > 1:
                    self._rows(text, first, reading)
                elif (reading := self._begun(source, text)) is None:
                    return
                else:
                    self._rows(text.partition("\n")[2], 2, reading)
                self.passed(len(text))
        ended = [key for key in self.editions if key not in began]
        for key in ended:
            self.editions[key].closed()
        if not ended and source.name not in self.twice:
            self.empty.append(source.name)

    def _begun(self, source, text):
        kind = kind_of(text.partition("\n")[0])
        if kind is None:
            self.faults.append(
                WRONG_HEADER.format(file=source.name, why=why_no_kind(text.partition("\n")[0]))
            )
            return None
        return Reading(kind, source.name, source.force, self.today)

    def _rows(self, text, first, reading):
        table = rows_of.typed(text, first, reading, self.amiss)
        for (force, month), rows in _by_edition(table):
            if edition := self._edition((reading.kind, force, month), reading):
                edition.add(rows)
                self.keep(edition, rows)

    def _edition(self, key, reading):
        """The edition that the rows belong to; None where another file had the month already."""
        found = self.editions.get(key)
        if found is None:
            kind, force, month = key
            found = Edition(kind, force, month, reading.file)
            self.editions[key] = found
        elif found.file != reading.file:
            self.twice.add(reading.file)
            fault = TWICE.format(force=key[1], month=_words(key[2]), first=found.file, second=reading.file)
            if fault not in self.faults:
                self.faults.append(fault)
            return None
        return found


def _by_edition(table):
    keys = table.select("force", "month").unique()
    if keys.height == 1:
        return [(keys.row(0), table)]
    return table.partition_by(["force", "month"], as_dict=True, maintain_order=True).items()


def _words(month):
    return f"{month // 12}-{month % 12 + 1:02d}"
