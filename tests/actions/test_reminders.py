"""Owners are reminded seven days before, on the day, and weekly while it is late; once, whatever happens (S001-84)."""

import datetime as dt

import pytest
import time_machine

from actions.lifecycle import Action as Act
from actions.models import Action
from actions.reminders import remind_owners, reminder
from actions.services import change_action, complete_action, reassign_owner
from notices.models import Notice
from notices.services import announce_move
from records.models import Record
from tests.actions import scenes
from tests.meetings.scenes import drafted

pytestmark = pytest.mark.django_db
DUE = scenes.DUE_ON  # a Monday
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-8, ("", None)),
        (-7, ("due-soon", -7)),
        (-5, ("due-soon", -7)),  # the portal was away for two days
        (-3, ("", None)),
        (-1, ("", None)),
        (0, ("due", 0)),
        (3, ("due", 0)),
        (4, ("", None)),
        (7, ("late", 7)),
        (10, ("late", 7)),
        (13, ("", None)),
        (14, ("late", 14)),
        (364, ("late", 364)),
    ],
)
def test_which_reminder_falls_on_which_day(days, expected):
    trigger, offset = expected
    day = None if offset is None else DUE + offset * DAY
    assert reminder(DUE, DUE + days * DAY) == (trigger, day)


def test_none_falls_before_there_was_an_action():
    assert reminder(DUE, DUE - 5 * DAY, since=DUE - 6 * DAY) == ("", None)


@pytest.fixture
def on(settings):
    def day(value):
        settings.PORTAL_TODAY = value.isoformat()
        return value

    return day


def heard(action):
    notices = Notice.objects.filter(record=action.pk).order_by("pk")
    return [(notice.recipient.person.given_name, notice.trigger, notice.about_on) for notice in notices]


@pytest.fixture
def action(county, on):
    on(dt.date(2026, 10, 14))
    return scenes.issued(county)


def test_each_owner_hears_once_a_trigger_and_day_however_often_the_job_runs(action, on):
    for days in range(-8, 9):
        for _ in range(3):
            remind_owners(on(DUE + days * DAY))
    expected = [
        (who, f"action-{trigger}", DUE + days * DAY)
        for trigger, days in (("due-soon", -7), ("due", 0), ("late", 7))
        for who in ("Police", "Attendee")
    ]
    assert sorted(heard(action)) == sorted(expected)


def test_it_carries_a_link_and_no_content(action, on):
    remind_owners(on(DUE))
    notice = Notice.objects.first()
    assert notice.path == f"/actions/{action.reference}/"
    assert notice.subject == f"{action.reference} is due on 30 November 2026"
    assert "Draft" not in notice.subject + notice.line


def test_of_a_restricted_action_only_its_reference_is_said(action, on):
    Record.objects.filter(pk=action.pk).update(marking=Record.Marking.SENSITIVE)
    remind_owners(on(DUE))
    assert Notice.objects.first().subject == f"Something in {action.reference} waits for you"


@pytest.mark.parametrize("status", ["proposed", "done", "cancelled"])
def test_only_open_actions_are_spoken_of(action, on, status):
    Action.objects.filter(pk=action.pk).update(status=status, done_on="2026-11-01")
    assert remind_owners(on(DUE)) == 0


def test_an_action_without_a_day_is_not(action, on):
    scenes.dated(action, None)
    assert remind_owners(on(DUE)) == 0


def test_nobody_hears_who_may_not_open_it_or_has_left(county, action, on):
    county.attendee.is_active = False
    county.attendee.save()
    Record.objects.filter(pk=action.pk).update(audience=Record.Audience.NAMED)
    remind_owners(on(DUE))
    assert heard(action) == []


def test_whoever_takes_over_is_reminded_instead(county, action, on):
    reassign_owner(
        action, county.police_lead.person, county.health_lead.person, by=county.officer, reason="Left"
    )
    remind_owners(on(DUE))
    assert {who for who, trigger, _ in heard(action) if trigger == "action-due"} == {"Health", "Attendee"}
    assert ("Health", "action-owner", dt.date(2026, 10, 14)) in heard(action)


@time_machine.travel(dt.datetime(2026, 11, 28, 10, 0, tzinfo=dt.UTC))
def test_on_a_saturday_it_is_written_and_e_mailed_on_monday(action, on):
    scenes.dated(action, dt.date(2026, 11, 28))
    remind_owners(on(dt.date(2026, 11, 28)))
    notice = Notice.objects.first()
    assert notice.about_on == dt.date(2026, 11, 28)
    assert notice.send_after == dt.datetime(2026, 11, 30, 8, 0, tzinfo=dt.UTC)


def test_the_job_names_itself_as_the_timetable_calls_it(action, on, settings):
    from actions.tasks import remind_owners as task

    on(DUE)
    task()
    assert task.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert Notice.objects.count() == 2


def test_owners_hear_that_it_is_issued_and_the_one_who_did_it_does_not(county, action):
    announce_move(action, Act.ISSUE, by=county.police_lead)
    assert heard(action) == [("Attendee", "move-issue", dt.date(2026, 10, 14))]
    notice = Notice.objects.get()
    assert (notice.subject, notice.line) == (
        f"{action.reference}: an action for you",
        "You are an owner of this action.",
    )


def test_who_becomes_an_owner_later_hears_of_it(county, action):
    people = (county.police_lead, county.attendee, county.health_lead, county.officer)
    owners = [(user.person, None, "") for user in people]
    change_action(action, wording="Anew.", due_on=DUE, owners=owners, by=county.officer)
    assert heard(action) == [("Health", "action-owner", dt.date(2026, 10, 14))]


def test_an_owner_hears_that_it_is_done(county, action):
    complete_action(action, by=county.police_lead, update="It is done.")
    announce_move(action, Act.COMPLETE, by=county.police_lead)
    assert heard(action) == [("Attendee", "move-complete", dt.date(2026, 10, 14))]


def test_an_action_added_after_the_minutes_went_round_is_issued_by_their_approval(county):
    from meetings.services.minutes import add_action

    scene = drafted(county).circulate(county)
    late = add_action(
        scene.exempt, by=county.officer, wording="Ask the bidder.", due_on=DUE,
        owners=[(county.partner.person, None, "")],
    )  # fmt: skip
    scene.approve(county)
    late.refresh_from_db()
    assert late.status == late.Status.OPEN
    assert Record.objects.visible_to(county.partner).filter(pk=late.pk).exists()
