"""Where the items begin: a chain of numbers, or failing that the headings without numbers."""

import re
from dataclasses import dataclass

from meetings.importing import words
from meetings.importing.chain import HEADING, PARAGRAPH, STRONG, Key, best_chain
from meetings.importing.markers import is_action, is_bare_marker, is_closing, starts_decision
from meetings.importing.parsed import Text
from meetings.importing.source import BULLET, squash
from meetings.importing.titles import TITLE_WORDS, is_emphasised, runs_on, split_title, supplied_title

OPENING_LINES = 200
PARAGRAPH_NUMBER = re.compile(r"\d{1,4}\.\d{1,3}[.):]?\s+(?=\S)")
ITEM_DASH = re.compile(r"^Item\s*[:–-]+\s+")


@dataclass(frozen=True)
class Heading:
    """An item heading over entries[first:body]; ``rest`` is text of the same line that belongs to the item."""

    first: int
    body: int
    at: int
    number: str
    title: str
    printed: str = ""
    rest: str = ""
    rest_at: int = -1
    lead: tuple[Text, ...] = ()
    number_supplied: bool = False
    title_supplied: bool = False


def find_headings(entries):
    """The item headings of a document in order, numbered or not."""
    chain, worth = best_chain(entries)
    taken = {candidate.index for candidate in chain} | {candidate.title_index for candidate in chain}
    free = _unnumbered(entries, taken)
    numbered = worth > STRONG or (len(chain) >= 3 and len(free) < 2)
    if chain and numbered and not _counts_paragraphs(chain, free):
        return [_numbered(entries, candidate) for candidate in chain]
    return [_free(entries, index, place) for place, index in enumerate(free, 1)]


def one_heading(entries, first):
    """For minutes without items, one that takes all from the entry on, or from the first full sentence if it is 1."""
    first = min(first, len(entries))
    for index, entry in enumerate(entries if first == 1 else ()):
        if not entry.cells and len(entry.text.split()) > 14 and index:
            first = index
            break
    at = entries[first].at if first < len(entries) else len(entries)
    return Heading(first, first, at, "1", "Minutes", number_supplied=True, title_supplied=True)


def _counts_paragraphs(chain, free):
    """Whether the numbers count paragraphs or list entries under headings that carry no number."""
    emphasised = sum(candidate.emphasised for candidate in chain)
    if len(free) < 2 or emphasised >= len(chain) * 0.3:
        return False
    sentences = sum(candidate.sentence for candidate in chain)
    inside = sum(1 for index in free if index > chain[0].index)
    return sentences > len(chain) * 0.5 or (inside < len(free) * 0.5 and len(free) >= 3)


def _unnumbered(entries, taken):
    """Heading lines without numbers, of the strongest kind that occurs at least twice."""
    start = _after_attendance(entries)
    usable = [n for n in range(start, len(entries)) if n not in taken and _may_head(entries[n])]
    levels = sorted({entries[n].line.level for n in usable if entries[n].line.level})
    kinds = [
        *(lambda entry, level=level: entry.line.level == level for level in levels),
        lambda entry: entry.line.emphasised or (entry.role == "number" and len(entry.text) > 3),
        lambda entry: entry.text.isupper() and (len(entry.text) > 4 or entry.text.strip() in ("AOB", "AOCB")),
    ]
    for kind in kinds:
        found = [n for n in usable if kind(entries[n])]
        if len(found) >= 2:
            return found
    found = [n for n in usable if _stands_over_text(entries, n)]
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
    if entry.role in ("action", "date") or entry.line.number == BULLET:
        return False
    if PARAGRAPH.match(text) and not entry.line.level:
        return False
    if is_bare_marker(text) or starts_decision(text) or is_action(text):
        return False
    return not is_closing(text) or (entry.line.emphasised and not re.search(r"[:\d]", text))


def _after_attendance(entries):
    """The first entry past the title and the attendance lists at the top."""
    last = -1
    for n, entry in enumerate(entries[:OPENING_LINES]):
        if words.group_of(re.split(r"[:\t]", entry.text[:80])[0]):
            if entry.line.emphasised and last >= 0 and n - last > 40:
                break
            last = n
    return last + 1 if last >= 0 else 1


def _stands_over_text(entries, index):
    """A short line that stands apart with a full paragraph under it."""
    entry = entries[index]
    if not entry.line.gap or len(entry.text.split()) > 9 or not entry.text[:1].isupper() or ":" in entry.text:
        return False
    following = entries[index + 1] if index + 1 < len(entries) else None
    return bool(following and following.line.gap and len(following.text.split()) > 9)


def _numbered(entries, candidate):
    title_entry = entries[candidate.title_index]
    apart = candidate.title_index != candidate.index
    again = HEADING.match(title_entry.text.strip())
    repeated = apart and bool(again) and Key.of(again.group("number")) == candidate.key
    full, printed, lead = title_entry.text.strip(), candidate.printed, ()
    if repeated or not apart:
        title = again.group("title")
        printed, full = full[: len(full) - len(title)].strip(), title
    elif ITEM_DASH.match(full):
        title = ITEM_DASH.sub("", full)
        printed, full = f"{printed} {full[: len(full) - len(title)].strip()}", title
    if repeated:
        lead = (Text(entries[candidate.index].at, squash(entries[candidate.index].text)),)
    if apart and not repeated and _is_sentence(title_entry, full):
        title, rest, supplied = supplied_title(full), full, True
    else:
        title, rest, supplied = split_title(
            full, title_entry.line.bold - (len(title_entry.line.text) - len(full))
        )
    title, body = (
        (title, candidate.title_index + 1) if rest else _whole_title(entries, candidate.title_index, title)
    )
    return Heading(
        first=candidate.index,
        body=body,
        at=title_entry.at if repeated else entries[candidate.index].at,
        number=candidate.number,
        title=title,
        printed=squash(printed),
        rest=rest,
        rest_at=title_entry.at,
        lead=lead,
        title_supplied=supplied,
    )


def _is_sentence(entry, text):
    return text.rstrip().endswith((".", ":", ":-", ";")) and not is_emphasised(entry.line, text)


def _free(entries, index, place):
    title, body = _whole_title(entries, index, squash(entries[index].text))
    numbered = PARAGRAPH_NUMBER.match(title)
    printed = numbered.group() if numbered else ""
    return Heading(
        index,
        body,
        entries[index].at,
        str(place),
        title[len(printed) :],
        printed=printed.strip(),
        number_supplied=True,
    )


def _whole_title(entries, index, title):
    """The title with its next line where it runs on, and the index of the first entry after it."""
    following, after = ([*entries[index + 1 : index + 3], None, None])[:2]
    if (
        runs_on(entries[index], following, after)
        and _may_head(following)
        and not words.group_of(following.text)
    ):
        return f"{title} {squash(following.text)}", index + 2
    return title, index + 1
