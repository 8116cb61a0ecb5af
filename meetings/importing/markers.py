"""The printed words that open a decision, an action, a closing line or an exempt part."""

import re

from meetings.importing.patterns import any_of, anywhere, opening, whole

BULLETS = "•·▪●‣◦○*–—§-"
_STOP = r"(?:[:–—]|-(?=\s)|:-)"
_WHO = (
    any_of(
        r"it (?:was|is|has been|be)",
        r"the (?:\w+ ){0,5}\w+",
        r"members(?: of the (?:\w+ ){0,5}\w+)?",
        r"councillors",
        r"partners",
        r"following (?:\w+ ){1,5}it was",
    )
    + r"\s+(?:(?:then|therefore|also|unanimously|duly|formally|accordingly|hereby|were) )*"
)
_SAID = any_of(
    "resolved", "agreed", "decisions?", r"decision\(s\)", "resolutions?", "recommended", "recommendations?",
    "noted", "approved", "outcomes?", "decided", "endorsed", r"decisions? (?:made|taken|agreed|of the \w+)",
    "agreed decisions?",
)  # fmt: skip
_LABELS = any_of(
    "resolved", "agreed", "decisions?", r"decision\(s\)", "resolutions?", "recommended", "recommendations?",
    "approved", "noted", "endorsed", "decided", "outcome",
)  # fmt: skip
_MANNER = r"(?: unanimously| \(unanimously\)| by the \w+| \d{1,3})?"
BARE = re.compile(
    rf"^(?P<who>{_WHO})?(?P<word>{_SAID})(?: unanimously| as follows)?(?:,? (?:that|to))?(?::| -| –| —)*[:.…-]*$",
    re.I,
)
SEPARATED = re.compile(rf"^(?P<label>(?P<word>{_LABELS}){_MANNER}\s*{_STOP}+)\s*(?P<text>\S.*)$", re.I | re.S)
FORMAL = re.compile(
    rf"^(?P<label>(?:{_WHO})?(?P<word>resolved)(?:,? unanimously,?)?)(?P<text>[\s,;:–—-]+\S.*)$", re.I | re.S
)
THAT = re.compile(
    r"^(?P<label>(?P<word>agreed|approved|recommended|noted|decided))(?P<text>,? (?:that|to) \S.*)$",
    re.I | re.S,
)
CAPITALS = re.compile(
    rf"^(?P<label>(?i:{_WHO})?(?P<word>RESOLVED|AGREED|NOTED|APPROVED|RECOMMENDED|DECIDED|ENDORSED))\b"
    r"(?P<text>[\s,;:–—.-]+\S.*)$",
    re.S,
)
LIST_MARK = re.compile(
    rf"^(?P<mark>\(?(?P<value>\d{{1,2}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)]|[{re.escape(BULLETS)}]|o(?=\t))"
    r"(?:\s+|(?<=[.)])(?=[A-Z]))(?P<text>\S.*)$",
    re.S,
)
_ACTION = (
    r"(?:new |key |agreed |further )?actions?(?: points?| items?)?(?: agreed| required)?"
    r"(?:\s+(?:no\.?\s*)?#?\d{1,4}(?:[./]\d{1,4})*[a-z]?)?"
)
_SOMEBODY = (
    r"(?=[A-Z][\w'’.]*(?:(?: and|,|/)?\s[A-Z][\w'’.-]*){0,5}\s(?:to|will)\s)"  # “Action 3.1 AL to write”
)
ACTION = re.compile(
    rf"^(?P<label>[\[(]?{_ACTION}(?:\s*(?:[:–—]|-(?=\s|[A-Z]))+|\s+(?:by|for)\s*:|\s*$|\.\s|(?<=\d)\s+(?-i:{_SOMEBODY})))\s*(?P<text>.*)$",
    re.I | re.S,
)
ACTION_STATUS = whole(
    r"(?:is |now |was )?(?:completed?|closed|on-?going|done|outstanding|in progress|carried forward)\b.{0,80}"
)
_MEETING = "(?:next|future|forthcoming|remaining)"
CLOSING = opening(
    r"(?:the )?(?:dates?|time|venue)(?:,? (?:and |& )?(?:time|venue|place|location)){0,2} (?:of|for) "
    rf"(?:the )?{_MEETING}\b",
    rf"{_MEETING} meetings?\b(?: dates?)?(?!.{{0,40}}\b(?:agreed|discussed|asked)\b)",
    r"future dates\b",
    r"dates? of (?:future )?meetings?\b",
    r"(?:the )?(?:meeting|chair(?:man|person)?) (?:was |then )?(?:declared (?:the )?(?:meeting )?)?"
    r"(?:closed|ended|finished|concluded|terminated|adjourned|rose)\b",
    r"there being no (?:further|other|more)\b",
    r"(?:the )?proceedings (?:closed|ended|concluded|terminated)\b",
    r"(?:signed|signature|chair(?:man|person)?(?:['’]s signature)?|approved by|dated?)"
    r"(?: by| as a correct record)?\s*(?:\([\w ]+\)\s*)?:?\s*[._…-]{3,}",
    r"signed\b.{0,40}(?:chair|correct record)",
    r"time (?:meeting )?(?:closed|ended|finished)",
    r"close of meeting",
    r"duration of (?:the )?meeting",
    r"meeting (?:closed|ended|finished)\b",
    r"these minutes (?:were|are|have been) (?:approved|confirmed|agreed)",
    r"[._…]{5,}\s*(?:chair|date)?",
)
EXEMPT = anywhere(
    r"\bnot for publication\b",
    r"\bexempt (?:business|items?|information|appendix|report|minutes?|section|part)\b",
    r"^exempt\b",
    r"[\[(](?:exempt|confidential)\b",
    r"\bschedule 12a\b",
    r"^\(?part (?:2|ii|b|two)\b",
    r"^\(?(?:confidential|restricted)\b",
    r"\bpink papers\b",
    r"\b(?:closed|private) (?:session|minutes?|part)\b",
    r"\bconfidential (?:items?|business|minutes?|session)\b",
)
OPEN_AGAIN = anywhere(
    r"\bre-?admi(?:tted|ssion)\b",
    r"\bopen session\b",
    r"\bpublic (?:were|was) (?:invited|allowed) back\b",
    r"\breturned? to (?:public|open)\b",
    r"^\(?part (?:1|i|a|one)\b",
)
EXCLUSION = anywhere(
    r"\bexclusion of (?:the )?(?:press|public)\b",
    r"\b(?:press|public) (?:be|were) excluded\b",
)
SECTION = whole(
    r"(?:minutes|background|discussion|summary|notes?|consideration|update|additional (?:information|comments))\s*:?"
)


