"""What must not stand in words that leave a review: code names, references, days, and the names of the key."""

import re

from reviews.patterns import DAY, REFERENCE
from reviews.services.sealed import stands_in


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
