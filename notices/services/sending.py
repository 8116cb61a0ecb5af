"""Sending what is due. A notice is claimed before it is sent, so that of two workers one sends it.

A worker that dies between claiming and sending leaves a claim, which holds for ten minutes; then another takes
it, and the e-mail has the same Message-ID, by which mail programs know a repeat.
"""

import datetime as dt
import logging
import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import F, Q

from audit.clock import now as clock_now
from notices.hours import is_open
from notices.models import MailPreference, Notice
from notices.services.telling import may_hear

CLAIM_HOLDS = dt.timedelta(minutes=10)
GIVE_UP_AFTER = 10
LONGEST_WAIT = dt.timedelta(hours=6)
CLOSED = "They may no longer open it."
READ = "They read it in the portal first."
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
logger = logging.getLogger(__name__)


def send_due(now=None, limit=500):
    """Send each notice that is due, at most ``limit`` e-mails; returns how many went out.

    Each is claimed at its own time: with a slow server the last is sent long after the first, and a claim that was
    old when it was made would be another worker's at once.
    """
    sent = 0
    for _ in range(limit):
        at = now or clock_now()
        batch = claim(at)
        if not batch:
            break
        sent += _send(batch, at)
    return sent


def claim(now):
    """Take the oldest notice due, with all others due to the same person where they want a digest."""
    with transaction.atomic():
        first = _locked(_due(now).order_by("send_after", "pk")).first()
        if first is None:
            return []
        batch = [first]
        if _wants_digest(first):
            batch = list(_locked(_due(now).filter(recipient=first.recipient_id).order_by("pk")))
        taken = Notice.objects.filter(pk__in=[notice.pk for notice in batch])
        taken.update(claimed_at=now, attempts=F("attempts") + 1)
    return list(taken.select_related("recipient__person", "record").order_by("pk"))


def _due(now):
    due = Notice.objects.waiting().filter(
        Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM_HOLDS), send_after__lte=now
    )
    return due if is_open(now) else due.filter(is_urgent=True)


def _locked(notices):
    """Rows that another worker is taking this moment are passed over where the database can."""
    skip = connection.features.has_select_for_update_skip_locked
    return notices.select_for_update(skip_locked=skip)


def _wants_digest(notice):
    wanted = MailPreference.objects.filter(user=notice.recipient_id, delivery=MailPreference.Delivery.DIGEST)
    return not notice.is_urgent and wanted.exists()


def _send(batch, now):
    batch = [notice for notice in batch if not _dropped(notice)]
    if not batch:
        return 0
    ids = Notice.objects.filter(pk__in=[notice.pk for notice in batch])
    try:
        message(batch).send()
    except Exception as error:
        if _is_final(error):
            ids.update(dropped=f"The mail server does not take this address: {error}"[:200])
            return 0
        logger.exception("Notice %s was not sent; it will be tried again.", batch[0].pk)
        _try_again(batch, error, now)
        return 0
    ids.update(sent_at=clock_now())
    return 1


def _is_final(error):
    """A refusal of the address for good (5xx), not of the moment (4xx)."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )


def _dropped(notice):
    """Written to somebody who has lost access since, or has read it: noted and not sent."""
    reason = READ if notice.read_at else "" if may_hear(notice.recipient, notice.record) else CLOSED
    if reason:
        Notice.objects.filter(pk=notice.pk).update(dropped=reason)
    return bool(reason)


def _try_again(batch, error, now):
    """Later, and later still each time; after ten times it is left for a person to see."""
    for notice in batch:
        wait = min(dt.timedelta(minutes=2**notice.attempts), LONGEST_WAIT)
        given_up = f"Given up after {notice.attempts} attempts: {error}"[:200]
        Notice.objects.filter(pk=notice.pk).update(
            claimed_at=None,
            send_after=now + wait,
            dropped=given_up if notice.attempts >= GIVE_UP_AFTER else "",
        )


def message(batch):
    """The e-mail: references and links, and nothing that is written in the records."""
    first, host = batch[0], urlsplit(settings.PORTAL_URL).hostname
    kind, subject = "notice", first.subject
    if len(batch) > 1:
        kind, subject = "digest", f"{settings.PORTAL_NAME}: {len(batch)} notices"
    parts = [f"{notice.subject}\n{notice.line}\n{settings.PORTAL_URL}{notice.link}" for notice in batch]
    parts.append(f"Choose how you get these e-mails: {settings.PORTAL_URL}/notices/preferences/")
    return EmailMessage(
        subject=subject,
        body="\n\n".join(parts) + "\n",
        to=[first.recipient.email],
        headers={"Message-ID": f"<{kind}-{first.token}@{host}>", **AUTOMATIC},
    )
