"""The combined chronology: parts asked of agencies, entries typed one at a time, disagreements.

An agency's part is the agency's until it shares it; what the co-ordinator enters belongs to no part.
"""

from django.db import transaction

from audit.clock import today
from audit.services import log
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, locked
from records.services import ChangedMeanwhile
from records.writing import as_seen, drop, keep
from reviews.importing import entry_of
from reviews.models import Chronology, ChronologyEntry, ChronologyPart, Disagreement
from reviews.reading import Moment, too_early
from reviews.services import agencies

CHANGE, ENTER = "reviews.change_review", "reviews.enter_chronologypart"
TITLE = "Request for a chronology"
THERE = "The chronology says this already. Nothing was changed."


@transaction.atomic
def ask_part(review, *, by, agency, contact, question, due_on):
    """Ask one person of an agency for its part. They see the request and nothing of the review."""
    review = hold(review, by=by, permission=CHANGE)
    part = ChronologyPart(title=TITLE, agency=agency, contact=contact, question=question, due_on=due_on)
    return agencies.ask(part, review, by=by)


def held(holder, by):
    """The review or the part of an agency, locked for whoever enters into it: (review, part)."""
    if isinstance(holder, ChronologyPart):
        part = locked(holder)
        require(by, ENTER, part)
        return part.of_review, part
    return hold(holder, by=by, permission=CHANGE), None


@transaction.atomic
def add_entry(holder, *, by, **said):
    review, part = held(holder, by)
    entry = _entry(part, said)
    _refuse_again(review, part, entry)
    entry.review, entry.part = review, part
    log(part or review, "add to the chronology", by=by, changes={"day": entry.moment})
    return keep(entry, by=by, reason="Entered")


@transaction.atomic
def change_entry(holder, key, *, by, version=None, **said):
    """Only what the holder entered itself: an agency's words are changed by the agency.

    Of two people who write at once, the second is shown what the first saved.
    """
    review, part = held(holder, by)
    entry, wanted = _own(review, part, key), _entry(part, said)
    if wanted.digest == entry.digest:
        return entry
    if version is not None and version != entry.version:
        raise ChangedMeanwhile(entry)
    _refuse_again(review, part, wanted)
    for name in FIELDS:
        setattr(entry, name, getattr(wanted, name))
    log(part or review, "change the chronology", by=by, changes={"day": entry.moment})
    _drop_answered(entry)
    return keep(entry, by=by, reason="Changed")


def _drop_answered(entry):
    """A pseudonym that is proposed waits no more where the name went with the change."""
    text = "\n".join((entry.what, entry.involved, entry.source))
    for row in entry.rewordings.filter(left_at=None):
        if row.words not in text:
            row.delete()


@transaction.atomic
def remove_entry(holder, key, *, by, reason):
    review, part = held(holder, by)
    say_why(reason)
    entry = _own(review, part, key)
    log(part or review, "remove from the chronology", by=by, reason=reason, changes={"day": entry.moment})
    drop(entry, by=by, reason=reason)


@transaction.atomic
def set_gap(review, *, by, gap_days, version=None):
    review = hold(review, by=by, permission=CHANGE)
    row = Chronology.objects.filter(review=review).first()
    row = as_seen(row, version) if row else Chronology(review=review)
    row.gap_days = gap_days
    log(review, "set what counts as a gap", by=by, changes={"days": gap_days})
    return keep(row, by=by)


@transaction.atomic
def mark_disagreement(review, first, second, *, by, note):
    """Two entries, of two agencies, that tell one thing differently."""
    review = hold(review, by=by, permission=CHANGE)
    say_why(note, "Say how they differ.")
    rows = list(review.entries.merged().filter(pk__in=[first, second]).order_by("pk"))
    reasons = []
    if len(rows) != 2:
        reasons.append("Choose two entries of this chronology.")
    elif rows[0].agency_id == rows[1].agency_id:
        reasons.append("Both entries are of one agency. Choose one of another.")
    elif review.disagreements.filter(first=rows[0], second=rows[1]).exists():
        reasons.append("This was marked already. Nothing was changed.")
    if reasons:
        raise MoveRefused(*reasons)
    log(review, "mark a disagreement", by=by)
    return keep(Disagreement(review=review, first=rows[0], second=rows[1], note=note), by=by)


@transaction.atomic
def settle_disagreement(review, key, *, by, settled):
    review = hold(review, by=by, permission=CHANGE)
    say_why(settled, "Say how it was settled.")
    row = review.disagreements.select_for_update().get(pk=key)
    row.settled, row.settled_on = settled, today()
    log(review, "settle a disagreement", by=by)
    return keep(row, by=by)


FIELDS = (
    "agency", "happened_on", "time", "precision", "moment", "kind", "what", "involved", "source", "digest",
)  # fmt: skip


def _own(review, part, key):
    return ChronologyEntry.objects.select_for_update().get(pk=key, review=review.pk, part=part)


def _entry(part, said):
    reasons, day = [], said.pop("happened_on")
    if day > today():
        reasons.append("The day cannot be still to come.")
    if early := too_early(day, today().year):
        reasons.append(early)
    if not said["what"].strip():
        reasons.append("Say what happened.")
    if reasons:
        raise MoveRefused(*reasons)
    precision = said.pop("precision")
    time = said.pop("time")
    if precision != ChronologyEntry.Precision.DAY:
        time = None
    if precision in ("month", "year"):
        day = day.replace(day=1, month=1 if precision == "year" else day.month)
    agency = part.agency if part else said.pop("agency")
    said.pop("agency", None)
    return entry_of(Moment(day, time, precision), agency=agency, **said)


def _refuse_again(review, part, entry):
    if review.entries.filter(part=part, digest=entry.digest).exists():
        raise MoveRefused(THERE)
