"""Who may know of a record by what it is, and that nothing under a record stays open to more people than it.

A document hangs under the record that it is attached to, an action under the one it arises from; each kind says
so by ``HANGS_UNDER``. A record that is merely linked belongs to no other, and links open and close nothing.
"""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import today
from audit.services import log
from records.access import NOT_YOURS, end_grant, give, shut_out
from records.lifecycle import MoveRefused, kind_of, locked, save
from records.models import GroupGrant, PartnershipGrant, Record, ShutOut, UserGrant

Audience = Record.Audience
ALONG = (
    "With what it belongs to"  # behind a wall no reason says more: who reads a part may know of nothing else
)
BY_GRANT = (
    Audience.CASE,
    Audience.FUNDING,
    Audience.ANALYSIS,
    Audience.NAMED,
)  # shared by name: what hangs under such a record is shared with it
_CLOSER = {Audience.OFFICERS, Audience.NAMED}
_OF_FEW = {Audience.AGENCY, Audience.NAMED}  # what its own partnership does not know, another does not either
OWNED = (Audience.AGENCY, Audience.BODY, Audience.CASE, Audience.FUNDING, Audience.ANALYSIS)
WITHIN = {  # the audiences that hold nobody whom this one does not
    Audience.PUBLIC: set(Audience),
    Audience.PARTNERS: {Audience.PARTNERS, Audience.PARTNERSHIP, Audience.BODY, Audience.AGENCY, *_CLOSER},
    Audience.PARTNERSHIP: {Audience.PARTNERSHIP, Audience.BODY, Audience.AGENCY, *_CLOSER},
    Audience.BODY: {Audience.BODY, *_CLOSER},
    Audience.OFFICERS: _CLOSER,
    Audience.CASE: {Audience.CASE, Audience.AGENCY, Audience.NAMED},
    Audience.FUNDING: {Audience.FUNDING, Audience.AGENCY, Audience.NAMED},
    Audience.ANALYSIS: {Audience.ANALYSIS, Audience.AGENCY, Audience.NAMED},
    Audience.AGENCY: {Audience.AGENCY, Audience.NAMED},
    Audience.NAMED: {Audience.NAMED},
}


@transaction.atomic
def set_audience(record, audience, *, by, reason, with_what_hangs=True):
    """Say anew who may know of the record. Whoever closes it to names keeps it, and can still see it.

    What hangs under it and would stay open to more people is closed with it, unless the person chose otherwise.
    """
    record = locked(record)
    if not by.has_perm("records.grant_record", record):
        raise PermissionDenied(NOT_YOURS)
    if reasons := list(_blockers(record, audience, reason)):
        raise MoveRefused(*reasons)
    wider = wider_than(record, audience, by=by)
    told = {"closed with it" if with_what_hangs else "left open": len(wider)} if wider else {}
    _set(record, audience, by=by, reason=reason, told=told)
    if with_what_hangs:
        close_under(record, wider, by=by, reason=reason)
    return record


def wider_than(record, audience, *, by):
    """What hangs under the record, at any depth, and is open to more people than this audience.

    What the person may not know of is closed by its own keepers: it is open to one agency or to names already.
    """
    known = Record.objects.visible_to(by)
    return [row for row in hanging_under(record, known) if row.audience not in WITHIN[audience]]


def hanging_under(record, known):
    """Each as its own kind, those of ``known`` only."""
    found, under = {record.pk: record}, [record.pk]
    while under:
        rows = [row for model in _hanging_kinds() for row in _of(model, under, known) if row.pk not in found]
        found.update({row.pk: row for row in rows})
        under = [row.pk for row in rows]
    return list(found.values())[1:]


def _hanging_kinds():
    return [model for model in apps.get_models() if issubclass(model, Record) and model.HANGS_UNDER]


def _of(model, under, known):
    owner = {f"{model.HANGS_UNDER}__in": under}
    return model.objects.filter(pk__in=known.values("pk"), **owner).order_by("pk")


def close_under(record, rows, *, by, reason):
    """Give these the record's audience; where it is a named one, open them to those it was given to."""
    for row in rows:
        _set(locked(row), record.audience, by=by, reason=f"With {record.reference}: {reason}", owner=record)


