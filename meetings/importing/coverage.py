"""The promise that nothing of the text is lost or altered but for spacing, checked letter by letter."""

from dataclasses import dataclass

from meetings.importing.parsed import pieces
from meetings.importing.source import squash


@dataclass(frozen=True)
class Coverage:
    """Complete, or the words around the first place where source and result part."""

    complete: bool
    expected: str = ""
    found: str = ""


def coverage(source, parsed):
    wanted = "".join(_wanted(source, parsed))
    found = letters(text for _, text in pieces(parsed))
    if wanted == found:
        return Coverage(True)
    at = next((n for n, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(wanted), len(found)) if at is None else at
    start = max(at - 40, 0)
    return Coverage(False, wanted[start : at + 40], found[start : at + 40])


def letters(texts):
    """All the text with every space taken out."""
    return "".join("".join(text.split()) for text in texts)


def missing_lines(source, parsed):
    """Lines no piece accounts for, as (line, text); each is shown to the officer rather than lost."""
    held = {}
    for at, text in pieces(parsed):
        held[at] = held.get(at, "") + letters([text])
    owed = ""
    for at, (line, wanted) in enumerate(zip(source.lines, _wanted(source, parsed), strict=True)):
        owed += held.get(at, "")
        if owed.startswith(wanted):
            owed = owed[len(wanted) :]
        else:
            yield at, squash(line.printed)
            owed = ""


def _wanted(source, parsed):
    """The letters of each line, less what was dropped from its end and is listed."""
    dropped = {each.at: letters([each.text]) for each in parsed.dropped if each.at >= 0}
    return [letters([line.printed]).removesuffix(dropped.get(at, "")) for at, line in enumerate(source.lines)]
