"""What waits for a person, and what changed since they were last here: the home page in eight queries at most."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from actions.models import Action
from audit.models import Event
from funding.hearing import TOLD
from home.reports.cases import cases_waiting
from meetings.lifecycle import FROZEN, Status
from meetings.models import AgendaItem, AskedCorrection, Condition, Correction, Meeting
from meetings.reports.timetable import timetable_of
from notices.models import Notice
from records.models import Record
from records.reports.events import READING

MOST = 10  # of a kind; each list leads to the whole of it
LOOK_BACK = 2000  # events; beyond that the record's own history tells
QUIET = (
    "search",
    "index",
    "link",
    "unlink",
    "withdraw access",
)  # what was closed to somebody else is no news
PAST = {
    "create": "added",
    "change": "changed",
    "start": "started",
    "circulate": "circulated",
    "return": "returned",
    "approve": "approved and signed",
    "publish": "published",
    "unpublish": "took down",
    "cancel": "cancelled",
    "issue": "issued",
    "complete": "completed",
    "sign supervise": "signed the plan of",
    "sign command": "decided on",
    "add response": "added a response to",
    "change response": "changed a response of",
    "choose response": "chose among the responses of",
    "add to the action plan": "added an action to the plan of",
    "ask a supervisor": "asked a supervisor to sign the plan of",
    "reopen": "reopened",
    "grant access": "gave access to",
    "task": "tasked",
    "take": "took up",
    "measure": "started a measure on",
    "review": "reviewed",
    "raise": "opened a problem record from",
    "close": "closed",
    "change audience": "changed who can see",
    "assess": "assessed",
    "score": "scored",
    "claim": "claimed money for",
    "award": "awarded",
    "refuse": "refused",
    "defer": "deferred",
    "submit": "submitted",
    "agree": "agreed",
    "sign agree": "agreed and signed",
    "shut": "closed",
    "supersede": "put a newer one in place of",
}


@dataclass(frozen=True)
class News:
    who: str
    did: str
    title: str
    url: str


@dataclass(frozen=True)
class Attention:
    day: date
    to_approve: list
    to_answer: list  # minutes of which members ask for corrections
    drafts: list
    upcoming: list
    actions: list
    more_actions: bool
    conditions: list
    corrections: list
    cases: list
    notices: list
    news: list

    @property
    def waiting(self):
        """How many things wait for this person's own act, but for their actions, which stand apart."""
        many = sum(one.many for one in self.cases)
        return many + sum(
            map(len, (self.to_approve, self.to_answer, self.drafts, self.conditions, self.corrections))
        )

    @property
    def late(self):
        """How many of their actions are late, which stand first among those that are shown."""
        return sum(action.is_late(self.day) for action in self.actions)

    @property
    def next_step(self):
        """Of the next meeting: which of items, papers and agenda is due next (S003-10)."""
        steps = timetable_of(self.upcoming[0]) if self.upcoming else []
        return next((step for step in steps if step.on >= self.day), None)


def attention_of(user, day):
    meetings = _meetings(user, day)
    actions = Action.objects.visible_to(user).open().owned_by(user.person_id).select_related("body")
    actions = list(actions.order_by(F("due_on").asc(nulls_last=True), "pk")[: MOST + 1])
    return Attention(
        day=day,
        to_approve=[
            meeting for meeting in meetings[Status.CIRCULATED] if meeting.body_id in user.places.chaired
        ],
        to_answer=_to_answer(user, [*meetings[Status.CIRCULATED], *meetings[Status.DRAFT]]),
        drafts=meetings[Status.DRAFT],
        upcoming=meetings[Status.SCHEDULED],
        actions=actions[:MOST],
        more_actions=len(actions) > MOST,
        conditions=list(_conditions(user)[:MOST]),
        corrections=list(_corrections(user)[:MOST]) if user.places.chaired else [],
        cases=cases_waiting(user, day),
        notices=list(Notice.objects.visible_to(user).unread().select_related("record")[:MOST]),
        news=_news(user),
    )


def _meetings(user, day):
    """Minutes to approve or with corrections to answer, in draft, and meetings to come: ten of each, in one query."""
    places, every = user.places, Meeting.objects.all()
    run = Q(partnership__in=places.officer_of) | Q(body__in=places.drafts_for)
    mine = run | Q(body__in=places.bodies)
    wanted = every.awaiting_approval_by(user) | every.filter(run, status=Status.DRAFT)
    wanted |= every.upcoming(day).filter(mine)
    asked = AskedCorrection.objects.filter(meeting=OuterRef("pk"), answered_at=None)
    wanted |= every.filter(run, Exists(asked), status=Status.CIRCULATED)
    place = Window(RowNumber(), partition_by="status", order_by=["held_on", "pk"])
    found = Meeting.objects.visible_to(user) & wanted
    waiting = asked.order_by().values("meeting").values(many=Count("pk"))
    found = (
        found.annotate(place=place, asked=Subquery(waiting))
        .filter(place__lte=MOST)
        .order_by("held_on", "starts_at", "pk")
    )
    by_status = {status: [] for status in (Status.CIRCULATED, Status.DRAFT, Status.SCHEDULED)}
    for meeting in found.select_related("body"):
        by_status[meeting.status].append(meeting)
    return by_status


def _to_answer(user, meetings):
    """Those of the meetings whose minutes this person writes, with how many corrections members ask for."""
    places = user.places
    return [
        meeting
        for meeting in meetings
        if meeting.asked
        and (meeting.partnership_id in places.officer_of or meeting.body_id in places.drafts_for)
    ]


def _conditions(user):
    """Conditions of agreed resolutions that this person, or a body they chair, is still to meet (S001-141)."""
    visible = Meeting.objects.visible_to(user).filter(status__in=FROZEN)
    mine = Q(owner=user.person_id) | Q(body__in=user.places.chaired)
    known = AgendaItem.objects.visible_to(user).filter(meeting__in=visible)
    found = Condition.objects.filter(mine, discharged_on__isnull=True, resolution__item__in=known)
    return found.select_related("resolution__item__meeting").order_by(F("due_on").asc(nulls_last=True), "pk")


def _corrections(user):
    """Corrections to approved minutes that wait for this chair, oldest first."""
    meetings = Meeting.objects.visible_to(user).filter(body__in=user.places.chaired)
    found = Correction.objects.filter(decided_at=None, paragraph__item__meeting__in=meetings)
    return found.select_related("paragraph__item__meeting").order_by("pk")


def _news(user):
    """The latest act of others on each record this person may see, since they were last here."""
    if user.previous_seen_at is None:
        return []
    kind = Record.objects.visible_to(user).filter(reference=OuterRef("subject")).values("kind")[:1]
    latest = Event.objects.order_by("-pk").values("pk")[:LOOK_BACK]
    events = Event.objects.filter(pk__in=latest, at__gt=user.previous_seen_at).exclude(verb__in=QUIET)
    events = events.exclude(changes=READING).exclude(actor=f"user:{user.pk}").annotate(kind=Subquery(kind))
    found = {}
    events = events.exclude(~Q(verb__in=TOLD), kind="funding.bid")  # its applicants learn of no scorer
    for event in events.filter(kind__isnull=False).order_by("-pk")[: MOST * 4]:
        found.setdefault(event.subject, event)
    return [_said(event) for event in list(found.values())[:MOST]]


def _said(event):
    return News(
        who=event.actor_label,
        did=PAST.get(event.verb, "worked on"),
        title=event.subject_label or event.subject,
        url=Record(kind=event.kind, reference=event.subject).get_absolute_url(),
    )
