"""Actions: who, what, by when, and under which paragraph (S001-84 to S001-86)."""

import datetime

import pytest

from tests.meetings.importing.reading import item_with, typed, word
from tests.meetings.importing.word_files import WordFile

BOTH = ("Avery Larkfield", "Robin Thackley")


@pytest.mark.parametrize(
    ("line", "owners", "wording"),
    [
        ("Action - Avery Larkfield, and Robin Thackley", BOTH, ""),
        ("Action -\u00a0Avery Larkfield and\u00a0Robin Thackley", BOTH, ""),
        ("ACTION: Avery Larkfield/Robin Thackley", BOTH, ""),
        ("ACTION: AL", ("AL",), ""),
        ("Action: Avery", ("Avery",), ""),
        ("[Action: AL]", ("AL",), ""),
        (
            "Action: Robin Thackley to write to the shops",
            ("Robin Thackley",),
            "Robin Thackley to write to the shops",
        ),
        ("ACTION: Write to the shops (AL/RT)", ("AL", "RT"), "Write to the shops (AL/RT)"),
        (
            "Action: Write to the shops – Robin Thackley",
            ("Robin Thackley",),
            "Write to the shops – Robin Thackley",
        ),
        ("Action point 3: Write to the shops. Owner: AL", ("AL",), "Write to the shops. Owner: AL"),
        ("Action 2.1: All partners to send figures", ("All partners",), "All partners to send figures"),
        ("Action: The Chair to write", ("Chair",), "The Chair to write"),
        ("Action: Find a room", (), "Find a room"),
        ("• Action - All", ("All",), ""),
        ("• Action Robin Thackley", ("Robin Thackley",), ""),
        ("Action RT to write", ("RT",), "RT to write"),
        ("(Action: Head of Housing/ Legal Manager)", ("Head of Housing", "Legal Manager"), ""),
    ],
)
def test_lines(line, owners, wording):
    (action,) = item_with(f"2.1 The shops were spoken of.\n\n{line}\n\n2.2 That was all.").actions
    assert (action.owners, action.wording, action.after) == (owners, wording, "2.1")


def test_a_bare_action_takes_the_paragraph_as_proposed_wording():
    (action,) = item_with("2.1 The shops were spoken of.\n\nAction - Avery Larkfield").actions
    assert (action.wording, action.proposed) == ("", "The shops were spoken of.")


@pytest.mark.parametrize(
    ("words", "date", "printed"),
    [
        ("by 12 March 2025", datetime.date(2025, 3, 12), "by 12 March 2025"),
        ("by 12/03/2025", datetime.date(2025, 3, 12), "by 12/03/2025"),
        ("by 12 March", datetime.date(2025, 3, 12), "by 12 March"),
        ("by the next meeting", None, "by the next meeting"),
        ("by 31 February 2025", None, "by 31 February 2025"),
        ("soon", None, ""),
    ],
)
def test_due_dates(words, date, printed):
    item = item_with(f"2.1 Talk.\n\nAction: RT to write {words}", meeting_date=datetime.date(2024, 11, 4))
    assert (item.actions[0].due, item.actions[0].due_printed) == (date, printed)


def test_an_impossible_date_is_said():
    found = typed(
        "1. Welcome\n\n1.1 Talk.\n\nAction: RT to write by 31 February 2025\n\n2. Close\n\n2.1 Done."
    )
    assert any("31 February 2025" in warning and "calendar" in warning for warning in found.warnings)


def test_an_action_inside_a_paragraph_is_read_and_left_there():
    item = item_with("2.1 The leaflet was shown. [Action: RT]\n\n2.2 That was all.")
    assert item.paragraphs[0].text == "The leaflet was shown. [Action: RT]"
    assert [(one.owners, one.derived) for one in item.actions] == [(("RT",), True)]


def test_news_of_earlier_actions_is_no_action():
    assert item_with("2.1 The log was read.\n\nAction 1 – complete\n\nAction 2: ongoing").actions == ()


def test_a_list_under_actions():
    item = item_with(
        "2.1 Talk.\n\nActions:\n\n• Avery Larkfield to write\n• Robin Thackley to call\n\n2.2 That was all."
    )
    assert [one.owners for one in item.actions] == [("Avery Larkfield",), ("Robin Thackley",)]
    assert len(item.paragraphs) == 2


def minutes_in_a_table():
    file = WordFile()
    file.add("Safer Eastmere Partnership, 6 February 2024", "Title")
    file.add("Present: Robin Thackley (RT), Sasha Merrowdale (SM)")
    file.table(
        ["No", "Discussion", "Action"],
        ["1", "Welcome\nAll were greeted.", ""],
        [
            "2",
            "Figures\n2.1 RT gave them.\n2.2 SM asked for more.",
            "\nSM\nRT to send the slides by 1 March 2024",
        ],
        ["3", "Close\nNone", "All"],
    )
    return file


def test_an_action_column():
    found = word(minutes_in_a_table())
    assert [item.title for item in found.items] == ["Welcome", "Figures", "Close"]
    assert [(one.after, one.owners) for one in found.actions] == [
        ("2.2", ("SM",)), ("2.2", ("RT",)), ("3.1", ("All",)),
    ]  # fmt: skip
    assert {drop.text for drop in found.dropped} >= {"No", "Discussion", "Action"}


def test_a_table_of_actions_at_the_end_does_not_count_them_twice():
    file = minutes_in_a_table()
    file.add("Actions", bold=True)
    file.table(
        ["Ref", "Action", "Owner", "Due"],
        ["2.2", "Send the slides", "RT", "1 March 2024"],
        ["2.2", "Book the hall", "Sasha Merrowdale", "next meeting"],
    )
    late = word(file).late_actions
    assert [(one.after, one.owners, one.wording, one.repeats) for one in late] == [
        ("2.2", ("RT",), "Send the slides", True),
        ("2.2", ("Sasha Merrowdale",), "Book the hall", False),
    ]
    assert late[0].due == datetime.date(2024, 3, 1)


def test_action_fraud_is_no_action():
    assert (
        item_with("2.1 Talk.\n\nAction Fraud had sent its figures for the year.\n\n2.2 More.").actions == ()
    )
