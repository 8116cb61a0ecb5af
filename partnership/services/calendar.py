"""The secret in a person's calendar address. Only its digest is kept, so nobody can read the address back."""

import hashlib
import secrets

from django.db import transaction

from audit.services import log
from partnership.models import User
from partnership.services.writing import attribute, locked


@transaction.atomic
def renew_calendar(*, by):
    """A new address in place of the former, which stops working. Shown once, to the person alone."""
    token = secrets.token_urlsafe(24)
    user = attribute(locked(by), by=by, reason="Calendar address renewed")
    user.calendar_token = digest(token)
    user.save(update_fields=["calendar_token"])
    log(user, "renew calendar address", by=by)
    return token


@transaction.atomic
def revoke_calendar(*, by):
    user = attribute(locked(by), by=by, reason="Calendar address withdrawn")
    user.calendar_token = ""
    user.save(update_fields=["calendar_token"])
    log(user, "withdraw calendar address", by=by)


def calendar_owner(token):
    """Whose calendar the address opens today, if anybody's."""
    user = User.objects.select_related("person").filter(calendar_token=digest(token)).first()
    return user if user and user.may_sign_in() else None


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()
