"""Numbered item headings: of all the lines that open with a number, the rising chain that reads most like an agenda."""

import re
from dataclasses import dataclass

from meetings.importing import words
from meetings.importing.markers import LIST_MARK, is_bare_marker, starts_decision
from meetings.importing.titles import TITLE_WORDS, is_emphasised

NUMBER = r"(?P<number>(?:[A-Z]{1,5}[ ./-]?)?\d{1,4}(?:[/-]\d{1,4}){0,2}[a-zA-Z]?)"
KEYWORD = r"(?P<word>(?:agenda\s+)?item(?:\s+no\.?)?|minute(?:\s+no\.?)?|no\.?)"
SEPARATOR = r"(?P<end>\.0\b[.:)]?|\s?[.):](?=[^\d\s])|\s?[.):](?=\s)|\s+[–-](?=\s)|(?=\s))"
HEADING = re.compile(
    rf"^(?:{KEYWORD}\s*[:.]?\s*)?{NUMBER}{SEPARATOR}\s*[:–-]?\s*(?P<title>\S.*)$", re.I | re.S
)
ALONE = re.compile(rf"^(?:{KEYWORD}\s*[:.]?\s*)?{NUMBER}(?:\.0)?\s*[.):]?$", re.I)
PARAGRAPH = re.compile(r"^(?:No\.?\s+)?(\d{1,4})\.(\d{1,3})(?![\d/])")
ZERO = re.compile(r"^\d{1,4}\.0\b")
PARTS = re.compile(r"^([A-Za-z]*)[ ./-]?([\d/-]+)([a-zA-Z]?)$")
PERSON = re.compile(r"^[A-Z][\w'’-]+ [A-Z][\w'’-]+\s*[,(–-]")
LOOK_BACK = 80
MOST = 4000
STRONG = 2.0


@dataclass(frozen=True)
class Key:
    """A number as prefix, whole numbers and letter, so that 4 < 4a < 5 and 206/19 < 207/19."""

    prefix: str
    numbers: tuple[int, ...]
    letter: str

    @classmethod
    def of(cls, number):
        found = PARTS.match(number.strip())
        numbers = tuple(int(part) for part in re.split(r"[/-]", found.group(2)) if part) if found else ()
        return cls(found.group(1).upper(), numbers, found.group(3).lower()) if numbers else None

    @property
    def plain(self):
        return self.numbers[0] if len(self.numbers) == 1 and not self.prefix else 0


@dataclass(frozen=True)
class Candidate:
    """A line that may head an item. ``title_index`` differs from ``index`` when the number stands alone."""

    index: int
    title_index: int
    key: Key
    number: str
    printed: str
    title: str
    score: float
    emphasised: bool

    @property
    def sentence(self):
        return len(self.title.split()) > TITLE_WORDS or self.title.rstrip().endswith((".", ";"))


def best_chain(entries):
    """The rising chain of the greatest worth and that worth, by dynamic programming over near candidates."""
    candidates = _candidates(entries)
    worth, came = [], []
    for place, candidate in enumerate(candidates):
        best, origin = (0.5 if candidate.key.numbers[-1] == 1 else 0.0), -1
        for before in range(max(0, place - LOOK_BACK), place):
            if candidates[before].title_index < candidate.index:
                move = _step(candidates[before].key, candidate.key)
                if move is not None and worth[before] + move >= best:
                    best, origin = worth[before] + move, before
        worth.append(candidate.score + best)
        came.append(origin)
    chain, at = [], max(range(len(worth)), key=lambda place: (worth[place], place), default=-1)
    total = worth[at] if worth else 0.0
    while at >= 0:
        chain.append(candidates[at])
        at = came[at]
    return chain[::-1], total


def _step(before, after):
    """The worth of one number following another; None when it cannot."""
    if before.prefix != after.prefix or len(before.numbers) != len(after.numbers):
        return None
    moves = [b - a for a, b in zip(before.numbers, after.numbers, strict=True) if a != b]
    if not moves:
        if after.letter > before.letter:
            return 2.0 if ord(after.letter) - ord(before.letter or "`") == 1 else -1.0
        return -3.0 if after == before else None
    if len(moves) > 1 or moves[0] < 0:
        return None
    if moves[0] == 1:
        return 2.0
    return -1.0 - 0.4 * moves[0] if moves[0] <= 10 else None


