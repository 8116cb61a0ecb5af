"""A year of meetings at every stage of life, up to one whose minutes wait for the chair."""

import datetime as dt

from django.test.utils import override_settings

from actions.services import complete_action
from meetings.models import Attendance, ParagraphAction
from meetings.services import agenda, attendance, corrections, meetings, minutes, moves, resolutions

SUBJECTS = [  # item, purpose, paragraphs, resolution or None, conditions, action or None
    (
        "Local priorities", "discussion",
        [
            "Calls about anti-social behaviour in the town centre fell in the quarter. Two hot evenings stand out.",
            "The co-ordinating groups asked for more detached youth work on Friday nights.",
            "A pilot of mobile cameras in two car parks was supported by members.",
        ],
        None, [], ("Bring a costed proposal for Friday-night youth work.", ["youth", "officer"]),
    ),
    (
        "Serious violence", "decision",
        [
            "The needs assessment is drafted. Health data for two towns are still missing.",
            "Members asked how the work with schools would be paid for after March.",
        ],
        "The draft needs assessment is agreed, subject to the health data to {month}.",
        ["the health data to {month}"], ("Send the admissions data to {month} to the analyst.", ["member"]),
    ),
    (
        "Rural crime", "noting",
        [
            "Thefts of machinery rose from a low base; marking days are planned in three villages.",
            "The farm watch has 140 members and wants a single contact in each agency.",
        ],
        "The report is noted.", [], ("Name a contact for the farm watch.", ["police", "fire"]),
    ),
    (
        "Domestic abuse", "noting",
        [
            "The refuge is full. Referrals from health have doubled since the training of last spring.",
            "Details of one family's case were given so that members could understand the delay.",
        ],
        None, [], None,
    ),
]  # fmt: skip
STRATEGIC_DAYS_AGO = (370, 280, 190, 100)


def make_meetings(county, today):
    for place, ago in enumerate(STRATEGIC_DAYS_AGO):
        meeting = _minuted(county, "strategic", _working_day(today, ago), SUBJECTS[place % 2 : place % 2 + 3])
        _approve(county, meeting, "chair", published=place < 3)
    _propose_correction(county, meeting)
    _waiting_for_the_chair(county, today)
    for ago in (130, 60):
        meeting = _minuted(county, "delivery", _working_day(today, ago), SUBJECTS[1:3])
        _approve(county, meeting, "police", published=False)
    _being_written(county, today)
    _called(county, today)


def _working_day(today, ago):
    day = today - dt.timedelta(days=ago)
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def _call(county, body, day, **details):
    with override_settings(PORTAL_TODAY=(day - dt.timedelta(days=21)).isoformat()):
        return meetings.schedule_meeting(
            county.bodies[body], by=county.user("officer"), held_on=day, starts_at=dt.time(10),
            venue="Council offices, room 2, and online", **details,
        )  # fmt: skip


def _minuted(county, body, day, subjects):
    """Called, held, written and circulated, with the clock of the portal set to each day."""
    meeting = _call(county, body, day)
    officer = county.user("officer")
    for title, purpose, *_ in subjects:
        agenda.add_item(meeting, by=officer, title=title, purpose=purpose, lead_printed="Council officer")
    with override_settings(PORTAL_TODAY=day.isoformat()):
        meeting = moves.start_minutes(meeting, by=officer)
        _take_attendance(county, meeting, officer)
        _write(county, meeting, subjects, officer)
    with override_settings(PORTAL_TODAY=(day + dt.timedelta(days=6)).isoformat()):
        return moves.circulate_minutes(meeting, by=officer)


def _take_attendance(county, meeting, officer):
    absent = meeting.attendance.filter(person=county.people["probation"]).first()
    if absent:
        attendance.set_group(absent, Attendance.Group.APOLOGIES, by=officer)
    if meeting.body == county.bodies["strategic"]:
        attendance.add_attendee(
            meeting, by=officer, group=Attendance.Group.ATTENDEES, person=county.people["refuge"]
        )


def _write(county, meeting, subjects, officer):
    first = meeting.items.get(standing="minutes")
    taken = minutes.add_paragraph(
        first, "The minutes of the last meeting were agreed as a correct record.", by=officer
    )
    if meeting.previous:
        _take_previous(meeting, first, taken, officer)
    for title, _purpose, paragraphs, resolved, conditions, action in subjects:
        item = meeting.items.get(title=title)
        for text in paragraphs:
            last = minutes.add_paragraph(item, text, by=officer)
        if title == "Domestic abuse":
            _withhold(last, officer)
        if resolved:
            _resolve(county, item, resolved, conditions, officer)
        if action:
            _agree(county, meeting, last, action, officer)


