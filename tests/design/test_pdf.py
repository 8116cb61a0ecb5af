"""The PDF engine: accessible, marked and numbered; nothing reached, nothing run for ever."""

import io
import resource

import pikepdf
import pytest
from django.template import engines

from design import gallery, pdf
from tests.accessible import accessibility_problems
from tests.printed import pages

PAGE = '<!doctype html><html lang="en-GB"><title>Attack</title><body><h1>Words</h1>'
SOURCE = """{% extends "design/pdf_base.html" %}
{% from "design/figures.html" import chart, structure %}
{% from "design/record.html" import item_heading, outcome, para %}
{% block content %}
  <h1>{{ title }}</h1>
  {{ item_heading(1, "Cymru: Ŵŷ and “quotes”") }}
  {% for number in range(60) %}
    {% call para("1." ~ number) %}Partners will cover young people who carry knives.{% endcall %}
  {% endfor %}
  {% call outcome("resolved", "Resolved") %}<ol><li>The minutes are approved.</li></ol>{% endcall %}
  {% for figure in figures.values() %}{{ chart(figure) }}{% endfor %}
  {{ structure(tree, linked=false) }}
{% endblock %}"""


@pytest.fixture(scope="module", params=[False, True], ids=["final", "draft"])
def minutes(request):
    context = {
        "title": "Minutes of 14 October",
        "marking": "OFFICIAL-SENSITIVE",
        "draft": request.param,
        "author": "Council officer",
        "reference": "CSP-MTG-2026-0042",
        "figures": gallery.figures(),
        "tree": gallery.structure(),
    }
    return request.param, pdf.html_to_pdf(engines["jinja2"].from_string(SOURCE).render(context))


def test_it_is_pdf_ua_1(minutes):
    assert accessibility_problems(minutes[1]) == []


def test_every_page_is_marked_and_numbered(minutes):
    draft, data = minutes
    found = pages(data)
    assert len(found) > 2
    for number, text in enumerate(found, 1):
        assert "OFFICIAL-SENSITIVE" in text
        assert f"Page {number} of {len(found)}" in text
        assert "CSP-MTG-2026-0042" in text
        assert ("DRAFT: not approved" in text) is draft


def test_letters_beyond_latin_1_are_kept(minutes):
    assert "Cymru: Ŵŷ and “quotes”" in pages(minutes[1])[0]


def test_a_letter_that_no_font_has_is_printed_by_its_name():
    context = {
        "title": "A letter \U0002fa20 without a shape",
        "author": "",
        "marking": "OFFICIAL",
        "draft": False,
    }
    context |= {"reference": "", "figures": {}, "tree": gallery.structure()}
    data = pdf.html_to_pdf(engines["jinja2"].from_string(SOURCE).render(context))
    assert accessibility_problems(data) == []
    assert "[U+2FA20]" in pages(data)[0]


def test_it_says_its_title_author_and_language(minutes):
    with pikepdf.open(io.BytesIO(minutes[1])) as document:
        assert document.docinfo["/Title"] == "Minutes of 14 October"
        assert document.docinfo["/Author"] == "Council officer"
        assert document.Root.Lang == "en-GB"


def test_its_letters_are_the_portal_s_own(minutes):
    with pikepdf.open(io.BytesIO(minutes[1])) as document:
        fonts = {str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()}
    assert all("Arimo" in font for font in fonts)


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="{secret}.svg">',
        '<img alt="x" src="../../../..{path}.svg">',
        '<img alt="x" src="static:///../../../..{path}.svg">',
        '<img alt="x" src="static:///%2e%2e/%2e%2e/%2e%2e/%2e%2e{path}.svg">',
        '<style>@import "{secret}.css";</style>',
        '<link rel="stylesheet" href="{secret}.css">',
        '<link rel="attachment" href="{secret}.svg"><a rel="attachment" href="{secret}.svg">x</a>',
        '<object data="{secret}.svg">x</object><embed src="{secret}.svg">',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="{secret}.svg"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><use href="{secret}.svg#a"/></svg>',
    ],
)
def test_nothing_outside_is_read(body, tmp_path):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90" id="a"><text y="20">SECRET</text></svg>'
    (tmp_path / "secret.svg").write_text(drawing)
    (tmp_path / "secret.css").write_text('h1::after { content: "SECRET" }')
    path = tmp_path / "secret"
    data = pdf.html_to_pdf(PAGE + body.format(secret=path.as_uri(), path=path))
    assert "SECRET" not in "".join(pages(data))
    with pikepdf.open(io.BytesIO(data)) as document:
        assert not document.attachments


