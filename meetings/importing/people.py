"""One printed attendance entry taken apart: name, rank, agency, unit, role, initials, whom it stands in for."""

import re
from dataclasses import dataclass, field

from meetings.importing import words
from meetings.importing.agencies import Vocabulary, split_name
from meetings.importing.parsed import Attendee
from meetings.importing.shapes import (
    BRACKETS,
    abbreviates,
    is_office,
    is_org,
    is_person,
    low,
    names_role,
    strip_titles,
)
from meetings.importing.source import squash

LEADING = re.compile(r"^\s*(?:and\s+|[•·▪●‣◦○*–—-]\s*|\(?\d{1,2}[.)]\s*|o\t)")
TRAILING = re.compile(r"[\s,;]+(?:and)?\s*$")
SENTENCE_END = re.compile(r"(?<=[a-z)]{2})\.$")
LETTERS_FIRST = re.compile(r"^(?P<initials>[A-Z]{2,4})\s*[,;:–—-]\s*(?P<rest>\S.*)$")
LETTERS = re.compile(r"^[A-Z]{2,4}$")
DASH = re.compile(r"\s+[–—-]+\s+|\s*[–—]\s*|(?<=[a-z])-\s+(?=[A-Z])")
COLUMNS = re.compile(r"\t+|\s{2,}|\n|\.{4,}")
ACRONYM = re.compile(r"^[A-Z][A-Z&]{1,6}$")
IN_CHAIR = re.compile(r"[\s,–-]+in the chair$", re.I)
HERE_OR_NOT = re.compile(
    r"(?i)(?:part|until|from|virtual|via|items?|online|remote|left|arrived|joined|in person)\b"
)
SINGULAR = {"cllrs": "Cllr", "clrs": "Cllr", "councillors": "Councillor", "messrs": "Mr"}
ATTENDS = r"(?:substitut(?:ed|ing)|attend(?:ed|ing)|deputi[sz](?:ed|ing)|represent(?:ed|ing)|in attendance|to attend)"
STANDS_IN_FOR = (
    re.compile(
        r"[\[(,–—-]?\s*\b(?:as )?(?:a )?(?:substitut(?:e|ing|ed)|sub|deputi[sz]ing|deputy|standing in|attend(?:ing|ed))"
        r"\s+(?:for|on behalf of)\s+(?P<name>[^)\],;]{3,80})[)\]]?",
        re.I,
    ),
    re.compile(
        r"[\[(,–—-]\s*(?:for|vice|on behalf of|obo)\s+"
        r"(?P<name>(?:Cllr |Councillor |Dr |Mrs? |Ms )?[A-Z][^)\],;]{2,60})[)\]]?"
    ),
)
STOOD_IN_FOR_BY = (
    re.compile(rf"\s*[(\[](?P<name>[A-Z][\w'’. -]{{3,60}}?) {ATTENDS}[^()\[\]]{{0,100}}[)\]]"),
    re.compile(r"\s*[(\[](?:represented|substituted) by (?P<name>[^()\[\]]{3,80})[)\]]"),
    re.compile(rf"\s+[–—-]+\s*(?P<name>[A-Z][\w'’. -]{{3,60}}?)\s+{ATTENDS}\b.*$"),
)


def read_entry(at, printed, vocabulary, *, prefix="", agency=""):
    """An attendee from one printed entry; ``agency`` is that of the list it stands in."""
    text = TRAILING.sub("", LEADING.sub("", printed)).strip()
    text = SENTENCE_END.sub("", text)
    parts = _Parts(vocabulary, agency=agency)
    text = parts.take_brackets(parts.take_stand_ins(text))
    if len(parts.brackets) == 1 and names_role(text) and is_person(parts.brackets[0]):
        text, parts.role, parts.brackets = parts.brackets[0], text.strip(" ,\t"), []
    if IN_CHAIR.search(text):
        text, parts.role = IN_CHAIR.sub("", text), "Chair"
    columns = [column.strip(" ,–—-") for column in COLUMNS.split(text) if column.strip(" -–—,")]
    if columns:
        parts.take_columns(columns)
    return parts.attendee(at, printed, prefix)


def _is_one_agency(text):
    """An agency with commas in its name, such as that of three counties."""
    first = text.split(",")[0]
    return "," in text and is_org(text) and not (is_org(first) or names_role(first))


def _commas(text):
    return [part.strip() for part in text.split(",") if part.strip()]


