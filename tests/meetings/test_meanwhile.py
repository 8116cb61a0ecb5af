"""Of two people who change one part of a meeting, the second is shown what the first saved."""

import datetime as dt

import pytest
from django.urls import reverse

from meetings.models import Attendance
from meetings.services import agenda, attendance, minutes, resolutions
from records.lifecycle import MoveRefused
from tests.factories import meetings as make
from tests.meanwhile import second_of_two

pytestmark = pytest.mark.django_db


def item(county):
    row = make.scheduled(county).items.first()
    people = [county.police_lead.person]

    def change():
        agenda.change_item(row, {"purpose": "Decide"}, by=county.officer, invited=people)

    return row.meeting, "item_change", row.pk, change, {}, {"Purpose", "Who is invited to this item"}


def resolution(county):
    row = make.drafted(county).items.first().resolutions.get()

    def change():
        resolutions.change_resolution(row, {"text": "The plan is agreed."}, by=county.officer)

    return row.item.meeting, "resolution_change", row.pk, change, {}, {"What was resolved"}


def condition(county):
    row = make.drafted(county).items.first().resolutions.get().conditions.get()

    def change():
        resolutions.change_condition(row, {"owner": county.chair.person}, by=county.officer)

    owner = county.police_lead.person  # of the body, as all who are offered
    said = {"text": "An equality assessment", "owner": owner.pk}
    return (
        row.resolution.item.meeting,
        "condition_change",
        row.pk,
        change,
        said,
        {"Condition", "Who will discharge it"},
    )


def positions(county):
    row = make.drafted(county).items.first().resolutions.get()
    voter = row.item.meeting.attendance.get(person=county.police_lead.person)

    def change():
        resolutions.set_positions(row, {voter: "against"}, by=county.officer, by_consensus=True)

    differs = {"Agreed by consensus of the voting members", f"{voter.printed_name}, {voter.printed_agency}"}
    return row.item.meeting, "positions", row.pk, change, {}, differs


@pytest.mark.parametrize("what", [item, resolution, condition, positions])
def test_the_second_of_two_sees_what_the_first_saved(county, sign_in, what):
    meeting, name, key, change, said, differs = what(county)
    address = reverse(f"meetings:{name}", args=[meeting.reference, key])
    assert set(second_of_two(sign_in(county.officer), address, change, said)) == differs


def promise(county, words):
    minutes.set_promise(words, "", by=county.officer)


def matter_arising(county, words):
    minutes.link_matter_arising(
        words, make.drafted(county).items.first().paragraphs.first(), by=county.officer
    )


def decision_cited(county, words):
    decision = make.approved(county, held_on=make.DAY - dt.timedelta(days=28)).items.first().resolutions.get()
    minutes.cite_decision(words, decision, by=county.officer)


@pytest.mark.parametrize("mark", [promise, matter_arising, decision_cited])
def test_a_mark_at_a_paragraph_writes_back_none_of_its_former_words(county, mark):
    """It was read before another had saved."""
    read = make.drafted(county).items.first().paragraphs.last()
    minutes.change_paragraph(
        read, {"text": "Knife crime has fallen."}, by=county.officer, version=read.version
    )
    mark(county, read)
    now = type(read).objects.get(pk=read.pk)
    assert (now.text, now.version) == ("Knife crime has fallen.", read.version + 1)


def test_whoever_was_moved_to_the_apologies_meanwhile_chairs_nothing_and_has_no_vote(county):
    decided = make.drafted(county).items.first().resolutions.get()
    meeting = decided.item.meeting
    read = meeting.attendance.get(person=county.police_lead.person)
    attendance.set_group(read, "apologies", by=county.officer)
    with pytest.raises(MoveRefused, match="sent apologies"):
        attendance.set_chair(meeting, read, by=county.officer)
    with pytest.raises(MoveRefused, match="had no vote at this meeting"):
        resolutions.set_positions(decided, {read: "for"}, by=county.officer)
    attendance.match_attendee(read, county.police_lead.person, by=county.officer)
    read.refresh_from_db()
    assert read.group == "apologies"


def test_nobody_who_was_taken_out_of_the_list_comes_back_by_a_mark(county):
    meeting = make.drafted(county)
    read = attendance.add_attendee(meeting, by=county.officer, group="attendees", printed_name="A guest")
    attendance.remove_attendee(read, by=county.officer)
    gone = Attendance(pk=read.pk, meeting=meeting, group="attendees", printed_name="A guest")
    gone._state.adding = False
    with pytest.raises(MoveRefused, match="Somebody took this out"):
        attendance.set_chair(meeting, gone, by=county.officer)
    assert not meeting.attendance.filter(printed_name="A guest").exists()
