import pytest

from audit.clock import today
from home.demonstration.county import make_county
from home.demonstration.ledger import make_ledger
from home.demonstration.reviews import make_reviews
from reviews.models import ActionLine, DeathReport, Lesson, Review
from reviews.reports import registers, themes

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_two_reviews_that_only_those_named_see():
    county = make_county(today())
    make_reviews(county, today())
    seen = {key: Review.objects.visible_to(county.user(key)).count() for key in county.users}
    assert {key: n for key, n in seen.items() if n} == {"reviews": 2, "chair": 1}


def test_the_demonstration_shows_what_recurs_and_what_nobody_answers():
    county = make_county(today())
    make_reviews(county, today())
    make_ledger(county, today())
    recurring = [theme.name for theme in themes.themes_for(county.user("reviews")) if theme.reviews >= 3]
    assert sorted(recurring) == ["Routine enquiry", "Sharing records"]
    assert ActionLine.objects.filter(status="silent").count() == 1
    assert [
        one.title for one in registers.without_review(county.user("reviews")) if not one.learning.all()
    ] == ["Hazel"]
    assert Lesson.objects.visible_to(county.user("member")).exists()
    assert DeathReport.objects.visible_to(county.user("reviews")).count() == 1
