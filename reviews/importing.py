"""An agency's chronology in a file, read without a database: its lines, and what cannot be taken, line by line."""

import datetime as dt
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field

from design.filters import joined, plural
from documents.tables import read_table
from reviews.models import ChronologyEntry
from reviews.reading import Ambiguous, read_moment, too_early

MOST_ROWS, LONGEST = 20_000, 5_000
COLUMNS = {  # what a column may hold: its label, and headings that say so by themselves
    "day": ("Date", ("day", "date of event", "date of contact", "date/time", "date and time", "when")),
    "time": ("Time", ("time of event", "time of contact", "hour")),
    "agency": ("Agency", ("source agency", "organisation", "service")),
    "what": (
        "What happened",
        ("event", "details", "detail", "description", "what", "summary", "contact", "narrative"),
    ),
    "involved": (
        "Who took part",
        ("who", "people", "persons", "subject", "involved", "who was involved", "people involved"),
    ),
    "kind": ("Kind of contact", ("kind", "type", "type of contact", "contact type")),
    "source": ("Source of information", ("source", "record", "source of information", "source document")),
}
Kind = ChronologyEntry.Kind
WORDS = {  # how agencies call the kinds of contact, besides our own words
    Kind.MISSED: ("dna", "did not attend", "was not brought", "no access", "no answer", "no reply", "missed"),
    Kind.VISIT: ("home visit", "visited"),
    Kind.SEEN: ("appointment", "attendance", "attended", "consultation", "seen", "face to face"),
    Kind.CALL: ("phone", "phone call", "telephone", "call"),
    Kind.LETTER: ("letter", "email", "e-mail", "text", "message", "text message"),
    Kind.MEETING: ("meeting", "marac", "strategy meeting", "case conference"),
    Kind.REFERRAL: ("referred", "notification"),
    Kind.INCIDENT: ("incident", "call-out", "arrest", "999", "101"),
    Kind.DECISION: ("decision", "assessment", "risk assessment"),
}
KINDS = {word: kind for kind, words in WORDS.items() for word in (*words, kind.value, kind.label.lower())}
KINDS |= {"other": Kind.OTHER}
# Within longer words too, "GP appointment: DNA": what was missed is what a review looks for.
IS_MISSED = re.compile(
    r"\b(missed|dna|fta|wnb|no[ -]?show|no (access|answer|reply)|refused entry"
    r"|(not|failed to) (attend\w*|brought|at home))\b"
)
ALL_KINDS = joined([f"“{kind.label}”" for kind in Kind])


def read_file(file):
    return read_table(file, most=MOST_ROWS, longest=LONGEST, formulas=True)


@dataclass(frozen=True)
class Read:
    """``entries`` are unsaved. One answer settles ``unsure``, the order of dates, or ``unowned``, whose it is."""

    entries: list = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    unowned: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def asks(self):
        """A sentence for each question, with the first of its lines."""
        for first, *more in filter(None, (self.unowned, self.unsure)):
            like = "is" if len(more) == 1 else "are"
            yield f"{first} {plural(len(more), 'more line')} {like} like it." if more else first

    @property
    def left_out(self):
        return len(self.refused) + len(self.unsure) + len(self.unowned)


class Unowned(ValueError):
    """Whose it is, neither the line nor whoever reads the file has said."""


@dataclass(frozen=True)
class Told:
    """What the lines leave unsaid. ``agencies``: lower-case name → agency; ``agency`` is whose all of it is, where
    no column says so; ``day_first`` None where nobody has said.
    """

    agencies: dict
    agency: object
    day_first: bool | None
    today: dt.date


def entries_in(sheet, columns, told):
    found, seen, unknown = Read(), {}, defaultdict(list)
    for line, row in enumerate(sheet.rows, start=2):
        if not any(row):
            continue
        said = {what: row[at] for what, at in columns.items() if at < len(row)}
        try:
            entry = _entry(said, told)
        except Ambiguous as doubt:
            found.unsure.append(f"Line {line}: {doubt}")
            continue
        except Unowned as doubt:
            found.unowned.append(f"Line {line}: {doubt}")
            continue
        except ValueError as refusal:
            found.refused.append(f"Line {line}: {refusal}")
            continue
        if first := seen.get(entry.digest):
            found.warnings.append(f"Line {line}: the same as line {first}. It is taken once.")
            continue
        if said.get("kind") and _kind(said["kind"]) is None:
            unknown[said["kind"][:40]].append(line)
        seen[entry.digest] = line
        found.entries.append(entry)
    found.warnings.extend(_of_no_kind(word, lines) for word, lines in unknown.items())
    return found


def _of_no_kind(word, lines):
    """Once for all lines that say it: a file says the same few words a thousand times."""
    more = f" and {plural(len(lines) - 1, 'more line')}" if len(lines) > 1 else ""
    return (
        f"Line {lines[0]}{more}: “{word}” is no kind known here. It becomes “Other”. Known are {ALL_KINDS}."
    )


def _kind(written):
    """None where no word for a kind of contact stands there."""
    words = _plain(written)
    return KINDS.get(words) or (Kind.MISSED if IS_MISSED.search(words) else None)


def _entry(said, told):
    if formula := next((name for name, cell in said.items() if cell.startswith("=")), None):
        label = COLUMNS[formula][0].lower()
        raise ValueError(f"the cell “{label}” holds a formula. Put its value in its place.")
    moment = read_moment(
        said.get("day", ""), said.get("time", ""), day_first=told.day_first, this_year=told.today.year
    )
    if moment.day > told.today:
        raise ValueError(f"{moment.day:%-d %B %Y} is still to come.")
    if early := too_early(moment.day, told.today.year):
        raise ValueError(f"{early[0].lower()}{early[1:]}")
    what = said.get("what", "").strip()
    if not what:
        raise ValueError("it does not say what happened.")
    for name, longest in (("involved", 300), ("source", 200)):
        if len(said.get(name, "")) > longest:
            words = COLUMNS[name][0].lower()
            raise ValueError(f"“{words}” is longer than {longest} characters. Shorten it.")
    return entry_of(
        moment, agency=_agency(said.get("agency", ""), told.agencies, told.agency),
        kind=_kind(said.get("kind", "")) or Kind.OTHER, what=what, involved=said.get("involved", ""),
        source=said.get("source", ""),
    )  # fmt: skip


def entry_of(moment, **said):
    """Unsaved, with the digest by which the same is known again."""
    entry = ChronologyEntry(
        happened_on=moment.day, time=moment.time, precision=moment.precision, moment=moment.sorted_as, **said
    )
    entry.digest = digest_of(entry)
    return entry


def digest_of(entry):
    parts = (
        entry.agency_id, entry.moment, entry.precision, entry.kind, entry.what, entry.involved, entry.source,
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


def _plain(words):
    return re.sub(r"\s+", " ", words.strip().lower())


def _agency(written, agencies, agency):
    if not written.strip():
        if agency is None:
            raise Unowned("it names no agency. Choose the agency, or the column that names it.")
        return agency
    found = agencies.get(_plain(written))
    if found is None:
        raise ValueError(f"“{written[:40]}” is no agency of this partnership. Write its name as it is here.")
    if agency is not None and found.pk != agency.pk:
        raise ValueError(f"it is {found}'s, and this is the part of {agency}.")
    return found