def is_bare_marker(text):
    """Whether a line is only “Resolved”, “It was agreed:” and the like."""
    text = text.strip()
    found = BARE.match(text) if len(text) < 100 else None
    return bool(found) and (
        not found.group("who") or bool(re.search(r"(?:[:–—-]|\b(?:that|to))\W*$", text, re.I))
    )


def split_decision(text):
    """(label, word, text) when a line states a decision as such, else None (S001-79 covers the rest)."""
    for pattern in (SEPARATED, CAPITALS, FORMAL, THAT) if text[:1] in "RrAaDdNnEeOoTtIiMmFfCcPp" else ():
        found = pattern.match(text)
        if found and len(found.group("label")) < 120:
            body = found.group("text").strip()
            return None if re.match(r"(?i)(?:actions?|minutes)\b", body) else (
                found.group("label").strip(), found.group("word").lower(), body
            )  # fmt: skip
    return None


def starts_decision(text):
    return split_decision(text[:600]) is not None


def is_action(text):
    return bool(ACTION.match(text[:300]))


def is_closing(text):
    return bool(CLOSING.match(text[:200].strip()))


def exempt_reason(text, limit=200):
    """The words that mark a line as not for publication, or ""."""
    head = text[:limit]
    found = EXEMPT.search(head)
    if not found or OPEN_AGAIN.search(head):
        return ""
    return head if len(head) < 120 else head[: found.end()][-120:]
