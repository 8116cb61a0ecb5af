"""Ways in which councils print minutes, each in a few lines; the whole documents are among the samples."""

import datetime as dt

import pytest

from meetings.importing.as_json import summary
from tests.meetings.importing.reading import item_with, page, sample, typed, word
from tests.meetings.importing.word_files import WordFile

TOP = (
    "Safer Board\nMinutes of the meeting held on 3 May 2024\n\n{}\n\n"
    "1. Welcome\n\nAll were greeted.\n\n2. Crime\n\nIt fell.\n"
)


def attendance(text):
    """category → (name, role) of each, in printed order."""
    found = {}
    for group in typed(TOP.format(text)).groups:
        found.setdefault(group.category, []).extend((one.name, one.role) for one in group.attendees)
    return {category: people for category, people in found.items() if people}


@pytest.mark.parametrize(
    "line",
    [
        "IN ATTENDANCE: Bernie Oakhanger (minutes)",
        "In attendance – Bernie Oakhanger (minutes)",
        "IN ATTENDANCE:\n\nBernie Oakhanger (minutes)",
        "IN ATTENDANCE\tBernie Oakhanger (minutes)",
        "ALSO IN ATTENDANCE: Bernie Oakhanger (minutes)",
        "In attendance: Bernie Oakhanger (BO - minutes)",
    ],
)
def test_whoever_takes_the_minutes_was_there(line):
    assert attendance(line) == {"attendees": [("Bernie Oakhanger", "minutes")]}


def test_lists_that_follow_on_one_line_are_told_apart():
    line = (
        "Present: Avery Larkfield (Chair); Robin Thackley. In attendance: Bernie Oakhanger (minutes). "
        "Apologies: Lou Tarrantine."
    )
    assert attendance(line) == {
        "core": [("Avery Larkfield", "Chair"), ("Robin Thackley", "")],
        "attendees": [("Bernie Oakhanger", "minutes")],
        "apologies": [("Lou Tarrantine", "")],
    }


@pytest.mark.parametrize("opening", ["An apology", "Apologies", "The apologies"])
def test_apologies_in_a_sentence_are_apologies(opening):
    line = f"{opening} for absence was received from Councillor J Hartsbourne."
    assert attendance(line) == {"apologies": [("Councillor J Hartsbourne", "")]}


def test_a_post_with_its_holder_in_brackets_is_read_as_both():
    line = "Officers in attendance: Head of Community Safety (B Oakhanger), Democratic Services Officer (L Tarrantine)"
    assert attendance(line)["support"] == [
        ("B Oakhanger", "Head of Community Safety"),
        ("L Tarrantine", "Democratic Services Officer"),
    ]


def test_councillors_in_a_row_are_each_a_councillor():
    found = typed(TOP.format("Present: Councillors A Larkfield and S Merrowdale")).groups[0].attendees
    assert [one.name for one in found] == ["Councillor A Larkfield", "S Merrowdale"]
    assert all(one.prefix for one in found)


def test_an_agency_broken_over_two_lines_is_one():
    found = typed(
        TOP.format("Present:\nD Kirkhollow, Northshire Fire and\nRescue Service\nR Thackley, Police")
    )
    assert [one.agency for one in found.groups[0].attendees] == [
        "Northshire Fire and Rescue Service",
        "Police",
    ]


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("Apologies", "apologies"),
        ("Did not attend", "absent"),
        ("No", "absent"),
        ("Yes", "core"),
        ("✓", "core"),
    ],
)
def test_a_column_says_who_was_not_there(said, category):
    rows = f"<tr><td>Lou Tarrantine</td><td>NHS Northshire</td><td>{said}</td></tr>"
    parsed = page(
        "<h1>Board</h1><h3>Attendance</h3><table><tr><th>Name</th><th>Organisation</th><th>Attended</th></tr>"
        f"<tr><td>Avery Larkfield</td><td>Northshire Council</td><td>Yes</td></tr>{rows}</table>"
        "<h3>1. Welcome</h3><p>All were greeted.</p><h3>2. Close</h3><p>It closed.</p>"
    )
    where = {one.name: group.category for group in parsed.groups for one in group.attendees}
    assert where == {"Avery Larkfield": "core", "Lou Tarrantine": category}


