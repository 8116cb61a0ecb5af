"""What the machine does meanwhile: CPU time of our programs, of everybody, and the calibration loop.

CPU time holds when others use the machine too; a unit is CPU time over that of the loop, timed in the same breath.
"""

import statistics
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

BUSY = 0.25  # of the machine, used by others: a round beyond it is dropped


def calibration() -> float:
    """CPU milliseconds of the calibration loop now: the median of three."""
    return statistics.median(_loop() for _ in range(3))


def _loop() -> float:
    """What pages are made of: small strings, dictionaries, calls. About 15 ms on the machine of the goals."""
    start = time.thread_time()
    words: dict[str, int] = {}
    pieces = []
    for number in range(36_000):
        word = f"{number % 997:03d}-paragraph"
        words[word] = words.get(word, 0) + number
        if not number % 10:
            pieces.append("<p>{} {}</p>".format(word.replace("-", " "), words[word]))
    "".join(pieces).encode()
    return (time.thread_time() - start) * 1000


def cpu_of(pids) -> dict[int, float]:
    """CPU seconds of each process and of all it started, so far."""
    return {process.pid: _cpu(process) for pid in pids for process in _tree(pid)}


def _cpu(process: psutil.Process) -> float:
    """To the nanosecond where the kernel says so, by thread; else to its tick of ten milliseconds."""
    total = 0
    try:
        for thread in Path(f"/proc/{process.pid}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
    except OSError:
        with suppress(psutil.Error):
            times = process.cpu_times()
            return times.user + times.system
    return total / 1e9


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    return sum(seconds - before.get(pid, 0) for pid, seconds in after.items())


def taken_by(pid: int) -> float:
    """CPU seconds of a program and of all that it ever started, those that have ended since too; in ticks of 10 ms."""
    total = 0.0
    for process in _tree(pid):
        with suppress(psutil.Error):
            total += sum(process.cpu_times()[:4])
    return total


def _tree(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def memory_of(pid: int) -> float:
    """Megabytes of a program and of all it started; what they share is counted once (PSS)."""
    total = 0
    for process in _tree(pid):
        try:
            info = process.memory_full_info()
        except psutil.Error:
            continue
        total += getattr(info, "pss", 0) or info.uss
    return total / 1e6


@dataclass
class Watched:
    """The share of the machine that programs other than ours took while it was watched."""

    pids: tuple[int, ...]

    def __post_init__(self):
        self.start()

    def start(self) -> None:
        self.clock, self.all, self.ours = time.monotonic(), _used(), self._ours()

    def _ours(self) -> dict[int, float]:
        return cpu_of((psutil.Process().pid, *self.pids))

    def others(self) -> float:
        elapsed = (time.monotonic() - self.clock) * psutil.cpu_count()
        by_us = spent(self.ours, self._ours())
        return max(0.0, (_used() - self.all - by_us) / elapsed) if elapsed else 0.0


def _used() -> float:
    times = psutil.cpu_times()
    return times.user + times.nice + times.system + getattr(times, "steal", 0.0)
