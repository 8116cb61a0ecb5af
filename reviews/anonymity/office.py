"""Office files, every part of them: text over split runs, notes, comments, tracked changes, hidden text, descriptions
of pictures, properties, custom XML, links, and files packed inside.
"""

import io
import re

from documents.checking import FileRefused
from documents.checking.archive import open_archive, parse, read_part
from reviews.anonymity.pieces import Piece, Unreadable, decoded, pieces_of_picture, within, without_tags

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPHS = frozenset({"p", "h", "si", "is"})
LEAVES = frozenset({"t", "delText", "instrText", "delInstrText"})
BREAKS = {
    "tab": " ",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
    "s": " ",
    "line-break": "\n",
}
ADDED, TAKEN = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".svg")
PLACES = (  # the first that fits says where in the file a part stands
    (r"document\.xml$", "Text"), (r"header\d*\.xml$", "Page header"), (r"footer\d*\.xml$", "Page footer"),
    (r"footnotes\.xml$", "Footnote"), (r"endnotes\.xml$", "Endnote"), (r"comments\w*\.xml$", "Comment"),
    (r"people\.xml$", "People who commented"), (r"docProps/", "Properties of the file"),
    (r"meta\.xml$", "Properties of the file"),
    (r"customXml/", "Custom XML"), (r"settings\.xml$", "Settings of the file"), (r"\.rels$", "Address of a link"),
    (r"charts?/", "Chart"), (r"diagrams/", "Diagram"), (r"sharedStrings\.xml$", "Cell"), (r"slides/", "Slide"),
    (r"notesSlides/", "Notes of a slide"), (r"content\.xml$", "Text"), (r"styles\.xml$", "Styles of the file"),
)  # fmt: skip
SAID_OF = {  # attributes that people write, or that name people
    "descr": "Description of a picture", "alt": "Description of a picture", "title": "Title of a picture",
    "author": "Author of a change or comment", "initials": "Author of a change or comment",
    "userId": "Author of a change or comment", "name": "Name of a part", "val": "Value", "Target": "Address of a link",
    "instr": "Field", "displayText": "Choice of a list", "value": "Value", "tooltip": "Words over a link",
    "anchor": "Bookmark", "lastValue": "Value", "href": "Address of a link",
}  # fmt: skip


def pieces_of_office(data, depth):
    try:
        archive = open_archive(io.BytesIO(data))
        for name in archive.namelist():
            yield from _part(name, read_part(archive, name), depth)
    except FileRefused as refusal:
        raise Unreadable(" ".join(refusal.reasons)) from None


def _part(name, data, depth):
    lower = name.lower()
    if lower.endswith((".xml", ".rels", ".vml")):
        yield from _xml(name, parse(data))
    elif lower.endswith(PICTURES):
        yield from pieces_of_picture(name, data)
    elif "/embeddings/" in lower or lower.endswith((".docx", ".xlsx", ".pptx", ".pdf", ".txt")):
        yield from within(name.rpartition("/")[2], data, depth)
    elif lower.endswith((".odttf", ".fntdata", ".ttf", "mimetype")) or name.endswith("/"):
        return  # fonts
    elif lower.endswith(".rtf"):
        raise Unreadable(f"“{name}” in this file cannot be read through. Save the whole as a new Word file.")
    else:
        text = decoded(data.replace(b"\x00", b""))
        yield Piece(f"Part {name}", text)
        if "<" in text:
            yield Piece(f"Part {name}, without its tags", without_tags(text))


def _xml(name, root):
    place = next((words for pattern, words in PLACES if re.search(pattern, name)), f"Part {name}")
    counted = 0
    for element in root.iter("{*}*"):
        local = _local(element)
        if local in PARAGRAPHS:
            counted += 1
            yield from _paragraph(f"{place}, paragraph {counted}", element)
        elif element.text and element.text.strip() and not _in_paragraph(element):
            yield Piece(f"{place}, “{local}”", element.text)
        yield from _attributes(place, element)


def _paragraph(place, paragraph):
    """As it reads now; where changes are tracked, as it read before them too."""
    hidden = any(
        _local(mark) in ("vanish", "webHidden") for mark in paragraph.iter("{*}vanish", "{*}webHidden")
    )
    now = _text(paragraph, TAKEN)
    if now.strip():
        yield Piece(f"{place}{', with hidden text' if hidden else ''}", now)
    if any(_local(mark) in TAKEN for mark in paragraph.iter("{*}del", "{*}moveFrom")):
        yield Piece(f"{place}, deleted with changes tracked", _text(paragraph, ADDED))


def _text(element, without):
    """The text of the paragraph, over all its runs; a paragraph within it is another."""
    found = [element.text or ""] if _local(element) not in LEAVES and not element.tag.startswith(W) else []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        local = _local(child)
        if local in LEAVES:
            found.append(child.text or "")
        elif local in BREAKS and not len(child):
            found.append(BREAKS[local])
        elif local not in PARAGRAPHS and local not in without:
            found.append(_text(child, without))
        if child.tail and not child.tag.startswith(W):
            found.append(child.tail)
    return "".join(found)


def _in_paragraph(element):
    if _local(element) in LEAVES or _local(element) in PARAGRAPHS:
        return True
    return any(_local(above) in PARAGRAPHS for above in element.iterancestors())


def _attributes(place, element):
    for key, value in element.attrib.items():
        local = key.rpartition("}")[2]
        if local in SAID_OF and re.search(r"[^\W\d_]{2}|\d{5}", value):
            yield Piece(f"{place}: {SAID_OF[local].lower()}", value)


def _local(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
