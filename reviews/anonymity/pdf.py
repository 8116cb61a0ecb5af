"""PDF files: the text of pages, descriptions, notes, fields, bookmarks, properties, attachments.

Strings are taken from every object of the file, whatever it is for, so that no corner is left out.
"""

import hashlib
import io
import re

from reviews.anonymity.glyphs import Font
from reviews.anonymity.pieces import Piece, Unreadable, decoded, within, without_tags

SPACE = -180  # of a thousandth of the letter size: a gap that a reader sees as a space
PLACES = {
    "/Alt": "Description of a picture", "/ActualText": "Text in place of what is shown", "/E": "Words of a short form",
    "/Contents": "Note", "/RC": "Note", "/Subj": "Note", "/T": "Name of a part", "/TU": "Field", "/V": "Field",
    "/DV": "Field", "/Title": "Title or bookmark", "/Author": "Properties of the file", "/URI": "Address of a link",
    "/Subject": "Properties of the file", "/Keywords": "Properties of the file", "/Creator": "Properties of the file",
    "/Producer": "Properties of the file", "/F": "Attached file", "/UF": "Attached file", "/Desc": "Attached file",
}  # fmt: skip
DEEP = 12  # forms within forms
IDS = (
    "/ID",
    "/Length",
    "/W",
    "/CharSet",
    "/O",
    "/U",
    "/Nums",
    "/Ordering",
    "/Registry",
    "/CheckSum",
    "/Lang",
)


def pieces_of_pdf(data, depth):
    import pikepdf

    if len(re.findall(rb"\bstartxref\b", data)) > (2 if b"/Linearized" in data[:2048] else 1):
        raise Unreadable(
            "This PDF still holds earlier versions of itself. Save it as a new file, or make it again, and send that."
        )
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield from _pages(pdf)
            yield from _strings(pdf)
            yield from _streams(pdf, depth)
    except pikepdf.PasswordError:
        raise Unreadable("This PDF is protected by a password. Take it off and try again.") from None
    except pikepdf.PdfError:
        raise Unreadable("This PDF is damaged. Make it again from the program it came from.") from None


def _pages(pdf):
    for number, page in enumerate(pdf.pages, start=1):
        text, pictures = Reader(page.obj).read(page.obj)
        if text.strip():
            yield Piece(f"Page {number}", text)
        elif not pictures and (drawn := _drawn(page)):
            yield Piece(f"Page {number}, drawn without letters that can be read", "", drawn)
        for place, digest in enumerate(pictures, start=1):
            yield Piece(f"Page {number}, picture {place}", "", digest)


class Reader:
    """The words that a page shows, and digests of its pictures, in the order in which they are drawn."""

    def __init__(self, page):
        self.page, self.fonts, self.pictures = page, {}, []

    def read(self, page):
        text = self._read(page, page.get("/Resources", {}), 0)
        for note in page.get("/Annots", []):
            shown = note.get("/AP", {}).get("/N")
            if shown is not None and hasattr(shown, "read_raw_bytes"):
                text += "\n" + self._read(shown, shown.get("/Resources", {}), 1)
        return text, self.pictures

    def _read(self, stream, resources, depth):
        import pikepdf

        found, font = [], None
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name == "Tf":
                font = self._font(resources, operands[0])
            elif name in ("Tj", "'", '"'):
                found.append(("\n" if name != "Tj" else "") + _shown(font, operands[-1]))
            elif name == "TJ":
                found.append("".join(_piece(font, one) for one in operands[0]))
            elif name in ("Td", "TD"):
                found.append("\n" if abs(float(operands[1])) > 0.5 else " ")
            elif name in ("T*", "Tm", "BT", "ET"):
                found.append("\n" if name != "Tm" else " ")
            elif name in ("BDC", "DP") and len(operands) > 1:
                found += _instead(operands[1], resources)
            elif name == "Do" and depth < DEEP:
                found.append(self._form(resources, operands[0], depth))
            elif name == "INLINE IMAGE":
                self.pictures.append(_digest(operands[0].read_bytes()))
        return "".join(found)

    def _font(self, resources, name):
        import pikepdf

        found = resources.get("/Font", pikepdf.Dictionary()).get(name)
        if found is None:
            return None
        key = found.objgen if found.is_indirect else id(found)
        if key not in self.fonts:
            self.fonts[key] = Font(found)
        return self.fonts[key]

    def _form(self, resources, name, depth):
        found = resources.get("/XObject", {}).get(name)
        if found is None:
            return ""
        if found.get("/Subtype") == "/Image":
            self.pictures.append(_digest(found.read_raw_bytes()))
            return " "
        return "\n" + self._read(found, found.get("/Resources", resources), depth + 1) + "\n"


