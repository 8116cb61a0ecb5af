import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grid import (
    Grid,
    GridTooLarge,
    Place,
    Projection,
    changes,
    concentration,
    discoveries,
    gi_star,
    grid_over,
    hotspots,
)  # fmt: skip

MIDDLE = Projection(-1.5, 53.0)
FOUR = Grid(MIDDLE, 250, 0, 0, 4, 4)
places = st.lists(
    st.builds(Place, st.floats(-1.6, -1.4), st.floats(52.95, 53.05), st.integers(1, 5)),
    min_size=1,
    max_size=40,
)


def at(x, y, n=1):
    return Place(*MIDDLE.to_degrees(x, y), n)


@pytest.mark.parametrize(
    ("lat", "along", "up"), [(0, 111_320, 110_574), (45, 78_847, 111_132), (60, 55_800, 111_412)]
)
def test_metres_in_a_degree(lat, along, up):
    """As in published tables of the WGS 84 ellipsoid."""
    assert Projection(0, lat).scale == (pytest.approx(along, abs=1), pytest.approx(up, abs=1))


def test_counts_fall_into_their_cells():
    found = FOUR.counts([at(10, 10), at(260, 10, 3), at(10, 990), at(999, 999), at(-1, 10), at(1001, 10)])
    assert found == [1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]
    assert FOUR.corners(5) == [(250, 250), (500, 250), (500, 500), (250, 500), (250, 250)]
    assert FOUR.middle(5) == (375, 375)


@given(places)
def test_a_grid_holds_all_its_places(found):
    grid = grid_over(found)
    assert sum(grid.counts(found)) == sum(place.n for place in found)


def test_no_places_no_grid_and_far_places_too_large_a_one():
    assert grid_over([]) is None
    assert grid_over([Place(-1.5, 53)]).length == 9
    with pytest.raises(GridTooLarge, match="Choose larger cells"):
        grid_over([Place(-1.5, 53), Place(40.0, 10.0)])


def test_gi_star_agrees_with_another_program():
    """NumPy 2: the formula of Getis and Ord over a matrix of weights, written out."""
    scores = gi_star(FOUR, [0, 1, 2, 0, 3, 9, 4, 1, 0, 5, 6, 0, 1, 0, 0, 2])
    assert scores == pytest.approx(
        [0.978492, 1.215542, 0.826568, -0.326164, 1.021055, 2.06407, 1.684471, 0.048622,
         1.021055, 1.684471, 1.494671, 0.048622, -0.543607, -0.145865, 0.048622, -0.108721], abs=1e-6,
    )  # fmt: skip


def test_cells_beyond_the_area_are_no_part_of_it():
    """A quarter of a wider grid scores as the same quarter alone; what is beyond is nothing."""
    alone = [0, 1, 2, 0, 3, 9, 4, 1, 0, 5, 6, 0, 1, 0, 0, 2]
    wide, counts, studied = Grid(MIDDLE, 250, 0, 0, 8, 8), [0] * 64, [False] * 64
    here = [row * 8 + column for row in range(4) for column in range(4)]
    for cell, count in zip(here, alone, strict=True):
        counts[cell], studied[cell] = count, True
    scores = gi_star(wide, counts, studied)
    assert [scores[cell] for cell in here] == pytest.approx(gi_star(FOUR, alone))
    assert {scores[cell] for cell in range(64) if not studied[cell]} == {0.0}
    assert (
        len(hotspots(wide, counts))
        > len(hotspots(wide, counts, studied=studied))
        == len(hotspots(FOUR, alone))
    )
    assert gi_star(wide, counts, [False] * 64) == [0] * 64


def test_even_places_have_no_hotspot():
    assert gi_star(FOUR, [3] * 16) == [0] * 16
    assert hotspots(FOUR, [3] * 16) == []
    assert gi_star(Grid(MIDDLE, 250, 0, 0, 1, 1), [3]) == [0]


def test_a_gathering_is_found_and_chance_is_not():
    grid = Grid(MIDDLE, 250, 0, 0, 20, 20)
    draw = random.Random(7)
    counts = [float(draw.randrange(3)) for _cell in range(400)]
    assert hotspots(grid, counts) == []
    for cell in (209, 210, 229, 230):
        counts[cell] += 9
    found = hotspots(grid, counts)
    assert {hot.cell for hot in found} >= {209, 210, 229, 230}
    assert all(hot.is_hot and hot.z > 3 for hot in found)


