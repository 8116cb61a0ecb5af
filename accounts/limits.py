"""How often a secret may be tried. Counted in the database: the cache may be away, and a fence must not be.

The row is written before it is counted, so that of many tries at once none slips through. See
`docs/decisions/` on limits in the database.
"""

import datetime as dt
import logging
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Attempt

logger = logging.getLogger(__name__)

KEPT_FOR = dt.timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    kind: str
    amount: int
    minutes: int


PASSWORD_OF_ACCOUNT = Limit("password", 5, 5)
PASSWORD_FROM_ADDRESS = Limit("password-address", 60, 5)
CODE_OF_ACCOUNT = Limit("code", 5, 5)
USE_OF_CODE = Limit("used-code", 1, 5)
RESET_OF_ACCOUNT = Limit("reset", 3, 15)
RESET_FROM_ADDRESS = Limit("reset-address", 20, 15)
REGISTRATION_OF_EMAIL = Limit("registration", 3, 60)
REGISTRATION_FROM_ADDRESS = Limit("registration-address", 20, 60)


class TooManyAttempts(ValidationError):
    def __init__(self, limit):
        super().__init__(
            f"There have been too many attempts. Wait {limit.minutes} minutes and try again.",
            code="too-many-attempts",
        )


def take(limit, subject):
    """Count one attempt, or refuse it. Give back what is returned if the attempt succeeds."""
    now = timezone.now()
    attempt = Attempt.objects.create(kind=limit.kind, key=hashed(subject), at=now)
    since = now - dt.timedelta(minutes=limit.minutes)
    counted = Attempt.objects.filter(kind=limit.kind, key=attempt.key, at__gt=since).count()
    if counted > limit.amount:
        attempt.delete()
        logger.warning("Too many attempts: %s, for %s", limit.kind, attempt.key[:16])
        raise TooManyAttempts(limit)
    return attempt


def use_once(user_id, code):
    """A code that somebody looked at over a shoulder, or read from the network, opens nothing a second time."""
    try:
        take(USE_OF_CODE, f"{user_id}:{''.join(filter(str.isalnum, code))}")  # as allauth compares them
    except TooManyAttempts:
        raise ValidationError(
            "This code has been used. Wait for the next one and enter it.", code="used-code"
        ) from None


def give_back(*attempts):
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).delete()


def forget(limit, subject):
    """After a reset password: the person has proved who they are."""
    Attempt.objects.filter(kind=limit.kind, key=hashed(subject)).delete()


def clear_old():
    Attempt.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()


def hashed(subject):
    """The same for the same address, and nothing to read in a copy of the table."""
    return salted_hmac("accounts.limits", str(subject).strip().lower(), algorithm="sha256").hexdigest()
