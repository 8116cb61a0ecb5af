"""What every page of the room's records shares: how they are fetched, their tabs and what happens next."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from design.pages import NextStep
from funding.models import Assignment, Bid
from funding.services.asking import REFUSALS
from records.access import note_reading
from records.lifecycle import moves_open_to
from records.together import read_together

ABOVE = ("partnership", "body", "agency")
SCORERS = Prefetch("assignments", Assignment.objects.with_forms())
OF_BID = (*ABOVE, "call__scheme", "fund_year__fund")


def one_or_404(request, model, reference, *parts, above=ABOVE):
    """The record, with what its head asks for; ``parts`` are prefetched. Not theirs to know of: 404."""
    known = model.objects.visible_to(request.user).select_related(*above)
    return get_object_or_404(known.prefetch_related(*parts), reference=reference)


def one_for(request, model, reference, permission, *parts, above=ABOVE):
    """The record, to somebody who may do this to it; who knows of it is told why not."""
    record = one_or_404(request, model, reference, *parts, above=above)
    if not request.user.has_perm(permission, record):
        raise PermissionDenied(REFUSALS[permission])
    return record


def bid_or_404(request, reference, *parts, lists=None):
    """With its partners, who decide what anybody may do with it; ``lists`` are read beside them in the same query."""
    bid = one_or_404(request, Bid, reference, *parts, above=OF_BID)
    read_together(bid, partners=("agency",), **(lists or {}))
    return bid


def bid_for(request, reference, permission, *parts, lists=None):
    bid = bid_or_404(request, reference, *parts, lists=lists)
    if not request.user.has_perm(permission, bid):
        raise PermissionDenied(REFUSALS[permission])
    return bid


def show(request, template, record, tabs, steps, **context):
    """``tabs`` are (label, address, whether it is this page)."""
    note_reading(request.user, record)
    rows = [(*tab, None) for tab in tabs]
    for label, name in (("Thread", "thread"), ("History", "history")):
        rows.append((label, reverse(f"records:{name}", args=[record.reference]), False, None))
    context |= {
        "record": record,
        "tabs": rows,
        "steps": list(steps),
        "grants": request.user.has_perm("records.grant_record", record),
    }
    return render(request, template, context)


def moves(user, record, name, *, own=(), primary=(), warning=(), notes=None):
    """The moves of the record that this person may take, each leading to ``funding:<name>``.

    ``own`` maps an action to the name of a page of its own.
    """
    for action, blockers in moves_open_to(user, record):
        page = dict(own).get(action)
        address = (
            reverse(f"funding:{page}", args=[record.reference])
            if page
            else reverse(f"funding:{name}", args=[record.reference, action])
        )
        yield NextStep(
            action.label, address, blockers, (notes or {}).get(action, ""),
            primary=action in primary, warning=action in warning,
        )  # fmt: skip
