"""Finding the item headings: the best rising chain of numbers, or failing that the headings without numbers."""

import re
from dataclasses import dataclass

from meetings.importing import words
from meetings.importing.markers import LIST_MARK, is_action, is_bare_marker, is_closing, starts_decision
from meetings.importing.parsed import Text
from meetings.importing.source import shorten, squash

NUMBER = r"(?P<number>(?:[A-Z]{1,5}[ ./-]?)?\d{1,4}(?:[/-]\d{1,4}){0,2}[a-zA-Z]?)"
KEYWORD = r"(?P<word>(?:agenda\s+)?item(?:\s+no\.?)?|minute(?:\s+no\.?)?|no\.?)"
HEADING = re.compile(
    rf"^(?:{KEYWORD}\s*[:.]?\s*)?{NUMBER}(?P<end>\.0\b[.:)]?|\s?[.):](?=[^\d\s])|\s?[.):](?=\s)|\s+[–-](?=\s)|(?=\s))\s*[:–-]?\s*(?P<title>\S.*)$",
    re.I | re.S,
)
ALONE = re.compile(rf"^(?:{KEYWORD}\s*[:.]?\s*)?{NUMBER}(?:\.0)?\s*[.):]?$", re.I)
PARAGRAPH = re.compile(r"^(\d{1,4})\.(\d{1,3})(?![\d/])")
PARTS = re.compile(r"^([A-Za-z]*)[ ./-]?([\d/-]+)([a-zA-Z]?)$")
LOOK_BACK = 80
MAX_CANDIDATES = 4000
TITLE_WORDS = 16


@dataclass(frozen=True)
class Heading:
    """An item heading over entries[first:body]; ``rest`` is text of the same line that belongs to the item."""

    first: int
    body: int
    at: int
    number: str
    printed: str
    title: str
    rest: str = ""
    rest_at: int = -1
    lead: tuple[Text, ...] = ()
    number_supplied: bool = False
    title_supplied: bool = False


@dataclass(frozen=True)
class Candidate:
    index: int
    key: tuple
    number: str
    printed: str
    title: str
    title_index: int
    score: float
    emphasised: bool
    sentence: bool


def key_of(number):
    """A number as prefix, whole numbers and letter, so that 4 < 4a < 5 and 206/19 < 207/19."""
    found = PARTS.match(number.strip())
    if not found:
        return None
    prefix, digits, letter = found.groups()
    numbers = tuple(int(part) for part in re.split(r"[/-]", digits) if part)
    return prefix.upper(), numbers, letter.lower()


def step(before, after):
    """The worth of one number following another; None when it cannot."""
    if before[0] != after[0] or len(before[1]) != len(after[1]):
        return None
    moves = [b - a for a, b in zip(before[1], after[1], strict=True)]
    changed = [move for move in moves if move]
    if not changed:
        if after[2] > before[2]:
            return 2.0 if ord(after[2]) - ord(before[2] or "`") == 1 else -1.0
        return -3.0 if after == before else None
    if len(changed) > 1 or changed[0] < 0:
        return None
    return 2.0 if changed[0] == 1 else (-1.0 - 0.4 * changed[0] if changed[0] <= 10 else None)


def find_candidates(entries):
    followed = _next_paragraph(entries)
    context = _Context()
    found = []
    for index, entry in enumerate(entries):
        candidate = _candidate(entries, index, followed, context)
        if candidate:
            found.append(candidate)
        context.see(entry)
    return found[:MAX_CANDIDATES]


class _Context:
    """Where in the document a line stands: in an attendance list, in a list of decisions, within an item."""

    def __init__(self):
        self.in_group = self.in_decision = False
        self.major = 0

    def see(self, entry):
        text = entry.text[:300]
        paragraph = PARAGRAPH.match(text)
        if words.group_of(text[:80]):
            self.in_group = True
        if paragraph:
            self.major, self.in_decision, self.in_group = int(paragraph.group(1)), False, False
        elif is_bare_marker(text) or starts_decision(text):
            self.in_decision = True
        elif entry.line.level or (self.in_decision and len(text.split()) > 25 and not LIST_MARK.match(text)):
            self.in_decision = False


def _next_paragraph(entries):
    """For each entry, the numbered paragraph that comes next as (major, minor)."""
    coming, result = (0, 0), [None] * len(entries)
    for index in range(len(entries) - 1, -1, -1):
        result[index] = coming
        found = PARAGRAPH.match(entries[index].text[:12])
        if found and not entries[index].cells:
            coming = int(found.group(1)), int(found.group(2))
    return result


