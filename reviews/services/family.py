"""Contact with the family: noted, and by whom it may be read. No event says what a note says (S001-47)."""

from django.db import transaction

from audit.clock import now, today
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.models import Record
from records.writing import drop, keep
from reviews.models import FamilyNote, NoteReader

READ = "reviews.read_family"
NAME = "reviews.name_reader"


@transaction.atomic
def add_note(review, *, by, contact_on, whom, how, note):
    review = hold(review, by=by, permission=READ)
    say_why(note, "Write what was said.")
    if contact_on > today():
        raise MoveRefused("The day cannot be still to come.")
    row = FamilyNote(
        review=review, contact_on=contact_on, whom=whom, how=how, note=note, made_at=now(), made_by=by
    )
    log(review, "note contact with the family", by=by)
    return keep(row, by=by)


@transaction.atomic
def change_note(review, key, *, by, **said):
    """By whoever wrote it; what it said before stays among its versions, which no page shows."""
    review = hold(review, by=by, permission=READ)
    row = review.family_notes.select_for_update().get(pk=key)
    say_why(said["note"], "Write what was said.")
    if row.made_by_id != by.pk:
        raise MoveRefused("Only whoever wrote a note changes it. Add another.")
    if said["contact_on"] > today():
        raise MoveRefused("The day cannot be still to come.")
    for name, value in said.items():
        setattr(row, name, value)
    log(review, "change a note of contact with the family", by=by)
    return keep(row, by=by)


@transaction.atomic
def name_reader(review, *, by, person, reason):
    """Of those to whom the review is open already: it opens nothing but the notes."""
    review = hold(review, by=by, permission=NAME)
    say_why(reason)
    if not Record.objects.visible_to(person).filter(pk=review.pk).exists():
        raise MoveRefused(f"The review is not open to {person}. Give them access to it first.")
    if review.note_readers.filter(user=person).exists():
        raise MoveRefused(f"{person} reads the notes already. Nothing was changed.")
    log(review, "name for the family", by=by, reason=reason, changes={"whom": str(person)})
    return keep(NoteReader(review=review, user=person, reason=reason, named_on=today()), by=by, reason=reason)


@transaction.atomic
def remove_reader(review, key, *, by, reason):
    review = hold(review, by=by, permission=NAME)
    say_why(reason)
    row = review.note_readers.get(pk=key)
    log(review, "take off the family's notes", by=by, reason=reason, changes={"whom": str(row.user)})
    drop(row, by=by, reason=reason)


def note_opening(review, *, by):
    """That somebody opened the notes: shown with the readings of the review."""
    log(review, "read what the family said", by=by, changes={"reading": True})
