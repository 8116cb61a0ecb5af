"""Calls for bids: written, published for everybody, closed in the very second after their last."""

import datetime as dt
from decimal import Decimal as D

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from audit.clock import now, today
from audit.models import Event
from funding.forms.calls import CallForm
from funding.forms.plans import NewPlanForm
from funding.lifecycle.calls import CALL_MOVES, CallAction, CallStatus
from funding.models import FundingCall
from funding.money import year_of
from funding.services import calls
from records.lifecycle import MoveRefused
from records.models import Record
from tests.factories import funding as make

pytestmark = pytest.mark.django_db
LONDON = timezone.get_default_timezone()
LAST = dt.datetime(2026, 12, 18, 23, 59, 59, tzinfo=LONDON)


def address(name, call, *more):
    return reverse(f"funding:{name}", args=[call.reference, *more])


def typed(county, fund, **fields):
    year = fund.years.get().pk
    return {
        "title": "Safer evenings, round 2", "partnership": county.here.pk, "number": "2", "about": "Projects",
        "opens_on": "1 12 2026", "closes_on": "18 12 2026", "for_members": "on", "for_groups": "on",
        "body": county.strategic.pk, "scheme": make.scheme(county).pk, "scorers_wanted": "2", f"fund_{year}": "on",
        f"amount_{year}": "£12,000", "documents_wanted": "Safeguarding policy",
    } | fields  # fmt: skip


