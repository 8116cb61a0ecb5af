import pytest

from tests.factories import reviews as make


@pytest.fixture
def coordinator(county):
    return make.coordinator(county)


@pytest.fixture
def rival(county):
    """Another co-ordinator of the same partnership, to whom nothing is open."""
    return make.coordinator(county, "rival")
