"""Search over everything a person may see: one thin layer on the database's own full text.

Whole words, prefixes (the last word typed is a beginning) and "phrases in quotes". Results, counts and
suggestions all come from ``find``, which passes through ``visible_to`` first.
"""

import re

from django.db import connection
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from records.models import Record, SearchEntry

WORDS = re.compile(r'"([^"]+)"|(\S+)')
LONGEST_QUERY = 200


def index(record):
    """Write anew what search finds of the record; called by every service that changes its text."""
    SearchEntry.objects.filter(record_id=record.pk).delete()
    SearchEntry.objects.bulk_create(
        SearchEntry(
            record_id=record.pk,
            anchor=anchor,
            title=f"{record.reference} {title}"[:300] if not anchor else title[:300],
            text=text,
            scope=scope,
        )
        for anchor, title, text, scope in record.search_entries()
    )


def find(user, query):
    """Entries that answer the query, best first, of records this person may see, in parts they may see."""
    terms = terms_of(query)
    if not terms:
        return SearchEntry.objects.none()
    entries = SearchEntry.objects.filter(
        within_scope(user), record__in=Record.objects.visible_to(user).values("pk")
    ).select_related("record")
    match = _postgresql if connection.vendor == "postgresql" else _sqlite
    return match(entries, terms)


def within_scope(user):
    """Drafts and exempt paragraphs are found by those who may read them (`SearchEntry.Scope`)."""
    scope, open_to = SearchEntry.Scope, Q(scope=SearchEntry.Scope.READERS)
    if not user.is_authenticated:
        return open_to
    places = user.places
    runs = Q(record__partnership__in=places.officer_of) | Q(
        record__body__in=places.chaired | places.drafts_for
    )
    return open_to | runs | Q(scope=scope.CORE, record__body__in=places.core_of)


def terms_of(query):
    """Phrases and words, letters and digits only, so that no operator of either database gets through."""
    found = []
    for phrase, word in WORDS.findall(query[:LONGEST_QUERY]):
        words = re.findall(r"\w+", phrase or word)
        if words:
            found.append((words, bool(phrase) or len(words) > 1))
    return found


def _sqlite(entries, terms):
    last = len(terms) - 1
    parts = []
    for n, (words, is_phrase) in enumerate(terms):
        quoted = f'"{" ".join(words)}"'
        parts.append(quoted if is_phrase and n < last else f"{quoted}*")
    hits = "SELECT rowid FROM records_search_fts WHERE records_search_fts MATCH %s"
    rank = (
        "(SELECT bm25(records_search_fts, 5.0, 1.0) FROM records_search_fts"
        " WHERE records_search_fts MATCH %s AND rowid = records_searchentry.id)"
    )
    expression = " AND ".join(parts)
    return (
        entries.filter(pk__in=RawSQL(hits, [expression]))
        .annotate(  # noqa: S611 -- terms are bound
            rank=RawSQL(rank, [expression])  # noqa: S611
        )
        .order_by("rank", "-record_id")
    )


def _postgresql(entries, terms):
    last = len(terms) - 1
    parts = []
    for n, (words, _) in enumerate(terms):
        lexemes = [f"'{word}'" for word in words]
        if n == last:
            lexemes[-1] += ":*"
        parts.append("(" + " <-> ".join(lexemes) + ")")
    expression = " & ".join(parts)
    vector = 'records_searchentry."vector" @@ to_tsquery(%s, %s)'
    rank = 'ts_rank(records_searchentry."vector", to_tsquery(%s, %s))'
    config = "simple"
    return (
        entries.extra(where=[vector], params=[config, expression])  # noqa: S610 -- terms are bound
        .annotate(rank=RawSQL(rank, [config, expression]))  # noqa: S611
        .order_by(F("rank").desc(), "-record_id")
    )
