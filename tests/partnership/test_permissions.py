"""Every service asks: an administrator may, and nobody else."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from audit.clock import today
from audit.models import Event
from partnership import services
from partnership.models import Agreement, Seat
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 8)


def place(county):
    return Seat.objects.filter(body=county.delivery).first() or make.SeatFactory(body=county.delivery)


def membership(county):
    return make.MembershipFactory(seat=make.SeatFactory(body=county.delivery))


def agreement(county, status=Agreement.Status.AGREED):
    return make.AgreementFactory(partnership=county.here, status=status)


def party(county):
    return agreement(county).parties.create(agency=county.police)


def draft(county):
    return county.delivery.terms.create(version=f"0.{county.delivery.terms.count() + 1}", text="Words")


def newcomer():
    return make.PersonFactory()


OF_DIRECTORY = {
    "create_person": lambda c, by: services.create_person(given_name="New", by=by),
    "change_person": lambda c, by: services.change_person(newcomer(), {"prefix": "Dr"}, by=by),
    "add_known_as": lambda c, by: services.add_known_as(newcomer(), "Sam", by=by),
    "appoint": lambda c, by: services.appoint(newcomer(), c.police, title="Analyst", by=by),
    "end_post": lambda c, by: services.end_post(make.PostFactory(), DAY, by=by),
    "correct_post": lambda c, by: services.correct_post(make.PostFactory(), {"title": "Clerk"}, by=by),
    "change_post": lambda c, by: services.change_post(make.PostFactory(), {"title": "Clerk"}, on=DAY, by=by),
    "create_agency": lambda c, by: services.create_agency(
        name="Rail Police", kind="police", sector="statutory", by=by
    ),
    "change_agency": lambda c, by: services.change_agency(c.police, {"short_name": "NP"}, by=by),
    "add_agency_alias": lambda c, by: services.add_agency_alias(c.police, "The force", by=by),
    "link_agencies": lambda c, by: services.link_agencies(c.police, c.health, "governs", by=by),
    "create_unit": lambda c, by: services.create_unit(c.police, name="Custody", by=by),
    "create_area": lambda c, by: services.create_area(name="North", kind="district", by=by),
    "overlap_areas": lambda c, by: services.overlap_areas(make.AreaFactory(), make.AreaFactory(), by=by),
    "create_partnership": lambda c, by: services.create_partnership(name="Themed group", by=by),
    "merge_agency": lambda c, by: services.merge_agency(
        c.charity, c.health, on=DAY, by=by, reason="Order", confirmed=True
    ),
}
OF_PARTNERSHIP = {
    "change_partnership": lambda c, by: services.change_partnership(c.here, {"name": "North CSP"}, by=by),
    "set_standing": lambda c, by: services.set_standing(c.here, make.AgencyFactory(), "invited", by=by),
    "end_standing": lambda c, by: services.end_standing(c.here.partners.first(), DAY, by=by),
    "give_role": lambda c, by: services.give_role(newcomer(), c.here, "analyst", by=by),
    "take_back_role": lambda c, by: services.take_back_role(
        make.RoleFactory(partnership=c.here), by=by, reason="Another was meant"
    ),
    "end_role": lambda c, by: services.end_role(make.RoleFactory(partnership=c.here), DAY, by=by),
    "create_body": lambda c, by: services.create_body(c.here, name="Panel", kind="panel", by=by),
    "change_body": lambda c, by: services.change_body(c.delivery, {"tags": "knives"}, by=by),
    "set_body_status": lambda c, by: services.set_body_status(c.delivery, "dormant", by=by),
    "add_body_alias": lambda c, by: services.add_body_alias(c.delivery, "DG", by=by),
    "create_seat": lambda c, by: services.create_seat(c.delivery, title="Fire", category="core", by=by),
    "change_seat": lambda c, by: services.change_seat(place(c), {"title": "Fire lead"}, by=by),
    "seat_person": lambda c, by: services.seat_person(make.SeatFactory(body=c.delivery), newcomer(), by=by),
    "change_membership": lambda c, by: services.change_membership(membership(c), {"office": "chair"}, by=by),
    "end_membership": lambda c, by: services.end_membership(membership(c), DAY, by=by),
    "end_seat": lambda c, by: services.end_seat(place(c), DAY, by=by),
    "draft_terms": lambda c, by: services.draft_terms(c.strategic, "Words", by=by),
    "change_terms": lambda c, by: services.change_terms(draft(c), {"text": "Others"}, by=by),
    "agree_terms": lambda c, by: services.agree_terms(draft(c), on=DAY, agreed_by="Item 6", by=by),
    "note_amendment": lambda c, by: services.note_amendment(c.delivery, "Fire joins", by=by),
    "create_agreement": lambda c, by: services.create_agreement(c.here, title="ISA", purposes="Work", by=by),
    "change_agreement": lambda c, by: services.change_agreement(agreement(c), {"title": "ISA 2"}, by=by),
    "move_agreement": lambda c, by: services.move_agreement(agreement(c), "draft", by=by),
    "add_party": lambda c, by: services.add_party(agreement(c), c.police, by=by),
    "sign_for_party": lambda c, by: services.sign_for_party(
        party(c), signed_on=DAY, signatory="Chief", by=by
    ),
    "remove_party": lambda c, by: services.remove_party(party(c), by=by),
}
REFUSED = ("officer", "chair", "partner", "outsider", "guest", "support")


def test_an_administrator_may_do_all_of_it_and_each_act_is_an_event(county):
    for name, act in (OF_DIRECTORY | OF_PARTNERSHIP).items():
        before = Event.objects.count()
        act(county, county.administrator)
        assert Event.objects.count() > before, name
    assert not Event.objects.exclude(actor=f"user:{county.administrator.pk}").exists()


@pytest.mark.parametrize("persona", REFUSED)
def test_nobody_else_may_do_any_of_it(county, persona):
    for act in (OF_DIRECTORY | OF_PARTNERSHIP).values():
        with pytest.raises(PermissionDenied, match="Only an administrator"):
            act(county, getattr(county, persona))


def test_an_administrator_elsewhere_keeps_the_directory_and_not_this_partnership(county):
    make.RoleFactory(person=county.outsider.person, partnership=county.there, kind="administrator")
    for act in OF_DIRECTORY.values():
        act(county, county.outsider)
    for act in OF_PARTNERSHIP.values():
        with pytest.raises(PermissionDenied, match="Only an administrator of this partnership"):
            act(county, county.outsider)


@pytest.mark.parametrize(
    "act",
    [
        lambda c, by: services.appoint(by.person, c.police, title="Chief", by=by),
        lambda c, by: services.give_role(by.person, c.here, "officer", by=by),
        lambda c, by: services.seat_person(make.SeatFactory(body=c.strategic), by.person, by=by),
    ],
)
def test_nobody_widens_their_own_access(county, act):
    with pytest.raises(PermissionDenied, match="You cannot give yourself"):
        act(county, county.administrator)


PAST, LATER = today() - dt.timedelta(days=30), today() + dt.timedelta(days=300)


@pytest.mark.parametrize(
    ("holds", "act"),
    [
        (
            lambda c, person: make.PostFactory(person=person, agency=c.police, ended_on=PAST),
            services.end_post,
        ),
        (
            lambda c, person: make.RoleFactory(
                person=person, partnership=c.here, kind="reviews", ended_on=PAST
            ),
            services.end_role,
        ),
        (
            lambda c, person: make.MembershipFactory(
                seat=make.SeatFactory(body=c.strategic), person=person, ended_on=PAST
            ),
            services.end_membership,
        ),
        (
            lambda c, person: make.MembershipFactory(
                seat=make.SeatFactory(body=c.strategic), person=person, ended_on=PAST
            ),
            lambda row, day, *, by: services.change_membership(row, {"ended_on": None}, by=by),
        ),
    ],
)
def test_nobody_opens_again_what_they_held_by_a_later_end(county, holds, act):
    """A last day that is moved on gives the access as a first day would; an earlier one takes it, and that they may."""
    own = holds(county, county.administrator.person)
    before = replace(county.administrator.places, turn=0, shut_turn=0)
    with pytest.raises(PermissionDenied, match=r"You cannot give yourself .* for longer"):
        act(own, LATER, by=county.administrator)
    del county.administrator.places
    assert replace(county.administrator.places, turn=0, shut_turn=0) == before
    act(holds(county, county.police_lead.person), LATER, by=county.administrator)


def test_nobody_makes_their_own_seat_one_of_the_core(county):
    seat = make.SeatFactory(body=county.strategic, category="attendee", is_voting=False)
    make.MembershipFactory(seat=seat, person=county.administrator.person)
    services.change_seat(seat, {"title": "Secretary"}, by=county.administrator)
    for changes in ({"category": "core"}, {"is_voting": True}):
        with pytest.raises(PermissionDenied, match="You cannot give yourself a seat of another kind"):
            services.change_seat(seat, changes, by=county.administrator)


def test_whoever_set_the_installation_up_makes_themselves_no_coordinator_of_reviews(county):
    founder = county.administrator
    founder.is_superuser = True
    founder.save(update_fields=["is_superuser"])
    services.give_role(founder.person, county.here, "officer", by=founder)
    with pytest.raises(PermissionDenied, match="You cannot give yourself a role"):
        services.give_role(founder.person, county.here, "reviews", by=founder)
