import pytest
from django.utils import timezone

from audit.clock import today
from home.demonstration.chronology import make_chronology
from home.demonstration.county import make_county
from home.demonstration.ledger import make_ledger
from home.demonstration.reviews import make_reviews
from reviews.models import ActionLine, DeathReport, Lesson, PressStatement, ReportComment, Review
from reviews.reports import registers, themes
from reviews.services.checking import why_it_may_not_leave

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_reviews_at_every_stage_that_only_those_named_see():
    county = make_county(today())
    make_reviews(county, today())
    make_chronology(county, today())
    seen = {key: Review.objects.visible_to(county.user(key)).count() for key in county.users}
    seen = {key: n for key, n in seen.items() if n}
    assert seen == {"reviews": 7, "chair": 4, "independent": 5, "refuge": 5}
    stages = {review.title: (review.status, review.publication) for review in Review.objects.all()}
    assert stages == {
        "Larch": ("scoping", ""), "Alder": ("no-review", ""), "Rowan": ("gathering", ""), "Juniper": ("drafting", ""),
        "Elder": ("submitted", ""), "Hazel": ("submitted", "publish"), "Maple": ("closed", "withhold"),
    }  # fmt: skip
    press = PressStatement.objects.open_to(county.user("press"))
    assert "If the press asks this month" in [found.title for found in press]
    review = Review.objects.get(title="Rowan")
    assert {entry.agency.name for entry in review.entries.merged().select_related("agency")} == {
        county.agencies[key].name for key in ("police", "health", "council", "housing", "refuge")
    }
    assert {row.status for row in review.management_reviews.all()} == {"accepted", "queried", "asked"}
    for row in Review.objects.exclude(title="Larch"):
        moved = [timezone.localdate(version.history_date) for version in row.history.order_by("history_id")]
        assert moved == sorted(moved)
        assert moved[0] == row.referred_on
        assert row.status_since < today()
    hazel = Review.objects.get(title="Hazel")
    assert hazel.status_since == hazel.submitted_on
    _is_consulted_on_and_checked(Review.objects.get(title="Juniper"))


def _is_consulted_on_and_checked(draft):
    report = draft.reports.get(kind="overview")
    said = ReportComment.objects.filter(section__report=report)
    assert {row.of_family for row in said} == {True, False}
    [check] = draft.checks.all()
    assert (check.state, check.finds.count()) == ("done", 2)
    assert len(list(why_it_may_not_leave(draft, report=report))) == 1


def test_the_demonstration_shows_what_recurs_and_what_nobody_answers():
    county = make_county(today())
    make_reviews(county, today())
    make_ledger(county, today())
    recurring = [theme.name for theme in themes.themes_for(county.user("reviews")) if theme.reviews >= 3]
    assert sorted(recurring) == ["Routine enquiry", "Sharing records"]
    assert ActionLine.objects.filter(status="silent").count() == 1
    assert [
        one.title for one in registers.without_review(county.user("reviews")) if not one.learning.all()
    ] == ["Yew"]
    assert Lesson.objects.visible_to(county.user("member")).exists()
    assert DeathReport.objects.visible_to(county.user("reviews")).count() == 1
