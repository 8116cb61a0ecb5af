"""The PDF engine: a Jinja template becomes a tagged, marked PDF/UA-1 with numbered pages.

The work is done by `design/pdf_child.py`, one warm process beside each worker process, under limits of time and
memory. Call it from a task, not from a page: a long document takes seconds.
"""

import atexit
import contextlib
import json
import logging
import os
import selectors
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

CHILD = Path(__file__).with_name("pdf_child.py")
HEADER = struct.Struct(">cQ")  # as in pdf_child.py: what it is, and how long
STATIC = Path(__file__).resolve().parent.parent / "static"
SECONDS, MEGABYTES, LARGEST_HTML, STARTING = 60, 2000, 20_000_000, 15
TOO_LARGE = (
    "This document is too large or too complicated to make as a PDF. Take the longest tables or pictures out of it"
    " and attach them as files of their own."
)
FAILED = (
    "The PDF could not be made. Nothing was lost; try again, and tell an administrator if it fails again."
)
log = logging.getLogger(__name__)


class PdfFailed(Exception):
    """The PDF was not made. Its text may be shown to the person who asked."""


class PdfTooLarge(PdfFailed):
    """Making it went over the limits of time or memory."""


def render_pdf(
    template: str, context: dict, *, title: str, marking="OFFICIAL", draft=False, author=""
) -> bytes:
    """The PDF of a template that extends `design/pdf_base.html`."""
    shown = {"title": title, "marking": marking, "draft": draft, "author": author, **context}
    return html_to_pdf(render_to_string(template, shown))


def html_to_pdf(html: str) -> bytes:
    if len(html) > LARGEST_HTML:
        raise PdfTooLarge(TOO_LARGE)
    return _child().make(html, getattr(settings, "PDF_SECONDS", SECONDS))


def accessibility_problems(pdf: bytes) -> list[str]:
    """What PDF/UA-1 finds wrong with a file; nothing for a file that may be kept."""
    import page as validator

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        found = validator.validate_pdf(file.name, profile="ua1")
    return (
        [] if found.is_compliant else [f"{failure.rule_id}: {failure.message}" for failure in found.failures]
    )


def warm() -> None:
    """Start this process's child now, so that the first document does not wait for it."""
    _child().start()


class Child:
    """This process's PDF child: started when first wanted, replaced when it ends or is ended."""

    def __init__(self):
        self.lock = threading.Lock()
        self.process: subprocess.Popen | None = None

    def start(self) -> subprocess.Popen:
        if self.process is None or self.process.poll() is not None:
            self.stop()
            megabytes = getattr(settings, "PDF_MEGABYTES", MEGABYTES)
            self.process = subprocess.Popen(
                [sys.executable, "-I", str(CHILD), str(STATIC), str(megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": tempfile.gettempdir()},
                cwd=tempfile.gettempdir(),
                start_new_session=True,
            )
        return self.process

    def make(self, html: str, seconds: int) -> bytes:
        with self.lock:
            kind, body = self._ask(json.dumps({"html": html, "seconds": seconds}).encode(), seconds)
        if kind == b"P":
            return body
        if kind == b"E":
            log.error("PDF child: %s", body.decode(errors="replace"))
            raise PdfFailed(FAILED)
        raise PdfTooLarge(TOO_LARGE)

    def _ask(self, job: bytes, seconds: int) -> tuple[bytes, bytes]:
        """Send the job and wait for the answer; a child that ended between two jobs is replaced once."""
        for _attempt in range(2):
            process = self.start()
            assert process.stdin
            try:
                process.stdin.write(HEADER.pack(b"J", len(job)) + job)
                process.stdin.flush()
            except BrokenPipeError:
                self.stop()
                continue
            return self._answer(process, time.monotonic() + seconds + STARTING)
        return b"E", b"The PDF child ended before it took a job"

    def _answer(self, process: subprocess.Popen, until: float) -> tuple[bytes, bytes]:
        try:
            kind, length = HEADER.unpack(_read(process.stdout, HEADER.size, until))
            return kind, _read(process.stdout, length, until)
        except TimeoutError:
            self.stop()
            return b"M", b"It took too long"
        except EOFError:  # a signal is the limits' doing; an exit code is the child's own fault
            code = process.wait()
            self.stop()
            return (b"M" if code <= 0 else b"E"), f"The PDF child ended with code {code}".encode()

    def stop(self) -> None:
        process, self.process = self.process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()  # type: ignore[union-attr] # both were asked for as pipes


def _read(pipe, length: int, until: float) -> bytes:
    found = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(found) < length:
            if not selector.select(max(0, until - time.monotonic())):
                raise TimeoutError
            piece = os.read(pipe.fileno(), length - len(found))
            if not piece:
                raise EOFError
            found += piece
    return bytes(found)


_children: dict[int, Child] = {}


def _child() -> Child:
    """The child of this very process: one inherited over a fork belongs to the parent."""
    pid = os.getpid()
    if pid not in _children:
        _children[pid] = Child()
    return _children[pid]


@atexit.register
def _stop_own_child() -> None:
    if child := _children.get(os.getpid()):
        child.stop()
