"""What a Word style says of a paragraph: heading level, bold letters, list."""

import re
from dataclasses import dataclass

from meetings.importing.numbering import W, attribute, integer


@dataclass(frozen=True)
class Style:
    level: int = 0
    bold: bool = False
    list_key: str = ""
    list_depth: int = 0


def is_on(properties, name):
    element = None if properties is None else properties.find(W + name)
    return element is not None and attribute(element) not in ("0", "false", "off", "none")


def read_styles(root):
    """Each style with what it inherits from the styles it is based on."""
    if root is None:
        return {}
    elements = {attribute(element, "styleId"): element for element in root.iter(f"{W}style")}
    return {key: _inherited(key, elements) for key in elements}


def list_of(properties):
    """The list and depth a paragraph or style names, ("", 0) when it names none."""
    numbering = None if properties is None else properties.find(f"{W}numPr")
    if numbering is None:
        return "", 0
    key = attribute(numbering.find(f"{W}numId"))
    return key, min(max(integer(attribute(numbering.find(f"{W}ilvl"))), 0), 8)


def _inherited(key, elements):
    level, bold, list_key, depth = 0, None, "", 0
    seen = set()
    while key in elements and key not in seen:
        seen.add(key)
        element = elements[key]
        level = level or _level(element)
        letters = element.find(f"{W}rPr")
        if bold is None and letters is not None and letters.find(f"{W}b") is not None:
            bold = is_on(letters, "b")
        if not list_key:
            list_key, depth = list_of(element.find(f"{W}pPr"))
        key = attribute(element.find(f"{W}basedOn"))
    return Style(level, bool(bold), list_key, depth)


def _level(element):
    name = attribute(element.find(f"{W}name")).lower()
    heading = re.fullmatch(r"heading (\d)", name)
    if heading:
        return int(heading.group(1))
    if name == "title":
        return 1
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    depth = integer(attribute(outline), 9)
    return depth + 1 if depth < 6 else 0
