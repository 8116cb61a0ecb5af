import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import planned
from audit.models import ChainLink, Event
from audit.services import log_ahead, plain
from audit.text import chain_hash, digest_of
from tests.factories.audit import logged
from tests.factories.partnership import AgencyFactory
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_event_says_who_did_what_to_what_and_why(county):
    event = logged(
        county.strategic, "rename", by=county.officer, changes={"name": ["A", "B"]}, reason="Asked"
    )
    assert (event.actor, event.actor_label) == (f"user:{county.officer.pk}", "Officer Northshire")
    assert (event.subject, event.subject_label) == (f"body:{county.strategic.pk}", "Strategic group")
    assert (event.verb, event.reason, event.changes) == ("rename", "Asked", {"name": ["A", "B"]})


def test_a_record_is_called_by_its_reference_and_the_portal_by_name():
    event = logged(RecordFactory(reference="CSP-ACT-2026-0042"), "close", by=None)
    assert (event.subject, event.actor, event.actor_label) == ("CSP-ACT-2026-0042", "system", "The portal")


def test_what_has_no_row_is_named():
    assert logged("sign-in", "refuse", by=None).subject == "sign-in"


def test_the_digest_can_be_computed_again_from_the_row():
    changes = {
        "b": dt.date(2026, 2, 1),
        "a": ["é", 1.50, None, True, "\0", "\\u0000"],
        "1": {"z": 1, "aa": 2},
    }
    event = logged(AgencyFactory(), "change", by=None, changes=changes, reason="A\nB \x1f “quoted” \\ \0")
    assert event.content_digest() == event.digest


def test_what_is_logged_ahead_goes_with_what_is_asked_next_or_by_itself():
    with (
        CaptureQueriesContext(connection) as asked,
        log_ahead("clock", "tick", by=None),
        connection.cursor() as cursor,
    ):
        planned.execute(cursor, "SELECT CAST(%(a)s AS integer)", {}, {"a": 7})
        assert cursor.fetchone() == (7,)
    assert len(asked) == (1 if connection.vendor == "postgresql" else 2)
    with log_ahead("clock", "strike", by=None):
        pass
    assert list(Event.objects.values_list("verb", flat=True)) == ["tick", "strike"]
    assert ChainLink.objects.count() == 2


def test_what_failed_is_not_logged_with_what_is_asked_afterwards():
    with pytest.raises(LookupError), log_ahead("clock", "tick", by=None):
        raise LookupError
    before = Event.objects.count()
    with connection.cursor() as cursor:
        planned.execute(cursor, "SELECT CAST(%(a)s AS integer)", {}, {"a": 7})
        assert cursor.fetchone() == (7,)
    assert Event.objects.count() == before


def test_plain_keeps_what_was_typed():
    assert plain({"typed": "\\u0000", "nul": "a\0b", "rate": 0.1}) == {
        "typed": "\\u0000",
        "nul": "ab",
        "rate": "0.1",
    }


def test_the_order_of_keys_does_not_matter_to_a_digest():
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})


def test_each_link_binds_its_event_to_all_before_it():
    events = [logged("clock", f"tick {n}", by=None) for n in range(3)]
    previous = ""
    for event, link in zip(events, ChainLink.objects.all(), strict=True):
        assert (link.event_id, link.hash) == (event.pk, chain_hash(previous, event.digest))
        previous = link.hash
