"""What one would expect a meeting to be joined to and is not, in what the reader may see of it."""

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Lower, Replace

from actions.lifecycle import Status as ActionStatus
from actions.models import Action
from audit.clock import today
from design.filters import date, joined, plural
from documents.models import Document
from meetings.lifecycle import BEING_WRITTEN, FROZEN, Status
from meetings.models import AgendaItem, Condition
from records.models import Link

VIEW = "meetings.view_minutes"
NAMED = 5  # references named of actions without a day


def holes(meeting, user):
    found = [*_of_the_meeting(meeting), *_papers(meeting, user)]
    if user.has_perm(VIEW, meeting) and meeting.status in FROZEN | BEING_WRITTEN:
        found += [*_actions(meeting, user), *_conditions(meeting, user)]
    return found


def _of_the_meeting(meeting):
    if meeting.status == Status.SCHEDULED and meeting.held_on and meeting.held_on < today():
        yield f"It was held on {date(meeting.held_on)} and has no minutes. Start them, or import them."
    if meeting.status == Status.APPROVED:
        yield "The minutes are approved and not published."


def _papers(meeting, user):
    """Items to be decided before which no paper lies (S001-61): a paper says its item by a link to “item 3”.

    Of a paper that is kept from the reader, not even that it lies there is said (S001-57).
    """
    if meeting.status == Status.CANCELLED:
        return
    wanted = AgendaItem.objects.visible_to(user).filter(
        meeting=meeting,
        standing="",
        purpose__in=(AgendaItem.Purpose.DECISION, AgendaItem.Purpose.AGREEMENT),
    )
    part = Replace(Replace(Lower("part"), Value("item")), Value(" "))
    linked = (
        Link.objects.visible_to(user).filter(target=meeting.pk, kind=Link.Kind.PAPER_FOR).annotate(item=part)
    )
    linked = linked.filter(item__in=["", Cast(OuterRef("number"), CharField())])
    attached = Document.objects.visible_to(user).attached_to(meeting)
    for item in wanted.exclude(Exists(attached)).exclude(Exists(linked)):
        purpose = item.get_purpose_display().lower()
        mend = f"Attach it, or link it as a paper for item {item.number}."
        yield f"Item {item.number} is {purpose} and has no paper. {mend}"


def _actions(meeting, user):
    agreed = Action.objects.visible_to(user).filter(arises_from=meeting.pk, due_on=None)
    waiting = agreed.filter(status__in=(ActionStatus.PROPOSED, ActionStatus.OPEN)).order_by("pk")
    if references := list(waiting.values_list("reference", flat=True)):
        named = joined(references) if len(references) <= NAMED else plural(len(references), "action")
        yield f"No day by which it is due: {named}."


def _conditions(meeting, user):
    items = AgendaItem.objects.visible_to(user).filter(meeting=meeting)
    waiting = Condition.objects.filter(resolution__item__in=items, discharged_on=None)
    counts = {}
    for condition in waiting.select_related("resolution__item").order_by("resolution__item__number", "pk"):
        counts[str(condition.resolution)] = counts.get(str(condition.resolution), 0) + 1
    for resolution, count in counts.items():
        yield f"{resolution} was agreed subject to {plural(count, 'condition')} not discharged yet."
