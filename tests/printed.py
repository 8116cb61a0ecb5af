"""What a PDF file says, as poppler reads it."""

import io
import shutil
import subprocess

import pikepdf


def pages(data: bytes, *, way: str = "-layout") -> list[str]:
    """The words of each page, laid out as printed or, with ``-raw``, in the order of the file."""
    tool = shutil.which("pdftotext")
    assert tool, "Install poppler-utils"
    done = subprocess.run([tool, way, "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def words(data: bytes, *, way: str = "-layout") -> str:
    """All its words on one line."""
    return " ".join(" ".join(pages(data, way=way)).split())


def count_pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as document:
        return len(document.pages)
