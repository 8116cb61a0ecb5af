import pytest

from documents import numbers


@pytest.mark.parametrize(
    ("newest", "draft", "agreed"),
    [
        ("", "0.1", "1.0"),
        ("0.1", "0.2", "1.0"),
        ("0.9", "0.10", "1.0"),
        ("0.10", "0.11", "1.0"),
        ("1.0", "1.1", "2.0"),
        ("1.7", "1.8", "2.0"),
    ],
)
def test_drafts_count_up_and_agreeing_goes_to_the_next_whole_number(newest, draft, agreed):
    """S004-04"""
    assert numbers.next_draft(newest) == draft
    assert numbers.next_agreed(newest) == agreed


@pytest.mark.parametrize(
    ("number", "newest", "words"),
    [
        ("0.3", "0.2", ""),
        ("0.10", "0.9", ""),
        ("1.4", "1.0", ""),
        ("0.2", "0.2", "would not follow 0.2. The next is 0.3."),
        ("0.1", "0.10", "would not follow 0.10"),
        ("1.0", "0.2", "Drafts stay below 1.0"),
        ("2.0", "1.3", "Drafts stay below 2.0"),
        ("two", "0.2", "two numbers with a full stop between"),
        ("1", "0.2", "two numbers with a full stop between"),
        ("0.2.1", "0.2", "two numbers with a full stop between"),
    ],
)
def test_a_number_given_by_hand_must_follow(number, newest, words):
    found = " ".join(numbers.refusals(number, newest))
    assert words in found if words else not found
