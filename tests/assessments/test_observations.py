"""Figures that are entered: what is taken, and what becomes of the earlier ones."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.comparing import comparisons
from assessments.models import Observation
from assessments.observed import Figure
from assessments.reports.indicator import earlier_of
from assessments.series import series_of
from assessments.services.observing import observe
from evidence import months
from records.lifecycle import MoveRefused
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
APRIL = months.of(2002, 4)


def enter(indicator, by, first=APRIL, last=None, **said):
    return observe(indicator, Figure(first, first if last is None else last, **said), by=by)


def test_a_later_figure_replaces_and_both_stay(county):
    one = make.indicator(county)
    assert enter(one, county.officer, value=D(41)) == "new"
    assert enter(one, county.officer, value=D(41)) == "same"
    assert enter(one, county.officer, value=D(43), state="revised") == "replaced"
    [period] = earlier_of(one)
    assert [(row.is_current, words) for row, words in period.rows] == [(True, "43"), (False, "41")]
    assert period.rows[1][0].replaced_by == county.officer
    assert series_of(one)[None].latest.value == 43


def test_a_full_year_replaces_a_part_year(county, client):
    """S002-27, S002-118"""
    one = make.indicator(county, step="year")
    enter(one, county.officer, APRIL, APRIL + 10, value=D(100))
    assert series_of(one)[None].latest.window.label == "April 2002 to February 2003 (part year, 11 months)"
    assert enter(one, county.officer, APRIL, APRIL + 11, value=D(112)) == "replaced"
    assert [point.value for point in series_of(one)[None].points] == [112]
    assert Observation.objects.count() == 2
    with pytest.raises(MoveRefused, match="Enter a figure for the whole of it"):
        enter(one, county.officer, APRIL, APRIL + 10, value=D(100))
    client.force_login(county.police_lead)
    page = client.get(f"{one.get_absolute_url()}earlier/").content.decode()
    assert "part year, 11 months" in page
    assert "replaced" in page


def test_not_collected_is_not_nought(county, client):
    """S002-23"""
    one = make.indicator(county)
    for at in range(24):
        state = {"state": "not-collected"} if at == 3 else {"value": D(30)}
        enter(one, county.officer, APRIL + at, **state)
    client.force_login(county.officer)
    page = client.get(one.get_absolute_url()).content.decode()
    assert "Not collected" in page
    found = comparisons(one, series_of(one)[None])
    assert any("Not collected: July 2002" in row.words for row in found)


def test_a_direction_without_figures(county):
    """S001-96"""
    one = make.indicator(county)
    enter(one, county.officer, went="down")
    [found] = comparisons(one, series_of(one)[None])
    assert found.words == "April 2001: fell (no figures given)"


def test_a_percentage_is_worked_out_from_its_counts(county):
    one = make.indicator(county, measures="percent")
    enter(one, county.officer, numerator=1, denominator=3, value=D(99))
    assert Observation.objects.get().value == D("33.333")
    enter(one, county.officer, APRIL + 12, numerator=3, denominator=4)
    [found] = comparisons(one, series_of(one)[None])
    assert "rose from 33.3% (1 of 3) to 75.0% (3 of 4), +41.7 percentage points" in found.words


REFUSED = [
    ({}, {}, "Enter a figure, or a direction"),
    ({}, {"value": D(-1)}, "not below nought"),
    ({}, {"value": D("1.5")}, "whole number"),
    ({}, {"value": D(10**10)}, "too large"),
    ({}, {"value": D(1), "went": "up"}, "only where there is no figure"),
    ({}, {"value": D(1), "state": "not-collected"}, "leave figure and direction empty"),
    ({}, {"value": D(1), "last": APRIL + 1}, "no such period"),
    ({}, {"value": D(1), "last": APRIL - 1}, "cannot end before it begins"),
    ({}, {"value": D(1), "first": months.of(2099, 1)}, "still to come"),
    ({"measures": "percent"}, {"value": D(101)}, "between 0 and 100"),
    ({"measures": "percent"}, {"numerator": 5}, "Enter both numbers"),
    ({"measures": "percent"}, {"numerator": 5, "denominator": 0}, "Out of nought"),
    ({"measures": "percent"}, {"numerator": 5, "denominator": 4}, "is not possible"),
    ({"step": "quarter"}, {"value": D(1), "first": APRIL + 1, "last": APRIL + 3}, "no quarter"),
    ({"made_from": "police"}, {"value": D(1)}, "Load the data anew"),
    ({"status": "archived"}, {"value": D(1)}, "Keep it again first"),
]


@pytest.mark.parametrize(("kind", "said", "reason"), REFUSED)
def test_what_is_not_taken(county, kind, said, reason):
    one = make.indicator(county, **kind)
    with pytest.raises(MoveRefused, match=reason):
        enter(one, county.officer, **said)
    assert not Observation.objects.exists()


def test_another_area_is_not_taken(county):
    with pytest.raises(MoveRefused, match="is not an area of this indicator"):
        enter(make.indicator(county), county.officer, value=D(1), area=make.district())


@pytest.mark.parametrize(
    ("persona", "may"),
    [("officer", True), ("health_lead", True), ("police_lead", False), ("outsider", False)],
)
def test_whoever_supplies_it_enters_it(county, persona, may):
    """S003-23"""
    one = make.indicator(county, supplied_by=county.health)
    if may:
        assert enter(one, getattr(county, persona), value=D(1)) == "new"
        return
    with pytest.raises(PermissionDenied):
        enter(one, getattr(county, persona), value=D(1))


def test_the_form(county, client):
    one = make.indicator(county)
    client.force_login(county.officer)
    address = reverse("assessments:observe", args=[one.reference])
    bad = client.post(address, {"first": "13/2026", "value": "twelve", "state": "final"})
    assert bad.status_code == 422
    assert "“twelve” is not a number." in bad.content.decode()
    late = client.post(address, {"first": "March 2199", "value": "1", "state": "final"})
    assert late.status_code == 422
    assert client.post(address, {"first": "Apr 2002", "value": "1,204", "state": "final"}).status_code == 302
    assert Observation.objects.get().value == 1204
