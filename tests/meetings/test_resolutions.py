import datetime as dt
import re

import pytest
from django.urls import reverse

from audit.clock import today
from meetings.models import Resolution
from meetings.reminders import remind_of_timetable
from meetings.reports.attendance import attendance_of
from meetings.reports.minutes import read_minutes
from meetings.reports.timetable import timetable_of
from meetings.services import attendance, minutes, resolutions
from notices.models import Notice
from records.lifecycle import MoveRefused
from tests.factories import meetings as make
from tests.factories.partnership import SeatFactory


@pytest.fixture
def resolution(county):
    return make.drafted(county).items.first().resolutions.get()


def row(resolution, user):
    return resolution.item.meeting.attendance.get(person=user.person)


def test_a_differing_agency_is_kept_beside_the_consensus(county, resolution):
    stances = {
        row(resolution, county.chair): "for",
        row(resolution, county.police_lead): "for",
        row(resolution, county.health_lead): "against",
    }
    resolutions.set_positions(resolution, stances, by=county.officer, by_consensus=True)
    line = read_minutes(resolution.item.meeting, county.officer).items[0].resolutions[0]
    assert line.by_consensus
    assert line.positions == "For 2, against 1 (NHS Northshire)"
    assert line.support == "(by consensus; for 2, against 1 (NHS Northshire))"


def test_only_those_with_a_vote_have_a_position(county, resolution):
    stances = {row(resolution, county.attendee): "for", row(resolution, county.support): "against"}
    with pytest.raises(MoveRefused, match="had no vote"):
        resolutions.set_positions(resolution, stances, by=county.officer)
    assert not resolution.positions.exists()


@pytest.mark.parametrize(("part", "is_refused"), [("left", True), ("stayed", True), ("took", False)])
def test_who_stood_aside_for_an_interest_has_no_vote_on_it(county, sign_in, resolution, part, is_refused):
    meeting, voter = resolution.item.meeting, row(resolution, county.health_lead)
    minutes.declare_interest(resolution.item, voter, "Bids for the money", part, by=county.officer)
    page = reverse("meetings:positions", args=[meeting.reference, resolution.pk])
    answer = sign_in(county.officer).post(page, {f"position_{voter.pk}": "for"})
    assert ("took no part in the decision" in answer.content.decode()) == is_refused
    assert resolution.positions.exists() != is_refused
    sign_in(county.officer).post(page, {f"position_{voter.pk}": "abstained"})
    assert resolution.positions.get().stance == "abstained"


def test_positions_are_set_on_one_page(county, sign_in, resolution):
    meeting = resolution.item.meeting
    page = reverse("meetings:positions", args=[meeting.reference, resolution.pk])
    client = sign_in(county.officer)
    shown = client.get(page).content.decode()
    assert "Police lead" in shown
    assert "Attendee" not in shown
    client.post(page, {f"position_{row(resolution, county.health_lead).pk}": "abstained"})
    resolution.refresh_from_db()
    assert resolution.positions_printed == "Abstained 1 (NHS Northshire)"


def test_a_condition_is_discharged_by_its_owner_with_a_word_how(county, sign_in):
    meeting = make.approved(county)
    condition = Resolution.objects.get().conditions.get()
    page = reverse("meetings:condition_discharge", args=[meeting.reference, condition.pk])
    assert sign_in(county.attendee).post(page, {"note_of_discharge": "Done"}).status_code == 403
    client = sign_in(county.officer)
    assert client.post(page, {"note_of_discharge": ""}).status_code == 422
    client.post(page, {"note_of_discharge": "The assessment was completed."})
    condition.refresh_from_db()
    assert (condition.discharged_by, condition.discharge_note) == (
        county.officer,
        "The assessment was completed.",
    )
    with pytest.raises(MoveRefused, match="already"):
        resolutions.discharge_condition(condition, by=county.officer, note_of_discharge="Again")


