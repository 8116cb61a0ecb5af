"""Issues are weighed by the partnership's own matrix, in versions; nothing says that the scores are official."""

from decimal import Decimal as D
from types import SimpleNamespace as Row

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments import scoring
from assessments.forms.weighing import as_line, criterion_of
from assessments.models import Matrix, MatrixCriterion
from assessments.reports.scores import tables_of
from assessments.services import weighing
from design.charts import FONT, MARKERS
from design.text import width
from records.lifecycle import MoveRefused
from tests.factories import assessing
from tests.factories import assessments as make

PARTS = ("harm", "likelihood", "position")


def criteria(*parts):
    return [Row(pk=n, part=part, weight=D(weight)) for n, (part, weight) in enumerate(parts)]


def test_the_score_is_the_product_of_the_weighted_means():
    """Harm (2×5 + 1×2) ÷ 3 = 4; times likelihood 3; times position 2."""
    rows = criteria(("harm", 2), ("harm", 1), ("likelihood", 1), ("position", 1))
    found = scoring.score({0: 5, 1: 2, 2: 3, 3: 2}, rows)
    assert (found.words("harm"), found.total) == ("4", D("24.00"))


def test_a_part_without_criteria_is_left_out_and_the_formula_says_so():
    rows = criteria(("harm", 1), ("likelihood", 1))
    assert scoring.score({0: 4, 1: 5}, rows).total == D(20)
    assert scoring.formula(rows).startswith("Score = harm × likelihood. ")


def test_an_issue_without_all_its_points_has_no_score():
    found = scoring.score({0: 4}, criteria(("harm", 1), ("likelihood", 1)))
    assert (found.total, found.is_whole, found.words("likelihood")) == (None, False, "–")


def test_equal_scores_share_a_place():
    assert scoring.ranks([D(4), D(9), None, D(9), D(1)]) == [3, 1, None, 1, 4]


@given(
    st.lists(
        st.tuples(st.sampled_from(PARTS), st.integers(1, 9), st.integers(1, 5)), min_size=1, max_size=12
    ),
    st.integers(2, 5),
)
def test_weights_count_beside_each_other_and_not_by_their_size(rows, factor):
    points = {n: point for n, (*_, point) in enumerate(rows)}
    once = scoring.score(points, criteria(*(row[:2] for row in rows)))
    scaled = scoring.score(points, criteria(*((part, weight * factor) for part, weight, _ in rows)))
    assert once.total == scaled.total
    assert 1 <= once.total <= 125


@given(st.lists(st.none() | st.decimals(0, 125, places=2), max_size=12))
def test_a_higher_score_never_stands_lower(totals):
    placed = [
        (total, rank) for total, rank in zip(totals, scoring.ranks(totals), strict=True) if total is not None
    ]
    assert all((a > b) == (x < y) for a, x in placed for b, y in placed)


@pytest.mark.parametrize(
    "line", ["harm; 2; People; 1 none, 5 death", "likelihood; 1.5; Often", "position; 0; Means"]
)
def test_a_line_of_the_matrix_reads_back_as_it_was(line):
    part, weight, title, words = criterion_of(line)
    assert as_line(MatrixCriterion(part=part, weight=weight, title=title, help=words)) == line


@pytest.mark.parametrize(
    "line", ["harm", "anger; 1; People", "harm; much; People", "harm; -1; People", "harm; NaN; P"]
)
def test_a_line_that_cannot_be_read_says_what_it_needs(line):
    with pytest.raises(ValueError):
        criterion_of(line)


