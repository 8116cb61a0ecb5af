"""One printed attendance entry taken apart: name, rank, agency, unit, role, initials, whom it stands in for."""

import re
from dataclasses import dataclass, field

from meetings.importing import words
from meetings.importing.parsed import Attendee
from meetings.importing.source import squash

NAME_TOKEN = re.compile(r"^(?:[A-ZÀ-Þ][\w'’.-]*|[A-Z]\.?|[a-z]{1,2}['’][A-Z]\w+)$")
INITIALS = re.compile(r"^[A-Z][A-Za-z]?[A-Z]{0,3}$")
SUBSTITUTE = re.compile(
    r"[\[(,–—-]?\s*\b(?:as )?(?:a )?(?:substitut(?:e|ing|ed)|sub|deputi[sz]ing|deputy|standing in|attending|attended)"
    r"\s+(?:for|on behalf of)\s+(?P<name>[^)\],;]{3,80})[)\]]?|[\[(,–—-]\s*(?:for|vice|on behalf of|obo)\s+(?P<other>(?:Cllr |Councillor |Dr |Mrs? |Ms )?[A-Z][^)\],;]{2,60})[)\]]?",
    re.I,
)
STANDS_IN = r"(?:substitut(?:ed|ing)|attended|attending|deputi[sz](?:ed|ing)|represent(?:ed|ing)|in attendance|to attend)"
REPRESENTED = re.compile(
    rf"\s*[(\[](?P<sub>[A-Z][\w'’. -]{{3,60}}?) {STANDS_IN}(?: (?:for|on behalf of|in (?:his|her|their) place|as substitute)[^()\[\]]{{0,80}})?[)\]]"
    rf"|\s*[(\[](?:represented|substituted) by (?P<by>[^()\[\]]{{3,80}})[)\]]"
)
REASONS = re.compile(
    r"(?i)(?:annual leave|on leave|leave|holiday|work|work commitments?|ill|illness|unwell|sick|personal|family|prior commitments?|other commitments?|clash|diary clash)$"
)
REPLACED = re.compile(
    r"\s+[–—-]+\s*(?P<sub>[A-Z][\w'’. -]{3,60}?)\s+(?:substituted|substituting|attended|deputi[sz]ed|attending)\b.*$"
)
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]]\s*")
DASH = re.compile(r"\s+[–—-]+\s+|\s*[–—]\s*|(?<=[a-z])-\s+(?=[A-Z])")
SINGULAR = {"cllrs": "Cllr", "clrs": "Cllr", "councillors": "Councillor", "messrs": "Mr"}
TIERS = {"district", "county", "borough", "parish", "town", "city", "unitary", "ward"}
ROLE_FIRST = {
    "head",
    "director",
    "deputy",
    "assistant",
    "chief",
    "lead",
    "manager",
    "chair",
    "vice",
    "interim",
    "executive",
    "leader",
    "senior",
    "principal",
    "strategic",
    "operations",
    "member",
    "portfolio",
    "clerk",
    "team",
    "service",
}
ROLE_LAST = {
    "officer",
    "manager",
    "director",
    "lead",
    "coordinator",
    "co-ordinator",
    "adviser",
    "advisor",
    "analyst",
    "commander",
    "clerk",
    "secretary",
    "administrator",
    "executive",
    "leader",
    "worker",
    "specialist",
    "inspector",
    "superintendent",
    "assistant",
    "solicitor",
    "consultant",
    "practitioner",
}


@dataclass
class Vocabulary:
    """Agencies known beforehand or learnt from entries that print them plainly, and their first words."""

    agencies: set = field(default_factory=set)
    starts: set = field(default_factory=set)

    def learn(self, agency):
        name = squash(agency)
        if len(name) > 2 and name.lower() not in self.agencies:
            self.agencies.add(name.lower())
            self.starts.add(name.split()[0].lower().strip(",."))

    def knows(self, text):
        return squash(text).lower() in self.agencies

    def known_at(self, tokens, at):
        """How many tokens from here name a known agency; 0 for none."""
        for size in range(min(len(tokens) - at, 12), 0, -1):
            if " ".join(tokens[at : at + size]).lower().strip(" ,.;") in self.agencies:
                return size
        return 0


