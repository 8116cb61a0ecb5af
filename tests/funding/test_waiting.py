"""Bids on the home page: to score until one has signed, and to decide for a chair of no applicant's agency."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.clock import today
from home.reports.cases import cases_waiting
from records.services import version_of
from records.writing import keep
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


def waits(user, day=None):
    return [(one.said, one.page, one.is_late) for one in cases_waiting(user, day or today())]


def test_a_bid_waits_for_its_scorers(county, sign_in):
    bid = make.submitted(county)
    make.assigning.assign_scorer(bid, county.police_lead.person, by=county.officer, due_on=today())
    assert waits(county.police_lead) == [("Score", "funding:score_form", False)]
    assert waits(county.police_lead, today() + dt.timedelta(days=1)) == [
        ("Score", "funding:score_form", True)
    ]
    assert f"Score: {bid.title}" in sign_in(county.police_lead).get("/").content.decode()
    assert waits(county.health_lead) == waits(county.chair) == []
    make.signed(county, bid, county.police_lead)
    assert waits(county.police_lead) == []


def test_a_recommended_bid_waits_until_it_is_recorded_whether_it_is_a_subsidy(county, sign_in):
    bid = make.recommended(county, subsidy="")
    assert waits(county.officer) == [("Record whether it is a subsidy", "funding:subsidy", False)]
    address = reverse("funding:subsidy", args=[bid.reference])
    client = sign_in(county.officer)
    assert f'href="{address}"' in client.get("/").content.decode()
    page = client.get(bid.get_absolute_url()).content.decode()
    assert "Nothing waits for you here" not in page
    assert page.count(f'href="{address}"') == 2
    keep(make.BidPartner(bid=bid, agency=county.council), by=make.applicant(county))
    assert waits(county.officer) == []


def test_the_chair_is_not_sent_to_a_bid_that_others_hold_up_unless_it_is_to_be_refused(county, sign_in):
    held = make.recommended(county, subsidy="")
    assert waits(county.chair) == []
    address = reverse("funding:subsidy", args=[held.reference])
    said = {"subsidy": "none", "subsidy_reason": "It is for the public.", "version": version_of(held)}
    assert sign_in(county.officer).post(address, said).status_code == 302
    assert waits(county.chair) == [("Decide", "funding:scores", False)]


def test_a_bid_that_is_to_be_refused_is_no_subsidy(county):
    make.recommended(county, recommended="no", subsidy="")
    assert waits(county.officer) == []
    assert waits(county.chair) == [("Decide", "funding:scores", False)]


def test_whose_turn_it_is_is_said_to_the_applicant_as_to_them(county, sign_in):
    bid = make.submitted(county)
    assert "then decided. You are told." in sign_in(make.applicant(county)).get(bid.get_absolute_url()).text
    assert "then decided. The applicant is told." in sign_in(county.officer).get(bid.get_absolute_url()).text


def test_a_bid_waits_for_the_chair(county):
    bid = make.recommended(county)
    assert waits(county.chair) == [("Decide", "funding:scores", False)]
    assert waits(county.officer) == []
    keep(make.BidPartner(bid=bid, agency=county.council), by=make.applicant(county))
    assert waits(county.chair) == []


def test_a_bid_waits_for_those_who_run_the_funding_at_each_of_their_steps(county):
    bid = make.submitted(county, subsidy="none")
    assert waits(county.officer) == [("Give to scorers", "funding:scorers", False)]
    make.scored(county, bid)
    assert waits(county.officer) == [("Record the recommendation", "funding:recommend", False)]
    bid = make.awarded(county, make.recommended(county, make.submitted(county, of=bid.call, subsidy="none")))
    assert ("See to the agreement", "funding:delivery", False) in waits(county.officer)
    assert waits(county.police_lead) == []
