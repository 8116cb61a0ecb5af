"""Reviews: reminders that are said once (S002-161)."""

import datetime as dt

import pytest

from notices.models import Notice
from problems import services
from problems.lifecycle import Action
from problems.reminders import remind_reviews
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def waiting(county):
    return make.decided(county, Action.HOLD, review_in=6, review_unit="weeks")


def said(problem):
    rows = Notice.objects.filter(record=problem.pk, trigger__startswith="review-").order_by("about_on")
    return [(row.trigger, row.recipient.email, row.about_on) for row in rows]


def test_the_officer_is_reminded_a_week_before_and_on_the_day_once(county, waiting):
    due = waiting.review_on
    for days in (-8, -7, -7, -6, 0, 0, 1, 7):
        remind_reviews(due + days * DAY)
    assert said(waiting) == [
        ("review-due-soon", "partner@example.org", due - 7 * DAY),
        ("review-due", "partner@example.org", due),
    ]
    notice = Notice.objects.filter(trigger="review-due").get()
    assert waiting.title not in notice.subject + notice.line
    assert notice.path == waiting.get_absolute_url()


def test_a_reminder_missed_by_an_outage_is_said_late_but_not_very_late(county, waiting):
    remind_reviews(waiting.review_on + 3 * DAY)
    assert [trigger for trigger, *_ in said(waiting)] == ["review-due"]
    Notice.objects.all().delete()
    remind_reviews(waiting.review_on + 4 * DAY)
    assert not said(waiting)


def test_a_review_that_was_taken_up_is_not_reminded_of(county, waiting):
    services.step(waiting, Action.RESUME, by=county.partner, reason="It has begun again")
    remind_reviews(waiting.review_on)
    assert not said(waiting)
