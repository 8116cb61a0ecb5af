"""A warm process beside each process, for work that is large or loads slowly; `design/jobs.py` is its own side.

It runs under limits of time and memory, without Django and without secrets, and is replaced when it ends or is ended.
"""

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from design.jobs import ERROR, HEADER, JOB, TOO_MUCH

ROOT, STARTING = Path(__file__).resolve().parent.parent, 15


class Child:
    """Started when first wanted. ``arguments`` are asked for at each start, so that settings may change."""

    def __init__(self, module: str, arguments: Callable[[], Sequence[str]] = tuple):
        self.module, self.arguments = module, arguments
        self.lock = threading.Lock()
        self.process: subprocess.Popen | None = None

    def start(self) -> subprocess.Popen:
        if self.process is None or self.process.poll() is not None:
            self.stop()
            begin = f"import sys; sys.path.append({str(ROOT)!r}); from {self.module} import main; main()"
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-c", begin, *self.arguments()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": tempfile.gettempdir()},
                cwd=tempfile.gettempdir(),
                start_new_session=True,
            )
        return self.process

    def ask(self, job: dict, seconds: int) -> tuple[bytes, bytes]:
        """What kind of answer it is (`MADE`, `TOO_MUCH`, `ERROR` of `design.jobs`), and its body."""
        with self.lock:
            return self._ask(json.dumps({**job, "seconds": seconds}).encode(), seconds)

    def _ask(self, job: bytes, seconds: int) -> tuple[bytes, bytes]:
        """Send the job and wait for the answer; a child that ended between two jobs is replaced once."""
        for _attempt in range(2):
            process = self.start()
            assert process.stdin
            try:
                process.stdin.write(HEADER.pack(JOB, len(job)) + job)
                process.stdin.flush()
            except BrokenPipeError:
                self.stop()
                continue
            return self._answer(process, time.monotonic() + seconds + STARTING)
        return ERROR, b"The child ended before it took a job"

    def _answer(self, process: subprocess.Popen, until: float) -> tuple[bytes, bytes]:
        try:
            kind, length = HEADER.unpack(_read(process.stdout, HEADER.size, until))
            return kind, _read(process.stdout, length, until)
        except TimeoutError:
            self.stop()
            return TOO_MUCH, b"It took too long"
        except EOFError:  # a signal is the limits' doing; an exit code is the child's own fault
            code = process.wait()
            self.stop()
            return (TOO_MUCH if code <= 0 else ERROR), f"The child ended with code {code}".encode()

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


_children: dict[tuple[int, str], Child] = {}


def child_of(module: str, arguments: Callable[[], Sequence[str]] = tuple) -> Child:
    """The child of this very process: one inherited over a fork belongs to the parent."""
    key = (os.getpid(), module)
    if key not in _children:
        _children[key] = Child(module, arguments)
    return _children[key]


@atexit.register
def _stop_own_children() -> None:
    for (pid, _module), child in _children.items():
        if pid == os.getpid():
            child.stop()