def _set(record, audience, *, by, reason, told=None, owner=None):
    before, record.audience = record.audience, audience
    if owner is not None and audience in OWNED:
        record.agency_id, record.body_id = owner.agency_id, owner.body_id
    save(record, by=by, reason=reason)
    changes = {"audience": [before, str(audience)], **(told or {})}
    log(record, "change audience", by=by, reason=reason, changes=changes)
    keep_if_named(record, by=by)
    if audience in _OF_FEW:
        for held in PartnershipGrant.objects.filter(content_object=record.pk).select_related("partnership"):
            end_grant(record, held.partnership, by=by, reason=reason)
    if owner is not None and audience in BY_GRANT:
        open_to_the_same(record, owner)
    open_to_those_it_is_for(record, by=by)


def no_wider(audience, record):
    """The audience for what is to hang under the record: as wanted, or the record's own where that is closer."""
    return audience if audience in WITHIN[record.audience] else record.audience


def keep_if_named(record, *, by):
    """A named record is open to nobody but by name: to whoever made it or closed it, first of all."""
    if record.audience == Audience.NAMED and by is not None:
        give(record, by, by=by, reason="Keeps this record", to_keep=True)


def open_case(record, holder, *, with_sides=False, **terms):
    """Open a case by a grant, and what hangs under it and is open as it is. The caller has asked its own questions."""
    give(record, holder, with_sides=with_sides, **terms)
    for row in hanging_under(record, Record.objects.filter(audience=record.audience)):
        give(row, holder, **terms)


def close_case(record, holder, *, by, reason):
    """End what ``open_case`` opened."""
    end_grant(record, holder, by=by, reason=reason)
    for row in hanging_under(record, Record.objects.filter(audience=record.audience)):
        end_grant(row, holder, by=by, reason=reason)


def open_to_the_same(record, owner):
    """Open what hangs under a record that is shared by name to those to whom that is granted on the day."""
    day, walled = today(), kind_of(owner).IS_WALLED
    held = [(g.user, g) for g in UserGrant.objects.holding(day).filter(content_object=owner.pk)]
    held += [(g.group.agency, g) for g in GroupGrant.objects.holding(day).filter(content_object=owner.pk)]
    shared = PartnershipGrant.objects.holding(day).filter(content_object=owner.pk)
    held += [(g.partnership, g) for g in shared if record.audience not in _OF_FEW]
    for holder, grant in held:
        if holder == grant.granted_by:
            if walled:  # else by a grant of their own they keep what they make or close
                give(record, holder, by=holder, reason=ALONG, to_keep=True)
            continue
        terms = {name: getattr(grant, name) for name in ("purpose", "agreement", "expires_on")}
        reason = ALONG if walled else f"As {owner.reference}: {grant.reason}"
        give(record, holder, by=grant.granted_by, reason=reason, **terms)
    for row in ShutOut.objects.filter(record=owner.pk, ended_at=None).select_related("user", "made_by"):
        reason = ALONG if walled else f"As {owner.reference}: {row.reason}"
        shut_out(record, row.user, by=row.made_by, reason=reason)


def open_to_those_it_is_for(record, *, by):
    """Whoever it is a task of sees it whatever its audience: an action's owners."""
    users, reason = record.is_for()
    for user in users:
        if not Record.objects.visible_to(user).filter(pk=record.pk).exists():
            give(record, user, by=by, reason=reason)


def _blockers(record, audience, reason):
    if not reason.strip():
        yield "Say why who can see this is changed."
    if audience not in record.AUDIENCES:
        yield f"A {record._meta.verbose_name} is not opened to: {Record.Audience(audience).label.lower()}."
    if audience == record.audience:
        yield f"This is open to {record.get_audience_display().lower()} already. Choose another audience."
    if audience != Audience.NAMED and _is_behind_a_wall(record):
        yield "This belongs to a record that is open by name alone. Give access to people by name instead."
    if audience == Audience.BODY and record.body_id is None:
        yield "This belongs to no body. Choose another audience."
    if audience == Audience.AGENCY and record.agency_id is None:
        yield "This belongs to no agency. Choose another audience."
    if audience == Audience.PUBLIC and record.marking == Record.Marking.SENSITIVE:
        yield "This is marked OFFICIAL-SENSITIVE. Lower its marking before you open it to everyone."


def _is_behind_a_wall(record):
    owner = getattr(record, record.HANGS_UNDER) if record.HANGS_UNDER else None
    return owner is not None and kind_of(owner).IS_WALLED
