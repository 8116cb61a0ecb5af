"""Scoring forms as data. What a form said when bids were scored by it never changes: a change is a new version."""

from django.db import transaction

from audit.services import log
from funding.models import Criterion, Label, Scheme
from funding.scheme_rows import FIRST_NAME, FIRST_NOTE, FIRST_ROWS, refusals
from records.asking import require
from records.lifecycle import MoveRefused
from records.writing import keep

PERMISSION = "funding.change_scheme"


@transaction.atomic
def first_scheme(partnership, *, by):
    """The paper form's nine rows (S002-171 to -181), once, for a partnership that has none of that name."""
    require(by, PERMISSION, Scheme(partnership=partnership))
    found = Scheme.objects.filter(partnership=partnership, name=FIRST_NAME).order_by("-version").first()
    return found or add_scheme(partnership, FIRST_NAME, FIRST_ROWS, by=by, note=FIRST_NOTE)


@transaction.atomic
def add_scheme(partnership, name, rows, *, by, note=""):
    require(by, PERMISSION, Scheme(partnership=partnership))
    reasons = list(refusals(rows))
    if not name.strip():
        reasons.insert(0, "Name the form.")
    if Scheme.objects.filter(partnership=partnership, name__iexact=name.strip()).exists():
        reasons.insert(
            0, f"There is a form “{name}” already. Make a new version of it, or choose another name."
        )
    if reasons:
        raise MoveRefused(*reasons)
    return _keep(Scheme(partnership=partnership, name=name.strip(), note=note), rows, by=by)


@transaction.atomic
def new_version(scheme, rows, *, by, note="", seen=None):
    """The form in its next version. Calls keep the version they were published with, and so do the forms filled by it.

    ``seen`` is the version that the page showed: of two who press together the second is told.
    """
    versions = Scheme.objects.select_for_update().filter(partnership=scheme.partnership, name=scheme.name)
    newest = max(versions, key=lambda one: one.version)
    require(by, PERMISSION, newest)
    reasons = list(refusals(rows))
    if seen is not None and seen != newest.version:
        reasons.insert(
            0, f"Version {newest.version} was made meanwhile. Read it, and then make yours from it."
        )
    if reasons:
        raise MoveRefused(*reasons)
    made = Scheme(partnership=scheme.partnership, name=scheme.name, version=newest.version + 1, note=note)
    for former in versions:
        if former.is_offered:
            former.is_offered = False
            keep(former, by=by, reason=f"Version {made.version} took its place")
    return _keep(made, rows, by=by)


@transaction.atomic
def offer_scheme(scheme, *, offered, by):
    """Let new calls choose it, or not any more. Calls that have it keep it."""
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    require(by, PERMISSION, scheme)
    if scheme.is_offered != offered:
        scheme.is_offered = offered
        keep(scheme, by=by)
        log(scheme, "offer" if offered else "offer no more", by=by)
    return scheme


def _keep(scheme, rows, *, by):
    keep(scheme, by=by)
    for number, row in enumerate(rows, start=1):
        points = {label: row.points[label] for label in Label.values if label in row.points}
        line = Criterion(
            scheme=scheme, number=number, question=row.question.strip(), points=points, weight=row.weight,
            beside=row.beside, breaks_ties=row.breaks_ties,
        )  # fmt: skip
        keep(line, by=by)
    log(scheme, "create", by=by, changes={"rows": len(rows), "most": scheme.most})
    return scheme
