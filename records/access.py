"""Who may know of a record, and how access is granted. Roles are in each app's rules.py."""

from contextlib import nullcontext

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from guardian.backends import ObjectPermissionBackend

from audit.attribution import attribute
from audit.clock import now, today
from audit.services import log, log_ahead
from partnership.models import Agency, Partner, Partnership, User
from records import taken
from records.lifecycle import MoveRefused, kind_of, locked
from records.models import GroupGrant, PartnershipGrant, Record, ShutOut, UserGrant

VIEW = "records.view_record"
UNREAD = (
    "Only those who read what this record says of people open it to others. "
    "Give access without it, or ask the officer in the case."
)
NOT_YOURS = "Only those who run this record may change who can see it."


def content_type(subject):
    """Grants are kept on Record alone, whatever kind of record is asked about."""
    model = subject if isinstance(subject, type) else type(subject)
    return ContentType.objects.get_for_model(Record if issubclass(model, Record) else model)


class GrantBackend(ObjectPermissionBackend):
    """Guardian, asked only whether a record may be seen: it spares three queries on every role question.

    The answer is ``visible_to``'s, so that a grant past its day or without its agreement opens nothing.
    """

    def has_perm(self, user_obj, perm, obj=None):
        if perm != VIEW or obj is None:
            return False
        return Record.objects.visible_to(user_obj).filter(pk=obj.pk).exists()


@transaction.atomic
def grant(record, holder, *, by, reason, purpose="", agreement=None, expires_on=None, with_sides=False):
    """Open the record to a user, or to everyone in an agency; a new grant takes the place of the former.

    ``with_sides`` opens what it says of people too, and only those who read it may say so (S002-140).
    """
    record = locked(record)
    if not by.has_perm("records.grant_record", record):
        raise PermissionDenied(NOT_YOURS)
    terms = {"reason": reason, "purpose": purpose, "agreement": agreement, "expires_on": expires_on}
    unread = [UNREAD] if with_sides and not reads_sides(by, record) else []
    if reasons := [*unread, *grant_blockers(record, holder, by=by, **terms)]:
        raise MoveRefused(*reasons)
    return give(record, holder, by=by, with_sides=with_sides, **terms)


def reads_sides(user, record):
    """Nobody opens to others what they may not read themselves (S002-140)."""
    kind = kind_of(record)
    return kind.HAS_SIDES and user.has_perm(f"{kind._meta.app_label}.view_sides", record)


def give(
    record,
    holder,
    *,
    by,
    reason,
    purpose="",
    agreement=None,
    expires_on=None,
    with_sides=False,
    to_keep=False,
):
    """As ``grant``, where a service has asked its own questions: an action's owners must see the action.

    Whoever holds a named record ``to_keep`` opens it to others (`records.rules.is_keeper`).
    """
    model, key = _model_for(holder)
    Record.objects.select_for_update().get(pk=record.pk)
    held = model.objects.filter(content_object_id=record.pk, **key).first()
    row = held or model(content_object_id=record.pk, **_may_view(model), **key)
    row.reason, row.purpose, row.agreement, row.expires_on = reason, purpose, agreement, expires_on
    row.with_sides, row.granted_at, row.granted_by = with_sides, now(), holder if to_keep else by
    attribute(row, by=by, reason=reason)
    row.save()
    until = expires_on.isoformat() if expires_on else None
    changes = {"to": str(holder), "purpose": purpose, "agreement": str(agreement or ""), "until": until}
    if with_sides:
        changes["with what it says of people"] = True
    log(record, "grant access", by=by, reason=reason, changes=changes)
    return row


@transaction.atomic
def withdraw_grant(record, holder, *, by, reason):
    record = locked(record)
    if not by.has_perm("records.grant_record", record):
        raise PermissionDenied(NOT_YOURS)
    model, key = _model_for(holder)
    grants = model.objects.filter(content_object_id=record.pk, **key)
    if reasons := list(_withdrawal_blockers(grants, holder, reason)):
        raise MoveRefused(*reasons)
    _end(grants, by=by, reason=reason)


