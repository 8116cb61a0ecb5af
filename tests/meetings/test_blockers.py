"""What a page has read says the same of what is lacking as the query that is asked where nothing was read."""

import datetime as dt

import pytest

from audit.clock import today
from meetings.blockers import blockers, facts_in, facts_of
from meetings.models import Attendance, Meeting
from meetings.reports.minutes import read_minutes
from meetings.services import minutes, resolutions
from tests.factories import meetings as make


def lacking_nothing(county, meeting):
    meeting.attendance.exclude(group=Attendance.Group.APOLOGIES).update(is_chair=False)
    meeting.attendance.filter(person=county.chair.person).update(is_chair=True)


def an_owner(county, meeting):
    minutes.add_action(
        meeting.items.first().paragraphs.first(), by=county.officer, wording="Do it", owners=[]
    )


def a_due_day(county, meeting):
    owners = [(county.chair.person, None, "Chair")]
    line = meeting.items.first().paragraphs.first()
    minutes.add_action(line, by=county.officer, wording="Do it", owners=owners)


def somebody_for_a_condition(county, meeting):
    text = "Agreed, subject to funding."
    resolutions.add_resolution(meeting.items.last(), text, by=county.officer, conditions=["funding"])


def everything(county, meeting):
    meeting.attendance.all().delete()
    for item in meeting.items.all():
        item.paragraphs.exclude(action_lines__isnull=False).delete()
        item.resolutions.all().delete()


@pytest.mark.parametrize(
    "lacks",
    [lacking_nothing, an_owner, a_due_day, somebody_for_a_condition, everything],
    ids=lambda case: case.__name__,
)
def test_facts_are_the_same_from_the_page_and_from_the_query(county, lacks):
    meeting = make.drafted(county)
    lacks(county, meeting)
    asked = facts_of(Meeting.objects.get(pk=meeting.pk))
    assert facts_in(read_minutes(meeting, county.officer)) == asked


def test_minutes_that_are_not_begun_lack_all_that_there_can_be(county):
    meeting = make.scheduled(county)
    meeting.attendance.all().delete()
    assert (
        facts_in(read_minutes(meeting, county.officer))
        == facts_of(meeting)
        == {
            "paragraphs": False,
            "present": False,
            "chair": False,
            "unowned_actions": False,
            "incomplete_actions": False,
            "unowned_conditions": False,
        }
    )


def test_a_meeting_that_is_still_to_come_is_neither_circulated_nor_signed(county):
    meeting = make.drafted(county)
    Meeting.objects.filter(pk=meeting.pk).update(held_on=today() + dt.timedelta(1))
    meeting.refresh_from_db()
    for action in ("circulate", "approve"):
        assert any("still to come" in words for words in blockers(meeting, action))
