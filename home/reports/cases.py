"""Problem records, emerging issues, bids and requests that wait for a person's own act, all kinds in one query."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, DateField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from actions.reminders import DAYS_BEFORE
from assessments.lifecycle.assessments import Status as AssessmentStatus
from assessments.models import Ask, Assessment, Indicator, Observation, Timetable, TimetableStep
from assessments.reminders import due_on
from audit.clock import local_day
from design.filters import joined, short_date
from evidence import months
from funding.lifecycle.bids import Status as BidStatus
from funding.models import Assignment, Bid, Milestone
from home.reports.reviews import rows_of_reviews
from problems.issue_lifecycle import UNTAKEN
from problems.lifecycle import Status as Stage
from problems.models import EmergingIssue, Play, Problem
from records.prepared import prepared_for_each

NO_DAY = Value(None, output_field=DateField())
GO_WITH_VERBS = ("to", "up", "on", "over")
TAKE_UP, ONE_BY_ONE, TITLES = "Take up", 3, 2
MOST = 20  # of all kinds, the longest untouched first; their own lists have the rest
ASKED_FOR = {  # stage of a problem record: what is asked, on which page
    Stage.PLANNING: ("Sign the plan", "supervise"),
    Stage.REVIEW: ("Comment and decide", "decide"),
    Stage.RETURNED: ("Note the comments", "rounds"),
    Stage.WAITING: ("Review", "detail"),
    Stage.CLOSED: ("Add to the library", "play_add"),
}

TO_WEIGH = {True: ("Score", "score_form"), False: ("Decide", "scores")}  # by whether it is still scored
TO_RUN = {  # by status, what those who run the funding do with a bid, and where
    BidStatus.SUBMITTED: ("Give to scorers", "scorers"),
    BidStatus.SCORED: ("Record the recommendation", "recommend"),
    BidStatus.AWARDED: ("See to the agreement", "delivery"),
    BidStatus.DELIVERY: ("Answer what the project sent", "delivery"),
    BidStatus.EVALUATED: ("Read the evaluation, and close", "delivery"),
}
DUE = {  # what waits by a day: what is asked, words before the day, the page
    "ask": ("Answer", "needed by", "assessments:ask"),
    "step": ("See to", "timetable, due", "assessments:timetable"),
    "milestone": ("See to the milestone", "project, milestone due", "funding:delivery"),
}
PLAIN = {  # what waits by no day: what is asked, the kind in words, the page
    "assessment": ("Agree", "strategic assessment", "assessments:assessment_agree"),
    "pay": ("Pay the approved claim", "bid", "funding:delivery"),
    "play": ("Update", "good practice", "problems:play_revise"),
    "subsidy": ("Record whether it is a subsidy", "bid", "funding:subsidy"),
}


@dataclass(frozen=True)
class Waiting:
    """A case, and what it waits for: "Sign the plan" since a day, on the page of that name."""

    said: str
    title: str
    reference: str
    kind: str  # in words, where it is not a problem record
    since: date
    page: str
    due_on: date | None = None  # kept where that day has passed
    many: int = 1
    by: date | None = None  # the day by which it is wanted, where there is one

    @property
    def act(self):
        """The word or two of its button: the line says the rest."""
        verb, *more = self.said.split()
        return f"{verb} {more[0]}" if more and more[0] in GO_WITH_VERBS else verb

    @property
    def is_late(self):
        return self.due_on is not None


def cases_waiting(user, day):
    """What is late first; many of one kind to take up in one line, so that they do not bury the rest."""
    found = [one for one in (_waiting(day, row) for row in _rows(user, day)) if one is not None]
    issues = [one for one in found if one.said == TAKE_UP]
    if len(issues) > ONE_BY_ONE:
        found = [one for one in found if one.said != TAKE_UP] + [_together(issues)]
    return sorted(found, key=lambda one: not one.is_late)


def _together(issues):
    titles = joined([f"“{one.title}”" for one in issues[:TITLES]])
    rest = len(issues) - TITLES
    return Waiting(
        TAKE_UP, f"{len(issues)} emerging issues", "", f"{titles}, and {rest} more" if rest > 0 else titles,
        min(one.since for one in issues), "problems:issues", many=len(issues),
    )  # fmt: skip


@prepared_for_each
def _rows(user, day):
    problems = Problem.objects.visible_to(user).awaiting(user, day)
    known = EmergingIssue.objects.visible_to(user)
    issues = known.to_take(user) | (
        known & EmergingIssue.objects.due_for_review(day).filter(officer=user.person_id)
    )
    every = _said(problems, "problem", F("signature_asked_on")).union(
        _said(issues, "issue", Coalesce("tasked_on", "logged_on")), _plays(user), _bids(user), _subsidies(user),
        _to_run(user), _to_pay(user), _asks(user), _assessments(user, day),
        _figures(user, day), _steps(user, day), _milestones(user, day), *rows_of_reviews(user, day), all=True,
    )  # fmt: skip
    return every.order_by("updated_at")[:MOST]


def _plays(user):
    known = Play.objects.visible_to(user).to_bring_up_to_date(user.person_id)
    return _said(known.annotate(review_on=NO_DAY), "play", F("reopened_on"))


def _bids(user):
    """To score, by the day on which that is due, and to decide."""
    known = Bid.objects.visible_to(user)
    given = Assignment.objects.filter(bid=OuterRef("pk"), scorer=user.person_id, ended_at=None)
    wanted = known.to_score(user.person_id) | known.to_decide(user)
    said = wanted.annotate(review_on=Subquery(given.values("due_on")[:1], output_field=DateField()))
    return _said(said, "bid", NO_DAY)


def _subsidies(user):
    """The chair cannot award before it is recorded."""
    known = Bid.objects.visible_to(user).to_weigh_as_subsidy(user)
    return _said(known.annotate(review_on=NO_DAY), "subsidy", NO_DAY)


def _to_run(user):
    known = Bid.objects.visible_to(user).to_run(user)
    return _said(known.annotate(review_on=NO_DAY), "run", NO_DAY)


def _to_pay(user):
    known = Bid.objects.visible_to(user).to_pay(user)
    return _said(known.annotate(review_on=NO_DAY), "pay", NO_DAY)


def _milestones(user, day):
    """Projects of theirs with a milestone that is due or late; to those who run the funding, with one that is late."""
    soon = Milestone.objects.filter(reached_on=None, due_on__lte=day + timedelta(days=DAYS_BEFORE))
    first = soon.filter(bid=OuterRef("pk")).order_by("due_on").values("due_on")[:1]
    known = Bid.objects.visible_to(user).filter(status=BidStatus.DELIVERY, pk__in=soon.values("bid"))
    known = known.annotate(review_on=Subquery(first, output_field=DateField()))
    late = known.filter(partnership__in=user.places.funds_in, review_on__lt=day)
    return _said(known.of_applicants(user.places.agencies) | late, "milestone", NO_DAY)


def _asks(user):
    """What an agency of theirs is asked, by the day on which it is needed (S001-35)."""
    put = Ask.objects.visible_to(user).put_to(user)
    return _said(put.annotate(review_on=F("due_on")), "ask", F("asked_on"))


def _assessments(user, day):
    """To agree: those that their bodies' members have had the time to comment on."""
    known = Assessment.objects.visible_to(user).filter(status=AssessmentStatus.CONSULTATION)
    over = known.filter(body__in=user.places.chaired, comments_until__lt=day)
    return _said(over.annotate(review_on=NO_DAY), "assessment", F("comments_until"))


