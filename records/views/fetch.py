from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from design.addresses import url
from records.lifecycle import kind_by_reference
from records.models import ShutOut


def record_or_404(request, reference):
    """The record as its own kind. Unknown, or not theirs to know of: the same answer (S001-57)."""
    kind = kind_by_reference(reference)
    if kind is None:
        raise Http404
    known = kind.objects.visible_to(request.user).select_related("partnership", "body", "agency")
    shut_out = ShutOut.objects.filter(record=OuterRef("pk"), ended_at=None)
    return get_object_or_404(known.annotate(shuts_out=Exists(shut_out)), reference=reference)


def record_for(request, reference, verb):
    """The record, to somebody who may do this to it; to others who may see it, a refusal with its reason."""
    record = record_or_404(request, reference)
    if not request.user.has_perm(f"records.{verb}", record):
        raise PermissionDenied(REFUSALS[verb])
    return record


REFUSALS = {
    "grant_record": "Only those who run this record may see and change who can see it.",
    "link_record": "Only those who keep this record may link it to others.",
    "view_history": "What this said before is open to the partnership's own people only.",
}


def frame(request, record, tab, **context):
    """What every page about a record has: its head, and the way to its other pages."""
    tabs = [(record._meta.verbose_name.capitalize(), record.get_absolute_url(), False)]
    for name, words, verb in TABS:
        if not verb or request.user.has_perm(verb, record):
            tabs.append((words, url(f"records:{name}", record.reference), name == tab))
    return {
        "record": record,
        "tabs": tabs,
        "plural": record._meta.verbose_name_plural.capitalize(),
        **context,
    }


TABS = (
    ("thread", "Thread", ""),
    ("history", "History", "records.view_history"),
    ("access", "Who can see this", "records.grant_record"),
)


def number(text):
    """A whole number from an address, or None for what is none."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
