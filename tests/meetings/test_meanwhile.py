"""Of two people who change one part of a meeting, the second is shown what the first saved."""

import pytest
from django.urls import reverse

from meetings.services import agenda, resolutions
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

    said = {"text": "An equality assessment"}
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
