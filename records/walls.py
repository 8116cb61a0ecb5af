"""Records that must not be known to exist (`Record.IS_WALLED`): opened and closed by name, with all that is behind.

Of other kinds a grant opens the record alone, and nobody is shut out by hand.
"""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import today
from partnership.models import User
from records import access
from records.audience import ALONG, hanging_under
from records.lifecycle import MoveRefused, kind_of, locked
from records.models import Record, UserGrant


@transaction.atomic
def open_to(record, holder, *, by, reason, **terms):
    """``records.access.grant``; of a walled record, its documents and actions are opened on the same terms."""
    made = access.grant(record, holder, by=by, reason=reason, **terms)
    if kind_of(record).IS_WALLED:
        terms.pop("with_sides", None)
        user = User.objects.get(pk=holder.pk)  # where they stand was read before it was open to them
        for row in [*_hanging(record), *_with_papers(_own(record).read_along(user))]:
            access.give(row, holder, by=by, reason=ALONG, **terms)
    return made


def open_along(record, row, *, by):
    """A record beside this one, and its documents, to those who read it along with this one, each until their day."""
    for held in UserGrant.objects.holding(today()).filter(content_object=record.pk).exclude(user=by):
        user = User.objects.get(pk=held.user_id)
        if row in record.read_along(user):
            for each in _with_papers([row]):
                access.give(each, user, by=by, reason=ALONG, expires_on=held.expires_on)


def close_along(record, row, *, by, reason):
    """The same row to the same people no more."""
    for held in UserGrant.objects.filter(content_object=record.pk).select_related("user"):
        if row in record.closed_along(User.objects.get(pk=held.user_id)):
            for each in _with_papers([row]):
                access.end_grant(each, held.user, by=by, reason=reason)


@transaction.atomic
def close_to(record, holder, *, by, reason):
    """``records.access.withdraw_grant``; of a walled record, what was opened along with it is closed with it."""
    record = locked(record)  # what is sent meanwhile is theirs to read
    if reasons := list(_theirs_to_read(record, holder)):
        raise MoveRefused(*reasons)
    access.withdraw_grant(record, holder, by=by, reason=reason)
    if kind_of(record).IS_WALLED:
        user = User.objects.get(pk=holder.pk)
        for row in [*_hanging(record), *_with_papers(_own(record).closed_along(user))]:
            access.end_grant(row, holder, by=by, reason=ALONG)


@transaction.atomic
def shut(record, user, *, by, reason):
    """Let a person whose own practice is examined know nothing of it, now and whoever opens it to them (S001-36)."""
    record = locked(record)
    _require(record, by)
    if reasons := [*_theirs_to_read(record, user), *_refusals(record, user, by, reason)]:
        raise MoveRefused(*reasons)
    for row in [record, *_hanging(record), *_with_papers(record.behind())]:
        why = reason if row == record else ALONG
        access.end_grant(row, user, by=by, reason=why)
        access.shut_out(row, user, by=by, reason=why)


@transaction.atomic
def let_in(record, user, *, by, reason):
    """End what ``shut`` did. It opens nothing by itself: access is given by name, as before."""
    record = locked(record)
    _require(record, by)
    if not reason.strip():
        raise MoveRefused("Say why they are let in again.")
    for row in [record, *_hanging(record), *_with_papers(record.behind())]:
        access.end_shut_out(row, user, by=by, reason=reason if row == record else ALONG)


@transaction.atomic
def leave_behind(user, *, by, reason):
    """What somebody who leaves kept alone passes to whoever has had it open the longest, and to nobody else:

    whoever records that they leave chooses nobody, and learns of nothing. What nobody else has open stays closed.
    """
    for record in filter(_stands_behind_a_wall, access.kept_alone_by(user)):
        if heir := _has_it_open(record, user, by):
            access.hand_over(record, user, heir, by=by, reason=reason)


def kept_openly_by(user):
    """``records.access.kept_alone_by``, without what must not be known to exist."""
    return [record for record in access.kept_alone_by(user) if not _stands_behind_a_wall(record)]


ALSO_WALLED = []  # functions of a record, by which rooms say what else must not be known to exist


def _stands_behind_a_wall(record):
    """Itself, or as a part of what is: the papers of a review tell of it as well as the review does."""
    kind = kind_of(record)
    if kind.IS_WALLED or any(says_so(record) for says_so in ALSO_WALLED):
        return True
    above = kind.HANGS_UNDER and getattr(kind.objects.get(pk=record.pk), kind.HANGS_UNDER)
    return bool(above) and _stands_behind_a_wall(above)


def is_behind_a_wall(user):
    """Whether anything that must not be known to exist is open to the person by name; read with their places."""
    return any(apps.get_model(kind).IS_WALLED for kind in user.places.opened_kinds)


def _has_it_open(record, leaver, by):
    held = UserGrant.objects.holding(today()).filter(content_object=record.pk, user__is_active=True)
    held = held.exclude(user__in=[leaver, by]).exclude(user__is_guest=True).order_by("pk")
    return next((grant.user for grant in held.select_related("user")), None)


def _theirs_to_read(record, holder):
    """Why whoever keeps the record, or a paper of it, does not close it to this person by hand."""
    kind = kind_of(record)
    own = kind.objects.get(pk=record.pk)  # as it stands: what was sent meanwhile is theirs
    above = getattr(own, kind.HANGS_UNDER) if kind.HANGS_UNDER else None
    for each in filter(None, (own, above and _own(above))):
        yield from each.closing_refusals(holder)


def _require(record, by):
    known = Record.objects.visible_to(by).filter(pk=record.pk).exists()
    if not (known and kind_of(record).IS_WALLED and by.has_perm("records.grant_record", record)):
        raise PermissionDenied(access.NOT_YOURS)


def _own(record):
    return record if isinstance(record, kind_of(record)) else kind_of(record).objects.get(pk=record.pk)


def _with_papers(rows):
    return [each for row in rows for each in (row, *_hanging(row))]


def _hanging(record):
    return hanging_under(record, Record.objects.all())


def _refusals(record, user, by, reason):
    if not reason.strip():
        yield "Say why they are shut out."
    if user == by:
        yield "You cannot shut yourself out. Ask another co-ordinator to take the review over."
    elif UserGrant.objects.filter(content_object=record.pk, user=user, granted_by=user).exists():
        yield f"{user} keeps this record. Have it handed over first."
    if user.shut_out_of.filter(record=record.pk, ended_at=None).exists():
        yield f"{user} is shut out already. Nothing was changed."
