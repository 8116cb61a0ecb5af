"""From a text, or the bytes of a file, to pieces: what is said, and where it stands or hides."""

import hashlib
import html
import io
import re
from typing import NamedTuple

LARGEST = 40 * 1024 * 1024
DEEPEST = 2  # files within files within the file
PARAGRAPHS = re.compile(r"(?:\r?\n){2,}")  # a browser ends lines with both


class Piece(NamedTuple):
    place: str
    text: str
    picture: str = ""  # its digest, by which it is known again
    entry: int | None = None  # of a chronology: the key of the entry that says it


class Unreadable(Exception):
    """With a sentence that says how to mend it."""


def pieces_of_text(content):
    """``content`` are pairs of title and text: the sections of a report."""
    for title, text in content:
        yield Piece(f"Heading “{title}”", title)
        for number, paragraph in enumerate(filter(str.strip, PARAGRAPHS.split(text)), start=1):
            yield Piece(f"{title}, paragraph {number}", paragraph)


def pieces_of_file(file, name, depth=0):
    """Of a Word or other Office file, a PDF, or plain text. What cannot be read through is refused, not passed over."""
    from reviews.anonymity.office import pieces_of_office  # noqa: PLC0415 -- they know pieces
    from reviews.anonymity.pdf import pieces_of_pdf  # noqa: PLC0415

    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable("This file is too large to be read through. Make its pictures smaller, or split it.")
    yield Piece("File name", name)
    if data.startswith(b"%PDF-"):
        yield from pieces_of_pdf(data, depth)
    elif data.startswith(b"PK\x03\x04"):
        yield from pieces_of_office(data, depth)
    elif name.lower().endswith((".txt", ".csv", ".xml", ".html", ".htm", ".md", ".json")):
        text = decoded(data)
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield Piece(f"Line {number}", line)
        if "<" in text and not name.lower().endswith((".txt", ".csv", ".md", ".json")):
            yield Piece("Text without its tags", without_tags(text))
    elif name.lower().endswith((".png", ".jpg", ".jpeg")):
        yield from pieces_of_picture(name, data)
    else:
        raise Unreadable("This kind of file cannot be read through. Save it as Word (.docx) or PDF.")


def within(name, data, depth):
    """A file in a file."""
    if depth >= DEEPEST:
        raise Unreadable(f"“{name}” is packed too deep in this file. Take it out and check it by itself.")
    for piece in pieces_of_file(io.BytesIO(data), name, depth + 1):
        yield Piece(f"Embedded file {name}: {piece.place}", piece.text, piece.picture)


def pieces_of_picture(name, data):
    """That there is one, which only people can look at; and the words that it carries beside its dots."""
    yield Piece(f"Picture {name}", "", hashlib.sha256(data).hexdigest())
    words = " ".join(_words_beside(data))
    if words.strip():
        yield Piece(f"Picture {name}, what it carries about itself", words)


def _words_beside(data):
    if data.startswith(b"\x89PNG"):
        at = 8
        while at + 8 <= len(data):
            size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
            if kind in (b"tEXt", b"iTXt", b"eXIf"):
                yield _printable(data[at + 8 : at + 8 + size])
            at += size + 12
    elif data.startswith(b"\xff\xd8"):
        at = 2
        while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
            size = int.from_bytes(data[at + 2 : at + 4])
            if 0xE1 <= data[at + 1] <= 0xEF or data[at + 1] == 0xFE:
                yield _printable(data[at + 4 : at + 2 + size])
            at += 2 + size


def _printable(data):
    text = decoded(data.replace(b"\x00", b""))
    return "".join(char if char.isprintable() else " " for char in text)


def without_tags(text):
    """As it reads: a name over two tags is one word."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def decoded(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
