from django.db import transaction

from audit.clock import now
from notices.models import MailPreference, Notice


def unread_for(user, limit=10):
    """The newest unread notices of records the person may still open, in one query."""
    return Notice.objects.visible_to(user).unread().select_related("record")[:limit]


def mark_read(user, *, notice=None):
    """Mark one notice of theirs as read, or all of them. One that was read is not sent any more."""
    unread = Notice.objects.filter(recipient=user).unread()
    if notice is not None:
        unread = unread.filter(pk=notice.pk)
    return unread.update(read_at=now())


@transaction.atomic
def set_delivery(user, delivery):
    """How they want their notices by e-mail, from the next one on."""
    preference, _ = MailPreference.objects.update_or_create(user=user, defaults={"delivery": delivery})
    return preference