def test_discoveries_of_a_published_list():
    """The 25 tests of Garcia-Arenzana and others as in McDonald's handbook: one at 5%, five at 25%."""
    chances = [.001, .008, .039, .041, .042, .06, .074, .205, .212, .216, .222, .251, .269, .275, .34, .341, .384,
               .569, .594, .696, .762, .94, .942, .975, .986]  # fmt: skip
    assert discoveries(chances) == [0]
    assert discoveries(chances, 0.249) == [0, 1, 2, 3, 4]
    assert discoveries([]) == []


def test_density_by_hand():
    """At the very place 3 ÷ (π 0.5²) a square kilometre, half the bandwidth away (1 − ¼)² of it, then nought."""
    found = Grid(MIDDLE, 250, -125, -125, 5, 1).density([at(0, 0, 2)], bandwidth=500)
    peak = 2 * 3 / (math.pi * 0.25)
    assert found == pytest.approx([peak, peak * 0.5625, 0, 0, 0], abs=1e-6)


def test_density_sums_to_the_number_of_incidents():
    grid = Grid(MIDDLE, 25, -1000, -1000, 80, 80)
    assert sum(grid.density([at(3, 11, 4)])) * 0.025**2 == pytest.approx(4, rel=0.001)


@pytest.mark.parametrize(
    ("before", "after", "chance"),
    [(3, 12, 0.03515625), (0, 9, 0.00390625), (40, 20, 0.01348929), (400, 520, 8.549170923e-05), (5, 5, 1)],
)
def test_chance_of_a_change(before, after, chance):
    """SciPy 1.17: `binomtest(before, before + after).pvalue`"""
    found = changes([before, 0], [after, 0])
    assert [(moved.cell, moved.change, moved.chance) for moved in found] == [
        (0, after - before, pytest.approx(chance))
    ]
    assert found[0].is_real is (chance < 0.05)


def test_a_change_among_many_cells_must_be_rarer():
    assert [moved.is_real for moved in changes([3] + [5] * 20, [12] + [5] * 20)] == [False] * 21
    assert [moved.is_real for moved in changes([3] + [5] * 20, [30] + [5] * 20)] == [True] + [False] * 20


def test_how_few_cells_hold_how_many():
    assert (
        concentration([62, 3, 3, 4, 4, 4, 5, 5, 5, 5]).words
        == "10% of the cells that had any hold 62% of incidents"
    )
    assert concentration([0, 0]) is None


@given(places)
def test_the_fullest_cells_hold_at_least_their_share(found):
    counts = grid_over(found).counts(found)
    tenth, fifth = concentration(counts, 0.1), concentration(counts, 0.2)
    assert fifth.share >= tenth.share >= tenth.cells / tenth.of


def test_peaks_are_cells_with_nothing_higher_beside_them():
    """Two of a height beside each other are one peak; a flat nought is none."""
    found = Grid(MIDDLE, 250, 0, 0, 5, 2)
    assert found.peaks([0, 3, 3, 0, 9, 0, 1, 0, 0, 0]) == [4, 1]
    assert found.peaks([0.0] * 10) == []


def test_cells_touch_an_outline_where_some_of_them_lies_in_it_and_none_in_its_hole():
    ground = Grid(MIDDLE, 100, 0, 0, 5, 5)
    edge = [(150, 150), (450, 150), (450, 450), (150, 450)]  # not closed: it is closed here
    hole = [(200, 200), (200, 400), (400, 400), (400, 200), (200, 200)]
    found = ground.touching([[edge, hole]])
    rows = [found[row * 5 : row * 5 + 5] for row in range(5)]
    no, yes = False, True
    assert rows[0] == [no] * 5
    assert rows[1] == [no, yes, yes, yes, yes]
    assert (rows[2][0], rows[2][1], rows[2][4]) == (no, yes, yes)
    assert ground.touching([]) == [False] * 25
    assert ground.touching([[[(-900, -900), (900, -900), (900, 900), (-900, 900)]]]) == [True] * 25


def test_a_place_lies_in_the_cell_that_counts_it():
    ground = grid_over([Place(-1.5, 53.0), Place(-1.51, 53.01)])
    cell = ground.cell_at(-1.51, 53.01)
    assert ground.counts([Place(-1.51, 53.01, 4)])[cell] == 4
    assert ground.cell_at(-1.6, 53.01) is None
