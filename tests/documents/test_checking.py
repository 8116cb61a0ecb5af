import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from documents.checking import FileRefused, check_file, refuse_local_address
from tests.documents import samples


def pdf(**encryption):
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, **encryption)
    return out.getvalue()


def check(name, data):
    return check_file(samples.upload(name, data))


def office(main):
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}"/></Types>'
    return samples.zipped({samples.TYPES: types})


GOOD = {
    "plan.docx": samples.word(),
    "figures.xlsx": office("spreadsheetml.sheet.main+xml"),
    "talk.pptx": office("presentationml.presentation.main+xml"),
    "plan.odt": samples.open_document(),
    "plan.pdf": pdf(),
    "note.txt": "Résumé of the day\n".encode(),
    "older.txt": "Résumé of the day\n".encode("cp1252"),
    "wide.txt": "Résumé".encode("utf-16"),
    "MZ.txt": b"MZ is how this honest text begins.",
    "list.csv": b"a,b\n1,2\n",
    "map.png": b"\x89PNG\r\n\x1a\n\0\0",
    "photo.JPEG": b"\xff\xd8\xff\xe0\0",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_taken(name):
    checked = check(name, GOOD[name])
    assert checked.filename == name
    assert checked.size == len(GOOD[name])
    assert len(checked.sha256) == 64


BAD = {
    "a program": ("plan.docx", b"MZ\x90\0" + b"\0" * 200, "This is a program"),
    "a program of Linux": ("plan.pdf", b"\x7fELF" + b"\0" * 200, "This is a program"),
    "a zip bomb": ("plan.docx", samples.bomb(), "unpacks to far more"),
    "macros": ("plan.docx", samples.with_macros(), "has macros"),
    "a macro type": (
        "plan.docx",
        samples.zipped({samples.TYPES: "application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "has macros",
    ),
    "an external template": ("plan.docx", samples.with_external("attachedTemplate"), "attach “Normal”"),
    "a linked object": ("plan.docx", samples.with_external("oleObject"), "takes a linked object"),
    "a linked picture": ("plan.docx", samples.with_external("image"), "takes a picture"),
    "a packed file": (
        "plan.docx",
        samples.repacked(
            samples.word(),
            extra={"word/embeddings/oleObject1.bin": "Ole10Native".encode("utf-16-le")},
        ),
        "another file packed inside",
    ),
    "a field that starts a program": (
        "plan.docx",
        samples.repacked(
            samples.word(),
            {
                "word/document.xml": lambda old: old.replace(
                    b"</w:body>", b"<w:p><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r></w:p></w:body>"
                )
            },
        ),
        "starts another program",
    ),
    "a program inside": (
        "plan.docx",
        samples.repacked(samples.word(), extra={"word/run.exe": b"x"}),
        "has a program inside",
    ),
    "entities": (
        "plan.docx",
        samples.repacked(
            samples.word(),
            {"word/_rels/document.xml.rels": lambda _: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'},
        ),
        "XML entities",
    ),
    "a damaged archive": ("plan.docx", samples.word()[:4000], "damaged"),
    "an archive": ("plan.docx", samples.zipped({"readme.txt": "x"}), "zip archive, not a document"),
    "another archive": ("plan.docx", b"Rar!\x1a\x07\0", "This is an archive"),
    "an old Office file": ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office file"),
    "an Office password": (
        "plan.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90_000 + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "a PDF password": ("plan.pdf", pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "password"),
    "a damaged PDF": ("plan.pdf", b"%PDF-1.7 and nothing more", "PDF is damaged"),
    "OpenDocument macros": ("plan.odt", samples.open_document(**{"Basic/script.xml": "x"}), "has macros"),
    "OpenDocument password": ("plan.odt", samples.open_document(manifest="<encryption-data/>"), "password"),
    "OpenDocument link": (
        "plan.odt",
        samples.open_document(
            '<x xmlns:l="http://www.w3.org/1999/xlink"><image l:href="http://elsewhere.example/x"/></x>'
        ),
        "from another file or web address",
    ),
    "bytes that are no text": ("note.txt", bytes(range(1, 200)) * 3, "does not read as text"),
    "an ending that lies": ("plan.pdf", samples.word(), "ends in .pdf but the content is Word"),
    "text in Word's name": ("plan.docx", b"Plain words.", "content is text. Give it the ending .txt"),
    "an ending not taken": ("page.html", b"<html>", "does not end in a way"),
    "no ending": ("plan", b"Plain words.", "does not end in a way"),
    "nothing": ("note.txt", b"  \n", "The file is empty"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_refused_and_in_which_words(case):
    name, data, words = BAD[case]
    with pytest.raises(FileRefused) as refusal:
        check(name, data)
    assert words in str(refusal.value)
    assert all(reason.endswith(".") for reason in refusal.value.reasons)


def test_every_reason_is_named_at_once():
    both = samples.repacked(samples.with_external("oleObject"), extra={"word/vbaProject.bin": b"m"})
    with pytest.raises(FileRefused) as refusal:
        check("plan.docx", both)
    assert len(refusal.value.reasons) == 2


def test_an_ordinary_hyperlink_is_taken():
    assert check("plan.docx", samples.with_external("hyperlink"))


def test_a_file_past_the_limit_is_refused_by_its_size(settings):
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(FileRefused, match="larger than 1 MB"):
        check("note.txt", b"x" * (1024 * 1024 + 1))


def test_names_are_made_harmless():
    name = "C:\\papers\\plan\u202ecod\r\n.docx"
    assert check_file(io.BytesIO(samples.word()), name).filename == "plancod.docx"


@pytest.mark.parametrize(
    "words", ["E:\\County group", "see file:///home/x", "\\\\server\\share\\plan.docx", "c:/plans", "(D:\\x)"]
)
def test_a_local_drive_is_refused(words):
    """S004-49"""
    with pytest.raises(ValidationError, match="Upload the file instead"):
        refuse_local_address(words)


@pytest.mark.parametrize(
    "words", ["https://example.org/plan", "Part A: yes/no", "Ratio 3:/4", "and/or", "Profile: none", ""]
)
def test_ordinary_words_are_no_local_drive(words):
    refuse_local_address(words)
