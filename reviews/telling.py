"""What must not stand in words that leave a review: code names, references, days, and the names of the key."""

import re

from reviews.anonymity.words import fold, seen
from reviews.models import Review
from reviews.patterns import DAY, REFERENCE
from reviews.services.sealed import stands_in

HIDDEN = "Something in it may identify somebody, and cannot be used. Take it out, or word it otherwise."


def names(review, *texts, by, key=True):
    """Why words may not go to somebody who knows nothing of the review: its code name, its reference, with ``key`` the
    names of its key. Whoever does not know the review either asks nothing of its key, and is told no more than that
    something is there.
    """
    text = "\n".join(text for text in texts if isinstance(text, str))
    found = [word for word in (review.title, review.reference) if _says(text, word)]
    if not Review.objects.visible_to(by).filter(pk=review.pk).exists():
        return [HIDDEN] if found else []
    reasons = [f"It names “{word}”, by which the review is known. Take it out." for word in found]
    if key and stands_in(review, text):
        reasons.append("A name, address, date or place of the key stands in it. Take it out.")
    return reasons


def _says(text, word):
    """However it is written, and with an s after it."""
    written = r"\s+".join(re.escape(part) for part in fold(word).split())
    return re.search(rf"(?<!\w){written}s?(?!\w)", fold(seen(text))) is not None


def tells(text, review, known):
    """What in the text would show which review it comes from, each a sentence that says how to mend it.

    ``known`` are the reviews open to whoever asks: a code name that only others know is not given away by a refusal.
    """
    if REFERENCE.search(text):
        yield "A reference stands in it. Take it out."
    if found := DAY.search(text):
        yield f"“{found.group()}” is a day or a month. Take it out, for it may show which review this is."
    for one in known:
        if _says(text, one.title):
            yield f"“{one.title}” is the code name of a review. Take it out."
    if stands_in(review, text):
        yield "A name, address or place of the key stands in it. Take it out."
