"""Attendance: groups, and one printed entry taken apart (S001-01 to S001-27)."""

import pytest

from meetings.importing.agencies import Vocabulary
from meetings.importing.entries import split_entries
from meetings.importing.people import read_entry
from tests.meetings.importing.reading import sample, typed, word
from tests.meetings.importing.word_files import WordFile


def fields(printed, **known):
    one = read_entry(0, printed, Vocabulary.of(known.get("agencies", ())))
    named = ("prefix", "rank", "given", "family", "agency", "unit", "role", "initials", "substitute_for")
    return {name: getattr(one, name) for name in named if getattr(one, name)}


PLAIN = {"given": "Avery", "family": "Larkfield", "agency": "Northshire Council"}


@pytest.mark.parametrize(
    "printed",
    [
        "Avery Larkfield Northshire Council",
        "Avery Larkfield  Northshire Council",
        "Avery Larkfield\tNorthshire Council",
        "Avery Larkfield – Northshire Council",
        "Avery Larkfield - Northshire Council",
        "Avery Larkfield, Northshire Council",
        "Avery Larkfield (Northshire Council)",
        "• Avery Larkfield, Northshire Council;",
        "Northshire Council – Avery Larkfield",
        "Northshire Council: Avery Larkfield",
    ],
)
def test_layouts_of_name_and_agency(printed):
    assert fields(printed, agencies=["Northshire Council"]) == PLAIN


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Cllr Avery Larkfield-Moss Northshire Council, Chair", {"prefix": "Cllr", "given": "Avery",
         "family": "Larkfield-Moss", "agency": "Northshire Council", "role": "Chair"}),
        ("Temporary Chief Superintendent Jo Farnleigh, Northshire Police", {
         "rank": "Temporary Chief Superintendent", "given": "Jo", "family": "Farnleigh",
         "agency": "Northshire Police"}),
        ("Insp Jo Farnleigh (Northshire Police)", {
         "rank": "Insp", "given": "Jo", "family": "Farnleigh", "agency": "Northshire Police"}),
        ("Area Manager Jo Farnleigh, Northshire Fire and Rescue Service", {"rank": "Area Manager", "given": "Jo",
         "family": "Farnleigh", "agency": "Northshire Fire and Rescue Service"}),
        ("Di Farnleigh, Northshire Council", {"given": "Di", "family": "Farnleigh", "agency": "Northshire Council"}),
        ("DI Jo Farnleigh, Northshire Police", {
         "rank": "DI", "given": "Jo", "family": "Farnleigh", "agency": "Northshire Police"}),
        ("Dana Kirkhollow Northshire Council, Community Safety, Place", {"given": "Dana", "family": "Kirkhollow",
         "agency": "Northshire Council", "unit": "Community Safety, Place"}),
        ("Dana Kirkhollow, Head of Community Safety, Northshire Council", {"given": "Dana", "family": "Kirkhollow",
         "agency": "Northshire Council", "role": "Head of Community Safety"}),
        ("AL\tAvery Larkfield\tNorthshire Council", {**PLAIN, "initials": "AL"}),
        ("Avery Larkfield (AL) – Northshire Council", {**PLAIN, "initials": "AL"}),
        ("RT Robin Thackley (Northshire DC)", {
         "given": "Robin", "family": "Thackley", "agency": "Northshire DC", "initials": "RT"}),
        ("Sasha West NHS Northshire", {"given": "Sasha", "family": "West", "agency": "NHS Northshire"}),
        ("Dr Lee van der Ashgarth, Northshire ICB", {
         "prefix": "Dr", "given": "Lee van der", "family": "Ashgarth", "agency": "Northshire ICB"}),
        ("Councillor A Larkfield in the Chair", {
         "prefix": "Councillor", "given": "A", "family": "Larkfield", "role": "Chair"}),
        ("Kit Wainscombe (substitute for Noor Elmstead), Probation Service", {"given": "Kit", "family": "Wainscombe",
         "agency": "Probation Service", "substitute_for": "Noor Elmstead"}),
        ("Robin Thackley – ACC, Midshire Police", {
         "given": "Robin", "family": "Thackley", "agency": "Midshire Police", "role": "ACC"}),
        ("Cllr G. Ottersham (holiday)", {"prefix": "Cllr", "given": "G.", "family": "Ottersham"}),
    ],
)  # fmt: skip
def test_parts_of_an_entry(printed, expected):
    assert fields(printed) == expected


