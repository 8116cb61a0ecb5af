"""Ways in which one address or house name is written: its street cut short, its number apart, “and” for “&”."""

import re

STREETS = (
    "avenue ave av|boulevard blvd|close cl clo|court ct crt|crescent cres cr|drive dr drv|gardens gdns gdn|green grn"
    "|grove gr grv|hill hl|lane ln|mews mws|park pk|place pl|road rd|square sq|street st str|terrace terr ter|walk wlk"
    "|row rw|way wy"
)
FORMS = {word: forms for forms in (one.split() for one in STREETS.split("|")) for word in forms}
LETTERED = re.compile(r"(\d+)([a-z])")


def ways_of(texts):
    """Words of a term, folded, in each way: they themselves are among them."""
    for words in {texts, tuple(text for text in texts if text != "and")}:
        for numbered in _numbered(words):
            yield numbered
            if len(numbered) > 1:
                yield from ((*numbered[:-1], form) for form in FORMS.get(numbered[-1], ()))


def _numbered(words):
    yield words
    if words and (match := LETTERED.fullmatch(words[0])):
        yield (*match.groups(), *words[1:])
    elif len(words) > 2 and words[0].isdecimal() and len(words[1]) == 1:
        yield (words[0] + words[1], *words[2:])
