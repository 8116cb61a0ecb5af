"""Who is to do what by when, from the many ways an action is printed."""

import datetime
import re
from dataclasses import dataclass, field

from meetings.importing.dates import MONTHS, find_dates
from meetings.importing.markers import ACTION_STATUS
from meetings.importing.patterns import any_of, anywhere, whole
from meetings.importing.shapes import is_person, names_role, strip_titles
from meetings.importing.source import squash

SPLIT = re.compile(r"\s*(?:,\s*(?:and|&)\s+|,|;|/|\+|&|\band\b|\n)\s*", re.I)
_UNDERTAKES = any_of(
    "to", "will", "agreed to", "shall", "would", "should", "is to", "are to", "has agreed to", "undertook to"
)
DOES = re.compile(rf"^(?P<who>.{{2,120}}?)\s+{_UNDERTAKES}\s+(?P<what>\S.*)$", re.S)
COLON = re.compile(r"^(?P<who>[^:–—]{2,100}?)(?:\s*:|\s+[–—-])\s+(?P<what>\S.*)$", re.S)
AT_END = (
    re.compile(r"[\[(](?P<who>[^()\[\]]{2,80})[)\]][.\s]*$"),
    re.compile(r"\s[–—-]\s*(?P<who>[^–—.:;]{2,80})[.\s]*$"),
    re.compile(r"(?:owners?|leads?|by whom|actions?)\s*:\s*(?P<who>[^.;:]{2,80})[.\s]*$", re.I),
)
LAST_LETTERS = re.compile(r"(?:^|[\s.])(?P<who>[A-Z]{2,4}(?:\s*[/,&]\s*[A-Z]{2,4})*)\.?$")
_DAY = r"\d{1,2}(?:st|nd|rd|th)? \w{3,9}(?: \d{4})?"
_WHEN = any_of(
    "(?:next|following) (?:meeting|week|month|quarter)",
    _DAY,
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}",
    r"\d{4}-\d{2}-\d{2}",
    rf"{any_of(*MONTHS)}(?: \d{{4}})?",
    rf"(?:mon|tues|wednes|thurs|fri)day(?:,? {_DAY})?",
    "asap",
    "this (?:week|month)",
    "(?:end of )?(?:the )?(?:week|month|year|financial year)",
)
DUE = re.compile(
    r"[\[(]?\b(?:to be completed|complete|due|deadline|target date|timescale|no later than|by|before)\b"
    rf"(?: date)?(?: by)?\s*[:–-]?\s*(?P<when>(?:the )?(?:end of |close of |start of )?{_WHEN})",
    re.I,
)
DAY_LAST = re.compile(
    rf"\s[–—-]\s(?P<when>\d{{1,2}}(?:st|nd|rd|th)? {any_of(*MONTHS)} \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})\.?$",
    re.I,
)
LETTERS = re.compile(r"^[A-Z]{2,4}$")
COLLECTIVE = whole(
    "all(?: (?:partners|members|agencies|attendees|to note))?",
    "partners|members|everyone|officers|(?:the )?secretariat|(?:the )?board|committee|minute taker",
    "(?:the )?(?:vice[ -])?chair(?:man)?",
    "(?:the )?clerk",
)
INLINE = re.compile(
    r"[\[(]\s*actions?(?: points?)?(?:\s+\d{1,3})?\s*(?:[:–—-]|\bby\b)\s*(?P<text>[^\[\]()]{1,300})[\])]",
    re.I,
)
MIDLINE = re.compile(
    r"(?:(?<=[.!?;)\n])\s*|\n)(?:ACTION|Action)S?(?:\s+\d{1,3})?\s*[:–—]\s*(?P<text>[^\n]{2,1000})$"
)
WORK = any_of(
    "prepare", "draft", "circulate", "send", "share", "write", "contact", "arrange", "report back", "provide", "bring",
    "pick up", "follow up", "speak", "liaise", "update", "produce", "organi[sz]e", "look into", "check", "raise",
    "set up",
    "investigate", "e-?mail", "add", "feed ?back", "take (?:this|it|forward|away|up)", "discuss", "review",
    "submit", "present", "invite", "explore", "find out", "ask", "forward", "call", "publish", "consult", "collate",
    "issue", "request", "meet with",
)  # fmt: skip
WORKED = any_of(
    "prepared", "drafted", "circulated", "sent", "shared", "written", "contacted", "arranged", "provided", "brought",
    "picked up", "followed up", "updated", "produced", "organi[sz]ed", "raised", "set up", "investigated", "e-?mailed",
    "added", "fed back", "taken forward", "submitted", "published", "issued", "collated", "invited",
)  # fmt: skip
TASK = whole(
    WORK,
    "continue",
    "respond",
    "reply",
    "ensure",
    "need",
    "work",
    "apply",
    "complete",
    "agree",
    "look",
    "report",
)
_UNDERTOOK = any_of(
    "agreed",
    "undertook",
    "offered",
    "promised",
    "volunteered",
    "(?:was|were) (?:asked|requested|tasked)",
    "tasked",
)
PROMISE = anywhere(
    rf"\b(?:will|would)(?: also| then| now)? (?:be {WORKED}|{WORK})\b",
    rf"\b(?<!had ){_UNDERTOOK}(?: that)?(?: (?:he|she|they|it|to|would|will)){{1,2}}(?: also)? {WORK}\b",
)


