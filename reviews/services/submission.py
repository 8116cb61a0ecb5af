"""Agreed by the partnership, submitted to the Home Office, answered point by point (S001-50, S001-51)."""

from django.apps import apps
from django.db import transaction

from audit.clock import today
from audit.services import log
from design.filters import date
from documents.models import Document
from partnership.models import Body
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.models import Link, Record
from records.services import join
from records.writing import alter, keep, refuse_other_version
from reviews.lifecycle import Action, Status
from reviews.models import Feedback, FeedbackPoint, Report, SubmissionDecision
from reviews.rules import OWN
from reviews.services.checking import note_leaving, unchecked
from reviews.services.filing import filed_of
from reviews.services.referrals import move_review
from signoffs.reports import state_of
from signoffs.services import capacity_of, sign

ACT = "submit"
STATEMENT = "The partnership agrees that this review is submitted to the Home Office. This says nothing of publication."
CHANGE = "reviews.change_review"


@transaction.atomic
def agree(review, *, by, meeting, meeting_words, minute, agreed_on, report):
    """The partnership's decision on this one review, under the name of its chair."""
    review = hold(review, by=by, permission="reviews.agree_review")
    reasons = [*_of_day(agreed_on), *_of_paper(review, report, by), *review.blockers(Action.AGREE)]
    if report is None and not review.reports.filter(kind=Report.Kind.OVERVIEW).exists():
        reasons.append(
            "No overview report is written here. Choose its file, so that your signature names what was agreed, or have"
            " the co-ordinator attach it to the review first."
        )
    if meeting is None and not meeting_words.strip():
        reasons.append("Say at which meeting it was agreed.")
    reasons += _of_meeting(meeting)
    if not minute.strip():
        reasons.append("Name the paragraph of the minutes.")
    if reasons:
        raise MoveRefused(*reasons)
    review = move_review(review, Action.AGREE, by=by)
    row = SubmissionDecision(
        review=review, number=review.submission_decisions.count() + 1, meeting=meeting, meeting_words=meeting_words,
        minute=minute, agreed_on=agreed_on, report=report,
    )  # fmt: skip
    role, agency = _office(review, by)
    row.signoff = sign(
        review, act=ACT, statement=STATEMENT, content=content_of(row), role=role, agency=agency, by=by,
        edition=row.number,
    )  # fmt: skip
    keep(row, by=by, reason="Agreed for submission")
    if meeting is not None:
        join(review, meeting, Link.Kind.DECIDED_BY, by=by, part=f"paragraph {minute}")
    return review


@transaction.atomic
def submit(review, *, by, submitted_on, home_office_reference):
    review = hold(review, by=by, permission="reviews.submit_review")
    reasons = [*review.blockers(Action.SUBMIT), *_of_day(submitted_on)]
    newest = review.submission_decisions.first()
    if newest and newest.signoff and state_of(newest.signoff, content_of(newest)) == "stale":
        reasons.append(
            "The report has changed since the chair signed. Take it back to draft, and have it agreed anew."
        )
    reasons += unchecked(review, newest)
    if newest and submitted_on < newest.agreed_on:
        reasons.append("It cannot be submitted before it was agreed. Correct one of the two days.")
    if reasons:
        raise MoveRefused(*reasons)
    for version in sent_of(review, newest):
        note_leaving(review, version, by=by, sent_to="The Home Office", sent_on=submitted_on)
    also = {"submitted_on": submitted_on, "home_office_reference": home_office_reference}
    return move_review(review, Action.SUBMIT, by=by, **also)


def sent_of(review, decision):
    """The files that go: the one that was agreed, and every report that was filed as its text stands."""
    agreed = [decision.report.newest] if decision and decision.report else []
    return list({version.pk: version for version in [*agreed, *filed_of(review)]}.values())


@transaction.atomic
def set_panel_day(review, *, by, quality_panel_on, home_office_reference, version=None):
    review = _submitted(review, by)
    refuse_other_version(review, version)
    changes = {"quality_panel_on": quality_panel_on, "home_office_reference": home_office_reference}
    return alter(review, changes, by=by, reason="Home Office panel")


@transaction.atomic
def note_feedback(review, *, by, received_on, outcome, letter, points):
    """The letter and its points; each is answered before anything is published."""
    review = _submitted(review, by)
    reasons = [*_of_day(received_on), *_of_paper(review, letter, by)]
    if review.submitted_on and received_on < review.submitted_on:
        reasons.append("The answer cannot come before the report was submitted. Correct one of the two days.")
    if outcome != Feedback.Outcome.PUBLISH and not points:
        reasons.append("Write what the letter asks for, one point on each line.")
    if reasons:
        raise MoveRefused(*reasons)
    row = keep(Feedback(review=review, received_on=received_on, outcome=outcome, letter=letter), by=by)
    for point in points:
        keep(FeedbackPoint(feedback=row, text=point), by=by)
    log(review, "note the Home Office's answer", by=by, changes={"outcome": row.get_outcome_display()})
    return row


@transaction.atomic
def answer_point(review, key, *, by, answer, version=None):
    review = hold(review, by=by, permission="reviews.work_on_review")
    say_why(answer, "Say what was done.")
    point = FeedbackPoint.objects.select_for_update().get(feedback__review=review, pk=key)
    refuse_other_version(point, version)
    point.answer, point.answered_on = answer, today()
    log(review, "answer a point of the Home Office", by=by)
    return keep(point, by=by)


def content_of(row):
    """What the chair puts their name to: this report, as text and as file, of these people, at this meeting."""
    review, file = row.review, row.report and row.report.newest
    held = review.appointments.filter(ended_on=None, part__in=["chair", "author"]).order_by("pk")
    return {
        "review": [review.reference, review.title], "meeting": row.meeting_words or str(row.meeting.reference),
        "minute": row.minute, "agreed on": row.agreed_on, "report": file and [str(row.report), file.sha256],
        "text of the report": [_version_of(each) for each in review.reports.prefetch_related("versions")],
        "chair and author": [[each.part, each.name] for each in held],
        "terms of reference": review.terms.values_list("number", flat=True).first(),
    }  # fmt: skip


def _version_of(report):
    """The version that stands."""
    newest = next(iter(report.versions.all()), None)
    return [str(report), newest and newest.number, newest and newest.digest]


def signed_now(_review, signoff):
    row = SubmissionDecision.objects.filter(signoff=signoff.pk).first()
    return content_of(row) if row else {}


def _office(review, user):
    body = Body.objects.filter(
        pk__in=user.places.chaired, partnership=review.partnership_id, kind__in=OWN
    ).first()
    return capacity_of(Record(body=body), user)


def _submitted(review, by):
    review = hold(review, by=by, permission=CHANGE)
    if review.status != Status.SUBMITTED:
        raise MoveRefused("This is recorded of a review that was submitted to the Home Office.")
    return review


def _of_day(day):
    if day > today():
        yield "The day cannot be still to come."


def _of_meeting(meeting):
    """Subjects do not know one another: a meeting is found as a record of its kind."""
    rows = apps.get_model("meetings.meeting").objects.filter(pk=meeting and meeting.pk)
    held_on = rows.values_list("held_on", flat=True).first()
    if held_on and held_on > today():
        yield f"The meeting is still to come, on {date(held_on)}. Choose the one that agreed it."


def _of_paper(review, document, by):
    known = Document.objects.visible_to(by).filter(attached_to=review.pk)
    if document and not known.filter(pk=document.pk).exists():
        yield "Choose a document of this review."
