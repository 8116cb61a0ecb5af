"""Whole documents, in the styles councils publish: what the summary says of each."""

import pytest

from meetings.importing.as_json import summary
from tests.meetings.importing.reading import SAMPLES, parsed, sample

# items, paragraphs, subheadings, resolutions, actions as (after, owners), core/attendees/support/apologies
EXPECTED = {
    "names_run_together.txt": (
        3, [2, 4, 1], 1, [0, 3, 0],
        [("2.3", ["Dana Kirkhollow", "Lou Tarrantine", "Di Example"])], (4, 2, 2, 2),
    ),
    "action_list.txt": (
        5, [1, 1, 2, 4, 1], 0, [0, 0, 0, 0, 0],
        [("3.1", ["RT"]), ("3.2", ["KW"]), ("3.2", ["AL", "SM"]), ("4.4", ["Robin Thackley", "Sasha Merrowdale"])],
        (0, 4, 0, 2),
    ),
    "agenda_item_lines.txt": (5, [1, 1, 1, 1, 1], 0, [0] * 5, [("4.1", ["RT"]), ("5.1", [])], (4, 0, 0, 2)),
    "committee.txt": (7, [1, 1, 0, 2, 0, 0, 1], 0, [0, 0, 1, 3, 1, 1, 1], [], (4, 2, 2, 2)),
    "drawn_tables.txt": (3, [1, 1, 2], 0, [0, 0, 2], [("2.1", ["Sasha Merrowdale"])], (2, 1, 2, 2)),
    "govuk.html": (3, [2, 2, 1], 0, [0, 0, 0], [("4", ["Robin Thackley"])], (0, 2, 0, 0)),
    "headings_only.txt": (4, [1, 1, 1, 1], 0, [0, 0, 3, 0], [], (4, 0, 0, 0)),
    "moderngov.html": (5, [1, 0, 1, 1, 1], 0, [0, 1, 3, 0, 0], [], (0, 0, 0, 2)),
    "panel.txt": (4, [1, 1, 3, 0], 0, [0, 0, 2, 0], [], (5, 1, 0, 3)),
    "parish.txt": (6, [1, 1, 0, 1, 0, 1], 0, [0, 0, 1, 1, 2, 0], [], (4, 2, 0, 2)),
    "run_in.txt": (6, [1, 1, 1, 2, 0, 1], 0, [0, 0, 0, 0, 1, 0], [], (4, 2, 0, 1)),
    "short_notes.txt": (4, [1, 2, 3, 1], 0, [0] * 4, [("3.2", ["RT", "SM"]), ("3.3", ["PG"])], (0, 4, 0, 2)),
    "wordpress.html": (3, [2, 2, 1], 0, [0, 2, 0], [("2.2", ["Robin Thackley"])], (3, 0, 0, 2)),
    "by_agency.txt": (4, [1, 1, 1, 1], 0, [0, 0, 2, 0], [("3.1", ["Head of Housing", "Legal Manager"])], (7, 0, 0, 1)),
    "older_style.txt": (
        2, [2, 2], 0, [0, 0], [("1.1", ["Sasha Merrowdale"]), ("1.2", ["Bernie Thackley"])], (4, 1, 0, 0),
    ),
    "roll_call_inside.txt": (
        4, [1, 0, 2, 1], 0, [0] * 4, [("", ["RT"]), ("3.1", ["Robin Thackley"])], (4, 0, 0, 1),
    ),
    "action_column.html": (
        5, [1, 1, 2, 2, 1], 0, [0, 0, 0, 0, 0],
        [("3.2", ["SM"]), ("4.2", ["RT", "PG"])], (3, 1, 0, 1),
    ),
    "action_log.html": (
        3, [1, 1, 1], 0, [0, 1, 0],
        [("1", ["Dana Kirkhollow"])], (3, 2, 0, 2),
    ),
    "capitals_without_numbers.txt": (
        5, [1, 1, 1, 1, 1], 0, [0, 0, 1, 2, 0],
        [("3.1", ["Robin Thackley"]), ("4.1", ["Sasha Merrowdale", "Pat Gristwood"])], (0, 4, 0, 1),
    ),
    "lettered_and_initials.txt": (
        4, [1, 2, 2, 1], 0, [0, 0, 0, 0],
        [("2.2", ["SM"]), ("3.2", ["AL"]), ("3.2", ["PG"])], (0, 4, 0, 1),
    ),
    "numbers_by_year.txt": (
        5, [1, 1, 1, 2, 1], 0, [0, 0, 0, 1, 0],
        [("4/23.2", ["P Gristwood"])], (4, 2, 0, 2),
    ),
    "officers_in_attendance.txt": (
        4, [1, 0, 4, 1], 0, [0, 1, 3, 1],
        [], (5, 1, 2, 1),
    ),
    "prefixed_numbers.txt": (
        5, [1, 0, 2, 1, 1], 0, [0, 1, 2, 1, 0],
        [], (4, 1, 0, 1),
    ),
    "roles_table.html": (
        4, [1, 1, 1, 0], 0, [0, 0, 1, 0],
        [("3.1", ["RT"])], (3, 0, 0, 1),
    ),
    "wrapped.txt": (3, [1, 1, 1], 0, [0, 1, 0], [], (3, 0, 1, 0)),
}  # fmt: skip


def test_every_sample_is_expected():
    assert {path.name for path in SAMPLES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_summary(name):
    items, paragraphs, subheadings, resolutions, actions, attendance = EXPECTED[name]
    found = summary(sample(name))
    assert found.pop("warnings") is not None
    assert found == {
        "items": items,
        "paragraphs": paragraphs,
        "subheadings": subheadings,
        "resolutions": resolutions,
        "actions": [{"after": after, "owners": owners} for after, owners in actions],
        "attendance": dict(zip(("core", "attendees", "support", "apologies"), attendance, strict=True)),
    }


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_same_file_twice_gives_the_same_result(name):
    assert sample(name) == sample(name)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_nothing_is_left_over(name):
    assert sample(name).unplaced == ()


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_file_may_end_its_lines_and_spell_its_letters_as_it_likes(encoding, ending):
    text = (SAMPLES / "names_run_together.txt").read_text(encoding="utf-8")
    plain = summary(sample("names_run_together.txt"))
    other = summary(parsed("minutes.txt", text.replace("\n", ending).encode(encoding)))
    assert [warning for warning in other.pop("warnings") if "Windows-1252" not in warning] == plain.pop(
        "warnings"
    )
    assert other == plain
