"""Item titles: where a title ends on its line, and where it runs on to the next."""

import re

from meetings.importing.source import shorten, squash

TITLE_WORDS = 16
CUT = re.compile(r":\s|\.\s+(?=[A-Z(])|\s[–—-]\s|\s{3,}|\t|\n")
ABBREVIATION = re.compile(r"\b(?:Cllrs?|Mrs?|Ms|Dr|No|St|Messrs)\.$")
RUN_ON = re.compile(r"[.:]\s+\S+\s+\S+\s+\S+.*\.$", re.S)
CAPITALS_FIRST = re.compile(r"^[A-Z][A-Z0-9 ,/&'’()-]{3,80}[.:–—-]+\s")


def split_title(text, bold=0):
    """Title, the rest of the line, and whether the title had to be supplied from the text itself."""
    if 3 <= bold < len(text) and text[bold:].strip(" .:–-—\t"):
        return squash(text[:bold]), squash_lines(text[bold:]), False
    capitals = CAPITALS_FIRST.match(text)
    if capitals and len(text) > capitals.end():
        return squash(capitals.group()), squash_lines(text[capitals.end() :]), False
    count = len(text.split())
    if count <= TITLE_WORDS and not RUN_ON.search(text):
        return squash(text), "", False
    for mark in CUT.finditer(text[:140]):
        head, rest = text[: mark.end()].strip(), text[mark.end() :].strip()
        if len(head.split()) <= 12 and len(rest.split()) >= 3 and not ABBREVIATION.search(head):
            return squash(head), squash_lines(rest), False
    if count <= 25 and not text.rstrip().endswith("."):
        return squash(text), "", False
    return supplied_title(text), squash_lines(text), True


def supplied_title(text):
    """The first words of a text that has no title of its own."""
    return shorten(" ".join(text[:300].split()[:10]), 70).rstrip("….") + "…"


def squash_lines(text):
    """White space within lines made single spaces; line breaks stay."""
    return "\n".join(filter(None, (squash(line) for line in text.split("\n"))))


def is_emphasised(line, title):
    """Whether a title stands out: a heading style, bold, or capitals at its start."""
    letters = [letter for letter in title if letter.isalpha()]
    capitals = len(letters) > 3 and all(letter.isupper() for letter in letters)
    bold = line.bold > 3 and line.bold >= min(len(line.text), 8)
    return bool(line.level) or capitals or bold or bool(CAPITALS_FIRST.match(title))


def runs_on(entry, following, after):
    """Whether a long title of a text file or heading continues on the next line."""
    if following is None or following.line.gap or following.cells or following.line.cell:
        return False
    if len(entry.text) < 45 or entry.text.rstrip().endswith((".", ":")):
        return False
    apart = after is None or after.line.gap
    return apart and following.line.emphasised == entry.line.emphasised
