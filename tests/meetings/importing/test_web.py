"""Web pages: the part that holds the minutes, and list numbers as a browser shows them."""

import pytest

from documents.checking import FileRefused
from meetings.importing.files import read_lines


def source_of(body, head="", encoding="utf-8"):
    return read_lines("minutes.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))


def printed(body):
    return [line.printed for line in source_of(body).lines]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=5><li>a</li><li value=9>b</li><li>c</li></ol>", ["5. a", "9. b", "10. c"]),
        ('<ol type="a"><li>x</li><li>y</li></ol>', ["a. x", "b. y"]),
        ('<ol type="I"><li>x</li><li>y</li></ol>', ["I. x", "II. y"]),
        ("<ul><li>x<ul><li>y</li></ul></li></ul>", ["• x", "• y"]),
        ("<ol><li>x<ol type=i><li>y</li></ol>more</li><li>z</li></ol>", ["1. x", "i. y", "more", "2. z"]),
        ("<p>a<br>b</p><p>c &amp; d&nbsp;e</p>", ["a", "b", "c & d e"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>1.1&#8239;Text</p>", ["1.1 Text"]),
        ("<pre>a\n b</pre>", ["a", "b"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
    ],
)
def test_text(body, lines):
    assert printed(body) == lines


def test_cells_know_their_place():
    lines = source_of(
        "<table><tr><td>a</td><td><p>b</p><p>c</p></td></tr><tr><td colspan=2>d</td></tr></table>"
    ).lines
    assert [(line.cell.row, line.cell.column, line.cell.columns) for line in lines] == [
        (0, 0, 2), (0, 1, 2), (0, 1, 2), (1, 0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Home</nav>", "<footer>Home</footer>", "<aside>Home</aside>", '<div class="cookie-banner">Home</div>',
        '<div id="breadcrumb">Home</div>', '<div role="search">Home</div>', "<p hidden>Home</p>",
        '<p style="display: none">Home</p>', '<div class="social share">Home</div>', "<form>Home</form>",
    ],
)  # fmt: skip
def test_furniture_is_dropped_and_listed(furniture):
    source = source_of(f"{furniture}<p>Minutes of the board.</p>")
    assert [line.text for line in source.lines] == ["Minutes of the board."]
    assert [drop.text for drop in source.dropped] == ["Home"]


def test_scripts_and_styles_are_no_text():
    source = source_of("<script>x=1</script><style>p{}</style><noscript>y</noscript><p>Minutes.</p>")
    assert [line.text for line in source.lines] == ["Minutes."]


def test_only_the_main_part_is_read_and_the_rest_is_listed():
    source = source_of(
        f"<div>Around</div><main><p>{'Minutes of the board. ' * 30}</p></main><div>After</div>"
    )
    assert len(source.lines) == 1
    assert [drop.text for drop in source.dropped] == ["Around", "After"]


def test_a_form_around_the_whole_page_is_no_furniture():
    source = source_of(f"<form id='aspnet'><p>{'Minutes of the board. ' * 200}</p></form>")
    assert len(source.lines) == 1


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"), ("", "utf-8"), ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("", "cp1252"), ("", "utf-16"), ("", "utf-8-sig"),
    ],
)  # fmt: skip
def test_encodings(head, encoding):
    assert source_of("<p>“£5” – café</p>", head, encoding).lines[0].text == "“£5” – café"


def test_headings_and_bold_are_hints():
    lines = source_of("<h2>Crime</h2><p><strong>Apologies</strong> none</p><p><b>All bold</b></p>").lines
    assert [line.level for line in lines] == [2, 0, 0]
    assert lines[1].bold >= len("Apologies")
    assert not lines[1].emphasised
    assert lines[2].emphasised


def test_a_page_nested_deep_keeps_its_text():
    assert "".join(line.text for line in source_of("<div>" * 300 + "deep" + "</div>" * 300).lines) == "deep"


def test_a_page_nested_past_all_reason_is_refused_not_cut():
    with pytest.raises(FileRefused, match="cannot be read as a whole"):
        source_of("<div>" * 5000 + "deep" + "</div>" * 5000)
