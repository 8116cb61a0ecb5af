"""Papers on reviews for a meeting's closed item: released by hand, to its members by name, until a day."""

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction

from audit.clock import now, today
from audit.services import log
from design.filters import date
from design.pdf import PdfFailed, render_pdf
from documents.models import Document
from documents.querysets import members_of
from documents.services import keep_made
from notices.services import notify
from partnership.models import User
from records.access import give
from records.asking import hold, require
from records.lifecycle import MoveRefused
from records.models import Link, Record, ShutOut
from records.services import join
from records.writing import keep
from reviews.lifecycle import Action
from reviews.models import Release, Review
from reviews.services.checking import note_leaving, why_it_may_not_leave

MARKING = "OFFICIAL-SENSITIVE"
AGREED = frozenset({Review.Status.AGREED, Review.Status.SUBMITTED, Review.Status.CLOSED})
NOT_MADE = "The file could not be made. Try again in a minute."


def release_summary(summary, meeting, *, by, item, open_until):
    """The summary by stage. Whoever is shut out of one of the reviews that it counts is not given it."""
    require(by, "reviews.release_paper", meeting)
    counted = Review.objects.visible_to(by).filter(partnership=meeting.partnership_id).values("pk")
    readers, reasons = _readers(meeting, counted, by, open_until)
    reasons += _no_such_item(meeting, item, by)
    if reasons:
        raise MoveRefused(*reasons)
    context = {"summary": summary, "on": today(), "body": meeting.body}
    title = "Summary of reviews by stage"
    file = _made("reviews/printed/summary.html", context, title)
    with transaction.atomic():
        document = Document(
            title=title, partnership=meeting.partnership, body=meeting.body, audience=Record.Audience.NAMED,
            marking=Record.Marking.SENSITIVE, handling="Exempt", custodian=by.person,
        )  # fmt: skip
        keep_made(document, file, description="Released to a meeting", by=by)
        terms = {"meeting": meeting, "by": by, "item": item, "open_until": open_until}
        return _release(Release.Kind.SUMMARY, document, readers, **terms)


def release_pack(review, meeting, documents, *, by, item, open_until):
    """What the members need to agree submission: a cover, and the documents that are chosen, until the last day.

    Members know nothing of the review, so each document was checked for names, and stands among what left.
    """
    require(by, "reviews.release_pack", review)
    review = Review.objects.select_related("what", "partnership").get(pk=review.pk)
    readers, reasons = _readers(meeting, [review.pk], by, open_until)
    reasons += [*_no_such_item(meeting, item, by), *not_ready(review)]
    if not documents:
        reasons.append("Choose the documents of the pack: the report, its summary and the action plan.")
    for document in documents:
        found = why_it_may_not_leave(review, version=document.newest)
        reasons += [f"{document.title}: {why}" for why in found]
    if meeting.partnership_id != review.partnership_id:
        reasons.append("The meeting is of another partnership. Choose a meeting of this one.")
    to = f"Members of {meeting.body}, for {meeting.reference}"
    if documents and not reasons and _have_it(review, documents, readers, to):
        reasons.append(f"The members of {meeting.body} can read these for {meeting.reference} already.")
    if reasons:
        raise MoveRefused(*reasons)
    rows = review.recommendations.prefetch_related("servings__line__agency")
    context = {"review": review, "rows": rows, "documents": documents, "on": today(), "body": meeting.body}
    title = f"Pack for sign-off: {review.title}"
    file = _made("reviews/printed/pack.html", context, title)
    with transaction.atomic():
        review = hold(review, by=by, permission="reviews.release_pack")
        cover = Document(
            title=title, partnership=review.partnership, attached_to_id=review.pk, audience=Record.Audience.NAMED,
            marking=Record.Marking.SENSITIVE, handling="Exempt", custodian=by.person,
        )  # fmt: skip
        keep_made(cover, file, description="Released to a meeting", by=by)
        for document in documents:
            _open(document, readers, by, open_until, meeting)
            note_leaving(review, document.newest, by=by, sent_to=to, sent_on=today())
        log(
            review,
            "release a pack",
            by=by,
            changes={"to": meeting.reference, "until": open_until.isoformat()},
        )
        terms = {"meeting": meeting, "by": by, "item": item, "open_until": open_until}
        return _release(Release.Kind.PACK, cover, readers, review=review, **terms)


