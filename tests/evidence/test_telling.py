import time

import pytest

from evidence.telling import small_numbers_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There were 3 victims.", "3 victims"),
        ("Two young men were hurt.", "Two young men"),
        ("Three of the victims know each other.", "Three of the victims"),
        ("One homicide in the year", "One homicide"),
        ("homicides: 2", "homicides: 2"),
        ("Rapes (4) and", "Rapes (4"),
        ("Murders fell to 1.", "Murders fell to 1"),
        ("4\nchildren", "4 children"),
        ("Four people arrested", "Four people"),
    ],
)
def test_small_numbers_of_people_and_crimes_are_found(text, words):
    assert [find.words for find in small_numbers_in(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Shop staff in four streets meet most of it.", "1,204 crimes", "crimes fell by 3.5%", "4 per cent of victims",
        "one in three victims", "Three years of offences", "14 victims", "24 people", "see figure 2", "[1] victims",
        "£3 crimes", "Shops report four in ten thefts", "two-thirds of thefts", "It rose.", "", "1 April 2026",
        "a fall of 12 victims", "the 4 months of crimes",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert small_numbers_in(text) == []


def test_what_stands_around_is_shown_and_a_long_text_is_quick():
    [find] = small_numbers_in("word " * 50 + "three victims" + " word" * 50)
    assert find.around.startswith("…")
    assert len(find.around) < 100
    began = time.process_time()
    small_numbers_in("three " * 20_000)
    small_numbers_in("victims " * 20_000)
    assert time.process_time() - began < 5
