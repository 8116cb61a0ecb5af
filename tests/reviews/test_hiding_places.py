"""Every place in which a file may hide a name, in files made by other programs: found, and said where."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pymupdf
import pytest
from docx.oxml import parse_xml
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from design.pdf import html_to_pdf
from reviews.anonymity.matching import Terms
from reviews.anonymity.pieces import Unreadable, pieces_of_file

NAME = "Nameworth"
TERMS = Terms([("Willow", "person", f"Invented {NAME}")], 2026)
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def places(data, name="report.docx"):
    pieces = list(pieces_of_file(io.BytesIO(data), name))
    return {find.place for piece in pieces for find in TERMS.finds_in(piece) if NAME in find.words}


def word(change=lambda document: None, parts=None):
    document = docx.Document()
    document.add_paragraph("Nothing here.")
    change(document)
    file = io.BytesIO()
    document.save(file)
    return with_parts(file.getvalue(), parts or {})


def with_parts(data, parts):
    """The package with parts added, or changed by a function of the text."""
    found = zipfile.ZipFile(io.BytesIO(data))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        for name in found.namelist():
            content = found.read(name)
            change = parts.pop(name, None)
            out.writestr(name, change(content.decode()) if callable(change) else change or content)
        for name, content in parts.items():
            out.writestr(name, content)
    return file.getvalue()


def xml(body):
    return lambda document: document.element.body.insert(0, parse_xml(body))


def para(inner):
    return xml(f"<w:p {NS}>{inner}</w:p>")


def run(text, tag="t"):
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def before_end(tag, inner):
    return lambda text: text.replace(f"</{tag}>", f"{inner}</{tag}>")


VARIABLE = f'<w:docVars><w:docVar w:name="c" w:val="{NAME}"/></w:docVars>'
BY = 'w:id="1" w:author="A"'
BOX = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"
PROPERTY = '<p:Properties xmlns:p="x"><p:property name="Client"><p:v>{}</p:v></p:property></p:Properties>'
LINK = (
    '<Relationship Id="rId99" Target="https://example.org/{}" TargetMode="External"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
)
PAGE = (
    '<html lang="en"><head><title>Report</title></head>'
    '<body data-marking="" data-title="" data-foot="">{}</body></html>'
)


def in_part(tag, inner):
    return f'<w:{tag}s {NS}><w:{tag} w:id="2"><w:p><w:r><w:t>{inner}</w:t></w:r></w:p></w:{tag}></w:{tag}s>'


def split_runs(document):
    paragraph = document.add_paragraph("It was Na")
    for text in ("mew", "orth", "’s house"):
        paragraph.add_run(text).bold = text == "mew"


def header(document):
    document.sections[0].header.paragraphs[0].text = f"About {NAME}"
    document.sections[0].footer.paragraphs[0].text = f"By {NAME}"


def alt_text(document):
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    shape = document.add_picture(io.BytesIO(file.getvalue()))
    shape._inline.docPr.set("descr", f"{NAME} in the garden")


def picture_words(document):
    file, info = io.BytesIO(), PngInfo()
    info.add_text("Author", f"By {NAME}")
    Image.new("RGB", (4, 4)).save(file, "PNG", pnginfo=info)
    document.add_picture(io.BytesIO(file.getvalue()))


def properties(document):
    document.core_properties.author = f"Invented {NAME}"


CASES = {
    "split over runs": (word(split_runs), "Text, paragraph"),
    "header and footer": (word(header), "Page header"),
    "table": (word(lambda d: setattr(d.add_table(1, 1).rows[0].cells[0], "text", NAME)), "Text, paragraph"),
    "inserted": (
        word(para(f"<w:ins {BY}>{run('Name')}</w:ins>{run('worth')}")),
        "Text, paragraph",
    ),
    "deleted": (
        word(para(f"{run('It was ')}<w:del {BY}>{run(NAME, 'delText')}</w:del>")),
        "deleted with changes tracked",
    ),
    "author of a change": (
        word(xml(f'<w:p {NS}><w:ins w:id="1" w:author="Invented {NAME}"><w:r><w:t>x</w:t></w:r></w:ins></w:p>')),
        "author of a change",
    ),
    "hidden": (word(xml(f"<w:p {NS}><w:r><w:rPr><w:vanish/></w:rPr><w:t>{NAME}</w:t></w:r></w:p>")), "hidden text"),
    "text box": (
        word(para(BOX.format(run(NAME)))),
        "Text, paragraph",
    ),
    "description of a picture": (word(alt_text), "description of a picture"),
    "what a picture carries": (word(picture_words), "what it carries"),
    "properties": (word(properties), "Properties of the file"),
    "footnote": (word(parts={"word/footnotes.xml": in_part("footnote", NAME)}), "Footnote"),
    "endnote": (word(parts={"word/endnotes.xml": in_part("endnote", NAME)}), "Endnote"),
    "comment": (word(parts={"word/comments.xml": in_part("comment", NAME)}), "Comment"),
    "custom XML": (word(parts={"customXml/item9.xml": f"<a><b>{NAME}</b></a>"}), "Custom XML"),
    "custom property": (
        word(parts={"docProps/custom.xml": PROPERTY.format(NAME)}),
        "Properties of the file",
    ),
    "address of a link": (
        word(parts={"word/_rels/document.xml.rels": before_end("Relationships", LINK.format(NAME))}),
        "Address of a link",
    ),
    "field": (word(xml(f"<w:p {NS}><w:r><w:instrText>AUTHOR {NAME}</w:instrText></w:r></w:p>")), "Text, paragraph"),
    "web page packed inside": (
        word(parts={"word/afchunk.htm": "<p>It was Name<b>worth</b></p>"}),
        "without its tags",
    ),
    "control": (word(parts={"word/activeX/activeX1.bin": b"\x01\x02" + NAME.encode("utf-16-le")}), "activeX1.bin"),
    "document variable": (
        word(parts={"word/settings.xml": before_end("w:settings", VARIABLE)}),
        "Settings of the file",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_in_a_word_file(case):
    data, where = CASES[case]
    assert any(where in place for place in places(data)), places(data)


def test_a_clean_file_has_no_find_and_its_pictures_are_counted():
    assert places(word()) == set()
    pieces = list(pieces_of_file(io.BytesIO(word(picture_words)), "a.docx"))
    assert (
        sum(bool(piece.picture) for piece in pieces) == 2
    )  # with the one that the program keeps of the first page


def test_in_a_workbook_and_in_a_workbook_within_a_word_file():
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append([NAME])
    book.save(file)
    assert places(file.getvalue(), "a.xlsx")
    found = places(word(parts={"word/embeddings/sheet1.xlsx": file.getvalue()}))
    assert any(place.startswith("Embedded file sheet1.xlsx") for place in found)


def test_the_name_of_the_file():
    assert places(word(), f"{NAME} final.docx") == {"File name"}


def paper(html=f"<p>It was {NAME}</p>"):
    return html_to_pdf(PAGE.format(f"<h1>Report</h1>{html}"))


def changed(change, data=None):
    with pikepdf.open(io.BytesIO(data or paper("<p>Nothing.</p>"))) as pdf:
        change(pdf)
        file = io.BytesIO()
        pdf.save(file)
    return file.getvalue()


def annotation(pdf):
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=f"Ask {NAME}"
    )
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def attachment(pdf):
    pdf.attachments["notes.txt"] = f"Spoke to {NAME}.".encode()


def outline(pdf):
    with pdf.open_outline() as found:
        found.root.append(pikepdf.OutlineItem(f"On {NAME}", 0))


def xmp(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as found:
        found["dc:description"] = f"For {NAME}"


def form(pdf):
    shown = pdf.make_stream(f"<field><value>{NAME[:4]}<b>{NAME[4:]}</b></value></field>".encode())
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(XFA=pikepdf.Array(["template", shown])))


def script(pdf):
    said = pdf.make_stream(f"app.alert('{NAME}')".encode())
    pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=said))


PAPERS = {
    "form of another kind": (lambda: changed(form), "Form"),
    "script": (lambda: changed(script), "Script"),
    "text of a page": (paper, "Page 1"),
    "alt text in the structure": (
        lambda: paper(f'<img alt="{NAME} at home" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
        "Description of a picture",
    ),
    "properties": (
        lambda: changed(lambda pdf: pdf.docinfo.__setitem__("/Author", NAME)),
        "Properties of the file",
    ),
    "XMP": (lambda: changed(xmp), "XMP"),
    "note": (lambda: changed(annotation), "Note"),
    "attachment": (lambda: changed(attachment), "Embedded file notes.txt"),
    "bookmark": (lambda: changed(outline), "Title or bookmark"),
}


@pytest.mark.parametrize("case", PAPERS)
def test_in_a_pdf(case):
    make, where = PAPERS[case]
    data = make()
    assert any(where in place for place in places(data, "a.pdf")), places(data, "a.pdf")


def test_a_page_of_drawn_words_is_one_that_people_look_at():
    with pymupdf.open() as document:
        document.new_page().draw_line((72, 72), (90, 90))
        document.new_page()
        data = document.tobytes()
    pieces = [piece for piece in pieces_of_file(io.BytesIO(data), "a.pdf") if piece.picture]
    assert [piece.place for piece in pieces] == ["Page 1, drawn without letters that can be read"]


def test_in_a_pdf_of_another_program():
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), f"It was {NAME}.")
        page.insert_text((72, 100), "A name with accents: Tomás")
        data = document.tobytes()
    assert places(data, "a.pdf") == {"Page 1"}


def test_a_pdf_that_holds_its_earlier_versions_is_refused(tmp_path):
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), NAME)
        document.save(path)
    with pymupdf.open(path) as document:
        document[0].insert_text((72, 200), "More")
        document.saveIncr()
    with pytest.raises(Unreadable, match="earlier versions"):
        places(path.read_bytes(), "a.pdf")


def test_what_cannot_be_read_through_is_refused():
    for data, name in (
        (b"%PDF-1.7 nonsense", "a.pdf"),
        (b"PK\x03\x04nonsense", "a.docx"),
        (b"\x00\x01", "a.bin"),
    ):
        with pytest.raises(Unreadable):
            places(data, name)
