"""An attendance list that stands at the top of the minutes without a heading."""

import re

from meetings.importing import words
from meetings.importing.people import BRACKETS, is_org, is_person, low

MARKED = re.compile(r"^[A-Z]{2,4}\s+[A-Z]")


def opens_unheaded_list(entries, index):
    """Whether three or more plain entries start here: initials and name, title and name, or name and agency."""
    run = entries[index : index + 3]
    return len(run) == 3 and all(_entry(entry) for entry in run)


def _entry(entry):
    text = entry.line.text.strip()
    if entry.line.level or len(text) > 110 or text.endswith((".", ":")) or words.group_of(text) or not text:
        return False
    plain = re.sub(r"^[A-Z]{2,4}\s+(?=[A-Z])", "", text) if MARKED.match(text) else text
    name = re.split(r"\s[–—-]\s|,|\t|\s{2,}|\(", plain)[0].strip()
    if not is_person(name):
        return False
    titled = low(name.split()[0]) in words.PREFIXES | words.RANK_STARTS
    agency = BRACKETS.search(plain) or any(
        is_org(part) for part in re.split(r"\s[–—-]\s|,|\t|\s{2,}", plain)[1:]
    )
    return bool(titled or agency or plain != text)
