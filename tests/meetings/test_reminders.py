"""What of a meeting is said again: minutes that wait for the chair, conditions still open (E2); who hears of moves."""

import datetime as dt

import pytest

from meetings import reminders, tasks
from meetings.lifecycle import Action
from meetings.models import AgendaItem, Condition, Meeting
from meetings.services import moves
from meetings.services.resolutions import discharge_condition
from notices.models import Notice
from notices.services import announce_move
from records.models import Job
from tests.meetings import scenes

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
CIRCULATED = dt.date(2026, 10, 20)


@pytest.fixture
def on(settings):
    def day(value):
        settings.PORTAL_TODAY = value.isoformat()
        return value

    return day


@pytest.fixture
def scene(county, on):
    on(CIRCULATED)
    return scenes.drafted(county).circulate(county)


def heard(trigger=""):
    notices = Notice.objects.filter(trigger__startswith=trigger).select_related("recipient__person")
    found = [(notice.recipient.person.given_name, notice.trigger, notice.about_on) for notice in notices]
    return sorted(found, key=lambda each: (each[2], each[0]))


def test_circulating_asks_the_chair_once(scene):
    job = Job.objects.get(task="meetings.ask_chair")
    for _ in range(2):
        tasks.ask_chair(**job.arguments)
    assert heard() == [("Chair", "minutes-waiting", CIRCULATED)]
    notice = Notice.objects.get()
    assert notice.subject == f"{scene.meeting.reference}: minutes wait for your approval"
    assert notice.path == f"/meetings/{scene.meeting.reference}/minutes/"


def test_the_chair_is_asked_again_each_week_until_they_approve(county, scene, on):
    for days in range(1, 16):
        for _ in range(2):
            reminders.remind(on(CIRCULATED + days * DAY))
    assert [day for *_, day in heard("minutes-waiting")] == [CIRCULATED + 7 * DAY, CIRCULATED + 14 * DAY]
    scene.approve(county)
    reminders.remind(on(CIRCULATED + 21 * DAY))
    assert len(heard("minutes-waiting")) == 2


def test_minutes_returned_before_the_job_ran_ask_nobody(county, scene):
    moves.return_minutes(scene.meeting, by=county.chair, reason="Paragraph 3.1 is wrong.")
    reminders.ask_chair(Meeting.objects.get(pk=scene.meeting.pk))
    assert heard() == []


@pytest.fixture
def condition(county, scene):
    scene.approve(county)
    Condition.objects.filter(pk=scene.condition.pk).update(owner=county.police_lead.person)
    return scene.condition


def test_the_owner_of_a_condition_and_the_officer_hear_of_it(condition, on):
    for days in range(-9, 9):
        reminders.remind(on(condition.due_on + days * DAY))
    assert heard("condition") == [
        (who, f"condition-{trigger}", condition.due_on + days * DAY)
        for trigger, days in (("due-soon", -7), ("due", 0), ("late", 7))
        for who in ("Officer", "Police")
    ]
    notice = Notice.objects.earliest("pk")
    assert notice.subject.endswith("a condition is due on 20 November 2026")
    assert notice.path.endswith("/decisions/")
    assert "equality" not in notice.subject + notice.line


def test_a_condition_without_a_day_is_asked_after_each_week_from_the_meeting(condition, on):
    Condition.objects.filter(pk=condition.pk).update(due_on=None)
    for days in range(16):
        reminders.remind(on(scenes.HELD_ON + days * DAY))
    assert {day for *_, day in heard("condition")} == {scenes.HELD_ON + 7 * DAY, scenes.HELD_ON + 14 * DAY}


def test_of_a_restricted_item_only_the_officers_hear(condition, on):
    AgendaItem.objects.filter(resolutions__conditions=condition).update(is_restricted=True)
    reminders.remind(on(condition.due_on))
    assert [who for who, *_ in heard("condition")] == ["Officer"]


def test_a_condition_met_or_of_minutes_not_approved_is_not_spoken_of(county, condition, on):
    discharge_condition(condition, by=county.officer, note_of_discharge="The assessment changed nothing.")
    reminders.remind(on(condition.due_on))
    assert heard("condition") == []


@pytest.mark.parametrize(
    ("action", "by", "hearers"),
    [
        (Action.CIRCULATE, "officer", {"Police", "Health", "Attendee", "Support"}),
        (Action.RETURN, "chair", {"Officer", "Support"}),
        (Action.APPROVE, "chair", {"Officer", "Support"}),
        (Action.PUBLISH, "officer", {"Chair", "Police", "Health", "Attendee", "Support"}),
        (Action.CANCEL, "officer", {"Chair", "Police", "Health", "Attendee", "Support"}),
        (Action.START, "officer", set()),
    ],
)
def test_who_hears_of_a_move(county, scene, action, by, hearers):
    announce_move(scene.meeting, action, by=getattr(county, by))
    assert {who for who, *_ in heard("move")} == hearers


def test_the_timetable_calls_the_job_by_its_name(settings):
    assert tasks.remind.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
