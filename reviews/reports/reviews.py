"""What the pages of reviews show: the register, one review's clock and steps, and who has read it."""

from collections import defaultdict

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate

from audit.clock import today
from audit.models import Event
from design.filters import date
from design.pages import Column
from partnership.models import Partner, Post
from records.reports.events import READING
from reviews.lifecycle import GOES_ON, OPEN_REFERRAL, REPORTS, LearningState, ReturnStatus
from reviews.models import ChronologyPart, ManagementReview, Return, Review

COLUMNS = (
    Column("Review", "title"), Column("Stage"), Column("Referred", "referred"), Column("Due", "due"),
    Column("Learning", numeric=True),
)  # fmt: skip
SORTS = {"due": "next_due_on", "referred": "referred_on", "title": "title"}
COLOURS = {
    "asked": "waiting",
    "shared": "done",
    "received": "received",
    "queried": "queried",
    "accepted": "accepted",
}
LATEST = 200  # readings on a page


def register_for(user, status=""):
    """The reviews open to this person (S001-36, S001-37)."""
    rows = Review.objects.visible_to(user).select_related("what").annotate(points=Count("learning"))
    rows = rows.with_next_due()
    return rows.filter(status=status) if status in Review.Status.values else rows


def asked_of(user):
    """What waits for this person as somebody of an agency: what they were asked, and what they are to sign."""
    asked = Return.objects.visible_to(user).open().filter(contact=user.pk).select_related("agency")
    parts = ChronologyPart.objects.visible_to(user).open().filter(contact=user.pk).select_related("agency")
    own = ManagementReview.objects.visible_to(user).open().select_related("agency")
    own = own.filter(Q(contact=user.pk, drafted_on=None) | Q(signatory=user.pk, drafted_on__isnull=False))
    return sorted([*asked, *parts, *own], key=lambda found: (found.due_on, found.pk))


def clock(review):
    """The state of the decision in words, and the status that colours it."""
    return _standing_of(
        "Decided", review.decided_on, review.decision_due_on, is_open=review.status in OPEN_REFERRAL
    )


def report_clock(review):
    """The same of the overview report, from the decision to hold a review."""
    return _standing_of(
        "Ready", review.report_ready_on, review.report_due_on, is_open=review.status in REPORTS
    )


def _standing_of(done, done_on, due_on, *, is_open):
    if done_on and due_on:
        return (f"{done} late", "late") if done_on > due_on else (f"{done} in time", "done")
    if not is_open or due_on is None:
        return "", ""
    return ("Overdue", "overdue") if due_on < today() else ("Due", "due")


def next_clock(review):
    """The clock that runs: the day on which it is due, and how it stands."""
    if review.status == Review.Status.CLOSED and review.assure_on:
        return review.assure_on, *(
            ("Look again", "overdue") if review.assure_on < today() else ("To look again", "")
        )
    if review.status in GOES_ON or review.report_due_on:
        return review.report_due_on, *report_clock(review)
    return review.decision_due_on, *clock(review)


def standing(found):
    """A request in words, and the status that colours it."""
    if found.is_late(today()):
        return "Overdue", "overdue"
    return found.stage, COLOURS.get(found.status, "withdrawn")


def answers(returns):
    """(request, words, colour, what the agency says): its words only once it has shared them."""
    for found in returns:
        shared = found.status == ReturnStatus.SHARED
        yield found, *standing(found), (found.get_known_display(), found.summary) if shared else ("", "")


def gone_from(rows):
    """What those who asked should know of an agency or its people that left, by request: in two queries for all."""
    rows, day = [row for row in rows if row.status != "withdrawn"], today()
    if not rows:
        return {}
    users = {user for row in rows for user in _answering(row)}
    posts = Post.objects.on(day).filter(person__in=[user.person_id for user in users])
    posts = set(posts.values_list("person", "agency"))
    agencies = [row.agency_id for row in rows]
    theirs = Partner.objects.filter(partnership=rows[0].partnership_id, agency__in=agencies)
    until = defaultdict(list)
    for agency, ended_on in theirs.values_list("agency", "ended_on"):
        until[agency].append(ended_on)
    return {row.pk: said for row in rows if (said := " ".join(_gone(row, posts, until[row.agency_id], day)))}


def _answering(row):
    return filter(None, (getattr(row, name) for name in row.ANSWERED_BY))


def _gone(row, posts, until, day):
    """Who signs for an agency is named to nobody outside it before they have signed."""
    waits = row.status in row.WAITING
    left = [
        user for user in _answering(row) if (user.person_id, row.agency_id) not in posts or not user.is_active
    ]
    if row.contact in left:
        yield f"{row.contact} works for {row.agency} no longer."
        if waits:
            yield "Until somebody else there is asked, nobody can answer."
    elif left and waits:
        yield "Whoever was to sign it works there no longer. Its author asks another."
    if waits and until and all(until) and max(until) < day:
        yield f"{row.agency} left the partnership on {date(max(until))}, and is asked still, until you withdraw it."


def learning_by_state(points):
    """Each state with its points, so that one without any stands out (S001-40)."""
    return [(state, [point for point in points if point.state == state]) for state in LearningState]


def readings_of(review):
    """Everybody who opened, printed or downloaded it, or opened its key: each once for a day, the newest first.

    Whoever works on it all day does not hide who opened it once.
    """
    events = Event.objects.filter(subject=review.reference, changes=READING).annotate(day=TruncDate("at"))
    days = events.values("day", "actor", "actor_label", "verb", "reason")
    days = days.annotate(times=Count("pk"), first=Min("at"), last=Max("at"))
    return list(days.order_by("-last", "-first")[:LATEST])
