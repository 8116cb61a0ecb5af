from django.db import transaction

from audit.clock import today
from meetings.models import Attendance
from meetings.services.asking import hold, note
from meetings.services.votes import set_aside_as_away
from partnership.models import Membership, Post, Seat
from partnership.querysets import DatedQuerySet
from records.lifecycle import MoveRefused
from records.writing import as_seen, drop, keep

Group = Attendance.Group
GROUP_OF_SEAT = {
    Seat.Category.CORE: Group.CORE,
    Seat.Category.ATTENDEE: Group.ATTENDEES,
    Seat.Category.SUPPORT: Group.SUPPORT,
}


@transaction.atomic
def fill_attendance(meeting, *, by):
    """Put the body's members of that day in the list, each in the group of their seat (S001-02)."""
    day = meeting.held_on or today()
    last = meeting.attendance.count()
    is_chaired = meeting.attendance.filter(is_chair=True).exists()
    members = members_not_listed(meeting)
    for position, member in enumerate(members, start=last + 1):
        row = row_for(meeting, member.person, day, GROUP_OF_SEAT[member.seat.category], member=member)
        row.position = position
        row.is_chair = member.office == Membership.Office.CHAIR and not is_chaired
        keep(row, by=by)
    return members


def members_not_listed(meeting):
    """Members on the day of the meeting, their deputies aside, each person once, who are not in its list."""
    members = _members(meeting.body_id, meeting.held_on or today())
    members = members.exclude(office=Membership.Office.SUBSTITUTE)
    listed = meeting.attendance.exclude(person=None).values("person")
    found = {}
    for member in members.exclude(person__in=listed):
        found.setdefault(member.person_id, member)
    return list(found.values())


@transaction.atomic
def add_members(meeting, *, by):
    """Those who took a seat after the meeting was called."""
    meeting = hold(meeting, by=by)
    members = fill_attendance(meeting, by=by)
    if not members:
        raise MoveRefused("Every member of that day is in the list already.")
    note(meeting, "add members", by=by, changes={"names": [str(member.person) for member in members]})
    return members


def _members(body, day):
    members = Membership.objects.on(day).filter(DatedQuerySet.holding(day, "seat__"), seat__body=body)
    return members.select_related("seat", "person", "agency").order_by("seat__position", "pk")


def row_for(meeting, person, day, group, *, member=None):
    """A person as they were on the day: rank and agency are printed, and stay as printed (S001-03, S001-25)."""
    post = _post_on(person, day, member and member.agency_id)
    agency = member.agency if member and member.agency_id else (post and post.agency)
    return Attendance(
        meeting=meeting,
        person=person,
        agency=agency,
        seat=member.seat if member else None,
        group=group,
        printed_name=" ".join(part for part in (post.rank if post else "", str(person)) if part),
        printed_agency=post.printed_agency if post and post.agency == agency else str(agency or ""),
        is_voting=bool(member and member.seat.is_voting),
    )


def _post_on(person, day, agency=None):
    posts = Post.objects.on(day).filter(person=person).select_related("agency", "unit__parent")
    return posts.filter(agency=agency).first() or posts.first() if agency else posts.first()


@transaction.atomic
def add_attendee(
    meeting, *, by, group, person=None, printed_name="", printed_agency="", agency=None, **marks
):
    """Add somebody who is no member, or whose name alone is known."""
    meeting = hold(meeting, by=by)
    if person:
        row = row_for(meeting, person, meeting.held_on or today(), group, member=_seat_of(meeting, person))
    else:
        row = Attendance(meeting=meeting, group=group, agency=agency, printed_name=printed_name)
    row.printed_agency = printed_agency or row.printed_agency or str(agency or "")
    for name, value in marks.items():
        setattr(row, name, value)
    if not row.printed_name.strip():
        raise MoveRefused("Choose a person, or type a name.")
    if person and meeting.attendance.filter(person=person).exists():
        raise MoveRefused(f"{person} is already on the list.")
    row.position = meeting.attendance.count() + 1
    keep(row, by=by)
    note(meeting, "add attendee", by=by, changes={"name": row.printed_name, "group": str(group)})
    return row


def _seat_of(meeting, person):
    return _members(meeting.body_id, meeting.held_on or today()).filter(person=person).first()


@transaction.atomic
def set_group(row, group, *, by, substitute=None):
    """Move somebody between present and apologies; a deputy may be named for a core member (S001-26)."""
    meeting = hold(row.meeting, by=by)
    row = as_seen(row, None)
    before, row.group = row.group, group
    if group == Group.APOLOGIES:
        row.is_chair = False
    keep(row, by=by)
    if group == Group.APOLOGIES:
        set_aside_as_away(row, by=by)
    note(meeting, "set attendance", by=by, changes={row.printed_name: [before, str(group)]})
    if substitute:
        add_attendee(
            meeting, by=by, group=Group.CORE, person=substitute, agency=row.agency,
            substitute_for=row.printed_name, is_voting=row.is_voting,
        )  # fmt: skip
    return row


@transaction.atomic
def set_chair(meeting, row, *, by):
    """One person chaired; marking another takes the mark from the first."""
    meeting = hold(meeting, by=by)
    row = as_seen(row, None)
    if row.group == Group.APOLOGIES:
        raise MoveRefused(f"{row} sent apologies and cannot have chaired. Mark somebody who was present.")
    for former in meeting.attendance.filter(is_chair=True).exclude(pk=row.pk):
        former.is_chair = False
        keep(former, by=by)
    row.is_chair = True
    keep(row, by=by)
    note(meeting, "set chair", by=by, changes={"chair": row.printed_name})


@transaction.atomic
def match_attendee(row, person, *, by):
    """Say which person a printed name is (S001-42). What was printed stays."""
    meeting = hold(row.meeting, by=by)
    row = as_seen(row, None)
    if meeting.attendance.filter(person=person).exclude(pk=row.pk).exists():
        raise MoveRefused(f"{person} is already on the list, under another name.")
    row.person = person
    row.agency = row.agency or getattr(_post_on(person, meeting.held_on or today()), "agency", None)
    keep(row, by=by, reason="Matched to a person")
    note(meeting, "match attendee", by=by, changes={row.printed_name: str(person)})
    return row


@transaction.atomic
def remove_attendee(row, *, by):
    meeting = hold(row.meeting, by=by)
    if row.positions.exists():
        raise MoveRefused(
            f"{row} is recorded as having stood for or against a decision, so they stay in the list. If they were not "
            "there, move them to the apologies: their vote then no longer counts."
        )
    note(meeting, "remove attendee", by=by, changes={"name": row.printed_name, "group": row.group})
    drop(row, by=by)
