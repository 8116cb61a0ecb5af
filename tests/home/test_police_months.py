"""A problem's incidents by month, taken from the police data that assessments hold."""

import datetime as dt

import pytest
from django.urls import reverse

from assessments.categories import Category
from assessments.models import AreaCount, Edition, Load
from audit.clock import now
from evidence import months
from partnership.models import Area
from problems import services
from problems.models import MonthlyCount, Problem
from records.services import version_of
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
APRIL = months.parse("2026-04")
Place = MonthlyCount.Place


def held(area, values, category=Category.DAMAGE):
    AreaCount.objects.bulk_create(
        AreaCount(area=area, month=APRIL + at, category=category, count=value)
        for at, value in enumerate(values)
    )


@pytest.fixture
def loaded(county):
    """Three months of two areas, and what the form asks of them."""
    load = Load.objects.create(started_at=now())
    Edition.objects.bulk_create(
        Edition(load=load, kind="street", force="F", month=APRIL + at, file="f", rows=1, loaded_at=now())
        for at in range(3)
    )
    here, there = (Area.objects.create(name=name, kind=Area.Kind.DISTRICT) for name in ("Quay", "Moor"))
    held(here, (4, 0, 7))
    held(here, (10, 10, 10), Category.ASB)
    held(there, (5, 6, 5))
    return here, there


def counts_of(problem):
    return {(row.place, row.month_from.month): row.count for row in problem.counts.all()}


def address(problem):
    return reverse("home:police_months", args=[problem.reference])


def said(problem, here, **more):
    return {
        "area": here.pk, "kinds": [Category.DAMAGE.value], "first": APRIL, "last": APRIL + 2,
        "version": version_of(problem), **more,
    }  # fmt: skip


def test_months_are_taken_of_the_area_and_of_one_to_compare(county, sign_in, loaded):
    here, there = loaded
    problem, client = make.assessed(county), sign_in(county.partner)
    services.set_counts(problem, {(Place.BUFFER, dt.date(2026, 4, 1)): 3}, by=county.partner)
    problem.refresh_from_db()
    page = client.get(reverse("problems:assessment", args=[problem.reference])).content.decode()
    assert address(problem) in page
    assert "Criminal damage and arson" in client.get(address(problem)).content.decode()
    answer = client.post(address(problem), said(problem, here, compared=there.pk))
    assert answer.status_code == 302
    assert counts_of(problem) == {
        ("target", 4): 4, ("target", 5): 0, ("target", 6): 7,
        ("comparison", 4): 5, ("comparison", 5): 6, ("comparison", 6): 5,
        ("buffer", 4): 3,  # typed, and not chosen here
    }  # fmt: skip
    problem = Problem.objects.get(pk=problem.pk)
    both = said(problem, here, kinds=[Category.DAMAGE.value, Category.ASB.value], last=APRIL)
    assert client.post(address(problem), both).status_code == 302
    assert counts_of(problem)["target", 4] == 14
    assert ("target", 6) not in counts_of(problem)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"area": ""}, "Choose the area where the problem is"),
        ({"kinds": []}, "Tick at least one kind"),
        ({"kinds": ["99"]}, "There is a problem"),
        ({"first": str(APRIL + 2), "last": str(APRIL)}, "The last month is before the first"),
        ({"first": "-1"}, "There is a problem"),
        ({"compared": "same"}, "One area is chosen twice"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(county, sign_in, loaded, changes, words):
    here, _ = loaded
    problem = make.assessed(county)
    if changes.get("compared"):
        changes = {"compared": here.pk}
    answer = sign_in(county.partner).post(address(problem), said(problem, here, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not problem.counts.exists()


def test_an_area_without_these_months_is_refused_by_name(county, sign_in, loaded):
    here, there = loaded
    AreaCount.objects.filter(area=there, month__gt=APRIL).delete()
    problem = make.assessed(county)
    answer = sign_in(county.partner).post(
        address(problem), said(problem, here, first=APRIL + 1, compared=there.pk)
    )
    assert answer.status_code == 422
    assert "No police data of these months is loaded of Moor." in answer.content.decode()
    assert not problem.counts.exists()


def test_nothing_is_loaded_yet(county, sign_in):
    page = sign_in(county.partner).get(address(make.assessed(county))).content.decode()
    assert "Wait until police data is loaded" in page


def test_two_people_take_and_type_months(county, sign_in, loaded):
    here, _ = loaded
    problem = make.assessed(county)
    mine = said(problem, here)
    services.set_counts(problem, {(Place.TARGET, dt.date(2026, 4, 1)): 9}, by=county.officer)
    answer = sign_in(county.partner).post(address(problem), mine)
    assert answer.status_code == 409
    assert counts_of(problem) == {("target", 4): 9}


@pytest.mark.parametrize(
    ("persona", "status"), [("partner", 200), ("officer", 200), ("chair", 403), ("health_lead", 404)]
)
def test_who_takes_them(county, sign_in, loaded, persona, status):
    assert sign_in(getattr(county, persona)).get(address(make.assessed(county))).status_code == status


def test_a_record_that_is_read_only_says_why(county, sign_in, loaded):
    answer = sign_in(county.partner).get(address(make.sent(county)))
    assert answer.status_code == 403
    assert "commander" in answer.content.decode()
