"""A year as a strip."""

import datetime as dt

import pytest

from design import text
from design.charts import FONT, WIDTH
from design.strip import EDGE, LABELS, RIGHT, Point, YearStrip

APRIL = dt.date(2026, 4, 1)


def strip(*points, today=None):
    return YearStrip("The year 2026/27", "1 of 3 steps is done.", APRIL, points, today)


def marks(figure, *shapes):
    return [mark for mark in figure.drawing().marks if mark.shape in shapes]


def test_the_first_and_last_day_lie_at_its_ends():
    figure = strip(Point("First", APRIL, "open"), Point("Last", dt.date(2027, 3, 31), "open"))
    first, last = [mark.at[0] for mark in marks(figure, "diamond")][1:]  # the first is the key's
    assert first == LABELS
    assert WIDTH - RIGHT - 2 < last < WIDTH - RIGHT


@pytest.mark.parametrize(("state", "shape"), [("done", "circle"), ("open", "diamond"), ("late", "square")])
def test_how_a_thing_stands_is_told_by_shape_and_named_in_the_key(state, shape):
    figure = strip(Point("Agreed", dt.date(2027, 1, 29), state))
    assert len(marks(figure, shape)) == 2
    assert {"Done", "To come", "Late", "29 Jan"} <= {mark.words for mark in marks(figure, "text")}


def test_the_months_stand_in_their_order_from_the_first_day():
    words = [mark.words for mark in marks(strip(), "text") if len(mark.words) == 1]
    assert words == list("AMJJASONDJFM")


@pytest.mark.parametrize(
    ("today", "shown"), [(None, 0), (APRIL, 1), (dt.date(2026, 3, 31), 0), (dt.date(2027, 4, 2), 0)]
)
def test_today_is_marked_where_it_is_of_the_year(today, shown):
    assert len(marks(strip(today=today), "rule")) == shown


def test_words_never_run_over_the_edge():
    figure = strip(*(Point("Step", APRIL + dt.timedelta(days), "open") for days in range(365)))
    ends = [
        mark.at[0] + (text.width(mark.words, FONT) if mark.anchor == "start" else 0) for mark in marks(figure, "text")
    ]  # fmt: skip
    assert max(ends) <= WIDTH - EDGE


def test_no_line_runs_through_a_date():
    """White lies under it, over the lines of the months and of its own row."""
    drawn = strip(Point("Step", dt.date(2027, 3, 31), "open")).drawing().marks
    [white] = [mark for mark in drawn if mark.shape == "bar"]
    [date] = [mark for mark in drawn if mark.words == "31 Mar"]
    left, top, long, tall = white.at
    assert left < date.at[0] < date.at[0] + text.width(date.words, FONT) < left + long
    assert top < date.at[1] < top + tall
    assert drawn.index(white) > max(drawn.index(mark) for mark in drawn if mark.shape == "grid")


def test_the_line_of_today_runs_through_no_words():
    figure = strip(Point("Step", dt.date(2026, 11, 20), "open"), today=dt.date(2026, 11, 27))
    [words] = [mark for mark in marks(figure, "text") if mark.words == "20 Nov"]
    assert words.anchor == "end"


def test_a_label_of_many_words_has_three_lines():
    figure = strip(
        Point("Draft of the strategic assessment is out for comment in all districts", APRIL, "open")
    )
    assert len([mark for mark in marks(figure, "text") if mark.at[0] == LABELS - 12]) == 3
