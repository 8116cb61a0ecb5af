"""Small numbers in what people type: "three victims", "homicides: 2". So few people or crimes could point to one.

Numbers of streets, years or per cent are not looked for. What is found is for a person to judge; what is not found is
not thereby safe.
"""

import re
from dataclasses import dataclass

NUMBER = r"(?:[1-4]|one|two|three|four)"
PERSON = (
    "people|persons?|man|men|wom[ae]n|child(?:ren)?|boys?|girls?|babies|baby|teenagers?|youths?|adults?|pupils?|students?"
    "|residents?|famil(?:y|ies)|households?|couples?|victims?|survivors?|offenders?|suspects?|perpetrators?|witness(?:es)?"
    "|patients?|tenants?|drivers?|officers?|users?"
)
CRIME = (
    "crimes?|offences?|incidents?|cases?|homicides?|murders?|deaths?|suicides?|rapes?|assaults?|attacks?|stabbings?"
    "|shootings?|robber(?:y|ies)|burglar(?:y|ies)|thefts?|arsons?|fires?|kidnaps?|abductions?|arrests?|charges?"
    "|convictions?|referrals?|reports?|injur(?:y|ies)|overdoses?|killed|injured|arrested|charged|stabbed|raped|assaulted"
)
WORD = rf"(?:{PERSON}|{CRIME})"
BETWEEN = r"(?:\s+[\w’'-]+){0,2}?\s+"  # "three young men", "two of the victims"
UNITS = r"%|per\s*cent|years?|months?|weeks?|days?|hours?|times?"
AFTER = rf"(?!\s*(?:{UNITS}|in\s+(?:\d|ten|five|four|three|two)|[:.,/]\d|\d|-))"
FORWARD = rf"(?<![\w.,/£–-])(?P<n>{NUMBER})\b{AFTER}{BETWEEN}{WORD}\b"
BACKWARD = rf"\b{WORD}(?:\s*[:(]\s*|\s+(?:was|were|numbered|fell to|rose to)\s+)(?P<m>{NUMBER})\b{AFTER}"
FOUND = re.compile(rf"{FORWARD}|{BACKWARD}", re.IGNORECASE)
NOT_BETWEEN = re.compile(
    r"\b(?:streets?|years?|months?|weeks?|days?|hours?|per|cent|in|thirds?|quarters?)\b", re.IGNORECASE
)
SHARE = re.compile(r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)\s+in\s+$", re.IGNORECASE)
AROUND = 40


@dataclass(frozen=True)
class Find:
    """``words`` as they stand; ``around``: with a little of the text on both sides."""

    words: str
    around: str


def small_numbers_in(text: str) -> list[Find]:
    """In their order."""
    plain = " ".join(text.split())
    found = []
    for match in FOUND.finditer(plain):
        if NOT_BETWEEN.search(match[0]) or SHARE.search(plain[max(0, match.start() - 12) : match.start()]):
            continue
        start, end = max(0, match.start() - AROUND), min(len(plain), match.end() + AROUND)
        around = f"{'…' if start else ''}{plain[start:end]}{'…' if end < len(plain) else ''}"
        found.append(Find(match[0], around))
    return found