def test_nothing_is_fetched_over_the_network():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        pdf.html_to_pdf(f'{PAGE}<img alt="x" src="{address}"><link rel="stylesheet" href="{address}">')
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_picture_of_the_portal_s_own_is_shown():
    shown, absent = (
        pages(pdf.html_to_pdf(f'{PAGE}<img alt="The portal" src="static:///images/{name}">'))[0]
        for name in ("favicon.svg", "nowhere.svg")
    )
    assert "The portal" in absent  # its words stand for a picture that is not there
    assert "The portal" not in shown


def _used_by_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.slow
def test_a_table_without_end_is_stopped(settings):
    settings.PDF_SECONDS = 2
    pdf._child().stop()  # what it has used is counted when it ends
    before = _used_by_children()
    with pytest.raises(pdf.PdfTooLarge, match="Take the longest tables"):
        pdf.html_to_pdf(f"{PAGE}<table><tr><td colspan=1000000>x</table>")
    assert _used_by_children() - before < 15
    assert pdf.html_to_pdf(PAGE)  # and the next document is made


@pytest.mark.slow
def test_a_document_that_takes_too_much_memory_is_stopped(settings):
    settings.PDF_MEGABYTES = 400
    pdf._child().stop()  # the limit is set when the child starts
    with pytest.raises(pdf.PdfTooLarge):
        pdf.html_to_pdf(PAGE + "<p>" + "<i>word </i>" * 150_000)
    pdf._child().stop()


def test_a_document_that_cannot_be_made_is_a_plain_failure():
    with pytest.raises(pdf.PdfFailed, match="Nothing was lost"):
        pdf.html_to_pdf(PAGE + '<p style="font-size: 1e30px">x<hr style="height: 1e300px">')
    with pytest.raises(pdf.PdfTooLarge):
        pdf.html_to_pdf("x" * (pdf.LARGEST_HTML + 1))


def test_a_child_that_was_ended_is_replaced():
    pdf.html_to_pdf(PAGE)
    process = pdf._child().process
    process.kill()
    process.wait()
    assert pdf.html_to_pdf(PAGE).startswith(b"%PDF")


def test_a_child_that_cannot_start_is_a_failure_and_not_a_large_document(monkeypatch):
    monkeypatch.setattr(pdf, "CHILD", "design.nowhere")
    with pytest.raises(pdf.PdfFailed) as caught:
        pdf.html_to_pdf(PAGE)
    assert caught.type is pdf.PdfFailed
    pdf._child().stop()


CONTENTS = f"""{PAGE}<style>ul {{ list-style: none }}
a::after {{ content: leader('.') target-counter(attr(href), page) }}
</style><ul><li><a href="#end">The end</a></li></ul><h2 id="end">The end</h2>"""


def test_dots_before_a_number_are_not_read_and_a_link_says_where_it_leads():
    data = pdf.html_to_pdf(CONTENTS)
    assert accessibility_problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as document:
        sheet = document.pages[0]
        assert {str(link.Contents) for link in sheet.Annots} == {"The end"}
        assert sheet.Contents.read_bytes().count(b"/MCID") == 4  # two headings, the link and its number
    assert "....." in pages(data)[0]


@pytest.fixture(scope="module")
def linked():
    return pdf.html_to_pdf(CONTENTS)


def _out_of_the_tree(document):
    rows = document.Root.StructTreeRoot.ParentTree.Nums
    rows[1] = pikepdf.Array(list(rows[1])[:-1])


def _within_an_artifact(document):
    content = document.pages[0].Contents
    content.write(b"/Artifact BMC " + content.read_bytes() + b" EMC")


def _shown_twice(document):
    content = document.pages[0].Contents
    content.write(content.read_bytes().replace(b"/MCID 1>>", b"/MCID 0>>"))


def _link_alone(document):
    del document.pages[0].Annots[0].StructParent


def _without_tags(document):
    del document.Root.StructTreeRoot


def _without_a_title(document):
    document.Root.ViewerPreferences.DisplayDocTitle = False


def _without_words(document):
    for link in document.pages[0].Annots:
        del link.Contents


@pytest.mark.parametrize(
    "spoil",
    [_out_of_the_tree, _within_an_artifact, _shown_twice, _link_alone, _without_tags, _without_a_title, _without_words],
)  # fmt: skip
def test_a_file_that_is_not_accessible_is_told_so(linked, spoil):
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(linked)) as document:
        spoil(document)
        document.save(spoilt)
    assert accessibility_problems(spoilt.getvalue())
