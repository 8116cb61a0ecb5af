"""A Word file is a zip archive. These checks run on its directory before anything in it is opened."""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from meetings.importing.source import FileRefused

MAX_ENTRIES = 3_000
MAX_UNPACKED = 150 * 1024 * 1024
MAX_PART = 60 * 1024 * 1024
MAX_RATIO = 250
RATIO_APPLIES_FROM = 1024 * 1024

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LOADED = {
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
ARCHIVES = re.compile(r"\.(zip|7z|rar|gz|tgz|bz2|xz|cab|jar|docx|docm|iso)$", re.I)
PROGRAMS = re.compile(r"\.(exe|dll|scr|com|bat|cmd|js|vbs|ps1|msi|hta|lnk|jse|wsf)$", re.I)


@dataclass(frozen=True)
class Package:
    """An opened Word file whose directory has passed every check."""

    archive: zipfile.ZipFile
    main: str

    def names(self):
        return self.archive.namelist()

    def xml(self, name):
        """The root element of a part, or None when the file has no such part."""
        if name not in self.names():
            return None
        return _parse(_read(self.archive, name))

    def beside(self, name):
        """A part that stands in the same folder as the main one."""
        return self.xml(f"{self.main.rpartition('/')[0]}/{name}".lstrip("/"))


def open_package(data):
    """Open a Word file, or refuse it with every reason found."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused(
            "This Word file is damaged and cannot be opened. Open it in Word, save it again as .docx and try once more."
        ) from error
    _refuse_unsafe_entries(entries)
    _refuse_other_kinds(archive)
    main = _main_part(archive)
    reasons = [*_macro_reasons(archive), *_link_reasons(archive)]
    if reasons:
        raise FileRefused(*reasons)
    return Package(archive, main)


def _refuse_unsafe_entries(entries):
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("This file is protected by a password. Take the password off and try again.")
    if _is_bomb(entries):
        raise FileRefused(
            "This file unpacks to far more than minutes could need, so it was not opened. "
            "Save the minutes again from Word as a new .docx file."
        )
    names = [entry.filename for entry in entries]
    reasons = []
    if any(PROGRAMS.search(name) for name in names):
        reasons.append("This file has a program inside it. Save only the minutes as a new .docx file.")
    if any(ARCHIVES.search(name) and "/embeddings/" not in name for name in names):
        reasons.append(
            "This file has another archive inside it. Send the minutes alone, saved from Word as .docx."
        )
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        reasons.append("This file is not put together as Word does it. Save it again from Word as .docx.")
    if reasons:
        raise FileRefused(*reasons)


def _is_bomb(entries):
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        return True
    return any(
        entry.file_size > RATIO_APPLIES_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )


def _refuse_other_kinds(archive):
    names = set(archive.namelist())
    if "mimetype" in names and b"opendocument" in _read(archive, "mimetype")[:200]:
        raise FileRefused("This is an OpenDocument file. Save it as Word (.docx) and try again.")
    if "[Content_Types].xml" not in names:
        raise FileRefused(
            "This is a zip archive, not a Word file. Take the minutes out of it and send those as .docx, .html or .txt."
        )
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise FileRefused(
            "This is an Excel or PowerPoint file. Save the minutes as Word (.docx) or text (.txt)."
        )


def _main_part(archive):
    """The part that holds the text, named by the package's own relationships."""
    names = set(archive.namelist())
    if "_rels/.rels" in names:
        for link in _parse(_read(archive, "_rels/.rels")).iter(RELATIONSHIPS):
            target = link.get("Target", "").lstrip("/")
            if link.get("Type", "").endswith("/officeDocument") and target in names:
                return target
    if "word/document.xml" in names:
        return "word/document.xml"
    raise FileRefused("This is not a Word document. Save the minutes from Word as .docx and try again.")


def _macro_reasons(archive):
    types = _read(archive, "[Content_Types].xml")
    macros = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in archive.namelist())
    if macros or b"macroEnabled" in types or b"vbaProject" in types:
        yield "This file has macros. In Word choose Save as, Word Document (.docx), which leaves them out."


def _link_reasons(archive):
    """Links that load something when the file is opened; ordinary hyperlinks are not among them."""
    found = {}
    for name in archive.namelist():
        if not name.endswith(".rels"):
            continue
        for link in _parse(_read(archive, name)).iter(RELATIONSHIPS):
            kind = link.get("Type", "").rpartition("/")[2]
            if kind == "aFChunk" or (link.get("TargetMode") == "External" and kind in LOADED):
                found[LOADED[kind]] = True
    for what in found:
        yield (
            f"This file takes {what} from another file or web address. "
            "In Word break the links (File, Info, Edit Links to Files), save it and try again."
        )


def _read(archive, name):
    """One part, never more than its limit whatever its header says."""
    try:
        with archive.open(name) as part:
            content = part.read(MAX_PART + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise _damaged() from error
    except Exception as error:  # zlib.error and lzma.LZMAError share no base class
        raise _damaged() from error
    if len(content) > MAX_PART:
        raise FileRefused("A part of this file is too large to read. Split the minutes into smaller files.")
    return content


def _damaged():
    return FileRefused(
        "Part of this Word file is damaged. Open it in Word, save it again as .docx and try once more."
    )


def _parse(content):
    """Parse XML without entities, document types, network or huge trees."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise _document_type() from error
        raise _damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _document_type()
    return root


def _document_type():
    return FileRefused(
        "This file defines its own XML entities, which Word never does, so it was not read. "
        "Copy the text into a new Word document and save that."
    )
