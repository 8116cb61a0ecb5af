"""What reviews wait for, of those alone to whom they are open: branches of the one query of what waits.

Who has nothing of a review opened to them, and co-ordinates none, pays for none of it.
"""

from datetime import timedelta

from django.db.models import Case, CharField, DateField, F, Value, When
from django.db.models.functions import Concat, TruncDate

from partnership.models import Body
from reviews.lifecycle import OPEN_REFERRAL, REPORTS, Status
from reviews.lines import LIVE
from reviews.models import (
    ActionLine,
    Appointment,
    ChronologyPart,
    DeathReport,
    Destruction,
    Feedback,
    FeedbackPoint,
    ManagementReview,
    PressStatement,
    Return,
    Review,
    Rewording,
)
from reviews.rules import OWN

TO_MOVE_ON = (  # what waits for its co-ordinator: stage, page, what is asked, since when
    (Status.DECIDED, "review", "Tell the Home Office and the family", "decided_on"),
    (Status.RECRUITING, "review", "Appoint its chair and begin", "decided_on"),
    (Status.READY, "review", "Put it to the partnership", "report_ready_on"),
    (Status.AGREED, "review", "Submit to the Home Office", "status_since"),
)
AT_WORK = (  # what waits for its independent chair
    (Status.BEGUN, "people", "Settle the panel and the terms, and gather information"),
    (Status.GATHERING, "agencies", "Gather information, and draft the report"),
    (Status.DRAFTING, "reports", "Write the report"),
)
HANDED_BACK = "Change what its signatory asks in"
NO_DAY = Value(None, output_field=DateField())
SOON = timedelta(days=30)


def rows_of_reviews(user, day):
    """Query sets of (page, what is asked, title, reference, since, due, changed)."""
    kinds = user.places.opened_kinds
    if "reviews.return" in kinds:
        yield _asked(Return, user, "return", "Answer")
    if "reviews.chronologypart" in kinds:
        yield _asked(ChronologyPart, user, "part", "Enter")
        proposed = Rewording.objects.filter(left_at=None).values("entry__part")
        named = ChronologyPart.objects.visible_to(user).filter(contact=user.pk, pk__in=proposed)
        yield _rows(named, "part", "Answer the pseudonym that is proposed", NO_DAY, NO_DAY)
    if "reviews.managementreview" in kinds:
        known = ManagementReview.objects.visible_to(user).open()
        to_sign = known.filter(signatory=user.pk, drafted_on__isnull=False)
        mine = known.filter(contact=user.pk, drafted_on=None)
        yield _rows(mine.filter(to_mend=""), "management", "Write", "asked_on", "due_on")
        yield _rows(mine.exclude(to_mend=""), "management", HANDED_BACK, "asked_on", "due_on")
        yield _rows(to_sign, "management", "Sign", "drafted_on", "due_on")
    if "reviews.actionline" in kinds:
        mine = ActionLine.objects.visible_to(user).filter(contact=user.pk, status__in=LIVE)
        yield _rows(mine, "line", "Report on", "asked_on", "target_on")
    if "reviews.pressstatement" in kinds:
        known = PressStatement.objects.visible_to(user).filter(status="draft")
        mine = known.filter(owner=user.pk, text="")
        yield _rows(mine, "statement", "Write", TruncDate("created_at"), NO_DAY)
        if user.places.coordinates_in:
            yield _rows(known.exclude(text=""), "statement", "Clear", TruncDate("updated_at"), NO_DAY)
    if "reviews.review" in kinds:
        yield from _of_open_reviews(user, day)
    if user.places.coordinates_in:
        told = DeathReport.objects.visible_to(user)
        whose = Concat(Value("a death that "), "agency__name", Value(" tells of"), output_field=CharField())
        told = told.annotate(updated_at=F("made_at"))
        yield _rows(told, "take_report", "Take over", "sent_on", NO_DAY, reference="receipt", title=whose)


