"""``manage.py verify``: sound as written, and a sentence for each thing that is not."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from audit import triggers
from audit.models import ChainLink, Event
from audit.services import log
from audit.verify import FAULTS_SHOWN, verify_chain, verify_guards
from tests.factories.audit import logged

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three_events():
    return [logged("clock", f"tick {n}", by=None, changes={"n": n, "said": "é “”\n"}) for n in range(3)]


@pytest.fixture
def tamper():
    """Write to what is append-only, as somebody with the database's own password could."""

    def execute(sql, *params):
        tables = ("audit_event", "audit_chainlink")
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for table in tables:
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                for table in tables:
                    for kind in ("update", "delete"):
                        cursor.execute(f"DROP TRIGGER {table}_no_{kind}")
            cursor.execute(sql, params)
            if connection.vendor == "postgresql":
                for table in tables:
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        triggers.install()

    return execute


def test_an_empty_log_is_sound():
    assert verify_chain().faults == []


def test_what_stands_as_written_is_sound(three_events):
    finding = verify_chain()
    assert (finding.checked, finding.faults) == (3, [])
    assert finding.note == f"The last link is {ChainLink.objects.last().hash}."


@pytest.mark.parametrize(
    "column", ["actor", "actor_label", "verb", "subject", "subject_label", "reason", "changes"]
)
def test_a_changed_word_is_found(three_events, tamper, column):
    tamper(f"UPDATE audit_event SET {column} = '\"other\"' WHERE id = %s", three_events[1].pk)
    assert verify_chain().faults == [f"Event {three_events[1].pk} is not what was written."]


def test_a_changed_hour_is_found(three_events, tamper):
    tamper("UPDATE audit_event SET at = '2020-01-01 00:00:00' WHERE id = %s", three_events[1].pk)
    assert verify_chain().faults == [f"Event {three_events[1].pk} is not what was written."]


def test_a_changed_word_with_its_digest_breaks_the_chain(three_events, tamper):
    event = Event.objects.get(pk=three_events[1].pk)
    event.verb = "nothing"
    tamper(
        "UPDATE audit_event SET verb = 'nothing', digest = %s WHERE id = %s", event.content_digest(), event.pk
    )
    link = ChainLink.objects.get(event_id=event.pk)
    assert verify_chain().faults == [f"The chain is broken at link {link.pk} (event {event.pk})."]


def test_a_removed_event_is_missed(three_events, tamper):
    tamper("DELETE FROM audit_event WHERE id = %s", three_events[1].pk)
    link = ChainLink.objects.get(event_id=three_events[1].pk)
    assert verify_chain().faults == [
        f"Event {three_events[1].pk} is gone; link {link.pk} of the chain remembers it."
    ]


def test_an_event_removed_with_its_link_breaks_the_chain(three_events, tamper):
    tamper("DELETE FROM audit_event WHERE id = %s", three_events[1].pk)
    tamper("DELETE FROM audit_chainlink WHERE event_id = %s", three_events[1].pk)
    link = ChainLink.objects.get(event_id=three_events[2].pk)
    assert verify_chain().faults == [f"The chain is broken at link {link.pk} (event {three_events[2].pk})."]


def test_an_event_outside_the_chain_is_found(three_events, tamper):
    tamper("DELETE FROM audit_chainlink WHERE event_id = %s", three_events[2].pk)
    assert verify_chain().faults == ["1 events stand outside the chain."]


def test_a_missing_guard_is_named():
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_event_no_update" + " ON audit_event" * postgresql)
    try:
        assert verify_guards().faults == [
            "The database trigger audit_event_no_update is missing, off or altered. Run: manage.py migrate"
        ]
    finally:
        triggers.install()


def test_only_the_first_faults_are_spelt_out(tamper, capsys):
    for n in range(FAULTS_SHOWN + 2):
        log("clock", f"tick {n}", by=None)
    tamper("UPDATE audit_event SET verb = 'nothing'")
    with pytest.raises(SystemExit):
        call_command("verify")
    printed = capsys.readouterr().out
    assert f"events: {FAULTS_SHOWN + 2} checked, {FAULTS_SHOWN + 2} faults." in printed
    assert "and 2 more." in printed


def test_the_command_says_that_all_is_sound(three_events, capsys):
    call_command("verify")
    printed = capsys.readouterr().out
    assert "events: 3 checked, sound. The last link is" in printed
    assert "sign-offs: 0 checked, sound." in printed
    assert printed.endswith("All is as it was written.\n")


def test_the_command_fails_with_a_sentence(three_events, tamper, capsys):
    tamper("UPDATE audit_event SET verb = 'nothing' WHERE id = %s", three_events[0].pk)
    with pytest.raises(SystemExit) as stopped:
        call_command("verify", json=True)
    report = json.loads(capsys.readouterr().out)
    assert (stopped.value.code, report["sound"]) == (1, False)
    assert report["checks"]["events"]["faults"] == [f"Event {three_events[0].pk} is not what was written."]
