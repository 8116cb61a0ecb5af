from dataclasses import dataclass

from audit.services import plain
from audit.text import digest_of
from design.filters import date as date_in_words
from signoffs.contents import content_now
from signoffs.models import SignOff

WORDS = {
    "valid": ("Valid", "The record says now exactly what was signed."),
    "stale": (
        "Stale",
        "The record has changed since it was signed. This signature is not of what it says now.",
    ),
    "altered": (
        "Altered",
        "The stored content does not have the digest that was signed. Tell an administrator.",
    ),
}


@dataclass(frozen=True)
class Check:
    """What computing the digests again gives: of what was stored, and of the record as it stands."""

    state: str
    label: str
    words: str
    stored_digest: str
    present_digest: str


def check(signoff):
    """Both digests computed anew. A later edition has a signature of its own, and is no fault of this one."""
    stored, present = digest_of(signoff.content), content_now(signoff)
    digests = {"stored_digest": stored, "present_digest": digest_of(plain(present))}
    if stored != signoff.digest:
        return Check("altered", *WORDS["altered"], **digests)
    state = state_of(signoff, present)
    if state == "withdrawn":
        day = date_in_words(signoff.withdrawal.withdrawn_at)
        return Check(state, "Withdrawn", f"{signoff.name} took it back on {day}.", **digests)
    if state == "stale" and (later := _later(signoff)):
        words = f"Edition {later.edition} was signed on {date_in_words(later.signed_at)}, and took its place."
        return Check("superseded", "Superseded", words, **digests)
    return Check(state, *WORDS[state], **digests)


def state_of(signoff, content_now):
    """``withdrawn``, ``stale`` (the record has changed since), or ``valid``."""
    if hasattr(signoff, "withdrawal"):
        return "withdrawn"
    return "valid" if digest_of(plain(content_now)) == signoff.digest else "stale"


def _later(signoff):
    return SignOff.objects.filter(
        record=signoff.record_id, act=signoff.act, edition__gt=signoff.edition
    ).first()
