"""Whether a text names somebody: people of the record, people of the directory, and what leads to them (R12).

It finds what it knows; that nobody else is named, the officer confirms.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import F, Value
from django.db.models.functions import Replace

from design.letters import APOSTROPHES, UNSEEN, WITHOUT_APOSTROPHES, plain
from partnership.models import Person
from partnership.querysets import without_marks
from records.publication import EMAIL, TELEPHONE

HYPHEN = re.compile("[-‐‑]")
WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}‐‑-][^\W\d_]+)*")
PART = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")
POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s$", re.I)
LONGEST = 3  # words of a surname, such as van der Berg
TRACES = (
    (EMAIL, "an e-mail address"),
    (TELEPHONE, "a telephone number"),
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
    texts = [(field, UNSEEN.sub("", text)) for field, text in texts if text.strip()]
    printed = {key: name for name in named for key in _keys_of_printed(name)}
    surnames = _surnames({text[begin:end] for _, text in texts for begin, end in _may_be_names(text)})
    for field, text in texts:
        yield from _names_in(field, text, printed, surnames)
        for pattern, why in TRACES:
            yield from (Find(field, _cut(text, *found.span()), why) for found in pattern.finditer(text))
        for reference in filter(None, references):
            if (at := text.find(reference)) >= 0:
                yield Find(field, _cut(text, at, at + len(reference)), "a police reference number")


def _surnames(words):
    """Surnames of the directory among these, each with somebody who has it."""
    keys = {_key(word, letters) for word in words for letters in (plain, str.lower)}
    spelt = Replace(without_marks(F("family_name")), Value("-"), Value(" "))
    people = Person.objects.alias(spelt=spelt).filter(spelt__in=keys).order_by("-pk")
    return {_key(person.family_name): str(person) for person in people}


def _keys_of_printed(name):
    """The last word of a name, and each part where it is double-barrelled."""
    last = [match[0] for match in WORD.finditer(name)][-1:]
    return {_key(part) for word in last for part in (word, *PART.findall(word))}


def _names_in(field, text, printed, surnames):
    upto = 0
    for begin, end in _may_be_names(text):
        if begin < upto:
            continue  # part of a name that was found
        key = _key(text[begin:end])
        if key in printed:
            why = f"the name of {printed[key]}, who is on the record"
        elif key in surnames:
            why = f"the surname of {surnames[key]}"
        else:
            continue
        upto = end
        yield Find(field, _cut(text, begin, end), why)


def _may_be_names(text):
    """Where each word with a capital stands, with the words before it and in its parts; the longest first."""
    words = list(WORD.finditer(text))
    for at, word in enumerate(words):
        for run in (words[at : at + length] for length in range(LONGEST, 0, -1)):
            if all(text[one.end() : other.start()].isspace() for one, other in pairwise(run)):
                yield from _capital(word.start(), run[-1])
        for part in PART.finditer(text, *word.span()) if HYPHEN.search(word[0]) else ():
            yield from _capital(part.start(), part)


def _capital(begin, last):
    """The span, if its last word may be a surname: a capital and another letter."""
    if last[0][0].isupper() and len(last[0]) > 1:
        yield begin, last.end()


def _key(name, letters=plain):
    """O’Brien’s as obrien, Smith-Jones as smith jones."""
    name = HYPHEN.sub(" ", POSSESSIVE.sub("", name)).translate(WITHOUT_APOSTROPHES)
    return " ".join(letters(name).split())


def _cut(text, begin, end):
    before = "…" if begin > AROUND else ""
    after = "…" if end + AROUND < len(text) else ""
    return f"{before}{text[max(0, begin - AROUND) : end + AROUND]}{after}"
