"""Small files made on the spot, good and bad."""

import io
import zipfile
from functools import cache

import docx
from django.core.files.uploadedfile import SimpleUploadedFile

TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTERNAL = '<Relationship Id="rIdX" Type="{office}/{kind}" Target="{target}" TargetMode="External"/>'


@cache
def word(*paragraphs):
    document, file = docx.Document(), io.BytesIO()
    for text in paragraphs or ("A paragraph.",):
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def repacked(data, changes=None, extra=None):
    """The archive with some parts changed by a function, and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, (changes or {}).get(name, lambda same: same)(content))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def with_external(kind, target="http://elsewhere.example/x"):
    rel = EXTERNAL.format(office=OFFICE, kind=kind, target=target).encode()
    close = b"</Relationships>"
    return repacked(word(), {"word/_rels/document.xml.rels": lambda old: old.replace(close, rel + close)})


@cache
def with_macros():
    return repacked(word(), extra={"word/vbaProject.bin": b"macro"})


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@cache
def bomb():
    return repacked(word(), extra={"word/media/zeros.bin": b"\0" * (200 * 1024 * 1024)})


def open_document(content="<a/>", manifest="<m/>", **extra):
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
            **extra,
        }
    )


def upload(name="paper.docx", data=None):
    return SimpleUploadedFile(name, word() if data is None else data)
