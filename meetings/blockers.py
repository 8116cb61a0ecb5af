"""What still stands in the way of a meeting's next move: sentences that say how to mend it, all at once."""

from django.db.models import Exists, OuterRef, Q

from actions.lifecycle import Status as ActionStatus
from actions.models import Owner
from audit.clock import today
from design.filters import date, joined, plural
from meetings.lifecycle import FROZEN, Action
from meetings.models import Attendance, Condition, Meeting, Paragraph, ParagraphAction
from partnership.models import Body
from records.prepared import prepared


def blockers(meeting, action):
    checks = CHECKS.get(action, ())
    facts = (meeting.facts or facts_of(meeting)) if FACTS & set(checks) else {}
    return [sentence for check in checks for sentence in check(meeting, facts)]


def facts_of(meeting):
    """What there is and what is lacking, in one query; only what is lacking is then looked for by name."""
    return dict(zip(NAMES, next(iter(_ask(meeting=meeting.pk))), strict=True))


NAMES = ("paragraphs", "present", "chair", "unowned_actions", "incomplete_actions", "unowned_conditions")


@prepared
def _ask(meeting):
    lines, attendance = _lines(meeting), Attendance.objects.filter(meeting=meeting)
    return Meeting.objects.filter(pk=meeting).values_list(
        Exists(Paragraph.objects.filter(item__meeting=meeting)),
        Exists(attendance.exclude(group=Attendance.Group.APOLOGIES)),
        Exists(attendance.filter(is_chair=True)),
        Exists(lines.filter(UNOWNED)),
        Exists(lines.filter(INCOMPLETE)),
        Exists(_unowned_conditions(meeting)),
    )


def facts_in(minutes):
    """The same, of minutes read as those read them who run the meeting."""
    actions = minutes.actions
    conditions = [condition for _, line in minutes.resolutions for condition in line.open_conditions]
    found = (
        bool(minutes.lines),
        minutes.attendance.present > 0,
        minutes.attendance.chair is not None,
        not all(action.has_owner for action in actions),
        any(action.is_incomplete for action in actions),
        not all(condition.owner for condition in conditions),
    )
    return dict(zip(NAMES, found, strict=True))


def has_paragraphs(meeting, facts):
    if not facts["paragraphs"]:
        yield "Write or import the minutes: they have no paragraphs yet."


def has_attendance(meeting, facts):
    if not facts["present"]:
        yield "Record who was present."


def has_date(meeting, facts):
    """S001-29: it may be missing until now."""
    if meeting.held_on is None:
        yield "Enter the date of the meeting."


def has_been_held(meeting, facts):
    """Inferred: what is circulated and signed is what was said."""
    if meeting.held_on and meeting.held_on > today():
        yield f"The meeting is still to come, on {date(meeting.held_on)}. Correct its date, or wait until it was held."


def has_chair(meeting, facts):
    if not facts["chair"]:
        yield "Mark who chaired the meeting in the attendance list."


def actions_have_owners(meeting, facts):
    if facts["unowned_actions"]:
        for number, _ in _actions(meeting, UNOWNED):
            yield f"{_where(number)}: name at least one owner."


def actions_are_complete(meeting, facts):
    """S001-85: wording and a due date before approval; one lead among several owners."""
    if not facts["incomplete_actions"]:
        return
    for number, action in _actions(meeting, INCOMPLETE):
        if action.wording_is_proposed or not action.wording.strip():
            yield f"{_where(number)}: confirm or rewrite its wording."
        if action.due_on is None:
            yield f"{_where(number)}: enter the date by which it is due."


def conditions_have_owners(meeting, facts):
    """S001-140: each condition is somebody's to discharge, or another body's."""
    if not facts["unowned_conditions"]:
        return
    for condition in _unowned_conditions(meeting.pk).select_related("resolution__item"):
        resolution = condition.resolution
        yield (
            f"Item {resolution.item.number} resolution {resolution.position}: "
            f"name who will discharge the condition “{str(condition)[:60]}”."
        )


def next_meeting_has_agreed(meeting, facts):
    """A body may want its next meeting's resolution before the chair signs (a setting of the body)."""
    waits = meeting.body and meeting.body.minutes_approval == Body.Approval.RESOLUTION
    if waits and not meeting.confirmed_by.exists():
        yield (
            f"{meeting.body} agrees its minutes at the next meeting. Record that meeting's resolution "
            "approving these minutes first."
        )


def signature_stands(meeting, facts):
    if not has_signature(meeting):
        yield (
            "The chair's signature was withdrawn. Return the minutes to the officer, "
            "circulate them and have them approved again first."
        )


def signature_is_gone(meeting, facts):
    """Approved minutes go back to the officer only once the chair has taken their name away."""
    if meeting.status in FROZEN and has_signature(meeting):
        yield "The minutes are signed. Propose a correction, or have the chair withdraw their signature first."


def has_signature(meeting):
    if hasattr(meeting, "signoff"):  # a page of the meeting has read it already
        return meeting.signoff is not None and meeting.signoff["withdrawn"] is None
    signoff = meeting.signoffs.filter(act="approve").select_related("withdrawal").first()
    return signoff is not None and not hasattr(signoff, "withdrawal")


def no_correction_waits(meeting, facts):
    has_corrections = getattr(meeting, "has_corrections", True)  # a page of the meeting knows
    if has_corrections and (waiting := meeting.corrections_waiting().count()):
        yield f"{plural(waiting, 'proposed correction')} must be decided by the chair first."


def members_are_answered(meeting, facts):
    if not getattr(meeting, "has_asked", True):  # a page of the meeting knows
        return
    waiting = meeting.asked_corrections.filter(answered_at=None).select_related("paragraph")
    if places := [asked.place for asked in waiting]:
        yield f"Members asked for corrections: {joined(places)}. Whoever writes the minutes answers each of them first."


def _lines(meeting):
    return ParagraphAction.objects.filter(paragraph__item__meeting=meeting)


def _unowned_conditions(meeting):
    return Condition.objects.filter(
        resolution__item__meeting=meeting, owner=None, body=None, discharged_on=None
    )


def _actions(meeting, lacking):
    lines = _lines(meeting.pk).filter(lacking).select_related("action", "paragraph")
    return [(line.paragraph.number, line.action) for line in lines.order_by("paragraph__item__number", "pk")]


def _where(number):
    return f"Action after {number}"


UNOWNED = ~Exists(Owner.objects.filter(action=OuterRef("action")))
INCOMPLETE = ~Q(action__status=ActionStatus.CANCELLED) & (
    Q(action__wording_is_proposed=True) | Q(action__wording__regex=r"^\s*$") | Q(action__due_on=None)
)
CHECKS = {
    Action.CIRCULATE: (has_been_held, has_paragraphs, has_attendance, actions_have_owners),
    Action.APPROVE: (
        has_date,
        has_been_held,
        has_paragraphs,
        has_attendance,
        has_chair,
        actions_have_owners,
        actions_are_complete,
        conditions_have_owners,
        next_meeting_has_agreed,
        members_are_answered,
    ),
    Action.RETURN: (signature_is_gone,),
    Action.PUBLISH: (signature_stands, no_correction_waits),
}
FACTS = {
    has_paragraphs,
    has_attendance,
    has_chair,
    actions_have_owners,
    actions_are_complete,
    conditions_have_owners,
}
