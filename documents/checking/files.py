"""A file somebody wants to keep: its type told from its content, its name made harmless, its digest taken."""

import codecs
import hashlib
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

from documents.checking.archive import password
from documents.checking.office import NAMES as OFFICE_NAMES
from documents.checking.office import check_office
from documents.checking.refusal import FileRefused
from documents.checking.signatures import looks_like

OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
KINDS_TAKEN = {  # ending: content type given out with it
    "pdf": "application/pdf",
    "docx": f"{OOXML}.wordprocessingml.document",
    "xlsx": f"{OOXML}.spreadsheetml.sheet",
    "pptx": f"{OOXML}.presentationml.presentation",
    "odt": f"{ODF}.text",
    "ods": f"{ODF}.spreadsheet",
    "odp": f"{ODF}.presentation",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
}
ACCEPT = ",".join(f".{ending}" for ending in (*KINDS_TAKEN, "jpeg"))
TAKEN = "Files are taken as Word, Excel, PowerPoint, OpenDocument, PDF, text, CSV, PNG or JPEG."
NAMES = OFFICE_NAMES | {"pdf": "PDF", "png": "PNG picture", "jpg": "JPEG picture", "text": "text"}
REFUSED = {
    "program": "This is a program, not a document. It was not kept. Check that you chose the right file.",
    "archive": "This is an archive. Take the files out of it and send each by itself.",
    "rtf": "This is a Rich Text file. Open it in Word and save it as .docx.",
    "picture": "This kind of picture is not taken. Save it as PNG or JPEG.",
    "old-office": "This is an old Office file. Open it in Office and save it as .docx, .xlsx or .pptx.",
}
LONGEST_NAME = 120
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Checked:
    """A file that may be kept."""

    filename: str
    content_type: str
    size: int
    sha256: str


def check_file(file, name=""):
    """What the file is, or FileRefused. ``file`` is any seekable binary file; it is left at its beginning."""
    name = harmless_name(name or file.name)
    refuse_oversize(file)
    head = file.read(CHUNK)
    if not head.strip():
        raise FileRefused("The file is empty. Check that it was saved, then choose it again.")
    kind = _kind(file, head)
    ending = _refuse_wrong_ending(name, kind)
    return Checked(name, KINDS_TAKEN[ending], _size(file), _digest(file))


def refuse_oversize(file):
    """Refuse what is past the limit by its size alone, before any of it is read."""
    limit = settings.UPLOAD_LIMIT_MB
    if _size(file) > limit * 1024 * 1024:
        raise FileRefused(
            f"The file is larger than {limit} MB, the most that can be kept. "
            "Make its pictures smaller, or split it, and try again."
        )


def harmless_name(name):
    """The last part of a path, without the marks that turn the direction of writing or end a header."""
    name = re.split(r"[\\/]", name)[-1]
    kept = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    stem, dot, ending = kept.strip(" .").rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:20]}"


def _kind(file, head):
    found = looks_like(head)
    if found == "old-office":  # a password shows in the container's directory, which may stand at its end
        found = looks_like(_whole(file))
    if found == "encrypted":
        raise password()
    if found in REFUSED:
        raise FileRefused(REFUSED[found])
    file.seek(0)
    if found == "zip":
        return check_office(file)
    if found == "pdf":
        _check_pdf(file)
    if found == "text" and not encoding_of(_whole(file)):
        raise FileRefused(f"The file does not read as text, nor as a document of another kind. {TAKEN}")
    return found


def _check_pdf(file):
    import pikepdf  # slow to load, and most files are not PDF

    try:
        pikepdf.open(file).close()
    except pikepdf.PasswordError as error:
        raise password() from error
    except pikepdf.PdfError as error:
        raise FileRefused(
            "This PDF is damaged and cannot be opened. Make it again from the program it came from."
        ) from error


def encoding_of(data):
    """UTF-8, UTF-16 with its mark, or the Western encoding of older Windows programs; nothing if it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            if not re.search("[\x00-\x08\x0e-\x1a\x1c-\x1f]", data.decode(encoding)):
                return encoding
    return ""


def _refuse_wrong_ending(name, kind):
    stem, _, ending = name.rpartition(".")
    ending = {"jpeg": "jpg", "text": "txt"}.get(ending.lower(), ending.lower())
    if ending not in KINDS_TAKEN or not stem:
        raise FileRefused(f"The name does not end in a way that says what the file is. {TAKEN}")
    if ending != kind and not (kind == "text" and ending in ("txt", "csv")):
        usual = "txt" if kind == "text" else kind
        raise FileRefused(
            f"The name ends in .{ending} but the content is {NAMES[kind]}. "
            f"Give it the ending .{usual}, or save it again as .{ending}."
        )
    return ending


def _whole(file):
    file.seek(0)
    return file.read()


def _size(file):
    if (size := getattr(file, "size", None)) is not None:
        return size
    end = file.seek(0, 2)
    file.seek(0)
    return end


def _digest(file):
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
