"""Figures: the picture names itself, its numbers stand beneath, and it needs no style attribute."""

import itertools

import pytest
from django.template import engines
from lxml import html

from design import charts, gallery, text
from design.structure import Node, StructureChart


def drawn(figure, macro="chart", **options):
    source = f'{{% from "design/figures.html" import {macro} %}}{{{{ {macro}(figure, **options) }}}}'
    return html.fromstring(
        engines["jinja2"].from_string(source).render({"figure": figure, "options": options})
    )


@pytest.mark.parametrize("name", ["bar", "stacked", "line"])
def test_a_chart_names_itself_and_has_no_styles(name):
    figure = gallery.figures()[name]
    page = drawn(figure)
    svg = page.xpath(".//*[local-name()='svg']")[0]
    assert svg.get("role") == "img"
    for part in svg.get("aria-labelledby").split():
        assert page.xpath(f'.//*[@id="{part}"]')
    assert figure.title in svg.text_content()
    assert figure.summary in svg.text_content()
    assert not page.xpath(".//@style")


def test_a_chart_has_its_numbers_in_a_table():
    page = drawn(gallery.figures()["line"])
    rows = [[cell.text for cell in row.xpath("./td")] for row in page.xpath(".//tbody/tr")]
    assert rows[2] == ["October to December", "92", "–"]
    assert [cell.text for cell in page.xpath(".//th")] == ["Quarter", "Burglary", "Robbery"]


@pytest.mark.parametrize("name", ["bar", "stacked", "line"])
def test_nothing_is_drawn_outside_the_picture(name):
    drawing = gallery.figures()[name].drawing()
    for mark in drawing.marks:
        xs, ys = mark.at[0::2], mark.at[1::2]
        if mark.shape == "bar":
            xs, ys = (mark.at[0], mark.at[0] + mark.at[2]), (mark.at[1], mark.at[1] + mark.at[3])
        assert min(xs) >= 0
        assert max(xs) <= drawing.width
        assert max(ys) <= drawing.height


@pytest.mark.parametrize("kind", [charts.stacked, charts.line])
def test_a_chart_of_nothing_is_drawn_all_the_same(kind):
    assert drawn(kind("None", "No calls.", ["A", "B"], [charts.Series("Calls", [0, 0])])) is not None
    assert drawn(kind("Empty", "No calls.", [], [charts.Series("Calls", [])])) is not None


@pytest.mark.parametrize("months", [3, 12, 13, 24])
def test_months_are_named_in_full_or_not_at_all(months):
    names = [f"May {2020 + number}" for number in range(months)]
    figure = charts.line("Figure", "Words", names, [charts.Series("Calls", [1] * months)])
    said = [mark.words for mark in figure.drawing().marks if mark.shape == "text"]
    assert names[-1].split()[1] in " ".join(said)
    assert not [words for words in said if "…" in words]


def test_a_bar_is_as_long_as_its_share():
    marks = charts.bar("Calls", "Calls.", [("A", 40), ("B", 10)]).drawing().marks
    long, short = [mark.at[2] for mark in marks if mark.shape == "bar"]
    assert long == 4 * short


def test_a_total_stands_after_a_stacked_bar():
    words = [mark.words for mark in gallery.figures()["stacked"].drawing().marks if mark.bold]
    assert words == ["7", "11", "6"]


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [("£", 3500, "£3,500"), ("%", 12.5, "12.5%"), (" calls", 40.0, "40 calls"), ("", None, "–")],
)
def test_a_number_is_said_with_its_unit(unit, value, words):
    assert charts.bar("T", "S", [("A", 1)], unit=unit).words(value) == words


@pytest.mark.parametrize(
    ("highest", "found"),
    [
        (0, [0, 1]),
        (120, [0, 50, 100, 150]),
        (9, [0, 2, 4, 6, 8, 10]),
        (1, [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]),
    ],
)
def test_ticks_are_round_numbers(highest, found):
    assert charts.ticks(highest) == found


def test_words_are_wrapped_and_shortened_to_their_room():
    lines = text.wrap("Market Square and the streets behind the town hall", 120, 15)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(text.width(line, 15) <= 120 for line in lines)
    assert text.wrap("", 100, 15) == []
    assert text.wrap("Two words", 100, 15) == ["Two words"]
    assert text.shorten("Llanfairpwllgwyngyllgogerychwyrndrobwll", 100, 15).startswith("Llanfair")


def test_a_structure_is_a_picture_with_links_and_a_nested_list():
    page = drawn(gallery.structure(), "structure")
    svg = page.xpath(".//*[local-name()='svg']")[0]
    assert svg.get("role") == "group"
    assert svg.xpath(".//*[local-name()='a']/@href") == ["#root", "#tasking", "#panel", "#board"]
    tree = page.xpath('.//div[@class="tree"]')[0]
    assert len(tree.xpath(".//li")) == 5
    assert tree.xpath(".//li/ul/li/ul/li/strong/text()") == ["Town centre team"]
    assert "Chair vacant" in tree.text_content()
    assert not page.xpath(".//@style")


def test_a_structure_without_links_is_an_image():
    page = drawn(gallery.structure(), "structure", linked=False)
    assert page.xpath(".//*[local-name()='svg']/@role") == ["img"]
    assert not page.xpath(".//a")


def test_boxes_never_overlap_and_stay_in_the_picture():
    leaves = [
        Node(f"Group {n}", [f"Chair: role {n}"] * (n % 3), children=[Node("Under")] * (n % 4))
        for n in range(9)
    ]
    tree = StructureChart("Big", Node("Root with a rather long name for a body", children=leaves)).drawing()
    boxes = sorted(tree.boxes, key=lambda box: (box.x, box.y))
    for one, other in itertools.pairwise(boxes):
        assert one.x != other.x or one.y + one.height <= other.y
    assert all(
        box.y >= 0 and box.y + box.height <= tree.height and box.x + box.width <= tree.width for box in boxes
    )


def test_labels_are_escaped():
    page = drawn(StructureChart("T", Node("<script>x</script>", ["<b>"])), "structure")
    assert not page.xpath(".//script|.//b")
