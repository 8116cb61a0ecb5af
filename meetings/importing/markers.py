"""The printed words that open a decision, an action, a closing line or an exempt part."""

import re

_WHO = (
    r"(?:(?:it (?:was|is|has been|be)|the (?:\w+ ){0,5}\w+|members(?: of the (?:\w+ ){0,5}\w+)?|councillors|partners|"
    r"following (?:\w+ ){1,5}it was)\s+(?:then |therefore |also |unanimously |duly |formally |accordingly |hereby |were )*)"
)
_BARE_WORDS = (
    r"(?:resolved|agreed|decisions?|resolutions?|recommended|recommendations?|noted|approved|outcomes?|decided|endorsed|"
    r"decisions? (?:made|taken|agreed|of the \w+)|agreed decisions?|agreed actions and decisions|it was decided)"
)
BARE = re.compile(
    rf"^(?P<who>{_WHO})?(?P<word>{_BARE_WORDS})(?: unanimously| as follows)?(?:,? (?:that|to))?(?::| -| –| —)*[:.…-]*$",
    re.I,
)
SEPARATED = re.compile(
    r"^(?P<label>(?P<word>resolved|agreed|decisions?|resolutions?|recommended|recommendations?|approved|noted|endorsed|decided|outcome)"
    r"(?: unanimously| \(unanimously\)| by the \w+| \d{1,3})?\s*(?:[:–—]|-(?=\s)|:-)+)\s*(?P<text>\S.*)$",
    re.I | re.S,
)
FORMAL = re.compile(
    rf"^(?P<label>(?P<who>{_WHO})?(?P<word>resolved)(?: unanimously|, unanimously,?)?)(?P<text>[\s,;:–—-]+\S.*)$",
    re.I | re.S,
)
THAT = re.compile(
    r"^(?P<label>(?P<word>agreed|approved|recommended|noted|decided))(?P<text>,? (?:that|to) \S.*)$",
    re.I | re.S,
)
CAPITALS = re.compile(
    rf"^(?P<label>(?i:(?P<who>{_WHO}))?(?P<word>RESOLVED|AGREED|NOTED|APPROVED|RECOMMENDED|DECIDED|ENDORSED))\b(?P<text>[\s,;:–—.-]+\S.*)$",
    re.S,
)
LIST_MARK = re.compile(
    r"^(?P<mark>\(?(?P<value>\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[•·▪●‣◦○*\-–—§]|o(?=\t))(?:\s+|(?<=[.)])(?=[A-Z]))(?P<text>\S.*)$",
    re.S,
)
BULLETS = "•·▪●‣◦○*-–—§o"
ACTION = re.compile(
    r"^(?P<label>[\[(]?(?:new |key |agreed |further )?actions?(?: points?| items?)?(?: agreed| required)?(?:\s+(?:no\.?\s*)?#?\d{1,4}(?:[./]\d{1,4})*[a-z]?)?"
    r"(?:\s*(?:[:–—]|-(?=\s|[A-Z]))+|\s+(?:by|for)\s*:|\s*$|\.\s))\s*(?P<text>.*)$",
    re.I | re.S,
)
ACTION_BARE = re.compile(
    r"^(?:new |agreed |key )?actions?(?: points?)?(?: agreed| required| arising)?\s*[:–—-]*$", re.I
)
CLOSING = re.compile(
    r"^(?:(?:the )?(?:dates?|time|venue)(?:,? (?:and |& )?(?:time|venue|place|location)){0,2} (?:of|for) (?:the )?(?:next|future|forthcoming|remaining)\b|"
    r"(?:future|next|forthcoming|remaining) meetings?\b(?: dates?)?(?!.{0,40}\b(?:agreed|discussed|asked)\b)|future dates\b|dates? of (?:future )?meetings?\b|"
    r"(?:the )?(?:meeting|chair(?:man)?(?:person)?) (?:was |then )?(?:declared (?:the )?(?:meeting )?)?(?:closed|ended|finished|concluded|terminated|adjourned|rose)\b|"
    r"there being no (?:further|other|more)\b|(?:the )?proceedings (?:closed|ended|concluded|terminated)\b|"
    r"(?:signed|signature|chair(?:man|person)?(?:['’]s signature)?|approved by|dated?)(?: by| as a correct record)?\s*(?:\([\w ]+\)\s*)?:?\s*[._…-]{3,}|"
    r"signed\b.{0,40}(?:chair|correct record)|time (?:meeting )?(?:closed|ended|finished)|close of meeting|"
    r"(?:duration of (?:the )?meeting|meeting (?:closed|ended|finished))\b|"
    r"these minutes (?:were|are|have been) (?:approved|confirmed|agreed)|[._…]{5,}\s*(?:chair|date)?)",
    re.I,
)  # fmt: skip
EXEMPT = re.compile(
    r"\bnot for publication\b|\bexempt (?:business|items?|information|appendix|report|minutes?|section|part)\b|^exempt\b|\[exempt\]|\(exempt\)|"
    r"\bschedule 12a\b|^\(?part (?:2|ii|b|two)\b|^\(?confidential\b|\[confidential|\(confidential|\bpink papers\b|"
    r"^\(?restricted\b|\bclosed (?:session|minutes?|part)\b|\bprivate session\b|\bconfidential (?:items?|business|minutes?|session)\b",
    re.I,
)
OPEN_AGAIN = re.compile(
    r"\b(?:re-?admitted|readmission|open session|public (?:were|was) (?:invited|allowed) back|returned? to (?:public|open))\b|^\(?part (?:1|i|a|one)\b",
    re.I,
)
EXCLUSION = re.compile(
    r"\bexclusion of (?:the )?(?:press|public)\b|\b(?:press|public) (?:be|were) excluded\b", re.I
)
SECTIONS = re.compile(
    r"^(?:minutes|additional (?:information|comments)|background|discussion|summary|note|notes|consideration|considered|update)\s*:?$",
    re.I,
)
FORMAL_ONLY = (
    "resolved",
    "decision",
    "decisions",
    "resolution",
    "resolutions",
    "outcome",
    "outcomes",
    "decided",
)


def is_bare_marker(text):
    """Whether a line is only “Resolved”, “It was agreed:” and the like."""
    text = text.strip()
    found = BARE.match(text) if len(text) < 100 else None
    return bool(found) and (
        not found.group("who") or bool(re.search(r"(?:[:–—-]|\b(?:that|to))\W*$", text, re.I))
    )


def split_decision(text, bold=False):
    """(label, word, text) when a line states a decision as such, else None (S001-79 covers the rest)."""
    head = text[:200]
    found = None
    if head[:1] in "RrAaDdNnEeOoTtIiMmFfCcPp":
        found = SEPARATED.match(text) or CAPITALS.match(text) or FORMAL.match(text) or THAT.match(text)
    if not found or not _decides(found):
        return None
    return found.group("label").strip(), found.group("word").lower(), found.group("text").strip()


def _decides(found):
    """“Outcome: …” and the like need a colon; a quoted “agreed actions” is no decision."""
    label = found.group("label")
    return len(label) < 120 and not re.match(r"(?i)(?:actions?|minutes)\b", found.group("text").strip())


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
