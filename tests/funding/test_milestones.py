"""Milestones of a project beside its returns: due, reached, late; said again, and shown at home."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from audit.models import Event
from design.filters import date
from funding.reminders import remind
from funding.services import milestones
from home.reports.cases import cases_waiting
from notices.models import Notice
from records.lifecycle import MoveRefused
from tests.factories import funding as make
from tests.funding.test_delivery import agreed

pytestmark = pytest.mark.django_db


def days(number):
    return today() + dt.timedelta(days=number)


def stone(county, bid, name="A worker is appointed", due=5):
    return milestones.set_milestone(bid, name, days(due), by=county.officer)


@pytest.mark.parametrize(("due", "reached", "state", "late"), [
    (0, None, "due", 0), (-1, None, "late", 0), (-3, 0, "reached", 3), (3, 0, "reached", 0),
])  # fmt: skip
def test_it_is_due_late_or_reached(county, due, reached, state, late):
    row = stone(county, agreed(county), due=due)
    if reached is not None:
        row = milestones.reach_milestone(row, by=county.attendee, reached_on=days(reached))
    assert (row.state_on(today()), row.days_late) == (state, late)


def test_all_that_stands_in_the_way_is_said(county):
    bid = agreed(county)
    row = stone(county, bid)
    with pytest.raises(MoveRefused, match="is a milestone already"):
        stone(county, bid, "a worker is appointed")
    with pytest.raises(MoveRefused, match="Say why the day is moved"):
        milestones.set_milestone(bid, row.name, days(9), by=county.officer, milestone=row)
    row = milestones.set_milestone(bid, row.name, days(9), by=county.officer, milestone=row, reason="Illness")
    with pytest.raises(MoveRefused, match="still to come"):
        milestones.reach_milestone(row, by=county.attendee, reached_on=days(1))
    milestones.reach_milestone(row, by=county.attendee, reached_on=today(), note="Began on Monday")
    with pytest.raises(MoveRefused, match=r"reached already\. Nothing was changed"):
        milestones.reach_milestone(row, by=county.attendee, reached_on=today())
    with pytest.raises(MoveRefused, match="so it stays as it is"):
        milestones.set_milestone(bid, "Another name", days(9), by=county.officer, milestone=row)
    with pytest.raises(MoveRefused, match="Say why it is taken out"):
        milestones.remove_milestone(row, by=county.officer, reason=" ")
    milestones.remove_milestone(row, by=county.officer, reason="Recorded by mistake")
    assert not bid.milestones.exists()


def test_none_is_set_before_the_award(county):
    with pytest.raises(MoveRefused, match="between the award and the evaluation"):
        stone(county, make.submitted(county))


def test_who_sets_it_and_who_reaches_it(county):
    bid = agreed(county)
    row = stone(county, bid)
    for user in (county.attendee, county.chair, county.partner):
        with pytest.raises(PermissionDenied):
            milestones.set_milestone(bid, "Mine", days(1), by=user)
        with pytest.raises(PermissionDenied):
            milestones.remove_milestone(row, by=user, reason="No")
    with pytest.raises(PermissionDenied):
        milestones.reach_milestone(row, by=county.partner, reached_on=today())
    assert milestones.reach_milestone(row, by=county.officer, reached_on=today()).reached_on


def test_applicants_are_reminded_until_it_is_reached(county):
    bid = agreed(county)
    bid.instalments.update(due_on=dt.date(2999, 1, 1))
    row = stone(county, bid, due=7)
    Notice.objects.all().delete()
    for on in (0, 0, 7, 14):
        remind(days(on))
    said = list(Notice.objects.order_by("pk").values_list("trigger", "recipient__email"))
    assert said == [
        (f"milestone-{row.pk}-{when}", "attendee@example.org") for when in ("due-soon", "due", "late")
    ]
    milestones.reach_milestone(row, by=county.attendee, reached_on=today())
    remind(days(21))
    assert Notice.objects.count() == len(said)


def waits(user, day):
    return [(one.page, one.is_late) for one in cases_waiting(user, day)]


def test_it_is_on_the_home_page_while_it_is_due(county, sign_in):
    row = stone(county, agreed(county), due=8)
    assert waits(county.attendee, today()) == []
    assert waits(county.attendee, days(1)) == [("funding:delivery", False)]
    assert waits(county.attendee, days(9)) == waits(county.officer, days(9)) == [("funding:delivery", True)]
    assert waits(county.officer, days(8)) == waits(county.health_lead, days(9)) == []
    milestones.set_milestone(row.bid, row.name, today(), by=county.officer, milestone=row, reason="Sooner")
    client = sign_in(county.attendee)
    assert f"milestone due {today():%-d %b}" in client.get("/").content.decode()
    assert f"Reach: {row}" in client.get(reverse("funding:mine")).content.decode()
    milestones.reach_milestone(row, by=county.attendee, reached_on=today())
    assert waits(county.attendee, days(9)) == []


def test_by_the_pages(county, sign_in):
    bid = agreed(county)
    at, client = [bid.reference], sign_in(county.officer)
    said = {"name": "A worker is appointed", "due_on": f"{days(-2):%-d %B %Y}"}
    assert client.post(reverse("funding:milestone_add", args=at), said).status_code == 302
    row = bid.milestones.get()
    page = client.get(reverse("funding:delivery", args=at)).content.decode()
    assert "A worker is appointed" in page
    assert "Late" in page
    change = reverse("funding:milestone_change", args=[*at, row.pk])
    assert client.post(change, said | {"due_on": f"{days(3):%-d %B %Y}"}).status_code == 422
    assert client.post(change, said | {"name": "A worker begins"}).status_code == 302
    client = sign_in(county.attendee)
    assert client.get(change).status_code == 403
    reach = reverse("funding:milestone_reach", args=[*at, row.pk])
    assert (
        "Record that it is reached: A worker begins"
        in client.get(reverse("funding:delivery", args=at)).content.decode()
    )
    assert client.post(reach, {"reached_on": f"{today():%-d %B %Y}", "note": "On Monday"}).status_code == 302
    assert "2 days late" in client.get(reverse("funding:delivery", args=at)).content.decode()
    remove = reverse("funding:milestone_remove", args=[*at, row.pk])
    assert client.get(remove).status_code == 403
    assert sign_in(county.outsider).get(remove).status_code == 404
    assert sign_in(county.officer).post(remove, {"reason": "By mistake"}).status_code == 302
    assert not bid.milestones.exists()


def test_two_who_move_a_milestone_see_both_days(county, sign_in):
    bid = agreed(county)
    row, client = stone(county, bid), sign_in(county.officer)
    address = reverse("funding:milestone_change", args=[bid.reference, row.pk])
    version = client.get(address).content.decode().split('name="version" value="')[1].split('"')[0]
    milestones.set_milestone(bid, row.name, days(9), by=county.officer, milestone=row, reason="Illness")
    said = {"name": row.name, "due_on": f"{days(20):%-d %-m %Y}", "reason": "No room", "version": version}
    answer = client.post(address, said)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "“A worker is appointed” was changed while you were writing" in page
    row.refresh_from_db()
    assert row.due_on == days(9)
    newest = page.split('name="version" value="')[1].split('"')[0]
    assert client.post(address, said | {"version": newest}).status_code == 302
    row.refresh_from_db()
    assert row.due_on == days(20)


def test_the_log_says_which_milestone_was_moved_from_which_day_to_which(county, sign_in):
    bid = agreed(county)
    row = stone(county, bid)
    said = {"by": county.officer, "milestone": row, "reason": "Illness"}
    milestones.set_milestone(bid, "A youth worker is appointed", days(9), **said)
    event = Event.objects.filter(subject=bid.reference, verb="change milestone").get()
    assert event.changes["due"] == [str(days(5)), str(days(9))]
    words = (
        f"“A worker is appointed” was named “A youth worker is appointed” and moved from {date(days(5))} to "
        f"{date(days(9))}. Illness"
    )
    assert event.reason == words
    page = sign_in(county.attendee).get(reverse("records:events", args=[bid.reference])).content.decode()
    assert words in page


def test_no_milestone_lies_before_its_project(county):
    bid = agreed(county)
    began = f"The project began on {date(bid.starts_on)}. Choose that day or a later one."
    with pytest.raises(MoveRefused, match=began):
        stone(county, bid, due=-31)
    row = stone(county, bid)
    with pytest.raises(MoveRefused, match=began):
        milestones.set_milestone(bid, row.name, days(-31), by=county.officer, milestone=row, reason="Sooner")
    with pytest.raises(MoveRefused, match=rf"The money was awarded on {date(today())}\. Choose that day"):
        milestones.reach_milestone(row, by=county.attendee, reached_on=days(-1))


def test_a_project_that_starts_after_its_award_has_milestones_from_the_award_on(county):
    bid = agreed(county, starts_on=days(20), ends_on=days(90))
    with pytest.raises(MoveRefused, match="The money was awarded on"):
        stone(county, bid, due=-1)
    assert stone(county, bid, due=1).pk
