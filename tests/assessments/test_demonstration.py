"""What the demonstration shows of assessments came as anybody's data comes: loaded by somebody, and labelled."""

import pytest

from assessments.blockers import assessment_blockers
from assessments.harming import offence_weights_of, weights_of
from assessments.lifecycle.assessments import Action
from assessments.models import AreaCount, Assessment, Edition, Load, WeightSet
from assessments.places import places_of
from assessments.reports.crime import crime_of, held_months
from assessments.reports.harm import harm_of
from assessments.reports.ordering import order_of
from assessments.reports.overview import overview_of
from audit.clock import today
from design.plots.maps import OUTSIDE
from evidence import months
from home.demonstration.assessments import make_assessments
from home.demonstration.county import make_county
from home.demonstration.crime import make_crime
from home.demonstration.indicators import make_indicators
from partnership.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demonstration(keep):
    def build():
        county = make_county(today())
        for make in (make_crime, make_indicators, make_assessments):
            make(county, today())
        return county

    return keep(build)


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


def test_the_draft_shows_every_state_that_a_section_and_a_request_may_have(demonstration):
    agreed, draft = Assessment.objects.order_by("year")
    officer = demonstration.user("officer")
    lines = {line.section.title: line for line in overview_of(draft, officer).lines}
    states = [line.state for line in lines.values()]
    assert {"Ready", "Being written", "Not written"} <= set(states)
    assert states.count("Ready") > states.count("Being written") > 2
    assert {line.state for line in overview_of(agreed, officer).lines if line.section.is_required} == {
        "Agreed"
    }
    asked = overview_of(draft, officer).asks
    assert {ask.is_late(today()) for ask in asked} == {True, False}
    assert {ask.status for ask in asked} == {"asked", "received"}
    assert any("has not answered" in words for words in assessment_blockers(draft, Action.AGREE))


def test_no_crime_of_the_demonstration_lies_outside_the_outline(demonstration):
    area = Area.objects.get(name="Northshire")
    last = max(held_months())
    found = places_of(area, months.rolling(last))
    assert {name for name, drawn in found.figures.items() if OUTSIDE in drawn.notes} == set()
    assert found.figures["map"].rows[0][1].startswith("On or near ")
