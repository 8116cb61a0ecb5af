"""Everything that writes notices: telling people, sending what is due, reading, and how mail is wanted."""

from notices.services.reading import mark_read, set_delivery, unread_for
from notices.services.sending import send_due
from notices.services.telling import announce_move, notify

__all__ = ["announce_move", "mark_read", "notify", "send_due", "set_delivery", "unread_for"]
