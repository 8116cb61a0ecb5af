"""The letters of one Word paragraph: insertions kept, deletions, hidden text and text boxes left out."""

from dataclasses import dataclass

from meetings.importing.numbering import W, attribute
from meetings.importing.source import Dropped, plain_spaces, squash
from meetings.importing.styles import is_on

PASS_THROUGH = {
    W + name
    for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
}
INSERTED = {W + "ins", W + "moveTo"}
DELETED = {W + "del", W + "moveFrom"}
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
DRAWN = {W + "drawing", W + "pict", W + "object"}
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    bold: bool


def paragraph_pieces(paragraph, style_bold, changes, dropped):
    """The runs that show, in order; ``changes`` counts and ``dropped`` lists what does not."""
    return list(_walk(paragraph, style_bold, changes, dropped))


def _walk(element, style_bold, changes, dropped):
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(child, style_bold, changes, dropped)
        elif tag in PASS_THROUGH:
            yield from _walk(child, style_bold, changes, dropped)
        elif tag in INSERTED:
            changes["inserted"] += 1
            yield from _walk(child, style_bold, changes, dropped)
        elif tag in DELETED:
            changes["deleted"] += 1


def _run(run, style_bold, changes, dropped):
    properties = run.find(f"{W}rPr")
    hidden = is_on(properties, "vanish")
    text = "".join(_letters(run, dropped))
    if hidden and text.strip():
        changes["hidden"] += 1
        dropped.append(Dropped(squash(text), "hidden text"))
    elif text:
        yield Piece(text, _is_bold(properties, style_bold))


def _is_bold(properties, style_bold):
    if properties is None:
        return style_bold
    if properties.find(f"{W}b") is not None:
        return is_on(properties, "b")
    return style_bold or is_on(properties, "u")


def _letters(run, dropped):
    for child in run:
        tag = child.tag
        if tag == f"{W}t":
            yield (child.text or "").replace("\n", " ")
        elif tag in SIGNS:
            yield " " if attribute(child, "type") == "page" else SIGNS[tag]
        elif tag in DRAWN:
            _note_boxes(child, dropped)
        elif tag == f"{CHOICE}AlternateContent":
            _note_boxes(next(iter(child), child), dropped)


def _note_boxes(element, dropped):
    for box in element.iter(f"{W}txbxContent"):
        text = squash(plain_spaces(" ".join("".join(p.itertext(f"{W}t")) for p in box.iter(f"{W}p"))))
        if text:
            dropped.append(Dropped(text, "text box"))
