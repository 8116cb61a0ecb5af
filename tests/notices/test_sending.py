import datetime as dt
import smtplib
import threading

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from audit.clock import now
from notices import services
from notices.models import MailPreference, Notice
from notices.services import sending
from notices.services.sending import claim
from notices.tasks import send_due
from records.models import Record
from tests.factories.documents import record_of

MINUTE = dt.timedelta(minutes=1)


class Failing(BaseEmailBackend):
    """A mail server that refuses everything, as a test says."""

    error = smtplib.SMTPServerDisconnected("gone")

    def send_messages(self, email_messages):
        raise self.error


class Slow(BaseEmailBackend):
    """A mail server that takes six minutes for each message; while it takes the last, another worker looks for work."""

    clock, taken = None, []

    def send_messages(self, email_messages):
        self.clock.shift(6 * MINUTE)
        if not Notice.objects.filter(claimed_at=None).exists():
            self.taken.extend(claim(now()))


@pytest.fixture
def fail(settings, monkeypatch):
    def with_error(error):
        monkeypatch.setattr(Failing, "error", error)
        settings.EMAIL_BACKEND = f"{__name__}.Failing"

    return with_error


def test_what_is_due_is_sent_once_however_often_the_job_runs(tell, county):
    tell(county.chair, county.police_lead)
    for _ in range(3):
        send_due()
    assert sorted(message.to[0] for message in mail.outbox) == [
        "chair@example.org",
        "police-lead@example.org",
    ]
    assert not Notice.objects.filter(sent_at=None).exists()


def test_the_message_has_a_link_and_the_reference_and_nothing_else(tell, record, county, settings):
    settings.PORTAL_URL = "https://portal.example.org"
    tell(county.chair)
    services.send_due()
    (message,) = mail.outbox
    assert message.subject == f"{record.reference}: minutes circulated"
    assert message.body == (
        f"{record.reference}: minutes circulated\n"
        "Read them before the meeting.\n"
        f"https://portal.example.org/documents/{record.reference}/\n\n"
        "Choose how you get these e-mails: https://portal.example.org/notices/preferences/\n"
    )
    assert message.extra_headers["Message-ID"] == f"<notice-{Notice.objects.get().token}@portal.example.org>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("now", "urgent", "sent"),
    [
        ("2026-10-17T10:00+01:00", False, 0),  # the worker was away on Friday; Saturday waits for Monday
        ("2026-10-17T10:00+01:00", True, 1),
        ("2026-10-19T07:59+01:00", False, 0),
        ("2026-10-19T08:00+01:00", False, 1),
    ],
)
def test_a_late_worker_keeps_the_hours_too(tell, county, at, now, urgent, sent):
    tell(county.chair, is_urgent=urgent)
    at.move_to(dt.datetime.fromisoformat(now))
    assert services.send_due() == sent


def test_access_lost_between_writing_and_sending_stops_it(tell, record, county):
    tell(county.chair)
    Record.objects.filter(pk=record.pk).update(audience="named")
    assert services.send_due() == 0
    assert Notice.objects.get().dropped == sending.CLOSED


def test_what_was_read_in_the_portal_is_not_sent(tell, county):
    tell(county.chair)
    services.mark_read(county.chair, notice=Notice.objects.get())
    assert services.send_due() == 0
    assert Notice.objects.get().dropped == sending.READ


def test_a_digest_is_one_message_with_all_the_links(tell, county, at):
    services.set_delivery(county.chair, MailPreference.Delivery.DIGEST)
    tell(county.chair)
    tell(county.chair, trigger="approve", path="/other/")
    tell(county.police_lead)
    assert services.send_due() == 1
    at.move_to(dt.datetime.fromisoformat("2026-10-15T08:00+01:00"))
    assert services.send_due() == 1
    digest = mail.outbox[1]
    assert digest.to == ["chair@example.org"]
    assert digest.subject == "Partnership Portal: 2 notices"
    assert digest.body.count("http") == 3
    assert digest.extra_headers["Message-ID"].startswith("<digest-")


def test_a_worker_that_dies_holding_a_claim_loses_it_after_ten_minutes(tell, county, at):
    tell(county.chair)
    (claimed,) = claim(now())
    assert services.send_due() == 0
    at.shift(9 * MINUTE)
    assert services.send_due() == 0
    at.shift(2 * MINUTE)
    assert services.send_due() == 1
    host = "localhost"
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<notice-{claimed.token}@{host}>"


def test_what_a_slow_server_is_still_taking_is_no_other_workers(tell, county, at, settings, monkeypatch):
    tell(county.chair, county.police_lead)
    monkeypatch.setattr(Slow, "clock", at)
    monkeypatch.setattr(Slow, "taken", [])
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    assert services.send_due() == 2
    assert Slow.taken == []


def test_what_fails_is_tried_again_later_and_later(tell, county, fail, at):
    tell(county.chair)
    fail(smtplib.SMTPServerDisconnected("gone"))
    waits = []
    for _ in range(3):
        assert services.send_due() == 0
        notice = Notice.objects.get()
        waits.append((notice.send_after - now()) / MINUTE)
        at.move_to(notice.send_after)
    assert waits == [2, 4, 8]
    assert notice.claimed_at is None


def test_after_ten_times_it_is_left_for_a_person_to_see(tell, county, fail):
    tell(county.chair)
    Notice.objects.update(attempts=9)
    fail(smtplib.SMTPServerDisconnected("gone"))
    services.send_due()
    assert Notice.objects.get().dropped == "Given up after 10 attempts: gone"


@pytest.mark.parametrize(("code", "dropped"), [(550, True), (451, False)])
def test_an_address_refused_for_good_is_not_tried_again(tell, county, fail, code, dropped):
    tell(county.chair)
    fail(smtplib.SMTPRecipientsRefused({"chair@example.org": (code, b"no")}))
    services.send_due()
    assert bool(Notice.objects.get().dropped) is dropped


def test_one_failure_does_not_hold_up_the_others(tell, county, settings):
    tell(county.chair, county.police_lead)
    county.chair.email = "nobody\n@example.org"
    county.chair.save()
    assert services.send_due() == 1
    assert mail.outbox[0].to == ["police-lead@example.org"]


@pytest.mark.django_db(transaction=True)
def test_eight_workers_send_each_notice_once(county, at):
    """At once on PostgreSQL; SQLite in memory takes one writer, so there they come one after another."""
    record = record_of(county, audience="body", body=county.strategic)
    people = [county.chair, county.police_lead, county.health_lead, county.attendee, county.support]
    for number in range(4):
        services.notify(people, record, f"t{number}", subject=record.reference, line="Read it.")

    def work():
        services.send_due()
        connection.close()

    workers = [threading.Thread(target=work if connection.vendor == "postgresql" else int) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    services.send_due()
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(ids) == len(set(ids)) == 20
