"""What was decided: the verb, what it is subject to, and lists of decisions taken apart."""

import re

from meetings.importing import words
from meetings.importing.markers import LIST_MARK
from meetings.importing.parsed import Condition
from meetings.importing.patterns import any_of

NOT_AGREED = re.compile(
    r"\b(?:not (?:be )?(?:agreed|approved|supported)|did not agree|rejected|refused|declined)\b", re.I
)
VERBS = {
    "noted": "noted|notes|to (?:otherwise |also |formally )?note",
    "approved": "approved|approves|to approve|adopted|to adopt|ratified|to ratify|confirmed|to confirm|authori[sz]ed|"
    "delegated|to delegate|appointed|to appoint|elected",
    "supported": "supported|supports|to support",
    "recommended": "recommended|recommends|to recommend",
    "deferred": "deferred|to defer|postponed|adjourned",
    "endorsed": "endorsed|endorses|to endorse",
    "received": "received|receives|to receive",
    "agreed": "agreed|agrees|to agree|accepted|to accept",
}
VERB = re.compile(r"\b(?:" + "|".join(f"(?P<{verb}>{forms})" for verb, forms in VERBS.items()) + r")\b", re.I)
SUBJECT_TO = re.compile(r"\b(?:and\s+)?(?:conditional (?:up)?on|subject to)\s+", re.I)
_AGAIN = any_of("as a result of", "subject to", "to (?:any|the)", "any", "following", "on condition")
JOIN = re.compile(rf"\s*,?\s+and\s+(?={_AGAIN}\b)|;\s+(?:and\s+)?", re.I)
NAMED = re.compile(r"\b(?:by|from|of|with|to)\s+(?:the\s+)?(?=[A-Z])")
WORD = re.compile(r"\S+")
SMALL = {"and", "of", "for", "the", "&", "with", "in", "on"}
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(“‘])|\n")
EMPHATIC = re.compile(
    r"\b(?:RESOLVED|AGREED|RECOMMENDED|DEFERRED|APPROVED|NOTED)\b|"
    r"\bit was (?:(?:unanimously|duly|formally|therefore) )?resolved\b"
)
_DECIDERS = any_of(
    "members?", "partners", "board", "committee", "group", "partnership", "chair(?:man)?", "meeting", "council",
    "councillors", "panel", "forum", "cabinet", "all",
)  # fmt: skip
DECIDED = re.compile(
    rf"\b(?:it was|was|were|{_DECIDERS}(?: (?:members?|partners|present))?(?: of the (?:[\w-]+ ){{1,6}}?)?)\s*"
    r"(?:(?:all|both|unanimously|formally|then|also|therefore|duly) )?\b(?P<verb>not agreed|agreed|approved|endorsed|"
    r"supported|noted|resolved|accepted|deferred|recommended|adopted|ratified|received|rejected)\b",
    re.I,
)
AS_VERB = {
    "resolved": "agreed",
    "accepted": "agreed",
    "adopted": "approved",
    "ratified": "approved",
    "rejected": "not agreed",
}
INLINE_MARK = re.compile(r"(?:(?<=\s)|^)(\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)|(?:[a-z]|\d{1,2})[.)])\s+(?=\S)")


def verb_of(text, word=""):
    """The verb of a decision and whether it had to be supplied (X-19)."""
    main = SUBJECT_TO.split(text[:2000], maxsplit=1)[0]
    if NOT_AGREED.search(main):
        return "not agreed", False
    found = VERB.search(main)
    if found:
        return found.lastgroup, False
    marker = VERB.search(word)
    return (marker.lastgroup, False) if marker else ("agreed", True)


def conditions_of(text):
    """Each thing a decision is subject to, in its own words."""
    found = []
    for piece in SUBJECT_TO.split(text[:20_000])[1:]:
        clause = re.split(r"(?<=[a-z)])\.(?:\s|$)|\n", piece, maxsplit=1)[0]
        for part in JOIN.split(clause):
            condition = re.sub(r"[;,]?\s*\band$", "", SUBJECT_TO.sub("", part or "").strip(" ,;.")).strip(
                " ,;."
            )
            if condition:
                found.append(Condition(condition, body_in(condition)))
    return tuple(found)


