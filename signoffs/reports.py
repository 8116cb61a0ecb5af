from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True, slots=True)
class Signature:
    """A sign-off as pages and PDF files print it. ``state`` is valid, stale or withdrawn, as `state_of` has it."""

    pk: int
    act: str
    statement: str
    name: str
    role: str
    agency: str
    signed_at: datetime
    digest: str
    edition: int
    state: str
    withdrawn_at: datetime | None = None
    if_valid: str = WORDS["valid"][1]
    if_stale: str = WORDS["stale"][1]

    @property
    def stands(self):
        return self.state == "valid"

    @property
    def state_in_words(self):
        if self.state == "withdrawn":
            return f"This signature was withdrawn on {date_in_words(self.withdrawn_at)}."
        return self.if_valid if self.stands else self.if_stale


def signature_of(signoff, state, **words):
    """``words`` say what stands or has changed, where the subject has its own: ``if_valid``, ``if_stale``."""
    withdrawal = getattr(signoff, "withdrawal", None)
    return Signature(
        pk=signoff.pk,
        act=signoff.act,
        statement=signoff.statement,
        name=signoff.name,
        role=signoff.role,
        agency=signoff.agency_name,
        signed_at=signoff.signed_at,
        digest=signoff.digest,
        edition=signoff.edition,
        state=state,
        withdrawn_at=withdrawal and withdrawal.withdrawn_at,
        **words,
    )
