"""A program of ours beside us: in a process group of its own, logged to a file, and gone when we are."""

import ctypes
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bin.say import stop

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Process:
    """One program, started and stopped any number of times.

    `farewell` is the signal that asks it to finish; what has not finished in ten seconds is killed. The kernel
    sends it the same signal if we die without a word, so nothing is left behind even then.
    """

    def __init__(
        self,
        name: str,
        command: list,
        *,
        log: Path,
        env: dict[str, str] | None = None,
        user: str | None = None,
        farewell: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name, self.command, self.log, self.env, self.user = name, command, log, env, user
        self.farewell = farewell
        self.running: subprocess.Popen | None = None

    def start(self) -> "Process":
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [str(word) for word in self.command],
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: LIBC.prctl(PR_SET_PDEATHSIG, self.farewell),  # noqa: PLW1509 -- no threads here
                **run_as(self.user),
            )
        return self

    def died(self) -> bool:
        return self.running is not None and self.running.poll() is not None

    def stop(self, patience: float = 10) -> None:
        if self.running is None:
            return
        if self.running.poll() is None:
            self.running.send_signal(self.farewell)
            with suppress(subprocess.TimeoutExpired):
                self.running.wait(patience)
        self.sweep()
        self.running.wait()
        self.running = None

    def sweep(self) -> None:
        """Kill whatever the program started and did not take with it."""
        if self.running is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)

    def wait_until(self, ready: Callable[[], bool], patience: float = 60) -> None:
        until = time.monotonic() + patience
        while not ready():
            if self.died() or time.monotonic() > until:
                stop(f"{self.name} did not start. The end of {self.log}:\n{self.last_words()}")
            time.sleep(0.05)

    def last_words(self, lines: int = 15) -> str:
        return (
            "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:]) if self.log.exists() else ""
        )

    def __enter__(self) -> "Process":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()


def run_as(user: str | None) -> dict:
    """What `subprocess` needs to run a program as somebody else."""
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def stop_on_signals() -> None:
    """Ending the command or closing its window is the same as ^C."""
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)


def ignore_signals() -> None:
    """While stopping: a second ^C must not leave half of it running."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
