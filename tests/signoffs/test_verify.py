"""``manage.py verify`` finds whatever was done to a sign-off by hand, its digest mended or not."""

import json

import pytest
from django.db import connection

from audit import triggers
from audit.models import Event
from audit.services import log
from audit.text import digest_of
from signoffs.models import SignOff, Withdrawal
from signoffs.services import sign, withdraw_signoff
from signoffs.verify import verify_signoffs, verify_withdrawals
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signoff(county):
    return sign(
        RecordFactory(partnership=county.here),
        act="approve",
        statement="I approve these minutes as a correct record",
        content={"paragraphs": ["The plan was agreed.", "Costs £3,500."]},
        role="Chair",
        agency=county.council,
        by=county.chair,
    )


@pytest.fixture
def by_hand():
    """Write to a table as somebody with the database's own password could, guards taken off and put back."""

    def execute(sql, *params):
        with connection.cursor() as cursor:
            for model in (SignOff, Withdrawal):
                table = model._meta.db_table
                for kind in ("update", "delete"):
                    on = f" ON {table}" if connection.vendor == "postgresql" else ""
                    cursor.execute(f"DROP TRIGGER {table}_no_{kind}{on}")
            cursor.execute(sql, params)
        triggers.install()

    return execute


def test_as_signed_it_is_sound(signoff):
    assert (verify_signoffs().checked, verify_signoffs().faults) == (1, [])


def test_one_changed_letter_is_found(signoff, by_hand):
    altered = json.dumps(signoff.content).replace("3,500", "8,500")
    by_hand("UPDATE signoffs_signoff SET content = %s WHERE id = %s", altered, signoff.pk)
    (fault,) = verify_signoffs().faults
    assert fault == (
        f"The sign-off of {signoff.record.reference} by Chair Northshire (number {signoff.pk}) "
        "does not hold what was signed: its content has another digest."
    )


def test_content_changed_with_its_digest_is_found_by_the_log(signoff, by_hand):
    altered = {"paragraphs": ["The plan was refused."]}
    by_hand(
        "UPDATE signoffs_signoff SET content = %s, digest = %s WHERE id = %s",
        json.dumps(altered),
        digest_of(altered),
        signoff.pk,
    )
    (fault,) = verify_signoffs().faults
    assert f"is not what event {Event.objects.get().pk} of the log says was signed." in fault


@pytest.mark.parametrize(
    ("column", "value"),
    [("role", "Clerk"), ("statement", "I approve"), ("edition", 2), ("signed_by_id", None)],
)
def test_who_signed_as_what_and_to_what_words_is_found_too(county, signoff, by_hand, column, value):
    value = county.officer.pk if column == "signed_by_id" else value
    by_hand(f"UPDATE signoffs_signoff SET {column} = %s WHERE id = %s", value, signoff.pk)
    assert len(verify_signoffs().faults) == 1


def test_a_removed_signoff_is_missed(signoff, by_hand):
    by_hand("DELETE FROM signoffs_signoff WHERE id = %s", signoff.pk)
    event = Event.objects.get()
    assert verify_signoffs().faults == [
        f"Sign-off {signoff.pk} is gone; event {event.pk} of the log remembers it."
    ]


def test_a_second_event_does_not_cover_for_the_first(signoff):
    log(signoff.record, "sign approve", by=None, changes={"signoff": signoff.pk, "digest": "another"})
    (fault,) = verify_signoffs().faults
    assert "has 2 events in the log, and should have one." in fault


def test_a_withdrawal_stays(county, signoff, by_hand):
    withdraw_signoff(signoff, by=county.chair, reason="Signed by mistake")
    assert (verify_withdrawals().checked, verify_withdrawals().faults) == (1, [])
    by_hand("DELETE FROM signoffs_withdrawal")
    (fault,) = verify_withdrawals().faults
    assert fault.startswith(f"The withdrawal of sign-off {signoff.pk} is gone")
