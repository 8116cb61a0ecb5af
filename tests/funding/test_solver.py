"""The best set for the money, against every set there is; and two hundred bids within its time."""

import itertools
import random
import time

import pytest

from funding.solving import Item, Least, best_set

N = 11


def county_of(seed, count=N):
    chance = random.Random(seed)
    items = [
        Item(
            key,
            chance.randint(1, 27),
            chance.randint(1, 900_000),
            chance.randint(1, 3),
            chance.random() < 0.3,
        )
        for key in range(count)
    ]
    budgets = {fund: chance.randint(0, 1_500_000) for fund in (1, 2, 3)}
    least = [Least(chance.randint(0, 400_000), frozenset({1, 2}))] if seed % 2 else []
    must = {0} if seed % 3 == 0 else set()
    never = {1} if seed % 4 == 0 else set()
    return items, budgets, must, never, least


def by_trying_all(items, budgets, must, never, least):
    best = None
    for picks in itertools.product((0, 1), repeat=len(items)):
        chosen = [item for item, pick in zip(items, picks, strict=True) if pick]
        keys = {item.key for item in chosen}
        fits = all(sum(i.cost for i in chosen if i.fund == fund) <= most for fund, most in budgets.items())
        enough = all(sum(i.cost for i in chosen if i.counts and i.fund in r.funds) >= r.amount for r in least)
        if fits and enough and must <= keys and not keys & never:
            best = max(best or 0, sum(item.value for item in chosen))
    return best


@pytest.mark.parametrize("seed", range(24))
def test_it_is_the_best_of_all_sets(seed):
    items, budgets, must, never, least = county_of(seed)
    found = best_set(items, budgets, must=must, never=never, least=least)
    expected = by_trying_all(items, budgets, must, never, least)
    assert (found.value if found else None) == expected
    if found:
        assert found.proven
        assert must <= found.chosen
        assert not found.chosen & never


def test_a_penny_over_is_over():
    items = [Item(1, 10, 99_999_999_99, 1), Item(2, 9, 2, 1)]
    assert best_set(items, {1: 99_999_999_99}).chosen == {1}
    assert best_set(items, {1: 100_000_000_01}).chosen == {1, 2}
    assert best_set(items, {1: 100_000_000_00}).chosen == {1}


def test_nothing_to_choose_from_and_too_much_asked():
    assert best_set([], {1: 100}).chosen == frozenset()
    assert best_set([Item(1, 5, 200, 1)], {1: 100}, must={1}) is None
    assert best_set([Item(1, 5, 50, 1)], {1: 100}, must={1}, never={1}) is None


@pytest.mark.parametrize("kind", ["free", "alike", "proportional"])
def test_two_hundred_bids_in_three_funds(kind):
    """Within five seconds of this process's own time, and proven, whether scores go with cost or not."""
    chance = random.Random(kind)
    items = []
    for key in range(200):
        cost = chance.randrange(50_000, 5_000_000, 1 if kind == "free" else 100)
        value = {
            "free": chance.randint(6, 162),
            "alike": chance.randint(90, 102),
            "proportional": cost // 50_000 + 10,
        }
        items.append(Item(key, value[kind], cost, key % 3, key % 7 == 0))
    budgets = dict.fromkeys(range(3), 40_000_000)
    before = time.process_time()
    found = best_set(items, budgets, least=[Least(8_000_000, frozenset({0, 1}))], seconds=300)
    assert found.proven
    assert time.process_time() - before < 5
