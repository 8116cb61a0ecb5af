"""What a paragraph points at: earlier minutes, a decision, promised work, an exemption."""

import re
from dataclasses import replace

from meetings.importing.actions import inline_actions, promise_in, take_apart
from meetings.importing.markers import EXCLUSION, OPEN_AGAIN, exempt_reason
from meetings.importing.parsed import Action, Citation, Paragraph, Resolution, Subheading
from meetings.importing.resolutions import decision_in

MATTERS = re.compile(
    r"\bmatters? arising\b|\bminutes\b|\baction log\b|\bactions? (?:from|arising)\b|\bprevious (?:meeting|actions)\b",
    re.I,
)
_NUMBER = r"(?P<number>\d{1,4}[./]\d{1,4}(?:\.\d{1,3})?)"
LEADING = re.compile(
    r"^(?:[•–—*-]\s*)?(?:Item\s+[–-]\s*)?\(?"
    rf"(?P<printed>(?:(?:min(?:ute)?|para(?:graph)?|item)\.?\s*(?:no\.?\s*)?)?{_NUMBER})(?=[\s:,–—-])",
    re.I,
)
CITED = re.compile(
    r"\b(?P<printed>(?:min(?:ute)?s?|para(?:graph)?s?|resolution)\.?\s*(?:no\.?|number|ref\.?)?\s*"
    r"(?P<number>\d{1,4}(?:[./]\d{1,4}){0,2}[a-z]?)(?:\s+refers)?)(?![\d%])",
    re.I,
)
STATUTE = re.compile(
    r"^.{0,40}\b(?:schedule|act|regulations?|constitution|standing orders?|part \d)\b", re.I | re.S
)


def citations_of(text, title):
    """Paragraphs of earlier minutes cited by number; a bare leading number counts under matters arising (S001-31)."""
    found = {}
    leading = LEADING.match(text) if MATTERS.search(title) else None
    if leading:
        found[leading.group("number")] = Citation(leading.group("number"), leading.group("printed").strip())
    for cited in CITED.finditer(text[:20_000]):
        if not STATUTE.match(text[cited.end() : cited.end() + 60]):
            found.setdefault(
                cited.group("number"), Citation(cited.group("number"), cited.group("printed").strip())
            )
    return tuple(found.values())


def heads_citation(text, title):
    """Whether a line under matters arising only names the earlier paragraph that what follows is about."""
    return bool(MATTERS.search(title) and LEADING.match(text))


def flags_of(text, title):
    return {
        "citations": citations_of(text, title),
        "decision": decision_in(text),
        "promise": promise_in(text),
        "exempt": exempt_reason(text, 160),
    }


def complete(content, title, cast, meeting_date):
    """Flags on paragraphs, order numbers on decisions, and each action tied to its paragraph (S001-86)."""
    after, proposed, count, cited = "", "", 0, ()
    for index, part in enumerate(content):
        if isinstance(part, Paragraph):
            after, proposed = part.number, part.text
            inside = inline_actions(part.text)
            acted = inside or isinstance(next(iter(content[index + 1 : index + 2]), None), Action)
            flags = flags_of(part.text, title)
            flags["promise"] = "" if acted else flags["promise"]
            flags["exempt"] = part.exempt or flags["exempt"]
            flags["citations"], cited = (*cited, *flags["citations"]), ()
            yield replace(part, **flags)
            for text in inside:
                owners, wording, due, printed = take_apart(text, cast, meeting_date)
                lent = "" if wording else proposed
                yield Action(part.at, text, "", wording, owners, due, printed, after, lent, derived=True)
        elif isinstance(part, Resolution):
            count += 1
            proposed = proposed or part.text
            yield replace(part, number=count)
        elif isinstance(part, Action):
            yield replace(part, after=after, proposed="" if part.wording else proposed)
        else:
            cited = citations_of(part.text, title) if isinstance(part, Subheading) else cited
            yield part


class Openness:
    """Whether the public may see what follows, as banners and exclusions are met from item to item."""

    def __init__(self):
        self.reason = ""

    def at_heading(self, title):
        if OPEN_AGAIN.search(title):
            self.reason = ""
        return exempt_reason(title) if not EXCLUSION.search(title) else ""

    def banner(self, text):
        if OPEN_AGAIN.search(text):
            self.reason = ""
        elif exempt_reason(text):
            self.reason = text

    def after_item(self, number, title):
        if EXCLUSION.search(title):
            self.reason = f"Press and public excluded (item {number})"
