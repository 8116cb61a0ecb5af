import datetime as dt

import pytest
import time_machine

from notices import services
from tests.factories.documents import record_of

MORNING = dt.datetime(2026, 10, 14, 9, 0, tzinfo=dt.UTC)  # Wednesday, 10am in London


@pytest.fixture
def at():
    """Sets the clock: a working morning, until a test moves it."""
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def record(county, at):
    return record_of(county, audience="body", body=county.strategic)


@pytest.fixture
def tell(record):
    def notify(*people, trigger="circulate", **options):
        words = {
            "subject": f"{record.reference}: minutes circulated",
            "line": "Read them before the meeting.",
        }
        return services.notify(people, record, trigger, **words | options)

    return notify