def test_an_action_may_have_a_number_and_no_colon():
    item = item_with("Exclusions had risen.\n\nAction 3.1  AL to invite the two head teachers.")
    assert [(action.label, action.owners) for action in item.actions] == [("Action 3.1", ("AL",))]
    assert item_with("Action 12 of the plan was agreed to be late.").actions == ()


def test_what_an_action_log_calls_complete_becomes_no_action():
    parsed = sample("action_log.html")
    assert [action.wording for action in parsed.late_actions] == ["Plan the road safety week with schools"]
    assert any("list of reporting centres" in text.text for text in parsed.closing)


def test_a_page_heading_with_its_page_number_is_no_paragraph():
    parsed = sample("numbers_by_year.txt")
    heads = [drop.text for drop in parsed.dropped if drop.reason == "repeated page heading"]
    assert [" ".join(text.split()[-2:]) for text in heads] == ["Page 1", "Page 2"]
    action = parsed.items[3].actions[0]
    assert action.due_printed == "by 28 February 2023", "wrapped as the page was, without its headings"


def test_a_word_file_with_an_action_column_and_a_signing_off_line():
    file = WordFile()
    file.add("Northshire Safer Streets Group", bold=True)
    file.add("Minutes of the meeting held on 9 May 2024")
    file.add("Present", bold=True)
    file.add("Avery Larkfield – Northshire Council (Chair)")
    file.add("Robin Thackley – Northshire Police")
    file.add("In attendance", bold=True)
    file.add("Pat Gristwood – Northshire Council (minutes)")
    file.add("Apologies for absence were received from Lou Tarrantine (NHS Northshire).")
    table = file.document.add_table(rows=0, cols=3)
    for cells in (
        ("Item", "Notes", "ACTION"),
        ("1", "Welcome\nThe Chair welcomed all.", ""),
        ("2", "Burglary\nRobin Thackley reported a fall of a tenth.\nAGREED: the patrols go on.", "RT"),
        ("3", "Any other business\nNone.", ""),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    file.add("Signed ………………………  Date ………………")
    found = summary(word(file))
    assert found["items"] == 3
    assert found["attendance"] == {"core": 2, "attendees": 1, "support": 0, "apologies": 1}
    assert found["actions"] == [{"after": "2.1", "owners": ["RT"]}]
    assert found["resolutions"] == [0, 1, 0]


def test_apologies_with_a_deputy_in_brackets_are_apologies():
    parsed = page(
        "<h1>Board</h1><h3>Attendance</h3><table><tr><th>Name</th><th>Organisation</th><th>Attended</th></tr>"
        "<tr><td>Avery Larkfield</td><td>Northshire Council</td><td>Present</td></tr>"
        "<tr><td>Lou Tarrantine</td><td>NHS Northshire</td><td>Apologies (sub: Fern Achterlee)</td></tr></table>"
        "<h3>1. Welcome</h3><p>All were greeted.</p><h3>2. Close</h3><p>It closed.</p>"
    )
    where = {one.name: group.category for group in parsed.groups for one in group.attendees}
    assert where == {"Avery Larkfield": "core", "Lou Tarrantine": "apologies"}


def test_each_line_of_a_page_heading_is_set_aside():
    heading = "SOUTHFEN PARTNERSHIP      OFFICIAL\nTasking Group\n"
    parsed = typed(
        f"Page 1 of 3\n{heading}Meeting held 21.01.2026\n\nPresent: A Bell (Police), B Carr (Council)\n\n"
        f"1) Welcome\na) AB opened the meeting.\nPage 2 of 3\n{heading}2) Burglary\na) There were three series.\n"
        f"Page 3 of 3\n{heading}3) Close\na) It closed.\n"
    )
    said = [paragraph.text for item in parsed.items for paragraph in item.paragraphs]
    assert [text.removeprefix("a) ") for text in said] == [
        "AB opened the meeting.",
        "There were three series.",
        "It closed.",
    ]
    assert sum(one.reason == "repeated page heading" for one in parsed.dropped) == 4


def test_headings_that_carry_the_numbers_of_parts_are_items():
    parsed = page(
        "<div><h1>Safer Westmarch Board</h1><div>Date: Monday, 9 February 2026</div><div>Attendees:</div>"
        "<div><div>Imogen Tarrant (IT) - Westmarch Council</div><div>PC Bart Nye (BN) - Police</div></div>"
        "<div><h2>1.1 Welcome</h2><div>IT welcomed all.</div></div>"
        "<div><h2>2.1 Off-road bikes</h2><div>Complaints were up.<div>The common was worst hit.</div></div></div>"
        "<div><h2>2.2 AOB</h2><p>None</p></div></div>"
    )
    assert [(item.printed_number, item.title) for item in parsed.items] == [
        ("1.1", "Welcome"),
        ("2.1", "Off-road bikes"),
        ("2.2", "AOB"),
    ]
    assert parsed.hints.date == dt.date(2026, 2, 9)
    assert parsed.hints.previous_date is None
    assert [one.agency for group in parsed.groups for one in group.attendees] == [
        "Westmarch Council",
        "Police",
    ]


def test_who_was_there_and_when_is_read_without_any_items():
    parsed = typed(
        "Northmoor Safety Group\nNotes of meeting, 3rd June 2026\n\nIn attendance\nBryony Callow – Northmoor Council\n"
        "Dewi Prysmor – Police\n\nVehicle crime\n\nDewi said that 14 vehicles were taken.\n\nThe taxi marshals start.\n"
    )
    assert parsed.hints.date == dt.date(2026, 6, 3)
    assert [one.name for group in parsed.groups for one in group.attendees] == [
        "Bryony Callow",
        "Dewi Prysmor",
    ]
    assert [paragraph.text for paragraph in parsed.items[0].paragraphs] == [
        "Vehicle crime",
        "Dewi said that 14 vehicles were taken.",
        "The taxi marshals start.",
    ]


def test_any_other_business_in_capitals_is_an_item():
    parsed = typed(
        "BOARD\n\nPresent: A Bell (Police)\n\nHATE CRIME\n\nIt rose.\n\nBUDGET\n\nIt fell.\n\nAOB\n\nNone.\n"
    )
    assert [item.title for item in parsed.items] == ["HATE CRIME", "BUDGET", "AOB"]


def test_a_day_after_the_last_dash_is_the_day_by_which_it_is_due():
    (action,) = item_with("Action: Robin Thackley – joint letter – 1 June 2026").actions
    assert (action.owners, action.due) == (("Robin Thackley",), dt.date(2026, 6, 1))


def test_a_table_of_actions_inside_an_item_gives_actions():
    rows = "<tr><th>No</th><th>Action</th><th>Who</th><th>When</th></tr>"
    rows += "<tr><td>2.1</td><td>Send ward data</td><td>Robin Thackley</td><td>29/05/2026</td></tr>"
    rows += "<tr><td>2.1</td><td>Mend the gate</td><td>Avery Larkfield</td><td>Next meeting</td></tr>"
    parsed = page(
        "<h1>Board</h1><p>Present: Avery Larkfield (Council), Robin Thackley (Police)</p>"
        f"<h2>1. Welcome</h2><p>All were greeted.</p><h2>2. Data</h2><p>Burglary fell.</p><table>{rows}</table>"
        "<h2>3. Close</h2><p>It closed.</p>"
    )
    assert [(one.wording, one.owners, one.due) for one in parsed.items[1].actions] == [
        ("Send ward data", ("Robin Thackley",), dt.date(2026, 5, 29)),
        ("Mend the gate", ("Avery Larkfield",), None),
    ]
    assert [paragraph.text for paragraph in parsed.items[1].paragraphs] == ["Burglary fell."]


def test_people_with_titles_and_numbers_in_a_row_are_each_one():
    said = "Present: Mr. P. O'Dowd-Smythe (Chairman), Mrs. J. de la Haye, Rev'd. T. Ap Iorwerth, Sgt. 4471 Whistlecraft"
    found = attendance(f"{said}, 14 members of the public")
    assert [name for name, _ in found["core"]] == [
        "Mr. P. O'Dowd-Smythe",
        "Mrs. J. de la Haye",
        "Rev'd. T. Ap Iorwerth",
        "Sgt. 4471 Whistlecraft",
    ]


def test_how_a_vote_went_is_not_set_off_by_the_comma_before_it():
    (one,) = item_with("It was RESOLVED, by 9 votes to 4, to write to the Commissioner.").resolutions
    assert one.text == "by 9 votes to 4, to write to the Commissioner."