def end_grant(record, holder, *, by, reason):
    """As ``withdraw_grant``, where a service has asked its own questions. Without a grant, nothing happens."""
    model, key = _model_for(holder)
    _end(model.objects.filter(content_object_id=record.pk, **key), by=by, reason=reason)


def shut_out(record, user, *, by, reason):
    """Let a person know nothing of the record from now on, whatever place or grant would let them in.

    The service that calls has asked its own questions. Asked again, nothing happens.
    """
    Record.objects.select_for_update().get(pk=record.pk)
    if row := ShutOut.objects.filter(record=record.pk, user=user, ended_at=None).first():
        return row
    row = ShutOut(record_id=record.pk, user=user, reason=reason, made_at=now(), made_by=by)
    attribute(row, by=by, reason=reason)
    row.save()
    taken.note_shut_out(row)
    log(record, "shut out", by=by, reason=reason, changes={"whom": str(user)})
    return row


def end_shut_out(record, user, *, by, reason):
    for row in ShutOut.objects.filter(record=record.pk, user=user, ended_at=None):
        row.ended_at, row.ended_by = now(), by
        attribute(row, by=by, reason=reason)
        row.save()
        log(record, "let in again", by=by, reason=reason, changes={"whom": str(user)})


def kept_alone_by(user):
    """Named records that would have nobody to open them to others if this person went."""
    able = User.objects.filter(is_active=True).exclude(access_ends_on__lt=today()).exclude(pk=user.pk)
    held = UserGrant.objects.holding(today()).filter(content_object=OuterRef("pk"), user__in=able)
    others = held.filter(Q(user=F("granted_by")) | Q(user=OuterRef("created_by")))
    theirs = UserGrant.objects.filter(user=user, granted_by=user).values("content_object")
    named = Record.objects.filter(audience=Record.Audience.NAMED)
    return named.filter(Q(pk__in=theirs) | Q(created_by=user)).exclude(Exists(others)).order_by("pk")


def hand_over(record, keeper, successor, *, by, reason):
    """Let another keep a named record. Whoever kept it until now sees it no longer.

    What they opened to others stays, each grant for its own reason and until its own day: it was decided of the
    record and not of whoever kept it, and work may rest on it. The new keeper is shown them, and ends what they
    would not have given.
    """
    give(record, successor, by=by, reason=f"Keeps this record. {reason}", to_keep=True)
    _end(UserGrant.objects.filter(content_object=record.pk, user=keeper), by=by, reason=reason)


def end_all_of(user, *, by, reason):
    """Close everything opened by name to somebody who leaves: were their account opened again, it would open too."""
    _end(UserGrant.objects.filter(user=user), by=by, reason=reason)


def take_back(record, given_for, *, keep, by, reason):
    """End what ``give`` opened for this reason, but to the users to keep: a former owner keeps nothing by it."""
    given = UserGrant.objects.filter(content_object_id=record.pk, reason=given_for)
    _end(given.exclude(user__in=keep), by=by, reason=reason)


def close_expired(day=None):
    """Remove grants whose last day has passed. They opened nothing since; this clears the list."""
    day = day or today()
    for model in (UserGrant, GroupGrant, PartnershipGrant):
        with transaction.atomic():  # each goes with its version, its event and its line in the list, or stays
            _end(model.objects.filter(expires_on__lt=day), by=None, reason=f"The last day was before {day}.")


def grant_blockers(record, holder, *, by, reason, purpose="", agreement=None, expires_on=None):
    """All that stands in the way of a grant, named at once."""
    found = []
    if not reason.strip():
        found.append("Say why they need access.")
    if holder == by:
        found.append("You cannot give access to yourself. Ask somebody else who may give it.")
    if not isinstance(holder, Agency) and not holder.may_sign_in():
        found.append(f"The account of {holder} is closed. Choose somebody who can sign in.")
    if expires_on and expires_on < today():
        found.append("The last day of access is in the past. Choose today or later.")
    if agreement is not None:
        found += _agreement_blockers(agreement, _agencies_of(holder), purpose)
    if not isinstance(holder, Agency) and holder.shut_out_of.filter(record=record.pk, ended_at=None).exists():
        found.append(f"{holder} is shut out of this by name. Let them in again first.")
    own = kind_of(record).grant_refusals(record, holder, expires_on=expires_on)
    return [*found, *own, *_outsider_blockers(record, holder, agreement)]


