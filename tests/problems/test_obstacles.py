"""Obstacles on a problem record, with the measure taken against each (S002-75)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Event
from problems import services
from problems.models import Obstacle
from records.lifecycle import MoveRefused
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
BLOCKED = "The road is blocked on market days"


def test_an_obstacle_is_logged_and_answered_later(county):
    problem = make.opened(county)
    row = services.log_obstacle(problem, BLOCKED, by=county.partner)
    assert (row.noted_by, row.measure, row.measured_by) == (county.partner, "", None)
    row = services.answer_obstacle(row, "The patrol comes by the quay", by=county.officer)
    assert (row.measure, row.measured_by) == ("The patrol comes by the quay", county.officer)
    assert row.history.count() == 2
    verbs = Event.objects.filter(subject=problem.reference).values_list("verb", flat=True)
    assert {"log obstacle", "answer obstacle"} <= set(verbs)
    titles = [part["title"] for part in problem.history_of_parts(county.officer)]
    assert titles[:2] == ["Obstacle changed", "Obstacle added"]


def test_what_is_refused(county):
    problem = make.opened(county)
    row = services.log_obstacle(problem, BLOCKED, by=county.partner)
    with pytest.raises(MoveRefused, match="Write what stands in the way"):
        services.log_obstacle(problem, " ", by=county.partner)
    with pytest.raises(MoveRefused, match="logged already"):
        services.log_obstacle(problem, f" {BLOCKED} ", by=county.partner)
    with pytest.raises(MoveRefused, match="Write which measure"):
        services.answer_obstacle(row, " ", by=county.partner)
    assert Obstacle.objects.count() == 1


@pytest.mark.parametrize("persona", ["chair", "health_lead", "guest"])
def test_who_may_not_log_one(county, persona):
    with pytest.raises(PermissionDenied):
        services.log_obstacle(make.opened(county), BLOCKED, by=getattr(county, persona))


def test_the_pages(county, sign_in):
    problem, client = make.opened(county), sign_in(county.partner)
    response = reverse("problems:response", args=[problem.reference])
    add = reverse("problems:obstacle_add", args=[problem.reference])
    assert "None is logged." in client.get(response).text
    assert client.get(add).status_code == 200
    assert client.post(add, {"text": "", "measure": "Kept"}).status_code == 422
    assert client.post(add, {"text": BLOCKED}).status_code == 302
    shown = client.get(response).text
    assert BLOCKED in shown
    assert "No measure was taken yet." in shown
    answer = reverse("problems:obstacle_answer", args=[problem.reference, Obstacle.objects.get().pk])
    assert BLOCKED in client.get(answer).text
    assert client.post(answer, {"measure": "Come by the quay"}).status_code == 302
    assert "Measure taken: Come by the quay" in client.get(response).text
    other = make.opened(county, title="Another")
    elsewhere = reverse("problems:obstacle_answer", args=[other.reference, Obstacle.objects.get().pk])
    assert client.get(elsewhere).status_code == 404


@pytest.mark.parametrize(("persona", "status"), [("officer", 200), ("chair", 403), ("health_lead", 404)])
def test_who_opens_them(county, sign_in, persona, status):
    problem = make.opened(county)
    row = services.log_obstacle(problem, BLOCKED, by=county.partner)
    client = sign_in(getattr(county, persona))
    assert client.get(reverse("problems:obstacle_add", args=[problem.reference])).status_code == status
    assert (
        client.get(reverse("problems:obstacle_answer", args=[problem.reference, row.pk])).status_code
        == status
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(county, sign_in, rows, django_assert_max_num_queries):
    problem, client = make.opened(county), sign_in(county.partner)
    for number in range(rows):
        services.log_obstacle(problem, f"{BLOCKED} {number}", by=county.partner, measure="Done")
    page = reverse("problems:response", args=[problem.reference])
    client.get(page)
    with django_assert_max_num_queries(8):
        client.get(page)
