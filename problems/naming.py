"""Whether a text names somebody: people of the record, people of the directory, and what leads to them (R12).

It finds what it knows; that nobody else is named, the officer confirms.
"""

import re
from dataclasses import dataclass

from partnership.models import Person

WORD = re.compile(r"[^\W\d_][^\W\d_'’-]+")
TRACES = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "an e-mail address"),
    (re.compile(r"(?<!\d)0\d(?:[ -]?\d){8,9}(?!\d)"), "a telephone number"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"), "a postcode"),
)
AROUND = 30
UNCONFIRMED = "Confirm that the entry names nobody."
FOUND = "Look at each place found below. Take the name out, or confirm that it is nobody's."


@dataclass(frozen=True)
class Find:
    field: str
    excerpt: str
    why: str


def finds_in(texts, *, named=(), references=()):
    """Each place where one of the texts, (field, text), may name somebody.

    ``named`` are names printed on the record; ``references`` numbers by which its people are found elsewhere.
    """
    texts = [(field, text) for field, text in texts if text.strip()]
    surnames = _surnames({word for _, text in texts for word in WORD.findall(text) if word[0].isupper()})
    printed = {name.split()[-1].casefold(): name for name in named if name.strip()}
    for field, text in texts:
        yield from _names_in(field, text, printed, surnames)
        for pattern, why in TRACES:
            yield from (Find(field, _around(text, found), why) for found in pattern.finditer(text))
        for reference in filter(None, references):
            if (at := text.find(reference)) >= 0:
                yield Find(field, _cut(text, at, at + len(reference)), "a police reference number")


def _surnames(words):
    """Surnames of the directory among these words, each with the people who have it."""
    found = {}
    for person in Person.objects.filter(family_name__in=words).order_by("pk"):
        found.setdefault(person.family_name.casefold(), []).append(str(person))
    return found


def _names_in(field, text, printed, surnames):
    for found in WORD.finditer(text):
        word = found[0].casefold()
        if not found[0][0].isupper():
            continue
        if word in printed:
            yield Find(field, _around(text, found), f"the name of {printed[word]}, who is on the record")
        elif word in surnames:
            yield Find(field, _around(text, found), f"the surname of {surnames[word][0]}")


def _around(text, found):
    return _cut(text, found.start(), found.end())


def _cut(text, begin, end):
    before = "…" if begin > AROUND else ""
    after = "…" if end + AROUND < len(text) else ""
    return f"{before}{text[max(0, begin - AROUND) : end + AROUND]}{after}"
