"""How e-mail leaves the portal, whoever sends it: by SMTP, by GOV.UK Notify, or not at all (``MAIL_URL``)."""

import logging
from functools import partial
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend

from audit.clock import now
from notices.models import KeptMail

TIMEOUT = 20
NOTIFY = "https://api.notifications.service.gov.uk"
logger = logging.getLogger(__name__)


class PortalBackend(BaseEmailBackend):
    """Django's e-mail backend of the portal, so that notices and password resets take the same way."""

    def __init__(self, fail_silently=False, **kwargs):
        super().__init__(fail_silently=fail_silently)
        self.carrier = carrier_for(settings.MAIL_URL)(fail_silently=fail_silently)

    def open(self):
        return self.carrier.open()

    def close(self):
        self.carrier.close()

    def send_messages(self, email_messages):
        return self.carrier.send_messages(email_messages)


def carrier_for(address):
    """The backend that ``MAIL_URL`` names; an address that makes no sense says what to write."""
    if not address:
        return KeepingBackend
    parts = urlsplit(address)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if parts.scheme in ("smtp", "smtps") and parts.hostname:
        return partial(SMTPBackend, **_smtp(parts, options))
    if parts.scheme == "notify" and parts.netloc and parts.path.strip("/"):
        return partial(
            NotifyBackend,
            key=unquote(parts.netloc),
            template=parts.path.strip("/"),
            base_url=options.get("base_url", NOTIFY),
        )
    raise ImproperlyConfigured(
        "MAIL_URL: write smtp://user:password@host:587/?tls=true, notify://API-KEY/TEMPLATE-ID, or nothing."
    )


def _smtp(parts, options):
    wraps = parts.scheme == "smtps"
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if wraps else 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": options.get("tls") == "true" and not wraps,
        "use_ssl": wraps,
        "timeout": TIMEOUT,
    }


class NotifyBackend(BaseEmailBackend):
    """GOV.UK Notify. Its template has two personalisations, ``((subject))`` and ``((body))``."""

    def __init__(self, *, key, template, base_url, fail_silently=False):
        from notifications_python_client import NotificationsAPIClient  # slow to load, and most use SMTP

        super().__init__(fail_silently=fail_silently)
        self.client = NotificationsAPIClient(key, base_url=base_url, timeout=TIMEOUT)
        self.client.request_session.max_redirects = 0
        self.template = template

    def send_messages(self, email_messages):
        sent = 0
        for message in email_messages:
            for address in message.recipients():
                sent += self._send(address, message)
        return sent

    def _send(self, address, message):
        try:
            self.client.send_email_notification(
                email_address=address,
                template_id=self.template,
                personalisation={"subject": message.subject, "body": message.body},
                reference=message.extra_headers.get("Message-ID"),
            )
        except Exception:
            if not self.fail_silently:
                raise
            return 0
        return 1


class KeepingBackend(BaseEmailBackend):
    """No mail is set up: what would have been sent is logged, and a demonstration shows it on a page.

    The log says to how many and about what, never the text, which may hold a link that signs somebody in.
    """

    def send_messages(self, email_messages):
        for message in email_messages:
            logger.info(
                "Not sent, for MAIL_URL is empty: “%s”, to %s", message.subject, len(message.recipients())
            )
            if settings.DEMONSTRATION:
                KeptMail.objects.create(
                    to=", ".join(message.recipients())[:250],
                    subject=message.subject[:250],
                    text=message.body,
                    kept_at=now(),
                )
        return len(email_messages)
