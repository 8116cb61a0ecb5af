"""The promise: nothing of the text is lost or altered but for spacing, whatever the lines are."""

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.importing.coverage import coverage
from meetings.importing.files import read_lines
from meetings.importing.parse import parse
from meetings.importing.source import Cell, Line, Source
from tests.meetings.importing.reading import SAMPLES, sample

TELLING = """
1. Welcome
2 Rural crime
2.1 Text of it
2.2
3.
No 3
Item 4 – Close
Agenda item 5
4a
5.1.2 deep
Present:
Attendance
Core Membership
Name Agency
Apologies
Apologies: None
In attendance: A Smith, B Jones
Cllr Avery Larkfield Northshire Council, Chair
RT Robin Thackley (Police)
Chair: Avery Larkfield
Northshire Police:
Councillors Larkfield, Thackley and Merrowdale
Apologies were received from A. Smith and B. Jones. All noted.
Resolved
RESOLVED:
RESOLVED – (a) that x; (b) that y
It was AGREED:
Decision: yes
(a) That it be noted
(i) in part
Action - Avery Larkfield, and Robin Thackley
ACTION:
Actions
[Action: RT]
• a point
- another
1. The report was noted
Minutes:
Minutes: it began
PART 2 – EXEMPT
[Not for publication]
Page 1 of 2
Share this page
Farm Watch
The board spoke. RESOLVED that it be so, subject to the Health Board and subject to money.
Date of next meeting: 3 May
The meeting closed at 8pm
Signed ........ Chair
| a | b |
-----
words and more words that go on for a while here
Minutes pdf icon PDF 7 KB
""".strip().split("\n")
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)
LINES = st.lists(st.one_of(st.sampled_from(TELLING), TEXT, st.just("")), max_size=40)


def kept(source):
    found = coverage(source, parse(source))
    assert found.complete, (found.expected, found.found)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_typed_lines(lines):
    text = "\n".join(lines)
    if text.strip() and not text.lstrip().startswith("<"):
        kept(read_lines("a.txt", b"\xef\xbb\xbf" + text.encode()))


@st.composite
def laid_out(draw):
    """Lines as a Word or web file gives them: list numbers, styles, tables."""
    lines, table = [], 0
    for text in draw(st.lists(st.sampled_from(TELLING), max_size=25)):
        line = Line(text)
        if draw(st.booleans()):
            number = draw(st.sampled_from(["", "•", "1.", "2.1", "(a)", "a)"]))
            bold = draw(st.sampled_from([0, 4, len(text)]))
            line = replace(
                line, number=number, level=draw(st.sampled_from([0, 0, 2])), bold=min(bold, len(text))
            )
        if draw(st.integers(0, 3)) == 0:
            table += draw(st.integers(0, 1)) or (0 if table else 1)
            row, column = draw(st.integers(0, 2)), draw(st.integers(0, 2))
            line = replace(line, cell=Cell(table, row, column, 3))
        lines.append(line)
    return Source("a.docx", "docx", tuple(in_table_order(lines)))


def in_table_order(lines):
    """A reader gives a table row by row and all at once."""
    first = {}
    for place, line in enumerate(lines):
        if line.cell:
            first.setdefault(line.cell.table, place)
    order = {
        place: (first[line.cell.table], line.cell.row, line.cell.column, place)
        if line.cell
        else (place, 0, 0, place)
        for place, line in enumerate(lines)
    }
    return [lines[place] for place in sorted(order, key=order.get)]


@settings(max_examples=150, deadline=None)
@given(laid_out())
def test_laid_out_lines(source):
    kept(source)


def test_a_lost_word_would_be_noticed():
    source = read_lines("a.txt", (SAMPLES / "parish.txt").read_bytes())
    whole = parse(source)
    first, *others = whole.items
    short = replace(first.content[0], text=first.content[0].text.replace("received", "taken"))
    altered = replace(whole, items=(replace(first, content=(short,)), *others))
    assert not coverage(source, altered).complete
    assert not coverage(source, replace(whole, closing=())).complete


def test_a_paragraph_of_a_hundred_thousand_letters():
    for words in (
        "agreed (a) that ",
        "x",
        "A",
        "and subject to the Big Council ",
        "([",
        "1 2 3.1 ",
        "the ",
        " - ",
    ):
        text = f"1. One\n\n1.1 {words * (100_000 // len(words))}\n\n2. Two\n\n2.1 Done.\n"
        started = time.process_time()
        kept(read_lines("a.txt", text.encode()))
        assert time.process_time() - started < 2


def test_a_hundred_pages():
    pages = "\n\n".join(
        f"{n}. Subject {n}\n\n"
        + "\n\n".join(
            f"{n}.{m} " + "The board heard about the work of partners that year. " * 6 for m in range(1, 13)
        )
        + "\n\nRESOLVED:\n\n1. That the report be noted\n\nAction: Robin Thackley to write by 3 March 2025"
        for n in range(1, 61)
    )
    started = time.process_time()
    found = parse(read_lines("a.txt", pages.encode()))
    assert time.process_time() - started < 2
    assert [len(item.paragraphs) for item in found.items] == [12] * 60


def test_the_samples_keep_every_letter():
    for path in SAMPLES.iterdir():
        assert sample(path.name).unplaced == ()
