"""What a record belongs to and what belongs to it, in what this person may know of. Other ends are not hinted at."""

from dataclasses import dataclass

from django.db.models import ForeignKey

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
    links = Link.objects.visible_to(user).select_related("source", "target")
    return [
        *links.filter(source=record.pk).order_by("kind", "pk")[:SHOWN],
        *links.filter(target=record.pk).order_by("kind", "pk")[:SHOWN],
    ]


def _pointers(record, user):
    """Foreign keys between records say as much as links: a document's record, a meeting's previous one."""
    for field in _pointing(kind_of(record)):
        if key := getattr(record, field.attname):
            yield field.verbose_name, Record.objects.visible_to(user).filter(pk=key)
    for relation in _pointed_at(kind_of(record)):
        rows = relation.related_model.objects.visible_to(user).filter(**{relation.field.name: record.pk})
        yield relation.get_accessor_name().replace("_", " "), rows.order_by("pk")[:SHOWN]


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
