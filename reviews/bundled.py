"""The parts of a review that an export may hold, as (heading, lines). The key to pseudonyms is none of them."""

from design.filters import date


def referral(review):
    yield f"Known to the partnership on {date(review.known_on)}, referral received on {date(review.referred_on)}"
    yield f"Referred by: {review.referring_agency or review.get_referred_by_display()} {review.relation}".strip()
    yield f"What is known: {review.circumstances}"
    yield f"Why this partnership leads: {review.residence}"


def decision(review):
    if review.decided_on:
        yield f"{review.get_outcome_display()}, decided on {date(review.decided_on)} by {review.decided_by_words}"
        yield f"Reasons: {review.reasons}"
    for row in review.told.all():
        yield f"{row} was told on {date(row.told_on)}: {row.how}. {row.note}".strip()


def scoping(review):
    """What agencies shared; what they have not shared is theirs."""
    for found in review.returns.shared().select_related("agency"):
        yield f"{found.agency}, answered on {date(found.answered_on)}: {found.get_known_display()}. {found.summary}"


def learning(review):
    for point in review.learning.all():
        yield f"{point.get_state_display()}: {point.text}"


def recommendations(review):
    for row in review.recommendations.prefetch_related("servings__line__agency"):
        yield f"{row.number}. {row.text} (to {row.addressed_to})"
        for serving in row.servings.all():
            line = serving.line
            yield f"   {line.agency}: {line.wording} ({line.get_status_display()}, by {date(line.target_on)})"


def family(review):
    """Each contact with them: whoever takes an export out is the keeper, who reads these notes (S001-47)."""
    for note in review.family_notes.all():
        yield f"{date(note.contact_on)}, {note.whom}{note.how and f' ({note.how})'}: {note.note}"


FAMILY = "family"
PARTS = {
    "referral": ("The referral", referral),
    "decision": ("The decision and who was told", decision),
    "scoping": ("What agencies shared", scoping),
    "learning": ("What was learnt", learning),
    "recommendations": ("Recommendations and actions", recommendations),
    FAMILY: ("What the family said: the notes of each contact, in full", family),
}
