"""What is drawn of the same figures is drawn once (`docs/decisions/0045-drawn-once.md`)."""

import datetime as dt

import pytest
from django.utils import timezone
from jinja2 import UndefinedError

from design import kept as keeping
from design.kept import drawn, kept


@pytest.fixture
def draw(monkeypatch):
    """A maker that counts how often it was asked, with nothing kept yet."""
    monkeypatch.setattr(keeping, "_kept", type(keeping._kept)())
    monkeypatch.setattr(keeping, "_size", 0)
    asked = []

    def make_of(words):
        def make():
            asked.append(words)
            return (words,)

        return make

    make_of.asked = asked
    return make_of


def test_the_same_content_is_drawn_once(draw):
    for _ in range(3):
        assert kept("chart", ([1, 2], dt.date(2026, 1, 1)), draw("drawn")) == ("drawn",)
    assert draw.asked == ["drawn"]


@pytest.mark.parametrize("other", [("chart", [1, 3]), ("map", [1, 2]), ("chart", [1, 2, None])])
def test_other_content_is_drawn_anew(draw, other):
    kept("chart", [1, 2], draw("first"))
    assert kept(*other, draw("second")) == ("second",)


def test_another_day_is_drawn_anew(draw, monkeypatch):
    kept("chart", [1], draw("today"))
    tomorrow = timezone.localdate() + dt.timedelta(1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert kept("chart", [1], draw("tomorrow")) == ("tomorrow",)


def test_what_could_not_be_drawn_is_not_kept(draw):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kept("chart", [1], fail)
    assert kept("chart", [1], draw("drawn")) == ("drawn",)


def test_the_least_recently_read_goes_first(draw, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 30)
    for content in "abc":
        kept("chart", content, draw(content * 10))
    kept("chart", "a", draw("a" * 10))  # read again
    kept("chart", "d", draw("d" * 10))
    kept("chart", "a", draw("again"))
    assert kept("chart", "b", draw("anew")) == ("anew",)
    assert "again" not in draw.asked


def test_what_is_too_large_is_drawn_each_time(draw, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 10)
    for _ in range(2):
        kept("chart", "a", draw("too long"))
    assert draw.asked == ["too long"] * 2


def test_what_is_drawn_knows_of_no_request():
    with pytest.raises(UndefinedError):
        drawn("design/record_frame.html", record=None)