@dataclass
class Cast:
    """The people a document names, to know an owner by full name, first name or initials."""

    names: set = field(default_factory=set)
    given: set = field(default_factory=set)
    family: set = field(default_factory=set)
    initials: set = field(default_factory=set)

    @classmethod
    def of(cls, groups):
        cast = cls()
        for attendee in (each for group in groups for each in group.attendees):
            cast.names.add(attendee.name.lower())
            cast.given.update(attendee.given.lower().split()[:1])
            cast.family.add(attendee.family.lower())
            heads = "".join(piece[0] for piece in f"{attendee.given} {attendee.family}".split())
            cast.initials.update(filter(None, (attendee.initials.upper(), heads.upper())))
        return cast

    def owner(self, text, loose=False):
        """Whether the words name someone who can own an action."""
        text = text.strip(" .:")
        titles, rest = strip_titles(text.split())
        name = " ".join(rest).lower()
        if not text or len(text) > 60:
            return False
        if COLLECTIVE.match(text) or LETTERS.match(text) or is_person(text) or text.lower() in self.names:
            return True
        named = name in self.given or name in self.family or bool(titles and len(rest) == 1)
        alone = loose and len(rest) == 1 and text[0].isupper() and not TASK.match(rest[0])
        return named or alone or (names_role(text) and _is_title_case(text))

    def names_one(self, text):
        """Whether the words begin with the full name of somebody the minutes list."""
        words = " ".join(strip_titles(text.split())[1]).lower()
        return any(words.startswith(name) or text.lower().startswith(name) for name in self.names if name)


def _is_title_case(text):
    return all(word[0].isupper() or word in ("of", "and", "for", "the", "&") for word in text.split())


def owners_in(text, cast, loose=False):
    """The people of a list of names, or () when any part is no name."""
    text = re.sub(r"^(?:all of )?(?:the )?(?=all\b)", "", text.strip(" .:–—-\t[]()"))
    parts = [squash(part).strip(" .:") for part in SPLIT.split(text) if part and part.strip(" .:")]
    if not parts or len(parts) > 15 or not all(cast.owner(part, loose) for part in parts):
        return ()
    return tuple(dict.fromkeys(_without_the(part) for part in parts))


def _without_the(part):
    return re.sub(r"^the (?=chair|vice|clerk|secretariat)", "", part, flags=re.I)


def take_apart(text, cast, meeting_date=None):
    """(owners, wording, due date, due as printed) from the words of an action."""
    body = squash(text).strip(" []")
    listed = owners_in("; ".join(text.split("\n")), cast, loose=True) if "\n" in text else ()
    if listed:
        return listed, "", None, ""
    due, printed = due_in(body, meeting_date)
    bare = body
    if printed:
        bare = re.sub(r"^[\s,.;:()–—-]+|[\s,;:(–—-]+$", "", body.replace(printed, " ", 1))
    owners = owners_in(bare, cast, loose=True) or owners_in(body, cast, loose=True)
    if owners:
        return owners, "", due, printed
    return _leading(bare, cast) or _trailing(bare, cast) or (), body, due, printed


def _leading(text, cast):
    head = text[:400]
    for pattern in (DOES, COLON):
        found = pattern.match(head)
        if found:
            owners = owners_in(
                found.group("who"), cast, loose=pattern is DOES and len(found.group("who").split()) == 1
            )
            if owners:
                return owners
    return ()


def _trailing(text, cast):
    tail = text[-200:]
    for pattern in AT_END:
        found = pattern.search(tail)
        owners = owners_in(found.group("who"), cast) if found else ()
        if owners:
            return owners
    found = LAST_LETTERS.search(tail)
    if found and all(letters.strip() in cast.initials for letters in re.split(r"[/,&]", found.group("who"))):
        return owners_in(found.group("who"), cast)
    return ()


def due_in(text, meeting_date=None):
    """The due date and the words that give it; a day without a year is the next such day after the meeting."""
    found = DUE.search(text[-600:]) or DAY_LAST.search(text[-60:])
    if not found:
        return None, ""
    printed = found.group().strip(" ([–—-")
    dates = find_dates(found.group("when"))
    if not dates:
        return None, printed
    date = dates[0].date
    if date is None and dates[0].year is None and meeting_date:
        date = next_on_or_after(dates[0].day, dates[0].month, meeting_date)
    return date, printed


def next_on_or_after(day, month, start):
    for year in range(start.year, start.year + 5):
        try:
            date = datetime.date(year, month, day)
        except ValueError:
            continue
        if date >= start:
            return date
    return None


def inline_actions(text):
    """Actions printed inside a paragraph: “[Action: AB]”, “… ACTION: AB to write.”"""
    found = [match.group("text") for match in INLINE.finditer(text)]
    ending = MIDLINE.search(text[-1200:])
    if ending and not found and not ACTION_STATUS.match(ending.group("text").strip()):
        found.append(ending.group("text"))
    return found


def promise_in(text):
    """The words of a paragraph that promise work, or "" (X-04)."""
    found = PROMISE.search(text[:20_000])
    return squash(found.group()) if found else ""
