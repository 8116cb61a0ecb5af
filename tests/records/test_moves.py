"""Moves along a lifecycle: permission, status, blockers, version, event, job. One table, an action's."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied

from actions.lifecycle import MOVES, Action, Status
from actions.models import Owner
from audit.models import Event
from records.lifecycle import MoveRefused, kind_of, locked, move, moves_open_to
from records.models import Job, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(make):
    record = make(due_on="2026-09-01")
    Owner.objects.create(action=record, printed_name="Police lead", is_lead=True)
    record.updates.create(text="Done", made_at=record.created_at, made_by=record.created_by)
    return record


def put(action, status):
    type(action).objects.filter(pk=action.pk).update(
        status=status, done_on="2026-03-01" if status == Status.DONE else None
    )
    action.refresh_from_db()


@pytest.mark.parametrize(("status", "verb"), [*itertools.product(Status, [Action.ISSUE, Action.CANCEL])])
def test_a_move_goes_from_where_the_table_says(county, action, status, verb):
    put(action, status)
    sources, target = MOVES[verb]
    if status in sources:
        assert move(action, verb, by=county.officer).status == target
    else:
        with pytest.raises(MoveRefused, match=f"It is now “{Status(status).label}”"):
            move(action, verb, by=county.officer)
        action.refresh_from_db()
        assert action.status == status


def test_a_move_leaves_a_version_an_event_and_a_job(county, action):
    before = action.history.count()
    move(action, Action.ISSUE, by=county.officer, reason="Agreed at item 3")
    newest = action.history.latest()
    assert action.history.count() == before + 1
    assert (newest.status, newest.history_user, newest.history_change_reason) == (
        "open",
        county.officer,
        "Agreed at item 3",
    )
    event = Event.objects.get(verb="issue")
    assert (event.changes, event.reason) == ({"status": ["proposed", "open"]}, "Agreed at item 3")
    job = Job.objects.get(task="notices.announce_move")
    said = {"record_id": action.pk, "action": "issue", "by_id": county.officer.pk}
    assert job.arguments == {**said, "at": job.arguments["at"]}


def test_whoever_may_not_is_told_so_and_nothing_changes(county, action):
    with pytest.raises(PermissionDenied, match="does not let you issue to its owners"):
        move(action, Action.ISSUE, by=county.attendee)
    assert not Event.objects.filter(verb="issue").exists()


def test_all_blockers_are_named_at_once(county, make):
    bare = make(wording=" ")
    with pytest.raises(MoveRefused) as refused:
        move(bare, Action.ISSUE, by=county.officer)
    assert refused.value.reasons == ("Word the action.", "Name at least one owner.")
    assert not Job.objects.exists()


def test_buttons_are_the_moves_open_to_the_person_with_what_blocks_them(county, make):
    bare = make(wording="")
    assert dict(moves_open_to(county.officer, bare)) == {
        Action.ISSUE: ["Word the action.", "Name at least one owner."],
        Action.CANCEL: [],
    }
    assert moves_open_to(county.attendee, bare) == []


def test_a_record_from_a_list_is_locked_as_its_own_kind(action):
    plain = Record.objects.get(pk=action.pk)
    assert kind_of(plain) is kind_of(action) is type(action)
    assert locked(plain) == action