def _take_previous(meeting, first, taken, officer):
    resolutions.add_resolution(
        first, "The minutes of the last meeting are approved.", by=officer, verb="approved",
        approves_minutes_of=meeting.previous,
    )  # fmt: skip
    earlier = meeting.previous.items.exclude(pk=first.pk).filter(paragraphs__isnull=False).last()
    arising = minutes.add_paragraph(first, "The contacts have met, and report below.", by=officer)
    minutes.link_matter_arising(arising, earlier.paragraphs.last(), by=officer)


def _withhold(paragraph, officer):
    marks = {
        "publication": "exempt",
        "exempt_under": "2",
        "publication_reason": "It would reveal who the family is.",
    }
    minutes.change_paragraph(paragraph, marks, by=officer, version=paragraph.version)


def _resolve(county, item, text, conditions, officer):
    text, *conditions = (_of_month(said, item.meeting) for said in (text, *conditions))
    resolution = resolutions.add_resolution(item, text, by=officer, conditions=conditions, by_consensus=True)
    for condition in resolution.conditions.all():
        resolutions.change_condition(condition, {"owner": county.people["member"]}, by=officer)


def _of_month(said, meeting):
    """What is wanted again at each meeting is told apart in the lists of those who owe it."""
    last = meeting.held_on.replace(day=1) - dt.timedelta(days=1)
    return said.format(month=f"{last:%B %Y}")


def _agree(county, meeting, paragraph, action, officer):
    wording, owners = _of_month(action[0], meeting), action[1]
    people = [county.people[key] for key in owners]
    minutes.add_action(
        paragraph, by=officer, wording=wording, owners=[(person, None, str(person)) for person in people],
        due_on=meeting.held_on + dt.timedelta(days=75),
    )  # fmt: skip


def _approve(county, meeting, chair, *, published):
    with override_settings(PORTAL_TODAY=(meeting.held_on + dt.timedelta(days=12)).isoformat()):
        meeting = moves.approve_minutes(meeting, by=county.user(chair), digest_seen=moves.digest_now(meeting))
        if published:
            moves.publish_minutes(meeting, by=county.user("officer"))
            _do_actions(county, meeting)


def _do_actions(county, meeting):
    """What was agreed a while ago was done, with a word how."""
    for line in ParagraphAction.objects.filter(paragraph__item__meeting=meeting).select_related("action"):
        complete_action(
            line.action, by=county.user("officer"), update="Done, and reported to the delivery group."
        )


def _propose_correction(county, meeting):
    paragraph = meeting.items.exclude(standing="minutes").first().paragraphs.first()
    corrections.propose_correction(
        paragraph, f"{paragraph.text} The figures are to the end of the month.", by=county.user("officer"),
        reason="The period was left out.",
    )  # fmt: skip


def _waiting_for_the_chair(county, today):
    """The minutes of the last meeting: circulated, complete, and waiting for a signature."""
    _minuted(county, "strategic", _working_day(today, 12), SUBJECTS)


def _being_written(county, today):
    """The delivery group's last meeting: in draft, with a promise that nobody has made an action of."""
    officer = county.user("officer")
    meeting = _call(county, "delivery", _working_day(today, 4))
    agenda.add_item(meeting, by=officer, title="Night-time economy", purpose="discussion")
    meeting = moves.start_minutes(meeting, by=officer)
    item = meeting.items.get(title="Night-time economy")
    minutes.add_paragraph(item, "Licensees met the police in the week before.", by=officer)
    minutes.add_paragraph(
        item, "Housing will look into the lighting behind the station.", by=officer, promise="flagged"
    )


def _called(county, today):
    day = today + dt.timedelta(days=18)
    day += dt.timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
    meeting = _call(county, "strategic", day)
    officer = county.user("officer")
    for title, purpose in (("Community safety plan", "decision"), ("Serious violence", "noting")):
        agenda.add_item(meeting, by=officer, title=title, purpose=purpose, lead_printed="Council officer")
    item = agenda.add_item(meeting, by=officer, title="A restricted item", is_restricted=True)
    agenda.change_item(item, {}, by=officer, invited=[county.people["member"]])