class _Context:
    """Where in the document a line stands: in an attendance list, in a numbered list of decisions, in an item."""

    def __init__(self):
        self.in_group = False
        self.listed = None
        self.major = 0

    def see(self, entry):
        text = entry.text[:300]
        paragraph, mark = PARAGRAPH.match(text), LIST_MARK.match(text)
        if words.group_of(text[:80]):
            self.in_group = True
        if paragraph:
            self.major, self.listed, self.in_group = int(paragraph.group(1)), None, False
        elif is_bare_marker(text) or starts_decision(text):
            self.listed = 0
        elif self.listed is not None:
            self._follow(entry, text, mark)

    def _follow(self, entry, text, mark):
        if mark and mark.group("value") and mark.group("value").isdigit():
            self.listed = int(mark.group("value"))
        elif entry.line.level or (not mark and len(text.split()) > 25):
            self.listed = None

    def expects(self, number):
        return self.listed is not None and number == self.listed + 1


def _candidates(entries):
    coming = _coming_paragraphs(entries)
    context = _Context()
    found = []
    for index, entry in enumerate(entries):
        candidate = _candidate(entries, index, coming, context)
        if candidate:
            found.append(candidate)
        context.see(entry)
    return found[:MOST]


def _coming_paragraphs(entries):
    """For each entry, the numbered paragraph that comes next as (major, minor)."""
    coming, result = (0, 0), [None] * len(entries)
    for index in range(len(entries) - 1, -1, -1):
        result[index] = coming
        found = PARAGRAPH.match(entries[index].text[:16])
        if found and not entries[index].cells:
            coming = int(found.group(1)), int(found.group(2))
    return result


def _candidate(entries, index, coming, context):
    entry = entries[index]
    text = entry.text[:2000].strip()
    if entry.cells or entry.role in ("action", "date") or (PARAGRAPH.match(text) and not ZERO.match(text)):
        return None
    alone = ALONE.match(text)
    found = alone or HEADING.match(text)
    key = Key.of(found.group("number")) if found and (alone or _plausible(found)) else None
    title_index = (_title_index(entries, index, key) if alone else index) if key else None
    if title_index is None:
        return None
    title_entry = entries[title_index]
    title = _title_alone(title_entry) if alone else found.group("title")
    emphasised = is_emphasised(title_entry.line, title)
    score = _shape_score(title, emphasised) + (3.0 if found.group("word") else 0.0)
    score += _place_score(key, title, emphasised, coming[title_index], context)
    score += (0.5 if alone else 0.0) + (1.0 if entry.role == "number" else 0.0)
    printed = text if alone else text[: len(text) - len(title)].strip()
    number = " ".join(found.group("number").split())
    return Candidate(index, title_index, key, number, printed, title, score, emphasised)


def _plausible(found):
    """A number followed by nothing but a space needs a capital after it."""
    if found.group("word") or found.group("end").strip():
        return True
    return found.group("title")[0].isupper() or found.group("title")[0] in "‘“\"'("


def _title_index(entries, index, key):
    """The entry that carries the title after a number that stands alone, or None."""
    following = entries[index + 1] if index + 1 < len(entries) else None
    if following is None or following.cells or following.role in ("action", "date"):
        return None
    text = following.text[:300].strip()
    again = HEADING.match(text)
    if again and Key.of(again.group("number")) == key:
        return index + 1
    if PARAGRAPH.match(text) or ALONE.match(text) or (again and again.group("end").strip()):
        return None
    return index + 1


def _title_alone(entry):
    text = entry.text[:2000].strip()
    again = HEADING.match(text)
    return again.group("title") if again and _plausible(again) else text


def _shape_score(title, emphasised):
    count = len(title.split())
    score = 0.0 if count <= 12 else (-1.0 if count <= 25 else -2.5)
    score += 1.0 if count <= 12 and not title.rstrip().endswith((".", ";", ",")) else -1.0
    score += 2.5 if emphasised else 0.0
    return score - (2.0 if title[:1].islower() else 0.0)


def _place_score(key, title, emphasised, coming, context):
    score = 0.0
    if key.plain and coming[0]:
        score += 4.0 if coming[0] == key.plain and coming[1] <= 1 and context.major != key.plain else 0.0
        score -= 3.0 if coming[0] != key.plain and coming[0] == context.major else 0.0
    if not emphasised and key.plain and context.expects(key.plain):
        score -= 3.0
    if context.in_group and _names_person(title):
        score -= 4.0
    return score


def _names_person(title):
    first = title.split()[0].lower().strip(".,")
    return first in words.PREFIXES | words.RANK_STARTS or bool(PERSON.match(title))
