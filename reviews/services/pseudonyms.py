"""A pseudonym put where the check of the chronology found a name.

What the review's keeper entered is changed at once. What an agency wrote is the agency's (ADR 31): it is proposed, and
whoever answers for the agency puts it in, or leaves it and says why. Either way the entry keeps what it said before.
"""

import re
from dataclasses import dataclass

from django.db import transaction

from audit.clock import now
from audit.services import log
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, locked
from records.writing import keep
from reviews.importing import digest_of
from reviews.models import ChronologyEntry, Rewording
from reviews.reports.chronology import around
from reviews.services import agencies
from reviews.services.checking import CHECK, uncleared
from reviews.services.chronology import THERE

REWORD = "reviews.reword_chronologypart"
SAID = ("what", "involved", "source")
GONE = (
    "The words stand in no entry any more as the check found them. Check the chronology again, or change the entry by"
    " hand."
)


@dataclass(frozen=True)
class Change:
    """What an entry says, and what it would say."""

    entry: ChronologyEntry
    words: tuple
    before: str
    after: str


def put_in(text, words, pseudonym):
    """The pseudonym for the very words that were found, longest first, and never within another word."""
    for one in sorted(words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", lambda _: pseudonym, text)
    return text


def changes_of(review, find, *, whole):
    """Of the entry where it was found, or of every one in which the same check found this pseudonym's name."""
    finds = uncleared(find.check_run).filter(stands_for=find.stands_for, entry__isnull=False)
    if not whole:
        finds = finds.filter(entry=find.entry_id)
    words: dict = {}
    for entry, one in finds.values_list("entry", "words"):
        words.setdefault(entry, set()).add(one)
    rows = (
        around(review)
        .rows.filter(pk__in=words)
        .select_related("agency", "part__contact")
        .order_by("moment", "pk")
    )
    for row in rows:
        before, after = said_in(row), put_in(said_in(row), words[row.pk], find.stands_for)
        if before != after:
            yield Change(row, tuple(sorted(words[row.pk])), before, after)


def said_in(entry):
    return " · ".join(filter(None, (getattr(entry, name) for name in SAID)))


@transaction.atomic
def put_pseudonym(review, find, *, by, whole):
    """Returns how many entries were changed, and of how many the agency was asked."""
    review = hold(review, by=by, permission=CHECK)
    changes = list(changes_of(review, find, whole=whole)) if find.stands_for and find.entry_id else []
    if not changes:
        raise MoveRefused(GONE)
    changed, asked = 0, {}
    for change in changes:
        if change.entry.part_id is None:
            _reword(change.entry, change.words, find.stands_for, by=by, of=review)
            changed += 1
        elif _propose(change, find.stands_for, by=by):
            asked.setdefault(change.entry.part, []).append(change.entry)
    for part in asked:
        agencies.say_that_it_waits(part, "pseudonym")
    found = sum(map(len, asked.values()))
    if not changed and not found:
        raise MoveRefused("The agency was asked already to put it in. Nothing was changed.")
    log(
        review,
        "put a pseudonym",
        by=by,
        changes={"pseudonym": find.stands_for, "changed": changed, "asked": found},
    )
    return changed, found


def _propose(change, pseudonym, *, by):
    """Whether anything new is asked of the agency."""
    there = set(change.entry.rewordings.values_list("words", flat=True))
    fresh = [one for one in change.words if one not in there]
    Rewording.objects.bulk_create(
        Rewording(entry=change.entry, words=one, pseudonym=pseudonym, proposed_at=now(), proposed_by=by)
        for one in fresh
    )
    return bool(fresh)


def _reword(entry, words, pseudonym, *, by, of):
    entry = ChronologyEntry.objects.select_for_update().get(pk=entry.pk)
    for name in SAID:
        field = entry._meta.get_field(name)
        setattr(entry, name, put_in(getattr(entry, name), words, pseudonym)[: field.max_length])
    entry.digest = digest_of(entry)
    same = ChronologyEntry.objects.filter(review=entry.review_id, part=entry.part_id, digest=entry.digest)
    if same.exclude(pk=entry.pk).exists():
        raise MoveRefused(THERE)
    log(of, "change the chronology", by=by, changes={"day": entry.moment, "pseudonym": pseudonym})
    return keep(entry, by=by, reason=f"Pseudonym put in: {pseudonym}")


@transaction.atomic
def take(part, key, *, by):
    """The agency puts the pseudonym in its own words, also after it shared them."""
    part, row = _asked(part, key, by)
    if put_in(said_in(row.entry), [row.words], row.pseudonym) == said_in(row.entry):
        raise MoveRefused("These words stand there no longer. Nothing was changed.")
    _reword(row.entry, [row.words], row.pseudonym, by=by, of=part)
    row.delete()


@transaction.atomic
def leave(part, key, *, by, reason):
    """Whoever proposed it reads why beside the find."""
    part, row = _asked(part, key, by)
    say_why(reason, "Say why it stays as it is.")
    row.left_at, row.left_by, row.reason = now(), by, reason
    row.save(update_fields=["left_at", "left_by", "reason"])
    log(part, "leave a name as it is", by=by, reason=reason, changes={"day": row.entry.moment})


def _asked(part, key, by):
    part = locked(part)
    require(by, REWORD, part)
    row = Rewording.objects.select_for_update().filter(pk=key, entry__part=part, left_at=None).first()
    if row is None:
        raise MoveRefused("This was answered already. Nothing was changed.")
    return part, row


def proposed_to(part):
    """What waits for whoever answers for the agency: (row, what it says, what it would say)."""
    rows = Rewording.objects.filter(entry__part=part, left_at=None).select_related("entry__agency")
    for row in rows.order_by("entry__moment", "pk"):
        before = said_in(row.entry)
        after = put_in(before, [row.words], row.pseudonym)
        if before != after:
            yield row, before, after
