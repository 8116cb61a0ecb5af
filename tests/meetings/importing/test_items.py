"""Items, subheadings and paragraphs (S001-27, S001-178 to S001-180)."""

import pytest

from tests.meetings.importing.reading import item_with, page, sample, typed


def headings(text):
    return [(item.number, item.title) for item in typed(text).items]


@pytest.mark.parametrize(
    "styles",
    [
        ("1. Welcome", "2. Rural crime", "3. Close"),
        ("1 Welcome", "2 Rural crime", "3 Close"),
        ("1) Welcome", "2) Rural crime", "3) Close"),
        ("1.0 Welcome", "2.0 Rural crime", "3.0 Close"),
        ("Item 1 – Welcome", "Item 2 – Rural crime", "Item 3 – Close"),
        ("AGENDA ITEM 1: Welcome", "AGENDA ITEM 2: Rural crime", "AGENDA ITEM 3: Close"),
        ("No 1\n\n1. Welcome", "No 2\n\n2 Rural crime", "No 3\n\n3 Close"),
        ("1.\n\nWelcome", "2.\n\nRural crime", "3.\n\nClose"),
        ("No 1. Welcome", "No 2. Rural crime", "No 3. Close"),
    ],
)
def test_numbered_headings(styles):
    text = "\n\n".join(
        f"{heading}\n\n{n}.1 The board spoke of it.\n\n{n}.2 Nothing more."
        for n, heading in enumerate(styles, 1)
    )
    assert headings(text) == [("1", "Welcome"), ("2", "Rural crime"), ("3", "Close")]


@pytest.mark.parametrize(
    "numbers",
    [("45", "46", "47"), ("206/19", "207/19", "208/19"), ("24/001", "24/002", "24/003"), ("4", "4a", "5")],
)
def test_numbers_of_other_kinds(numbers):
    text = "\n\n".join(f"{number}. THE SUBJECT\n\nThe board spoke of it at length." for number in numbers)
    assert tuple(item.number for item in typed(text).items) == numbers


def test_a_list_of_decisions_does_not_become_items():
    text = (
        "1. Welcome\n\nAll were greeted.\n\n"
        "Resolved\n\n1. The report was noted\n\n2. The plan was agreed\n\n3. The budget was approved\n\n"
        "2. Rural crime\n\nThe board spoke of it.\n\n3. Close\n\nThere was no more."
    )
    found = typed(text)
    assert [item.title for item in found.items] == ["Welcome", "Rural crime", "Close"]
    assert [len(item.resolutions) for item in found.items] == [3, 0, 0]


@pytest.mark.parametrize(
    "printed",
    [
        "2.1 Text",
        "2.1\u00a0Text",
        "2.1\u2009Text",
        "2.1\tText",
        "2.1. Text",
        "2.1 - Text",
        "2.1) Text",
        "2.1: Text",
        "  2.1   Text",
    ],
)
def test_spaces_and_stops_after_a_paragraph_number(printed):
    paragraph = item_with(f"{printed}\n\n2.2 More").paragraphs[0]
    assert (paragraph.number, paragraph.text, paragraph.number_supplied) == ("2.1", "Text", False)


def test_numbers_keep_their_gaps_and_repeats_with_a_warning():
    found = sample("action_list.txt")
    assert [paragraph.number for paragraph in found.items[3].paragraphs] == ["4.1", "4.2", "4.4", "4.4"]
    assert "The paragraphs go from 4.2 to 4.4. Check that none is missing." in found.warnings
    assert "Paragraph 4.4 is printed 2 times. The numbers were kept as printed." in found.warnings


def test_numbers_three_deep():
    numbers = [
        paragraph.number
        for paragraph in item_with("2.1 One\n\n2.1.1 Under it\n\n2.1.2 And this\n\n2.2 Two").paragraphs
    ]
    assert numbers == ["2.1", "2.1.1", "2.1.2", "2.2"]


def test_paragraphs_without_numbers_are_numbered_and_marked():
    paragraphs = item_with("The first of the two paragraphs.\n\nThe second of them.").paragraphs
    assert [(one.number, one.number_supplied) for one in paragraphs] == [("2.1", True), ("2.2", True)]


def test_a_paragraph_without_number_after_numbered_ones_belongs_to_the_last():
    paragraphs = item_with("2.1 One.\n\nMore of the first.\n\n2.2 Two.").paragraphs
    assert [one.text for one in paragraphs] == ["One.\nMore of the first.", "Two."]


def test_a_supplied_number_never_takes_a_printed_one():
    item = item_with(
        "2.1 One.\n\nResolved\n\nThe report was noted.\n\nTalk went on after that for some time.\n\n2.2 Two."
    )
    assert [one.number for one in item.paragraphs] == ["2.1", "2.1A", "2.2"]


def test_bullets_stay_in_their_paragraph():
    item = item_with("2.1 The points were:\n\n• one\n• two\n\n2.2 That was all.")
    assert item.paragraphs[0].text == "The points were:\n• one\n• two"


