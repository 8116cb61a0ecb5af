"""Printed names matched to people. Where two people fit, the officer is asked; nothing is guessed (X-07)."""

import re
from collections import defaultdict
from dataclasses import dataclass

from design.letters import plain
from meetings.importing import words
from meetings.importing.shapes import low, strip_titles

FAMILIES = defaultdict(set)
for _family, _names in enumerate(words.GIVEN_NAMES):
    for _name in _names:
        FAMILIES[_name].add(_family)


@dataclass(frozen=True)
class Candidate:
    """A person a name may stand for. ``names`` are given names and known-as names."""

    id: object
    names: tuple[str, ...]
    surname: str
    agencies: tuple[str, ...] = ()
    initials: str = ""
    offices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """``state`` is exact, ambiguous (ask which of ``people``) or none."""

    state: str
    people: tuple[Candidate, ...] = ()


def match(printed, candidates, *, agency=""):
    """Whom a printed name stands for. A name that fits two people is never settled by guessing."""
    tokens = re.sub(r"[,.]", " ", printed).split()
    _, rest = strip_titles(tokens)
    if not rest:
        return Match("none")
    for fits in (_office, _full, _known_as, _initialled, _letters, _single):
        found = tuple(person for person in candidates if fits(rest, person))
        if found:
            return _settle(found, agency)
    return Match("none")


def _settle(found, agency):
    if len(found) > 1 and agency:
        same = tuple(
            person for person in found if agency.lower() in {name.lower() for name in person.agencies}
        )
        found = same or found
    return Match("exact" if len(found) == 1 else "ambiguous", found)


def _compared(name):
    """Ó’Neill-Moss as o'neill moss: accents are left out in minutes, and hyphens come and go."""
    return " ".join(plain(name).replace("’", "'").replace("-", " ").split())


def _office(rest, person):
    said = _compared(" ".join(map(low, rest))).removeprefix("the ")
    return said in map(_compared, person.offices)


def _full(rest, person):
    """Given name and surname as held, or every given name in full."""
    names = {_compared(f"{name} {person.surname}") for name in person.names}
    return len(rest) > 1 and _compared(" ".join(rest)) in names


def _known_as(rest, person):
    """A short form of the given name with the surname: “Di Evans” for Diane Evans."""
    given, surname = _cut(rest, person)
    return bool(given) and surname and any(_same_given(given.split()[0], name) for name in person.names)


def _initialled(rest, person):
    """“J. Smith” or “J A Smith”."""
    given, surname = _cut(rest, person)
    letters = given.replace(" ", "")
    if not surname or not letters or not all(len(part) == 1 for part in given.split()):
        return False
    return any(_compared(name).startswith(letters[0]) for name in person.names)


def _letters(rest, person):
    """Initials alone, as in an action column."""
    if len(rest) != 1 or not re.fullmatch(r"[A-Z]{2,4}", rest[0]):
        return False
    heads = {
        name[:1].upper() + "".join(part[0].upper() for part in re.split(r"[\s-]", person.surname) if part)
        for name in person.names
    }
    short = {name[:1].upper() + person.surname[:1].upper() for name in person.names}
    return rest[0] in {person.initials.upper(), *heads, *short}


def _single(rest, person):
    """A first name or a surname alone."""
    if len(rest) != 1:
        return False
    word = _compared(rest[0])
    return word == _compared(person.surname) or any(_same_given(word, name) for name in person.names if name)


def _cut(rest, person):
    """The words before the surname, when the name ends in it."""
    surname, words = _compared(person.surname).split(), _compared(" ".join(rest)).split()
    if len(words) > len(surname) and words[-len(surname) :] == surname:
        return " ".join(words[: -len(surname)]), True
    return "", False


def _same_given(one, other):
    whole = _compared(other)
    first = whole.partition(" ")[0]
    return one in (whole, first) or not FAMILIES[one].isdisjoint(FAMILIES[first])