def vocabulary(known_agencies):
    found = Vocabulary()
    for agency in known_agencies:
        found.learn(agency)
    return found


def low(token):
    return token.lower().strip(".,;:()").replace("’", "'")


def is_org(text):
    """Whether the words are more likely an organisation than a person."""
    tokens = [low(token) for token in re.split(r"[\s/]+", text) if token]
    if any(token in words.ORG_WORDS - words.SHARED_SURNAMES for token in tokens):
        return True
    return len(tokens) == 1 and (text.strip().isupper() and len(text.strip()) >= 2)


def is_role(text):
    tokens = [low(token) for token in re.split(r"[\s/]+", text) if token]
    return any(token in words.ROLE_WORDS for token in tokens)


def is_person(text):
    """Whether the words have the shape of a person's name, with or without a title."""
    text = BRACKETS.sub(" ", text).strip(" .,;:")
    tokens = text.split()
    if not tokens or len(tokens) > 7 or re.search(r"\d", text):
        return False
    titles, rest = strip_titles(tokens)
    while rest and low(rest[-1]) in words.HONOURS:
        rest = rest[:-1]
    names = [token for token in rest if token.lower() not in words.PARTICLES]
    if not names or len(rest) > 4 or not all(NAME_TOKEN.match(token) for token in names):
        return False
    if titles:
        return not is_org(" ".join(rest)) or len(rest) == 1
    if len(rest) < 2 or any(token.isupper() and len(token) > 3 for token in names):
        return False
    return not is_org(" ".join(rest)) and not is_role(" ".join(rest))


def names_role(text):
    """“Head of Community Safety” is a post, “Office of the Commissioner” an organisation."""
    tokens = [low(token) for token in re.split(r"[\s/]+", text) if token]
    if not is_role(text):
        return False
    plain = tokens[: tokens.index("of")] if "of" in tokens[1:] else tokens
    plain = plain[: plain.index("for")] if "for" in plain[1:] else plain
    led = tokens[0] in ROLE_FIRST and any(token in words.ROLE_WORDS for token in tokens)
    return (
        _office(text)
        or plain[-1] in ROLE_LAST
        or (led and tokens[-1] not in ("team", "service", "office"))
        or not is_org(text)
    )


def strip_titles(tokens):
    """Leading prefixes and ranks, and what follows them."""
    count, ranked = 0, False
    if len(tokens) > 2 and low(tokens[0]) in TIERS and low(tokens[1]) in words.PREFIXES:
        count = 1
    while count < len(tokens) - 1:
        word = low(tokens[count])
        starts = (
            word in words.PREFIXES
            or word in words.RANK_STARTS
            or (count == 0 and word in ("deputy", "chief"))
        )
        if not (starts or (ranked and word in words.RANKS)):
            break
        ranked = ranked or word in words.RANKS
        count += 1
    while (
        count
        and low(tokens[count - 1]) in ("t", "a", "chief", "temporary", "acting", "assistant")
        and count > 1
    ):
        count -= 1
    return tokens[:count], tokens[count:]


def read_entry(at, printed, vocab, *, prefix="", agency=""):
    """An attendee from one printed entry; ``agency`` is that of the list it stands in."""
    text = re.sub(r"^\s*(?:[•·▪●‣◦○*–—-]|\(?\d{1,2}[.)]|o(?=\t))\s*", "", printed)
    text = re.sub(r"[\s,;]+(?:and)?\s*$|^\s*and\s+", "", text).strip()
    parts = _Parts(at, printed, vocab, agency=agency)
    text = parts.take_substitute(text)
    text = parts.take_brackets(text)
    columns = [column for column in re.split(r"\t+|\s{2,}|\n|\.{4,}", text) if column.strip(" -–—,")]
    if len(columns) > 1:
        parts.take_columns([column.strip(" ,–—") for column in columns])
    elif columns:
        parts.take_line(columns[0].strip())
    return parts.attendee(prefix)


