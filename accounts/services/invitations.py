"""Inviting a person: an account without a password, and a link by which they set one."""

import datetime as dt

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.limits import hashed
from accounts.models import Invitation
from accounts.services.directories import forget_directories
from audit.clock import today
from audit.services import log
from partnership.models import User
from partnership.services.writing import locked
from records.jobs import enqueue
from records.lifecycle import MoveRefused
from records.writing import keep

SALT = "accounts.invitation"
HOLDS_FOR = dt.timedelta(days=7)

now = timezone.now


@transaction.atomic
def invite_person(person, *, email, by, is_guest=False, access_ends_on=None, purpose="", reason=""):
    """Give a person an account, or open a closed one again, and mail them a link to set their password."""
    check_may_keep(person, by)
    user = User.objects.select_for_update().filter(person=person).first()
    asked = {"email": email, "is_guest": is_guest, "access_ends_on": access_ends_on, "purpose": purpose}
    if reasons := list(_invitation_blockers(user, person, **asked)):
        raise MoveRefused(*reasons)
    user = user or User(person=person)
    user.email, user.is_active = email.strip().lower(), True
    user.is_guest, user.access_ends_on = is_guest, access_ends_on if is_guest else None
    user.set_unusable_password()
    keep(user, by=by, reason=reason or "Invited")
    forget_directories(user)
    return _invite(user, by=by, purpose=purpose, reason=reason)


@transaction.atomic
def invite_again(user, *, by):
    """Send a new link; the former one works no longer."""
    user = locked(user)
    check_may_keep(user.person, by)
    if user.has_usable_password():
        raise MoveRefused(
            f"{user} has already set a password. They can ask for a new one on the sign-in page."
        )
    if not user.may_sign_in():
        raise MoveRefused(f"The account of {user} is closed. Invite them anew to open it.")
    return _invite(user, by=by, purpose=_last_purpose(user))


def _invite(user, *, by, purpose, reason=""):
    for earlier in user.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True):
        earlier.withdrawn_at = now()
        keep(earlier, by=by)
    invitation = Invitation(
        user=user, purpose=purpose, invited_at=now(), invited_by=by, expires_at=now() + HOLDS_FOR
    )
    keep(invitation, by=by)
    until = user.access_ends_on.isoformat() if user.access_ends_on else None
    changes = {"guest": user.is_guest, "until": until, "purpose": purpose, **invited_at(user)}
    log(user, "invite", by=by, reason=reason, changes=changes)
    enqueue("accounts.send_invitation", invitation_id=invitation.pk)
    return invitation


def invited_at(user):
    """To which address, for the log: the version of the account that holds it, and the address as a hash.

    The log is kept for good and names no address; `accounts.reports` finds it for those who keep the account.
    """
    newest = user.history.order_by("-history_id").values_list("history_id", flat=True).first()
    former = user.history.exclude(email__iexact=user.email).exists()
    return {"version": newest, "email": hashed(user.email)[:16], "at another address": former}


@transaction.atomic
def accept_invitation(invitation, password):
    """Set the first password. The row is locked, so that a link opened twice is used once."""
    invitation = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    if not invitation.is_open(now()) or not invitation.user.may_sign_in():
        raise MoveRefused(
            "This link no longer works. Ask an administrator of your partnership for a new one."
        )
    user = invitation.user
    user.set_password(password)
    keep(user, by=user, reason="Accepted the invitation")
    invitation.accepted_at = now()
    keep(invitation, by=user)
    log(user, "accept invitation", by=user)
    return user


def token_for(invitation):
    return signing.dumps(invitation.pk, salt=SALT)


def find_invitation(token):
    """The invitation that the link stands for, if it can still be used."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=HOLDS_FOR)
    except signing.BadSignature:
        return None
    invitation = Invitation.objects.select_related("user__person").filter(pk=pk).first()
    return invitation if invitation and invitation.is_open(now()) and invitation.user.may_sign_in() else None


def check_may_keep(person, by):
    if not by.has_perm("accounts.manage_account", person):
        raise PermissionDenied(
            f"Only an administrator of a partnership in which {person} has a place may change their account."
        )


def _last_purpose(user):
    return user.invitations.values_list("purpose", flat=True).first() or ""


def _invitation_blockers(user, person, *, email, is_guest, access_ends_on, purpose):
    if user and user.is_active and user.has_usable_password():
        yield f"{person} already has an account. They can ask for a new password on the sign-in page."
    if not email.strip():
        yield "Enter the e-mail address that the invitation goes to."
    elif User.objects.filter(email__iexact=email.strip()).exclude(person=person).exists():
        yield "Somebody else already signs in with this e-mail address. Enter another."
    if is_guest and access_ends_on is None:
        yield "Enter the last day on which the guest may sign in."
    if is_guest and access_ends_on is not None and access_ends_on < today():
        yield "The last day of access is in the past. Enter today or a later day."
    if is_guest and not purpose.strip():
        yield "Say what the guest is given access for."
    if access_ends_on is not None and not is_guest:
        yield "Only a guest has a last day of access. Choose guest, or empty the day: else it ends with their posts."
