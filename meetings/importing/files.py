"""From the bytes of an uploaded file to its lines. The content decides what a file is, its name only agrees."""

import io
import re

from documents.checking import FileRefused, looks_like, open_word
from meetings.importing.plain import read_text
from meetings.importing.web import read_html
from meetings.importing.word import read_word

MAX_BYTES = 20 * 1024 * 1024
KINDS = {"docx": "docx", "html": "html", "htm": "html", "xhtml": "html", "txt": "txt", "text": "txt"}
PICTURE = "This is a picture. Minutes are read from text: send the Word, web or text file they came from."
PDF = "This is a PDF. Export it to Word (.docx), or copy its text into a .txt file, and send that."
REFUSED = {  # by what the content looks like
    "program": "This is a program, not minutes. Check that you chose the right file.",
    "pdf": PDF,
    "rtf": "This is a Rich Text file. Open it in Word and save it as .docx.",
    "png": PICTURE,
    "jpg": PICTURE,
    "picture": PICTURE,
    "archive": "This is an archive. Take the minutes out of it and send those as .docx, .html or .txt.",
    "encrypted": "This file is protected by a password. Take the password off and try again.",
    "old-office": "This is an old Office file (.doc). Open it in Word and save it as .docx.",
}
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I
)


def read_lines(name, data, *, max_bytes=MAX_BYTES):
    """Read a .docx, .html or .txt file. Raises FileRefused with sentences that say how to mend it."""
    kind = _kind(name)
    _refuse_size(data, max_bytes)
    _refuse_content(kind, data)
    if kind == "docx":
        return read_word(name, open_word(io.BytesIO(data)))
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
        raise FileRefused(PDF)
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
    found = looks_like(data)
    if found in REFUSED:
        raise FileRefused(REFUSED[found])
    if kind == "docx" and found != "zip":
        raise FileRefused(
            "The name ends in .docx but this is not a Word file. Save the minutes from Word as .docx, "
            "or give the file the ending that fits it (.html or .txt)."
        )
    if kind != "docx" and found == "zip":
        raise FileRefused(
            "This is a zip archive or a Word file. If it is from Word, its name must end in .docx."
        )
