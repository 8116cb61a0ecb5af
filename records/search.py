"""Search over everything a person may see: one thin layer on the database's own full text.

Whole words, prefixes (the last word typed is a beginning) and "phrases in quotes". Results, counts and
suggestions all come from ``find``, which asks what ``visible_to`` asks.
"""

import re
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, FloatField, Q
from django.db.models.expressions import RawSQL

from design.letters import APOSTROPHES, plain
from records.models import SearchEntry
from records.querysets import Granted, Known, known_to

TERMS = re.compile(r'"([^"]+)"|(\S+)')
INNER_APOSTROPHE = re.compile(rf"(?<=\w)[{APOSTROPHES}](?=\w)")
WORD = re.compile(r"[^\W_]+")
LONGEST_QUERY = 200
MOST_MARKS = 60
LONGEST_INDEXED = (
    400_000  # bytes; of words that are all different PostgreSQL indexes a megabyte, marks included
)
CANDIDATES = 1000  # the newest that answer; of those, the best come first


def index(record):
    """Write anew what search finds of the record; called by every service that changes its text."""
    SearchEntry.objects.filter(record_id=record.pk).delete()
    SearchEntry.objects.bulk_create(entry(record, *said) for said in record.search_entries())


def entry(record, anchor, title, text, scope):
    title = title[:300] if anchor else f"{record.reference} {title}"[:300]
    return SearchEntry(
        record_id=record.pk,
        anchor=anchor,
        title=title,
        text=text,
        scope=scope,
        title_words=" ".join(words_of(title)),
        text_words=_indexed(" ".join(words_of(text))),
    )


def _indexed(words):
    """What lies beyond is kept and shown, and not found."""
    if len(words) <= LONGEST_INDEXED // 4:
        return words
    return words.encode()[:LONGEST_INDEXED].decode(errors="ignore")


def words_of(text):
    """Words as search compares them: small letters without accents, and ``children's`` as one word."""
    return WORD.findall(plain(INNER_APOSTROPHE.sub("", text)))


class Hit(NamedTuple):
    record: int
    kind: str
    entry: int


def find(user, query):
    """The pieces that answer the query, best first, of records this person may see, in parts they may see."""
    terms = terms_of(query)
    if not terms:
        return []
    known = known_to(user)
    match = _postgresql if connection.vendor == "postgresql" else _sqlite
    condition, rank = match(terms, *known)
    answers = SearchEntry.objects.filter(condition, within_scope(user), Known(*known, of="record__"))
    newest = answers.order_by("-pk").values_list(rank, "record_id", "record__kind", "pk")[:CANDIDATES]
    return [Hit(*found) for _, *found in sorted(newest, key=_best_first)]


def _best_first(found):
    rank, record, _, entry = found
    return -rank, -record, entry


def within_scope(user):
    """Drafts and exempt paragraphs are found by those who may read them (`SearchEntry.Scope`)."""
    scope, open_to = SearchEntry.Scope, Q(scope=SearchEntry.Scope.READERS)
    if not user.is_authenticated:
        return open_to
    places = user.places
    runs = Q(record__partnership__in=places.officer_of) | Q(
        record__body__in=places.chaired | places.drafts_for
    )
    members = Q(scope=scope.MEMBERS, record__body__in=places.bodies)
    return open_to | runs | members | Q(scope=scope.CORE, record__body__in=places.core_of)


def terms_of(query):
    """Phrases and words, letters and digits only, so that no operator of either database gets through."""
    found = (words_of(phrase or word) for phrase, word in TERMS.findall(query[:LONGEST_QUERY]))
    return [words for words in found if words]


def _sqlite(terms, *_):
    phrases = [f'"{" ".join(words)}"' for words in terms]
    expression = " AND ".join(phrases) + "*"
    hits = "SELECT rowid FROM records_search_fts WHERE records_search_fts MATCH %s"
    rank = (
        "(SELECT -bm25(records_search_fts, 5.0, 1.0) FROM records_search_fts"
        " WHERE records_search_fts MATCH %s AND rowid = records_searchentry.id)"
    )
    return Q(pk__in=RawSQL(hits, [expression])), RawSQL(rank, [expression], FloatField())  # noqa: S611 -- terms are bound


def _postgresql(terms, reads, granted, _shut_out):
    phrases = [" <-> ".join(f"'{word}'" for word in words) for words in terms]
    expression = " & ".join(f"({phrase})" for phrase in phrases[:-1]) + " & " * (len(phrases) > 1)
    expression += f"({phrases[-1]}:*)"
    rank = RawSQL("ts_rank(vector, to_tsquery('simple', %s))", [expression], FloatField())
    hits = RawSQL("vector @@ to_tsquery('simple', %s)", [expression], BooleanField())
    near = reach_of(reads)
    if near is None or isinstance(granted, Granted):
        return hits, rank
    within = "vector @@ (to_tsquery('simple', %s) && %s::tsquery)"
    found = Q(RawSQL(within, [expression, near], BooleanField()))  # noqa: S611 -- bound
    return found | Q(hits, record__in=granted) if granted else found, rank


def reach_of(reads):
    """What the index is asked for besides the words, so that it gives few pieces that are then refused.

    The index knows of each piece the audience and the places of its record (migration ``reach``), and nothing of who
    reads what. None where a person has so many places that asking for each costs more than it spares.
    """
    marks = [
        f"~{to}:{whose[0]}{key}"
        for whose, ids, audiences in reads
        if whose
        for to in audiences
        for key in ids
    ]
    if len(marks) > MOST_MARKS:
        return None
    anywhere = [f"'~{to}:':*" for whose, _, audiences in reads if not whose for to in audiences]
    return " | ".join([*(f"'{mark}'" for mark in ["~public", *sorted(marks)]), *anywhere])
