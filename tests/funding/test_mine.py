"""A community group's own page: what it does next, its bids, and open calls; and that nothing else opens to it."""

import datetime as dt
import re
from decimal import Decimal as D

import pytest
from django.urls import reverse

from audit.clock import today
from funding.models import Clawback, Condition, Instalment, MonitoringReturn
from funding.services import bids, delivery, receiving
from partnership.models import Person, User
from records.writing import keep
from tests.factories import funding as make
from tests.personas import seat

pytestmark = pytest.mark.django_db
MINE = reverse("funding:mine")


@pytest.fixture(autouse=True)
def _no_letters(settings):
    settings.CELERY_TASK_ALWAYS_EAGER = False


@pytest.fixture
def group(county):
    return make.community_group(county)


def words(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def begun(group, call, title="Boxing club"):
    return bids.start_bid(call, group.person.posts.get().agency, title, by=group)


def in_state(bid, status, **fields):
    type(bid).objects.filter(pk=bid.pk).update(status=status, **fields)


def test_a_group_lands_on_its_own_page(group, sign_in):
    client = sign_in(group)
    for address in (reverse("home:home"), reverse("funding:home")):
        assert client.get(address)["Location"] == MINE


def test_the_menu_has_only_what_a_group_can_use(county, group, sign_in):
    page = words(sign_in(group).get(MINE))
    menu = page[page.index('aria-label="Main"') : page.index("</nav>")]
    assert [
        name for name in ("Your funding", "Bids", "Calls", "Documents") if f">{name}</a>" not in menu
    ] == []
    for name in ("Meetings", "Problems", "People", "Agencies", "Bodies", "Assessments"):
        assert f">{name}</a>" not in menu
    assert ">Funds<" not in words(sign_in(group).get(reverse("funding:bids")))
    assert ">Funds<" in words(sign_in(county.officer).get(reverse("funding:bids")))


@pytest.mark.parametrize("name", ["people", "agencies", "bodies", "areas", "partnerships"])
def test_there_is_no_directory_for_a_group(group, sign_in, name):
    assert sign_in(group).get(reverse(f"home:{name}")).status_code == 404


def test_pages_of_people_and_agencies_are_unknown_to_a_group(county, group, sign_in):
    client = sign_in(group)
    assert client.get(reverse("home:person", args=[county.chair.person_id])).status_code == 404
    assert client.get(reverse("home:agency", args=[county.police.pk])).status_code == 404
    assert not Person.objects.visible_to(group).exists()


def test_a_group_with_a_seat_sees_the_directory_as_its_partners_do(county, group, sign_in):
    seat(county.strategic, group, group.person.posts.get().agency, "attendee", False, "member", False)
    group = User.objects.get(pk=group.pk)
    assert not group.places.applies_alone
    assert sign_in(group).get(reverse("home:people")).status_code == 200
    assert sign_in(group).get(reverse("home:home")).status_code == 200


def test_nobody_without_an_agency_has_the_page(county, sign_in):
    assert sign_in(county.guest).get(MINE).status_code == 404


def test_a_draft_is_to_be_finished_and_an_open_call_is_shown(county, group, sign_in):
    call = make.call(county)
    make.call(county, make.fund(county, "CAD"), title="For agencies alone", for_groups=False)
    bid = begun(group, call)
    page = words(sign_in(group).get(MINE))
    assert "Finish and submit your bid" in page
    assert reverse("funding:bid_write", args=[bid.reference]) in page
    assert call.get_absolute_url() in page
    assert "For agencies alone" not in page


def test_a_project_in_delivery_says_what_is_due(county, group, sign_in):
    bid, day = begun(group, make.call(county)), today()
    in_state(bid, "delivery", awarded=D(10), awarded_on=day, ends_on=day)
    late = day - dt.timedelta(3)
    keep(Instalment(bid=bid, number=1, amount=D(7), due_on=late), by=county.officer)
    keep(Instalment(bid=bid, number=2, amount=D(3), due_on=day + dt.timedelta(60)), by=county.officer)
    keep(MonitoringReturn(bid=bid, period_from=late, period_until=late, due_on=day), by=county.officer)
    keep(Condition(bid=bid, text="A safeguarding policy"), by=county.officer)
    keep(
        Clawback(
            bid=bid, amount=D(2), why="underspend", reason="Not spent", asked_on=day, asked_by=county.officer
        ),
        by=county.officer,
    )
    page = words(sign_in(group).get(MINE))
    assert "Claim instalment 1, £7" in page
    assert "instalment 2" not in page
    for said in ("Write a return", "A safeguarding policy", "Pay back £2", "Say what the project came to"):
        assert said in page


def test_the_agreement_waits_for_the_lead_alone_until_it_is_signed(county, group, sign_in):
    bid = begun(group, make.call(county))
    in_state(bid, "awarded", awarded=D(10), awarded_on=today())
    assert "sign the agreement" not in words(sign_in(group).get(MINE))
    keep(Instalment(bid=bid, number=1, amount=D(10), due_on=today()), by=county.officer)
    assert "Read and sign the agreement" in words(sign_in(group).get(MINE))
    delivery.sign_agreement(bid, by=group)
    assert "sign the agreement" not in words(sign_in(group).get(MINE))


@pytest.mark.parametrize("rows", [1, 6])
def test_the_page_costs_the_same_at_any_length(county, group, sign_in, rows, django_assert_num_queries):
    call = make.call(county)
    for number in range(rows):
        begun(group, call, f"Bid {number}")
    client = sign_in(group)
    client.get(MINE)
    with django_assert_num_queries(7):
        client.get(MINE)


@pytest.mark.parametrize(("ahead", "year"), [(0, ""), (366, f" {(today() + dt.timedelta(366)).year}")])
def test_a_day_of_another_year_is_said_with_its_year(county, group, sign_in, ahead, year):
    bid, on = begun(group, make.call(county)), today() + dt.timedelta(ahead)
    in_state(bid, "delivery", ends_on=None)
    keep(Condition(bid=bid, text="Checks of staff", due_on=on), by=county.officer)
    assert f"By {on.day} {on:%B}{year} <" in re.sub(r"\s*<", " <", words(sign_in(group).get(MINE)))


def test_a_bid_that_came_back_says_so_and_what_to_mend(county, group, sign_in):
    bid = make.submitted(county, agency=group.person.posts.get().agency)
    receiving.return_bid(bid, by=county.officer, reason="Say where the hall is.")
    client = sign_in(group)
    assert "Mend your bid, which came back, and submit it again" in words(client.get(MINE))
    assert "Say where the hall is." in words(client.get(reverse("funding:bid_write", args=[bid.reference])))
    fresh = begun(group, bid.call, "Another")
    assert "came back" not in words(client.get(reverse("funding:bid_write", args=[fresh.reference])))
