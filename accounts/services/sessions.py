"""Sessions: begun, seen, ended. Times stand in the session itself, so that a request costs no query for them."""

import datetime as dt
import time
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import SessionEntry
from audit.services import log
from partnership.models import User

STARTED, SEEN, ENTRY = "signed_in_at", "seen_at", "session_entry"
SECOND_FACTOR, CAME_WITHOUT = "second_factor", "came_without_second_factor"
SEEN_EVERY = 300
KEPT_FOR = dt.timedelta(days=30)

ENDED_BY_IDLING = "Your session ended because nothing happened in it for {} minutes."
ENDED_BY_AGE = "Your session ended because it had lasted {} hours."
ENDED_ELSEWHERE = "Your session was ended. Sign in again."
ENDED_WITHOUT_FACTOR = "A second factor is set up for this account. Sign in with it."
ENDED_BY_ACCESS = "Your access has ended. If you still need it, ask the administrator who invited you."


def mark_start(session):
    """Beside every sign-in, however it came about."""
    session[STARTED] = session[SEEN] = int(time.time())


@transaction.atomic
def start(session, user, *, method, address=None, browser="", second_factor=False):
    """Note a sign-in: the session's entry, when the person was last here, and the event."""
    if not session.session_key:
        session.save()
    now = timezone.now()
    entry = SessionEntry.objects.create(
        user=user,
        session_key=session.session_key,
        started_at=now,
        seen_at=now,
        address=address,
        browser=browser[:80],
    )
    session[ENTRY] = entry.pk
    session[SECOND_FACTOR], session[CAME_WITHOUT] = second_factor, not second_factor
    User.objects.filter(pk=user.pk).update(last_login=now, previous_seen_at=F("seen_at"), seen_at=now)
    log(user, "sign in", by=user, changes={"by": method, "address": address, "browser": browser})
    return entry


def see(session):
    """Note that the session is in use: at most once in five minutes, oftener where idling is short.

    Whether it is still good: one that was ended while the cache was away comes back with the cache, and its entry
    tells of it.
    """
    now = int(time.time())
    if now - session.get(SEEN, now) < min(SEEN_EVERY, settings.SESSION_IDLE_MINUTES * 10):
        return True
    session[SEEN] = now
    open_entry = SessionEntry.objects.filter(pk=session.get(ENTRY), ended_at__isnull=True)
    return bool(open_entry.update(seen_at=timezone.now())) or ENTRY not in session


def why_ended(session, user):
    """The sentence that says why this session is over, or nothing while it holds."""
    now = time.time()
    if not user.may_sign_in():
        return ENDED_BY_ACCESS
    if now - session.get(SEEN, now) > settings.SESSION_IDLE_MINUTES * 60:
        return ENDED_BY_IDLING.format(settings.SESSION_IDLE_MINUTES)
    if now - session.get(STARTED, now) > settings.SESSION_COOKIE_AGE:
        return ENDED_BY_AGE.format(settings.SESSION_COOKIE_AGE // 3600)
    return ""


def end_by_itself(session, user, *, reason):
    """A session that is over by its own rules."""
    _close_entries(SessionEntry.objects.filter(user=user, session_key=session.session_key))
    log(user, "end session", by=None, reason=reason)
    session.flush()


def sign_out(session, user):
    _close_entries(SessionEntry.objects.filter(pk=session.get(ENTRY), user=user))
    log(user, "sign out", by=user)


@transaction.atomic
def end_session(entry, *, by, reason):
    """End one session of one's own, or of somebody whose account one keeps."""
    _remove([entry.session_key])
    _close_entries(SessionEntry.objects.filter(pk=entry.pk))
    log(entry.user, "end session", by=by, reason=reason, changes={"browser": entry.browser})


@transaction.atomic
def end_sessions(user, *, by, reason, but=None):
    """End every session of the person at once, but the one whose entry is named."""
    entries = user.session_entries.filter(ended_at__isnull=True).exclude(pk=but)
    keys = list(entries.values_list("session_key", flat=True))
    if not keys:
        return 0
    _remove(keys)
    _close_entries(entries)
    log(user, "end session", by=by, reason=reason, changes={"sessions": len(keys)})
    return len(keys)


def renew(session):
    """Another key for the same session: whoever holds the former one is out."""
    session.cycle_key()
    follow_key(session)


def follow_key(session):
    """A changed password gives the session another key; its entry goes along."""
    SessionEntry.objects.filter(pk=session.get(ENTRY)).update(session_key=session.session_key)


def owner_of(session_key):
    """Whose session this was, for as long as its entry is kept; nobody if it was never one."""
    entry = SessionEntry.objects.filter(session_key=session_key).select_related("user").first()
    return entry.user if entry else None


def open_entries(user):
    """The sessions that can still be used."""
    idle_since = timezone.now() - dt.timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return user.session_entries.filter(ended_at__isnull=True, seen_at__gt=idle_since)


def clear_old():
    SessionEntry.objects.filter(seen_at__lt=timezone.now() - KEPT_FOR).delete()
    store_class().clear_expired()


def _remove(keys):
    for key in keys:
        store_class()(key).delete()


def _close_entries(entries):
    entries.filter(ended_at__isnull=True).update(ended_at=timezone.now())


def store_class():
    return import_module(settings.SESSION_ENGINE).SessionStore
