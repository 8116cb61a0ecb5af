"""The order of what is recommended follows from the scores, or the page says who was moved and why."""

import pytest
from django.urls import reverse

from assessments.reports.ordering import BY_HAND, UNLIKE, order_of
from assessments.services import recommending
from tests.factories import assessing
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(county):
    """Anti-social behaviour, scored 8, stands before theft, scored 60; fraud has no score."""
    one = make.assessment(county)
    assessing.matrix(county)
    for title in ("Theft", "Fraud"):
        recommending.propose(one, {"title": title, "is_strategic": True}, by=county.officer)
    assessing.issue(county, one, "anti-social behaviour", (2, 2, 2, 2))
    assessing.issue(county, one, "Theft", (4, 4, 3, 5))
    return one


def said(found):
    order = order_of(found)
    return [order.said[row.pk] for row in found.recommended.all()]


def test_what_stands_above_a_higher_score_without_a_reason_is_named(found):
    assert order_of(found).words.startswith("The order follows the scores: a priority has the highest score")
    assert said(found) == [
        "Score 8.00. It stands above Theft, whose score is higher; why is not said yet.",
        "Score 60.00.",
        "It has no score.",
    ]


def test_what_somebody_moved_says_from_where_and_why(county, found, client):
    row = found.recommended.first()
    client.force_login(county.officer)
    address = reverse("assessments:recommended", args=[found.reference, row.pk])
    reason = "What residents put first."
    assert client.post(address, {"position": "1", "why": "", "moved_because": reason}).status_code == 302
    words = "Score 8.00. Its score puts it at place 2; it was moved to place 1: What residents put first."
    assert said(found)[:2] == [words, "Score 60.00."]
    assert words in client.get(reverse("assessments:assessment_priorities", args=[found.reference])).text


def test_in_the_order_of_the_scores_nothing_more_is_said(county, found):
    for place, title in enumerate(("Theft", "Anti-social behaviour", "Fraud"), start=1):
        row = found.recommended.get(priority__title=title)
        recommending.change_recommended(row, by=county.officer, position=place, why="")
    assert said(found) == ["Score 60.00.", "Score 8.00.", "It has no score."]


def test_without_scores_or_with_unlike_ones_the_order_was_set_by_hand(county, found):
    plain = make.assessment(county, title="Other", year=2027)
    assert order_of(plain).words == BY_HAND
    assessing.matrix(county)
    assessing.issue(county, found, "Fraud", (1, 1, 1, 1))
    assert order_of(found).words == UNLIKE
    assert set(said(found)) == {""}
