import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from actions.models import Owner
from audit.models import Event
from records.lifecycle import MoveRefused
from records.models import Link, SearchEntry
from records.services import (
    ChangedMeanwhile,
    change_record,
    join,
    link_records,
    next_reference,
    unlink_records,
    version_of,
)
from records.writing import drop, keep

pytestmark = pytest.mark.django_db


def test_references_count_up_by_kind_and_year(settings):
    settings.PORTAL_TODAY = "2026-12-31"
    assert [next_reference("ACT"), next_reference("ACT"), next_reference("DOC")] == [
        "CSP-ACT-2026-0001",
        "CSP-ACT-2026-0002",
        "CSP-DOC-2026-0001",
    ]
    settings.PORTAL_TODAY = "2027-01-01"
    assert next_reference("ACT") == "CSP-ACT-2027-0001"


def test_a_reference_may_outgrow_four_figures(settings):
    settings.PORTAL_TODAY = "2026-12-31"
    from records.models import Numbering

    Numbering.objects.create(code="ACT", year=2026, last=9999)
    assert next_reference("ACT") == "CSP-ACT-2026-10000"


def test_what_is_open_by_name_alone_leaves_no_gap_in_the_run(make):
    first, hidden, second = make(), make(audience="named"), make()
    assert int(second.reference[-4:]) == int(first.reference[-4:]) + 1
    assert len(hidden.reference.rpartition("-")[2]) == 7


def test_a_new_record_has_all_that_every_record_has(county, make):
    record = make(by=county.support)
    assert (record.kind, record.created_by, record.updated_by) == (
        "actions.action",
        county.support,
        county.support,
    )
    version = record.history.get()
    assert (version.history_user, version.history_change_reason) == (county.support, "Created")
    assert Event.objects.get(verb="create").subject == record.reference
    assert SearchEntry.objects.filter(record=record.pk).exists()


def test_a_change_leaves_a_version_and_an_event_in_words(county, make):
    record = make()
    change_record(record, {"title": "Fewer burglaries", "due_on": None}, by=county.officer, reason="Clearer")
    assert Event.objects.get(verb="change").changes == {"title": ["Reduce burglary", "Fewer burglaries"]}
    assert record.history.latest().history_change_reason == "Clearer"
    assert SearchEntry.objects.get(record=record.pk).title.endswith("Fewer burglaries")


def test_saving_what_stands_changes_nothing(county, make):
    record = make()
    before = version_of(record)
    assert version_of(change_record(record, {"title": record.title}, by=county.officer)) == before
    assert record.history.count() == 1


def test_the_version_reads_the_same_before_and_after_the_database(make, settings):
    settings.PORTAL_TODAY = "2026-07-01"  # London is an hour ahead of UTC
    record = make()
    seen = version_of(record)
    record.refresh_from_db()
    assert version_of(record) == seen


def test_who_saves_second_is_shown_both(county, make):
    record = make()
    seen = version_of(record)
    change_record(record, {"title": "First"}, by=county.officer, version=seen)
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        change_record(record, {"title": "Second"}, by=county.chair, version=seen)
    assert meanwhile.value.current.title == "First"


def test_a_link_leaves_an_event_and_a_version(county, make):
    bid, decision = make(), make()
    link = link_records(bid, decision, "decided-by", by=county.officer, part="3.9", note="Subject to match")
    assert (link.part, link.note, link.made_by) == ("3.9", "Subject to match", county.officer)
    assert link.history.get().history_user == county.officer
    said = Event.objects.get(verb="link").changes
    assert said == {"kind": "decided-by", "to": decision.reference, "part": "3.9"}


def test_each_end_says_the_link_in_its_own_words(county, make):
    bid, decision = make(), make()
    link = join(bid, decision, "decided-by", by=county.officer)
    assert (link.words_from(bid), link.words_from(decision)) == ("was decided by", "decided")
    assert set(Link.SEEN_FROM_TARGET) == set(Link.Kind)


def test_a_link_is_made_once_and_not_to_itself(county, make):
    bid, decision = make(), make()
    link_records(bid, decision, "decided-by", by=county.officer)
    with pytest.raises(MoveRefused, match=f"linked to {decision.reference} already"):
        link_records(bid, decision, "decided-by", by=county.officer)
    with pytest.raises(MoveRefused, match="cannot be linked to itself"):
        link_records(bid, bid, "serves", by=county.officer)


def test_joining_twice_is_joining_once(county, make):
    bid, decision = make(), make()
    assert join(bid, decision, "serves", by=None) == join(bid, decision, "serves", by=None)


def test_a_link_is_removed_once(county, make):
    link = link_records(make(), make(), "serves", by=county.officer)
    unlink_records(Link.objects.get(pk=link.pk), by=county.officer, reason="Wrong")
    with pytest.raises(MoveRefused, match="removed already"):
        unlink_records(link, by=county.officer, reason="Wrong")
    assert Event.objects.filter(verb="unlink").count() == 1


def test_a_part_is_taken_out_once(county, make):
    owner = keep(Owner(action=make(), printed_name="Police lead"), by=county.officer)
    drop(Owner.objects.get(pk=owner.pk), by=county.officer)
    with pytest.raises(MoveRefused, match="took this out already"), transaction.atomic():
        drop(owner, by=county.officer)
    assert Owner.history.filter(history_type="-").count() == 1


@pytest.mark.parametrize(
    ("persona", "reason"),
    [
        ("outsider", "Both records must be open to you"),
        ("partner", "Only those who keep one of the two"),
        ("attendee", "Only those who keep one of the two"),
    ],
)
def test_who_may_not_link_may_not_unlink(county, make, persona, reason):
    bid, decision = make(), make()
    link = join(bid, decision, "serves", by=county.officer)
    user = getattr(county, persona)
    with pytest.raises(PermissionDenied, match=reason):
        link_records(bid, decision, "decided-by", by=user)
    with pytest.raises(PermissionDenied, match=reason):
        unlink_records(link, by=user, reason="Wrong")


def test_an_end_that_is_not_open_is_not_linked(county, make):
    hidden = make(by=county.support, audience="named")
    with pytest.raises(PermissionDenied, match="Both records must be open to you"):
        link_records(make(), hidden, "serves", by=county.officer)


def test_a_removed_link_stays_in_history(county, make):
    bid, decision = make(), make()
    link = join(bid, decision, "serves", by=county.officer)
    with pytest.raises(MoveRefused, match="Say why"):
        unlink_records(link, by=county.officer, reason=" ")
    unlink_records(link, by=county.officer, reason="Wrong bid")
    removal = Link.history.filter(history_type="-").get()
    assert (removal.history_user, removal.history_change_reason) == (county.officer, "Wrong bid")
    assert Event.objects.get(verb="unlink").reason == "Wrong bid"


def test_a_link_is_known_to_those_who_know_both_ends(county, make):
    bid, hidden = make(), make(by=county.support, audience="named")
    join(bid, hidden, "serves", by=county.support)
    knows = {name for name, user in county.personas.items() if Link.objects.visible_to(user).exists()}
    assert knows == {"support"}
