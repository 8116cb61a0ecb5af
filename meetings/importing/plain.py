"""Reading plain text: its encoding, its lines, and lists and rules typed by hand."""

import codecs
import re

from documents.checking import FileRefused
from meetings.importing.source import Cell, Dropped, Line, Source, plain_spaces

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODING_REFUSED = (
    "The letters of this file cannot be read. Open it in Word or Notepad, save it as plain text "
    "with the encoding UTF-8, and try again."
)
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_RULE = re.compile(r"^[\s=_*~#–—-]{4,}$")
_STROKES = re.compile(r"^[\s|:+-]{4,}$")
_ROW = re.compile(r"^\s*\|.+\|\s*$")
_ODD = re.compile("[\x00-\x08\x0e-\x1f]")
_HIGH_RUN = re.compile("[\u00c0-\u00ff]{4,}")


def read_text(name, data):
    text, warnings = decode(data)
    lines, dropped = [], []
    gap, fed, grid = True, False, _Grid()
    for raw, end in _split(text):
        line = plain_spaces(raw).rstrip()
        if not line.strip():
            gap = True
        elif _STROKES.match(line) and "|" in line:
            dropped.append(Dropped(line.strip(), "ruled line"))
        elif _RULE.match(line):
            dropped.append(Dropped(line.strip(), "ruled line"))
            _underline(lines, gap)
            gap = True
        elif _ROW.match(line):
            lines.extend(grid.row(line, gap))
            gap = False
        else:
            lines.append(_line(line, gap or fed))
            gap = grid.is_open = False
        fed = end == "\x0c"
    return Source(name, "txt", tuple(lines), tuple(dropped), tuple(warnings))


def decode(data):
    """Text and warnings, from UTF-8, UTF-16, UTF-32 or Windows-1252; anything else is refused."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data, encoding), []
    wide = _wide(data)
    if wide:
        return _strict(data, wide), []
    try:
        return _not_binary(data.decode("utf-8")), []
    except UnicodeDecodeError:
        return _windows(data), [
            "The file was read as Windows-1252. Check £ signs, dashes and quotation marks."
        ]


def _strict(data, encoding):
    try:
        return _not_binary(data.decode(encoding))
    except UnicodeError as error:
        raise FileRefused(ENCODING_REFUSED) from error


def _wide(data):
    """UTF-16 without a mark shows as a zero byte beside nearly every letter."""
    sample = data[:2000]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6:
        return "utf-16-be"
    return ""


def _windows(data):
    text = _strict(data, "cp1252")
    high = sum(1 for letter in text if letter > "\u00bf")
    runs = sum(len(run) for run in _HIGH_RUN.findall(text))
    if high > len(text) * 0.1 or runs > 20:
        raise FileRefused(ENCODING_REFUSED)
    return text


def _not_binary(text):
    if "\x00" in text or len(_ODD.findall(text)) > len(text) * 0.001 + 2:
        raise FileRefused(ENCODING_REFUSED)
    return text


def _split(text):
    start = 0
    for found in _BREAKS.finditer(text):
        yield text[start : found.start()], found.group()
        start = found.end()
    yield text[start:], ""


class _Grid:
    """Tables drawn with upright strokes."""

    def __init__(self):
        self.table = self.index = 0
        self.is_open = False

    def row(self, line, gap):
        """A line for each cell; a blank line above begins another table."""
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        self.table, self.index = (
            (self.table, self.index + 1) if self.is_open and not gap else (self.table + 1, 0)
        )
        self.is_open = True
        for column, text in enumerate(cells):
            if text:
                yield Line(text, cell=Cell(self.table, self.index, column, len(cells)))


def _line(line, gap):
    body = line.lstrip()
    return Line(body, indent=len(line.expandtabs()) - len(body.expandtabs()), gap=gap)


def _underline(lines, gap):
    """A rule typed straight under a short line makes it a heading."""
    if lines and not gap and len(lines[-1].text) < 100:
        last = lines[-1]
        lines[-1] = Line(last.text, level=2, indent=last.indent, gap=last.gap)
