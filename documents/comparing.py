"""Two versions of a document as text, side by side (S004-14)."""

import difflib
from dataclasses import dataclass

from charset_normalizer import from_bytes

from documents.checking import FileRefused, open_word

COMPARED = {"docx", "txt", "csv"}
LONGEST_PART = 10 * 1024 * 1024
MOST_PARAGRAPHS = 5_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class NotComparable(Exception):
    """These two cannot be set side by side; the words say what to do instead."""


@dataclass(frozen=True)
class Change:
    """A run of paragraphs that differ: where it stands in the newer version, and both texts."""

    where: str
    before: str
    after: str


def compare_versions(older, newer):
    """The runs of paragraphs in which the two differ, in order."""
    before, after = paragraphs_of(older), paragraphs_of(newer)
    matcher = difflib.SequenceMatcher(None, before, after)
    return [
        Change(
            _where(new_from, new_to), "\n".join(before[old_from:old_to]), "\n".join(after[new_from:new_to])
        )
        for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes()
        if kind != "equal"
    ]


def paragraphs_of(version):
    """The text of a Word or text file, a paragraph or line each, empty ones left out."""
    ending = version.filename.rpartition(".")[2].lower()
    if ending not in COMPARED:
        raise NotComparable("Only Word, text and CSV files can be compared here. Download both versions.")
    with version.file.open("rb") as file:
        lines = _word_lines(file) if ending == "docx" else _text_lines(file.read())
        found = [line for line in lines if line]
    if len(found) > MOST_PARAGRAPHS:
        raise NotComparable("These versions are too long to compare here. Download both versions.")
    return found


def _word_lines(file):
    try:
        package = open_word(file)
        if package.archive.getinfo(package.main).file_size > LONGEST_PART:
            raise NotComparable("These versions are too long to compare here. Download both versions.")
        root = package.xml(package.main)
    except FileRefused as refusal:
        raise NotComparable(*refusal.reasons) from refusal
    for paragraph in root.iter(f"{W}p"):
        texts = (node.text or "" for node in paragraph.iter(f"{W}t"))
        yield " ".join("".join(texts).split())


def _text_lines(data):
    text = str(from_bytes(data).best() or data.decode("cp1252", errors="replace"))
    return (line.rstrip() for line in text.splitlines())


def _where(start, end):
    if end - start <= 1:
        return f"Paragraph {start + 1}"
    return f"Paragraphs {start + 1} to {end}"
