from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from audit.clock import today
from partnership.models import Membership, Seat
from partnership.services import writing
from partnership.services.writing import PARTNERSHIP, ask, not_for_longer, not_oneself

Office = Membership.Office
KIND = ("category", "is_voting")  # of a seat: what it opens to whoever holds it


@transaction.atomic
def create_seat(body, *, by, reason="", stands_for=(), **fields):
    """A place on a body, for one agency or for several, with one vote or none (S003-13, S003-14)."""
    ask(by, PARTNERSHIP, body)
    fields.setdefault("position", body.seats.count() + 1)
    return writing.create(Seat(body=body, **fields), by=by, reason=reason, stands_for=stands_for)


@transaction.atomic
def change_seat(seat, changes, *, by, reason="", version=None):
    ask(by, PARTNERSHIP, seat.body)
    seat = writing.locked(seat)
    other_kind = any(changes.get(name, getattr(seat, name)) != getattr(seat, name) for name in KIND)
    if other_kind and seat.memberships.current().filter(person=by.person_id).exists():
        not_oneself(by, by.person, "a seat of another kind")
    return writing.change(seat, changes, by=by, reason=reason, version=version)


@transaction.atomic
def end_seat(seat, on, *, by, reason=""):
    """The seat ends, and whoever holds it leaves with it."""
    ask(by, PARTNERSHIP, seat.body)
    for membership in seat.memberships.on(on).exclude(ended_on=on):
        writing.end(membership, on, by=by, reason=reason)
    return writing.end(writing.locked(seat), on, by=by, reason=reason)


@transaction.atomic
def seat_person(
    seat,
    person,
    *,
    office=Office.MEMBER,
    agency=None,
    started_on=None,
    ended_on=None,
    may_draft=False,
    by,
    reason="",
):
    """Put a person in a seat for the agency they speak for there. A body has one chair on any day."""
    ask(by, PARTNERSHIP, seat.body)
    not_oneself(by, person, "a seat")
    writing.locked(seat.body)  # of two who seat a chair at once in two seats, the second is refused
    seat = writing.locked(seat)
    membership = Membership(
        seat=seat,
        person=person,
        office=office,
        agency=agency or _agency_spoken_for(seat, person, started_on or today()),
        started_on=started_on or today(),
        ended_on=ended_on,
        may_draft=may_draft,
    )
    writing.refuse(*_blockers(membership))
    return writing.create(membership, by=by, reason=reason)


@transaction.atomic
def change_membership(membership, changes, *, by, reason="", version=None):
    """Mend what was entered wrongly, or give another office for the same days."""
    ask(by, PARTNERSHIP, membership.seat.body)
    if changes.get("office", membership.office) != membership.office or changes.get("may_draft"):
        not_oneself(by, membership.person, "an office")
    writing.locked(membership.seat.body)  # as above
    wanted = writing.locked(membership)
    not_for_longer(by, wanted, "a seat for longer", changes)
    for name, value in changes.items():
        setattr(wanted, name, value)
    writing.refuse(*_blockers(wanted))
    return writing.change(membership, changes, by=by, reason=reason, version=version)


@transaction.atomic
def end_membership(membership, on, *, by, reason=""):
    ask(by, PARTNERSHIP, membership.seat.body)
    membership = writing.locked(membership)
    not_for_longer(by, membership, "a seat for longer", {"ended_on": on})
    return writing.end(membership, on, by=by, reason=reason)


def _agency_spoken_for(seat, person, day):
    """The only agency of the seat, else the one of its agencies at which the person has a post."""
    agencies = list(seat.stands_for.all())
    if len(agencies) == 1:
        return agencies[0]
    post = (
        person.posts.on(day).filter(agency__in=agencies).first() if agencies else person.posts.on(day).first()
    )
    return post.agency if post else None


def _blockers(wanted):
    seat, person = wanted.seat, wanted.person
    if wanted.started_on and wanted.ended_on and wanted.ended_on < wanted.started_on:
        raise ValidationError({"ended_on": "The last day cannot be before the first."})
    if seat.ended_on and (wanted.started_on is None or wanted.started_on > seat.ended_on):
        yield f"The seat “{seat}” has ended. Choose another."
    others = _meanwhile(wanted, Membership.objects.filter(seat__body=seat.body_id).select_related("person"))
    if others.filter(seat=seat, person=person).exists():
        yield f"{person} holds this seat already in that time."
    if wanted.office == Office.CHAIR and (chair := others.filter(office=Office.CHAIR).first()):
        yield f"{chair.person} chairs {seat.body} in that time. End that first; a group has one chair at a time."
    holder = others.filter(seat=seat).exclude(office=Office.SUBSTITUTE).exclude(person=person).first()
    if wanted.office != Office.SUBSTITUTE and holder:
        yield f"{holder.person} holds this seat in that time. End that first, or make {person} the named deputy."


def _meanwhile(wanted, memberships):
    """Those of the memberships that hold on some day on which this one does."""
    found = memberships.exclude(pk=wanted.pk)
    if wanted.ended_on:
        found = found.filter(Q(started_on__isnull=True) | Q(started_on__lte=wanted.ended_on))
    if wanted.started_on:
        found = found.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=wanted.started_on))
    return found
