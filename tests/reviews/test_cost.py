"""The page of a review costs no more at one stage than at another: it says what each waits for."""

import pytest
from django.urls import reverse

from reviews.services import checking
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(coordinator, sign_in):
    return sign_in(coordinator)


@pytest.mark.parametrize(
    "stage", ["scoped", "decided", "told", "recruited", "begun", "gathering", "drafting", "submitted"]
)
def test_the_page_of_a_review_costs_no_more_than_eight_queries(
    stage, county, coordinator, client, django_assert_max_num_queries
):
    page = getattr(make, stage)(county, coordinator).get_absolute_url()
    with django_assert_max_num_queries(8):
        assert client.get(page).status_code == 200


def test_nor_while_its_reports_wait_to_be_agreed(county, coordinator, client, django_assert_max_num_queries):
    """Whether a version of each was kept as it stands, whether it was checked for names, what of that still waits."""
    review = make.drafting(county, coordinator)
    written = [make.report(review, coordinator, kind=kind) for kind in ("overview", "summary")]
    for report in written:
        check = checking.ask_check(review, by=make.fresh(coordinator), report=report, reason="Before it goes")
        checking.run_check(check.pk)
    review.refresh_from_db()
    for status in ("drafting", "ready"):
        type(review).objects.filter(pk=review.pk).update(status=status)
        with django_assert_max_num_queries(8):
            assert client.get(review.get_absolute_url()).status_code == 200


def test_nor_once_they_were_agreed_with_the_file_that_was_signed(
    county, coordinator, client, django_assert_max_num_queries
):
    page = make.agreed(county, coordinator).get_absolute_url()
    with django_assert_max_num_queries(8):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("name", ["scoping", "agencies", "reports", "submission", "learning", "ledger"])
def test_nor_do_the_pages_beside_it(name, county, coordinator, client, django_assert_max_num_queries):
    """What they show and what happens next are asked for together."""
    page = reverse(f"reviews:{name}", args=[make.submitted(county, coordinator).reference])
    with django_assert_max_num_queries(8):
        assert client.get(page).status_code == 200