@pytest.mark.django_db
class TestMatrix:
    def test_a_new_version_leaves_what_was_scored(self, county):
        found = make.assessment(county)
        assessing.matrix(county)
        assessing.issue(county, found, "Theft", (5, 2, 3, 2))
        second = assessing.matrix(county)
        assert (second.version, Matrix.objects.get(is_current=True)) == (2, second)
        assessing.issue(county, found, "Fraud", (1, 1, 1, 1))
        tables = tables_of(found)
        assert [[line.issue.title for line in table.lines] for table in tables] == [["Theft"], ["Fraud"]]
        assert tables[0].rows[0] == ["1", "Theft", "4.00", "3.00", "2.00", "24.00", "Moderate"]

    def test_the_page_lists_each_criterion_once_however_many_issues_are_scored(self, county, client):
        found = make.assessment(county)
        assessing.matrix(county)
        for title in ("Theft", "Fraud", "Fires"):
            assessing.issue(county, found, title, (5, 2, 3, 2))
        client.force_login(county.officer)
        page = client.get(reverse("assessments:assessment_scores", args=[found.reference])).text
        criteria = found.issues.first().matrix.criteria.all()
        assert [page.count(f">{one.title}</td>") for one in criteria] == [1, 1, 1, 1]

    def test_all_that_a_matrix_lacks_is_said_at_once(self, county):
        rows = [MatrixCriterion(part="position", title="Means", weight=1)] * 2
        with pytest.raises(MoveRefused) as refused:
            weighing.set_matrix(county.here, "Ours", rows, by=county.officer, lowest=5, highest=5)
        assert len(refused.value.reasons) == 4

    def test_points_stay_within_the_matrix_and_an_issue_is_scored_once(self, county):
        found = make.assessment(county)
        assessing.matrix(county)
        with pytest.raises(MoveRefused, match="Points run from 1 to 5"):
            assessing.issue(county, found, "Theft", (6, 1, 1, 1))
        assessing.issue(county, found, "Theft", (1, 1))
        with pytest.raises(MoveRefused, match="scored already"):
            assessing.issue(county, found, "theft", (1, 1))

    def test_without_a_matrix_it_is_said_how_to_begin(self, county, client):
        found = make.assessment(county)
        with pytest.raises(MoveRefused, match="Write the scoring matrix first"):
            weighing.score_issue(found, {"title": "Theft"}, {}, by=county.officer)
        client.force_login(county.officer)
        answer = client.get(reverse("assessments:issue_add", args=[found.reference]), follow=True)
        assert "Write the scoring matrix first" in answer.text

    @pytest.mark.parametrize("persona", ["police_lead", "chair", "outsider"])
    def test_only_those_who_write_it_keep_the_matrix(self, county, persona):
        rows = [MatrixCriterion(part=part, title=part, weight=1) for part in PARTS]
        with pytest.raises(PermissionDenied):
            weighing.set_matrix(county.here, "Ours", rows, by=getattr(county, persona))

    def test_issues_in_one_place_share_a_point_and_no_number_lies_under_another_point(self, county):
        found = make.assessment(county)
        assessing.matrix(county)
        for title, points in (("Theft", (3, 3, 3, 1)), ("Fraud", (3, 3, 3, 2)), ("Fires", (5, 5, 5, 5))):
            assessing.issue(county, found, title, points)
        [table] = tables_of(found)
        drawn = table.picture.drawing()
        numbers = {mark.words: mark for mark in drawn.marks if mark.bold}
        assert set(numbers) == {"1", "2, 3"}
        assert len([mark for mark in drawn.marks if mark.shape in MARKERS]) == 2
        assert drawn.width >= numbers["1"].at[0] + width("1", FONT)

    def test_the_page_shows_formula_order_picture_and_that_it_is_not_official(self, county, client):
        found = make.assessment(county)
        assessing.matrix(county)
        assessing.issue(county, found, "Theft", (5, 2, 3, 2))
        assessing.issue(county, found, "Fraud", (5, 5, 5, 5))
        client.force_login(county.officer)
        shown = client.get(reverse("assessments:assessment_scores", args=[found.reference])).text
        assert "not official" in shown
        assert "Score = harm × likelihood × organisational position" in shown
        assert shown.index("Fraud stands highest") < shown.index("Theft")
        for address in ("issue_add", "matrix"):
            assert client.get(reverse(f"assessments:{address}", args=[found.reference])).status_code == 200
        issue = found.issues.first()
        assert client.get(reverse("assessments:issue", args=[found.reference, issue.pk])).status_code == 200
