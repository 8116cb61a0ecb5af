"""Where a person's name ends and the agency begins, when nothing but a space stands between (S001-03)."""

from dataclasses import dataclass, field

from meetings.importing import words
from meetings.importing.shapes import NAME_TOKEN, is_org, is_role, low, strip_titles
from meetings.importing.source import squash

LONGEST_AGENCY = 12


@dataclass
class Vocabulary:
    """Agencies known beforehand or learnt from entries that print them plainly, and their first words."""

    agencies: set = field(default_factory=set)
    starts: set = field(default_factory=set)

    @classmethod
    def of(cls, known_agencies):
        vocabulary = cls()
        for agency in known_agencies:
            vocabulary.learn(agency)
        return vocabulary

    def learn(self, agency):
        name = squash(agency).lower()
        if len(name) > 2:
            self.agencies.add(name)
            self.starts.add(low(name.split()[0]))

    def knows(self, text):
        return squash(text).lower() in self.agencies

    def known_at(self, tokens, at):
        """Whether a known agency begins here."""
        ends = range(at + 1, min(len(tokens), at + LONGEST_AGENCY) + 1)
        return any(" ".join(tokens[at:end]).lower().strip(" ,.;") in self.agencies for end in ends)


def split_name(tokens, vocabulary):
    """How many tokens are the name, the agency that follows, and whether the cut is certain."""
    titles, rest = strip_titles(tokens)
    start = len(titles)
    shortest = start + (1 if start else 2)
    for at in range(shortest, len(tokens)):
        if vocabulary.known_at(tokens, at):
            return at, " ".join(tokens[at:]), True
    cut = start + _given_and_family(rest)
    if cut >= len(tokens) or cut == start:
        return len(tokens), "", True
    following = " ".join(tokens[cut:])
    first = low(tokens[cut])
    certain = first in words.ORG_STARTS | words.ROLE_WORDS | vocabulary.starts or (
        tokens[cut].isupper() and len(first) > 1
    )
    if not certain and not is_org(following) and not is_role(following):
        return len(tokens), "", len(rest) <= 4
    return cut, following, certain


def _given_and_family(rest):
    """Tokens that make up given and family name: two, with particles, single letters and honours besides."""
    count, names = 0, 0
    for token in rest:
        word = low(token)
        organisation = word in words.ORG_STARTS - words.SHARED_SURNAMES and len(rest) > count + 1
        if (names >= 2 and word not in words.HONOURS) or (names == 1 and organisation):
            break
        if not NAME_TOKEN.match(token) and word not in words.PARTICLES:
            break
        count += 1
        names += 0 if word in words.PARTICLES | words.HONOURS or (len(word) == 1 and names) else 1
    return count
