"""Closing an account, and what an administrator mends on one. Accounts are closed, never deleted."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from accounts import taken
from accounts.services.invitations import check_may_keep
from accounts.services.sessions import end_sessions
from audit.clock import today
from audit.services import log
from partnership.services.writing import locked
from records.jobs import enqueue
from records.lifecycle import MoveRefused
from records.writing import keep


@transaction.atomic
def close_account(user, *, by, reason):
    """From this moment nobody signs in with it; what is open of it ends."""
    user = locked(user)
    check_may_keep(user.person, by)
    if reasons := list(_closing_blockers(user, by, reason)):
        raise MoveRefused(*reasons)
    shut(user, by=by, reason=reason)


def shut(user, *, by, reason):
    """As ``close_account``, where the service that calls has asked its own questions."""
    user.is_active = False
    keep(user, by=by, reason=reason)
    for invitation in user.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True):
        invitation.withdrawn_at = timezone.now()
        keep(invitation, by=by)
    log(user, "close account", by=by, reason=reason)
    taken.note(user)
    end_sessions(user, by=by, reason=reason)


@transaction.atomic
def set_access_end(user, access_ends_on, *, by, reason):
    """Move the last day of a guest."""
    user = locked(user)
    check_may_keep(user.person, by)
    found = []
    if not user.is_guest:
        found.append(f"{user} is not a guest: their access ends when they leave.")
    if access_ends_on < today():
        found.append("The last day of access is in the past. Enter today or a later day.")
    if not reason.strip():
        found.append("Say why the last day is moved.")
    if found:
        raise MoveRefused(*found)
    before, user.access_ends_on = user.access_ends_on, access_ends_on
    keep(user, by=by, reason=reason)
    log(user, "change access", by=by, reason=reason, changes={"until": [before, access_ends_on]})


@transaction.atomic
def reset_second_factor(user, *, by, reason):
    """For somebody who lost their telephone and their recovery codes. They set up another when they sign in."""
    check_may_keep(user.person, by)
    if not reason.strip():
        raise MoveRefused("Say why, and how you made sure who is asking.")
    if user == by:
        raise MoveRefused("You cannot remove your own second factor here. Ask another administrator.")
    Authenticator.objects.filter(user=user).delete()
    log(user, "remove second factor", by=by, reason=reason)
    end_sessions(user, by=by, reason=reason)
    enqueue("accounts.send_notice", user_id=user.pk, notice="second-factor-reset")


def _closing_blockers(user, by, reason):
    if user == by:
        yield "You cannot close your own account. Ask another administrator."
    if not user.is_active:
        yield f"The account of {user} is already closed."
    if not reason.strip():
        yield "Say why the account is closed."
