import datetime as dt

import pytest

from audit.models import Event
from documents.models import Document
from records.access import grant
from records.reports import history
from records.reports.events import events_on
from records.reports.thread import thread_of
from records.services import change_record, create_record, join

pytestmark = pytest.mark.django_db


def compared(record, user):
    older, newer = (history.version_numbered(record, n) for n in history.two_newest(record))
    return history.compare(record, older, newer, user)


def test_versions_say_who_when_why_and_what(county, make):
    record = make()
    change_record(record, {"title": "Fewer", "due_on": dt.date(2026, 9, 1)}, by=county.chair, reason="Agreed")
    newest, first = history.versions_of(record).rows
    assert (newest.by, newest.reason, newest.changed) == (county.chair, "Agreed", ("title", "due on"))
    assert (first.reason, first.changed) == ("Created", ())


def test_two_versions_are_compared_field_by_field_in_words(county, make):
    record = make()
    changes = {
        "title": "Fewer",
        "due_on": dt.date(2026, 9, 1),
        "audience": "body",
        "body": county.delivery,
        "wording_is_proposed": True,
    }
    change_record(record, changes, by=county.officer)
    assert set(compared(record, county.officer).fields) == {
        ("Title", "Reduce burglary", "Fewer"),
        ("Due on", "", "1 September 2026"),
        ("Audience", "The partnership", "The body and the partnership's officers"),
        ("Body", "Strategic group", "Delivery group"),
        ("Wording is proposed", "No", "Yes"),
    }


def test_a_record_that_one_may_not_know_of_is_not_named_by_a_version(county, make):
    record, hidden, known = (
        make(),
        make(title="Secret", by=county.support, audience="named"),
        make(title="Known"),
    )
    change_record(record, {"arises_from": known.record_ptr}, by=county.officer)
    change_record(record, {"arises_from": hidden.record_ptr}, by=county.support)
    (row,) = compared(record, county.officer).fields
    assert row == ("Arises from", f"{known.reference} Known", "A record that you may not open")


def test_pages_of_versions_begin_before_a_number(county, make):
    record = make()
    for n in range(history.SIZE + 3):
        change_record(record, {"title": f"Title {n}"}, by=county.officer)
    first = history.versions_of(record)
    rest = history.versions_of(record, before=first.before)
    numbers = [version.number for version in (*first.rows, *rest.rows)]
    assert (len(first.rows), len(rest.rows), rest.before) == (history.SIZE, 4, None)
    assert numbers == sorted(numbers, reverse=True)
    assert all(version.changed for version in first.rows)


def test_a_version_of_another_record_is_not_there(make):
    record, other = make(), make()
    assert history.version_numbered(record, other.history.get().history_id) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_versions_cost_the_same_however_many(county, make, rows, django_assert_num_queries):
    record = make()
    for n in range(rows):
        change_record(record, {"title": f"Title {n}"}, by=county.officer)
    with django_assert_num_queries(1):
        history.versions_of(record)


def test_the_log_says_what_was_done(county, make):
    record = make(audience="named", by=county.support)
    grant(record, county.guest, by=county.support, reason="Reviews it")
    change_record(
        record, {"title": "Fewer", "due_on": dt.date(2026, 9, 1)}, by=county.support, reason="Clearer"
    )
    rows = events_on(record, with_access=True).rows
    assert [(row.title, row.text) for row in rows] == [
        ("Change", "Clearer. Changed: due on and title"),
        ("Grant access", "Reviews it. Guest Northshire"),
        ("Grant access", "Keeps this record. Support Northshire"),
        ("Create", ""),
    ]
    assert [row.text for row in events_on(record, with_access=False).rows][1] == "Reviews it"


def test_readings_are_shown_to_those_who_may_change_access(county, make):
    record = make()
    Event.objects.create(
        at=record.created_at,
        actor="user:1",
        actor_label="Reader",
        verb="read",
        subject=record.reference,
        changes={"reading": True},
        digest="-",
    )
    assert [row.title for row in events_on(record, with_access=True).rows] == ["Read", "Create"]
    assert [row.title for row in events_on(record, with_access=False).rows] == ["Create"]


def test_the_thread_shows_both_directions_in_words(county, make):
    meeting, action = make(title="Meeting"), make(title="Action")
    paper = create_record(
        Document(
            title="Paper", partnership=county.here, body=county.strategic, attached_to=meeting.record_ptr
        ),
        by=county.officer,
    )
    join(action, meeting, "arises-from", by=county.officer, part="3.9", note="As agreed")
    join(paper, meeting, "paper-for", by=county.officer)
    strands = {strand.heading: strand.ends for strand in thread_of(meeting, county.officer).strands}
    assert {heading: [end.record.title for end in ends] for heading, ends in strands.items()} == {
        "Gave rise to": ["Action"],
        "Has the paper": ["Paper"],
    }
    (strand,) = thread_of(action, county.officer).strands
    assert (strand.heading, strand.ends[0].part, strand.ends[0].note) == ("Arises from", "3.9", "As agreed")


def test_pointers_between_records_are_in_the_thread(county, make):
    meeting = make(title="Meeting")
    make(title="Action", arises_from=meeting.record_ptr)
    (strand,) = thread_of(meeting, county.officer).strands
    assert (strand.heading, strand.ends[0].record.title) == ("Actions arising", "Action")


def test_ends_that_one_may_not_know_of_are_not_hinted_at(county, make):
    meeting, hidden = make(), make(title="Secret", by=county.support, audience="named")
    join(hidden, meeting, "arises-from", by=county.support)
    make(title="Secret too", by=county.support, audience="named", arises_from=meeting.record_ptr)
    assert thread_of(meeting, county.officer).strands == ()
    assert len(thread_of(meeting, county.support).strands) == 2
