"""The list of meetings: undated ones first, then the newest; each once, however the pages are cut."""

import datetime as dt

from django.urls import reverse

from audit.models import Event
from meetings.reports.lists import page_of_meetings
from records.services import change_record
from tests.factories.meetings import scheduled


def test_pages_follow_one_another_without_gap_or_repeat(county):
    days = [
        None,
        None,
        dt.date(2026, 10, 14),
        dt.date(2026, 10, 14),
        dt.date(2026, 9, 1),
        dt.date(2025, 9, 1),
    ]
    called = [scheduled(county, held_on=day) for day in days]
    found, query = [], {}
    for _ in days:
        page = page_of_meetings(county.officer, query, size=2)
        found += page.meetings
        query = {"after": page.following}
        if not page.following:
            break
    expected = [called[place] for place in (1, 0, 3, 2, 4, 5)]
    assert [meeting.pk for meeting in found] == [meeting.pk for meeting in expected]


def test_the_list_is_downloaded_as_it_is_filtered_and_no_further_than_may_be_known(county, sign_in):
    meeting = scheduled(county, held_on=dt.date(2026, 10, 14))
    scheduled(county, held_on=dt.date(2025, 10, 14))
    page = reverse("meetings:list") + "?year=2026&export=csv"
    lines = sign_in(county.attendee).get(page).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert meeting.reference in lines[1]
    assert len(sign_in(county.outsider).get(page).content.decode("utf-8-sig").splitlines()) == 1


def test_of_a_meeting_marked_sensitive_the_download_is_noted(county, sign_in):
    """S004-39"""
    plain, marked = scheduled(county), scheduled(county)
    change_record(marked, {"marking": marked.Marking.SENSITIVE}, by=county.officer)
    sign_in(county.officer).get(reverse("meetings:list"), {"export": "csv"})
    noted = Event.objects.filter(verb="download", subject__in=[plain.reference, marked.reference])
    assert [event.subject for event in noted] == [marked.reference]
