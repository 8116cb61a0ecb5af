"""Lists of people printed on one line, cut into their entries."""

import re
from dataclasses import replace

from meetings.importing import words
from meetings.importing.parsed import Text
from meetings.importing.people import read_entry
from meetings.importing.shapes import is_org, is_person, low, names_role, strip_titles

SENTENCE = re.compile(
    r"\bapolog(?:y|ies)\b[^.]{0,60}?\b(?:from|by|on behalf of|for)\b(?:\s+the following)?[ :]*\s"
    r"(?!absence|non-attendance|lateness)(?P<names>\S.*)$",
    re.I | re.S,
)
STOP = re.compile(r"(?<![A-Z])(?<!Cllr)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Rev)(?<!St)\.(?=\s|$)")
PUBLIC = re.compile(
    r"^(?:and )?(?:\d{1,3}|one|two|three|four|five|six|several|no|a number of|approximately \d+)\s+(?:other )?"
    r"(?:members?|public|press|residents?|parishioners?|people|electors)\b",
    re.I,
)
POST_ALONE = re.compile(
    r"^(?:and )?(?:the )?(?:(?:town|parish|deputy|locum|assistant) )?(?:clerk|chair(?:man)?|mayor)$", re.I
)
NO_ENTRY = re.compile(
    r"^(?:no\.?\s+)?(?:agenda )?(?:items?|minutes|agenda|actions?|business|subject)(?: no\.?)?$", re.I
)
BULLETED = re.compile(r"^(?:[•·▪●‣◦○*–—-]|\(?\d{1,2}[.)])\s*")
SPOKEN = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|welcomed|opened|noted|thanked|explained|observed|chaired)\b"
)
BY_AGENCY = re.compile(r"^(?P<agency>[A-Z][^:,;()]{3,60}):\s+(?P<rest>\S.*)$", re.S)
AND = re.compile(r",?\s+(?:and|&)\s+")
PLURAL = ("cllrs", "councillors", "clrs", "messrs")
POST_OF = re.compile(r"(?:and )?(?P<post>[A-Z][^()]{3,80}?)\s*\((?P<name>[^()]{3,60})\)")
LONGEST = 22


def looks_like_entry(text):
    """Whether a line can be an entry of an attendance list rather than a sentence or heading."""
    text = text.strip()
    if not text or (text[-1] == ":" and not is_org(text)):
        return False
    if len(split_entries(text)) > 1:
        return True
    body = BULLETED.sub("", text)
    count = len(body.split())
    if count < 2 or count > LONGEST or NO_ENTRY.match(body) or (body.endswith(".") and count > 8):
        return False
    return bool(re.match(r"[A-Z(]", body)) and not SPOKEN.search(body)


def names_of(sentence):
    """The names of an apologies sentence, up to its full stop; those of initials and titles do not end it."""
    return STOP.split(sentence.group("names"), maxsplit=1)[0].strip()


def read_entries(at, text, vocabulary, agency=""):
    """Every attendee of a line, and as Text what names nobody, in printed order."""
    grouped = BY_AGENCY.match(text)
    if grouped and _heads_agency(grouped.group("agency"), grouped.group("rest")):
        first, *others = read_entries(at, grouped.group("rest"), vocabulary, grouped.group("agency").strip())
        lead = f"{grouped.group('agency')}:"
        if isinstance(first, Text):
            return [replace(first, text=f"{lead} {first.text}"), *others]
        return [replace(first, printed=f"{lead} {first.printed}"), *others]
    prefix, found = "", []
    for chunk in split_entries(text):
        titles, _ = strip_titles(chunk.split())
        prefix = "Cllr" if titles and low(titles[0]) in PLURAL else prefix
        one = read_entry(at, chunk, vocabulary, prefix="" if titles else prefix, agency=agency)
        found.append(Text(at, one.printed) if _is_nobody(one) else one)
    return found


def _heads_agency(head, rest):
    """“Northshire Council: A, B” or “Army: Colonel P Example”."""
    return not is_person(head) and (is_org(head) or is_person(re.split(r"[,;(]", rest)[0]))


def _is_nobody(one):
    name = one.name.lower().strip(" .")
    return not name or name in words.NOBODY or bool(PUBLIC.match(name))


def split_entries(text):
    """One printed entry after another, separators kept with the entry before them."""
    text = text.strip()
    surnames = bool(text) and low(text.split()[0]) in PLURAL
    for mark in (";", ","):
        chunks = _cut(text, mark)
        if len(chunks) > 1 and (mark == ";" or all(_is_part(chunk, surnames) for chunk in chunks)):
            return [piece for chunk in chunks for piece in _cut_and(chunk, surnames)]
    return _cut_and(text, surnames) if text else []


def _cut(text, mark):
    """Cut at each mark outside brackets."""
    chunks, depth, start = [], 0, 0
    for index, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == mark and depth <= 0:
            chunks.append(text[start : index + 1])
            start = index + 1
    return [chunk.strip() for chunk in (*chunks, text[start:]) if chunk.strip()]


def _cut_and(text, surnames):
    """“A Smith and B Jones” in two; “Fire and Rescue” whole."""
    found = AND.search(text)
    if not found:
        return [text]
    left, right = text[: found.start()], text[found.end() :]
    if _names_one(left, surnames) and _names_one(right, surnames):
        return [text[: found.end()].strip(), right.strip()]
    return [text]


def _is_part(chunk, surnames):
    """Whether a piece between commas names a person of its own and is no detail of the one before."""
    chunk = chunk.strip(" ,;")
    return _names_one(chunk, surnames) or _is_titled(chunk) or len(_cut_and(chunk, surnames)) > 1


def _is_titled(chunk):
    """“Sgt. 4471 Whistlecraft”, and no post such as “Assistant Director”."""
    titles, rest = strip_titles(chunk.split())
    return bool(titles and rest) and not (is_org(chunk) or names_role(chunk))


def _names_one(chunk, surnames):
    post = POST_OF.fullmatch(chunk)
    if PUBLIC.match(chunk) or (post and names_role(post["post"]) and is_person(post["name"])):
        return True
    body = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", chunk).strip(" ,;.")
    body = re.sub(r"^and\s+", "", re.split(r"\s[–—-]\s", body)[0])
    if surnames and re.fullmatch(r"(?:(?:de|van|von|le|la) )?[A-Z][\w'’-]+", body):
        return True
    return is_person(body) or bool(POST_ALONE.match(body))
