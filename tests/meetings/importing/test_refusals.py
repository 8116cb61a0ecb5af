"""Bad input gets a sentence that says what to do."""

import io
import struct
import zipfile

import pytest

from documents.checking import FileRefused
from meetings.importing.files import read_lines
from tests.meetings.importing.word_files import WordFile, linked, rewrite

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def minutes():
    file = WordFile()
    file.add("1. Welcome")
    file.add("1.1 All were greeted.")
    return file.data()


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_password_flag(data):
    """Every entry's encryption bit set, locally and in the directory."""
    data = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            flags = struct.unpack_from("<H", data, at + offset)[0]
            struct.pack_into("<H", data, at + offset, flags | 1)
            at = data.find(mark, at + 4)
    return bytes(data)


def reasons(name, data, **options):
    with pytest.raises(FileRefused) as refused:
        read_lines(name, data, **options)
    for sentence in refused.value.reasons:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    return " ".join(refused.value.reasons)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.docx", b"MZ\x90\x00" + b"\x00" * 500, "program"),
        ("a.txt", b"\x7fELF" + b"\x00" * 500, "program"),
        ("a.docx", b"%PDF-1.7 ...", "PDF"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "old Office file"),
        ("a.docx", b"{\\rtf1 text}", "Rich Text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "picture"),
        ("a.docx", b"Plain words, no Word file at all.", "ends in .docx"),
        ("a.docx", b"<html><body>page</body></html>", "ends in .docx"),
        ("a.docx", b"PK\x03\x04 and then nothing that makes sense", "damaged"),
        ("a.odt", b"anything", ".docx, .html and .txt"),
        ("minutes", b"anything", ".docx, .html and .txt"),
        ("a.docm", b"PK\x03\x04", "macros"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "UTF-8"),
        ("a.txt", "Заседание совета было открыто в девять часов".encode("cp1251"), "UTF-8"),
        ("a.txt", "会議は午前九時に始まりました。".encode("shift_jis") * 3, "UTF-8"),
        ("a.txt", b"\xff\xfeA", "UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_minutes(name, data, said):
    assert said in reasons(name, data)


def test_the_size_limit_is_said():
    assert "larger than 20 MB" in reasons("a.txt", b"x" * (20 * 1024 * 1024 + 1))
    assert "larger than 1,000 bytes" in reasons("a.txt", b"x" * 1001, max_bytes=1000)


def test_password():
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 500
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 100
    )
    assert "password" in reasons("a.docx", ole)
    assert "password" in reasons("a.docx", with_password_flag(minutes()))


def test_a_zip_that_unpacks_to_far_too_much():
    assert (
        "unpack"
        in reasons(
            "a.docx", rewrite(minutes(), extra={"word/media/big.bin": b"\x00" * (40 * 1024 * 1024)})
        ).lower()
    )
    many = {f"word/media/{n}.txt": b"x" for n in range(6000)}
    assert reasons("a.docx", rewrite(minutes(), extra=many))


def test_an_archive_inside_the_file():
    assert reasons("a.docx", rewrite(minutes(), extra={"word/media/inner.zip": zipped(x=b"y")}))


def test_other_zips_named_docx():
    assert reasons("a.docx", zipped(**{"readme.txt": b"hello"}))
    assert reasons("a.docx", zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}))
    assert reasons("a.docx", zipped(mimetype=b"application/vnd.oasis.opendocument.text"))
    assert "zip archive or a Word file" in reasons("a.txt", minutes())


@pytest.mark.parametrize("extra", ["word/vbaProject.bin", "word/vbaData.xml"])
def test_macros(extra):
    assert "macros" in reasons("a.docx", rewrite(minutes(), extra={extra: b"\x00"}))


def test_macros_by_content_type():
    def macro(content):
        return content.replace(b"wordprocessingml.document.main+xml", b"macroEnabled.main+xml")

    assert "macros" in reasons("a.docx", rewrite(minutes(), {"[Content_Types].xml": macro}))


@pytest.mark.parametrize(
    "kind", ["attachedTemplate", "image", "oleObject", "aFChunk", "frame", "subDocument"]
)
def test_links_that_load_something(kind):
    assert reasons("a.docx", linked(minutes(), kind))


def test_ordinary_links_are_fine():
    assert read_lines("a.docx", linked(minutes(), "hyperlink")).lines


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_entities(part):
    def bomb(content):
        return content.replace(b"?>", b"?>" + BOMB.encode(), 1)

    assert reasons("a.docx", rewrite(minutes(), {part: bomb}))


def test_broken_files():
    whole = minutes()
    assert reasons("a.docx", whole[: len(whole) // 2])
    assert reasons(
        "a.docx", rewrite(whole, {"word/document.xml": lambda content: content[: len(content) // 2]})
    )
    assert reasons("a.docx", rewrite(whole, {"word/document.xml": lambda content: b"<x/>"}))


def test_all_reasons_at_once():
    with pytest.raises(FileRefused) as refused:
        read_lines(
            "a.docx", linked(rewrite(minutes(), extra={"word/vbaProject.bin": b"\x00"}), "attachedTemplate")
        )
    assert len(refused.value.reasons) == 2


def test_text_that_happens_to_open_like_a_program_is_read():
    assert read_lines("a.txt", b"MZ said that the board had met.\n").lines
    assert read_lines("a.txt", b"BM said that the board had met.\n").lines


def test_a_page_named_txt_is_read_as_a_page():
    assert read_lines("a.txt", b"<!DOCTYPE html><html><body><p>One</p></body></html>").kind == "html"
