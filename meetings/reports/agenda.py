"""The agenda with the time at which each item begins, for its page and its PDF."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from actions.models import Action, Owner
from design.filters import date, initial, joined, plural
from documents.reports import attached
from meetings.models import AgendaItem, AskedCorrection, Correction, Meeting, Paragraph
from meetings.reports.printed import when
from records.models import Link

ITEM = re.compile(r"item\s*(\d+)", re.IGNORECASE)
MIDNIGHT = 24 * 60
OPEN_ACTIONS = 20
READ = ("view_minutes", "read_inner_minutes")
TO_DECIDE = {"decision", "agreement"}


@dataclass(frozen=True, slots=True)
class PrintedAgenda:
    reference: str
    title: str
    body: str
    partnership: str
    when: str
    venue: str
    joining: str
    items: tuple  # (item, when it begins)
    by_item: dict  # papers by the number of their item
    papers: tuple[str, ...]  # the others
    open_actions: tuple  # actions of earlier meetings
    overrun: str
    apologies: tuple[str, ...]
    corrected: tuple[str, ...]  # in the minutes that the first item takes


def item_named(part):
    """The number of the item of which a link says that it is a paper: 3 of "item 3"."""
    found = ITEM.fullmatch(part.strip())
    return int(found[1]) if found else None


def papers_by_item(meeting, user):
    """Records that are papers for an item, by its number, as far as this person may know of them."""
    found = {}
    links = Link.objects.visible_to(user).filter(target=meeting.pk, kind=Link.Kind.PAPER_FOR)
    for link in links.select_related("source"):
        if (number := item_named(link.part)) is not None:
            found.setdefault(number, []).append(link.source)
    return found


def items_for(meeting, user):
    return list(AgendaItem.objects.visible_to(user).filter(meeting=meeting).select_related("lead"))


def joining_for(meeting, user):
    """A room online is often the same for every meeting: of published ones it is the partnership's own."""
    inner = user.has_perm("meetings.read_inner_minutes", meeting)
    return meeting.joining if inner or meeting.status != meeting.Status.PUBLISHED else ""


def still_open(meeting, user):
    """Actions of earlier meetings of the body that this one should hear of as matters arising (S001-164)."""
    earlier = Meeting.objects.visible_to(user).of_body(meeting.body).exclude(pk=meeting.pk)
    rows = Action.objects.visible_to(user).open().filter(arises_from__in=earlier.values("pk"))
    lead = Owner.objects.filter(action=OuterRef("pk")).order_by("-is_lead", "pk").values("printed_name")[:1]
    return list(rows.annotate(led_by=Subquery(lead)).order_by("due_on", "pk")[:OPEN_ACTIONS])


def corrected_since(meeting, user):
    """What was corrected in the minutes that this meeting takes, on the request of members or by its chair since."""
    was_corrected = Q(asked_corrections__is_accepted=True) | Q(items__paragraphs__corrections__is_agreed=True)
    last = Meeting.objects.visible_to(user).filter(was_corrected, pk=meeting.previous_id)
    last = last.select_related("body").first()
    if last is None or not all(user.has_perm(f"meetings.{verb}", last) for verb in READ):
        return []
    lines = Paragraph.objects.visible_to(user).filter(item__meeting=last)
    asked = AskedCorrection.objects.open_to(user).filter(meeting=last)
    asked = asked.select_related("paragraph", "asked_by__person")
    agreed = Correction.objects.filter(paragraph__in=lines, is_agreed=True).select_related("paragraph")
    return [
        *(f"{initial(row.place)}, as {row.asked_by} asked" for row in asked),
        *(f"Paragraph {row.paragraph.number}, by the chair on {date(row.decided_at)}" for row in agreed),
    ]


def agenda_for(meeting, user):
    """The agenda as this person may read it, with the papers that they may know of."""
    return print_agenda(
        meeting, items_for(meeting, user), joining=joining_for(meeting, user), papers=attached(meeting, user),
        by_item=papers_by_item(meeting, user), open_actions=still_open(meeting, user),
        apologies=meeting.attendance.filter(group="apologies").values_list("printed_name", flat=True),
        corrected=corrected_since(meeting, user),
    )  # fmt: skip


def print_agenda(
    meeting, items, *, joining="", papers=(), by_item=None, open_actions=(), apologies=(), corrected=()
):
    """What this reader may have of it: the caller has read items, papers and actions as theirs."""
    placed = placed_of(items, by_item or {})
    return PrintedAgenda(
        reference=meeting.reference,
        title=f"Agenda: {meeting.title}",
        body=str(meeting.body),
        partnership=str(meeting.partnership),
        when=when(meeting),
        venue=meeting.venue,
        joining=joining,
        items=tuple(timed(meeting, items)),
        by_item=by_item or {},
        papers=tuple(f"{paper.title} ({paper.reference})" for paper in papers if paper.pk not in placed),
        open_actions=tuple(open_actions),
        overrun=overrun_of(meeting, items),
        apologies=tuple(apologies),
        corrected=tuple(corrected),
    )


def placed_of(items, by_item):
    """Keys of papers that stand at an item which the reader knows of."""
    return {paper.pk for item in items for paper in by_item.get(item.number, ())}


def timed(meeting, items):
    """(item, the time at which it begins), as far as every item before it says how long it takes."""
    at = meeting.starts_at and meeting.starts_at.hour * 60 + meeting.starts_at.minute
    for item in items:
        yield item, dt.time(*divmod(at, 60)) if at is not None and at < MIDNIGHT else None
        at = at + item.minutes_allowed if at is not None and item.minutes_allowed else None


def overrun_of(meeting, items):
    """By how much the times allowed are more than the meeting has; empty where they fit, or where that is not known."""
    if not (meeting.starts_at and meeting.ends_at):
        return ""
    begin, end = (at.hour * 60 + at.minute for at in (meeting.starts_at, meeting.ends_at))
    asked = sum(item.minutes_allowed or 0 for item in items)
    if asked <= end - begin:
        return ""
    return f"The items take {plural(asked, 'minute')}, and the meeting has {end - begin}. Shorten some, or end later."


def without_paper(items, documents, by_item):
    """A sentence for whoever sends the agenda, where something is to be decided and no paper stands at it."""
    loose = {document.pk for document in documents} - placed_of(items, by_item)
    decided = [item for item in items if item.purpose in TO_DECIDE and not by_item.get(item.number)]
    if not decided or loose:
        return ""
    named = joined([f"“{item.title}”" for item in decided])
    return f"{named} {'is' if len(decided) == 1 else 'are'} to be decided, and no paper is attached."
