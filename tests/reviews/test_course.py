"""The course of a review, drawn against its clocks, with the same in words."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.clock import today
from design.filters import date
from reviews.reports.course import course_of
from reviews.services import clocks, deciding
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def put_off(county, coordinator):
    """Under consideration, put off once; an inquest goes on."""
    review = make.scoped(county, coordinator)
    until = review.decision_due_on + dt.timedelta(30)
    review = clocks.put_off(
        review, "decision", by=coordinator, due_until=until, agreed_by_words="Chair", agreed_on=today(), reason="Trial",
    )  # fmt: skip
    deciding.add_hold(review, by=coordinator, what="Inquest", started_on=today(), ended_on=None, note="")
    return review


def test_it_tells_of_stages_of_what_waits_and_of_both_days_of_a_clock(put_off):
    course = course_of(put_off)
    said = dict(course.rows)
    assert said["Referral received"] == [date(today()), date(today())]
    assert said["Under consideration"] == [date(today()), "Still"]
    assert said["Waits: Inquest"] == [date(today()), "Still"]
    assert said["Decision: due at first"][0] == date(put_off.decision_target_on)
    assert said["Decision: due"][0] == date(put_off.decision_due_on)
    assert course.summary == f"At “Under consideration” since {date(today())}. Decision: due."


def test_a_clock_that_nobody_set_is_not_drawn(county, coordinator):
    review = make.decided(county, coordinator, "none")
    assert not [words for words, _ in course_of(review).rows if words.startswith("Overview report")]


def test_its_page_draws_it(put_off, coordinator, sign_in):
    page = sign_in(coordinator).get(reverse("reviews:course", args=[put_off.reference])).content.decode()
    assert "could not be drawn" not in page
    assert "Waits: Inquest</text>" in page
    assert "agreed by Chair on" in page
