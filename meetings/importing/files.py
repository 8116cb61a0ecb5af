"""From the bytes of an uploaded file to its lines. The content decides what a file is, its name only agrees."""

import re

from meetings.importing.archive import open_package
from meetings.importing.plain import read_text
from meetings.importing.source import FileRefused
from meetings.importing.web import read_html
from meetings.importing.word import read_word

MAX_BYTES = 20 * 1024 * 1024
KINDS = {"docx": "docx", "html": "html", "htm": "html", "xhtml": "html", "txt": "txt", "text": "txt"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
SIGNATURES = (
    (PROGRAMS, "This is a program, not minutes. Check that you chose the right file."),
    (
        (b"%PDF",),
        "This is a PDF. Export it to Word (.docx), or copy its text into a .txt file, and send that.",
    ),
    ((b"{\\rtf",), "This is a Rich Text file. Open it in Word and save it as .docx."),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM"),
        "This is a picture. Minutes are read from text: send the Word, web or text file they came from.",
    ),
    (
        (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        "This is an archive. Take the minutes out of it and send those as .docx, .html or .txt.",
    ),
)
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I
)


def read_lines(name, data, *, max_bytes=MAX_BYTES):
    """Read a .docx, .html or .txt file. Raises FileRefused with sentences that say how to mend it."""
    kind = _kind(name)
    _refuse_size(data, max_bytes)
    _refuse_content(kind, data)
    if kind == "docx":
        return read_word(name, open_package(data))
    if kind == "html" or _HTML_START.match(data[:2000]):
        return read_html(name, data)
    return read_text(name, data)


def _kind(name):
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension == "doc":
        raise FileRefused("This is an old Word file (.doc). Open it in Word and save it as .docx.")
    if extension == "docm":
        raise FileRefused("This file may have macros (.docm). In Word choose Save as, Word Document (.docx).")
    if extension == "pdf":
        raise FileRefused(
            "This is a PDF. Export it to Word (.docx), or copy its text into a .txt file, and send that."
        )
    if extension not in KINDS:
        raise FileRefused("Minutes are read from .docx, .html and .txt files. Save the file as one of these.")
    return KINDS[extension]


def _refuse_size(data, max_bytes):
    if not data.strip():
        raise FileRefused("The file is empty. Check that it was saved, then choose it again.")
    if len(data) > max_bytes:
        limit = f"{max_bytes / 1024 / 1024:.0f} MB" if max_bytes >= 1024 * 1024 else f"{max_bytes:,} bytes"
        raise FileRefused(
            f"The file is larger than {limit}, the most that can be read. Take the pictures out, or split it."
        )


def _refuse_content(kind, data):
    for starts, sentence in SIGNATURES:
        if data.startswith(starts) and not (kind != "docx" and _plainly_text(data)):
            raise FileRefused(sentence)
    if data.startswith(OLE):
        raise FileRefused(_ole_reason(data))
    zipped = data.startswith(b"PK\x03\x04")
    if kind == "docx" and not zipped:
        raise FileRefused(
            "The name ends in .docx but this is not a Word file. Save the minutes from Word as .docx, "
            "or give the file the ending that fits it (.html or .txt)."
        )
    if kind != "docx" and zipped:
        raise FileRefused(
            "This is a zip archive or a Word file. If it is from Word, its name must end in .docx."
        )


def _plainly_text(data):
    """Letters such as MZ or BM may open an honest text; a program or picture soon has a zero byte."""
    return data[:2] in (b"MZ", b"BM") and b"\x00" not in data[:2000]


def _ole_reason(data):
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "This file is protected by a password. Take the password off and try again."
    return "This is an old Office file (.doc). Open it in Word and save it as .docx."
