"""What still stands in the way of a meeting's next move: sentences that say how to mend it, all at once."""

from meetings.lifecycle import Action
from meetings.models import Attendance, Condition, Paragraph, ParagraphAction
from partnership.models import Body


def blockers(meeting, action):
    return [sentence for check in CHECKS.get(action, ()) for sentence in check(meeting)]


def has_paragraphs(meeting):
    if not Paragraph.objects.filter(item__meeting=meeting).exists():
        yield "Write or import the minutes: they have no paragraphs yet."


def has_attendance(meeting):
    groups = set(Attendance.objects.filter(meeting=meeting).values_list("group", flat=True))
    if not groups - {Attendance.Group.APOLOGIES}:
        yield "Record who was present."


def has_date(meeting):
    """S001-29: it may be missing until now."""
    if meeting.held_on is None:
        yield "Enter the date of the meeting."


def has_chair(meeting):
    if not Attendance.objects.filter(meeting=meeting, is_chair=True).exists():
        yield "Mark who chaired the meeting in the attendance list."


def actions_have_owners(meeting):
    for number, action in _actions(meeting):
        if not action.owners.all():
            yield f"{_where(number)}: name at least one owner."


def actions_are_complete(meeting):
    """S001-85: wording and a due date before approval; one lead among several owners."""
    for number, action in _actions(meeting):
        if action.status == action.Status.CANCELLED:
            continue
        if action.wording_is_proposed or not action.wording.strip():
            yield f"{_where(number)}: confirm or rewrite its wording."
        if action.due_on is None:
            yield f"{_where(number)}: enter the date by which it is due."


def conditions_have_owners(meeting):
    """S001-140: each condition is somebody's to discharge, or another body's."""
    unowned = Condition.objects.filter(
        resolution__item__meeting=meeting, owner=None, body=None, discharged_on=None
    ).select_related("resolution__item")
    for condition in unowned:
        resolution = condition.resolution
        yield (
            f"Item {resolution.item.number} resolution {resolution.position}: "
            f"name who will discharge the condition “{str(condition)[:60]}”."
        )


def next_meeting_has_agreed(meeting):
    """A body may want its next meeting's resolution before the chair signs (a setting of the body)."""
    waits = meeting.body and meeting.body.minutes_approval == Body.Approval.RESOLUTION
    if waits and not meeting.confirmed_by.exists():
        yield (
            f"{meeting.body} agrees its minutes at the next meeting. Record that meeting's resolution "
            "approving these minutes first."
        )


def signature_stands(meeting):
    signoff = meeting.signoffs.filter(act="approve").first()
    if signoff is None or hasattr(signoff, "withdrawal"):
        yield "The chair's signature was withdrawn. The minutes have to be approved again first."


def no_correction_waits(meeting):
    if waiting := meeting.corrections_waiting().count():
        yield f"Decide the {waiting} proposed correction{'s' if waiting > 1 else ''} first."


def _actions(meeting):
    lines = ParagraphAction.objects.filter(paragraph__item__meeting=meeting)
    lines = lines.select_related("action", "paragraph").prefetch_related("action__owners")
    return [(line.paragraph.number, line.action) for line in lines.order_by("paragraph__item__number", "pk")]


def _where(number):
    return f"Action after {number}"


CHECKS = {
    Action.CIRCULATE: (has_paragraphs, has_attendance, actions_have_owners),
    Action.APPROVE: (
        has_date,
        has_paragraphs,
        has_attendance,
        has_chair,
        actions_have_owners,
        actions_are_complete,
        conditions_have_owners,
        next_meeting_has_agreed,
    ),
    Action.PUBLISH: (signature_stands, no_correction_waits),
}