@dataclass
class _Parts:
    vocabulary: Vocabulary
    name: str = ""
    agency: str = ""
    unit: str = ""
    role: str = ""
    initials: str = ""
    substitute_for: str = ""
    represented_by: str = ""
    certain: bool = True
    brackets: list = field(default_factory=list)

    def take_stand_ins(self, text):
        """Deputies, either way round (S001-26)."""
        for pattern in STOOD_IN_FOR_BY:
            found = pattern.search(text)
            if found and found.start() > 2:
                self.represented_by = squash(found.group("name"))
                text = f"{text[: found.start()]} {text[found.end() :]}".strip()
        for pattern in STANDS_IN_FOR:
            found = pattern.search(text)
            if found and found.start() > 2:
                self.substitute_for = squash(found.group("name")).strip(" .)")
                text = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,-–—")
        return text

    def take_brackets(self, text):
        found = [part.strip() for part in BRACKETS.findall(text)]
        self.brackets = [part for part in found if part.lower() not in words.REASONS]
        return re.sub(r"\s+([,;])", r"\1", BRACKETS.sub("\t", text)).strip()

    def take_columns(self, columns):
        """Columns of a list laid out with tabs: initials first or second, then name, then the rest."""
        for place in (0, 1):
            if (
                len(columns) > place + 1
                and LETTERS.match(columns[place])
                and not self.vocabulary.knows(columns[place])
            ):
                self.initials = columns.pop(place)
                break
        self.take_line(columns[0])
        for column in columns[1:]:
            self.take_details(_commas(column))

    def take_line(self, text):
        first, *others = [part.strip(" ,") for part in DASH.split(text) if part and part.strip(" ,")] or [
            text
        ]
        if others and is_org(first) and not is_person(first) and is_person(others[0].split(",")[0]):
            first, others[0] = others[0], first
        name, *details = _commas(first) or [first]
        if not details and not others and ":" in name:
            name, details = self._around_colon(name)
        self.take_name(name)
        self.take_details([*details, *(part for piece in others for part in _commas(piece))])

    def _around_colon(self, text):
        before, after = (part.strip() for part in text.split(":", 1))
        return (after, [before]) if is_org(before) or is_office(before) else (before, [after])

    def take_name(self, text):
        tokens = text.split()
        rank = tokens and low(tokens[0]) in words.RANK_STARTS - {"sm", "gm", "wm", "lt", "cc", "ci", "pcc"}
        if (
            len(tokens) > 2
            and LETTERS.match(tokens[0])
            and not rank
            and abbreviates(tokens[0], " ".join(tokens[1:]))
        ):
            self.initials, tokens = tokens[0], tokens[1:]
        size, agency, self.certain = split_name(tokens, self.vocabulary)
        self.name = " ".join(tokens[:size]).strip(" ,")
        self.take_details(_commas(agency))

    def take_details(self, parts):
        for part in parts:
            self._place(part.strip(" .;"))

    def _place(self, part):
        if part.lower() in words.HONOURS:
            self.name = f"{self.name} {part}"
        elif (self.vocabulary.knows(part) and not self.agency) or not names_role(part):
            if self.agency:
                self.unit = f"{self.unit}, {part}".strip(", ")
            else:
                self.agency = part
        else:
            self.role = f"{self.role}, {part}".strip(", ")

    def _take_bracket(self, part):
        lettered = LETTERS_FIRST.match(part)
        if abbreviates(part, self.name) and not self.initials:
            self.initials = part
        elif lettered and abbreviates(lettered["initials"], self.name) and not self.initials:
            self.initials = lettered["initials"]
            self.take_details(_commas(lettered["rest"]))
        elif not self.agency and (ACRONYM.match(part) or _is_one_agency(part)):
            self.agency = part
        elif HERE_OR_NOT.match(part):
            self.role = f"{self.role}, {part}".strip(", ")
        else:
            self.take_details(_commas(part))

    def attendee(self, at, printed, prefix):
        for part in self.brackets:
            self._take_bracket(part)
        titles, rest = strip_titles(self.name.split())
        names = [token for token in rest if low(token) not in words.HONOURS]
        ranks = [token for token in titles if low(token) in words.RANKS]
        name = [SINGULAR.get(low(token), token) for token in titles] + rest
        civil = [SINGULAR.get(low(token), token) for token in titles if token not in ranks]
        return Attendee(
            at=at,
            printed=squash(printed),
            name=squash(" ".join(name)),
            prefix=" ".join(civil) or prefix,
            rank=" ".join(ranks),
            given=" ".join(names[:-1]),
            family=names[-1].strip(",.") if names else "",
            agency=self.agency,
            unit=self.unit,
            role=self.role,
            initials=self.initials,
            substitute_for=self.substitute_for,
            represented_by=self.represented_by,
            certain=self.certain,
        )
