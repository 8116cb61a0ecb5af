"""The zip archive that an office file is. Its directory is judged before any part of it is unpacked."""

import re
import zipfile

from lxml import etree

from documents.checking.refusal import FileRefused

MAX_ENTRIES = 3_000
MAX_UNPACKED = 150 * 1024 * 1024
MAX_PART = 60 * 1024 * 1024
MAX_RATIO = 250
RATIO_APPLIES_FROM = 1024 * 1024

ARCHIVES = re.compile(r"\.(zip|7z|rar|gz|tgz|bz2|xz|cab|jar|docx|docm|iso)$", re.I)
PROGRAMS = re.compile(r"\.(exe|dll|scr|com|bat|cmd|js|vbs|ps1|msi|hta|lnk|jse|wsf)$", re.I)


def open_archive(file):
    """The archive, once its directory has passed every check."""
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused(
            "This file is damaged and cannot be opened. "
            "Open it in the program that made it, save it again and try once more."
        ) from error
    _refuse_unsafe(entries)
    return archive


def _refuse_unsafe(entries):
    if any(entry.flag_bits & 1 for entry in entries):
        raise password()
    if _is_bomb(entries):
        raise FileRefused(
            "This file unpacks to far more than a document could need, so it was not opened. "
            "Save it again as a new file from the program that made it."
        )
    names = [entry.filename for entry in entries]
    reasons = []
    if any(PROGRAMS.search(name) for name in names):
        reasons.append("This file has a program inside it. Save only the document as a new file.")
    if any(ARCHIVES.search(name) and "/embeddings/" not in name for name in names):
        reasons.append("This file has another archive inside it. Send the document alone.")
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        reasons.append("This file is not put together as Office does it. Save it again from Office.")
    if reasons:
        raise FileRefused(*reasons)


def _is_bomb(entries):
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        return True
    return any(
        entry.file_size > RATIO_APPLIES_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )


def read_part(archive, name):
    """One part, never more than its limit whatever its header says."""
    try:
        with archive.open(name) as part:
            content = part.read(MAX_PART + 1)
    except Exception as error:  # zlib.error, lzma.LZMAError and zipfile's own share no base class
        raise damaged() from error
    if len(content) > MAX_PART:
        raise FileRefused("A part of this file is too large to read. Split it into smaller files.")
    return content


def parse(content):
    """Parse XML without entities, document types, network or huge trees."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise _document_type() from error
        raise damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _document_type()
    return root


def password():
    return FileRefused("This file is protected by a password. Take the password off and try again.")


def damaged():
    return FileRefused("Part of this file is damaged. Open it in Office, save it again and try once more.")


def _document_type():
    return FileRefused(
        "This file defines its own XML entities, which Office never does, so it was not read. "
        "Copy the text into a new document and save that."
    )