def not_ready(review):
    """What stands in the way of putting it to the partnership, whatever its documents."""
    if review.status == Review.Status.READY:
        return []
    if said := agreed_already(review):
        return [said]
    return [*review.blockers(Action.FINISH), "The report is not ready for sign-off. Finish it first."]


def agreed_already(review):
    """Said in place of the pack once the partnership has agreed it; "" before."""
    if review.status in AGREED:
        return (
            f"This review is “{review.stage}”: the partnership has agreed it already, so no pack is put to it again. If"
            " its report has to change, go back to drafting first."
        )
    return ""


def _release(kind, document, readers, *, meeting, by, item, open_until, review=None):
    _open(document, readers, by, open_until, meeting)
    join(document, meeting, Link.Kind.PAPER_FOR, by=by, part=f"item {item}" if item else "")
    notify(readers, document, "issue")
    row = Release(
        kind=kind, partnership=meeting.partnership, review=review, meeting_id=meeting.pk, item=item or "",
        document=document, released_on=today(), open_until=open_until, given_to=", ".join(map(str, readers)),
        made_at=now(), made_by=by,
    )  # fmt: skip
    return keep(row, by=by)


def _no_such_item(meeting, item, by):
    """On the agenda as the person knows it: the paper of an item that it has not would stand nowhere."""
    items = apps.get_model("meetings.agendaitem").objects.visible_to(by).filter(meeting=meeting.pk)
    if item and not items.filter(number=item).exists():
        yield (
            f"The agenda has no item {item} that you know of. Check its number, ask whoever runs the meeting to invite"
            " you to it, or leave it out: members read the paper all the same."
        )


def _have_it(review, documents, readers, to):
    """The same versions, for the same meeting, and nobody new among its members: a second press."""
    versions = [document.newest.pk for document in documents]
    sent = review.leavings.filter(version__in=versions, sent_to=to).order_by().values("version").distinct()
    if sent.count() < len(versions):
        return False
    keys = [document.pk for document in documents]
    return all(Document.objects.visible_to(user).filter(pk__in=keys).count() == len(keys) for user in readers)


def _open(document, readers, by, open_until, meeting):
    """Whoever may open it already keeps the terms on which they do."""
    for user in readers:
        if not Document.objects.visible_to(user).filter(pk=document.pk).exists():
            give(document, user, by=by, reason=f"Paper for {meeting.reference}", expires_on=open_until)


def _readers(meeting, reviews, by, open_until):
    """Members of the meeting's body who sign in, without those who are shut out; and what stands in the way."""
    reasons = list(_past(meeting))
    if open_until < today():
        reasons.append("The last day is past. Choose today or a later day.")
    if meeting.body_id is None:
        return [], [*reasons, "The meeting is of no body, so it has no members to release the paper to."]
    members = members_of(meeting.body, today()).values("person")
    shut = ShutOut.objects.filter(record__in=reviews, ended_at=None).values("user")
    users = User.objects.filter(person__in=members, is_active=True, is_guest=False).exclude(pk=by.pk)
    readers = list(users.exclude(pk__in=shut).select_related("person").order_by("pk"))
    if not readers:
        reasons.append("No member of the body may be given it. Check who sits on it.")
    return readers, reasons


def _past(meeting):
    """Subjects do not know one another: a meeting is found as a record of its kind."""
    rows = apps.get_model("meetings.meeting").objects.filter(pk=meeting.pk)
    held_on = rows.values_list("held_on", flat=True).first()
    if held_on and held_on < today():
        yield (
            f"The meeting was on {date(held_on)}. Choose one that is still to come, so that its members can read the"
            " paper before it."
        )


def _made(template, context, title):
    try:
        made = render_pdf(
            template, context, title=title, marking=MARKING, draft=False, author="Partnership Portal"
        )
    except PdfFailed as failure:
        raise MoveRefused(NOT_MADE) from failure
    return ContentFile(made, name=f"{title.split(':')[0].lower().replace(' ', '-')}.pdf")
