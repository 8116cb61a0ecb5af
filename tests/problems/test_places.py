"""Similar problems, and the map."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from problems import services
from problems.boxes import read_box
from problems.models import EmergingIssue, Location, Postcode, Problem
from problems.reports.places import map_of
from problems.reports.similar import (
    Likeness,
    Match,
    compare,
    hours_overlap,
    metres_between,
    of_issue,
    of_problem,
    similar_to,
)
from records.writing import keep
from tests.factories import issues, problems

pytestmark = pytest.mark.django_db
NIGHT = (dt.time(22), dt.time(2))


def like(**fields):
    return Likeness(record=EmergingIssue(), **fields)


@pytest.mark.parametrize(
    ("one", "other", "score", "because"),
    [
        ({"beat": 1, "days": {4}}, {"beat": 1, "days": {4}}, 3, "same beat and same days"),
        ({"beat": 1, "section": 9}, {"beat": 2, "section": 9}, 1, "same section"),
        ({}, {"shares_postcode": True}, 3, "same postcode"),
        ({"points": ((50.72, -1.88),)}, {"points": ((50.7209, -1.88),)}, 3, "100 metres away"),
        ({"points": ((50.72, -1.88),)}, {"points": ((50.723, -1.88),)}, 0, ""),
        ({"kinds": {"asb"}, "days": {4, 5}}, {"kinds": {"asb", "fear"}, "days": {5}}, 2,
         "same kind and some of the same days"),
        ({"hours": NIGHT}, {"hours": (dt.time(1), dt.time(3))}, 1, "same hours"),
        ({"hours": NIGHT}, {"hours": (dt.time(2), dt.time(5))}, 0, ""),
        ({"hours": None}, {"hours": NIGHT}, 0, ""),
    ],
)  # fmt: skip
def test_what_two_have_in_common_is_scored_and_said(one, other, score, because):
    sets = ("kinds", "days")
    one, other = ({k: frozenset(v) if k in sets else v for k, v in each.items()} for each in (one, other))
    match = compare(like(**one), like(**other))
    assert (match.score, match.because) == (score, because)


def test_likeness_is_said_in_words():
    assert [Match(None, score).how_alike for score in (3, 4, 5, 9)] == [
        "Alike", "Alike", "Very alike", "Very alike",
    ]  # fmt: skip


def test_hours_run_past_midnight():
    assert hours_overlap(NIGHT, (dt.time(23), dt.time(23, 30)))
    assert hours_overlap(NIGHT, (dt.time(21), dt.time(1)))
    assert not hours_overlap((dt.time(9), dt.time(17)), NIGHT)


def test_metres_are_those_of_the_ground():
    assert metres_between((50.72, -1.88), (50.73, -1.88)) == pytest.approx(1113, abs=2)
    assert metres_between((50.72, -1.88), (50.72, -1.87)) == pytest.approx(705, abs=3)


def test_only_what_the_reader_may_know_of_is_similar(county):
    issue, other = issues.logged(county), issues.logged(county, title="The same yard")
    problem = problems.scanned(county, kinds=["asb"], days=[4, 5])
    assert {match.record for match in similar_to(of_issue(issue), county.officer)} == {other, problem}
    assert similar_to(of_issue(issue), county.health_lead) == []


def test_a_postcode_in_common_is_enough(county):
    """Between an issue and a record, and the other way round."""
    issue = issues.logged(county, beat=None, section=None)
    problem = problems.opened(county, title="Elsewhere")
    keep(Postcode(problem=problem, code="NR1 3JU"), by=county.partner)
    for mine, other in ((of_issue(issue), problem), (of_problem(problem), issue)):
        assert [(match.record, match.because) for match in similar_to(mine, county.officer)] == [
            (other, "same postcode")
        ]


def test_what_has_no_place_is_like_nothing(county):
    issue = issues.logged(county, beat=None, section=None, postcode="", latitude=None, longitude=None)
    issues.logged(county, title="Another")
    problems.scanned(county, kinds=["asb"])
    assert similar_to(of_issue(issue), county.officer) == []


def test_an_issue_that_became_a_problem_is_not_listed_beside_it(county):
    issue, other = issues.taken(county), issues.logged(county, title="The same yard")
    problem = services.raise_problem(issue, by=county.officer)
    assert [match.record for match in similar_to(of_issue(other), county.officer)] == [problem]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_similar_ones_costs_the_same_at_any_length(
    county, sign_in, rows, django_assert_num_queries
):
    problem = problems.scanned(county, kinds=["asb"], days=[1])
    for number in range(rows):
        problems.scanned(county, title=f"Like it {number}", kinds=["asb"], days=[1])
        issues.logged(county, title=f"Issue {number}", days=[1])
    client = sign_in(county.officer)
    page = reverse("problems:similar", args=[problem.reference])
    client.get(page)
    with django_assert_num_queries(8):
        text = client.get(page).content.decode()
    assert text.count("Same beat") == rows * 2


def placed(county, number, latitude, longitude):
    problem = problems.opened(county, title=f"Problem {number}")
    place = Location(
        problem=problem, text=f"Place {number}", latitude=Decimal(latitude), longitude=Decimal(longitude)
    )
    keep(place, by=county.partner)
    return problem


def test_places_with_several_come_first(county):
    """S002-93"""
    for number, point in enumerate([("50.70", "-1.90"), ("50.80", "-1.70"), ("50.8001", "-1.7001")]):
        placed(county, number, *point)
    found = map_of(Problem.objects.all(), EmergingIssue.objects.none())
    assert [(place.count, place.name) for place in found.places] == [(2, "Place 1"), (1, "Place 0")]
    assert found.total == 3
    assert found.places[0].y < found.places[1].y  # north is up
    assert found.places[0].x > found.places[1].x


def test_a_problem_with_two_points_close_together_is_one(county):
    problem = placed(county, 0, "50.70", "-1.90")
    keep(Location(problem=problem, text="Next door", latitude=Decimal("50.70001"), longitude=Decimal("-1.90")),
         by=county.partner)  # fmt: skip
    found = map_of(Problem.objects.all(), EmergingIssue.objects.none())
    assert [place.count for place in found.places] == [1]


def test_every_problem_of_a_place_is_reached_from_the_map(county, sign_in):
    made = [placed(county, number, "50.70", "-1.90") for number in range(7)]
    page = sign_in(county.officer).get(reverse("problems:map")).content.decode()
    assert "and 2 more" in page
    assert all(problem.get_absolute_url() in page for problem in made)


def test_a_place_with_many_is_zoomed_in_on_and_told_as_a_list(county, sign_in):
    """Without a script: each way on the map is an address, and so is the list of what stands there."""
    for number in range(12):
        placed(county, number, f"50.70{number:02}", "-1.90")
    far = placed(county, 90, "51.70", "-2.90")
    whole = map_of(Problem.objects.all(), EmergingIssue.objects.none())
    place = whole.places[0]
    assert (place.count, place.called, place.is_named_whole) == (12, "Around Place 0", False)
    client, box = sign_in(county.officer), str(place.box)
    page = client.get(reverse("problems:map")).content.decode()
    assert f'href="?box={box}#part"' in page
    assert f'href="{reverse("problems:list")}?box={box}"' in page
    part = map_of(Problem.objects.all(), EmergingIssue.objects.none(), place.box)
    assert part.total == 12
    assert len(part.places) > 1
    page = client.get(reverse("problems:map") + f"?kind=asb&box={box}").content.decode()
    assert f'name="box" value="{box}"' in page  # which a filter keeps
    page = client.get(reverse("problems:map") + f"?box={box}").content.decode()
    for way in ("Zoom out", "North", "South", "West", "East", "Whole map", "Part of the map"):
        assert way in page
    page = client.get(reverse("problems:list") + f"?box={box}").content.decode()
    assert page.count('<a class="govuk-link" href="/problems/CSP-PSP-') == 12
    assert far.reference not in page


def test_what_lies_in_one_point_is_listed_where_no_zooming_in_tells_it_apart(county, sign_in):
    for number in range(12):
        placed(county, number, "50.70", "-1.90")
    page = sign_in(county.officer).get(reverse("problems:map")).content.decode()
    assert 'href="#place-1"' in page
    assert "Zoom in<" not in page
    assert "All as a list" in page


@pytest.mark.parametrize(
    "box",
    ["", "x", "1,2,3", "51,-2,50,-1", "nan,0,1,1", "0,0,inf,1", "-91,0,1,1", "1,2,3,4,5", "1e400,0,1,1"],
)
def test_a_part_of_the_map_that_makes_no_sense_is_the_whole(county, sign_in, box):
    placed(county, 0, "50.70", "-1.90")
    page = sign_in(county.officer).get(reverse("problems:map"), {"box": box}).content.decode()
    assert "Place 0" in page
    assert "Whole map" not in page


def test_where_nothing_is_one_finds_back(county, sign_in):
    placed(county, 0, "50.70", "-1.90")
    page = sign_in(county.officer).get(reverse("problems:map") + "?box=10,10,11,11").content.decode()
    assert "No problem in this part of the map" in page
    assert "Zoom out" in page
    assert str(read_box("-90,-180,90,180")) == str(dict(read_box("-90,-180,90,180").ways())["Zoom out"])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_map_costs_the_same_at_any_length(county, sign_in, rows, django_assert_num_queries):
    for number in range(rows):
        placed(county, number, f"50.7{number}", "-1.9")
        issues.logged(county, title=f"Issue {number}")
    client = sign_in(county.officer)
    client.get(reverse("problems:map"))
    with django_assert_num_queries(6):
        page = client.get(reverse("problems:map")).content.decode()
    assert "Place 0" in page
    assert "svg" in page


def test_the_map_is_empty_for_whoever_may_know_of_nothing(county, sign_in):
    placed(county, 0, "50.70", "-1.90")
    assert (
        "has a point on the map" in sign_in(county.health_lead).get(reverse("problems:map")).content.decode()
    )
