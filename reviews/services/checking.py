"""The anonymity check: asked for with a reason, since it opens the key; made in the background; finds cleared."""

import logging

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from audit.clock import now, today
from audit.services import log
from audit.text import digest_of
from documents.making import AGAIN, Kept
from records.asking import hold, say_why
from records.jobs import enqueue
from records.lifecycle import MoveRefused
from records.writing import keep
from reviews.anonymity.matching import Terms
from reviews.anonymity.pieces import Piece, Unreadable, pieces_of_file, pieces_of_text
from reviews.models import (
    AnonymityCheck,
    Clearance,
    Find,
    KeyEntry,
    Leaving,
    ReviewPrint,
    Rewording,
    SoughtTerm,
)
from reviews.reports.chronology import around, when
from reviews.services import sealed
from reviews.texts import content_of

logger = logging.getLogger(__name__)
CHECK = "reviews.check_review"
NOT_CHECKED = "Check it for names first: nothing leaves before its check."
CHANGED = "It has changed since it was checked. Check it again."


@transaction.atomic
def ask_check(review, *, by, reason, report=None, version=None):
    """Of the report as it stands, of one version of a document of the review, or else of its combined chronology."""
    review = hold(review, by=by, permission=CHECK)
    say_why(reason, "Say why you open the key.")
    going = review.checks.filter(report=report, version=version, state__in=("waiting", "running"))
    if found := going.first():
        return found
    found = AnonymityCheck(
        review=review, report=report, version=version, reason=reason, asked_at=now(), asked_by=by
    )
    found.save(force_insert=True)
    log(review, "ask for a check of names", by=by, reason=reason, changes={"of": found.subject})
    enqueue("reviews.run_check", check_id=found.pk)
    return found


def run_check(check_id):
    """Open the key as whoever asked, read the text, look for every term. Done already: nothing."""
    row = AnonymityCheck.objects.select_related("review", "report", "version", "asked_by").get(pk=check_id)
    if row.state == AnonymityCheck.State.DONE:
        return
    progress = Kept(row)
    progress.begin(4)
    try:
        progress.step("Reading the text")
        pieces, digest = _text(row)
        progress.step("Opening the key")
        terms = Terms(sealed.terms_of(row.review, by=row.asked_by, reason=row.reason), today().year)
        progress.step("Looking for every term")
        found = _look(terms, pieces, progress)
        _keep(row, found, pieces, terms)
        row.finish(digest)
    except (MoveRefused, Unreadable) as refusal:
        row.fail(str(refusal))
    except Exception:
        row.fail(AGAIN)
        raise


def _text(row):
    if row.report_id:
        prefetch_related_objects([row.report], "sections")
        content, digest = content_of(row.report)
        return list(pieces_of_text(content)), digest
    if row.version_id is None:
        return pieces_of_chronology(row.review), digest_of_chronology(row.review)
    with row.version.file.open("rb") as file:
        return list(pieces_of_file(file, row.version.filename)), row.version.sha256


def pieces_of_chronology(review):
    """Each entry that a file of it would hold, under its day and agency."""
    rows = around(review).rows.select_related("agency").order_by("moment", "pk")
    return [
        Piece(
            f"{when(row)}, {row.agency}",
            "\n".join(filter(None, (row.what, row.involved, row.source))),
            entry=row.pk,
        )
        for row in rows
    ]


def digest_of_chronology(review):
    rows = around(review).rows.order_by("moment", "pk")
    return digest_of("\n".join(rows.values_list("digest", flat=True)))


