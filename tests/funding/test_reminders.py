"""Who is reminded of what, once a day however often the job runs."""

import datetime as dt

import pytest

from audit.clock import today
from funding.models import FunderReturn
from funding.reminders import remind
from funding.services import outside, reporting
from notices.models import Notice
from records.lifecycle import save
from records.writing import keep
from tests.factories import funding as make
from tests.funding.test_delivery import agreed

pytestmark = pytest.mark.django_db


def said():
    return sorted(Notice.objects.values_list("trigger", "recipient__email"))


def test_applicants_hear_of_claims_and_returns(county):
    bid = agreed(county)
    for number, day in ((1, today()), (2, dt.date(2999, 1, 1))):
        row = bid.instalments.get(number=number)
        row.due_on = day
        keep(row, by=county.officer)
    period = {"period_from": today(), "period_until": today(), "due_on": today() + dt.timedelta(7)}
    row = reporting.ask_return(bid, by=county.officer, **period)
    Notice.objects.all().delete()
    for _ in range(2):
        remind(today())
    assert said() == [
        ("claim-1-due", "attendee@example.org"),
        (f"return-{row.pk}-due-soon", "attendee@example.org"),
    ]


def test_those_who_run_the_funding_hear_of_funders_and_of_delays(county):
    year = make.fund(county).years.get()
    keep(FunderReturn(fund_year=year, name="April return", due_on=today()), by=county.officer)
    bid = outside.add_outside_bid(county.here, by=county.officer, title="Safer streets", funder="A trust")
    bid.status, bid.is_delayed, bid.chase_on = "awaiting", True, today()
    save(bid, by=county.officer)
    for _ in range(2):
        remind(today())
    assert [trigger for trigger, _ in said()] == ["chase-due", f"funder-return-{year.returns.get().pk}-due"]
    assert {email for _, email in said()} == {"officer@example.org"}
