import pytest

from tests.factories import assessments as make


@pytest.fixture
def analyst(county):
    return make.analyst(county)
