from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from evidence.small import Shown, protect

tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=3
    )
)


def protect_list(counts):
    """Counts and their total."""
    return protect([counts], column_totals=False)


def test_a_small_count_and_the_next_smallest_are_hidden():
    found = protect_list([3, 12, 40, 0])
    assert found.rows == [["fewer than 5", "not shown", "40", "0", "55"]]
    assert "Counts of 1 to 4" in found.note


def test_nothing_is_hidden_without_need():
    assert protect([[12, 40], [0, 7]]).rows == [["12", "40", "52"], ["0", "7", "7"], ["12", "47", "59"]]
    assert protect([[12, 40], [0, 7]]).note == ""
    assert protect([]).rows == [["0"]]


def test_small_counts_that_hide_one_another_need_no_other():
    assert protect_list([2, 3, 40]).rows == [["fewer than 5", "fewer than 5", "40", "45"]]


def test_two_small_counts_whose_sum_gives_them_away_need_another():
    """1 and 1 of 2: each is at least 1."""
    assert protect_list([1, 1, 40]).rows == [["fewer than 5", "fewer than 5", "not shown", "42"]]


def test_a_count_that_would_hide_nothing_stays():
    """1 and 5 of 6 would be given away: the one is at least 1, the other, being hidden for its sake, at least 5."""
    assert protect_list([1, 5, 40]).rows == [["fewer than 5", "5", "not shown", "46"]]


def test_both_directions_of_a_table_are_protected():
    assert protect([[3, 20, 30], [25, 22, 18], [19, 21, 40]]).rows == [
        ["fewer than 5", "not shown", "30", "53"],
        ["25", "22", "18", "65"],
        ["not shown", "not shown", "40", "80"],
        ["47", "63", "88", "198"],
    ]


def test_a_small_total_is_a_small_count():
    assert protect([[2, 1], [30, 40]], column_totals=False).rows[0][-1] == "fewer than 5"


def test_without_totals_nothing_more_is_hidden():
    assert protect([[3, 20], [25, 22]], row_totals=False, column_totals=False).rows == [
        ["fewer than 5", "20"],
        ["25", "22"],
    ]


@pytest.mark.parametrize("counts", [[[1, 2], [3]], [[-1]]])
def test_what_is_no_table_of_counts_is_refused(counts):
    with pytest.raises(ValueError):
        protect(counts)


def answers(found, height, width):
    """Every table that a reader could think of who knows the rule and what is shown, tried one by one.

    Cells that are not shown are tried up to six over what they are, which is enough to see that there are two answers.
    """
    ranges = {
        Shown.SMALL: lambda _n: range(1, 5),
        Shown.HIDDEN: lambda n: range(5, n + 7),
        Shown.PLAIN: lambda n: [n],
    }
    cells = [(row, column) for row in range(height) for column in range(width)]
    choices = [ranges[found.shown[row][column]](found.values[row][column]) for row, column in cells]
    size = 1
    for choice in choices:
        size *= len(choice)
    assume(size <= 4_000)
    for tried in product(*choices):
        inner = [list(tried[row * width : (row + 1) * width]) for row in range(height)]
        full = [[*line, sum(line)] for line in inner]
        full.append([sum(line[column] for line in full) for column in range(width + 1)])
        if all(fits(full[r][c], found, r, c) for r in range(height + 1) for c in range(width + 1)):
            yield full


def fits(value, found, row, column):
    match found.shown[row][column]:
        case Shown.PLAIN:
            return value == found.values[row][column]
        case Shown.SMALL:
            return 1 <= value <= 4
        case Shown.HIDDEN:
            return value >= 5
    return True


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.filter_too_much])
@given(tables, st.booleans(), st.booleans())
def test_nothing_hidden_can_be_worked_out(counts, row_totals, column_totals):
    found = protect(counts, row_totals=row_totals, column_totals=column_totals)
    height, width = len(counts), len(counts[0])
    hidden = [
        (r, c) for r in range(height + 1) for c in range(width + 1)
        if found.shown[r][c] in (Shown.SMALL, Shown.HIDDEN)
    ]  # fmt: skip
    small = [(r, c) for r in range(height + 1) for c in range(width + 1) if 0 < found.values[r][c] < 5]
    assert all(found.shown[r][c] is not Shown.PLAIN for r, c in small)
    if any(found.shown[r][c] is Shown.HIDDEN and found.values[r][c] < 5 for r, c in hidden):
        return  # the whole table is withheld, and of no cell is it said that it is small
    if hidden:
        possible = list(answers(found, height, width))
        for r, c in hidden:
            assert len({table[r][c] for table in possible}) > 1
