import pytest

from audit.clock import today
from home.demonstration.chronology import make_chronology
from home.demonstration.county import make_county
from home.demonstration.reviews import make_reviews
from reviews.models import Review

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_two_reviews_that_only_those_named_see():
    county = make_county(today())
    make_reviews(county, today())
    make_chronology(county, today())
    seen = {key: Review.objects.visible_to(county.user(key)).count() for key in county.users}
    assert {key: n for key, n in seen.items() if n} == {"reviews": 2, "chair": 1}
    review = Review.objects.get(title="Larch")
    assert review.entries.merged().count() == 60
    assert {entry.agency.name for entry in review.entries.select_related("agency")} == {
        county.agencies[key].name for key in ("police", "health", "council", "housing")
    }