def test_an_officer_names_somebody_else_to_meet_a_condition_of_signed_minutes(county, sign_in):
    meeting = make.approved(county)
    condition = Resolution.objects.get().conditions.get()
    page = reverse("meetings:condition_change", args=[meeting.reference, condition.pk])
    decisions = reverse("meetings:decisions", args=[meeting.reference])
    client = sign_in(county.officer)
    assert "Name somebody else" in client.get(decisions).text
    shown = client.get(page).text
    assert condition.text in shown
    assert 'name="text"' not in shown
    version = re.search(r'name="version" value="([^"]+)"', shown)[1]
    said = {"owner": county.health_lead.person.pk, "text": "Other words", "version": version}
    assert client.post(page, said).status_code == 302
    before = condition.text
    condition.refresh_from_db()
    assert (condition.owner, condition.text) == (county.health_lead.person, before)
    assert "Name somebody else" not in sign_in(county.health_lead).get(decisions).text
    assert sign_in(county.health_lead).post(page, said).status_code == 403
    with pytest.raises(MoveRefused, match="keeps its words"):
        resolutions.change_condition(condition, {"text": "Other"}, by=county.officer)


@pytest.mark.parametrize(("quorum", "words"), [(None, ""), (3, "met: 3"), (4, "not met: 3")])
def test_the_quorum_is_the_bodys_own(county, quorum, words):
    county.strategic.quorum = quorum
    county.strategic.save()
    meeting = make.scheduled(county)
    assert words in attendance_of(meeting).quorum_in_words(county.strategic)
    assert "were" not in attendance_of(meeting).quorum_in_words(county.strategic, to_come=True)
    attendance.set_group(row_of(meeting, county.health_lead), "apologies", by=county.officer)
    assert attendance_of(meeting).voting_present == 2


def row_of(meeting, user):
    return meeting.attendance.get(person=user.person)


def test_the_agenda_has_a_timetable_in_clear_working_days(county):
    steps = timetable_of(make.scheduled(county, held_on=dt.date(2026, 10, 14)))
    assert [(step.key, step.on) for step in steps] == [
        ("items-due", dt.date(2026, 9, 22)),
        ("papers-due", dt.date(2026, 10, 1)),
        ("papers-out", dt.date(2026, 10, 6)),
    ]


def test_members_are_reminded_of_it_once(county):
    make.scheduled(county, held_on=dt.date(2026, 10, 14))
    for _ in range(2):
        remind_of_timetable(dt.date(2026, 9, 18))
    heard = set(Notice.objects.filter(trigger="items-due").values_list("recipient", flat=True))
    assert heard == {
        user.pk
        for user in (county.chair, county.police_lead, county.health_lead, county.attendee, county.support)
    }
    assert Notice.objects.filter(trigger="items-due").count() == 5


def test_two_resolutions_are_taken_out_from_pages_that_showed_both(county):
    item = make.drafted(county).items.last()
    first, second, third = (
        resolutions.add_resolution(item, f"The {word} thing is agreed.", by=county.officer)
        for word in ("first", "second", "third")
    )
    resolutions.remove_resolution(first, by=county.officer)
    resolutions.remove_resolution(second, by=county.officer)
    positions = list(item.resolutions.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))
    assert item.resolutions.get(position=len(positions)) == third


def test_a_resolution_is_taken_out_once(county, resolution):
    seen = Resolution.objects.get(pk=resolution.pk)
    resolutions.remove_resolution(resolution, by=county.officer)
    with pytest.raises(MoveRefused, match="Nothing was changed"):
        resolutions.remove_resolution(seen, by=county.officer)


@pytest.fixture
def voted(county, resolution):
    """Two stood for, one against."""
    stances = {
        row(resolution, county.chair): "for",
        row(resolution, county.police_lead): "for",
        row(resolution, county.health_lead): "against",
    }
    resolutions.set_positions(resolution, stances, by=county.officer)
    return resolution


def declare(client, resolution, voter, part="left"):
    item = resolution.item
    page = reverse("meetings:interest_declare", args=[item.meeting.reference, item.pk])
    said = {"attendee": voter.pk, "interest": "Chairs the trust that bids", "part": part}
    return client.post(page, said, follow=True)


def test_a_vote_of_whoever_declares_an_interest_afterwards_no_longer_counts(county, sign_in, voted):
    client = sign_in(county.officer)
    page = declare(client, voted, row(voted, county.police_lead)).text
    told = (
        "Item 1 resolution 1: the vote of Police lead no longer counts. Without it 1 stood for and 1 against."
    )
    assert told in page.replace("Police lead Northshire", "Police lead")
    voted.refresh_from_db()
    assert voted.positions_printed.startswith(
        "For 1, against 1 (NHS Northshire); vote of Northshire Police set aside: interest declared, "
    )
    kept = voted.positions.get(attendance__person=county.police_lead.person)
    assert (kept.stance, kept.set_aside_by) == ("for", county.officer)
    assert kept.history.latest().history_change_reason == "Set aside: interest declared"
    shown = client.get(reverse("meetings:positions", args=[voted.item.meeting.reference, voted.pk])).text
    assert "For, set aside on" in shown


