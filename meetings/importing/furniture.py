"""Web and page furniture among the lines: told from minutes, left out and listed (S001-177)."""

import re
from collections import defaultdict
from dataclasses import replace

from meetings.importing.patterns import whole
from meetings.importing.source import Dropped

FURNITURE = whole(
    r"(?:[•*-]\s*)?share this(?: page| item| article)?",
    "print(?: this)?(?: page| document)?",
    "(?:back|return) to (?:the )?top(?: of (?:the )?page)?|top of page",
    "skip to (?:main )?content",
    r"page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,4} of \d{1,4}|\[?- ?\d{1,4} ?-\]?",
    "tweet|facebook|twitter|linkedin|whatsapp|email|share on (?:facebook|twitter|x|linkedin)",
    "(?:email|e-mail) this page",
    "cookies?(?: policy| settings)?|view cookies|(?:accept|reject)(?: all)?(?: additional)? cookies",
    "(?:supporting|additional) documents:?",
    r"close (?:alert|message|this message)|dismiss|hide this message|coronavirus(?: \(covid-19\))?:.{0,160}",
    "view directions|read more|give feedback|follow us(?: on [\\w ]+)?",
    "sign up for (?:email )?updates",
    r"(?:is|was) this page (?:useful|helpful)\??|report (?:a )?problem with this page",
    r"last (?:updated|modified):? [\w :,/-]{4,40}",
    r"(?:©|copyright).{0,80}|all rights reserved\.?",
)
COOKIES = re.compile(
    r"\b(?:we|website|site)\b.{0,40}\buses? cookies\b|\bcookies\b.{0,60}\b(?:accept|reject)\b", re.I
)
ATTACHMENT = re.compile(r"\s+(?:pdf icon\s+)?PDF\s+\d+(?:\.\d+)?\s?[KM]B$")
NUMBERED = re.compile(
    r"\S\s+page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?\s*$|^\s*page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?\s+\S", re.I
)
LONGEST_NUMBERED = 200
PAGE_NUMBER = whole(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", r"- ?\d{1,4} ?-")


def split_furniture(at, line):
    """(the line without furniture or None, what was dropped or None)."""
    text = line.text.strip()
    attachment = ATTACHMENT.search(text[-60:])
    if not line.number and _is_furniture(text):
        reason = "page number" if PAGE_NUMBER.match(text) else "web page furniture"
        return None, Dropped(text, reason, at)
    if attachment:
        text = text[: len(text) - len(attachment.group())]
        dropped = Dropped(attachment.group().strip(), "link to a document", at)
        return replace(line, text=text, bold=min(line.bold, len(text))), dropped
    return line, None


def _is_furniture(text):
    return bool(FURNITURE.match(text[:300]) or (len(text) < 400 and COOKIES.search(text)))


def running_heads(lines):
    """Short lines that come back beside page numbers; text that merely repeats is left alone."""
    places = defaultdict(list)
    for at, line in enumerate(lines):
        short = len(line.text) < (LONGEST_NUMBERED if NUMBERED.search(line.text) else 90)
        if short and not line.cell and not line.number:
            places[re.sub(r"\d+", "#", line.text.strip().lower())].append(at)
    heads, known = set(), None
    while known != len(heads):  # a second line of a heading stands beside its first
        known = len(heads)
        heads |= _heads_beside(lines, places, heads)
    return heads


def _heads_beside(lines, places, known):
    heads = set()
    for found in places.values():
        first = lines[found[0]]
        if len(found) > 1 and NUMBERED.search(first.text) and not _is_page(first):
            heads.update(found)
            continue
        title = found[0] < 4
        again = found[1:] if title else found
        if len(found) >= (2 if title else 3) and not _is_page(lines[found[0]]):
            beside = sum(1 for at in again if _stands_beside(lines, at, known))
            if beside >= max(1 if title else 2, len(again) - 1):
                heads.update(again)
    return heads


def _stands_beside(lines, at, known):
    around = [n for n in (at - 1, at, at + 1) if 0 <= n < len(lines)]
    return any(_is_page(lines[n]) or n in known for n in around)


def _is_page(line):
    return bool(FURNITURE.match(line.text.strip()) and PAGE_NUMBER.match(line.text.strip()))
