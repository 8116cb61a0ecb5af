"""Terms of the key, and where they stand in a piece of text.

Sure: the name, its parts, its initials with the surname, an address, a day, a postcode, a number, however written.
To look at: what is one letter away, a day without its year or in figures, a name in small letters, a name spread over
letters, initials alone, a telephone number without its code.
"""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass

from reviews.anonymity.addresses import FORMS, ways_of
from reviews.anonymity.figures import Figures, Hit
from reviews.anonymity.words import COMPOUND, PART, compact, fold, seen, words_of

AROUND = 60
NEAR_FROM, SPREAD_FROM, SINGLE_FROM = 6, 8, 4  # letters
INITIALS = re.compile(r"(?<![\w.])[A-Z](?:[. ]{0,2}[A-Z]){1,3}(?!\w)")
SINGLES = re.compile(r"(?<![^\W_])[^\W\d_](?:[\W_]{1,3}[^\W\d_](?![^\W_])){3,}")
TITLES = frozenset(
    "mr mrs ms miss mx dr prof sir dame lady lord rev pc dc ds di dci sgt cllr the née nee aka".split()
)
LABEL = re.compile(
    r"^(?:also|address|dob|date of birth|born|died|nickname|alias|tel|phone|place|aka)\b\s*:?\s*", re.I
)


@dataclass(frozen=True)
class Found:
    place: str
    before: str
    words: str
    after: str
    stands_for: str
    is_sure: bool
    print_of: str


class Terms:
    """``rows`` are (pseudonym, "person", "place" or "other", a line of the key)."""

    def __init__(self, rows, this_year):
        self.runs = defaultdict(list)  # first word → [(all its words, pseudonym)]
        self.near, self.spread, self.initials = {}, {}, {}
        self.figures = Figures(this_year)
        self.single = {}  # words whose letters may stand one by one
        self.deletes = defaultdict(set)
        self.count = 0
        for pseudonym, kind, line in rows:
            self.count += 1
            self._add(pseudonym, kind, LABEL.sub("", seen(line)).strip())
        for word in self.near:
            for cut in _deletes(word):
                self.deletes[cut].add(word)
        self.known = {}  # word → the term it is near, or None

    def __len__(self):
        return self.count

    def _add(self, pseudonym, kind, line):
        rest = self.figures.taken_from(line, pseudonym)
        for part in re.split(r"[,;()]", rest):
            if part.strip():
                self._add_words(pseudonym, kind, part.strip())

    def _add_words(self, pseudonym, kind, part):
        words = words_of(part.replace("&", " and "))
        while words and (words[0].text in TITLES):
            words = words[1:]
        texts = tuple(word.text for word in words)
        if not texts or all(text.isdecimal() for text in texts):
            return
        for way in ways_of(texts):
            self._run(way, pseudonym)
        self._compounds(part, pseudonym)
        is_address = texts[0][0].isdecimal()
        if is_address and len(texts) > 2:
            if texts[-1] in FORMS and len(texts[-2]) >= SINGLE_FROM:
                self._run(texts[:-1], pseudonym)  # “12 Kestrel”
            for way in ways_of(texts[2:] if len(texts[1]) == 1 and len(texts) > 3 else texts[1:]):
                self._run(way, pseudonym)  # the street alone
        if kind == "person" and not is_address:
            self._name(part, pseudonym)
        elif len(texts) == 1:
            self._near(texts[0], pseudonym)
        together = "".join(texts)
        if len(together) >= SPREAD_FROM and not together.isdecimal():
            self.spread.setdefault(together, pseudonym)
        self._single(together, pseudonym)

    def _single(self, text, pseudonym):
        if len(text) >= SINGLE_FROM and text.isalpha():
            self.single.setdefault(text, pseudonym)

    def _name(self, part, pseudonym):
        """Each part by itself, the surname first, initials with the surname; O'Brien and OBrien alike."""
        written = [
            one[0] for one in COMPOUND.finditer(part) if one[0][0].isupper() and fold(one[0]) not in TITLES
        ]
        units = [_ways(one) for one in written]
        for ways in units:
            for way in ways:
                self._single("".join(way), pseudonym)
                if len("".join(way)) > 1:
                    self._run(way, pseudonym)
                    self._run((*way[:-1], f"{way[-1]}s"), pseudonym)  # a possessive without its mark
                if len(way) == 1:
                    self._near(way[0], pseudonym)
                if len("".join(way)) >= SPREAD_FROM:
                    self.spread.setdefault("".join(way), pseudonym)
        if len(units) < 2:
            return
        given = [ways[0] for ways in units[:-1]]
        if len(given) > 1:
            self._run(("".join(text for way in given for text in way),), pseudonym)  # MaryAnn
        self.initials.setdefault("".join(ways[0][0][0] for ways in units), pseudonym)
        initials = [way[0][0] for way in given]
        for surname in units[-1]:
            self._run((*surname, *(text for way in given for text in way)), pseudonym)
            for count in range(1, len(initials) + 1):
                self._run((*initials[:count], *surname), pseudonym)
            self._run(("".join(initials), *surname), pseudonym)

    def _compounds(self, part, pseudonym):
        for word in words_of(part):
            if len(word.joined) > NEAR_FROM:
                self._run((word.joined,), pseudonym)
                self._near(word.joined, pseudonym)

    def _run(self, texts, pseudonym):
        if (texts, pseudonym) not in self.runs[texts[0]]:
            self.runs[texts[0]].append((texts, pseudonym))

    def _near(self, text, pseudonym):
        if len(text) >= NEAR_FROM and text.isalpha():
            self.near.setdefault(text, pseudonym)

    def finds_in(self, piece):
        """Each place where a term stands in the piece, the longest where several begin together."""
        text = seen(piece.text)
        words = words_of(text)
        hits = [*self._runs_in(words), *self.figures.hits(text), *self._initials_in(text)]
        hits += self._near_in(words, hits)
        hits = _widest(hits)
        hits += self._singles_in(text, hits)
        hits += self._spread_in(text, hits)
        return [_found(piece, text, hit) for hit in sorted(hits, key=lambda hit: hit.start)]

    def _runs_in(self, words):
        texts = [word.text for word in words]
        for at, word in enumerate(words):
            for run, pseudonym in self.runs.get(word.text, ()):
                if tuple(texts[at : at + len(run)]) == run:
                    sure = word.is_capital or len(run) > 1 or word.text[0].isdecimal()
                    yield Hit(word.start, words[at + len(run) - 1].end, pseudonym, sure and len(run[-1]) > 1)
            if word.joined:
                for run, pseudonym in self.runs.get(word.joined, ()):
                    if len(run) == 1:
                        yield Hit(word.start, word.joined_end, pseudonym, True)
            elif at + 1 < len(words) and (both := self.runs.get(word.text + words[at + 1].text)):
                yield from (
                    Hit(word.start, words[at + 1].end, pseudonym, False)
                    for run, pseudonym in both
                    if len(run) == 1
                )

    def _initials_in(self, text):
        for match in INITIALS.finditer(text):
            if (name := self.initials.get(re.sub(r"\W", "", match[0]).lower())) is not None:
                yield Hit(match.start(), match.end(), name, False)

    def _near_in(self, words, hits):
        taken = {at for hit in hits for at in range(hit.start, hit.end)}
        for word in words:
            for text, end in ((word.text, word.end), (word.joined, word.joined_end)):
                if len(text) >= NEAR_FROM - 1 and word.start not in taken and (near := self._nearest(text)):
                    yield Hit(word.start, end, self.near[near], False)

    def _nearest(self, text):
        if text not in self.known:
            candidates = {word for cut in (text, *_deletes(text)) for word in self.deletes.get(cut, ())}
            candidates |= {text} & self.near.keys()
            self.known[text] = next((word for word in sorted(candidates) if is_near(text, word)), None)
        return self.known[text]

    def _singles_in(self, text, hits):
        """Names whose letters stand one by one: S i o b h a n, S.i.o.b.h.a.n."""
        taken = {at for hit in hits for at in range(hit.start, hit.end)}
        for match in SINGLES.finditer(text):
            letters, places = compact(match[0])
            at = 0
            while at <= len(letters) - SINGLE_FROM:
                ends = range(len(letters), at + SINGLE_FROM - 1, -1)
                end = next((end for end in ends if letters[at:end] in self.single), None)
                if end:
                    start, last = match.start() + places[at], match.start() + places[end - 1]
                    if start not in taken:
                        yield Hit(start, last + 1, self.single[letters[at:end]], False)
                at = end or at + 1

    def _spread_in(self, text, hits):
        letters, places = compact(text)
        taken = {at for hit in hits for at in range(hit.start, hit.end)}
        for together, pseudonym in self.spread.items():
            at = letters.find(together)
            while at >= 0:
                start, end = places[at], places[at + len(together) - 1] + 1
                if not taken & {start, end - 1}:
                    yield Hit(start, end, pseudonym, False)
                at = letters.find(together, at + 1)


