"""Joint spending plans: balanced before they are submitted, and changed by those who administer them alone."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import html

from funding.models import Fund
from funding.money import year_name
from funding.services import plans as services
from partnership.models import Role, User
from records.lifecycle import MoveRefused
from tests.accessible import accessibility_problems
from tests.factories import funding as make
from tests.factories.partnership import RoleFactory
from tests.personas import account

pytestmark = pytest.mark.django_db


def plan(county, **fields):
    funds = [make.fund(county, "SCI"), make.fund(county, "CAD", "5000.00")]
    fields = {
        "banker": county.council, "submitted_to": "Regional office", "body": county.strategic,
        "covers": [county.here, county.there],
    } | fields  # fmt: skip
    return services.add_plan(county.here, "Joint plan", make.YEAR, by=county.officer, funds=funds, **fields)


def line(county, of, fund, amount, **said):
    year = of.funds.get(short_name=fund).years.get() if fund else None
    said = {"title": f"Work of {fund}", "fund_year": year, "amount": D(amount)} | said
    return services.set_line(
        of, said, by=county.officer, partnerships=said.pop("partnerships", [county.here])
    )


def test_it_cannot_be_submitted_while_a_fund_is_over_allocated_or_a_line_unfunded(county):
    """S003-70"""
    of = plan(county, banker=None)
    line(county, of, "SCI", 20500)
    line(county, of, None, 700, title="A van")
    with pytest.raises(MoveRefused) as refused:
        services.move_plan(of, "submit", by=county.officer)
    assert set(refused.value.reasons) == {
        "Name the agency that banks the money.",
        "“A van” is unfunded: £700. Choose the fund that pays for it, or take it out.",
        f"SCI {year_name(make.YEAR)} is over-allocated by £500. Lower its lines, or confirm more money for it.",
    }


def test_it_goes_to_its_body_and_comes_back(county):
    """S002-78"""
    of = plan(county)
    line(county, of, "SCI", 15000)
    of = services.move_plan(of, "submit", by=county.officer)
    with pytest.raises(PermissionDenied):
        line(county, of, "CAD", 10)
    with pytest.raises(MoveRefused, match="Say why"):
        services.move_plan(of, "return", by=county.officer)
    of = services.move_plan(of, "return", by=county.officer, reason="Too little for youth work")
    of = services.move_plan(of, "revise", by=county.officer, reason="More for youth work")
    line(county, of, "CAD", 5000)
    of = services.move_plan(services.move_plan(of, "submit", by=county.officer), "accept", by=county.officer)
    assert (of.status, bool(of.answered_on)) == ("accepted", True)


def test_only_its_administrator_and_those_named_change_it(county):
    """S002-79"""
    of = plan(county)
    with pytest.raises(PermissionDenied):
        services.set_line(of, {"title": "Mine", "amount": D(1)}, by=county.police_lead)
    services.name_editors(of, county.officer.person, [county.police_lead.person], by=county.officer)
    assert services.set_line(of, {"title": "Mine", "amount": D(1)}, by=county.police_lead)


def test_a_development_manager_runs_the_funding_of_each_partnership_that_the_role_is_held_for(county):
    """S002-14"""
    manager = account("manager", county.council)
    for place in (county.here, county.there):
        RoleFactory(person=manager.person, partnership=place, kind=Role.Kind.DEVELOPMENT)
    both = [county.here, county.there]
    for place in both:
        of = services.add_plan(place, "Joint", make.YEAR, by=manager, covers=both)
        assert manager.has_perm("funding.change_plan", of)
    assert manager.has_perm("funding.manage_bid", make.submitted(county))


def test_shares_add_up_to_a_hundred_and_the_pence_to_the_total(county):
    """S001-152, S001-167"""
    of = plan(county)
    with pytest.raises(MoveRefused, match="add up to 90%: 10% short of 100%"):
        services.set_split(
            of, "Labour", D("100.01"), [(county.council, D(50)), (county.police, D(40))], by=county.officer
        )
    split = services.set_split(
        of, "Labour", D("100.01"), [(county.council, D(50)), (county.police, D(50))], by=county.officer,
        reason="Both areas do the same work",
    )  # fmt: skip
    assert [sum_ for _, sum_ in split.shared] == [D("50.01"), D("50.00")]


def test_a_line_is_of_the_plans_own_year(county):
    of = plan(county)
    other = make.fund_year(county, of.funds.first(), "1.00", year=make.YEAR + 1)
    with pytest.raises(MoveRefused, match="Choose a fund's money of that year"):
        services.set_line(of, {"title": "Late", "amount": D(1), "fund_year": other}, by=county.officer)


def test_pages_of_a_plan(county, client, django_assert_max_num_queries):
    """S002-16"""
    of = plan(county)
    shared = line(county, of, "SCI", 15000, partnerships=[county.here, county.there])
    split = services.set_split(of, "Labour", D(100), [(county.council, D(100))], by=county.officer)
    client.force_login(county.officer)
    at = [of.reference]
    client.get(reverse("funding:plan", args=at))
    with django_assert_max_num_queries(8):
        page = client.get(reverse("funding:plan", args=at)).content.decode()
    assert f'data-label="Partnerships">{county.here}, {county.there} <' in page
    for name, args in (
        ("plans", []), ("plan_add", []), ("plan_change", at), ("plan_editors", at), ("line_add", at),
        ("line_change", [*at, shared.pk]), ("line_remove", [*at, shared.pk]), ("split_add", at),
        ("split_change", [*at, split.pk]), ("plan_move", [*at, "submit"]),
    ):  # fmt: skip
        assert client.get(reverse(f"funding:{name}", args=args)).status_code == 200, name
    rows = {"share-TOTAL_FORMS": 2, "share-INITIAL_FORMS": 0, "title": "Van", "total": "10"}
    short = {"share-0-agency": county.council.pk, "share-0-percent": "90"}
    page = client.post(reverse("funding:split_add", args=at), rows | short)
    assert page.status_code == 422
    assert "10% short of 100%" in page.content.decode()
    whole = short | {"share-1-agency": county.police.pk, "share-1-percent": "10"}
    assert client.post(reverse("funding:split_add", args=at), rows | whole).status_code == 302
    client.force_login(county.chair)
    assert client.get(reverse("funding:line_add", args=at)).status_code == 403


def test_each_line_is_marked_with_the_source_of_its_money(county, sign_in):
    """S002-53, S002-77: lines of several funds in one plan, one of them shared."""
    of = plan(county)
    for fund, source in (("SCI", "BCU"), ("CAD", "CDRP")):
        Fund.objects.filter(short_name=fund).update(source=source)
        line(county, of, fund, 100, partnerships=[county.here, county.there])
    client, address = sign_in(county.officer), reverse("funding:plan", args=[of.reference])
    page = client.get(address).content.decode()
    assert 'SCI<span class="list__detail">BCU</span>' in page
    assert 'CAD<span class="list__detail">CDRP</span>' in page
    rows = client.get(address, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[2] for row in rows] == ["Source", "BCU", "CDRP"]


def test_it_prints(county, client):
    of = plan(county)
    line(county, of, "SCI", 15000)
    client.force_login(county.officer)
    page = client.get(reverse("funding:plan_pdf", args=[of.reference]))
    assert page["Content-Type"] == "application/pdf"
    assert accessibility_problems(page.content) == []


def version_on(page):
    return page.content.decode().split('name="version" value="')[1].split('"')[0]


def test_two_who_change_a_line_see_both_texts(county, sign_in):
    of = plan(county)
    row, client = line(county, of, "SCI", 15000), sign_in(county.officer)
    address = reverse("funding:line_change", args=[of.reference, row.pk])
    said = {"title": row.title, "fund_year": row.fund_year_id, "amount": "14,000", "cost_type": "any"}
    said |= {"partnerships": [county.here.pk], "is_capital": "on", "version": version_on(client.get(address))}
    theirs = {"title": "Youth work", "amount": D(16000)}
    services.set_line(of, theirs, by=county.officer, line=row, partnerships=[county.here])
    answer = client.post(address, said)
    row.refresh_from_db()
    assert (answer.status_code, row.amount) == (409, D(16000))
    page = answer.content.decode()
    assert "“Youth work” was changed while you were writing" in page
    differ = html.fromstring(page).xpath("//table//tbody//th/text()")
    assert differ == ["What the money is for", "Amount", "Capital, not running costs"]
    assert client.post(address, said | {"version": version_on(answer)}).status_code == 302
    row.refresh_from_db()
    assert row.amount == D(14000)


def test_two_who_share_a_cost_see_both_divisions(county, sign_in):
    of, client = plan(county), sign_in(county.officer)
    halves = [(county.council, D(50)), (county.police, D(50))]
    split = services.set_split(of, "Labour", D(100), halves, by=county.officer)
    address = reverse("funding:split_change", args=[of.reference, split.pk])
    page = client.get(address)
    assert 'value="50"' in page.content.decode()
    said = {"title": "Labour", "total": "100", "share-TOTAL_FORMS": 2, "share-INITIAL_FORMS": 2}
    said |= {"share-0-agency": county.council.pk, "share-0-percent": "60"}
    said |= {"share-1-agency": county.police.pk, "share-1-percent": "40", "version": version_on(page)}
    all_of_it = [(county.council, D(100))]
    services.set_split(of, "Labour", D(100), all_of_it, by=county.officer, split=split)
    answer = client.post(address, said)
    assert (answer.status_code, split.shares.get().percent) == (409, D(100))
    page = html.fromstring(answer.content)
    assert page.xpath("//table//tbody//th/text()") == ["Who carries it"]
    assert page.xpath("//input[@name='share-1-percent']/@value") == ["40"]
    assert client.post(address, said | {"version": version_on(answer)}).status_code == 302
    assert {share.percent for share in split.shares.all()} == {D(60), D(40)}


def test_each_partnership_that_it_covers_reads_it(county, sign_in):
    """S002-16"""
    of = plan(county)
    line(county, of, "SCI", 15000)
    there = User.objects.get(pk=county.outsider.pk)
    page = sign_in(there).get(of.get_absolute_url())
    assert page.status_code == 200
    assert reverse("funding:fund_year", args=[of.funds.first().reference, of.year]) not in page.text
    refused = sign_in(there).get(reverse("funding:plan_change", args=[of.reference]))
    assert refused.status_code == 403
    assert 'href="/funding/"' in refused.text  # the way on
    said = " ".join(sign_in(county.officer).get(of.get_absolute_url()).text.split())
    assert "The partnership. Also officers of Southshire Community Safety Partnership." in said
    services.change_plan(of, {}, by=county.officer, many={"covers": [county.here]})
    assert sign_in(User.objects.get(pk=there.pk)).get(of.get_absolute_url()).status_code == 404
