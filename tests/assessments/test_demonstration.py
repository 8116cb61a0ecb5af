"""What the demonstration shows of assessments came as anybody's data comes: loaded by somebody, and labelled."""

import pytest

from assessments.harming import offence_weights_of, weights_of
from assessments.models import AreaCount, Assessment, Edition, Load, WeightSet
from assessments.reports.crime import crime_of, held_months
from assessments.reports.harm import harm_of
from assessments.reports.ordering import order_of
from audit.clock import today
from home.demonstration.assessments import make_assessments
from home.demonstration.county import make_county
from home.demonstration.crime import make_crime
from home.demonstration.indicators import make_indicators
from partnership.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration():
    county = make_county(today())
    for make in (make_crime, make_indicators, make_assessments):
        make(county, today())
    return county


def test_the_demonstrations_counts_were_loaded_and_its_harm_is_labelled_as_invented(demonstration):
    assert {load.started_by.email for load in Load.objects.all()} == {"analyst@demo.example"}
    loaded = set(Edition.objects.filter(is_current=True, kind="street").values_list("month", flat=True))
    names = ("Northshire", "Eastshire", "Westshire")
    for area in Area.objects.filter(name__in=names):
        assert set(AreaCount.objects.filter(area=area).values_list("month", flat=True)) == loaded
    by_category, by_offence = WeightSet.objects.order_by("vintage")
    assert weights_of(by_category) is not None
    assert offence_weights_of(by_offence) is not None
    assert all("invented" in one.vintage for one in (by_category, by_offence))
    crime = crime_of(Area.objects.get(name="Northshire"), held_months())
    for weights in (by_category, by_offence):
        assert all(
            one.drawn.rows for one in harm_of(crime, list(Area.objects.filter(name__in=names)), weights).shown
        )
    for assessment in Assessment.objects.all():
        order = order_of(assessment)
        assert order.words.startswith("The order follows the scores")
        assert not [words for words in order.said.values() if "not said yet" in words]
