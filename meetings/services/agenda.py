from django.db import transaction
from django.db.models import Max

from audit.clock import now, today
from design.addresses import url
from meetings.hearing import members_of
from meetings.models import AgendaItem, Invitation
from meetings.reports.agenda import item_named
from meetings.services.asking import hold, note
from notices.services import notify
from records import search
from records.lifecycle import MoveRefused, save
from records.models import Link
from records.writing import as_seen, drop, keep

AFTER_IT = (
    "The agenda is sent before the meeting, and its minutes are begun already. Circulate the minutes instead."
)
LAST = "Items restricted to those invited stand last"
FIELDS = ("title", "purpose", "lead", "lead_printed", "minutes_allowed", "is_restricted")


@transaction.atomic
def add_item(meeting, *, by, title, before=None, **fields):
    """Add an item: before Any Other Business, which stays last (S001-172), or before a given one."""
    meeting = hold(meeting, by=by)
    before_it = _numbers(meeting)
    last = meeting.items.filter(standing=AgendaItem.Standing.OTHER_BUSINESS).first()
    place = before or last
    number = place.number if place else (meeting.items.aggregate(last=Max("number"))["last"] or 0) + 1
    _make_room(meeting, number, by)
    item = AgendaItem(meeting=meeting, number=number, title=title, **fields)
    item.is_late = meeting.status != meeting.Status.SCHEDULED or meeting.agenda_sent_at is not None
    keep(item, by=by)
    item.number = _restricted_last(meeting, by).get(item.pk, number)
    _papers_follow(meeting, before_it, by)
    note(meeting, "add item", by=by, changes={"number": item.number, "title": _shown(item)})
    search.index(meeting)
    return item


@transaction.atomic
def send_agenda(meeting, *, by):
    """Tell the members that agenda and papers can be read, as often as they change; how many may hear (S003-10)."""
    meeting = hold(meeting, by=by)
    if reasons := list(against_sending(meeting)):
        raise MoveRefused(*reasons)
    again, meeting.agenda_sent_at, meeting.agenda_sent_by = meeting.agenda_sent_at is not None, now(), by
    save(meeting, by=by, reason="The agenda was sent again" if again else "The agenda was sent")
    note(meeting, "send agenda", by=by)
    words = "have changed. Read them again" if again else "can be read"
    return notify(
        members_of(meeting.body_id).exclude(pk=by.pk), meeting, f"agenda-sent-{meeting.agenda_sent_at:%H%M%S%f}",
        subject=f"{meeting.reference}: agenda and papers", line=f"The agenda and papers of the meeting {words}.",
        path=url("meetings:agenda", meeting.reference), about_on=today(),
    )  # fmt: skip


def against_sending(meeting):
    if meeting.status != meeting.Status.SCHEDULED:
        yield AFTER_IT
    if meeting.held_on is None:
        yield "Enter the date of the meeting before its agenda is sent."


def _restricted_last(meeting, by):
    """So that whoever may not know of one finds no number missing (inferred from S003-07). New numbers by key."""
    items = list(meeting.items.order_by("is_restricted", "number"))
    numbers = sorted(item.number for item in items)
    moved = {item: number for item, number in zip(items, numbers, strict=True) if item.number != number}
    spare, away = _spare(meeting), [item for item in moved if item.is_restricted]
    for item in away:  # no two ever share a number
        item.number, spare = spare, spare + 1
        keep(item, by=by, reason=LAST)
    for item, number in moved.items():
        item.number = number
        keep(item, by=by, reason=LAST)
        _renumber(item, by)
    return {item.pk: number for item, number in moved.items()}


def _numbers(meeting):
    """Each item by its number, before numbers change."""
    return dict(meeting.items.values_list("number", "pk"))