def test_recording_the_other_votes_anew_leaves_what_was_set_aside(county, sign_in, voted):
    client, aside = sign_in(county.officer), row(voted, county.police_lead)
    declare(client, voted, aside)
    page = reverse("meetings:positions", args=[voted.item.meeting.reference, voted.pk])
    others = {f"position_{row(voted, county.chair).pk}": "for", f"position_{aside.pk}": ""}
    client.post(page, others)
    voted.refresh_from_db()
    assert voted.positions_printed.startswith("For 1; vote of Northshire Police set aside")
    refused = client.post(page, others | {f"position_{aside.pk}": "for"})
    assert "took no part in the decision" in refused.text


def test_a_vote_counts_again_once_what_was_declared_is_reworded_and_it_is_entered_anew(county, voted):
    aside = row(voted, county.police_lead)
    minutes.declare_interest(voted.item, aside, "Chairs the trust", "left", by=county.officer)
    line = voted.item.paragraphs.get(kind="interest")
    took = {"text": line.text.replace("left the meeting for this item", "took part")}
    minutes.change_paragraph(line, took, by=county.officer, version=line.version)
    voted.refresh_from_db()
    voted = resolutions.set_positions(voted, {aside: "for"}, by=county.officer)
    assert voted.positions_printed == "For 2, against 1 (NHS Northshire)"
    line.refresh_from_db()
    away = {"text": f"{line.text.rpartition('. ')[0]}. They stayed, and took no part in the decision."}
    minutes.change_paragraph(line, away, by=county.officer, version=line.version)
    voted.refresh_from_db()
    assert voted.positions_printed.startswith("For 1, against 1")


def test_an_interest_that_forbids_no_part_leaves_the_vote(county, sign_in, voted):
    assert (
        "no longer counts"
        not in declare(sign_in(county.officer), voted, row(voted, county.chair), "took").text
    )
    voted.refresh_from_db()
    assert voted.positions_printed == "For 2, against 1 (NHS Northshire)"


def test_the_vote_of_whoever_was_not_there_after_all_no_longer_counts(county, sign_in, voted):
    away, meeting = row(voted, county.health_lead), voted.item.meeting
    with pytest.raises(MoveRefused, match="move them to the apologies"):
        attendance.remove_attendee(away, by=county.officer)
    page = reverse("meetings:attendee_set", args=[meeting.reference, away.pk])
    said = sign_in(county.officer).post(page, {"to": "apologies"}, follow=True).text
    assert "no longer counts." in said
    voted.refresh_from_db()
    assert "vote of NHS Northshire set aside: not at the meeting" in voted.positions_printed


def test_whoever_was_not_there_did_not_abstain(county, resolution):
    voter = row(resolution, county.health_lead)
    resolutions.set_positions(resolution, {voter: "abstained"}, by=county.officer)
    attendance.set_group(voter, "apologies", by=county.officer)
    resolution.refresh_from_db()
    assert resolution.positions_printed.startswith("Vote of NHS Northshire set aside: not at the meeting")


def test_an_interest_that_comes_to_light_after_signing_is_a_correction(county, sign_in):
    meeting = make.approved(county)
    resolution = Resolution.objects.get()
    answer = declare(sign_in(county.officer), resolution, row(resolution, county.police_lead))
    assert answer.status_code == 403
    assert "propose a correction to the paragraph of this item" in answer.text
    with pytest.raises(MoveRefused, match="put it on the next agenda"):
        minutes.declare_interest(
            resolution.item, row(resolution, county.police_lead), "Too late", "left", by=county.officer
        )
    assert meeting.items.first().paragraphs.filter(kind="interest").count() == 0


def test_an_agency_whose_seat_has_ended_is_not_missing_from_a_meeting_without_a_day(county):
    seat = SeatFactory(body=county.strategic, category="core", ended_on=today() - dt.timedelta(days=1))
    seat.stands_for.set([county.charity])
    assert str(county.charity) not in attendance_of(make.scheduled(county, held_on=None)).missing
