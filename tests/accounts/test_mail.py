"""The mails of signing in, as they leave: through a real server on this machine."""

import datetime as dt
import socket
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller

from accounts import tasks
from accounts.services import invite_person
from records.models import Job
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db


class Keeper:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 OK"


@pytest.fixture
def post_office(settings):
    keeper = Keeper()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "notices.mail.PortalBackend"
    settings.MAIL_URL = f"smtp://127.0.0.1:{port}"
    yield keeper
    controller.stop()


def test_a_guests_invitation_arrives_as_plain_words_and_a_link(county, post_office, settings):
    settings.PORTAL_URL = "https://portal.example"
    person = make.PersonFactory(given_name="Reviewer")
    invite_person(
        person,
        email="reviewer@example.org",
        by=county.administrator,
        is_guest=True,
        access_ends_on=dt.date(2199, 1, 31),
        purpose="Review of a death",
    )

    tasks.send_invitation(**Job.objects.get(task="accounts.send_invitation").arguments)

    ((recipients, letter),) = post_office.letters
    assert recipients == ["reviewer@example.org"]
    assert letter.get_content_type() == "text/plain"
    words = letter.get_payload(decode=True).decode()
    assert "https://portal.example/accounts/invitation/" in words
    assert "until 31 January 2199" in words
    assert "Review of a death" not in words, "a mail carries no content"
    assert "&#" not in words


def test_an_invitation_that_is_used_by_then_is_not_sent(county, post_office):
    person = make.PersonFactory()
    invitation = invite_person(person, email="new@example.org", by=county.administrator)
    invitation.accepted_at = invitation.invited_at
    invitation.save()

    tasks.send_invitation(invitation_id=invitation.pk)

    assert post_office.letters == []
