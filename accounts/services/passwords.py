"""A forgotten password. What the page does and says is the same whether or not there is an account."""

from accounts import limits
from partnership.models import User
from records.jobs import enqueue

NOBODY = 0


def ask_password_reset(email, *, address):
    """Have the worker send a link. A job is written for an unknown address too, so that both take as long."""
    limits.take(limits.RESET_FROM_ADDRESS, address)
    limits.take(limits.RESET_OF_ACCOUNT, email)
    user = User.objects.filter(email__iexact=email.strip()).first()
    enqueue("accounts.send_password_reset", user_id=user.pk if user else NOBODY)


def may_reset(user):
    """Somebody who never set a password here uses their invitation, or their agency's sign-in."""
    return user.may_sign_in() and user.has_usable_password()
