"""Which letters the bytes of a PDF's text mean, by the font's own map, its encoding, or the names of its glyphs."""

import re

BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
HEX = rb"<([0-9A-Fa-f\s]*)>"
CHAR = re.compile(HEX + rb"\s*" + HEX)
RANGE = re.compile(HEX + rb"\s*" + HEX + rb"\s*(?:" + HEX + rb"|\[(.*?)\])", re.S)
SPACES = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


class Font:
    def __init__(self, font):
        self.wide = font.get("/Subtype") == "/Type0"
        self.map = {}
        if "/ToUnicode" in font and hasattr(font["/ToUnicode"], "read_bytes"):
            self._read_map(font["/ToUnicode"].read_bytes())
        self.single = self._encoding(font.get("/Encoding")) if not self.wide else {}

    def decode(self, data):
        step = 2 if self.wide else 1
        codes = (int.from_bytes(data[at : at + step]) for at in range(0, len(data), step))
        return "".join(self.map.get(code) or self.single.get(code) or self._plain(code) for code in codes)

    def _plain(self, code):
        return "\ufffd" if self.wide else bytes([code]).decode("cp1252", errors="replace")

    def _read_map(self, data):
        if (space := SPACES.search(data)) and len(space[1]) == 2:
            self.wide = False
        for kind, body in BLOCK.findall(data):
            if kind == b"bfchar":
                for code, text in CHAR.findall(body):
                    self.map[_number(code)] = _text(text)
            else:
                for first, last, start, listed in RANGE.findall(body):
                    self._range(_number(first), _number(last), start, listed)

    def _range(self, first, last, start, listed):
        if listed:
            for at, text in enumerate(re.findall(HEX, listed)):
                self.map[first + at] = _text(text)
            return
        base = _text(start)
        for code in range(first, min(last, first + 65_535) + 1):
            if base:
                self.map[code] = base[:-1] + chr(ord(base[-1]) + code - first)

    def _encoding(self, encoding):
        """Of one byte: a known table, and glyphs named in place of its own."""
        from fontTools.agl import toUnicode  # noqa: PLC0415 -- for the worker that reads PDF alone

        if encoding is None:
            return {}
        name, changes = encoding, ()
        if hasattr(encoding, "keys"):
            name, changes = encoding.get("/BaseEncoding"), encoding.get("/Differences", ())
        table = {}
        if str(name) in ENCODINGS:
            codec = ENCODINGS[str(name)]
            table = {code: bytes([code]).decode(codec, errors="replace") for code in range(32, 256)}
        code = 0
        for one in changes:
            if isinstance(one, int):
                code = one
            else:
                table[code] = toUnicode(str(one).lstrip("/"))
                code += 1
        return table


def _number(written):
    return int(re.sub(rb"\s", b"", written) or b"0", 16)


def _text(written):
    written = re.sub(rb"\s", b"", written).decode()
    return bytes.fromhex(written if len(written) % 2 == 0 else f"{written}0").decode(
        "utf-16-be", errors="replace"
    )
