"""What a record belongs to and what belongs to it, in what this person may know of. Other ends are not hinted at."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import ForeignKey, Q, Value

from records.lifecycle import kind_of
from records.models import Link, Record

SHOWN = 100  # of each sort; a record with more is read from the other side


@dataclass(frozen=True)
class Strand:
    """Records joined in one way, as "Was decided by" or "Actions arising"."""

    heading: str
    ends: tuple


@dataclass(frozen=True)
class End:
    record: Record
    part: str = ""
    note: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Thread:
    strands: tuple[Strand, ...]
    holes: tuple[str, ...]


def thread_of(record, user):
    """``record`` as its own kind, so that its pointers to other records are known."""
    found = {}
    for link in _links(record, user):
        end = link.target if link.source_id == record.pk else link.source
        part = link.part if link.source_id == record.pk else ""
        found.setdefault(link.words_from(record), []).append(End(end, part, link.note, link))
    for heading, records in _pointers(record, user):
        known = {end.record.pk for ends in found.values() for end in ends}
        if fresh := [End(end) for end in records if end.pk not in known]:
            found.setdefault(heading, []).extend(fresh)
    strands = tuple(Strand(heading[0].upper() + heading[1:], tuple(ends)) for heading, ends in found.items())
    return Thread(strands, tuple(record.holes(user)))


def _links(record, user):
    """Those that it says of others, then those that others say of it."""
    links = Link.objects.visible_to(user).select_related("source", "target").order_by("kind", "pk")
    found = links.filter(Q(source=record.pk) | Q(target=record.pk))[: 2 * SHOWN]
    return sorted(found, key=lambda link: link.source_id != record.pk)


def _pointers(record, user):
    """Foreign keys between records say as much as links: a document's record, a meeting's previous one.

    All of them in one query, each sort with its number.
    """
    headings, strands = [], []
    for field in _pointing(kind_of(record)):
        if key := getattr(record, field.attname):
            headings.append(field.verbose_name)
            strands.append(Record.objects.visible_to(user).filter(pk=key))
    for relation in _pointed_at(kind_of(record)):
        headings.append(relation.get_accessor_name().replace("_", " "))
        rows = relation.related_model.objects.visible_to(user).filter(**{relation.field.name: record.pk})
        strands.append(Record.objects.filter(pk__in=rows.order_by("pk").values("pk")[:SHOWN]))
    strands = [rows.annotate(strand=Value(number)) for number, rows in enumerate(strands)]
    if strands:
        ends = strands[0].union(*strands[1:], all=True).order_by("strand", "pk")
        for number, records in groupby(ends, key=attrgetter("strand")):
            yield headings[number], records


def _pointing(model):
    return [field for field in model._meta.fields if _is_pointer(field)]


def _pointed_at(model):
    return [
        r for r in model._meta.related_objects if issubclass(r.related_model, Record) and _is_pointer(r.field)
    ]


def _is_pointer(field):
    return (
        isinstance(field, ForeignKey)
        and issubclass(field.related_model, Record)
        and not field.remote_field.parent_link
    )
