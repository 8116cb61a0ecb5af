"""Reading a saved web page: the part that holds the minutes, list numbers as a browser shows them."""

import re
from dataclasses import dataclass, replace

from charset_normalizer import from_bytes
from lxml import etree, html

from documents.checking import FileRefused
from meetings.importing.numbering import letter, roman
from meetings.importing.plain import BOMS, decode
from meetings.importing.source import BULLET, Cell, Dropped, Line, Source, plain_spaces, squash

UNSEEN = {"script", "style", "template", "noscript", "svg", "iframe", "object", "head", "link", "meta", "img",
          "select", "textarea", "input", "audio", "video", "canvas"}  # fmt: skip
FURNITURE_TAGS = {"nav", "form", "button", "dialog", "footer", "header", "aside"}
FURNITURE_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"}
FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|breadcrumbs?|share|sharing|social|skip|menu|navbar|navigation|sidebar|pagination|"
    r"masthead|site-header|site-footer|page-footer|feedback|related|widget|toolbar|back-to-top|visually-hidden|"
    r"screen-reader-text|sr-only)(?:$|[\s_-])",
    re.I,
)
BLOCKS = {"p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th",
          "tbody", "thead", "tfoot", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address",
          "fieldset", "figure", "figcaption", "body", "html", "header", "footer", "center", "hr", "details",
          "summary"}  # fmt: skip
BOLD = {"b", "strong", "u", "th", "dt"}
LETTERS = {"a": letter, "A": lambda n: letter(n).upper(), "i": roman, "I": lambda n: roman(n).upper()}
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.I)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
MAX_DEPTH = 120


def read_html(name, data):
    text, warnings = _decode(data)
    if data.lstrip()[:200].lower().startswith((b"from: <saved by", b"mime-version:")):
        raise FileRefused(
            "This is a web archive (.mht). Save the page as “Web page, HTML only” and try again."
        )
    root = _tree(text)
    reader = _Reader()
    main = _main(root)
    reader.read(main, _Where())
    if main is not root:
        reader.drop_outside(main)
    reader.end_line()
    return Source(name, "html", tuple(reader.lines), tuple(reader.dropped), tuple(warnings))


def _decode(data):
    if data.startswith(tuple(mark for mark, _ in BOMS)):
        return decode(data)
    declared = CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(_as_browsers_do(declared.group(1).decode("ascii").lower())), []
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decode(data)
    except FileRefused:
        best = from_bytes(data).best()
        if best is None:
            raise
        return str(best), [
            f"The page does not say its encoding; it was read as {best.encoding}. Check the letters."
        ]


def _as_browsers_do(encoding):
    return "cp1252" if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else encoding


def _tree(text):
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _unreadable() from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _unreadable()
    return root


def _unreadable():
    return FileRefused(
        "This page cannot be read as a whole. Open it in a browser, copy the minutes into a Word or text file, "
        "and send that."
    )


def _main(root):
    """The element a page marks as its main part, when it holds a good share of the text."""
    whole = _length(root)
    for path in ("//main", "//*[@role='main']", "//article", "//*[@id='content' or @id='main-content']"):
        found = sorted(root.xpath(path), key=_length, reverse=True)
        if found and _length(found[0]) > min(400, whole * 0.3):
            return found[0]
    return root


def _length(element):
    return sum(len(text) for text in element.itertext())


@dataclass(frozen=True, slots=True)
class _Where:
    """What the elements around a piece of text say of it."""

    level: int = 0
    bold: bool = False
    cell: Cell | None = None
    keep: bool = False
    depth: int = 0
    pre: bool = False

    def inside(self, tag):
        heading = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
        return replace(
            self,
            level=heading or self.level,
            bold=self.bold or tag in BOLD,
            keep=self.keep or tag in ("main", "article"),
            depth=self.depth + 1,
            pre=self.pre or tag == "pre",
        )


