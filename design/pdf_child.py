"""The process in which PDFs are made; its arguments are the folder of static files and megabytes.

What it renders can reach nothing but `data:` addresses and the portal's own static files, as
`static:///images/crest.svg`. The parent ends it when a document takes too long, and starts another.
"""

import contextlib
import logging
import mimetypes
import re
import resource
import sys
import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pydyf
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.html import UA, UA_COUNTER_STYLE
from weasyprint.pdf import tags
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from design.jobs import serve

KINDS = {".css", ".svg", ".png", ".jpg", ".woff2"}
NOTES = re.compile(r"^::(?:foot)?note-.*$|^(?=::marker)", re.MULTILINE)
IS_PRINTED = 1 << 2  # of a link: it is the same on paper
ARTIFACTS: dict = {}  # of the document in hand: the boxes that are not read aloud, and what they are
MISSING: set[str] = set()  # the letters of the document in hand that no font here has


class PortalFetcher(URLFetcher):
    """Refuses every address but `data:` and `static:///`."""

    def __init__(self, folder: Path):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.folder = folder.resolve()

    def fetch(self, url, headers=None):
        if not url.startswith("static:///"):
            return super().fetch(url, headers)
        path = (self.folder / unquote(urlsplit(url).path).lstrip("/")).resolve()
        if not path.is_relative_to(self.folder) or path.suffix not in KINDS:
            raise ValueError("This is not a static file of the portal")
        return URLFetcherResponse(
            url, path.read_bytes(), {"Content-Type": mimetypes.guess_type(path)[0] or ""}
        )


class Printed(HTML):
    """What HTML looks like before any style of ours, without notes, and with markers on list items alone.

    WeasyPrint's own has six pseudo-elements for every element there is, and reckons the style of each: a tenth of
    the time. No PDF of the portal has notes.
    """

    LOOKS = CSS(
        string=NOTES.sub(lambda found: "" if found.group() else "li", UA), counter_style=UA_COUNTER_STYLE
    )

    def _ua_stylesheets(self, forms=False):
        return [self.LOOKS]


def mark_artifacts() -> None:
    """Running heads and page numbers become artifacts, as PDF/UA wants them, and so do the dots of a table of contents.

    WeasyPrint 70 marks heads as content and leaves them out of the tree, so that some readers say them on each page.
    Of dots it makes a tag each: a hundred before every number of a page.
    """
    marked, build = Stream.marked, tags._build_box_tree

    @contextlib.contextmanager
    def marked_or_artifact(stream, box, tag):
        if box not in ARTIFACTS:
            with marked(stream, box, tag):
                yield
            return
        stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": ARTIFACTS[box]}))
        yield
        stream.end_marked_content()

    def build_what_is_read(box, *args):
        if isinstance(box, MarginBox) or box.is_leader:
            return
        if box.link_annotation:
            box.link_annotation |= {"Contents": pydyf.String(words_of(box.element)), "F": IS_PRINTED}
        for element in build(box, *args):
            if element["S"] == "/TH" and box.element_tag == "th":
                element["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
            yield element

    Stream.marked, tags._build_box_tree = marked_or_artifact, build_what_is_read


def words_of(link):
    """What a link is called, where WeasyPrint says its address."""
    pictures = (picture.get("alt", "") for picture in link.iter("img"))
    return " ".join(" ".join([*link.itertext(), *pictures]).split()) or link.get("href")


def note_missing_letters() -> None:
    unused = Font.get_unused_glyph_id

    def noted(font, codepoint):
        MISSING.add(chr(codepoint))
        return unused(font, codepoint)

    Font.get_unused_glyph_id = noted


def named(letter: str) -> str:
    """The name of a letter in brackets, as "[police car]"; nothing for a mark that has no shape of its own."""
    if unicodedata.category(letter) in ("Cc", "Cf", "Mn"):
        return ""
    name = unicodedata.name(letter, "").lower()
    return f"[{name or f'U+{ord(letter):04X}'}]"


def make(html: str, fetcher, style, fonts) -> bytes:
    """The PDF. PDF/UA wants every letter to have a shape: one that no font here has is printed by its name."""
    MISSING.clear()
    pdf = draw(html, fetcher, style, fonts)
    if not MISSING:
        return pdf
    return draw(html.translate({ord(letter): named(letter) for letter in MISSING}), fetcher, style, fonts)


def draw(html: str, fetcher, style, fonts) -> bytes:
    document = Printed(string=html, url_fetcher=fetcher).render(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    ARTIFACTS.clear()
    for sheet in document.pages:
        for child in sheet._page_box.children:
            if isinstance(child, MarginBox):
                ARTIFACTS.update(dict.fromkeys(child.descendants(), "/Pagination"))
            elif "leader(" in html:
                dots = (
                    dot
                    for box in child.descendants()
                    if getattr(box, "is_leader", False)
                    for dot in box.children
                )
                ARTIFACTS.update(dict.fromkeys(dots, "/Layout"))
        sheet.links[:] = [link for link in sheet.links if not link[-1].is_leader]
    return document.write_pdf(pdf_variant="pdf/ua-1")


def main() -> None:
    folder, megabytes = Path(sys.argv[1]), int(sys.argv[2])
    mimetypes.add_type("font/woff2", ".woff2")
    logging.disable(logging.CRITICAL)
    fetcher, fonts = PortalFetcher(folder), FontConfiguration()
    style = CSS(url="static:///pdf.css", url_fetcher=fetcher, font_config=fonts)
    mark_artifacts()
    note_missing_letters()
    make("<title>Warm</title><h1>Warm</h1>", fetcher, style, fonts)
    serve(lambda job: make(job["html"], fetcher, style, fonts), {resource.RLIMIT_AS: megabytes * 1_000_000})
