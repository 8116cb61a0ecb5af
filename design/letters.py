"""Letters as they are compared: without case, accents and marks that nobody sees, so that Siân is found as sian."""

import re
import unicodedata
from functools import lru_cache

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
APOSTROPHES = "'’‘ʼ`´"
WITHOUT_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
FOLDS = str.maketrans(  # what Unicode takes for letters of their own, and a reader for accented ones
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"}
)  # fmt: skip
ACCENTED = (*range(0xC0, 0x180), *range(0x1E80, 0x1E86), 0x1EF2, 0x1EF3)  # of Europe, with Welsh


def plain(text: str) -> str:
    """As many words, not always as many letters."""
    if text.isascii():  # as nearly all is, and in a fifth of the time
        return text.lower()
    found = unicodedata.normalize("NFKD", UNSEEN.sub("", text)).translate(FOLDS).casefold()
    return "".join(c for c in found if not unicodedata.combining(c))


def pattern(word: str) -> str:
    """A regular expression, of Python and of PostgreSQL, for the word with any accents and in either case."""
    return "".join(_ways().get(letter) or re.escape(letter) for letter in plain(word))


@lru_cache(1)
def _ways() -> dict[str, str]:
    found = {letter: letter + letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"}
    for letter in map(chr, ACCENTED):
        if (bare := plain(letter)) in found:
            found[bare] += letter
    return {bare: f"[{letters}]" for bare, letters in found.items()}
