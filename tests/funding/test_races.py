"""Many at once, on PostgreSQL: the last of a fund is awarded once, and a form is signed once."""

from decimal import Decimal as D

import pytest

from funding.balances import balance_of
from funding.deciding import Said
from funding.models import Bid, Decision, Entry, ScoringForm
from funding.services import assigning, deciding, scoring
from partnership.services.writing import ChangedMeanwhile
from records.lifecycle import MoveRefused
from tests.factories import funding as make
from tests.records.test_races import THREADS, eight

pytestmark = pytest.mark.django_db(transaction=True)
SAID = Said(reasons="Strong", amount=D("5000.00"), between_meetings=True)


def tried(act):
    def press(number):
        try:
            act(number)
        except (MoveRefused, ChangedMeanwhile):
            return "refused"
        return "done"

    return eight(press)


def test_of_eight_bids_awarded_at_once_the_last_five_thousand_goes_to_one(county):
    call = make.call(county, make.fund(county, money="5000.00"))
    bids = [make.recommended(county, make.submitted(county, of=call, subsidy="none")) for _ in range(THREADS)]
    answers = tried(lambda number: deciding.award(bids[number], SAID, by=county.chair))
    assert (answers.count("done"), answers.count("refused")) == (1, THREADS - 1)
    assert balance_of(call.fund_years.get()).free == 0
    assert Bid.objects.filter(status="awarded", awarded=5000).count() == Decision.objects.count() == 1


def test_of_eight_who_award_one_bid_at_once_one_does(county):
    bid = make.recommended(county)
    assert tried(lambda _: deciding.award(bid, SAID, by=county.chair)).count("done") == 1
    assert Entry.objects.filter(kind="committed").count() == 1


def test_a_form_is_signed_once_and_given_once(county):
    bid = make.submitted(county)
    give = lambda _: assigning.assign_scorer(bid, county.police_lead.person, by=county.officer)  # noqa: E731
    assert tried(give).count("done") == 1
    sign = lambda _: scoring.sign_form(bid, make.filled(), by=county.police_lead, version="")  # noqa: E731
    assert tried(sign).count("done") == 1
    assert ScoringForm.objects.count() == 1
    declare = lambda _: assigning.declare_interest(  # noqa: E731
        bid, county.police_lead.person, "personal", by=county.police_lead
    )
    assert tried(declare).count("done") == 1
