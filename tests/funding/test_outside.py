"""Bids to others, services and programmes, proposals against the money, and what ends."""

import datetime as dt
import html
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from documents import services as documents
from funding.reports.outside import balance_of_proposals, completion, gaps, lines_of, what_ends
from funding.services import outside as services
from records.lifecycle import MoveRefused
from tests.documents.samples import upload
from tests.factories import funding as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


def opportunity(county, by=None, **said):
    said = {"title": "Safer streets", "funder": "Home Office", "round": "round 5"} | said
    return services.add_outside_bid(county.here, by=by or county.officer, **said)


def service(county, title="Advice line", **said):
    said = {"agency": county.charity, "cost": D(30000), "serves": "adults"} | said
    return services.add_service(county.here, by=county.officer, title=title, **said)


def test_from_an_opportunity_to_a_delayed_decision_and_its_outcome(county):
    """S001-76, S001-104, S001-105"""
    bid = services.move_outside_bid(opportunity(county), "pursue", by=county.officer)
    with pytest.raises(MoveRefused) as refused:
        services.move_outside_bid(bid, "submit", by=county.officer)
    assert refused.value.reasons == (
        "Name the agency that leads the bid.",
        "Enter the amount that is asked for.",
    )
    bid = services.change_outside_bid(bid, {"agency": county.police, "amount": D(50000)}, by=county.officer)
    bid = services.move_outside_bid(bid, "submit", by=county.officer)
    with pytest.raises(MoveRefused, match="Record first that a decision is awaited"):
        services.delay_outside_bid(bid, is_delayed=True, because="Many bids", chase_on=DAY, by=county.officer)
    bid = services.move_outside_bid(bid, "await", by=county.officer)
    with pytest.raises(MoveRefused, match="on which day to ask again"):
        services.delay_outside_bid(
            bid, is_delayed=True, because="Many bids", chase_on=None, by=county.officer
        )
    bid = services.delay_outside_bid(
        bid, is_delayed=True, because="Many bids", chase_on=DAY, by=county.officer
    )
    assert bid.state_in_words == "Awaiting decision – delayed"
    assert list(type(bid).objects.to_chase(DAY)) == [bid]
    with pytest.raises(MoveRefused, match="amount that was won"):
        services.move_outside_bid(bid, "win", by=county.officer)
    bid = services.move_outside_bid(bid, "win", by=county.officer, won=D(45000))
    assert (bid.status, bid.is_delayed, bool(bid.closed_on)) == ("won", False, True)


def test_an_opportunity_and_a_service_say_all_that_was_entered_of_them(county, sign_in):
    """S001-76, S001-80, S001-102, S001-104, S003-22, S003-26, S003-45"""
    client, area = sign_in(county.officer), make.area(county)
    bid = opportunity(
        county, scheme="Streets fund", closes_on=DAY, agency=county.police, amount=D(5000),
        many={"areas": [area], "partners": [county.health]},
    )  # fmt: skip
    page = html.unescape(client.get(bid.get_absolute_url()).content.decode())
    for words in ("Streets fund, round 5", "1 June 2026", "Northshire Police", "NHS Northshire", str(area)):
        assert words in page
    one = service(
        county, aim="Fewer calls", commissioner=county.council, funder="A ministry", serves="both",
        risk_levels=["Very high", "Lower"], ends_on=DAY, areas=[area],
    )  # fmt: skip
    period = {"period_from": DAY, "period_until": DAY}
    services.set_measure(one, period | {"name": "Seen", "target": D(5), "result": D(6)}, by=county.officer)
    one = services.move_service(one, "recommission", by=county.officer, reason="The contract ends")
    page = html.unescape(client.get(one.get_absolute_url()).content.decode())
    for words in ("Fewer calls", "Northshire Council", "A ministry", "Adults and children", "Very high, Lower",
                  "Seen", "Being re-commissioned"):  # fmt: skip
        assert words in page


