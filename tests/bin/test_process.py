"""What we start is gone when it is stopped, when it hangs, and when we die."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bin.process import Process

ROOT = Path(__file__).parents[2]
FAMILY = "sleep 60 & echo $! > {pids}; echo started; wait"
STUBBORN = "trap '' TERM; echo started; while :; do sleep 0.1; done"


def started(process: Process) -> bool:
    return "started" in process.last_words()


def gone(pid: int) -> bool:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_it_stops_with_everything_it_started(tmp_path):
    pids = tmp_path / "pids"
    process = Process("A family", ["sh", "-c", FAMILY.format(pids=pids)], log=tmp_path / "log").start()
    process.wait_until(lambda: started(process))
    process.stop()
    assert gone(int(pids.read_text()))


def test_what_will_not_stop_is_killed(tmp_path):
    process = Process("A mule", ["sh", "-c", STUBBORN], log=tmp_path / "log").start()
    process.wait_until(lambda: started(process))
    pid = process.running.pid
    process.stop(patience=0.2)
    assert gone(pid)


def test_it_does_not_outlive_us(tmp_path):
    parent = (
        "import sys, time; from pathlib import Path; from bin.process import Process;"
        f"p = Process('A child', ['sleep', '60'], log=Path({str(tmp_path / 'log')!r})).start();"
        "print(p.running.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent], cwd=ROOT, stdout=subprocess.PIPE, text=True) as us:
        child = int(us.stdout.readline())
        os.kill(us.pid, signal.SIGKILL)
    assert gone(child)


def test_one_that_dies_at_once_is_shown_with_its_last_words(tmp_path, capsys):
    process = Process("A moth", ["sh", "-c", "echo the lamp is hot; exit 3"], log=tmp_path / "log").start()
    with pytest.raises(SystemExit):
        process.wait_until(lambda: False)
    assert "A moth did not start" in capsys.readouterr().err
    assert process.last_words() == "the lamp is hot"
