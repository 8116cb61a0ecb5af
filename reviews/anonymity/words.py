"""Text as it is compared: letters without case or accents, words with where they stand, days, numbers, postcodes."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from design.letters import UNSEEN, plain
from evidence import months
from reviews.reading import IN_WORDS, ISO, MONTH_FIRST, NAMED, NUMBERS

COMPOUND = re.compile(r"[^\W_]+(?:['’ʼ`´\-‐‑‒–][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[\s\-]*\d[A-Z]{2}\b", re.I)
SPLIT_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?[\s\-]*\d[\s\-]*[A-Z]{2}\b", re.I
)  # as a text may have it, not a key
NUMBER = re.compile(r"(?<![\w.])(?:\+|\(?0)?\(?\d(?:[\s().\-‐‑‒–—/]{0,3}\d){5,}(?!\w)")
LOOK_ALIKES = (  # Cyrillic, then Greek, and the Latin letters that a reader takes them for
    ("АВЕЅІЈКМНОРСТХУаеѕіјорсху", "ABESIJKMHOPCTXYaesijopcxy"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ", "ABEZHIKMNOPTYXaeikvoptux"),
    ("ıɑɡ", "iag"),
)
LIKE = str.maketrans(
    {like: latin for likes, latins in LOOK_ALIKES for like, latin in zip(likes, latins, strict=True)}
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
NAMES_OF_MONTHS = "|".join(f"{name}|{name[:3]}" for name in months.NAMES)
DAY_IN_WORDS = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
DATES = re.compile(
    rf"\b(?:\d{{4}}([/.-])\d{{1,2}}\1\d{{1,2}}|\d{{1,2}} ?([/.-]) ?\d{{1,2}} ?\2 ?(?:\d{{4}}|\d{{2}})"
    rf"|{DAY_IN_WORDS}(?:\s+day)?(?:\s+of)?[\s\-]+(?:{NAMES_OF_MONTHS})\b\.?,?(?:[\s\-]+\d{{4}}|[\s\-]+'?\d{{2}}\b)?"
    rf"|\d{{1,2}}(?:{NAMES_OF_MONTHS})(?:\d{{4}}|\d{{2}})"
    rf"|(?:{NAMES_OF_MONTHS})\.?[\s\-]+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?[\s\-]+\d{{4}})?)\b",
    re.I,
)


def fold(text):
    """Without case, accents and marks; as many words, not always as many letters."""
    return plain(unicodedata.normalize("NFKD", text).translate(LIKE))


def seen(text):
    """As a reader sees it: without marks of no width, and words that a line end cut put together again."""
    return re.sub(r"([-‐])[ \t]*\r?\n[ \t]*(?=[a-zà-ÿ])", r"\1", UNSEEN.sub("", text))


@dataclass(frozen=True)
class Word:
    text: str  # folded
    start: int
    end: int
    is_capital: bool
    joined: str = ""  # of a compound that begins here: its parts as one word
    joined_end: int = 0


def words_of(text):
    found = []
    for compound in COMPOUND.finditer(text):
        parts = list(PART.finditer(compound[0]))
        joined = "".join(fold(part[0]) for part in parts) if len(parts) > 1 else ""
        for at, part in enumerate(parts):
            start = compound.start() + part.start()
            word = Word(
                fold(part[0]), start, start + len(part[0]), part[0][:1].isupper(), "" if at else joined,
                compound.end(),
            )  # fmt: skip
            found.append(word)
    return found


def compact(text):
    """(letters and figures alone, where each stood)."""
    letters, places = [], []
    for at, char in enumerate(text):
        for one in fold(char):
            if one.isalnum():
                letters.append(one)
                places.append(at)
    return "".join(letters), places


def days_in(text, this_year):
    """(start, end, days it may mean → whether that is the usual reading, whether the year is said)."""
    for match in DATES.finditer(text):
        written = match[0].lower().replace("’", "").replace("'", "").rstrip(",. ")
        read = list(_readings(written, this_year))
        if read:
            days: dict = {}
            for day, _, is_usual in read:
                days.setdefault(day, is_usual)
            yield match.start(), match.end(), days, read[0][1]


def _readings(written, this_year):
    for number, word in reversed(list(enumerate(ORDINALS, start=1))):
        if written.startswith(word):
            written = f"{number}{written[len(word) :]}"
            break
    written = _usual(written)
    if match := ISO.fullmatch(written):
        yield from _day(int(match[1]), int(match[2]), int(match[3]))
    elif match := NUMBERS.fullmatch(written):
        for year in _years(match[4], this_year):
            yield from _day(year, int(match[3]), int(match[1]))
            yield from _day(year, int(match[1]), int(match[3]), is_usual=False)
    elif match := MONTH_FIRST.fullmatch(written):
        yield from _day(int(match[3]), NAMED.get(match[1][:3], 0), int(match[2]))
    elif match := IN_WORDS.fullmatch(written):
        for year in _years(match[3], this_year):
            yield from _day(year, NAMED.get(match[2][:3], 0), int(match[1]))
    elif match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([a-z]{3,9})", written):
        yield from _day(0, NAMED.get(match[2][:3], 0), int(match[1]))
    elif match := re.fullmatch(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?", written):
        yield from _day(0, NAMED.get(match[1][:3], 0), int(match[2]))


def _usual(written):
    """Its parts apart as they usually are: 3 / 3 / 1980, 1980/03/03, 3March1980, Mar-3-1980, 3rd day of March."""
    if re.fullmatch(r"[\d/.\- ]+", written):
        written = written.replace(" ", "")
        return re.sub(r"[/.]", "-", written) if re.match(r"\d{4}", written) else written
    written = re.sub(r"\s+day\b", "", written)
    together = re.fullmatch(r"(\d{1,2})([a-z]+)(\d+)", written)
    return " ".join(together.groups() if together else written.replace("-", " ").split())


def _years(written, this_year):
    if len(written) == 4:
        return [int(written)]
    century = this_year // 100 * 100
    return [century + int(written), century - 100 + int(written)]


def _day(year, month, day, *, is_usual=True):
    try:
        yield dt.date(year or 2000, month, day), bool(year), is_usual
    except ValueError:
        return


def number_of(written):
    """A telephone or other number by its figures; +44 is 0."""
    figures = re.sub(r"\D", "", written.replace("(0)", ""))
    if written.strip().startswith("+44") or figures.startswith("0044"):
        figures = "0" + figures.removeprefix("00").removeprefix("44")
    return figures


def postcode_of(written):
    return re.sub(r"[\s\-]", "", written).upper()
