"""The words by which the parts of printed minutes are known, from vocabulary.toml."""

import re
import tomllib
from pathlib import Path

_WORDS = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))

PREFIXES = set(_WORDS["prefixes"])
RANKS = set(_WORDS["ranks"])
RANK_STARTS = set(_WORDS["rank_starts"])
RANK_ENDS = set(_WORDS["rank_ends"])
PARTICLES = set(_WORDS["particles"])
HONOURS = set(_WORDS["honours"])
ORG_WORDS = set(_WORDS["organisations"])
ORG_STARTS = ORG_WORDS - set(_WORDS["organisation_never_first"])
SHARED_SURNAMES = set(_WORDS["organisation_or_surname"])
ROLE_WORDS = set(_WORDS["roles"])
ROLE_FIRST = set(_WORDS["role_first"])
ROLE_LAST = set(_WORDS["role_last"])
REASONS = set(_WORDS["reasons"])
NOBODY = set(_WORDS["nobody"])
GIVEN_NAMES = [family.split() for family in _WORDS["given_names"]]
OFFICES = _WORDS["offices"]
NAME_COLUMNS = set(_WORDS["columns"]["name"])
AGENCY_COLUMNS = set(_WORDS["columns"]["agency"])
ROLE_COLUMNS = set(_WORDS["columns"]["role"])
INITIAL_COLUMNS = set(_WORDS["columns"]["initials"])
ATTENDED_COLUMNS = set(_WORDS["columns"]["attended"])
COLUMNS = NAME_COLUMNS | AGENCY_COLUMNS | ROLE_COLUMNS | INITIAL_COLUMNS | ATTENDED_COLUMNS
AWAY = _WORDS["away"]
GROUPS = {name: category for category, names in _WORDS["categories"].items() for name in names}

_ENDING = re.compile(r"\s*[:\-–—.]+\s*$")
_BRACKET = re.compile(r"\s*[(\[][^)\]]{0,60}[)\]]$")
_MANNER = re.compile(r"\s*\b(?:virtually|in person|remotely|(?:via|on) (?:ms |microsoft )?(?:teams|zoom))$")
_OPENING = re.compile(r"^(?:the|list of|record of)\s+")


def group_of(text):
    """The category a heading such as “In attendance:” stands for, or "" when it is none."""
    name = _ENDING.sub("", " ".join(text[:200].lower().replace("’", "'").split()))
    name = _BRACKET.sub("", name).rstrip(" :")
    name = _MANNER.sub("", name) or name
    return GROUPS.get(name) or GROUPS.get(_OPENING.sub("", name), "")


def office_of(text):
    """The office a label such as “Minutes taken by:” gives, or ""."""
    return OFFICES.get(" ".join(text.lower().split()).rstrip(" :–-"), "")
