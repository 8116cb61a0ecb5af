"""Accounts that were closed, for `audit.taken`: a backup that is put back does not open them again."""

from audit import taken
from partnership.models import User

NAME = "account"
REASON = "Closed before a backup was put back"


def note(user):
    taken.note(NAME, *_names(user.pk, _made([user.pk])))


def _made(users):
    """When each account was made: a later one may bear its number. Accounts are closed once, and never opened again."""
    rows = User.history.filter(history_type="+", id__in=users).order_by("-history_id")
    return dict(rows.values_list("id", "history_date"))


def _names(key, made):
    return key, made[key].isoformat() if key in made else ""


def _standing():
    rows = User.objects.filter(is_active=True)
    made = _made(rows.values("pk"))
    for user in rows.select_related("person").order_by("pk"):
        yield user, _names(user.pk, made)


def _closed():
    closed = User.objects.filter(is_active=False)
    made = _made(closed.values("pk"))
    return (_names(key, made) for key in closed.values_list("pk", flat=True))


def register(shut):
    """``shut`` closes one account."""
    kind = taken.Kind(
        standing=_standing, taken=_closed, again=lambda user: shut(user, by=None, reason=REASON),
        says=lambda user: f"The account {user.pk} was closed and is open.",
    )  # fmt: skip
    taken.register(NAME, kind)
