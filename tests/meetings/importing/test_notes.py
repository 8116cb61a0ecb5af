"""What the officer is shown of a file beside the minutes themselves."""

from meetings.importing.files import read_lines
from meetings.importing.parse import parse
from meetings.reports.imports import notes_of

MINUTES = b"""Present:
Alex Marsh, Northshire Council (Chair)
(some joined online)

1. Welcome
1.1 Everybody was welcomed.
"""


def test_text_among_the_names_that_is_no_name_is_shown():
    notes = notes_of(parse(read_lines("minutes.txt", MINUTES)))
    assert "Among the names, and no name: “(some joined online)”" in notes