def test_a_proposal_says_its_posts_its_areas_and_who_pays_for_what_it_replaces(county, sign_in):
    """S003-46, S003-50"""
    found = services.add_proposal_set(county.here, "For next year", by=county.officer)
    said = {"title": "One contract", "cost": D(1), "staff": D(24)}
    merged = [service(county, funder="Supporting housing"), service(county, "Shelter")]
    services.set_proposal(found, said, by=county.officer, merges=merged, areas=[make.area(county)])
    page = sign_in(county.officer).get(found.get_absolute_url()).content.decode()
    assert "Takes the place of Advice line (paid by Supporting housing) and Shelter (funder not said)" in page
    assert "24 posts · Northshire" in page


@pytest.mark.parametrize("persona", ["outsider", "guest"])
def test_strangers_record_nothing(county, persona):
    with pytest.raises(PermissionDenied):
        opportunity(county, by=getattr(county, persona))


def test_the_agency_that_leads_keeps_its_bid_and_others_do_not(county):
    bid = opportunity(county, by=county.police_lead, agency=county.police)
    services.change_outside_bid(bid, {"amount": D(10)}, by=county.police_lead)
    with pytest.raises(PermissionDenied):
        services.change_outside_bid(bid, {"amount": D(20)}, by=county.health_lead)


def test_a_programme_shows_how_many_finish(county):
    """S003-52"""
    one = service(county, weeks=30)
    period = {"period_from": DAY, "period_until": DAY + dt.timedelta(210)}
    with pytest.raises(MoveRefused, match="More people cannot finish"):
        services.add_intake(one, period | {"starters": 3, "finishers": 4}, by=county.officer)
    services.add_intake(one, period | {"starters": 8, "finishers": 3}, by=county.officer)
    with pytest.raises(MoveRefused, match="recorded for this period already"):
        services.add_intake(one, period | {"starters": 8, "finishers": 3}, by=county.officer)
    services.add_intake(one, period | {"starters": 4, "finishers": 3}, by=county.officer)
    assert completion(one) == 50