def _candidate(entries, index, followed, context):
    entry = entries[index]
    text = entry.text[:2000].strip()
    if (
        entry.cells
        or entry.role in ("action", "date")
        or (PARAGRAPH.match(text) and not re.match(r"^\d{1,4}\.0\b", text))
    ):
        return None
    alone = ALONE.match(text)
    found = alone or HEADING.match(text)
    if not found or not _plausible(found, alone):
        return None
    key = key_of(found.group("number"))
    if key is None or not key[1]:
        return None
    title_index = _title_index(entries, index, key) if alone else index
    if title_index is None:
        return None
    title = _title_at(entries, title_index, alone)
    hints = entries[title_index].line
    score = _score(found, alone, title, hints, key, followed[title_index], context)
    score += 1.0 if entry.role == "number" else 0
    number = found.group("number")
    printed = text if alone else text[: len(text) - len(found.group("title"))].strip()
    sentence = len(title.split()) > TITLE_WORDS or title.rstrip().endswith((".", ";"))
    return Candidate(
        index, key, number, printed, title, title_index, score, _emphasised(hints, title), sentence
    )


def _plausible(found, alone):
    if alone or found.group("word") or found.group("end").strip():
        return True
    return found.group("title")[:1].isupper() or found.group("title")[:1] in "‘“\"'("


def _title_index(entries, index, key):
    """The entry that carries the title after a number that stands alone, or None."""
    if index + 1 >= len(entries):
        return None
    following = entries[index + 1]
    text = following.text[:300].strip()
    if following.cells or following.role in ("action", "date") or PARAGRAPH.match(text):
        return None
    again = HEADING.match(text)
    if again and key_of(again.group("number")) == key:
        return index + 1
    if ALONE.match(text) or (again and again.group("end").strip()):
        return None
    return index + 1


def _title_at(entries, index, alone):
    text = entries[index].text[:2000].strip()
    if not alone:
        return HEADING.match(text).group("title")
    again = HEADING.match(text)
    return again.group("title") if again and _plausible(again, None) else text


def _emphasised(line, title):
    letters = [letter for letter in title if letter.isalpha()]
    caps = len(letters) > 3 and all(letter.isupper() for letter in letters)
    return bool(line.level) or caps or (line.bold > 3 and line.bold >= min(len(line.text), 8))


def _score(found, alone, title, line, key, coming, context):
    count = len(title.split())
    score = 0.0 if count <= 12 else (-1.0 if count <= 25 else -2.5)
    score += 2.5 if _emphasised(line, title) else 0
    score += 1.0 if count <= 12 and not title.rstrip().endswith((".", ";", ",")) else -1.0
    score += 3.0 if found.group("word") else 0
    score += 0.5 if alone else 0
    score -= 2.0 if title[:1].islower() else 0
    number = key[1][0]
    if len(key[1]) == 1 and coming[0]:
        score += 4.0 if coming[0] == number and coming[1] <= 1 and context.major != number else 0
        score -= 3.0 if coming[0] != number and coming[0] == context.major else 0
    listed = context.in_decision and len(key[1]) == 1 and number <= 30 and not key[0]
    score -= 3.0 if listed and not _emphasised(line, title) else 0
    score -= 4.0 if context.in_group and _names_person(title) else 0
    return score


def _names_person(title):
    first = title.split()[0].lower().strip(".,")
    return (
        first in words.PREFIXES
        or first in words.RANK_STARTS
        or bool(re.match(r"^[A-Z][\w'’-]+ [A-Z][\w'’-]+\s*[,(–-]", title))
    )


def best_chain(candidates):
    """The rising chain of the greatest worth, by dynamic programming over the nearest candidates."""
    if not candidates:
        return []
    worth, came = [], []
    for n, candidate in enumerate(candidates):
        best, origin = (0.5 if candidate.key[1][-1] == 1 else 0.0), -1
        for m in range(max(0, n - LOOK_BACK), n):
            if candidates[m].title_index >= candidate.index:
                continue
            move = step(candidates[m].key, candidate.key)
            if move is not None and worth[m] + move >= best:
                best, origin = worth[m] + move, m
        worth.append(candidate.score + best)
        came.append(origin)
    at = max(range(len(candidates)), key=worth.__getitem__)
    if worth[at] <= 2.0:
        return []
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = came[at]
    return chain[::-1]


def find_headings(entries):
    """The item headings of a document in order, numbered or not."""
    chain = best_chain(find_candidates(entries))
    free = _unnumbered(entries, {c.index for c in chain} | {c.title_index for c in chain})
    if chain and not _chain_numbers_paragraphs(chain, free):
        return [_numbered_heading(entries, candidate) for candidate in chain]
    return [_free_heading(entries, index, place) for place, index in enumerate(free, 1)]


def _chain_numbers_paragraphs(chain, free):
    """Whether the numbers count paragraphs or list entries under headings that carry no number."""
    if len(free) < 2:
        return False
    share = len(chain)
    emphasised = sum(candidate.emphasised for candidate in chain)
    sentences = sum(candidate.sentence for candidate in chain)
    inside = sum(1 for index in free if index > chain[0].index)
    if emphasised >= share * 0.3:
        return False
    return sentences > share * 0.5 or (inside < len(free) * 0.5 and len(free) >= 3)


