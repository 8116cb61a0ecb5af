"""The rows of the funding room with which its addresses are asked, by the name of the address."""

import datetime as dt
from decimal import Decimal as D

from audit.clock import now, today
from funding.models import Condition, FundYear, OutsideBid, Plan, Registration, Training
from funding.services import (
    assigning,
    delivery,
    funds,
    ledger,
    milestones,
    outside,
    plans,
    reporting,
    supporting,
)
from records.writing import keep
from tests.factories import funding as make
from tests.funding.test_delivery import paid

DAY = dt.date(2026, 6, 1)
OF_BID = {  # the state in which a bid is asked: its addresses
    "draft": "bid bid_pdf bid_write bid_check bid_express bid_partners bid_documents",
    "submitted": "bid score_form score_correct interest interest_add scorers scores scoring_close subsidy bid_join "
    "supporters",
    "recommended": "recommend outcome award refuse defer decision_sheet letter bid_carry",
    "delivery": "delivery instalments agreement agreement_pdf agreement_accept project_return_ask variation clawback "
    "evaluate project_close award_keep_back scoring_again milestone_add",
}


def arguments(county):
    """``{"funding:fund": {"": {"reference": …}}}``"""
    fund = make.fund(county)
    call = make.call(county, fund)
    draft = make.call(county, fund, status="draft", title="Round 2")
    found = {
        **_funds(county, fund),
        **_plans(county, fund),
        **_calls(county, call, draft),
        **_bids(county, call),
    }
    found |= _outside(county, fund)
    of_call = {"call": {"reference": call.reference}}
    registering = {f"accounts:{name}": of_call for name in ("register_group", "registration_done")}
    return registering | {f"funding:{name}": rows for name, rows in found.items()}


def _funds(county, fund):
    by, year = county.officer, fund.years.get()
    other = keep(FundYear(fund=fund, year=year.year + 1), by=by)
    given = year.contributions.get()
    part = funds.allocate(year, D(10), by=by, partnership=county.here)
    wanted = funds.add_return(year, "April return", DAY, by=by)
    virement = ledger.ask_virement(year, other, D(10), by=by, reason="Needed")
    one, its = {"reference": fund.reference}, {"reference": fund.reference, "year": year.year}
    rows = {name: {"": one} for name in ("fund", "fund_change", "fund_year_open", "fund_holder")}
    rows |= {name: {"": its} for name in (
        "fund_year", "fund_ledger", "contribution_add", "allocation_add", "return_add", "virement_ask",
        "fund_divide", "rule_set",
    )}  # fmt: skip
    rows |= {"fund_move": {"close": one | {"action": "close"}}}
    rows |= {"share": {"": {"slug": county.here.slug}}}
    keys = (("contribution_state", given), ("allocation_change", part), ("return_send", wanted),
            ("virement_decide", virement))  # fmt: skip
    return rows | {name: {"": its | {"pk": row.pk}} for name, row in keys}


def _plans(county, fund):
    by = county.officer
    plan = plans.add_plan(county.here, "Plan", fund.years.first().year, by=by, funds=[fund])
    line = plans.set_line(plan, {"title": "Work", "amount": D(1), "fund_year": fund.years.first()}, by=by)
    split = plans.set_split(plan, "Cost", D(1), [(county.council, D(100))], by=by)
    one = {"reference": Plan.objects.get().reference}
    names = ("plan", "plan_change", "plan_editors", "plan_payments", "line_add", "split_add", "plan_pdf")
    rows = {name: {"": one} for name in names} | {"plan_move": {"submit": one | {"action": "submit"}}}
    keys = (("line_change", line), ("line_remove", line), ("line_pay", line), ("line_paid_back", line),
            ("split_change", split))  # fmt: skip
    return rows | {name: {"": one | {"pk": row.pk}} for name, row in keys}


def _calls(county, call, draft):
    waiting, published = {"reference": draft.reference}, {"reference": call.reference}
    rows = {name: {"call": published} for name in (
        "bid_start", "late_allow", "interests_pdf", "decide", "paper_pdf", "best_set", "hangs_on", "letters",
        "letters_pdf",
    )}  # fmt: skip
    rows |= {name: {"waiting": waiting, "call": published} for name in ("call", "call_change", "open_call")}
    registered = Registration(
        call=call, name="A club", about="Plays", contact_name="Secretary", email="club@example.org",
        state="waiting", registered_at=now(),
    )  # fmt: skip
    keep(registered, by=county.officer)
    training = keep(
        Training(agency=county.charity, course="problem-solving", completed_on=DAY), by=county.officer
    )
    group = {"pk": county.charity.pk}
    scheme, slug = {"pk": call.scheme_id}, {"slug": county.here.slug}
    return rows | {
        "call_move": {"publish": waiting | {"action": "publish"}, "shut": published | {"action": "shut"}},
        "group": {"": group}, "training_add": {"": group}, "training_remove": {"": group | {"training": training.pk}},
        "registration_settle": {"": {"pk": registered.pk}},
        "scheme": {"": scheme}, "scheme_version": {"": scheme}, "scheme_offer": {"": scheme},
        "scheme_first": {"": slug}, "scheme_add": {"": slug},
    }  # fmt: skip