def test_a_proposal_lists_what_is_there_for_the_same_need_with_its_funder(county, sign_in):
    """S003-50: by the groups that it names, and by those of the services that it takes the place of."""
    year = make.fund(county).years.get()
    merged = service(county, "Shelter", groups=["Lower risk victims"])
    service(county, "Refuge", groups=["Lower risk victims"], funder="Supporting housing")
    service(county, "Helpline", groups=["Male victims", "Perpetrators"], fund_year=year)
    service(county, "Unrelated", groups=["Perpetrators"], funder="A ministry")
    over = service(county, "Over", groups=["Male victims"])
    services.move_service(over, "end", by=county.officer, reason="No money")
    found = services.add_proposal_set(county.here, "For next year", by=county.officer)
    said = {"title": "One contract", "cost": D(1), "groups": ["Male victims"]}
    services.set_proposal(found, said, by=county.officer, merges=[merged])
    client = sign_in(county.officer)
    page = client.get(found.get_absolute_url()).content.decode()
    words = f"not merged: Helpline (paid by {year}) and Refuge (paid by Supporting housing)<"
    assert words in page
    rows = client.get(found.get_absolute_url(), {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert rows[1].endswith(f"Male victims,Helpline (paid by {year}); Refuge (paid by Supporting housing)")
    form = client.get(reverse("funding:proposal_add", args=[found.reference])).content.decode()
    assert "Groups whose need it meets" in form


@pytest.mark.parametrize("rows", [1, 4])
def test_a_set_of_proposals_costs_the_same_at_any_length(
    county, sign_in, rows, django_assert_max_num_queries
):
    found = services.add_proposal_set(county.here, "For next year", by=county.officer)
    for number in range(rows):
        one = service(county, f"Service {number}", groups=["Male victims"])
        said = {"title": f"Proposal {number}", "cost": D(1), "groups": ["Male victims"]}
        services.set_proposal(found, said, by=county.officer, merges=[one])
    client = sign_in(county.officer)
    client.get(found.get_absolute_url())
    with django_assert_max_num_queries(13):
        client.get(found.get_absolute_url())


def names(found):
    return [one.name for one in found if one.is_gap]


def test_groups_that_nothing_serves_are_listed_with_the_papers_about_them(county, sign_in):
    """S003-51"""
    one = service(county, groups=["Male victims"], risk_levels=["High"])
    paper = documents.add_document(
        title="Paper on perpetrators",
        file=upload(),
        by=county.officer,
        partnership=county.here,
        audience="partnership",
    )
    documents.change_document(paper, {"groups": ["Perpetrators"], "serves": "adults"}, by=county.officer)
    groups, levels = gaps(county.officer)
    assert "Male victims" not in names(groups)
    assert names(levels) == ["Very high", "Medium", "Lower"]
    assert [str(each) for each in next(g for g in groups if g.name == "Perpetrators").papers] == [str(paper)]
    client, address = sign_in(county.officer), reverse("funding:service_gaps")
    page = client.get(address).content.decode()
    assert page.count("No service") == len(names(groups)) + 3
    assert "Paper on perpetrators" in page
    rows = client.get(address, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert "Group,Perpetrators,No,,Paper on perpetrators" in rows
    assert "Paper on perpetrators" not in sign_in(county.outsider).get(address).content.decode()
    services.move_service(one, "end", by=county.officer, reason="No money")
    assert "Male victims" in names(gaps(county.officer)[0])


def proposals(county):
    year = make.fund(county, money="50000.00").years.get()
    found = services.add_proposal_set(county.here, "For next year", by=county.officer, fund_years=[year])
    both = [service(county), service(county, "Shelter", cost=D(20000))]
    said = {"title": "One contract", "cost": D(55000), "cost_existing": D(40000), "for_children": D(11000)}
    services.set_proposal(found, said, by=county.officer, merges=both)
    return found


def test_a_proposal_above_todays_cost_is_marked_and_the_set_is_over(county):
    """S003-34, S003-35, S003-41, S003-70"""
    found = proposals(county)
    [line] = lines_of(found, county.officer)
    assert (line.today, line.more, line.is_above, line.new_cost) == (50000, 5000, True, 15000)
    balance = balance_of_proposals(found)
    assert (balance.words, balance.is_over, balance.childrens_share) == ("Over by £5,000", True, 20)
    row = found.proposals.get()
    services.set_proposal(found, {"title": "One contract", "cost": D(50000)}, by=county.officer, proposal=row)
    found.refresh_from_db()
    assert balance_of_proposals(found).words == "Balanced"


def test_a_saving_is_set_against_what_it_pays_for(county):
    """S003-36"""
    found = proposals(county)
    said = {
        "title": "Cheaper",
        "cost": D(1000),
        "cost_today": D(4000),
        "pays_for": "A post",
        "pays_for_cost": D(3500),
    }
    services.set_proposal(found, said, by=county.officer)
    assert [line.against for line in lines_of(found, county.officer)] == [None, -500]


@pytest.mark.parametrize(("pounds", "words"), [
    (0, "None of the proposals has anything for children's services."),
    (1000, "£1,000 of it, 25.0%, is for children's services. There is nothing for them in Shelter."),
])  # fmt: skip
def test_which_proposals_leave_children_out(county, sign_in, pounds, words):
    """S003-71"""
    found = services.add_proposal_set(county.here, "For next year", by=county.officer)
    services.set_proposal(
        found, {"title": "Play", "cost": D(3000), "for_children": D(pounds)}, by=county.officer
    )
    services.set_proposal(found, {"title": "Shelter", "cost": D(1000)}, by=county.officer)
    page = sign_in(county.officer).get(found.get_absolute_url()).content.decode()
    assert words in html.unescape(page)


def test_settled_proposals_stay(county):
    found = services.move_proposal_set(proposals(county), "settle", by=county.officer, reason="Agreed")
    with pytest.raises(MoveRefused, match="Reopen them"):
        services.set_proposal(found, {"title": "Late", "cost": D(1)}, by=county.officer)


def test_what_ends_is_in_order_and_within_what_one_may_see(county):
    """S003-67"""
    soon, later = today() + dt.timedelta(40), today() + dt.timedelta(300)
    service(county, ends_on=soon)
    service(county, "Later", ends_on=later)
    assert [row.title for row in what_ends(county.officer, today(), 6)] == ["Advice line"]
    assert [row.title for row in what_ends(county.officer, today(), 12)] == ["Advice line", "Later"]
    assert list(what_ends(county.outsider, today(), 12)) == []


def test_pages(county, client, django_assert_max_num_queries):
    bid, found, one = opportunity(county), proposals(county), service(county)
    period = {"period_from": DAY, "period_until": DAY}
    measure = services.set_measure(
        one, period | {"name": "Seen", "target": D(5), "result": D(6)}, by=county.officer
    )
    client.force_login(county.officer)
    shown = [("outside", bid), ("proposals", found), ("service", one)]
    for name, record in shown:
        client.get(record.get_absolute_url())
        with django_assert_max_num_queries(10):
            assert client.get(record.get_absolute_url()).status_code == 200, name
    for name in ("outside_bids", "services", "proposal_sets", "ending", "service_gaps"):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(f"funding:{name}")).status_code == 200, name
    for name in ("outside_bids", "services", "ending"):
        assert client.get(reverse(f"funding:{name}"), {"export": "xlsx"}).status_code == 200
    row = found.proposals.get()
    for name, args in (
        ("outside_add", []), ("outside_change", [bid.reference]), ("outside_delay", [bid.reference]),
        ("outside_move", [bid.reference, "pursue"]), ("service_add", []), ("service_change", [one.reference]),
        ("service_measure", [one.reference, measure.pk]), ("service_intake", [one.reference]),
        ("service_move", [one.reference, "end"]), ("proposals_add", []), ("proposals_change", [found.reference]),
        ("proposal_add", [found.reference]), ("proposal_change", [found.reference, row.pk]),
        ("proposal_remove", [found.reference, row.pk]), ("proposals_move", [found.reference, "settle"]),
    ):  # fmt: skip
        assert client.get(reverse(f"funding:{name}", args=args)).status_code == 200, name
    said = {"title": "A bid", "funder": "A trust", "partnership": county.here.pk}
    assert client.post(reverse("funding:outside_add"), said).status_code == 302
    client.force_login(county.outsider)
    assert client.get(bid.get_absolute_url()).status_code == 404


def test_two_who_change_a_proposal_see_both(county, sign_in):
    found, client = proposals(county), sign_in(county.officer)
    row = found.proposals.get()
    address = reverse("funding:proposal_change", args=[found.reference, row.pk])
    version = client.get(address).content.decode().split('name="version" value="')[1].split('"')[0]
    services.set_proposal(found, {"cost": D(56000)}, by=county.officer, proposal=row, merges=row.merges.all())
    said = {"title": "Two contracts", "cost": "57,000", "version": version}
    answer = client.post(address, said)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "“One contract” was changed while you were writing" in page
    assert "Shelter" in page
    row.refresh_from_db()
    assert (row.title, row.cost) == ("One contract", 56000)
    newest = page.split('name="version" value="')[1].split('"')[0]
    assert client.post(address, said | {"version": newest}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.cost, row.merges.count()) == ("Two contracts", 57000, 0)


def test_two_who_enter_a_result_see_both(county, sign_in):
    one, client = service(county), sign_in(county.officer)
    said = {"name": "Seen", "period_from": DAY, "period_until": DAY, "target": D(5), "result": None}
    row = services.set_measure(one, said, by=county.officer)
    address = reverse("funding:service_measure", args=[one.reference, row.pk])
    version = client.get(address).content.decode().split('name="version" value="')[1].split('"')[0]
    services.set_measure(one, said | {"result": D(6)}, by=county.officer, measure=row)
    day = f"{DAY.day} {DAY.month} {DAY.year}"
    typed = {"name": "Seen", "period_from": day, "period_until": day, "target": "5", "result": "7"}
    answer = client.post(address, typed | {"version": version})
    page = answer.content.decode()
    row.refresh_from_db()
    assert (answer.status_code, row.result) == (409, D(6))
    differ = page.split("<tbody")[1].split("</tbody>")[0]
    assert "Result" in differ
    assert "Target" not in differ
    newest = page.split('name="version" value="')[1].split('"')[0]
    assert client.post(address, typed | {"version": newest}).status_code == 302
    row.refresh_from_db()
    assert row.result == 7
