"""Word files: the numbers Word shows, tables, tracked changes, and what is left out and said."""

import pytest

from meetings.importing.files import read_lines
from tests.meetings.importing.reading import word
from tests.meetings.importing.word_files import WordFile, rewrite


def lines_of(file):
    return [line.printed for line in read_lines("minutes.docx", file.data()).lines]


def test_numbers_are_those_word_shows():
    file = WordFile().define("items", "multilevel")
    for text, depth in [
        ("Welcome", 0),
        ("One", 1),
        ("Two", 1),
        ("Under two", 2),
        ("Crime", 0),
        ("One", 1),
        ("Under", 2),
    ]:
        file.add(text, listed="items", depth=depth)
    assert lines_of(file) == [
        "1. Welcome",
        "1.1 One",
        "1.2 Two",
        "(a) Under two",
        "2. Crime",
        "2.1 One",
        "(a) Under",
    ]


def test_a_list_that_restarts():
    file = (
        WordFile().define("first", "decimals").define("again", "decimals", [(0, 1)]).define("on", "decimals")
    )
    for name in ("first", "first", "again", "again", "on"):
        file.add("Text", listed=name)
    assert lines_of(file) == ["1. Text", "2. Text", "1. Text", "2. Text", "3. Text"]


def test_letters_and_bullets():
    file = WordFile().define("letters", "letters").define("bullets", "bullets")
    file.add("One", listed="letters")
    file.add("Under", listed="letters", depth=1)
    file.add("Two", listed="letters")
    file.add("Point", listed="bullets")
    file.add("Kept plain", "List Bullet")
    assert lines_of(file) == ["a) One", "(i) Under", "b) Two", "• Point", "• Kept plain"]


def test_a_whole_set_of_minutes_with_automatic_numbers():
    file = WordFile().define("items", "multilevel").define("letters", "letters").define("bullets", "bullets")
    file.add("Northshire Community Safety Board", "Title")
    file.add("Minutes of the meeting held on 5 February 2024 at County Hall, 2.00pm")
    file.add("Present")
    file.table(
        ["Name", "Organisation"],
        ["Cllr Avery Larkfield (Chair)", "Northshire Council"],
        ["Supt Robin Thackley", "Northshire Police"],
    )
    file.add("Apologies: Kit Wainscombe (Probation Service)")
    file.add("Welcome", "Heading 1", listed="items")
    file.add("The Chair greeted all.", listed="items", depth=1)
    file.add("Violence", "Heading 1", listed="items")
    file.add("Points made:", listed="items", depth=1)
    file.add("Numbers fell", listed="bullets")
    file.add("Hospital figures are late", listed="bullets")
    file.add("RESOLVED:", bold=True)
    file.add("That the report be noted", listed="letters")
    file.add("That the plan be approved", listed="letters")
    file.add("in two stages", listed="letters", depth=1)
    found = word(file)
    assert [(item.number, item.title) for item in found.items] == [("1", "Welcome"), ("2", "Violence")]
    assert [one.number for item in found.items for one in item.paragraphs] == ["1.1", "2.1"]
    assert [(one.label, one.verb) for one in found.items[1].resolutions] == [
        ("a)", "noted"),
        ("b)", "approved"),
    ]
    assert found.items[1].resolutions[1].text.endswith("(i) in two stages")
    assert (len(found.attendance("core")), len(found.attendance("apologies"))) == (2, 1)


def test_tracked_changes_keep_what_was_put_in_and_leave_out_what_was_taken_out():
    file = WordFile()
    paragraph = file.add("The board ")
    file.xml(
        paragraph,
        '<w:ins w:id="1" w:author="x"><w:r><w:t>agreed</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>refused</w:delText></w:r></w:del>',
    )
    source = read_lines("minutes.docx", file.data())
    assert [line.text for line in source.lines] == ["The board agreed"]
    assert any("1 insertions were kept and 1 deletions left out" in warning for warning in source.warnings)


def test_links_content_controls_and_fields_keep_their_text():
    file = WordFile()
    file.xml(
        file.add("See "),
        '<w:hyperlink w:anchor="a"><w:r><w:t>the page</w:t></w:r></w:hyperlink>'
        "<w:sdt><w:sdtContent><w:r><w:t> and the box</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> of 3 May</w:t></w:r>'
        "<w:r><w:tab/><w:t>end</w:t><w:br/><w:t>next line</w:t></w:r>",
    )
    assert lines_of(file) == ["See the page and the box of 3 May\tend", "next line"]


def test_headers_footers_boxes_comments_and_hidden_text_are_listed():
    file = WordFile()
    file.document.sections[0].header.paragraphs[0].text = "DRAFT"
    file.document.sections[0].footer.paragraphs[0].text = "Page footer words"
    paragraph = file.add("Seen.")
    file.xml(
        paragraph,
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    )
    file.document.add_comment(paragraph.runs, text="Check this", author="x", initials="x")
    source = read_lines("minutes.docx", file.data())
    assert [line.text for line in source.lines] == ["Seen."]
    assert {(drop.text, drop.reason) for drop in source.dropped} >= {
        ("DRAFT", "page header"), ("Page footer words", "page footer"), ("secret", "hidden text"),
        ("boxed", "text box"), ("Check this", "comment"),
    }  # fmt: skip
    assert any("comment" in warning and "Check this" in warning for warning in source.warnings)


def test_bold_titles_and_headings_are_hints():
    file = WordFile()
    file.add("Minutes of the board", "Title")
    file.add("Crime", "Heading 2")
    paragraph = file.add("Apologies", bold=True)
    paragraph.add_run(" were received from nobody.")
    lines = read_lines("minutes.docx", file.data()).lines
    assert [(line.level, line.bold) for line in lines] == [(1, 0), (2, 5), (0, 9)] or [
        line.level for line in lines
    ] == [1, 2, 0]
    assert lines[2].bold == len("Apologies")


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml"])
def test_a_file_without_styles_or_numbering_still_reads(part):
    file = WordFile()
    file.add("Plain text.")
    data = rewrite(
        file.data(),
        {
            part: lambda content: (
                b'<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
            )
        },
    )
    assert [line.text for line in read_lines("minutes.docx", data).lines] == ["Plain text."]


def test_a_table_inside_a_cell_is_read_with_it():
    file = WordFile()
    table = file.table(["outer", "second"])
    table.cell(0, 0).add_table(rows=1, cols=1).cell(0, 0).text = "inner"
    assert lines_of(file) == ["outer", "inner", "second"]
