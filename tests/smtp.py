import socket
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Inbox:
    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((session.auth_data, envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 Taken"


@pytest.fixture
def smtp(settings):
    """A real SMTP server on a free port, which asks for a name and a password."""
    inbox = Inbox()

    def check(server, session, envelope, mechanism, auth_data):
        good = (auth_data.login, auth_data.password) == (b"portal", b"p:ss/word")
        return AuthResult(success=good, handled=good, auth_data=auth_data.login)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    asks = {"authenticator": check, "auth_require_tls": False}
    server = Controller(inbox, hostname="127.0.0.1", port=port, **asks)
    server.start()
    settings.EMAIL_BACKEND = "notices.mail.PortalBackend"
    settings.MAIL_URL = f"smtp://portal:p%3Ass%2Fword@127.0.0.1:{port}"
    yield inbox
    server.stop()
