"""What the container engine asks of the web server, and what it takes for well."""

import socket
from contextlib import suppress
from threading import Thread

import pytest

from bin.health import web_is_well

URL = "https://portal.example.org"


@pytest.fixture
def answering():
    """A server that says this to whoever asks, and keeps what it was asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked = []

        def start(answer):
            def serve():
                with suppress(OSError):  # the test is over
                    caller, _ = server.accept()
                    asked.append(caller.recv(4096).decode())
                    caller.sendall(answer)
                    caller.close()

            Thread(target=serve, daemon=True).start()
            return server.getsockname()[1], asked

        yield start


@pytest.mark.parametrize(
    ("answer", "well"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", True),
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", False),
        (b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", False),
        (b"SSH-2.0 another program is at this port\r\n", False),
        (b"", False),
    ],
)
def test_the_web_is_well_when_it_says_so_itself(answering, answer, well):
    port, asked = answering(answer)
    assert web_is_well("127.0.0.1", port, URL) is well
    assert asked[0].startswith("GET /health/ ")
    assert "Host: portal.example.org\r\n" in asked[0]  # it answers to no other name


def test_where_nothing_answers_it_is_not_well():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not web_is_well("127.0.0.1", port, URL)
