"""The briefing on emerging issues that follows a tasking meeting at once (S002-56)."""

from django.db import transaction

from meetings.models import AgendaItem, Attendance, Meeting
from meetings.services.agenda import add_item
from meetings.services.attendance import add_attendee
from meetings.services.meetings import schedule_meeting
from notices.services import notify
from partnership.models import Partnership, Person, Role, User
from records.access import give
from records.lifecycle import MoveRefused, locked
from records.models import Record

NO_DAY = "The meeting has no date yet. Enter it, and then call the briefing that follows it."
OF_ITSELF = "This is a briefing itself. Call one after the meeting that it follows."
CALLED = "A briefing after this meeting is called already: {}. Nothing was changed."
INVITED = "Invited to the briefing"


@transaction.atomic
def call_briefing(meeting, *, by, **details):
    """Call it for the same day, and invite the community safety officers of each partnership and of the county.

    They see the briefing by name, whatever partnership they are of; of the meeting itself they see nothing more.
    """
    meeting = locked(meeting)
    if reasons := list(briefing_blockers(meeting)):
        raise MoveRefused(*reasons)
    details.setdefault("starts_at", meeting.ends_at)
    briefing = schedule_meeting(
        meeting.body,
        by=by,
        held_on=meeting.held_on,
        with_standing_items=False,
        briefing_after=meeting,
        **details,
    )
    add_item(briefing, by=by, title="Emerging issues", purpose=AgendaItem.Purpose.INFORMATION)
    for person in invited_to(meeting):
        add_attendee(briefing, by=by, group=Attendance.Group.ATTENDEES, person=person)
    _tell(briefing, by)
    return briefing


def briefing_blockers(meeting):
    if meeting.briefing_after_id is not None:
        yield OF_ITSELF
    elif meeting.held_on is None:
        yield NO_DAY
    called = meeting.briefings.exclude(status=Meeting.Status.CANCELLED).first()
    if called is not None:
        yield CALLED.format(called.reference)


def invited_to(meeting):
    """Community safety officers, on the day, of the partnerships under the same county group, and of that group."""
    county = meeting.partnership.parent_id or meeting.partnership_id
    groups = Partnership.objects.filter(parent=county) | Partnership.objects.filter(pk=county)
    roles = Role.objects.on(meeting.held_on).filter(kind=Role.Kind.COMMUNITY_SAFETY, partnership__in=groups)
    return Person.objects.filter(pk__in=roles.values("person")).order_by("family_name", "given_name", "pk")


def _tell(briefing, by):
    people = briefing.attendance.values("person")
    users = User.objects.filter(person__in=people, is_active=True).exclude(pk=by.pk)
    for user in users:
        if not Record.objects.visible_to(user).filter(pk=briefing.pk).exists():
            give(briefing, user, by=by, reason=INVITED)
    notify(
        users, briefing, "invited", subject=f"{briefing.reference}: you are invited to {briefing}",
        line="It follows the tasking meeting at once. Day, time and place are in the portal and in your calendar.",
    )  # fmt: skip
