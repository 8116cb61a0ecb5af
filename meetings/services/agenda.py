from django.db import transaction
from django.db.models import Max

from meetings.models import AgendaItem, Invitation
from meetings.services.asking import hold, note
from records import search
from records.lifecycle import MoveRefused
from records.writing import as_seen, drop, keep

LAST = "Items restricted to those invited stand last"
FIELDS = ("title", "purpose", "lead", "lead_printed", "minutes_allowed", "is_restricted")


@transaction.atomic
def add_item(meeting, *, by, title, before=None, **fields):
    """Add an item: before Any Other Business, which stays last (S001-172), or before a given one."""
    meeting = hold(meeting, by=by)
    last = meeting.items.filter(standing=AgendaItem.Standing.OTHER_BUSINESS).first()
    place = before or last
    number = place.number if place else (meeting.items.aggregate(last=Max("number"))["last"] or 0) + 1
    _make_room(meeting, number, by)
    item = AgendaItem(meeting=meeting, number=number, title=title, **fields)
    item.is_late = meeting.status != meeting.Status.SCHEDULED
    keep(item, by=by)
    item.number = _restricted_last(meeting, by).get(item.pk, number)
    note(meeting, "add item", by=by, changes={"number": item.number, "title": _shown(item)})
    search.index(meeting)
    return item


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
    item = as_seen(item, version)
    for name in FIELDS:
        if name in changes:
            setattr(item, name, changes[name])
    keep(item, by=by)
    item.number = _restricted_last(meeting, by).get(item.pk, item.number)
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
    first, second, spare = item.number, other.number, _spare(meeting)
    for row, number in ((item, spare), (other, first), (item, second)):
        row.number = number
        keep(row, by=by, reason="Moved")
    for row in (item, other):
        _renumber(row, by)
    note(meeting, "move item", by=by, changes={"title": _shown(item), "number": [first, second]})


def _spare(meeting):
    return meeting.items.aggregate(last=Max("number"))["last"] + 1


@transaction.atomic
def remove_item(item, *, by):
    meeting = hold(item.meeting, by=by)
    item = as_seen(item, None)  # with the number that it has now
    if item.paragraphs.exists() or item.resolutions.exists():
        raise MoveRefused("This item has minutes. Take out its paragraphs and resolutions first.")
    number = item.number
    note(meeting, "remove item", by=by, changes={"number": number, "title": _shown(item)})
    drop(item, by=by)
    for row in meeting.items.filter(number__gt=number).order_by("number"):
        row.number -= 1
        keep(row, by=by, reason="An item before it was taken out")
        _renumber(row, by)
    search.index(meeting)


def _shown(item):
    """The title of a restricted item stays out of the meeting's log, which more people read than the item."""
    return "restricted item" if item.is_restricted else item.title
