"""The support team of a project, with the role of each (S002-71)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from funding.reports.printed import print_bid
from funding.services import assigning, supporting
from records.lifecycle import MoveRefused
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


def at(name, bid, *more):
    return reverse(f"funding:{name}", args=[bid.reference, *more])


def test_added_by_the_page_shown_on_the_bid_and_in_print_and_taken_off(county, sign_in):
    bid = make.submitted(county)
    client, who = sign_in(county.officer), str(county.supervisor.person)
    assert at("supporters", bid) in client.get(bid.get_absolute_url()).content.decode()
    answer = client.post(at("supporters", bid), {"person": who, "role": "Partnership inspector"}, follow=True)
    assert f"{who} is in the support team." in answer.content.decode()
    row = bid.supporters.get()
    assert f"{who}, Partnership inspector" in client.get(bid.get_absolute_url()).content.decode()
    printed = print_bid(bid)
    assert ("Support team", f"{who}, Partnership inspector") in printed.answers[-1].rows
    assert client.post(at("supporter_remove", bid, row.pk)).status_code == 302
    assert not bid.supporters.exists()
    assert client.get(at("supporter_remove", bid, row.pk)).status_code == 404


def test_all_that_is_wrong_is_said_at_once(county):
    bid = make.assigned(county, make.submitted(county), county.police_lead)
    with pytest.raises(MoveRefused) as refused:
        supporting.add_supporter(bid, county.police_lead.person, " ", by=county.officer)
    assert len(refused.value.reasons) == 2
    supporting.add_supporter(bid, county.supervisor.person, "Inspector", by=county.officer)
    with pytest.raises(MoveRefused, match="supports the project already"):
        supporting.add_supporter(bid, county.supervisor.person, "Again", by=county.officer)
    with pytest.raises(MoveRefused, match="supports this project"):
        assigning.assign_scorer(bid, county.supervisor.person, by=county.officer)


def test_a_team_of_a_refused_bid_stays_as_it_is(county, sign_in):
    bid = make.submitted(county)
    row = supporting.add_supporter(bid, county.supervisor.person, "Inspector", by=county.officer)
    type(bid).objects.filter(pk=bid.pk).update(status="refused")
    with pytest.raises(MoveRefused, match="stays as it is"):
        supporting.remove_supporter(row, by=county.officer)
    assert "Add somebody" not in sign_in(county.officer).get(at("supporters", bid)).content.decode()


def test_who_may(county, sign_in):
    bid = make.submitted(county)
    supporting.add_supporter(bid, county.supervisor.person, "Inspector", by=make.applicant(county))
    with pytest.raises(PermissionDenied):
        supporting.add_supporter(bid, county.supervisor.person, "Inspector", by=county.chair)
    assert sign_in(county.chair).get(at("supporters", bid)).status_code == 403
    assert sign_in(county.partner).get(at("supporters", bid)).status_code == 404


def test_a_community_group_does_not_look_people_up(county, sign_in):
    group = make.community_group(county)
    bid = make.bid(county)
    type(bid).objects.filter(pk=bid.pk).update(agency=group.person.posts.get().agency)
    assert sign_in(group).get(bid.get_absolute_url()).status_code == 200
    assert sign_in(group).get(at("supporters", bid)).status_code == 403