def body_in(text):
    """A council, board or other body named in a condition (S001-141)."""
    for start in NAMED.finditer(text):
        name = _capitals_from(text, start.end())
        if name and name.split()[-1].lower().strip(".,'’") in words.ORG_WORDS:
            return name
    return ""


def _capitals_from(text, start):
    """The run of capitalised words from here, with the small words and commas inside it."""
    end = start
    for found in WORD.finditer(text, start):
        word = found.group().strip(",.;()")
        if not word[:1].isupper() and word not in SMALL:
            break
        if word[:1].isupper() or word == "&":
            end = found.start() + len(found.group().rstrip(",.;)"))
        if found.group().endswith((".", ";")):
            break
    return text[start:end].strip()


def decision_in(text):
    """The verb of a decision recorded inside a paragraph, or "" (S001-79)."""
    found = DECIDED.search(text[:50_000])
    if not found:
        return ""
    verb = found.group("verb").lower()
    return AS_VERB.get(verb, verb)


def split_at_decision(text):
    """A paragraph cut before the sentence that resolves in capitals: (before, decision) or None."""
    found = EMPHATIC.search(text[:50_000])
    if not found:
        return None
    start = 0
    for end in SENTENCE_END.finditer(text, 0, found.start()):
        start = end.end()
    return text[:start].strip(), text[start:].strip()


def split_inline(text):
    """“(a) That …; (b) that …” on one line as (label, text) pairs; a single pair when there is no list."""
    marks = list(INLINE_MARK.finditer(text[:20_000]))
    run = _run_of(marks)
    if len(run) < 2:
        return [("", text)]
    cuts = [mark.start() for mark in run] + [len(text)]
    result = []
    for mark, end in zip(run, cuts[1:], strict=True):
        result.append((mark.group(1), text[mark.end() : end].strip()))
    before = text[: cuts[0]].strip()
    return [("", before), *result] if before else result


def _run_of(marks):
    """The marks that count a, b, c or 1, 2, 3 or i, ii, iii from the start."""
    from_roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    for series in ([chr(97 + n) for n in range(26)], from_roman, [str(n) for n in range(1, 40)]):
        run = []
        for mark in marks:
            if len(run) < len(series) and mark.group(1).strip("().") == series[len(run)]:
                run.append(mark)
        if len(run) > 1:
            return run
    return []


class Series:
    """Which list marks continue a list of decisions and which belong to a list within one of them."""

    def __init__(self, mark):
        self.kind, self.value = _value(mark)

    def continues(self, mark):
        kind, value = _value(mark)
        if self.kind == "bullet" or kind == "bullet":
            return kind == self.kind
        if self.kind == "letter" and kind == "roman" and value == 0:
            kind, value = _value(mark, letters=True)
        same = kind == self.kind or {kind, self.kind} == {"roman", "letter"}
        expected = _value(mark, letters=self.kind == "letter", romans=self.kind == "roman")[1]
        if (same and expected == self.value + 1) or (kind == self.kind == "number" and value > self.value):
            self.value = expected
            return True
        return False


def _value(mark, letters=False, romans=False):
    body = mark.strip("(). \t")
    if body.isdigit():
        return "number", int(body)
    if not body.isalpha() or (body == "o" and not mark.strip().endswith((")", "."))):
        return "bullet", 0
    romans_known = (
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "vii",
        "viii",
        "ix",
        "x",
        "xi",
        "xii",
        "xiii",
        "xiv",
        "xv",
    )
    lower = body.lower()
    if lower in romans_known and not letters and (romans or lower == "i" or len(lower) > 1):
        return "roman", romans_known.index(lower) + 1
    return "letter", ord(lower[0]) - 96


def list_mark(text):
    return LIST_MARK.match(text)
