"""Nobody scores a bid of their own agency, or one they have an interest in; declared, they know nothing of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from funding.models import Assignment, Bid, ScoringForm
from funding.services import assigning
from notices.models import Notice
from partnership.models import Role, User
from records.lifecycle import MoveRefused
from tests.accessible import accessibility_problems
from tests.factories import funding as make
from tests.factories import partnership as people
from tests.personas import account

pytestmark = pytest.mark.django_db


def test_a_scorer_sees_the_bid_by_a_grant_and_is_told(county):
    bid = make.submitted(county)
    assert not Bid.objects.visible_to(county.police_lead).exists()
    row = assigning.assign_scorer(bid, county.police_lead.person, by=county.officer, due_on=today())
    assert (row.agency, row.due_on) == (county.police, today())
    assert Bid.objects.visible_to(county.police_lead).get() == bid
    assert Notice.objects.get(recipient=county.police_lead).subject == f"{bid.reference}: a bid to score"
    assert list(Bid.objects.to_score(county.police_lead.person)) == [bid]
    assigning.end_assignment(row, by=county.officer, reason="Not needed")
    assert not Bid.objects.visible_to(county.police_lead).exists()
    with pytest.raises(MoveRefused, match="taken back already"):
        assigning.end_assignment(row, by=county.officer, reason="Again")


def test_nobody_of_an_applicants_agency_and_all_reasons_at_once(county):
    """S002-190"""
    bid = make.submitted(county, partners=[county.health])
    with pytest.raises(MoveRefused, match="Health lead is of NHS Northshire, which applies"):
        assigning.assign_scorer(bid, county.health_lead.person, by=county.officer)
    assigning.assign_scorer(bid, county.police_lead.person, by=county.officer)
    people.PostFactory(person=county.police_lead.person, agency=county.health, title="Seconded")
    county.police_lead.is_active = False
    county.police_lead.save()
    yesterday = today() - dt.timedelta(days=1)
    with pytest.raises(MoveRefused) as refused:
        assigning.assign_scorer(bid, county.police_lead.person, by=county.officer, due_on=yesterday)
    assert len(refused.value.reasons) == 4
    assert Assignment.objects.count() == 1


def test_a_scorer_of_no_partner_needs_the_role(county):
    bid = make.submitted(county)
    friend = account("assessor", people.AgencyFactory(name="Eastshire Foundation"))
    with pytest.raises(MoveRefused, match="neither of this partnership nor a scorer for it"):
        assigning.assign_scorer(bid, friend.person, by=county.officer)
    people.RoleFactory(person=friend.person, partnership=county.here, kind=Role.Kind.SCORER)
    assert (
        assigning.assign_scorer(bid, friend.person, by=county.officer).agency.name == "Eastshire Foundation"
    )


@pytest.mark.parametrize("persona", ["chair", "police_lead", "attendee", "outsider"])
def test_only_those_who_run_the_funding_give_bids_out(county, persona):
    bid = make.submitted(county)
    with pytest.raises(PermissionDenied):
        assigning.assign_scorer(bid, county.health_lead.person, by=getattr(county, persona))


def test_who_declares_an_interest_knows_nothing_of_the_bid_from_then_on(county):
    bid = make.submitted(county)
    form = make.signed(county, bid, county.police_lead)
    assigning.declare_interest(
        bid, county.police_lead.person, "personal", by=county.police_lead, detail="My sister"
    )
    form.refresh_from_db()
    assert (form.set_aside_because, form.total) == ("Declared an interest in this bid", 16)
    assert not ScoringForm.objects.counting().exists()
    assert not Bid.objects.visible_to(User.objects.get(pk=county.police_lead.pk)).exists()
    assert bid.assignments.get().ended_at is not None
    with pytest.raises(MoveRefused, match="Police lead declared an interest in this bid"):
        assigning.assign_scorer(bid, county.police_lead.person, by=county.officer)


def test_an_officer_or_a_chair_with_an_interest_is_shut_out_too(county):
    bid = make.submitted(county)
    for user in (county.chair, county.officer):
        assert Bid.objects.visible_to(user).exists()
        assigning.declare_interest(bid, user.person, "office", by=user)
        assert not Bid.objects.visible_to(User.objects.get(pk=user.pk)).exists()


def test_another_declares_for_somebody_only_if_they_run_the_funding(county):
    bid = make.submitted(county)
    with pytest.raises(PermissionDenied):
        assigning.declare_interest(
            bid, county.health_lead.person, "other", by=county.police_lead, detail="Known"
        )
    with pytest.raises(MoveRefused) as refused:
        assigning.declare_interest(
            bid, county.health_lead.person, "other", by=county.officer, reason="Said so"
        )
    assert refused.value.reasons == ("Say what the interest is.",)
    assigning.declare_interest(
        bid, county.health_lead.person, "financial", by=county.officer, reason="Said so"
    )
    with pytest.raises(MoveRefused, match="already"):
        assigning.declare_interest(
            bid, county.health_lead.person, "financial", by=county.officer, reason="Said so"
        )


def test_an_interest_of_another_says_how_it_is_known_and_may_be_taken_back(county, sign_in):
    bid = make.assigned(county, make.submitted(county))
    client = sign_in(county.officer)
    add = reverse("funding:interest_add", args=[bid.reference])
    person = county.health_lead.person
    asked = {"person": person.pk, "kind": "office", "detail": "Trustee"}
    assert client.post(add, asked).status_code == 422
    assert client.post(add, asked | {"reason": "It stands in the charity's report"}).status_code == 302
    assert not Bid.objects.visible_to(county.health_lead).filter(pk=bid.pk).exists()
    row = bid.interests.get()
    for persona in (county.chair, county.attendee):
        with pytest.raises(PermissionDenied):
            assigning.end_interest(row, by=persona, reason="Mistaken")
    end = reverse("funding:interest_end", args=[bid.reference, row.pk])
    assert client.post(end, {"reason": "Of another of the same name"}).status_code == 302
    with pytest.raises(MoveRefused, match="taken back already"):
        assigning.end_interest(row, by=county.officer, reason="Twice")
    make.assigned(county, bid, county.health_lead)
    assert Bid.objects.visible_to(county.health_lead).filter(pk=bid.pk).exists()
    assert "Of another of the same name" in client.get(reverse("funding:interests")).content.decode()
    pdf = client.get(reverse("funding:interests_pdf", args=[bid.call.reference]))
    assert accessibility_problems(pdf.content) == []
    assigning.declare_interest(bid, person, "office", by=county.health_lead)  # and declared again
    assert bid.interests.count() == 2


def test_nobody_takes_back_their_own_interest(county):
    bid = make.submitted(county)
    row = assigning.declare_interest(bid, county.officer.person, "personal", by=county.officer)
    with pytest.raises(PermissionDenied):
        assigning.end_interest(row, by=county.officer, reason="I want to look in again")


def test_an_officer_of_the_applicants_agency_is_told_no_scorers_name(county, sign_in):
    """Nor the interests that were declared: both name who scores (S002-190)."""
    bid = make.submitted(county, agency=county.council)
    people.RoleFactory(person=county.commander.person, partnership=county.here, kind=Role.Kind.OFFICER)
    assigning.assign_scorer(bid, county.health_lead.person, by=county.commander)
    assigning.declare_interest(bid, county.health_lead.person, "personal", by=county.health_lead)
    client = sign_in(county.officer)
    assert client.get(bid.get_absolute_url()).status_code == 200
    assert client.get(reverse("records:access", args=[bid.reference])).status_code == 403
    assert bid.reference not in client.get(reverse("funding:interests")).content.decode()


def page(client, name, record):
    return client.get(reverse(f"funding:{name}", args=[record.reference])).content.decode()


def test_who_decides_or_scores_finds_where_to_declare_an_interest(county, sign_in):
    """S002-190"""
    bid = make.recommended(county)
    declare = f'href="{reverse("funding:interest", args=[bid.reference])}"'
    for name, record in (
        ("award", bid), ("refuse", bid), ("scores", bid), ("bid", bid), ("decide", bid.call), ("call", bid.call),
    ):  # fmt: skip
        assert declare in page(sign_in(county.chair), name, record), name
    scored = make.assigned(county, make.submitted(county, of=bid.call), county.police_lead)
    declare = f'href="{reverse("funding:interest", args=[scored.reference])}"'
    assert declare in page(sign_in(county.police_lead), "bid", scored)
    assert declare in page(sign_in(county.police_lead), "score_form", scored)


def test_applicants_and_those_who_read_what_is_decided_are_not_asked(county, sign_in):
    bid = make.recommended(county)
    assert "Declare an interest" not in page(sign_in(make.applicant(county)), "call", bid.call)
    assert "declare it" not in page(sign_in(make.applicant(county)), "bid", bid)
    make.awarded(county, bid)
    assert "declare it" not in page(sign_in(county.chair), "outcome", bid)
    assert "Declare an interest" not in page(sign_in(county.chair), "decide", bid.call)


def test_those_who_run_the_funding_are_told_that_a_scorer_is_lost(county):
    bid = make.assigned(county, make.submitted(county))
    assigning.declare_interest(bid, county.police_lead.person, "personal", by=county.police_lead)
    assert (
        Notice.objects.get(recipient=county.officer, subject__contains="a scorer is lost").record_id == bid.pk
    )
    other = county.health_lead.person
    assigning.declare_interest(bid, other, "personal", by=county.officer, reason="They told me")
    assert Notice.objects.filter(subject__contains="a scorer is lost").count() == 1
