"""How wide words are in Arimo, closely enough to place them in a picture without a browser."""

NARROW, WIDE = "iljI.,:;|'!ftr()[]-/ ", "mwMW@%"


def width(text: str, size: float) -> float:
    """The width in the units of the picture of text set at this size."""
    return size * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if letter in NARROW:
        return 0.29
    if letter in WIDE:
        return 0.88
    return 0.69 if letter.isupper() else 0.556


def wrap(text: str, room: float, size: float, lines: int = 2) -> list[str]:
    """The text in at most so many lines that fit; what does not fit ends in an ellipsis."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        found.append(line)
    if words and found:
        found[-1] += "…"
    return [shorten(line, room, size) for line in found]


def shorten(text: str, room: float, size: float) -> str:
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1].rstrip("… ")
    return text + "…"