def test_an_officer_writes_a_call_and_publishes_it(county, sign_in):
    client, fund = sign_in(county.officer), make.fund(county)
    answer = client.post(reverse("funding:call_add"), typed(county, fund))
    call = FundingCall.objects.get()
    assert answer["Location"] == call.get_absolute_url()
    assert (call.status, call.audience, call.number) == ("draft", Record.Audience.PARTNERSHIP, 2)
    assert call.closes_at == LAST
    assert timezone.localtime(call.opens_at) == dt.datetime(2026, 12, 1, tzinfo=LONDON)
    assert call.offers.get().amount == 12000
    client.post(address("call_move", call, "publish"))
    call.refresh_from_db()
    assert (call.status, call.audience) == (CallStatus.OPEN, Record.Audience.PUBLIC)
    assert Event.objects.filter(subject=call.reference, verb="publish").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"closes_on": "30 11 2026"}, "cannot close before it opens"),
        ({"least_amount": "5,000", "most_amount": "£1,000"}, "least amount is above the most"),
        ({"most_amount": "lots"}, "is not a sum of money"),
        ({"scorers_wanted": "0"}, "must be 1 or more"),
        ({"is_two_stage": "on", "expressions_close_on": "19 12 2026"}, "longer than whole bids"),
        ({"about": "x" * 100_000}, "must be 10,000 characters or fewer"),
    ],
)
def test_a_call_that_cannot_be_is_refused_in_words_and_nothing_is_lost(county, sign_in, wrong, words):
    answer = sign_in(county.officer).post(
        reverse("funding:call_add"), typed(county, make.fund(county), **wrong)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Safer evenings, round 2" in page
    assert not FundingCall.objects.exists()


def test_a_call_names_a_fund_and_its_amount_together(county, sign_in):
    fund = make.fund(county)
    fields = typed(county, fund)
    del fields[f"fund_{fund.years.get().pk}"]
    page = sign_in(county.officer).post(reverse("funding:call_add"), fields).content.decode()
    assert "or take out the amount that it offers" in page


def test_what_a_call_lacks_is_said_all_at_once(county, sign_in):
    call = calls.add_call(by=county.officer, title="Empty", partnership=county.here, for_members=False,
                          for_groups=False)  # fmt: skip
    page = sign_in(county.officer).get(address("call_move", call, "publish")).content.decode()
    for words in ("Say what the money is for.", "Say when the call closes.", "Choose the scoring form.",
                  "Name the funds", "Say who may bid.", "Name the body"):  # fmt: skip
        assert words in page
    with pytest.raises(MoveRefused, match="Say who may bid"):
        calls.step_call(call, CallAction.PUBLISH, by=county.officer)


@pytest.mark.parametrize("action", CallAction)
@pytest.mark.parametrize("status", CallStatus)
def test_every_move_from_every_status(county, action, status):
    call = make.call(county, status=status)
    sources, target = CALL_MOVES[action]
    if status in sources:
        assert calls.step_call(call, action, by=county.officer, reason="Needed").status == target
    else:
        with pytest.raises(MoveRefused, match="Nothing was changed"):
            calls.step_call(call, action, by=county.officer, reason="Needed")


def test_only_those_who_run_the_funding_write_calls(county, sign_in):
    call = make.call(county)
    with pytest.raises(PermissionDenied):
        calls.change_call(call, {"title": "Other"}, by=county.police_lead)
    assert sign_in(county.police_lead).get(address("call_change", call)).status_code == 403
    assert sign_in(county.attendee).get(reverse("funding:call_add")).status_code == 403
    draft = make.call(county, status="draft")
    assert sign_in(county.outsider).get(address("call", draft)).status_code == 404


def test_a_call_with_bids_is_finished_only_when_they_are_decided_and_is_not_cancelled(county):
    call = make.call(county)
    make.submitted(county, of=call)
    with pytest.raises(MoveRefused, match="submitted already"):
        calls.step_call(call, CallAction.CANCEL, by=county.officer, reason="No money")
    call = calls.step_call(call, CallAction.SHUT, by=county.officer)
    with pytest.raises(MoveRefused, match="1 bid is not decided yet"):
        calls.step_call(call, CallAction.FINISH, by=county.officer)


def test_a_call_closes_in_the_second_after_its_last_and_once(county):
    call = make.call(county, opens_at=LAST - dt.timedelta(days=30), closes_at=LAST)
    calls.close_past(LAST + dt.timedelta(microseconds=999_999))
    call.refresh_from_db()
    assert call.status == CallStatus.OPEN
    for _ in range(2):
        calls.close_past(LAST + dt.timedelta(seconds=1))
    call.refresh_from_db()
    assert call.status == CallStatus.CLOSED
    assert Event.objects.filter(subject=call.reference, verb="shut").count() == 1


def test_two_officers_see_both_versions(county, sign_in):
    call, client = make.call(county, status="draft"), sign_in(county.officer)
    form = client.get(address("call_change", call)).content.decode()
    version = form.split('name="version" value="')[1].split('"')[0]
    calls.change_call(call, {"about": "Theirs"}, by=county.officer)
    fund = call.offers.get().fund_year.fund
    answer = client.post(address("call_change", call), typed(county, fund, about="Mine", version=version))
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert "Mine" in answer.content.decode()


# --- open pages


def test_anybody_reads_the_open_calls_and_one_of_them(county, client):
    call = make.call(county, documents_wanted="Safeguarding policy", most_amount=5000)
    make.call(county, title="Not yet out", status="draft")
    page = client.get(reverse("funding:open_calls")).content.decode()
    assert call.title in page
    assert "Not yet out" not in page
    page = client.get(address("open_call", call)).content.decode()
    for words in ("Safeguarding policy", "At most £5,000", "Member agencies and community groups",
                  "Likely level of future CDRP funding required?", "Register your group", "Targeted"):  # fmt: skip
        assert words in page


@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_strangers_know_nothing_of_a_draft_or_a_cancelled_call(county, client, status):
    call = make.call(county, status=status)
    assert client.get(address("open_call", call)).status_code == 404
    assert client.get(address("call", call)).status_code == 302


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(-7, 7, "Sign in and apply"), (-7, -1, "takes no more bids"), (2, 7, "Come back then")],
)
def test_the_open_page_says_whether_the_call_takes_bids(county, client, opens, closes, words):
    at = now().replace(microsecond=0)
    call = make.call(county, opens_at=at + dt.timedelta(days=opens), closes_at=at + dt.timedelta(days=closes))
    assert words in client.get(address("open_call", call)).content.decode()


def test_a_call_that_is_closed_before_its_time_says_so_everywhere(county, sign_in, client):
    at = now().replace(microsecond=0)
    call = make.call(county, opens_at=at - dt.timedelta(days=7), closes_at=at + dt.timedelta(days=7))
    bid = make.bid(county, of=call)
    calls.step_call(call, CallAction.SHUT, by=county.officer)
    officer = sign_in(county.officer)
    pages = [client.get(reverse("funding:open_calls")), client.get(address("open_call", call)),
             officer.get(reverse("funding:calls")), officer.get(address("call", call))]  # fmt: skip
    for page in pages:
        assert "Closed before its time" in page.content.decode()
        assert "still in time" not in page.content.decode()
    page = sign_in(make.applicant(county)).get(reverse("funding:bid_write", args=[bid.reference]))
    assert "which is closed" in page.content.decode()


