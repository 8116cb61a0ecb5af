"""What the database itself enforces and records, whoever writes."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit import triggers
from audit.models import ChainLink, Change, Event
from audit.services import log
from partnership.models import Agency, Person
from tests.factories.partnership import AgencyFactory, PersonFactory, SeatFactory

pytestmark = pytest.mark.django_db


def execute(sql, params=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize("model", triggers.append_only_models(), ids=lambda m: m._meta.label)
def test_every_append_only_table_is_guarded(model):
    kinds = {
        "postgresql": ["no_update", "no_delete", "no_truncate"],
        "sqlite": ["no_update", "no_delete", "no_replace"],
    }
    expected = {f"{model._meta.db_table}_{kind}" for kind in kinds[connection.vendor]}
    assert expected <= set(triggers.expected())


def test_all_guards_stand():
    assert triggers.missing() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(reason="another"),
        lambda: Event.objects.all().delete(),
        lambda: execute("UPDATE audit_event SET verb = 'nothing'"),
        lambda: execute("DELETE FROM audit_event"),
        lambda: execute("UPDATE audit_chainlink SET hash = ''"),
        lambda: execute("UPDATE partnership_historicalagency SET name = 'another'"),
        lambda: execute("DELETE FROM partnership_historicalagency"),
        lambda: execute("DELETE FROM audit_change"),
    ],
)
def test_what_was_appended_stays(change):
    AgencyFactory()
    log("clock", "tick", by=None)
    connection.check_constraints()
    execute("SET CONSTRAINTS ALL IMMEDIATE") if connection.vendor == "postgresql" else None
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


def test_a_table_cannot_be_emptied_at_once():
    if connection.vendor == "sqlite":  # which has no TRUNCATE, but can put one row in another's place
        key = log("clock", "tick", by=None)
        statement = f"INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE id = {key}"
    else:
        statement = "TRUNCATE audit_event"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(statement)


def test_the_retention_job_has_a_door_that_closes_behind_it():
    log("clock", "tick", by=None)
    with triggers.purging():
        Event.objects.all().delete()
    assert not Event.objects.exists()
    log("clock", "tick", by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()


def changes_of(row):
    found = Change.objects.filter(table_name=row._meta.db_table, row_id=str(row.pk)).order_by("pk")
    return [(change.operation, (change.before or {}).get("name")) for change in found]


@pytest.mark.parametrize(
    "write",
    [
        lambda agency: setattr(agency, "name", "New") or agency.save(),
        lambda agency: Agency.objects.filter(pk=agency.pk).update(name="New"),
        lambda agency: setattr(agency, "name", "New") or Agency.objects.bulk_update([agency], ["name"]),
        lambda agency: execute("UPDATE partnership_agency SET name = 'New' WHERE id = %s", [agency.pk]),
    ],
    ids=["save", "update", "bulk_update", "sql"],
)
def test_every_write_to_a_tracked_table_is_recorded(write):
    agency = AgencyFactory(name="Old")
    write(agency)
    assert changes_of(agency) == [("insert", None), ("update", "Old")]


@pytest.mark.parametrize(
    "write",
    [
        lambda: Person.objects.bulk_create([Person(given_name="New")]),
        lambda: execute(
            "INSERT INTO partnership_person (prefix, given_name, family_name, email, phones, address,"
            " is_communications_contact) VALUES ('', 'New', '', '', '', '', %s)",
            [False],
        ),
    ],
    ids=["bulk_create", "sql"],
)
def test_rows_made_in_bulk_are_recorded(write):
    write()
    person = Person.objects.get(given_name="New")
    assert changes_of(person) == [("insert", None)]


@pytest.mark.parametrize(
    "delete",
    [
        lambda person: person.delete(),
        lambda person: Person.objects.filter(pk=person.pk)._raw_delete("default"),
        lambda person: execute("DELETE FROM partnership_person WHERE id = %s", [person.pk]),
    ],
    ids=["delete", "raw_delete", "sql"],
)
def test_removal_is_recorded_with_the_row_as_it_stood(delete):
    person = PersonFactory(given_name="Before")
    key = person.pk
    delete(person)
    gone = Change.objects.get(table_name="partnership_person", row_id=str(key), operation="delete")
    assert gone.before["given_name"] == "Before"


def test_who_belongs_to_whom_is_recorded_too():
    seat = SeatFactory()
    seat.stands_for.add(AgencyFactory())
    execute("DELETE FROM partnership_seat_stands_for")
    operations = Change.objects.filter(table_name="partnership_seat_stands_for").values_list(
        "operation", flat=True
    )
    assert sorted(operations) == ["delete", "insert"]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_hole_in_the_chain():
    log("clock", "tick", by=None)
    with transaction.atomic():
        log("clock", "never", by=None)
        transaction.set_rollback(True)
    log("clock", "tock", by=None)
    assert list(ChainLink.objects.values_list("event_id", flat=True)) == [
        event.pk for event in Event.objects.order_by("pk")
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("take_off", "name"),
    [
        ("DROP TRIGGER audit_event_no_update{on}", "audit_event_no_update"),
        ("DROP TRIGGER partnership_agency_record_update{agency}", "partnership_agency_record_update"),
    ],
)
def test_a_guard_that_is_taken_off_is_missed_and_put_back(take_off, name):
    postgresql = connection.vendor == "postgresql"
    execute(take_off.format(on=" ON audit_event" * postgresql, agency=" ON partnership_agency" * postgresql))
    assert triggers.missing() == [name]
    triggers.install()
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_a_guard_that_was_made_harmless_is_missed():
    if connection.vendor == "postgresql":
        execute(
            "CREATE OR REPLACE FUNCTION portal_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN RETURN NEW; END'"
        )
        execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_update")
        expected = ["audit_event_no_update", "portal_refuse"]
    else:
        execute("DROP TRIGGER audit_event_no_update")
        execute("CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT 1; END")
        expected = ["audit_event_no_update"]
    assert triggers.missing() == expected
    triggers.install()
    assert triggers.missing() == []
