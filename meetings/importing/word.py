"""Reading a Word file: body paragraphs and tables in order, with the numbers Word would show."""

from collections import Counter

from documents.checking import FileRefused
from meetings.importing.numbering import Numbering, W, attribute
from meetings.importing.runs import paragraph_pieces
from meetings.importing.source import Cell, Dropped, Line, Source, plain_spaces, shorten, squash
from meetings.importing.styles import Style, list_of, read_styles

CONTAINERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
FURNITURE = (("header", "page header"), ("footer", "page footer"))
NOTES = (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote"), ("comments.xml", "comment"))


def read_word(name, package):
    root = package.xml(package.main)
    body = root.find(f"{W}body")
    if body is None:
        raise FileRefused(
            "This Word file has no text in it. Open it in Word, check it, and save it again as .docx."
        )
    reader = _Reader(package)
    reader.read_blocks(body)
    dropped = [*reader.dropped, *_furniture(package), *_notes(package)]
    return Source(name, "docx", tuple(reader.lines), tuple(dropped), tuple(_warnings(reader, dropped)))


class _Reader:
    def __init__(self, package):
        self.styles = read_styles(package.beside("styles.xml"))
        style_lists = {key: style.list_key for key, style in self.styles.items() if style.list_key}
        self.numbering = Numbering.read(package.beside("numbering.xml"), style_lists)
        self.lines, self.dropped, self.changes = [], [], Counter()
        self.tables = 0

    def read_blocks(self, element, cell=None):
        for child in element:
            if child.tag == f"{W}p":
                self.read_paragraph(child, cell)
            elif child.tag == f"{W}tbl":
                self.read_table(child, cell)
            elif child.tag in CONTAINERS:
                self.read_blocks(child, cell)
            elif child.tag in (f"{W}del", f"{W}moveFrom"):
                self.changes["deleted"] += 1

    def read_paragraph(self, paragraph, cell):
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.get(
            attribute(properties.find(f"{W}pStyle")) if properties is not None else "", Style()
        )
        pieces = paragraph_pieces(paragraph, style.bold, self.changes, self.dropped)
        text = plain_spaces("".join(piece.text for piece in pieces))
        number = self._number(properties, style) if text.strip() else ""
        bold = _leading_bold(pieces)
        gap = True
        for part in text.split("\n"):
            if part.strip():
                line = part.strip(" ").rstrip()
                self.lines.append(Line(line, number, style.level, min(max(bold, 0), len(line)), 0, gap, cell))
                number, gap = "", False
            bold -= len(part) + 1

    def _number(self, properties, style):
        key, depth = list_of(properties)
        if not key:
            key, depth = style.list_key, style.list_depth
        return self.numbering.next_number(key, depth) if key and key != "0" else ""

    def read_table(self, table, outer):
        """Rows and cells in order. A table within a cell is read as more text of that cell."""
        rows = [row for row in _flat(table, f"{W}tr") if not _is_deleted(row)]
        if outer is None:
            self.tables += 1
        number = self.tables
        for index, row in enumerate(rows):
            cells = list(_flat(row, f"{W}tc"))
            for column, content in enumerate(cells):
                self.read_blocks(content, outer or Cell(number, index, column, len(cells)))


def _flat(parent, tag):
    """Children with this tag, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in CONTAINERS:
            yield from _flat(child, tag)


def _is_deleted(row):
    return row.find(f"{W}trPr/{W}del") is not None


def _leading_bold(pieces):
    """How many letters at the start of the paragraph are bold, spaces before them not counted."""
    count, started = 0, False
    for piece in pieces:
        text = piece.text if started else piece.text.lstrip(" ")
        if text.strip() and not piece.bold:
            break
        started = started or bool(text)
        count += len(text)
    return count


def _furniture(package):
    """Headers and footers; what repeats from section to section is listed once."""
    seen = set()
    for name in sorted(package.names()):
        for start, reason in FURNITURE:
            if name.startswith(f"word/{start}") and name.endswith(".xml"):
                text = _text(package.xml(name))
                if text and text not in seen:
                    seen.add(text)
                    yield Dropped(text, reason)


def _notes(package):
    for part, reason in NOTES:
        root = package.beside(part)
        for note in [] if root is None else root:
            text = _text(note)
            if text and attribute(note, "type") not in ("separator", "continuationSeparator"):
                yield Dropped(text, reason)


def _text(element):
    return squash(plain_spaces(" ".join("".join(p.itertext(f"{W}t")) for p in element.iter(f"{W}p"))))


def _warnings(reader, dropped):
    changes = reader.changes
    if changes["inserted"] or changes["deleted"]:
        yield (
            f"The file has tracked changes: {changes['inserted']} insertions were kept and "
            f"{changes['deleted']} deletions left out. Accept or reject them in Word if that is not right."
        )
    if changes["hidden"]:
        yield "The file has hidden text, which was left out. See the list of what was dropped."
    for reason in ("comment", "footnote", "endnote", "text box"):
        found = [each for each in dropped if each.reason == reason]
        if found:
            first = shorten(found[0].text)
            yield f"{len(found)} × {reason} left out, the first “{first}”. Type it in where it is needed."
