"""What the bench says of a figure, and what it refuses to measure."""

import json

import pytest

from bench import figures, machine
from bench.asking import Page, peer
from bench.figures import EXACT, Figure


@pytest.mark.parametrize(
    ("ours", "leeway", "verdict", "passed"),
    [
        (1.5, figures.TIMED, "met", True),
        (2.9, figures.TIMED, "NOT MET", True),
        (3.1, figures.TIMED, "FAILED", False),
        (1.6, EXACT, "FAILED", False),
    ],
)
def test_times_fail_at_twice_the_goal_and_counts_at_once(ours, leeway, verdict, passed):
    figure = Figure("G1", "meeting page", ours, 1.5, leeway=leeway)
    assert (figure.verdict, figure.passed) == (verdict, passed)


def test_a_figure_without_a_goal_fails_nothing():
    assert Figure("G1", "a peer", 18.0, None).passed


def test_a_line_says_the_ratio_to_the_bare_page():
    line = Figure("G1", "meeting page", 1.5, 1.5, "u", bare=0.5, sql=8, kb=140).line()
    assert "3.0×" in line
    assert line.endswith("met")


def test_the_last_line_counts():
    found = [Figure("G4", "SQL", 9, 8, leeway=EXACT), Figure("G4", "SQL", 8, 8, leeway=EXACT)]
    assert figures.tally(found) == "1 passed, 1 failed"


def test_the_same_is_written_as_json(tmp_path):
    figures.write(tmp_path / "bench.json", [Figure("G12", "memory", 162, 180)], {"size": "S"})
    found = json.loads((tmp_path / "bench.json").read_text())
    assert found["size"] == "S"
    assert found["figures"][0]["verdict"] == "met"


@pytest.mark.parametrize("url", ["http://example.org/", "https://127.0.0.1/", "http://10.0.0.1:8000/"])
def test_load_goes_to_this_machine_only(url):
    with pytest.raises(SystemExit):
        Page(url, (1,))


def test_a_peer_is_named_with_its_cookie(tmp_path):
    (tmp_path / "cookie").write_text("session=abc\n")
    name, page = peer(f"other,http://127.0.0.1:8001/event/1/?full=yes,{tmp_path / 'cookie'},4711")
    assert (name, page.path, page.cookie, page.pids) == (
        "other",
        "/event/1/?full=yes",
        "session=abc",
        (4711,),
    )


def test_cpu_time_is_of_a_program_and_those_it_started():
    before = machine.cpu_of([machine.psutil.Process().pid])
    machine.calibration()
    after = machine.cpu_of([machine.psutil.Process().pid])
    assert machine.spent(before, after) > 0