@dataclass
class _Parts:
    at: int
    printed: str
    vocab: Vocabulary
    name: str = ""
    agency: str = ""
    unit: str = ""
    role: str = ""
    initials: str = ""
    substitute_for: str = ""
    represented_by: str = ""
    certain: bool = True
    brackets: list = field(default_factory=list)

    def take_substitute(self, text):
        represented = REPRESENTED.search(text)
        if represented and represented.start() > 2:
            self.represented_by = squash(represented.group("sub") or represented.group("by"))
            text = f"{text[: represented.start()]} {text[represented.end() :]}".strip()
        found = SUBSTITUTE.search(text)
        if found and found.start() > 2:
            self.substitute_for = squash(found.group("name") or found.group("other")).strip(" .)")
            return f"{text[: found.start()]} {text[found.end() :]}".strip(" ,-–—")
        replaced = REPLACED.search(text)
        if replaced:
            self.represented_by = squash(replaced.group("sub"))
            return text[: replaced.start()]
        return text

    def take_brackets(self, text):
        for found in BRACKETS.findall(text):
            if not REASONS.match(found.strip()):
                self.brackets.append(found.strip())
        return re.sub(
            r" +([,;])", r"\1", BRACKETS.sub(lambda found: "\t" if "\t" in found.group() else " ", text)
        ).strip()

    def take_columns(self, columns):
        if INITIALS.match(columns[0]) and len(columns[0]) <= 4 and len(columns) > 1 and columns[0].isupper():
            self.initials = columns.pop(0)
        elif (
            len(columns) > 2
            and INITIALS.match(columns[1])
            and columns[1].isupper()
            and not self.vocab.knows(columns[1])
        ):
            self.initials = columns.pop(1)
        self.take_line(columns[0], alone=len(columns) == 1)
        for column in columns[1:]:
            self.take_details(_commas(column))

    def take_line(self, text, alone=True):
        dashed = [part.strip(" ,") for part in DASH.split(text) if part and part.strip(" ,")]
        if len(dashed) > 1:
            if is_org(dashed[0]) and not is_person(dashed[0]) and is_person(dashed[1].split(",")[0]):
                dashed[0], dashed[1] = dashed[1], dashed[0]
            text, details = dashed[0], [part for piece in dashed[1:] for part in _commas(piece)]
        else:
            details = []
        pieces = _commas(text)
        if len(pieces) == 1 and ":" in text and not details:
            pieces = [part.strip() for part in text.split(":", 1)]
            if is_org(pieces[0]) or low(pieces[0]) in words.OFFICES:
                pieces.reverse()
        self.take_name(pieces[0], alone and not details and len(pieces) == 1 and not self._org_in_brackets())
        self.take_details([*pieces[1:], *details])

    def _org_in_brackets(self):
        return any(is_org(part) or (part.isupper() and not _abbreviates(part, "")) for part in self.brackets)

    def take_name(self, text, alone):
        tokens = text.split()
        if (
            len(tokens) > 2
            and re.fullmatch(r"[A-Z]{2,4}", tokens[0])
            and low(tokens[0]) not in words.RANKS | words.PREFIXES
        ):
            if _abbreviates(tokens[0], " ".join(tokens[1:])):
                self.initials, tokens = tokens[0], tokens[1:]
        size, agency, certain = split_name(tokens, self.vocab)
        self.name = " ".join(tokens[:size]).strip(" ,")
        self.certain = self.certain and certain
        if agency:
            self.take_details(_commas(agency))

    def take_details(self, parts):
        for part in parts:
            self._place(part.strip(" .;"))

    def _place(self, part):
        if not part:
            return
        if part.lower() in words.HONOURS:
            self.name = f"{self.name} {part}"
        elif self.vocab.knows(part) and not self.agency:
            self.agency = part
        elif names_role(part):
            self.role = f"{self.role}, {part}".strip(", ")
        elif not self.agency:
            self.agency = part
        else:
            self.unit = f"{self.unit}, {part}".strip(", ")

    def attendee(self, prefix):
        for part in self.brackets:
            if _abbreviates(part, self.name) and not self.initials:
                self.initials = part
            elif re.match(
                r"(?i)(?:part|until|from|virtual|via|items?|online|remote|left|arrived|joined|in person)\b",
                part,
            ):
                self.role = f"{self.role}, {part}".strip(", ")
            else:
                self.take_details(_commas(part))
        titles, rest = strip_titles(self.name.split())
        names = [token for token in rest if low(token) not in words.HONOURS]
        ranks = [token for token in titles if low(token) in words.RANKS]
        civil = [SINGULAR.get(low(token), token) for token in titles if token not in ranks] or (
            [prefix] if prefix else []
        )
        return Attendee(
            self.at,
            squash(self.printed),
            squash(self.name),
            " ".join(civil),
            " ".join(ranks),
            " ".join(names[:-1]),
            names[-1].strip(",.") if names else "",
            self.agency,
            self.unit,
            self.role,
            self.initials,
            self.substitute_for,
            self.represented_by,
            self.certain,
        )


