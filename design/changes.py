"""What changed between two texts, marked so that eye and ear both notice."""

import difflib
import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LONGEST = 3000  # words; beyond that whole lines are compared, so that a huge paragraph cannot hold up a page


def marked_changes(before: object, after: object) -> tuple[SafeString, SafeString]:
    """The earlier text with what went marked, and the later text with what came marked."""
    old, new = _pieces(before), _pieces(after)
    if max(len(old), len(new)) > LONGEST:
        old, new = _text(before).splitlines(keepends=True), _text(after).splitlines(keepends=True)
    removed, added = [], []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=len(old) > LONGEST)
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        same = operation == "equal"
        removed.append(_marked(old[old_from:old_to], "" if same else "del"))
        added.append(_marked(new[new_from:new_to], "" if same else "ins"))
    return _joined(removed), _joined(added)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _pieces(value: object) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", _text(value))


def _marked(pieces: list[str], element: str) -> str:
    text = escape("".join(pieces)).replace("\n", "<br>")
    if not element or not text:
        return text
    said = "removed" if element == "del" else "added"
    hidden = f'<span class="govuk-visually-hidden">[{said}: </span>'
    return f'<{element}>{hidden}{text}<span class="govuk-visually-hidden">]</span></{element}>'


def _joined(parts: list[str]) -> SafeString:
    return mark_safe("".join(parts))