def _bids(county, call):
    partner = [county.health]
    bids = {
        "draft": make.bid(county, of=call, partners=partner),
        "submitted": make.submitted(county, of=call, subsidy="none"),
        "recommended": make.recommended(county, make.submitted(county, of=call, subsidy="none")),
        "delivery": paid(county, of=call),
    }
    form = make.signed(county, bids["submitted"], county.police_lead)
    rows = {}
    for label, names in OF_BID.items():
        one = {"reference": bids[label].reference}
        for name in names.split():
            rows.setdefault(name, {})[f"bid {label}"] = one
    draft, sent = ({"reference": bids[label].reference} for label in ("draft", "submitted"))
    rows |= {
        "bid_section": {"bid draft": draft | {"section": "need"}},
        "bid_partner_remove": {"bid draft": draft | {"pk": bids["draft"].partners.get().pk}},
        "bid_move": {"bid submitted": sent | {"action": "withdraw"}},
        "supporter_remove": {"bid submitted": sent | {"pk": _supporter(county, bids["submitted"]).pk}},
        "scorer_end": {"bid submitted": sent | {"assignment": form.assignment_id}},
        "moderate": {"bid submitted": sent | {"number": 1}},
        "interest_end": {"bid submitted": sent | {"pk": _interest(county, bids["submitted"]).pk}},
        "form_aside": {"bid submitted": sent | {"form": form.pk}},
    }
    return rows | _delivery(county, bids["delivery"])


def _supporter(county, bid):
    return supporting.add_supporter(bid, county.supervisor.person, "Inspector", by=county.officer)


def _interest(county, bid):
    return assigning.declare_interest(
        bid, county.commander.person, "personal", by=county.officer, reason="Said at a meeting"
    )


def _delivery(county, bid):
    one = {"reference": bid.reference}
    condition = keep(Condition(bid=bid, text="A policy"), by=county.officer)
    wanted = reporting.ask_return(bid, period_from=DAY, period_until=DAY, due_on=DAY, by=county.officer)
    change = reporting.ask_variation(bid, "A later end", by=county.attendee)
    stone = milestones.set_milestone(bid, "A worker", today(), by=county.officer)
    back = delivery.claw_back(bid, D(1), "underspend", "Not spent", by=county.officer)
    keys = (("condition_met", condition), ("project_return", wanted), ("project_return_settle", wanted),
            ("variation_decide", change), ("clawback_repaid", back),
            ("milestone_change", stone), ("milestone_reach", stone), ("milestone_remove", stone))  # fmt: skip
    rows = {name: {"bid delivery": one | {"pk": row.pk}} for name, row in keys}
    numbered = ("claim", "claim_decide", "instalment_pay", "payment_correct")
    return rows | {name: {"bid delivery": one | {"number": 2}} for name in numbered}


def _outside(county, fund):
    by = county.officer
    outside.add_outside_bid(county.here, by=by, title="Safer streets", funder="A trust")
    service = outside.add_service(county.here, by=by, title="Advice line", serves="adults")
    period = {"name": "Seen", "period_from": DAY, "period_until": DAY}
    measure = outside.set_measure(service, period, by=by)
    found = outside.add_proposal_set(county.here, "Next year", by=by, fund_years=[fund.years.first()])
    proposal = outside.set_proposal(found, {"title": "One", "cost": D(1)}, by=by)
    bid, one, both = ({"reference": row.reference} for row in (OutsideBid.objects.get(), service, found))
    rows = {name: {"": bid} for name in ("outside", "outside_change", "outside_delay")}
    rows |= {
        name: {"": one} for name in ("service", "service_change", "service_measure_add", "service_intake")
    }
    rows |= {name: {"": both} for name in ("proposals", "proposals_change", "proposal_add")}
    rows |= {name: {"": both | {"pk": proposal.pk}} for name in ("proposal_change", "proposal_remove")}
    return rows | {
        "outside_move": {"pursue": bid | {"action": "pursue"}},
        "service_move": {"end": one | {"action": "end"}},
        "service_measure": {"": one | {"pk": measure.pk}},
        "proposals_move": {"settle": both | {"action": "settle"}},
    }
