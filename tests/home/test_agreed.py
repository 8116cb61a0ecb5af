"""S001-167: a resolution links to the split of a cost that it agreed, from either end."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from funding.services import plans
from records.models import Link, Record
from records.reports.thread import thread_of
from tests.factories import meetings as make
from tests.funding.test_plans import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(county):
    return make.approved(county)


@pytest.fixture
def split(county):
    shares = [(county.council, D(50)), (county.police, D(50))]
    return plans.set_split(plan(county), "Labour costs", D("100.01"), shares, by=county.officer)


def from_plan(split):
    return reverse("home:split_agreed", args=[split.plan.reference, split.pk])


def from_meeting(meeting):
    resolution = meeting.items.first().resolutions.get()
    return reverse("home:resolution_split", args=[meeting.reference, resolution.pk])


def of_meeting(meeting, number=1):
    return {"meeting": meeting.reference.lower(), "item": 1, "resolution": number}


def page(client, name, record):
    return client.get(reverse(name, args=[record.reference])).content.decode()


@pytest.mark.parametrize("end", ["plan", "meeting"])
def test_it_is_linked_from_either_end_and_each_says_the_other(county, sign_in, meeting, split, end):
    client = sign_in(county.officer)
    if end == "plan":
        answer = client.post(from_plan(split), of_meeting(meeting))
    else:
        answer = client.post(from_meeting(meeting), {"split": split.pk})
    assert answer.status_code == 302
    link = Link.objects.get(source=split.plan.pk)
    assert (link.target_id, link.kind, link.part) == (meeting.pk, "decided-by", "item 1 resolution 1")
    assert "item 1 resolution 1" in page(client, "funding:plan", split.plan)
    assert "Labour costs</p>" in page(client, "meetings:decisions", meeting)
    assert "Was decided by" in [strand.heading for strand in thread_of(split.plan, county.officer).strands]


def test_twice_is_refused_and_nothing_typed_is_lost(county, sign_in, meeting, split):
    client = sign_in(county.officer)
    client.post(from_plan(split), of_meeting(meeting))
    again = client.post(from_plan(split), of_meeting(meeting))
    assert again.status_code == 422
    assert "linked to" in again.content.decode()
    assert Link.objects.count() == 1


@pytest.mark.parametrize("typed", [
    {"meeting": "CSP-MTG-1999-0001", "item": 1, "resolution": 1}, {"item": 1, "resolution": 9},
    {"item": 99, "resolution": 1}, {"item": "x", "resolution": ""}, {"item": 10**30, "resolution": -1},
])  # fmt: skip
def test_a_resolution_that_is_not_there_is_refused(county, sign_in, meeting, split, typed):
    answer = sign_in(county.officer).post(from_plan(split), {"meeting": meeting.reference} | typed)
    assert answer.status_code == 422
    assert not Link.objects.exists()


def test_a_split_of_another_record_is_unknown(county, sign_in, meeting, split):
    assert sign_in(county.officer).get(from_plan(split)).status_code == 200
    wrong = reverse("home:split_agreed", args=[meeting.reference, split.pk])
    assert sign_in(county.officer).get(wrong).status_code == 404


def test_only_those_who_keep_the_record(county, sign_in, meeting, split):
    assert sign_in(county.outsider).get(from_meeting(meeting)).status_code == 404
    for address in (from_plan(split), from_meeting(meeting)):
        assert sign_in(county.health_lead).get(address).status_code == 403


def test_another_name_of_the_cost_stays_linked(county, sign_in, meeting, split):
    client = sign_in(county.officer)
    client.post(from_plan(split), of_meeting(meeting))
    shares = [(county.council, D(100))]
    plans.set_split(split.plan, "Analysts", D(10), shares, by=county.officer, split=split)
    assert Link.objects.get().note == "Analysts"
    assert "Agreed by" in page(client, "funding:plan", split.plan)


def test_an_end_that_is_hidden_is_not_hinted_at(county, sign_in, meeting, split):
    sign_in(county.officer).post(from_plan(split), of_meeting(meeting))
    found = sign_in(county.health_lead).get(reverse("funding:plan", args=[split.plan.reference]))
    assert meeting.reference in found.content.decode()
    Record.objects.filter(pk=meeting.pk).update(audience="named")
    found = sign_in(county.health_lead).get(reverse("funding:plan", args=[split.plan.reference]))
    assert found.status_code == 200
    assert meeting.reference not in found.content.decode()