def _look(terms, pieces, progress):
    """Told of each tenth of the text, so that whoever waits sees it go on."""
    found, tenth = [], max(1, len(pieces) // 10)
    for at, piece in enumerate(pieces):
        if at % tenth == 0:
            progress.step(f"Looking through the text: {at * 100 // len(pieces)}%")
        found += [(each, piece.entry) for each in terms.finds_in(piece)]
    return found


@transaction.atomic
def _keep(row, found, pieces, terms):
    of = {"review": row.review, "report": row.report, "version": row.version}
    Find.objects.filter(
        check_run__in=AnonymityCheck.objects.filter(**of)
    ).delete()  # a later check replaces it
    if row.report_id is None and row.version_id is None:
        Rewording.objects.filter(entry__review=row.review_id, left_at__isnull=False).delete()
    Find.objects.bulk_create(
        [
            Find(
                check_run=row, place=each.place[:200], sureness="sure" if each.is_sure else "look",
                before=each.before, words=each.words[:200], after=each.after, stands_for=each.stands_for[:80],
                print_of=each.print_of, entry_id=entry,
            )
            for each, entry in found
        ] + _pictures(row, pieces),
        batch_size=500,
    )  # fmt: skip
    row.pieces, row.terms = len(pieces), len(terms)
    row.pictures = sum(bool(piece.picture) for piece in pieces)
    row.save(update_fields=["pieces", "terms", "pictures"])


def _pictures(row, pieces):
    """Each picture once, however often it is shown: somebody has to look at it before anything leaves."""
    first = {piece.picture: piece for piece in reversed(pieces) if piece.picture}
    return [
        Find(check_run=row, place=piece.place[:200], sureness=Find.Sureness.PICTURE, print_of=digest)
        for digest, piece in reversed(first.items())
    ]


@transaction.atomic
def clear(review, find, *, by, reason):
    """Why it may stand: for these words in these surroundings, and nowhere else."""
    review = hold(review, by=by, permission=CHECK)
    say_why(reason, "Say why it may stand.")
    if review.clearances.filter(print_of=find.print_of).exists():
        raise MoveRefused("This was cleared already. Nothing was changed.")
    log(review, "clear a find", by=by, reason=reason, changes={"where": find.place})
    row = Clearance(review=review, print_of=find.print_of, reason=reason, cleared_at=now(), cleared_by=by)
    return keep(row, by=by, reason=reason)


def uncleared(check):
    return check.finds.exclude(print_of__in=check.review.clearances.values("print_of"))


def newer_than(check, checks):
    """The last of the checks that is done, was asked for after this one, and is of the same text."""
    since = (row for row in checks if row.pk > check.pk and row.state == AnonymityCheck.State.DONE)
    same = [row for row in since if (row.report_id, row.version_id) == (check.report_id, check.version_id)]
    return max(same, key=lambda row: row.pk, default=None)


def left_of(review, finds, mended):
    """The finds that wait: those that were mended since wait for nobody, but for the next check."""
    cleared = {row.print_of for row in review.clearances.all()}
    return [find for find in finds if find.print_of not in cleared and find.pk not in mended]


def why_it_may_not_leave(review, *, report=None, version=None):
    """Each a sentence; with neither, of the chronology. The check must be of this text, done, and its finds cleared."""
    last = last_check(review, report=report, version=version)
    if last is None:
        yield NOT_CHECKED
        return
    if last.report_id and version is None:
        digest = content_of(report)[1]
    elif version:
        digest = last.digest if last.report_id else version.sha256
    else:
        digest = digest_of_chronology(review)
    if last.digest != digest:
        yield CHANGED
        return
    if last.waits:
        are = "is" if last.waits == 1 else "are"
        yield f"{last.waits} of what the check found {are} not cleared. Clear each, or mend the text."
    if last.is_past:
        yield "The key or the terms have changed since it was checked. Check it again."


def last_check(review, *, report=None, version=None):
    """The newest that is done of this text, with how many of its finds are not cleared (``waits``), and whether the
    key or the terms changed since (``is_past``).

    A filed report is of the text that was checked before it was composed.
    """
    waits = Find.objects.filter(check_run=OuterRef("pk")).exclude(
        print_of__in=review.clearances.values("print_of")
    )
    count = waits.order_by().values("check_run").annotate(count=Count("pk")).values("count")
    since = {"review": review.pk, "history_date__gt": OuterRef("made_at")}
    done = review.checks.filter(state=AnonymityCheck.State.DONE).annotate(
        waits=Coalesce(Subquery(count), 0),
        is_past=Exists(KeyEntry.history.filter(**since)) | Exists(SoughtTerm.history.filter(**since)),
    )
    of = ReviewPrint.objects.filter(filed_as=version).first() if version else None
    if of is None:
        return done.filter(report=report, version=version).first()
    return done.filter(Q(version=version) | Q(version=None, report=of.report_id, digest=of.digest)).first()


def unchecked(review, decision=None):
    """What goes to the Home Office leaves: its text and the file that was agreed are checked for names first."""
    for report in review.reports.all():
        yield from (f"{report}: {why}" for why in why_it_may_not_leave(review, report=report))
    if decision and decision.report:
        version = decision.report.newest
        yield from (f"{version.filename}: {why}" for why in why_it_may_not_leave(review, version=version))


def note_leaving(review, version, *, by, sent_to, sent_on):
    """Of a file whose check was asked for: among what left."""
    row = Leaving(
        review=review, version=version, sent_to=sent_to[:200], sent_on=sent_on, marked_at=now(), marked_by=by
    )
    log(review, "mark as leaving", by=by, changes={"file": version.filename, "to": sent_to})
    return keep(row, by=by)


@transaction.atomic
def mark_leaving(review, version, *, by, sent_to, sent_on):
    """That a file leaves. Refused before its check, and while anything found is not cleared."""
    review = hold(review, by=by, permission=CHECK)
    reasons = list(why_it_may_not_leave(review, version=version))
    if not sent_to.strip():
        reasons.append("Say to whom it goes.")
    if sent_on > today():
        reasons.append("The day cannot be still to come.")
    if reasons:
        raise MoveRefused(*reasons)
    return note_leaving(review, version, by=by, sent_to=sent_to, sent_on=sent_on)


@transaction.atomic
def add_terms(review, *, by, lines):
    """What is looked for besides the key. The event says how many, and not what."""
    review = hold(review, by=by, permission=CHECK)
    there = {text.casefold() for text in review.sought.values_list("text", flat=True)}
    fresh = [line for line in lines if line.casefold() not in there]
    if not fresh:
        raise MoveRefused("These are looked for already. Nothing was changed.")
    for line in fresh:
        keep(review.sought.model(review=review, text=line, made_at=now(), made_by=by), by=by)
    log(review, "add terms to look for", by=by, changes={"how many": len(fresh)})
    return len(fresh)
