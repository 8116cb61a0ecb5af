import datetime as dt

import pytest

from audit.models import ChainLink, Event
from audit.services import log, plain
from audit.text import chain_hash, digest_of
from tests.factories.partnership import AgencyFactory
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_event_says_who_did_what_to_what_and_why(county):
    event = log(county.strategic, "rename", by=county.officer, changes={"name": ["A", "B"]}, reason="Asked")
    event.refresh_from_db()
    assert (event.actor, event.actor_label) == (f"user:{county.officer.pk}", "Officer Northshire")
    assert (event.subject, event.subject_label) == (f"body:{county.strategic.pk}", "Strategic group")
    assert (event.verb, event.reason, event.changes) == ("rename", "Asked", {"name": ["A", "B"]})


def test_a_record_is_called_by_its_reference_and_the_portal_by_name():
    event = log(RecordFactory(reference="CSP-ACT-2026-0042"), "close", by=None)
    assert (event.subject, event.actor, event.actor_label) == ("CSP-ACT-2026-0042", "system", "The portal")


def test_what_has_no_row_is_named():
    assert log("sign-in", "refuse", by=None).subject == "sign-in"


def test_the_digest_can_be_computed_again_from_the_row():
    changes = {
        "b": dt.date(2026, 2, 1),
        "a": ["é", 1.50, None, True, "\0", "\\u0000"],
        "1": {"z": 1, "aa": 2},
    }
    event = log(AgencyFactory(), "change", by=None, changes=changes, reason="A\nB \x1f “quoted” \\ \0")
    kept = Event.objects.get(pk=event.pk)
    assert kept.content_digest() == kept.digest == event.digest


def test_plain_keeps_what_was_typed():
    assert plain({"typed": "\\u0000", "nul": "a\0b", "rate": 0.1}) == {
        "typed": "\\u0000",
        "nul": "ab",
        "rate": "0.1",
    }


def test_the_order_of_keys_does_not_matter_to_a_digest():
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})


def test_each_link_binds_its_event_to_all_before_it():
    events = [log("clock", f"tick {n}", by=None) for n in range(3)]
    previous = ""
    for event, link in zip(events, ChainLink.objects.all(), strict=True):
        assert (link.event_id, link.hash) == (event.pk, chain_hash(previous, event.digest))
        previous = link.hash
