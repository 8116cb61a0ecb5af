import pytest

from documents import services
from tests.documents.samples import upload


@pytest.fixture
def paper(county):
    """A draft of the strategic group, kept by the officer, for the body and the officers."""
    return services.add_document(
        title="Community safety plan",
        file=upload(),
        by=county.officer,
        partnership=county.here,
        body=county.strategic,
        audience="body",
    )