def _unnumbered(entries, taken):
    """Heading lines without numbers, of the strongest kind that occurs at least twice."""
    usable = [n for n, entry in enumerate(entries) if n not in taken and _may_head(entry)]
    levels = sorted({entries[n].line.level for n in usable if entries[n].line.level})
    kinds = [
        *(lambda entry, level=level: entry.line.level == level for level in levels),
        lambda entry: entry.line.emphasised or (entry.role == "number" and len(entry.text) > 3),
        lambda entry: entry.text.isupper() and len(entry.text) > 4,
    ]
    start = _after_attendance(entries)
    for kind in kinds:
        found = [n for n in usable if n >= start and kind(entries[n])]
        if len(found) >= 2:
            return found
    found = [n for n in usable if n >= start and _plain_heading(entries, n)]
    return found if len(found) >= 3 else []


def _may_head(entry):
    text = entry.text
    if (
        entry.cells
        or len(text) > 150
        or len(text.split()) > TITLE_WORDS
        or text.rstrip().endswith((".", ";", ","))
    ):
        return False
    if entry.role in ("action", "date") or PARAGRAPH.match(text) or entry.line.number == "•":
        return False
    return not (is_bare_marker(text) or starts_decision(text) or is_action(text) or is_closing(text))


def _after_attendance(entries):
    """The first entry past the title and the attendance lists at the top."""
    last = -1
    for n, entry in enumerate(entries[:200]):
        if words.group_of(re.split(r"[:\t]", entry.text[:80])[0]):
            if entry.line.emphasised and last >= 0 and n - last > 40:
                break
            last = n
    return last + 1 if last >= 0 else 1


def _plain_heading(entries, index):
    """A short line that stands apart with a full paragraph under it."""
    entry = entries[index]
    if not entry.line.gap or len(entry.text.split()) > 9 or not entry.text[:1].isupper() or ":" in entry.text:
        return False
    following = entries[index + 1] if index + 1 < len(entries) else None
    return bool(following and following.line.gap and len(following.text.split()) > 9)


def _numbered_heading(entries, candidate):
    lead = ()
    if candidate.title_index != candidate.index and HEADING.match(entries[candidate.title_index].text):
        again = HEADING.match(entries[candidate.title_index].text.strip())
        if key_of(again.group("number")) == candidate.key:
            lead = (Text(entries[candidate.index].at, squash(entries[candidate.index].text)),)
    first = candidate.index if lead or candidate.title_index != candidate.index else candidate.title_index
    title_entry = entries[candidate.title_index]
    full = title_entry.text.strip()
    printed = candidate.printed
    offset = 0
    if lead or candidate.title_index == candidate.index:
        body = HEADING.match(full).group("title")
        offset = len(full) - len(body)
        printed, full = full[:offset].strip(), body
    bold = title_entry.line.bold + len(title_entry.text) - len(title_entry.line.text) - offset
    title, rest, supplied = split_title(full, bold)
    end = candidate.title_index + 1
    if not rest:
        title, end = _wrapped_title(entries, end, title, title_entry)
    at = title_entry.at if lead else entries[candidate.index].at
    number = re.sub(r"\s+", " ", candidate.number).strip()
    return Heading(
        first, end, at, number, squash(printed), title, rest, title_entry.at, lead, False, supplied
    )


def _free_heading(entries, index, place):
    entry = entries[index]
    title, end = _wrapped_title(entries, index + 1, squash(entry.text), entry)
    return Heading(index, end, entry.at, str(place), "", title, number_supplied=True)


def split_title(text, bold=0):
    """Title, the rest of the line, and whether the title had to be supplied from the text itself."""
    if 3 <= bold < len(text) and text[bold:].strip(" .:–-—\t"):
        return squash(text[:bold]), squash_lines(text[bold:]), False
    count = len(text.split())
    if count <= TITLE_WORDS and not re.search(r"[.:]\s+\S+\s+\S+\s+\S+.*\.$", text, re.S):
        return squash(text), "", False
    for mark in re.finditer(r":\s|\.\s+(?=[A-Z(])|\s[–—-]\s|\s{3,}|\t|\n", text[:140]):
        head, rest = text[: mark.end()].strip(), text[mark.end() :].strip()
        if (
            len(head.split()) <= 12
            and len(rest.split()) >= 3
            and not re.search(r"\b(?:Cllrs?|Mrs?|Ms|Dr|No|St|Messrs)\.$", head)
        ):
            return squash(head), squash_lines(rest), False
    if count <= 25 and not text.rstrip().endswith("."):
        return squash(text), "", False
    return shorten(" ".join(text[:300].split()[:10]), 70).rstrip("…") + "…", squash_lines(text), True


def squash_lines(text):
    """White space within lines made single spaces; line breaks stay."""
    return "\n".join(filter(None, (squash(line) for line in text.split("\n"))))


def _wrapped_title(entries, end, title, entry):
    """A long title that runs on to the next line of a text file, or of a heading."""
    if end >= len(entries):
        return title, end
    following = entries[end]
    if (
        following.line.gap
        or following.cells
        or following.line.cell
        or len(entry.text) < 45
        or title.endswith((".", ":"))
    ):
        return title, end
    apart = end + 1 >= len(entries) or entries[end + 1].line.gap
    same = following.line.emphasised == entry.line.emphasised
    if apart and same and _may_head(following) and not words.group_of(following.text):
        return f"{title} {squash(following.text)}", end + 1
    return title, end