def test_a_deputy_named_in_the_apologies():
    for printed in (
        "Pat Greywell (represented by Lou Tarrantine)",
        "Pat Greywell      - Lou Tarrantine substituted",
    ):
        one = read_entry(0, printed, Vocabulary())
        assert (one.name, one.represented_by) == ("Pat Greywell", "Lou Tarrantine")


def test_a_split_that_cannot_be_sure_says_so():
    one = read_entry(0, "Mary Avery Larkfield Northshire Council", Vocabulary())
    assert not one.certain
    found = typed(
        "Present\n\nMary Avery Larkfield Northshire Council\n\n1. Welcome\n\n1.1 Done.\n\n2. Close\n\n2.1 Done."
    )
    assert any("Check where the name ends" in warning for warning in found.warnings)


def test_known_agencies_settle_a_split():
    one = read_entry(0, "Mary Avery Larkfield Northshire Council", Vocabulary.of(["Northshire Council"]))
    assert (one.name, one.agency, one.certain) == ("Mary Avery Larkfield", "Northshire Council", True)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Councillors A Larkfield (Chair), R Thackley and S Merrowdale", 3),
        ("Councillors Larkfield, Thackley and Merrowdale", 3),
        ("Avery Larkfield (Council), Robin Thackley (Police) and Kit Wainscombe (Probation)", 3),
        ("Avery Larkfield – Council; Robin Thackley – Police", 2),
        ("Avery Larkfield, Northshire Council, Community Safety", 1),
        ("Avery Larkfield, Fire and Rescue Authority", 1),
        ("Dana Kirkhollow, Public Health, Northshire Council", 1),
        ("The Clerk, PCSO Elmstead and two members of the public", 3),
    ],
)
def test_lists_on_one_line(text, count):
    assert len(split_entries(text)) == count


@pytest.mark.parametrize(
    ("heading", "category"),
    [
        ("Core Membership", "core"), ("PRESENT:", "core"), ("Members present", "core"), ("In attendance:", "attendees"),
        ("ALSO PRESENT", "attendees"), ("Observers", "attendees"), ("Guests:", "attendees"), ("Officers:", "support"),
        ("Support", "support"), ("Apologies for absence", "apologies"), ("Absent", "absent"),
    ],
)  # fmt: skip
def test_headings(heading, category):
    found = typed(
        f"{heading}\nCllr Avery Larkfield\nCllr Robin Thackley\n\n1. Welcome\n\n1.1 Done.\n\n2. Close\n\n2.1 Done."
    )
    assert len(found.attendance(category)) == 2


def test_lists_by_agency():
    found = typed(
        "Present:\nNorthshire Council: Avery Larkfield, Dana Kirkhollow\n"
        "Northshire Police:\nRobin Thackley\nKit Wainscombe\n\n"
        "1. Welcome\n\n1.1 Done.\n\n2. Close\n\n2.1 Done."
    )
    assert [(one.family, one.agency) for one in found.attendance("core")] == [
        ("Larkfield", "Northshire Council"),
        ("Kirkhollow", "Northshire Council"),
        ("Thackley", "Northshire Police"),
        ("Wainscombe", "Northshire Police"),
    ]


def test_the_chair_named_above_the_list_is_one_person():
    found = sample("wrapped.txt")
    chairs = [one for one in found.attendance("core") if one.role == "Chair"]
    assert [(one.name, one.agency) for one in chairs] == [("Cllr Avery Larkfield", "Southmoor Council")]


def test_apologies_in_a_sentence_stay_in_the_text_and_are_counted():
    found = sample("committee.txt")
    assert [one.name for one in found.attendance("apologies")] == [
        "Councillor Noor Elmstead",
        "Councillor Pat Greywell",
    ]
    assert all(one.derived for one in found.attendance("apologies"))
    assert "Noor Elmstead" in found.items[0].paragraphs[0].text