def _widest(hits):
    """Of hits that overlap the widest, and of equals the sure one."""
    kept = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, not hit.is_sure)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.is_sure and not kept[-1].is_sure and hit.end >= kept[-1].end:
            kept[-1] = hit
    return kept


def _found(piece, text, hit):
    before, words = text[max(0, hit.start - AROUND) : hit.start], text[hit.start : hit.end]
    after = text[hit.end : hit.end + AROUND]
    said = (
        re.sub(r"\d+", "", piece.place),
        *(re.sub(r"\s+", " ", fold(part)) for part in (before, words, after)),
    )
    digest = hashlib.sha256("\x1f".join((*said, hit.stands_for)).encode()).hexdigest()
    return Found(piece.place, before, words, after, hit.stands_for, hit.is_sure, digest)


def surroundings(find):
    """What stands before and after it, with dots where the text goes on."""
    before = f"…{find.before}" if len(find.before) >= AROUND else find.before
    return before, f"{find.after}…" if len(find.after) >= AROUND else find.after


def _ways(compound):
    """How one name may be written: whole, each half of a double name, without its marks."""
    halves = re.split(r"[-‐‑‒–]", compound)
    ways = [tuple(fold(part[0]) for part in PART.finditer(one)) for one in (compound, *halves)]
    return list(dict.fromkeys([*ways, *(("".join(way),) for way in ways)]))


def _deletes(word):
    return {word[:at] + word[at + 1 :] for at in range(len(word))} | {word}


def is_near(one, other):
    """One letter more, less or another, or two in the other order."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, its = one[at:], other[at:]
    swapped = len(rest) > 1 and len(its) > 1 and rest[:2] == its[1::-1] and rest[2:] == its[2:]
    return swapped or rest[1:] == its[1:] or rest[1:] == its or rest == its[1:]
