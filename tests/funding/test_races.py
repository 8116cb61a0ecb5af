"""Many at once, on PostgreSQL: the last of a fund is awarded once, and a form is signed once."""

import datetime as dt
from decimal import Decimal as D
from threading import Event
from time import sleep

import pytest
from django.db import transaction

from audit.clock import today
from funding.balances import balance_of
from funding.deciding import Said
from funding.models import Bid, Decision, Entry, ScoringForm
from funding.services import assigning, deciding, funds, paying, plans, scoring
from partnership.services.writing import ChangedMeanwhile
from records.lifecycle import MoveRefused
from tests.factories import funding as make
from tests.funding.test_plans import line, plan
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


def test_of_eight_funds_that_award_at_once_one_enterprise_gets_no_more_than_the_limit(county):
    """Subsidy Control Act 2022 s36: each fund alone has the money, and one agency may not have all of it."""
    cleared = {
        "subsidy": "mfa",
        "subsidy_reason": "Trades",
        "mfa_notified_on": today(),
        "mfa_confirmed_on": today(),
    }
    calls = [make.call(county, make.fund(county, f"F{n}", "300000.00")) for n in range(THREADS)]
    bids = [
        make.recommended(county, make.submitted(county, of=call, amount_capital=D(200_000), **cleared))
        for call in calls
    ]
    said = Said(reasons="Strong", amount=D(200_000), between_meetings=True)
    assert tried(lambda number: deciding.award(bids[number], said, by=county.chair)).count("done") == 1


def test_a_line_is_paid_as_the_plan_stands_and_not_as_it_stood(county):
    """Whoever revises the plan has lowered the line, and not saved yet, when somebody pays the whole of it."""
    of = plan(county)
    post = line(county, of, "SCI", 9000)
    funds.set_holder(post.fund_year.fund, county.police, by=county.officer, from_on=dt.date(2020, 4, 1))
    plans.move_plan(of, "submit", by=county.officer)
    plans.move_plan(of, "accept", by=county.officer)
    lowered = Event()

    def revise():
        with transaction.atomic():
            plans.move_plan(of, "revise", by=county.officer, reason="Less")
            plans.set_line(of, {"amount": D(100)}, by=county.officer, line=post)
            lowered.set()
            sleep(0.5)

    def pay():
        lowered.wait(10)
        paying.pay_line(post, D(9000), by=county.partner, paid_on=today(), note="The council, salary")

    answers = tried(lambda number: (revise, pay)[number]() if number < 2 else None)[:2]
    assert answers == ["done", "refused"]
    assert not Entry.objects.filter(kind="paid").exists()