def test_reasons_for_absence_are_not_agencies():
    assert [one.agency for one in sample("parish.txt").attendance("apologies")] == ["", ""]


def test_a_table_with_the_group_in_its_first_column():
    file = WordFile()
    file.add("Safer Eastmere Partnership", "Title")
    file.table(
        ["Present:", "Avery Larkfield (AL), Eastmere Council (Chair)\nRobin Thackley (RT), Eastshire Police"],
        ["Apologies:", "Kit Wainscombe, Probation Service"],
        ["Minutes:", "Dana Kirkhollow (DK), Eastmere Council"],
    )
    file.add("1. Welcome", bold=True)
    file.add("All were greeted.")
    file.add("2. Close", bold=True)
    file.add("The meeting was short.")
    found = word(file)
    assert [one.initials for one in found.attendance("core")] == ["AL", "RT"]
    assert [one.role for one in found.attendance("support")] == ["Minutes"]
    assert len(found.attendance("apologies")) == 1


def test_three_tables_without_headings_stand_in_the_house_order():
    found = sample("drawn_tables.txt")
    assert [group.category for group in found.groups if group.attendees] == [
        "core", "attendees", "support", "apologies",
    ]  # fmt: skip
    assert sum("no heading" in warning for warning in found.warnings) >= 1


def test_nobody_is_made_of_none():
    assert sample("headings_only.txt").attendance("apologies") == ()


def test_a_list_whose_heading_is_lost_is_asked_about_and_not_counted():
    found = sample("older_style.txt")
    assert [(group.category, len(group.attendees)) for group in found.groups if group.attendees] == [
        ("core", 4), ("unheaded", 2), ("attendees", 1),
    ]  # fmt: skip
    assert any(warning.startswith("2 names have no heading") for warning in found.warnings)


def test_an_agency_on_its_own_line_belongs_to_the_person_above():
    last = sample("older_style.txt").attendance("core")[-1]
    assert (last.name, last.agency) == ("Paula Wainscombe", "National Probation Service")


def test_a_place_name_that_opens_several_agencies_is_learnt():
    found = typed(
        "Present\n\nName Agency\nAvery Larkfield Northshire Council\nRobin Thackley Northshire Police\n\n"
        "1. Welcome\n\n1.1 Done.\n\n2. Close\n\n2.1 Done."
    )
    assert all(one.certain for one in found.attendance("core"))


def test_names_and_initials_under_an_early_item():
    found = sample("roll_call_inside.txt")
    assert [(one.rank, one.initials) for one in found.attendance("core")] == [
        ("PFCC", "AL"), ("", "RT"), ("CC", "SM"), ("DCC", "KW"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("Jonathan Greywell (DCC)", "DCC"),
        (
            "Kristy Elmstead (Northshire, Eastshire, and Westshire Probation),",
            "Northshire, Eastshire, and Westshire Probation",
        ),
        ("Cllr Larkfield (Chair) North Northshire District Council", "North Northshire District Council"),
        ("Dana Kirkhollow (DC) came to take the minutes.", "DC"),
    ],
)
def test_agencies_in_and_after_brackets(printed, agency):
    assert fields(printed)["agency"] == agency


def test_a_sentence_under_the_apologies_is_nobody():
    found = typed(
        "Apologies\n\n• Cllr Jo Farnleigh (Northshire Council)\n\nCllr Avery Larkfield observed the meeting.\n\n"
        "1. Welcome\n\n1.1 Done.\n\n2. Close\n\n2.1 Done."
    )
    assert [one.family for one in found.attendance("apologies")] == ["Farnleigh"]


def test_a_table_may_name_posts_instead_of_people():
    file = WordFile()
    file.add("Present")
    file.table(["Name", "Agency"], ["Health lead", "NHS Northshire"], ["Police lead", "Northshire Police"])
    for text in ("1. Welcome", "All were greeted.", "2. Close", "There was no more."):
        file.add(text)
    assert [(one.name, one.agency) for one in word(file).attendance("core")] == [
        ("Health lead", "NHS Northshire"), ("Police lead", "Northshire Police"),
    ]  # fmt: skip
