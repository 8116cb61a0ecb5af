"""Word files made for the tests: automatic numbering, tables, tracked changes and things that must be refused."""

import io
import re
import zipfile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LEVELS = {
    "multilevel": [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")],
    "letters": [("lowerLetter", "%1)"), ("lowerRoman", "(%2)")],
    "bullets": [("bullet", "\uf0b7"), ("bullet", "o")],
    "decimals": [("decimal", "%1."), ("lowerLetter", "%2.")],
}


class WordFile:
    """A document built paragraph by paragraph; ``data()`` gives its bytes."""

    def __init__(self):
        self.document = Document()
        self.numbering = self.document.part.numbering_part.element
        self.lists = {}

    def define(self, name, kind, overrides=()):
        """A list of one of the LEVELS kinds. ``overrides`` restarts levels of a list defined before."""
        number = 900 + len(self.lists)
        abstract = f"9{list(LEVELS).index(kind)}"
        if not self.numbering.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']"):
            levels = "".join(
                f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
                for depth, (style, text) in enumerate(LEVELS[kind])
            )
            element = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{levels}</w:abstractNum>'
            )
            self.numbering.insert(0, element)
        starts = "".join(
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for depth, start in overrides
        )
        self.numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{starts}</w:num>'
            )
        )
        self.lists[name] = number
        return self

    def add(self, text, style=None, *, listed=None, depth=0, bold=False):
        paragraph = self.document.add_paragraph(style=style)
        paragraph.add_run(text).bold = bold or None
        if listed:
            properties = paragraph._p.get_or_add_pPr()
            place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{self.lists[listed]}"/>'
            properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))
        return paragraph

    def table(self, *rows):
        table = self.document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                first, *others = text.split("\n")
                cell.paragraphs[0].add_run(first)
                for other in others:
                    cell.add_paragraph(other)
        return table

    def xml(self, paragraph, content):
        """Raw WordprocessingML inside a paragraph."""
        for element in parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"):
            paragraph._p.append(element)
        return paragraph

    def data(self):
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


def rewrite(data, changes=None, extra=None):
    """The same zip with parts changed by a function or replaced, and others added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in (changes or {}):
                content = changes[name](content)
            new.writestr(name, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return buffer.getvalue()


def linked(data, kind, target="https://example.org/x", part="word/_rels/document.xml.rels"):
    """The file with an external relationship of a kind."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rIdX9" Type="{base}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return rewrite(data, {part: lambda content: re.sub(rb"</Relationships>", link.encode(), content)})
