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
ANSWERED = (
    "This was answered already, in another window or by somebody else of your agency. Nothing was changed. The page of"
    " your chronology shows what is still proposed."
)
PUT = "Pseudonym put in"
SAID = ("what", "involved", "source")
GONE = (
    "The words stand in no entry any more as the check found them. Check the chronology again, or change the entry by"
    " hand."
)


@dataclass(frozen=True)
class Change:
    """What an entry says, and what it would say."""

    entry: ChronologyEntry
    put: dict  # words to what is put in their place
    before: str
    after: str


def put_in(text, instead):
    """For the very words that were found what stands instead, longest first, and never within another word.

    A name of which each part was found by itself is replaced once.
    """
    if not instead:
        return text
    one = "|".join(re.escape(words) for words in sorted(instead, key=len, reverse=True))

    def said(match):
        put = [instead[words] for words in re.findall(one, match[0])]
        return " ".join(words for at, words in enumerate(put) if at == 0 or words != put[at - 1])

    return re.sub(rf"(?<!\w)(?:{one})(?:[ \t]+(?:{one}))*(?!\w)", said, text)


def changes_of(review, find, *, whole, instead=None):
    """Of the entry where it was found, or of every one in which the same check found this pseudonym's name.

    ``instead``: what the keeper chose to put in, by the words that were found.
    """
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
        before = said_in(row)
        put = {one: (instead or {}).get(one, find.stands_for) for one in _joined(before, words[row.pk])}
        after = put_in(before, put)
        if before != after:
            yield Change(row, put, before, after)


def _joined(text, words):
    """A name whose parts were found by themselves, side by side, is one thing to replace."""
    one = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    return {match[0] for match in re.finditer(rf"(?<!\w)(?:{one})(?:[ \t]+(?:{one}))*(?!\w)", text)}


def words_of(changes):
    """All that is found in them, once each, in the order of the entries."""
    return list(dict.fromkeys(words for change in changes for words in sorted(change.put)))


def said_in(entry):
    return " · ".join(filter(None, (getattr(entry, name) for name in SAID)))


@transaction.atomic
def put_pseudonym(review, find, *, by, whole, instead=None):
    """Returns how many entries were changed, and of how many the agency was asked."""
    review = hold(review, by=by, permission=CHECK)
    changes = (
        list(changes_of(review, find, whole=whole, instead=instead))
        if find.stands_for and find.entry_id
        else []
    )
    if not changes:
        raise MoveRefused(GONE)
    changed, asked = 0, {}
    for change in changes:
        if change.entry.part_id is None:
            _reword(change.entry, change.put, find.stands_for, by=by, of=review)
            changed += 1
        elif _propose(change, by=by):
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


def _propose(change, *, by):
    """Whether anything new is asked of the agency."""
    there = set(change.entry.rewordings.values_list("words", flat=True))
    fresh = [words for words in change.put if words not in there]
    Rewording.objects.bulk_create(
        Rewording(
            entry=change.entry, words=words, pseudonym=change.put[words], proposed_at=now(), proposed_by=by
        )
        for words in fresh
    )  # fmt: skip
    return bool(fresh)


def _reword(entry, put, pseudonym, *, by, of):
    entry = ChronologyEntry.objects.select_for_update().get(pk=entry.pk)
    for name in SAID:
        field = entry._meta.get_field(name)
        setattr(entry, name, put_in(getattr(entry, name), put)[: field.max_length])
    entry.digest = digest_of(entry)
    same = ChronologyEntry.objects.filter(review=entry.review_id, part=entry.part_id, digest=entry.digest)
    if same.exclude(pk=entry.pk).exists():
        raise MoveRefused(THERE)
    log(of, "change the chronology", by=by, changes={"day": entry.moment, "pseudonym": pseudonym})
    return keep(entry, by=by, reason=f"{PUT}: {pseudonym}")


@transaction.atomic
def take(part, key, *, by):
    """The agency puts the pseudonym in its own words, also after it shared them."""
    part, row = _asked(part, key, by)
    if put_in(said_in(row.entry), row.put) == said_in(row.entry):
        raise MoveRefused("These words stand there no longer. Nothing was changed.")
    _reword(row.entry, row.put, row.pseudonym, by=by, of=part)
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
        raise MoveRefused(ANSWERED)
    return part, row


def proposed_to(part):
    """What waits for whoever answers for the agency: (row, what it says, what it would say)."""
    rows = Rewording.objects.filter(entry__part=part, left_at=None).select_related("entry__agency")
    for row in rows.order_by("entry__moment", "pk"):
        before = said_in(row.entry)
        after = put_in(before, row.put)
        if before != after:
            yield row, before, after
