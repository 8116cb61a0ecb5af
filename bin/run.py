"""`make run`: the portal at one address, with its worker and its broker. ^C stops all of them.

A program that dies is started again; one that dies three times in a minute stops the portal, and its last words
are shown.
"""

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from bin.health import web_is_well
from bin.process import Process, ignore_signals, stop_on_signals
from bin.say import Watch, say, stop
from bin.services import broker, broker_answers, broker_url
from bin.setup import ROOT

PROGRAMS = Path(sys.executable).parent
PERIOD, DEATHS_ALLOWED = 60, 3
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 -- compared with, not bound to


def main() -> None:
    host, port = os.environ.get("HOST") or "127.0.0.1", chosen_port()
    var = Path(os.environ.get("PORTAL_VAR") or ROOT / "var")
    (var / "log").mkdir(parents=True, exist_ok=True)
    children: list[Process] = []
    with ExitStack() as leaving:
        leaving.enter_context(only_one(var / "run.lock", port))
        refuse_taken(host, port)
        sockets = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="portal-")))
        leaving.callback(stop_all, children)
        stop_on_signals()
        try:
            serve(children, host, port, sockets, var)
        except KeyboardInterrupt:
            print(flush=True)
            say("Stopping.")
    say("Stopped.")


def serve(children: list[Process], host: str, port: int, sockets: Path, var: Path) -> None:
    """Start everything, say where it is, and watch over it until a signal comes."""
    watch, logs = Watch(), var / "log"
    env = environment(port, sockets / "broker.sock")
    keep_last_logs(logs)
    start_broker(children, env["REDIS_URL"], sockets, var)
    prepare(env)
    start_web(children, env, host, port, logs)
    start_worker(children, env, logs)
    say(f"Ready in {watch}.")
    print(f"\n  http://localhost:{port}/\n\n  ^C stops it. What the programs say is in {logs}.\n", flush=True)
    watch_over(children)


def stop_all(children: list[Process]) -> None:
    """The last started first: the broker outlives those who talk to it."""
    ignore_signals()
    for child in reversed(children):
        child.stop()


def chosen_port() -> int:
    raw = os.environ.get("PORT") or "8000"
    if not (raw.isdigit() and 0 < int(raw) < 65536):
        stop(f"PORT={raw} is not a port. Write a number from 1 to 65535: make run PORT=8001")
    return int(raw)


def only_one(path: Path, port: int) -> IO:
    """Two portals on one database would each send the reminders' timetable: one runs from a folder at a time."""
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with lock:
            lock.seek(0)
            stop(
                f"The portal already runs from this folder ({lock.read().strip()}). Use that, or stop it with ^C."
            )
    lock.truncate(0)
    lock.write(f"http://localhost:{port}/, process {os.getpid()}")
    lock.flush()
    return lock


def refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            stop(f"Port {port} cannot be used: {error.strerror}. Choose another: make run PORT={port + 1}")


def keep_last_logs(logs: Path) -> None:
    """What the programs said the last time stays beside, under .old; what was said before that goes."""
    for log in logs.glob("*.log"):
        log.replace(log.with_suffix(".log.old"))


def environment(port: int, broker_socket: Path) -> dict[str, str]:
    """What the programs are told: as given, and a demonstration on this machine for the rest."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORTAL_DEMONSTRATION": "true",
        "PORTAL_URL": f"http://localhost:{port}",
        "REDIS_URL": broker_url(broker_socket),
        **{name: value for name, value in os.environ.items() if value},
    }


def prepare(env: dict[str, str]) -> None:
    quiet = {"LOG_LEVEL": "WARNING"} | env
    if subprocess.run([sys.executable, "-m", "bin.prepare"], cwd=ROOT, env=quiet).returncode:
        stop("The database could not be prepared; the reason is above.")


def start_broker(children: list[Process], url: str, sockets: Path, var: Path) -> None:
    """Each program is in the list before it is waited for, so that stopping finds it."""
    if not os.environ.get("REDIS_URL"):
        say("Starting the broker.")
        children.append(
            broker(sockets / "broker.sock", data=var / "broker", log=var / "log" / "broker.log").start()
        )
        children[-1].wait_until(lambda: broker_answers(url))
    elif not broker_answers(url):
        say("The broker of REDIS_URL does not answer. Starting without it: work waits until it does.")


def start_web(children: list[Process], env: dict[str, str], host: str, port: int, logs: Path) -> None:
    say("Starting the web server.")
    env = env | {"HOST": host, "PORT": str(port)}
    command = [sys.executable, "-m", "config.serve"]
    children.append(Process("The web server", command, log=logs / "web.log", env=env).start())
    near = "127.0.0.1" if host in EVERYWHERE else host
    children[-1].wait_until(lambda: web_is_well(near, port, env["PORTAL_URL"]))


def start_worker(children: list[Process], env: dict[str, str], logs: Path) -> None:
    """The worker carries the timetable too (-B). `-S` would name a state file: the scheduler is a setting."""
    say("Starting the worker.")
    command = [PROGRAMS / "celery", "-A", "config", "worker", "-B", "-c", "2", "-l", "info"]
    command += ["--without-mingle", "--without-gossip"]
    children.append(Process("The worker", command, log=logs / "worker.log", env=env).start())


def watch_over(children: list[Process]) -> None:
    deaths: dict[str, list[float]] = defaultdict(list)
    while True:
        time.sleep(0.5)
        for child in children:
            if child.died():
                revive(child, deaths[child.name])


def revive(child: Process, deaths: list[float]) -> None:
    now = time.monotonic()
    deaths[:] = [moment for moment in deaths if now - moment < PERIOD] + [now]
    if len(deaths) >= DEATHS_ALLOWED:
        stop(
            f"{child.name} stopped {len(deaths)} times in a minute. The end of {child.log}:\n{child.last_words()}"
        )
    say(f"{child.name} stopped unexpectedly (see {child.log}). Starting it again.")
    child.sweep()
    child.start()


if __name__ == "__main__":
    main()