class _Reader:
    def __init__(self):
        self.lines, self.dropped = [], []
        self.text, self.bold, self.number = "", 0, ""
        self.gap, self.tables = True, 0
        self.where = _Where()

    def read(self, element, where):
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in UNSEEN:
            return
        if where.depth > MAX_DEPTH:
            self.read_text(" ".join(_seen(element)), where)
            return
        if _is_furniture(element, tag, where.keep):
            self.drop(element)
            return
        if tag == "br":
            self.end_line()
            self.gap = False
            return
        if tag == "table":
            self.read_table(element, where.inside(tag))
            return
        self.read_children(element, tag, where.inside(tag))

    def read_children(self, element, tag, inner):
        if tag in BLOCKS:
            self.end_line()
            self.gap = True
        if tag == "ol":
            self.read_ordered(element, inner)
        elif tag in ("ul", "menu"):
            self.read_items(element, inner, lambda item: BULLET)
        else:
            self.read_text(element.text, inner)
            for child in element:
                self.read(child, inner)
                self.read_text(child.tail, inner)
        if tag in BLOCKS:
            self.end_line()
            self.gap = True

    def read_ordered(self, element, inner):
        """Numbers from start, type and value, as a browser counts them."""
        style = LETTERS.get(element.get("type", ""), str)
        count = _whole(element.get("start"), 1) - 1

        def number(item):
            nonlocal count
            count = _whole(item.get("value"), count + 1)
            return f"{style(count)}."

        self.read_items(element, inner, number)

    def read_items(self, element, inner, number):
        for child in element:
            if child.tag == "li":
                self.end_line()
                self.number = (
                    "" if "list-style:none" in child.get("style", "").replace(" ", "") else number(child)
                )
                self.gap = True
            self.read(child, inner)
            self.read_text(child.tail, inner)
            if child.tag == "li":
                self.end_line()
                self.number = ""

    def read_table(self, table, inner):
        self.end_line()
        outer = inner.cell
        if outer is None:
            self.tables += 1
        rows = table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
        for caption in table.xpath("./caption"):
            self.read(caption, inner)
        for index, row in enumerate(rows):
            cells = row.xpath("./td|./th")
            for column, cell in enumerate(cells):
                here = outer or Cell(self.tables, index, column, len(cells))
                place = replace(inner.inside(cell.tag), cell=here)
                self.read_children(cell, cell.tag, place)
        self.gap = True

    def read_text(self, text, where):
        if not text:
            return
        text = plain_spaces(text)
        if where.pre and "\n" in text:
            for part in text.split("\n"):
                self._add(part, where)
                self.end_line()
            return
        self._add(re.sub(r"[ \n\r\t\f]+", " ", text), where)

    def _add(self, text, where):
        if not text or (not self.text and not text.strip()):
            return
        text = text if self.text else text.lstrip(" ")
        if (where.bold and self.bold == len(self.text)) or (self.bold == len(self.text) and not text.strip()):
            self.bold += len(text)
        self.text += text
        self.where = where

    def end_line(self):
        text = self.text.rstrip()
        if text:
            where = self.where
            self.lines.append(
                Line(text, self.number, where.level, min(self.bold, len(text)), 0, self.gap, where.cell)
            )
            self.number, self.gap = "", True
        self.text, self.bold = "", 0

    def drop(self, element):
        text = squash(plain_spaces(" ".join(_seen(element))))
        if text:
            self.dropped.append(Dropped(text, "web page furniture"))

    def drop_outside(self, main):
        """List the text around the main part, block by block."""
        ancestors = list(main.iterancestors())
        path = {main, *ancestors}
        for ancestor in ancestors:
            for child in ancestor:
                if child not in path and child.tag not in UNSEEN:
                    self.drop(child)


def _seen(element):
    for child in element.iter():
        if isinstance(child.tag, str) and child.tag not in UNSEEN and child.text:
            yield child.text
        if child.tail and child is not element:
            yield child.tail


def _is_furniture(element, tag, keep):
    if element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
        return True
    if tag in FURNITURE_TAGS and not (tag in ("header", "form") and (keep or _holds_much(element))):
        return True
    if element.get("role", "") in FURNITURE_ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(
        tag not in ("body", "html", "main") and FURNITURE_NAMES.search(names) and not _holds_much(element)
    )


def _holds_much(element):
    """A wrapper that carries a menu's name may hold the whole page (old sites wrap it in one form)."""
    return _length(element) > 3000


def _whole(text, default):
    return int(text) if re.fullmatch(r"-?\d{1,5}", (text or "").strip()) else default