def _office(text):
    return low(text).replace("-", " ") in {office.replace("-", " ") for office in words.OFFICES} or bool(
        re.match(r"(?i)(?:vice|deputy|co)?[ -]?chair", text)
    )


def _commas(text):
    return [part.strip() for part in text.split(",") if part.strip()]


def _abbreviates(part, name):
    """Whether letters such as “JW” are the initials of a name, in order."""
    if not re.fullmatch(r"[A-Z][A-Za-z]?[A-Z]{0,3}", part) or not part[1:]:
        return False
    _, tokens = strip_titles(name.split())
    heads = "".join(piece[0].upper() for token in tokens for piece in re.split(r"[-'’]", token) if piece)
    return bool(heads) and part[0] == heads[0] and all(letter in heads for letter in part.upper())


def split_name(tokens, vocab):
    """How many tokens are the name, the agency that follows, and whether the cut is certain (S001-03)."""
    titles, rest = strip_titles(tokens)
    start = len(titles)
    for at in range(start + 1, len(tokens)):
        if vocab.known_at(tokens, at) and _worth_cutting(tokens, start, at):
            return at, " ".join(tokens[at:]), True
    name = _given_and_family(rest)
    if name >= len(rest):
        return len(tokens), "", True
    cut = start + name
    if cut == start:
        return len(tokens), "", True
    first = low(tokens[cut])
    certain = first in words.ORG_STARTS or first in vocab.starts or (tokens[cut].isupper() and len(first) > 1)
    rest_text = " ".join(tokens[cut:])
    if not certain and not is_org(rest_text) and not is_role(rest_text):
        return len(tokens), "", len(rest) <= 4
    return cut, rest_text, certain


def _worth_cutting(tokens, start, at):
    """A surname alone may follow a title; otherwise a name has two words before its agency."""
    return at - start >= 2 or (at - start == 1 and start > 0)


def _given_and_family(rest):
    """Tokens that make up given and family name: two, with particles, single letters and honours besides."""
    count, names = 0, 0
    for token in rest:
        word = low(token)
        if names >= 2 and word not in words.HONOURS:
            break
        if not NAME_TOKEN.match(token) and word not in words.PARTICLES:
            break
        if names == 1 and word in words.ORG_STARTS - words.SHARED_SURNAMES and len(rest) > count + 1:
            break
        count += 1
        names += 0 if word in words.PARTICLES or word in words.HONOURS or (len(word) == 1 and names) else 1
    return count
