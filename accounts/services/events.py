"""Sign-in events for the log. Never a password or a code; an address that is nobody's only as a hash."""

from accounts.limits import hashed
from audit.services import log
from partnership.models import User


def note_failed_sign_in(email, *, address):
    user = User.objects.filter(email__iexact=email.strip()).first()
    subject = user or f"sign-in:{hashed(email)[:16]}"
    log(subject, "fail to sign in", by=None, changes={"address": address})


def note_failed_code(user, *, address):
    log(user, "fail second factor", by=None, changes={"address": address})


def note_second_factor(user, verb, kind):
    log(user, verb, by=user, changes={"second factor": kind})


def note_password(user, verb):
    log(user, verb, by=user)