def _figures(user, day):
    """Of indicators that they or their agency supply (S003-23). When they are due is reckoned of what is read."""
    known = Indicator.objects.visible_to(user).active().filter(made_from=Indicator.From.ENTERED)
    agency = Q(supplier=None, supplied_by__in=user.places.agencies)
    mine = known.filter(Q(supplier=user.person_id) | agency, due_after__isnull=False)
    held = Observation.objects.current().whole().filter(indicator=OuterRef("pk"))
    held = held.order_by("-last").values("last")[:1]
    soon = months.of_day(day + timedelta(days=DAYS_BEFORE))
    mine = mine.annotate(last=Coalesce(Subquery(held), Value(0)))
    mine = mine.filter(
        last__lte=soon + 1 - F("due_after") / 31
    )  # roughly, so that what is far from due is not read
    last = Cast("last", CharField())
    due = Concat(
        "step", Value(" "), last, Value(" "), Cast("due_after", CharField()), output_field=CharField()
    )
    return _said(mine.annotate(review_on=NO_DAY), "indicator", NO_DAY, status=due)


def _steps(user, day):
    """Of yearly timetables, those that they answer for, from when they are first reminded (S004-44)."""
    known = Timetable.objects.visible_to(user).current()
    mine = TimetableStep.objects.put_to(user).filter(timetable__in=known)
    mine = mine.filter(due_on__lte=day + timedelta(days=DAYS_BEFORE))
    return (
        mine.order_by()
        .annotate(which=Value("step"), how=Value(""))
        .values_list(
            "which", "how", "title", "timetable__reference", "due_on", "due_on", "timetable__updated_at"
        )
    )


def _said(rows, kind, since, status="status"):
    said = rows.annotate(which=Value(kind), since=since, how=F(status) if status == "status" else status)
    return said.values_list("which", "how", "title", "reference", "since", "review_on", "updated_at")


def _waiting(day, row):
    which, status, title, reference, since, review_on, updated_at = row
    if which.startswith("reviews:"):
        kind = f"due {short_date(review_on)}" if review_on else ""
        since = since or local_day(updated_at)
        return Waiting(status, title, reference, kind, since, which, _passed(review_on, day))
    if which == "problem":
        said, page = ASKED_FOR[status]
        day_of = {Stage.PLANNING: since, Stage.WAITING: review_on}.get(status) or local_day(updated_at)
        late = _passed(review_on, day) if status == Stage.WAITING else None
        return Waiting(said, title, reference, "", day_of, f"problems:{page}", late)
    if which in ("bid", "run"):
        said, page = TO_RUN[status] if which == "run" else TO_WEIGH[status == BidStatus.SUBMITTED]
        late = _passed(review_on, day)
        return Waiting(
            said, title, reference, "bid", local_day(updated_at), f"funding:{page}", late, by=review_on
        )
    if which in DUE:
        said, words, page = DUE[which]
        kind = f"{words} {short_date(review_on)}"
        since = since or local_day(updated_at)
        return Waiting(said, title, reference, kind, since, page, _passed(review_on, day), by=review_on)
    if which in PLAIN:
        said, kind, page = PLAIN[which]
        return Waiting(said, title, reference, kind, since or local_day(updated_at), page)
    if which == "indicator":
        return _figures_due(day, status, title, reference)
    if status in UNTAKEN:
        return Waiting(TAKE_UP, title, reference, "emerging issue", since, "problems:issue")
    late = _passed(review_on, day)
    return Waiting("Review", title, reference, "emerging issue", review_on, "problems:issue", late)


def _passed(due_on, day):
    return due_on if due_on is not None and due_on < day else None


def _figures_due(day, status, title, reference):
    """None while they are not due soon."""
    step, last, due_after = status.split()
    due = due_on(step, int(last) or None, int(due_after), day)
    if due > day + timedelta(days=DAYS_BEFORE):
        return None
    kind = f"figures due {short_date(due)}"
    return Waiting("Enter", title, reference, kind, due, "assessments:observe", _passed(due, day))
