"""Many at once, on PostgreSQL: of a year and level one assessment is in force."""

import pytest

from assessments.models import Assessment
from assessments.services import agreeing
from tests.factories import assessments as make
from tests.funding.test_races import tried
from tests.records.test_races import THREADS

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_eight_that_are_agreed_at_once_one_is_in_force(county):
    made_to = make.standard_format(county)
    found = [make.assessment(county, made_to=made_to, title=f"Number {n}") for n in range(THREADS)]

    def agree(number):
        digest = agreeing.digest_now(found[number])
        agreeing.sign_assessment(found[number], by=county.chair, digest_seen=digest)

    answers = tried(agree)
    assert (answers.count("done"), answers.count("refused")) == (1, THREADS - 1)
    assert Assessment.objects.in_force().count() == 1
