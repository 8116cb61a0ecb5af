import pytest

from actions.models import Action
from records.services import create_record


@pytest.fixture
def make(county):
    """A record of the strategic group, made by the officer as a service makes it."""

    def record(by=None, **fields):
        here = {"partnership": county.here, "body": county.strategic, "agency": county.council}
        values = {**here, "title": "Reduce burglary", "wording": "Reduce burglary by a tenth", **fields}
        return create_record(Action(**values), by=by or county.officer)

    return record