def _of_open_reviews(user, day):
    known, places = Review.objects.visible_to(user), user.places
    unsaid = _appointed(user).filter(signoff=None, part__in=("chair", "author"))
    unsigned = known.filter(pk__in=unsaid.values("review"))
    yield _rows(unsigned, "sign", "Sign your statement of independence", NO_DAY, NO_DAY)
    if not user.is_guest:
        lists = Destruction.objects.filter(confirmed_at=None, dropped_on=None).exclude(proposed_by=user.pk)
        waits = known.filter(pk__in=lists.values("review"))
        yield _rows(waits, "keeping", "Confirm that papers are destroyed", NO_DAY, NO_DAY)
    if places.chaired:
        own = Body.objects.visible_to(user).filter(pk__in=places.chaired, kind__in=OWN)
        ready = known.filter(status=Status.READY, partnership__in=own.values("partnership"))
        yield _rows(ready, "agree", "Agree and sign", "report_ready_on", NO_DAY)
    chaired = known.filter(pk__in=_appointed(user).filter(part="chair").values("review"))
    which = Case(*(When(status=status, then=Value(f"reviews:{page}")) for status, page, _ in AT_WORK))
    said = Case(*(When(status=status, then=Value(words)) for status, _, words in AT_WORK))
    written = known.filter(
        status=Status.DRAFTING, pk__in=_appointed(user).filter(part="author").values("review")
    )
    at_work = written | chaired.filter(status__in=[status for status, *_ in AT_WORK])
    yield _rows(at_work, which, said, "status_since", "report_due_on")
    pointed = FeedbackPoint.objects.filter(answered_on=None).values("feedback__review")
    sent = chaired.filter(status=Status.SUBMITTED, pk__in=pointed)
    yield _rows(sent, "submission", "Answer the Home Office", "submitted_on", NO_DAY)
    if "reviews.managementreview" in user.places.opened_kinds:
        signed = ManagementReview.objects.visible_to(user).filter(
            status="received", of_review__in=chaired.values("pk")
        )
        whose = Concat("title", Value(": "), "agency__name", output_field=CharField())
        yield _rows(signed, "management", "Read and accept", "received_on", NO_DAY, title=whose)
    if places.coordinates_in:
        mine = known.filter(partnership__in=places.coordinates_in)
        for status, page, said, since in TO_MOVE_ON:
            yield _rows(mine.filter(status=status), page, said, since, NO_DAY)
        sent = mine.filter(status=Status.SUBMITTED)
        answered = sent.filter(pk__in=Feedback.objects.values("review")).exclude(pk__in=pointed)
        open_still = answered.filter(published_on=None, withheld_on=None)
        yield _rows(open_still, "submission", "Settle whether it is published", "submitted_on", NO_DAY)
        undecided = mine.filter(status__in=OPEN_REFERRAL)
        yield _rows(undecided, "review", "Decide", "known_on", "decision_due_on")
        due = mine.filter(status__in=REPORTS, report_due_on__lte=day + SOON)
        yield _rows(due, "review", "Finish the report", "decided_on", "report_due_on")
        again = mine.filter(status=Status.CLOSED, assure_on__lte=day + SOON)
        yield _rows(again, "assure", "Record what has changed", "closed_on", "assure_on")


def _appointed(user):
    return Appointment.objects.filter(user=user.pk, ended_on=None, recruited_on__isnull=False)


def _asked(model, user, page, said):
    return _rows(
        model.objects.visible_to(user).open().filter(contact=user.pk), page, said, "asked_on", "due_on"
    )


def _rows(rows, page, said, since, due, *, reference="reference", title="title"):
    rows = rows.order_by().annotate(
        which=_words(page, "reviews:"), how=_words(said), since_on=_day(since),
        until_on=_day(due), said_as=F(reference), titled=F(title) if isinstance(title, str) else title,
    )  # fmt: skip
    return rows.values_list("which", "how", "titled", "said_as", "since_on", "until_on", "updated_at")


def _words(words, before=""):
    return Value(f"{before}{words}", CharField()) if isinstance(words, str) else words


def _day(day):
    return F(day) if isinstance(day, str) else day
