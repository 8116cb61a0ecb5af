"""The small language of sections: whatever is typed is read, and nothing of it becomes markup."""

from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from assessments import text
from design import prose

TYPED = st.text(
    st.sampled_from("ab <&>\"'[]()0123#- \n\tfigure") | st.characters(codec="utf-8"), max_size=200
)
WRITTEN = st.lists(
    st.sampled_from(["## Where", "- one", "- two [1]", "[figure 2]", "Plain [12] words", "", "[figure x]"]),
    max_size=20,
)
PROSE = '{% from "design/prose.html" import prose %}{{ prose(found) }}'


def words_of(block):
    if isinstance(block, prose.Subhead):
        return block.text
    if isinstance(block, prose.Bullets):
        return " ".join("".join(span.text for span in item) for item in block.items)
    if isinstance(block, prose.Paragraph):
        return "".join(span.text for span in block.spans)
    return f"[figure {block.number}]"


def test_each_kind_of_block():
    found = text.blocks(
        "One line\nand its rest [3].\n\n## Where\n- the station\n- the quay [1]\n[figure 2]\nAfter."
    )
    assert [block.kind for block in found] == ["paragraph", "subhead", "bullets", "figure", "paragraph"]
    assert words_of(found[0]) == "One line and its rest [3]."
    assert found[0].spans[1] == text.Cite(3)
    assert [words_of(found[2]), found[3].number] == ["the station the quay [1]", 2]


def test_what_only_looks_like_a_mark_is_text():
    found = text.blocks("##\n\n-\n\nSee [figure 2] here, and [a].")
    assert [block.kind for block in found] == ["paragraph"] * 3
    assert text.figures_in("See [figure 2] here.") == []


@given(TYPED)
def test_no_letter_is_lost_or_added(typed):
    """But for the marks themselves and white space."""

    def bare(words):
        return "".join(words.split()).replace("#", "").replace("-", "")

    read = " ".join(words_of(block) for block in text.blocks(typed))
    assert bare(read).lower() == bare(_numbers_as_read(typed)).lower()


def _numbers_as_read(typed):
    """Figures and citations say their number without leading noughts."""
    typed = text.FIGURE.sub(lambda m: f"[figure {int(m[1])}]", typed)
    return text.CITE.sub(lambda m: f"[{int(m[1])}]", typed)


@given(WRITTEN)
def test_reading_what_was_read_gives_the_same(lines):
    once = text.blocks("\n".join(lines))
    marks = {"subhead": "## ", "figure": "", "paragraph": ""}
    again = "\n\n".join(
        "\n".join("- " + "".join(s.text for s in item) for item in block.items)
        if isinstance(block, prose.Bullets)
        else marks[block.kind] + words_of(block)
        for block in once
    )
    assert text.blocks(again) == once


@given(TYPED)
def test_nothing_typed_becomes_markup(typed):
    shown = engines["jinja2"].from_string(PROSE).render({"found": text.blocks(typed)})
    for tag in shown.split("<")[1:]:
        assert tag.startswith(("p class=", "/p>", "h3 class=", "/h3>", "ul class=", "/ul>", "li>", "/li>", "a class=",
                               "/a>")), tag  # fmt: skip


def test_what_the_text_names_and_is_not_there_is_said():
    said = list(text.problems("[figure 2]\nAs shown [4] and [4] and [1].", figures=[1], statements={1}))
    assert said == [
        "The text names figure 2, and this section has no such figure. Add it or take it out.",
        "The text cites [4], and there is no such statement of evidence. Add it or take it out.",
    ]


def test_in_another_assessment_a_number_names_where_it_belongs():
    [block] = [text.elsewhere(block, "CSP-PSA-2026-0001") for block in text.blocks("So it is [2].")]
    assert words_of(block) == "So it is [2, CSP-PSA-2026-0001]."
