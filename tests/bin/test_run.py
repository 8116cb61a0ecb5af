"""`make run` says at once why it cannot run, and how to mend it."""

import socket
import time

import pytest

from bin import run
from bin.process import Process


@pytest.mark.parametrize("port", ["0", "65536", "80a", "-1"])
def test_a_port_is_a_number(monkeypatch, capsys, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit):
        run.chosen_port()
    assert f"PORT={port} is not a port" in capsys.readouterr().err


def test_the_port_is_8000_unless_said(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert run.chosen_port() == 8000


def test_a_taken_port_is_named_with_another(capsys):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SystemExit):
            run.refuse_taken("127.0.0.1", port)
    assert f"make run PORT={port + 1}" in capsys.readouterr().err


def test_one_portal_runs_from_a_folder(tmp_path, capsys):
    with run.only_one(tmp_path / "run.lock", 8001), pytest.raises(SystemExit):
        run.only_one(tmp_path / "run.lock", 8002)
    assert "already runs from this folder (http://localhost:8001/" in capsys.readouterr().err
    run.only_one(tmp_path / "run.lock", 8002).close()


def test_what_is_given_goes_before_what_is_assumed(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_URL", "https://portal.example.org")
    monkeypatch.setenv("REDIS_URL", "")
    env = run.environment(8003, tmp_path / "broker.sock")
    assert env["PORTAL_URL"] == "https://portal.example.org"
    assert env["REDIS_URL"] == f"unix://{tmp_path}/broker.sock"


def test_a_program_that_dies_is_started_again_but_not_for_ever(tmp_path, capsys):
    child = Process("The moth", ["sh", "-c", "echo hot; exit 3"], log=tmp_path / "log").start()
    deaths: list[float] = [time.monotonic() - run.PERIOD - 1]
    for _ in range(2):
        child.running.wait()
        run.revive(child, deaths)
    child.running.wait()
    with pytest.raises(SystemExit):
        run.revive(child, deaths)
    said = capsys.readouterr()
    assert said.out.count("Starting it again") == 2
    assert "The moth stopped 3 times in a minute" in said.err
    assert said.err.rstrip().endswith("hot")