def _papers_follow(meeting, before, by):
    """A paper says its item by the number and goes along where that moves; without its item it stays beside."""
    now_at = {pk: number for number, pk in _numbers(meeting).items()}
    links = list(Link.objects.filter(target=meeting.pk, kind=Link.Kind.PAPER_FOR))
    wanted = {link: f"item {place}" if place else "" for link, place in _moved(links, before, now_at)}
    while ready := [link for link in wanted if not _is_said(links, link.source_id, wanted[link])]:
        link = ready[0]
        link.part = wanted.pop(link)
        keep(link, by=by, reason="The items of the agenda were numbered anew")


def _moved(links, before, now_at):
    for link in links:
        number = item_named(link.part)
        if number in before and (place := now_at.get(before[number])) != number:
            yield link, place


def _is_said(links, source, part):
    """A paper for several items says each once; of two that change places nothing need be written."""
    return any(link.source_id == source and link.part == part for link in links)


def _make_room(meeting, number, by):
    """Items from this number on move down, last first, so that no two ever share a number."""
    for item in meeting.items.filter(number__gte=number).order_by("-number"):
        item.number += 1
        keep(item, by=by, reason="An item was put before it")
        _renumber(item, by)


def _renumber(item, by):
    from meetings.services.minutes import renumber  # noqa: PLC0415 -- the two call one another

    renumber(item, by=by)


def _close_actions(item, by):
    from meetings.services.minutes import close_actions  # noqa: PLC0415 -- as above

    close_actions(item, by=by)


@transaction.atomic
def change_item(item, changes, *, by, invited=None, version=None):
    meeting = hold(item.meeting, by=by)
    before = _numbers(meeting)
    item = as_seen(item, version)
    for name in FIELDS:
        if name in changes:
            setattr(item, name, changes[name])
    keep(item, by=by)
    item.number = _restricted_last(meeting, by).get(item.pk, item.number)
    _papers_follow(meeting, before, by)
    if invited is not None:
        _invite(item, invited, by)
    _close_actions(item, by)
    note(meeting, "change item", by=by, changes={"number": item.number, "title": _shown(item)})
    search.index(meeting)
    return item


def _invite(item, people, by):
    wanted = {person.pk: person for person in people}
    for row in item.invitations.exclude(person__in=wanted):
        drop(row, by=by)
    for pk in set(wanted) - set(item.invitations.values_list("person", flat=True)):
        keep(Invitation(item=item, person=wanted[pk]), by=by)


@transaction.atomic
def move_item(item, *, by, up):
    meeting = hold(item.meeting, by=by)
    item = meeting.items.select_for_update().get(pk=item.pk)
    other = meeting.items.filter(number=item.number + (-1 if up else 1)).first()
    if other is None:
        raise MoveRefused(f"Item {item.number} is already the {'first' if up else 'last'}.")
    if item.is_restricted != other.is_restricted:
        raise MoveRefused(f"{LAST}: a number missing before others would tell of them.")
    before = _numbers(meeting)
    first, second, spare = item.number, other.number, _spare(meeting)
    for row, number in ((item, spare), (other, first), (item, second)):
        row.number = number
        keep(row, by=by, reason="Moved")
    for row in (item, other):
        _renumber(row, by)
    _papers_follow(meeting, before, by)
    note(meeting, "move item", by=by, changes={"title": _shown(item), "number": [first, second]})


def _spare(meeting):
    return meeting.items.aggregate(last=Max("number"))["last"] + 1


@transaction.atomic
def remove_item(item, *, by):
    meeting = hold(item.meeting, by=by)
    item = as_seen(item, None)  # with the number that it has now
    if item.paragraphs.exists() or item.resolutions.exists():
        raise MoveRefused("This item has minutes. Take out its paragraphs and resolutions first.")
    number, before = item.number, _numbers(meeting)
    note(meeting, "remove item", by=by, changes={"number": number, "title": _shown(item)})
    drop(item, by=by)
    for row in meeting.items.filter(number__gt=number).order_by("number"):
        row.number -= 1
        keep(row, by=by, reason="An item before it was taken out")
        _renumber(row, by)
    _papers_follow(meeting, before, by)
    search.index(meeting)


def _shown(item):
    """The title of a restricted item stays out of the meeting's log, which more people read than the item."""
    return "restricted item" if item.is_restricted else item.title