def test_what_is_wrong_with_a_call_is_listed_as_it_stands_on_the_page(county, sign_in):
    wrong = {"most_amount": "lots", "opens_on": "soon", "pass_mark": "x", "closes_time": "late"}
    fund = make.fund(county)
    amount = {f"amount_{fund.years.get().pk}": "some"}
    page = sign_in(county.officer).post(reverse("funding:call_add"), typed(county, fund, **wrong, **amount))
    summary = page.content.decode().partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    told = ["Opens: day", "Closes: time", "“lots” is not", "“some” is not", "Pass mark"]
    places = [summary.index(words) for words in told]
    assert places == sorted(places)


@time_machine.travel(LAST, tick=False)
def test_the_last_second_is_in_time_on_the_open_page(county, client):
    call = make.call(county, opens_at=LAST - dt.timedelta(days=30), closes_at=LAST)
    assert "Sign in and apply" in client.get(address("open_call", call)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_calls_cost_the_same_at_any_length(county, sign_in, client, rows, django_assert_num_queries):
    for number in range(rows):
        make.call(county, make.fund(county, f"F{number}"), title=f"Round {number}")
    with django_assert_num_queries(2):
        assert client.get(reverse("funding:open_calls")).status_code == 200
    officer = sign_in(county.officer)
    officer.get(reverse("funding:calls"))
    with django_assert_num_queries(3):
        officer.get(reverse("funding:calls"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_call_costs_the_same_however_many_bids_came(
    county, sign_in, rows, django_assert_num_queries
):
    call = make.call(county)
    for number in range(rows):
        make.submitted(county, of=call, title=f"Bid {number}")
    officer = sign_in(county.officer)
    officer.get(address("call", call))
    with django_assert_num_queries(9):
        page = officer.get(address("call", call)).content.decode()
    assert page.count("Bid ") >= rows


def test_a_call_shows_each_reader_only_the_bids_that_they_may_open(county, sign_in):
    call = make.call(county)
    make.submitted(county, of=call, title="Of the charity")
    make.submitted(county, of=call, title="Of the police", agency=county.police)
    make.bid(county, of=call, title="Still a draft")
    for user, seen in (
        (county.officer, {"Of the charity", "Of the police"}),
        (county.attendee, {"Of the charity", "Still a draft"}),
        (county.health_lead, set()),
    ):
        page = sign_in(user).get(address("call", call)).content.decode()
        assert {t for t in ("Of the charity", "Of the police", "Still a draft") if t in page} == seen


def test_a_call_offers_no_more_than_its_fund_has_free(county, sign_in):
    client, fund = sign_in(county.officer), make.fund(county, money="52000.00")
    year = fund.years.get()
    client.post(reverse("funding:call_add"), typed(county, fund, **{f"amount_{year.pk}": "99,999,999"}))
    call = FundingCall.objects.get()
    words = f"{year} has £52,000 free, and the call offers £99,999,999 of it. Offer that or less"
    assert words in client.get(call.get_absolute_url()).content.decode()
    page = client.get(address("call_change", call)).content.decode()
    assert "£52,000 is free. A call that offers more is not published." in page
    with pytest.raises(MoveRefused, match="confirm more money for the fund first"):
        calls.step_call(call, CallAction.PUBLISH, by=county.officer)
    calls.change_call(call, {}, by=county.officer, offers=[(year, D(52000))])
    call = calls.step_call(call, CallAction.PUBLISH, by=county.officer)
    with pytest.raises(MoveRefused, match=r"has £52,000 free, and the call offers £52,000\.01 of it"):
        calls.change_call(call, {}, by=county.officer, offers=[(year, D("52000.01"))])


def test_what_a_published_call_offers_already_may_stay_when_less_is_free(county):
    call = make.call(county)
    offer = call.offers.get()
    offer.amount = D(30000)
    offer.save()
    calls.change_call(call, {"about": "Said better"}, by=county.officer, offers=[(offer.fund_year, D(30000))])
    assert call.offers.get().amount == 30000


def test_a_new_call_is_numbered_after_the_last(county):
    make.call(county)
    last = FundingCall.objects.order_by("-number").first().number
    assert CallForm(user=county.officer)["number"].value() == last + 1


def test_a_new_plan_is_of_the_financial_year_under_way(county):
    assert NewPlanForm(user=county.officer)["year"].value() == year_of(today())
