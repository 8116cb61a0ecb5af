"""Numbers in addresses say nothing of how many rows there are."""

import itertools

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from records.veil import MOST, unveil, veil


def test_each_number_stands_for_one_row_and_comes_back():
    rows = [*range(5000), MOST - 1, MOST]
    shown = [veil(row) for row in rows]
    assert len(set(shown)) == len(rows)
    assert [unveil(number) for number in shown] == rows


def test_rows_that_follow_each_other_do_not_look_like_it():
    shown = [veil(row) for row in range(1, 200)]
    assert min(abs(b - a) for a, b in itertools.pairwise(shown)) > 1000
    assert sorted(shown) != shown


def test_an_installation_of_another_key_shows_other_numbers(settings):
    before = veil(7)
    settings.SECRET_KEY = "another" * 10
    assert veil(7) != before


def test_what_was_noted_under_a_former_key_opens_while_that_is_known(settings):
    noted, rows = [veil(row) for row in range(1, 300)], list(range(1, 300))
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
    assert [unveil(number) for number in noted] != rows
    settings.SECRET_KEY_FALLBACKS = ["one before" * 6, former]
    assert [unveil(number) for number in noted] == rows
    assert [unveil(veil(row)) for row in rows] == rows


def test_an_address_leads_to_its_row_and_a_number_of_no_row_nowhere(client):
    address = reverse("signoffs:detail", args=[42])
    assert "/42/" not in address
    assert resolve(address).kwargs == {"signoff": 42}
    assert client.get(f"/signoffs/{MOST + 1}/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("signoffs:detail", args=[MOST + 1])


def test_no_address_of_the_reviews_and_no_signature_counts_rows():
    """What is left is the number of a report's version, which counts within that report alone."""
    from reviews.urls import urlpatterns
    from tests.architecture.addresses import addresses

    assert urlpatterns
    plain = {each.route for each in addresses() if each.route.startswith(("reviews/", "signoffs/"))}
    assert [route for route in sorted(plain) if "<int:" in route.replace("<int:number>", "")] == []