def _drawn(page):
    """Of a page that paints shapes and shows no letters: it may be words all the same, which only people can read."""
    import pikepdf

    paints = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do"}
    content = pikepdf.parse_content_stream(page)
    return (
        _digest(pikepdf.unparse_content_stream(content))
        if any(str(one[1]) in paints for one in content)
        else ""
    )


def _digest(data):
    return hashlib.sha256(data).hexdigest()


def _shown(font, string):
    return font.decode(bytes(string)) if font else bytes(string).decode("latin-1")


def _piece(font, one):
    import pikepdf

    if isinstance(one, pikepdf.String):
        return _shown(font, one)
    return " " if float(one) < SPACE else ""


def _instead(properties, resources):
    """Descriptions that stand in the stream itself."""
    import pikepdf

    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", {}).get(properties)
    if not isinstance(properties, pikepdf.Dictionary):
        return
    for key in ("/Alt", "/ActualText", "/E"):
        if key in properties:
            yield f"\n{properties[key]}\n"


def _strings(pdf):
    """Every string of every object, by the key it stands under."""
    for found in pdf.objects:
        yield from _within(found, "", 0)
    yield from _within(pdf.trailer.get("/Info"), "", 0)


def _within(found, key, depth):
    import pikepdf

    if isinstance(found, pikepdf.String):
        text = str(found)
        if re.search(r"[^\W\d_]{2}|\d{5}", text):
            yield Piece(PLACES.get(key, f"Part {key or 'of the file'}"), text)
    elif depth < DEEP and isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in found.items():
            if name not in IDS and not getattr(value, "is_indirect", False):
                yield from _within(value, name, depth + 1)
    elif depth < DEEP and isinstance(found, pikepdf.Array):
        for value in found:
            if not getattr(value, "is_indirect", False):
                yield from _within(value, key, depth + 1)


def _streams(pdf, depth):
    import pikepdf

    files = {}
    form = pdf.Root.get("/AcroForm", {}).get("/XFA", [])
    for found in form if isinstance(form, pikepdf.Array) else [form]:
        if isinstance(found, pikepdf.Stream):
            yield Piece("Form", without_tags(decoded(found.read_bytes())))
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and isinstance(found.get("/JS"), pikepdf.Stream):
            yield Piece("Script", decoded(found["/JS"].read_bytes()))
        if isinstance(found, pikepdf.Dictionary) and "/EF" in found:
            for stream in found["/EF"].values():
                files[stream.objgen] = str(found.get("/UF", found.get("/F", "attachment")))
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Stream):
            continue
        if found.objgen in files or found.get("/Type") == "/EmbeddedFile":
            yield from within(files.get(found.objgen, "attachment"), found.read_bytes(), depth)
        elif found.get("/Type") == "/Metadata":
            text = found.read_bytes().decode("utf-8", errors="replace")
            yield Piece("Properties of the file (XMP)", re.sub(r"<[^>]*>", " ", text))
            yield Piece("Properties of the file (XMP)", " ".join(re.findall(r'"([^"]*)"', text)))
