import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from notifications_python_client.errors import HTTPError

from notices import mail, services
from notices.models import KeptMail

KEY = "portal-" + "a" * 8 + "-aaaa-aaaa-aaaa-" + "a" * 12 + "-" + "b" * 8 + "-bbbb-bbbb-bbbb-" + "b" * 12
TEMPLATE = "c" * 8 + "-cccc-cccc-cccc-" + "c" * 12


def test_a_notice_by_smtp_holds_references_and_links_and_no_content(smtp, tell, record, county):
    tell(county.chair)
    assert services.send_due() == 1
    ((who, to, message),) = smtp.messages
    text = message.get_payload()
    assert (who, to) == (b"portal", ["chair@example.org"])
    assert message["Subject"] == f"{record.reference}: minutes circulated"
    assert message["Message-ID"] == f"<notice-{county.chair.notices.get().token}@localhost>"
    assert record.get_absolute_url() in text
    assert record.title not in text
    assert not message.is_multipart()


@pytest.fixture
def notify(settings):
    """A small server that answers as GOV.UK Notify does."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, self.headers["Authorization"], body))
            refused = body["email_address"].startswith("refused")
            if body["email_address"].startswith("elsewhere"):
                self.send_response(307)
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                return
            self.send_response(400 if refused else 201)
            self.end_headers()
            self.wfile.write(json.dumps({"id": "1", "errors": [{"error": "BadRequestError"}]}).encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.EMAIL_BACKEND = "notices.mail.PortalBackend"
    settings.MAIL_URL = f"notify://{KEY}/{TEMPLATE}?base_url=http://127.0.0.1:{server.server_port}"
    yield asked
    server.shutdown()
    server.server_close()


def test_a_notice_by_gov_uk_notify(notify, tell, record, county):
    tell(county.chair)
    assert services.send_due() == 1
    ((path, authorization, body),) = notify
    assert path == "/v2/notifications/email"
    assert authorization.startswith("Bearer ")
    assert body["email_address"] == "chair@example.org"
    assert body["template_id"] == TEMPLATE
    assert body["personalisation"]["subject"] == f"{record.reference}: minutes circulated"
    assert body["reference"] == f"<notice-{county.chair.notices.get().token}@localhost>"


def test_notify_that_sends_one_elsewhere_is_not_followed(notify):
    assert EmailMessage("Subject", "Link", to=["elsewhere@example.org"]).send(fail_silently=True) == 0
    assert [path for path, *_ in notify] == ["/v2/notifications/email"]


def test_what_notify_refuses_is_said_unless_asked_not_to(notify):
    def message():
        return EmailMessage("Reset your password", "Link", to=["refused@example.org"])

    with pytest.raises(HTTPError):
        message().send()
    assert message().send(fail_silently=True) == 0


@pytest.mark.parametrize("demonstration", [True, False])
def test_without_a_server_mail_is_logged_and_a_demonstration_keeps_it(db, settings, caplog, demonstration):
    settings.EMAIL_BACKEND, settings.MAIL_URL = "notices.mail.PortalBackend", ""
    settings.DEMONSTRATION = demonstration
    with caplog.at_level(logging.INFO):
        EmailMessage("Reset your password", "https://secret.example/", to=["chair@example.org"]).send()
    assert "“Reset your password”, to 1" in caplog.text
    assert "secret" not in caplog.text
    assert "chair@example.org" not in caplog.text
    assert KeptMail.objects.exists() is demonstration


@pytest.mark.parametrize(
    "address", ["mail.example.org", "smtp://", "notify://key", "imap://x", "notify:///t"]
)
def test_an_address_that_makes_no_sense_says_what_to_write(address):
    with pytest.raises(ImproperlyConfigured, match="write smtp://"):
        mail.carrier_for(address)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://u:p@host:587/?tls=true", ("host", 587, "u", "p", True, False)),
        ("smtp://host", ("host", 25, "", "", False, False)),
        ("smtps://u%40x:p@host", ("host", 465, "u@x", "p", False, True)),
    ],
)
def test_what_an_smtp_address_says(address, expected):
    given = mail.carrier_for(address).keywords
    assert tuple(given[k] for k in ("host", "port", "username", "password", "use_tls", "use_ssl")) == expected
