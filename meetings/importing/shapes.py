"""Telling people, organisations and posts apart by the shape of their words."""

import re

from meetings.importing import words

NAME_TOKEN = re.compile(r"^(?:[A-ZÀ-Þ][\w'’.-]*|[a-z]{1,2}['’][A-Z]\w+)$")
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]]\s*")
TIERS = {"district", "county", "borough", "parish", "town", "city", "unitary", "ward"}
FIRE = {"station", "watch", "area", "group", "crew", "borough"}
LONGEST_NAME = 7


def low(token):
    return token.lower().strip(".,;:()").replace("’", "'")


def tokens_of(text):
    return [low(token) for token in re.split(r"[\s/]+", text) if token]


def is_org(text):
    """Whether the words are more likely an organisation than a person."""
    tokens = tokens_of(text)
    if any(token in words.ORG_WORDS - words.SHARED_SURNAMES for token in tokens):
        return True
    return len(tokens) == 1 and text.strip().isupper() and len(text.strip()) >= 2


def is_role(text):
    return any(token in words.ROLE_WORDS for token in tokens_of(text))


def is_person(text):
    """Whether the words have the shape of a person's name, with or without a title."""
    text = BRACKETS.sub(" ", text).strip(" .,;:")
    tokens = text.split()
    if not tokens or len(tokens) > LONGEST_NAME or re.search(r"\d", text):
        return False
    titles, rest = strip_titles(tokens)
    rest = [token for token in rest if low(token) not in words.HONOURS]
    names = [token for token in rest if token.lower() not in words.PARTICLES]
    if not names or len(rest) > 4 or not all(NAME_TOKEN.match(token) for token in names):
        return False
    if titles:
        return not is_org(" ".join(rest)) or len(rest) == 1
    if len(rest) < 2 or any(token.isupper() and len(token) > 3 for token in names):
        return False
    return not is_org(" ".join(rest)) and not is_role(" ".join(rest))


def is_office(text):
    """Whether the words are Chair, Vice-Chair, Clerk, Minutes and the like."""
    return bool(words.office_of(text) or re.match(r"(?i)(?:vice|deputy|co)?[ -]?chair", text))


def names_role(text):
    """“Head of Community Safety” is a post, “Office of the Commissioner” an organisation."""
    tokens = tokens_of(text)
    if len(tokens) == 1 and tokens[0] in words.RANK_ENDS:
        return True
    if not is_role(text):
        return False
    noun = tokens
    for word in ("of", "for"):
        noun = noun[: noun.index(word)] if word in noun[1:] else noun
    led = tokens[0] in words.ROLE_FIRST and tokens[-1] not in ("team", "service", "office")
    return is_office(text) or noun[-1] in words.ROLE_LAST or led or not is_org(text)


def strip_titles(tokens):
    """Leading prefixes and ranks, and what follows them."""
    count, ranked = 0, False
    if len(tokens) > 2 and low(tokens[0]) in TIERS and low(tokens[1]) in words.PREFIXES:
        count = 1
    elif len(tokens) > 2 and low(tokens[0]) in FIRE and low(tokens[1]) in ("manager", "commander"):
        count, ranked = 2, True
    while count < len(tokens) - 1 and _is_title(tokens[count], first=count == 0, ranked=ranked):
        ranked = ranked or low(tokens[count]) in words.RANKS
        count += 1
    return tokens[:count], tokens[count:]


def _is_title(token, *, first, ranked):
    """Two letters are a rank only in capitals: “DI Evans” is an inspector, “Di Evans” is Diane."""
    word = low(token)
    if len(word) <= 2 and word in words.RANKS and not token.isupper():
        return False
    if word in words.PREFIXES or word in words.RANK_STARTS or (first and word == "deputy"):
        return True
    return ranked and word in words.RANKS


def abbreviates(letters, name):
    """Whether letters such as “JW” are the initials of a name, in order."""
    if not re.fullmatch(r"[A-Z][A-Za-z]?[A-Z]{0,3}", letters) or len(letters) < 2:
        return False
    _, tokens = strip_titles(name.split())
    heads = "".join(piece[0].upper() for token in tokens for piece in re.split(r"[-'’]", token) if piece)
    return bool(heads) and letters[0] == heads[0] and all(letter in heads for letter in letters.upper())