def note_reading(user, record, what="read"):
    """Leave an event when a restricted record is opened, printed or downloaded (S004-39)."""
    if record.is_restricted:
        log(record, what, by=user if user.is_authenticated else None, changes={"reading": True})


def reading(user, record):
    """`note_reading`, sent along with what is read of the record within."""
    if not record.is_restricted:
        return nullcontext()
    return log_ahead(record, "read", by=user if user.is_authenticated else None, changes={"reading": True})


def _may_view(model):
    """Guardian's own grants name a permission, which here is always the one."""
    if model is PartnershipGrant:
        return {}
    may_view = Permission.objects.get(codename="view_record", content_type=content_type(Record))
    return {"permission": may_view}


def _model_for(holder):
    if isinstance(holder, Partnership):
        return PartnershipGrant, {"partnership": holder}
    if isinstance(holder, Agency):
        return GroupGrant, {"group": holder.group}
    return UserGrant, {"user": holder}


def _end(grants, *, by, reason):
    for row in grants.select_related("content_object"):
        attribute(row, by=by, reason=reason)
        record, holder = row.content_object, str(row)
        taken.note(row)
        row.delete()
        log(record, "withdraw access", by=by, reason=reason, changes={"from": holder})


def end_again(row):
    """A grant that was withdrawn and came back with a backup."""
    _end(type(row).objects.filter(pk=row.pk), by=None, reason=taken.REASON)


def shut_out_again(pair):
    """A person who was shut out of a record, and is not since a backup was put back."""
    shut_out(pair.record, pair.user, by=None, reason=taken.SHUT_BEFORE)


def _withdrawal_blockers(grants, holder, reason):
    if not reason.strip():
        yield "Say why access is withdrawn."
    if not grants.exists():
        yield f"{holder} was given no access by name. Nothing was changed."
    if grants.model is UserGrant and grants.filter(granted_by=F("user")).exists():
        yield (
            f"{holder} keeps this record. Have somebody else keep it, or open it to a wider audience, before you take"
            " them off."
        )


def _agreement_blockers(agreement, agencies, purpose):
    """S002-112, S004-67: access names the agreement it rests on, and a party that has not signed is refused."""
    if agreement.status != agreement.Status.SIGNED or not agreement.holds_on(today()):
        yield f"The agreement “{agreement}” is not in force. Choose one that is, or have it signed."
    if purpose not in agreement.purpose_list:
        yield f"Choose a purpose that the agreement “{agreement}” allows."
    signed = set(agreement.parties.filter(signed_on__lte=today()).values_list("agency", flat=True))
    for agency in agencies:
        if agency.pk not in signed:
            yield f"{agency} has not signed the agreement “{agreement}”. Have it signed first."


def _outsider_blockers(record, holder, agreement):
    """Agencies outside the partnership are shared with under an agreement, whose purpose is named (S004-67).

    So is, of a record that describes people, any agency that is not statutory (S002-114).
    """
    agencies = _agencies_of(holder)
    if agreement is not None or not agencies:
        return
    partners = Partner.objects.current().filter(partnership=record.partnership_id, agency__in=agencies)
    if not partners.exists():
        yield f"{agencies[0]} is not of this partnership. Choose the agreement that sharing with it rests on."
    elif kind_of(record).HAS_SIDES:
        for agency in agencies:
            if agency.sector != Agency.Sector.STATUTORY:
                yield f"{agency} is not a statutory partner. Choose the agreement that sharing with it rests on."


def _agencies_of(holder):
    if isinstance(holder, Agency):
        return [holder]
    return list(Agency.objects.current().filter(pk__in=holder.places.agencies))
