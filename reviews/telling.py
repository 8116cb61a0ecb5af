"""What must not stand in words that leave a review: code names, references, days, and the names of the key."""

import re

from design.filters import MONTHS
from reviews.services.sealed import stands_in

MONTH = "|".join(name for name in MONTHS)
REFERENCE = re.compile(r"\b\w+-(REV|REQ|LIN|DOC)-\d{4}-\d+\b", re.IGNORECASE)
DAY = re.compile(
    rf"\b\d{{1,2}}(st|nd|rd|th)?\s+(of\s+)?({MONTH})\b|\b({MONTH})\s+\d{{1,2}}(st|nd|rd|th)?\b|"
    rf"\b({MONTH})\s+\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b",
    re.IGNORECASE,
)


def tells(text, review, known):
    """What in the text would show which review it comes from, each a sentence that says how to mend it.

    ``known`` are the reviews open to whoever asks: a code name that only others know is not given away by a refusal.
    """
    if REFERENCE.search(text):
        yield "A reference stands in it. Take it out."
    if found := DAY.search(text):
        yield f"“{found.group()}” is a day or a month. Take it out, for it may show which review this is."
    for one in known:
        if re.search(rf"\b{re.escape(one.title)}\b", text, re.IGNORECASE):
            yield f"“{one.title}” is the code name of a review. Take it out."
    if stands_in(review, text):
        yield "A name, address or place of the key stands in it. Take it out."
