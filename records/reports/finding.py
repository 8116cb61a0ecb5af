"""Search results: records with the pieces of them that answer, and how many there are of each kind."""

import re
from collections import Counter
from dataclasses import dataclass

from django.apps import apps

from design.addresses import url
from partnership.models import Agency, Body, Person
from records import search
from records.models import Record, SearchEntry

SIZE = 20
PIECES = 3  # shown of one record
NAMED = 5  # of each kind in the directory, where no record answers
AROUND = 120  # letters of a snippet before and after what was found
MOST_COUNTED = 100
REFERENCE = re.compile(r"[A-Za-z]+-[A-Za-z]+-\d{4}-\d+")
TOKEN = re.compile(r"[\w'’]+")


@dataclass(frozen=True)
class Piece:
    title: str
    url: str
    snippet: tuple[tuple[str, bool], ...]  # text, and whether it is what was looked for


@dataclass(frozen=True)
class Result:
    record: Record
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Results:
    rows: tuple[Result, ...]
    kinds: tuple[tuple[str, str, str], ...]  # kind, its name, how many in words
    count: str
    next: int | None


def called(query, user):
    """The record of this reference, if the person may know of it."""
    if not REFERENCE.fullmatch(query.strip()):
        return None
    return Record.objects.visible_to(user).filter(reference=query.strip().upper()).first()


def results_for(query, user, *, kind="", page=1):
    """One page of results. All counting is of what this person may find, among the newest thousand pieces."""
    found = search.find(user, query)
    kinds = Counter({hit.record: hit.kind for hit in found}.values())
    pieces = {}
    for hit in found:
        if kind in ("", hit.kind):
            pieces.setdefault(hit.record, []).append(hit.entry)
    start = (page - 1) * SIZE
    shown = dict(list(pieces.items())[start : start + SIZE])
    return Results(
        tuple(_results(shown, search.terms_of(query))),
        tuple((k, name_of(k), in_words(n)) for k, n in sorted(kinds.items())),
        in_words(len(pieces)),
        page + 1 if len(pieces) > start + SIZE else None,
    )


def directory(query, user):
    """(kind, name, address) of a few people, agencies and bodies of that name, to whoever reads the directory."""
    words = query.replace('"', " ").strip()
    if not words or not user.reads_the_directory:
        return []
    named = (
        ("Person", Person.objects.visible_to(user).named(words).by_surname(), "home:person", "pk"),
        ("Agency", Agency.objects.visible_to(user).named(words).order_by("name", "pk"), "home:agency", "pk"),
        ("Body", Body.objects.visible_to(user).named(words).order_by("name", "pk"), "home:body", "slug"),
    )
    return [
        (kind, str(row), url(name, getattr(row, key)))
        for kind, rows, name, key in named
        for row in rows[:NAMED]
    ]


def in_words(count):
    return f"over {MOST_COUNTED}" if count > MOST_COUNTED else str(count)


def name_of(kind):
    return str(apps.get_model(kind)._meta.verbose_name_plural).capitalize()


def _results(pieces, terms):
    wanted = [entry for entries in pieces.values() for entry in entries[:PIECES]]
    entries = SearchEntry.objects.select_related("record").in_bulk(wanted)
    for ids in pieces.values():
        chosen = [entries[pk] for pk in ids[:PIECES] if pk in entries]
        if not chosen:  # somebody saved the record since it was found, and its pieces are others
            continue
        record = chosen[0].record
        kind = str(apps.get_model(record.kind)._meta.verbose_name).capitalize()
        yield Result(record, kind, tuple(_piece(entry, terms) for entry in chosen))


def _piece(entry, terms):
    anchor = f"#{entry.anchor}" if entry.anchor else ""
    return Piece(entry.title, f"{entry.record.get_absolute_url()}{anchor}", snippet(entry.text, terms))


def snippet(text, terms):
    """The text around the first word that answers, as (words, whether they answer)."""
    last = terms[-1][-1] if terms else ""
    wanted = {word for words in terms for word in words}
    hits = [m.span() for m in TOKEN.finditer(text) if _answers(m.group(), wanted, last)]
    start = max(0, (hits[0][0] if hits else 0) - AROUND)
    end = min(len(text), (hits[0][1] if hits else 0) + AROUND)
    parts, at = [("…" if start else "", False)], start
    for left, right in hits:
        if right > end:
            break
        parts += [(text[at:left], False), (text[left:right], True)]
        at = right
    parts += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return tuple(part for part in parts if part[0])


def _answers(token, wanted, last):
    words = search.words_of(token)
    return any(word in wanted or word.startswith(last) for word in words) if last else False