def test_subheadings_do_not_break_the_numbers():
    item = item_with("2.1 One.\n\nFarm Watch\n\n2.2 Two.\n\nHeritage crime\n\n2.3 Three.")
    assert [part.text for part in item.subheadings] == ["Farm Watch", "Heritage crime"]
    assert len(item.paragraphs) == 3


def test_headings_without_numbers():
    found = page(
        "<h1>Board minutes, 3 May 2024</h1><h2>Welcome</h2><p>All were greeted.</p><h2>Rural crime</h2>"
        "<h3>Farm Watch</h3><p>The scheme is growing.</p><h2>Close</h2><p>Nothing more.</p>"
    )
    assert [(item.number, item.title, item.number_supplied) for item in found.items] == [
        ("1", "Welcome", True), ("2", "Rural crime", True), ("3", "Close", True),
    ]  # fmt: skip
    assert [part.text for part in found.items[1].subheadings] == ["Farm Watch"]


def test_paragraphs_counted_through_all_items():
    assert [one.number for item in sample("govuk.html").items for one in item.paragraphs] == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]


def test_text_without_any_items_is_kept_whole():
    found = typed(
        "Notes of a talk.\n\n"
        + "The board met and spoke of many things that mattered to everybody who was there. " * 3
    )
    assert len(found.items) == 1
    assert any(warning.startswith("No agenda items were found") for warning in found.warnings)


def test_agenda_text_of_a_council_page_is_no_minute():
    item = sample("moderngov.html").items[0]
    assert [part.kind for part in item.content if hasattr(part, "kind")] == ["agenda note", "section"]
    assert item.paragraphs[0].text.startswith("Apologies for absence were received")


def test_wrapped_lines_become_one_paragraph():
    item = sample("wrapped.txt").items[0]
    assert len(item.paragraphs) == 1
    assert "\n" not in item.paragraphs[0].text


def test_furniture_is_listed_not_lost():
    dropped = {(drop.text, drop.reason) for drop in sample("wrapped.txt").dropped}
    assert ("Page 1 of 2", "page number") in dropped
    assert ("SOUTHMOOR SAFER NEIGHBOURHOODS BOARD", "repeated page heading") in dropped
    assert ("Share this page", "web page furniture") in {
        (drop.text, drop.reason) for drop in sample("names_run_together.txt").dropped
    }


def test_closing_lines():
    found = sample("parish.txt")
    assert found.hints.closed == "20:42"
    assert [text.text.split()[0] for text in found.closing] == ["There", "Signed"]


def test_earlier_minutes_cited_by_number():
    item = sample("names_run_together.txt").items[0]
    assert [[cited.number for cited in one.citations] for one in item.paragraphs] == [["4.2"], []]
    cited = item_with(
        "2.1 As agreed (minute 14 refers) and under paragraph 3.2 of the last minutes."
    ).paragraphs[0]
    assert [one.number for one in cited.citations] == ["14", "3.2"]
    law = item_with("2.1 Exempt under paragraph 3 of Schedule 12A.").paragraphs[0]
    assert law.citations == ()


def test_work_promised_without_an_action_is_flagged():
    item = item_with(
        "2.1 A statement will be prepared for the press.\n\n"
        "2.2 Robin agreed he would pick up the first step.\n\n2.3 Crime fell."
    )
    assert [bool(one.promise) for one in item.paragraphs] == [True, True, False]
    acted = item_with("2.1 A statement will be prepared for the press.\n\nAction - Robin Thackley")
    assert acted.paragraphs[0].promise == ""


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        ("2.1 Open.\n\n2.2 [Exempt] A name was given.\n\n2.3 Open again.", [False, True, False]),
        ("2.1 Open.\n\n[Not for publication]\n\n2.2 After it.", [True, False]),
        ("2.1 Open.\n\nPART 2 – EXEMPT BUSINESS\n\n2.2 A contract was discussed.", [False, True]),
    ],
)
def test_paragraphs_not_for_publication(lines, flags):
    assert [bool(one.exempt) for one in item_with(lines).paragraphs] == flags


def test_items_after_the_public_left_are_marked():
    items = sample("committee.txt").items
    assert [bool(item.exempt) for item in items] == [False] * 6 + [True]


def test_numbers_after_the_word_no():
    items = sample("older_style.txt").items
    assert [(item.number, item.printed_number, item.title) for item in items] == [
        ("1", "No 1 Item -", "Minutes of meeting held on 17 December 2018 and matters arising"),
        ("2", "No 2 Item -", "Terms of Reference"),
    ]
    assert [one.number for one in items[1].paragraphs] == ["2.1", "2.2"]


def test_a_line_that_only_names_an_earlier_paragraph_heads_the_next():
    text = (
        "1. Minutes and Matters Arising\n\n3.12 Understanding of it.\n\n"
        "1.1 This had been done.\n\n1.2 (2.3 Money) Spent.\n\n"
        "2. Crime\n\n2.1 It fell."
    )
    item = typed(text).items[0]
    assert [part.text for part in item.subheadings] == ["3.12 Understanding of it."]
    assert [[cited.number for cited in one.citations] for one in item.paragraphs] == [["3.12"], ["2.3"]]
