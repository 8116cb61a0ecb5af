"""The malware scanner, where there is one (``CLAMAV_SOCKET``): ClamAV's INSTREAM, on a unix or a TCP socket."""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

CHUNK = 64 * 1024
TIMEOUT = 30


class ScannerAway(Exception):
    """No verdict: the scanner did not answer, or could not look at the file."""


def is_wanted():
    return bool(settings.CLAMAV_SOCKET)


def find_infection(file):
    """What the scanner found in the file, or an empty string. Raises ScannerAway where it gives no verdict."""
    file.seek(0)
    try:
        with _connect(settings.CLAMAV_SOCKET) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                scanner.sendall(struct.pack("!I", len(chunk)) + chunk)
            scanner.sendall(struct.pack("!I", 0))
            answer = scanner.recv(4096).decode(errors="replace").strip("\0\n ")
    except OSError as error:
        raise ScannerAway(str(error)) from error
    finally:
        file.seek(0)
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")[:120]
    if not answer.endswith(" OK"):
        raise ScannerAway(answer or "The scanner said nothing.")
    return ""


def _connect(address):
    """``/run/clamav/clamd.ctl``, ``unix:/run/clamav/clamd.ctl`` or ``tcp://scanner:3310``."""
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname, parts.port or 3310), timeout=TIMEOUT)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(TIMEOUT)
    try:
        scanner.connect(parts.path)
    except OSError:
        scanner.close()
        raise
    return scanner
