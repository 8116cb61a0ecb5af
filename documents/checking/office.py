"""Office files: which kind they are, and what in them would run or reach out when somebody opens them."""

import re
import zipfile
from dataclasses import dataclass

from documents.checking.archive import open_archive, parse, password, read_part
from documents.checking.refusal import FileRefused

TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
HREF = "{http://www.w3.org/1999/xlink}href"
MAIN_TYPES = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"presentationml.presentation.main+xml": "pptx",
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
LOADED = {  # relationships that fetch something when the file is opened; a plain hyperlink is not among them
    "attachedTemplate": "a template",
    "image": "a picture",
    "oleObject": "a linked object",
    "aFChunk": "part of its text",
    "frame": "a framed page",
    "subDocument": "a sub-document",
    "video": "a video",
    "audio": "a sound",
    "mailMergeSource": "a mail-merge source",
    "externalLinkPath": "a workbook",
}
FETCHED_BY_ODF = {
    "image",
    "object",
    "object-ole",
    "section-source",
    "table-source",
    "cell-range-source",
    "plugin",
}
PACKED_FILE = "Ole10Native".encode("utf-16-le")
DDE_FIELD = re.compile(rb"<w:instrText[^>]*>[^<]*\bDDE(?:AUTO)?\b", re.I)
MACROS = "This file has macros. Save it without them: in Word, Save as, Word Document (.docx)."
BREAK_LINKS = "Break the links (File, Info, Edit Links to Files), save it and try again."
OTHER_TEMPLATE = "In Word choose Developer, Document Template, attach “Normal”, save it and try again."


@dataclass(frozen=True)
class Package:
    """An opened Office file that has passed every check."""

    archive: zipfile.ZipFile
    main: str

    def names(self):
        return self.archive.namelist()

    def xml(self, name):
        """The root element of a part, or None when the file has no such part."""
        if name not in self.names():
            return None
        return parse(read_part(self.archive, name))

    def beside(self, name):
        """A part that stands in the same folder as the main one."""
        return self.xml(f"{self.main.rpartition('/')[0]}/{name}".lstrip("/"))


def check_office(file):
    """The kind of the office file, as its usual ending; refused with every reason found."""
    archive = open_archive(file)
    kind = kind_of(archive)
    reasons = _odf_reasons(archive) if kind in OPEN_DOCUMENT.values() else _ooxml_reasons(archive)
    if reasons := list(reasons):
        raise FileRefused(*reasons)
    return kind


def open_word(file):
    """Open a Word file, or refuse it with every reason found."""
    archive = open_archive(file)
    if (kind := kind_of(archive)) != "docx":
        raise FileRefused(
            f"This is an {NAMES[kind]} file. Save the text as Word (.docx) or plain text (.txt)."
        )
    if reasons := list(_ooxml_reasons(archive)):
        raise FileRefused(*reasons)
    return Package(archive, _main_part(archive))


NAMES = {
    "docx": "Word",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "odt": "OpenDocument text",
    "ods": "OpenDocument spreadsheet",
    "odp": "OpenDocument presentation",
}


def kind_of(archive):
    names = set(archive.namelist())
    if "mimetype" in names:
        said = read_part(archive, "mimetype").strip()
        if said in OPEN_DOCUMENT:
            return OPEN_DOCUMENT[said]
    if TYPES in names:
        types = read_part(archive, TYPES)
        for main, kind in MAIN_TYPES.items():
            if main in types:
                return kind
        if b"macroEnabled" in types:
            raise FileRefused(MACROS)
    raise FileRefused(
        "This is a zip archive, not a document. Take the files out of it and send each by itself."
    )


def _main_part(archive):
    """The part that holds the text, named by the package's own relationships."""
    names = set(archive.namelist())
    if "_rels/.rels" in names:
        for link in parse(read_part(archive, "_rels/.rels")).iter(RELATIONSHIPS):
            target = link.get("Target", "").lstrip("/")
            if link.get("Type", "").endswith("/officeDocument") and target in names:
                return target
    if "word/document.xml" in names:
        return "word/document.xml"
    raise FileRefused("This is not a Word document. Save it from Word as .docx and try again.")


def _ooxml_reasons(archive):
    names, types = archive.namelist(), read_part(archive, TYPES)
    macros = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names)
    if macros or b"macroEnabled" in types or b"vbaProject" in types:
        yield MACROS
    yield from _link_reasons(archive)
    if any(name.endswith(".bin") and PACKED_FILE in read_part(archive, name) for name in names):
        yield "This file has another file packed inside it. Take it out and send it by itself."
    if "word/document.xml" in names and DDE_FIELD.search(read_part(archive, "word/document.xml")):
        yield "This file starts another program through a field (DDE). Remove the field and save it again."


def _link_reasons(archive):
    found = set()
    for name in archive.namelist():
        if not name.endswith(".rels"):
            continue
        for link in parse(read_part(archive, name)).iter(RELATIONSHIPS):
            kind = link.get("Type", "").rpartition("/")[2]
            if kind == "aFChunk" or (link.get("TargetMode") == "External" and kind in LOADED):
                found.add(kind)
    for kind in sorted(found):
        mend = OTHER_TEMPLATE if kind == "attachedTemplate" else BREAK_LINKS
        yield f"This file takes {LOADED[kind]} from another file or web address. {mend}"


def _odf_reasons(archive):
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in read_part(archive, "META-INF/manifest.xml"):
        raise password()
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        yield "This file has macros. Remove them (Tools, Macros, Organise) and save it again."
    for part in ("content.xml", "styles.xml"):
        if part in names and any(map(_fetches, parse(read_part(archive, part)).iter("{*}*"))):
            yield f"This file takes a part of itself from another file or web address. {BREAK_LINKS}"
            return


def _fetches(element):
    address = element.get(HREF, "")
    outside = ":/" in address or address.startswith(("/", "../../"))
    return outside and element.tag.rpartition("}")[2] in FETCHED_BY_ODF
