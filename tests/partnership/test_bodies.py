import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnership import services
from partnership.models import Agreement, Body, Membership, Role, Seat, User
from partnership.reports import members_of, register_of, structure_of
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 8)


@pytest.fixture
def by(county):
    return county.administrator


@pytest.mark.parametrize("met", [None, dt.date(2026, 1, 1), dt.date(2099, 1, 1)])
@pytest.mark.parametrize("agreed", [True, False])
def test_a_body_is_being_set_up_until_it_has_met_and_has_terms(county, by, met, agreed):
    """S004-59, X-64."""
    body = services.create_body(county.here, name="Panel", kind="panel", first_meeting_on=met, by=by)
    assert body.status == Body.Status.SETTING_UP
    if agreed:
        terms = services.draft_terms(body, "Words", by=by)
        services.agree_terms(terms, on=DAY, agreed_by="Item 2", by=by)
    has_met = met is not None and met <= DAY
    if has_met and agreed:
        assert services.set_body_status(body, "active", on=DAY, by=by).status_since == DAY
        return
    with pytest.raises(ValidationError) as refusal:
        services.set_body_status(body, "active", on=DAY, by=by)
    assert len(refusal.value.messages) == (not has_met) + (not agreed)


def test_a_body_closes_only_when_nothing_reports_to_it(county, by):
    with pytest.raises(ValidationError, match="Delivery group still reports to it"):
        services.set_body_status(county.strategic, "closed", by=by)


def test_a_renamed_body_keeps_its_name_address_and_history(county, by):
    """S002-108."""
    area = make.AreaFactory()
    body = services.change_body(county.delivery, {"name": "Local delivery", "areas": [area]}, by=by)
    assert [alias.name for alias in body.aliases.all()] == ["Delivery group"]
    assert (body.slug, list(body.areas.all())) == ("delivery-group", [area])


def test_a_body_reports_to_none_beneath_it(county, by):
    with pytest.raises(ValidationError, match="cannot report to itself"):
        services.change_body(county.strategic, {"parent": county.delivery}, by=by)


def test_two_bodies_of_one_name_have_two_addresses(county, by):
    make.RoleFactory(person=by.person, partnership=county.there, kind=Role.Kind.ADMINISTRATOR)
    by.__dict__.pop("places", None)
    slugs = [
        services.create_body(where, name="Panel", kind="panel", by=by).slug
        for where in (county.here, county.there)
    ]
    assert slugs == ["panel", "panel-2"]


def test_terms_are_versioned_and_an_amendment_is_open_until_the_next(county, by):
    """S001-148, X-18."""
    body = county.strategic
    first = services.draft_terms(body, "First words", by=by)
    assert first.version == "0.1"
    with pytest.raises(ValidationError, match=r"0\.1 is still in draft"):
        services.draft_terms(body, "Others", by=by)
    first = services.agree_terms(first, on=DAY, agreed_by="Item 6 resolution 2", by=by)
    assert (first.version, first.status) == ("1.0", "agreed")
    services.note_amendment(body, "The fire service joins", by=by)
    second = services.draft_terms(body, "Second words", by=by)
    first.refresh_from_db()
    assert (second.version, first.amendment_note) == ("1.1", "The fire service joins")
    second = services.agree_terms(second, on=DAY, agreed_by="Item 3", by=by)
    first.refresh_from_db()
    assert (first.status, second.version, second.amendment_note) == ("superseded", "2.0", "")
    with pytest.raises(ValidationError, match="Write a new version"):
        services.change_terms(second, {"text": "Third"}, by=by)


OVERLAPS = [  # first chair's days, second chair's days, refused
    ((None, None), (None, None), True),
    ((None, dt.date(2026, 5, 31)), (dt.date(2026, 6, 1), None), False),
    ((None, dt.date(2026, 6, 1)), (dt.date(2026, 6, 1), None), True),
    ((dt.date(2026, 6, 1), None), (dt.date(2026, 1, 1), dt.date(2026, 5, 31)), False),
    ((dt.date(2026, 6, 1), None), (dt.date(2026, 1, 1), None), True),
]


@pytest.mark.parametrize(("first", "second", "refused"), OVERLAPS)
def test_a_body_has_one_chair_on_any_day(county, by, first, second, refused):
    seats = [make.SeatFactory(body=county.delivery) for _ in range(2)]
    held = make.MembershipFactory(seat=seats[0], office="chair", started_on=first[0], ended_on=first[1])
    wanted = {"office": "chair", "started_on": second[0] or dt.date(2000, 1, 1), "ended_on": second[1]}
    if refused:
        with pytest.raises(ValidationError, match=f"{held.person} chairs Delivery group"):
            services.seat_person(seats[1], make.PersonFactory(), by=by, **wanted)
    else:
        services.seat_person(seats[1], make.PersonFactory(), by=by, **wanted)


@pytest.mark.parametrize(
    ("office", "refused"), [("member", True), ("deputy-chair", True), ("substitute", False)]
)
def test_a_seat_has_one_holder_and_any_number_of_deputies(county, by, office, refused):
    seat = make.SeatFactory(body=county.delivery)
    services.seat_person(seat, make.PersonFactory(), by=by)
    if refused:
        with pytest.raises(ValidationError, match="holds this seat in that time"):
            services.seat_person(seat, make.PersonFactory(), office=office, by=by)
    else:
        services.seat_person(seat, make.PersonFactory(), office=office, by=by)


def test_who_sits_speaks_for_the_seats_agency_or_their_own(county, by):
    """S003-13: one seat may stand for several agencies."""
    one, several = (make.SeatFactory(body=county.delivery) for _ in range(2))
    one.stands_for.set([county.health])
    several.stands_for.set([county.health, county.police])
    person = county.partner.person  # of the police
    assert services.seat_person(one, person, by=by).agency == county.health
    assert services.seat_person(several, person, by=by).agency == county.police


def test_a_support_seat_has_no_vote(county, by):
    with pytest.raises(ValidationError, match="support seat has no vote"):
        services.create_seat(county.delivery, title="Clerk", category="support", is_voting=True, by=by)


def test_ending_a_seat_ends_the_places_in_it(county, by):
    seat = Seat.objects.get(memberships__person=county.health_lead.person)
    services.end_seat(seat, DAY, by=by, reason="Reorganised")
    assert Membership.objects.get(seat=seat).ended_on == DAY


def test_members_are_listed_as_on_the_day_voting_apart_and_vacancies_shown(county, by):
    """S000-12, S003-04, S002-46."""
    seat = Seat.objects.get(memberships__person=county.police_lead.person)
    services.end_membership(seat.memberships.get(), DAY, by=by)
    services.change_post(county.chair.person.posts.get(), {"title": "Leader"}, on=dt.date(2026, 6, 10), by=by)
    then, now = members_of(county.strategic, DAY), members_of(county.strategic, dt.date(2026, 6, 10))
    assert [len(found.voting) for found in (then, now)] == [3, 3]
    assert [label for label, _ in then.not_voting] == ["Attendee", "Support"]
    assert [(m.title, m.office) for found in (then, now) for m in found.voting if m.office] == [
        ("Chair", "Chair"),
        ("Leader", "Chair"),
    ]
    assert ([m.seat for m in then.vacancies], [m.seat for m in now.vacancies]) == ([], [seat])
    assert (then.people, then.agencies) == (5, 4)


def test_the_structure_chart_names_chairs_statutory_members_and_vacancies(county):
    """S002-193, S003-08."""
    make.SeatFactory(body=county.delivery, title="Police lead", is_owed=True)
    chart = structure_of(county.here, DAY, lambda body: f"/{body.slug}/")
    (strategic,) = chart.root.children
    assert strategic.lines == [
        f"Chair: {county.chair}",
        "Statutory members: NHS Northshire, NC, Northshire Police",
    ]
    (delivery,) = strategic.children
    assert (delivery.lines, delivery.mark, delivery.url) == (
        ["No chair"],
        "Vacant: Police lead",
        "/delivery-group/",
    )


@pytest.mark.parametrize("rank", ["responsible", "policing-body"])
def test_the_policing_body_is_never_a_responsible_authority(county, by, rank):
    """Crime and Disorder Act 1998, section 5(1)."""
    commissioner = make.AgencyFactory(kind="policing-body")
    if rank == "responsible":
        with pytest.raises(ValidationError, match=r"section 5\(1\)"):
            services.set_standing(county.here, commissioner, rank, by=by)
        with pytest.raises(ValidationError, match=r"section 5\(1\)"):
            services.change_agency(county.police, {"kind": "policing-body"}, by=by)
    else:
        services.set_standing(county.here, commissioner, rank, by=by)


def test_a_new_rank_ends_the_former_the_day_before(county, by):
    with pytest.raises(ValidationError, match="Say from which day"):
        services.set_standing(county.here, county.charity, "invited", by=by)
    services.set_standing(county.here, county.charity, "invited", on=DAY, by=by)
    found = county.here.partners.filter(agency=county.charity).order_by("pk")
    assert [(one.rank, one.started_on, one.ended_on) for one in found] == [
        ("other", None, dt.date(2026, 6, 7)),
        ("invited", DAY, None),
    ]


def test_a_partnership_keeps_an_administrator(county, by):
    role = county.here.roles.get(kind=Role.Kind.ADMINISTRATOR)
    with pytest.raises(ValidationError, match="last administrator"):
        services.end_role(role, DAY, by=by)
    services.give_role(county.partner.person, county.here, "administrator", started_on=DAY, by=by)
    services.end_role(role, DAY, by=by)


def test_an_administrator_whose_account_is_closed_is_none_to_leave_it_to(county, by):
    role = county.here.roles.get(kind=Role.Kind.ADMINISTRATOR)
    services.give_role(county.partner.person, county.here, "administrator", started_on=DAY, by=by)
    User.objects.filter(pk=county.partner.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="last administrator who can sign in"):
        services.end_role(role, DAY, by=by)


def test_a_role_given_in_error_is_taken_back_the_same_day(county, by):
    services.give_role(county.partner.person, county.here, "reviews", by=by)
    role = county.here.roles.get(kind=Role.Kind.REVIEWS)
    partner = User.objects.get(pk=county.partner.pk)
    assert partner.places.coordinates_in
    with pytest.raises(ValidationError, match="Say why"):
        services.take_back_role(role, by=by, reason=" ")
    services.take_back_role(role, by=by, reason="Another was meant")
    assert not User.objects.get(pk=county.partner.pk).places.coordinates_in
    last = Role.history.filter(id=role.pk).first()
    assert (last.history_type, last.history_change_reason) == ("-", "Another was meant")
    services.give_role(county.partner.person, county.here, "reviews", by=by)


def test_a_role_that_has_held_is_ended_and_not_taken_back(county, by, settings):
    role = county.here.roles.get(kind=Role.Kind.ADMINISTRATOR)
    with pytest.raises(ValidationError, match="last administrator"):
        services.take_back_role(role, by=by, reason="Another was meant")
    role = services.give_role(county.partner.person, county.here, "press", started_on=DAY, by=by)
    settings.PORTAL_TODAY = "2090-01-01"
    with pytest.raises(ValidationError, match="before today"):
        services.take_back_role(role, by=by, reason="Another was meant")


def test_the_page_of_a_role_takes_it_back_or_asks_for_its_last_day(county, by, sign_in):
    role = services.give_role(county.partner.person, county.here, "press", by=by)
    client, way = sign_in(county.administrator), reverse("home:role_end", args=[role.pk])
    page = client.post(way, {"reason": "Another was meant"})
    assert page.status_code == 422
    assert "or say that it was given in error" in page.content.decode()
    assert client.post(way, {"in_error": "on", "reason": "Another was meant"}).status_code == 302
    assert not Role.objects.filter(pk=role.pk).exists()


STEPS = {  # from: where it may go (S004-66)
    "draft": {"legal-review", "consultation", "agreed", "withdrawn"},
    "legal-review": {"draft", "consultation", "agreed", "withdrawn"},
    "consultation": {"draft", "legal-review", "agreed", "withdrawn"},
    "agreed": {"draft", "signed", "withdrawn"},
    "signed": {"withdrawn"},
    "withdrawn": set(),
}


@pytest.mark.parametrize("source", STEPS)
def test_an_agreement_goes_by_its_steps(county, by, source):
    for target in Agreement.Status.values:
        agreement = make.AgreementFactory(partnership=county.here, status=source)
        for agency in (county.police, county.council):
            agreement.parties.create(agency=agency, signed_on=DAY, signatory="Chief")
        if target in STEPS[source]:
            moved = services.move_agreement(agreement, target, by=by, reason="Because")
            assert moved.status == target
        else:
            with pytest.raises(ValidationError, match="cannot go to"):
                services.move_agreement(agreement, target, by=by, reason="Because")


def test_an_agreement_comes_into_force_by_two_signatures(county, by):
    """S002-113."""
    agreement = services.create_agreement(county.here, title="ISA", purposes="Work", by=by)
    first, second = (services.add_party(agreement, one, by=by) for one in (county.police, county.charity))
    with pytest.raises(ValidationError, match="must be agreed before anyone signs"):
        services.sign_for_party(first, signed_on=DAY, signatory="Chief", by=by)
    services.move_agreement(agreement, "agreed", by=by)
    for party in (first, second):
        with pytest.raises(ValidationError, match="Fewer than two"):
            services.move_agreement(agreement, "signed", by=by)
        services.sign_for_party(party, signed_on=DAY, signatory="Chief", by=by)
    assert services.move_agreement(agreement, "signed", by=by).started_on
    with pytest.raises(ValidationError, match="have signed these words"):
        services.change_agreement(agreement, {"purposes": "More"}, by=by)
    with pytest.raises(ValidationError, match="Withdraw the agreement"):
        services.remove_party(first, by=by)


def test_the_register_says_who_is_covered_and_who_is_not(county):
    """S002-112."""
    force = make.AgreementFactory(partnership=county.here, status="signed")
    force.parties.create(agency=county.police, signed_on=DAY, signatory="Chief")
    force.parties.create(agency=county.health)
    over = make.AgreementFactory(partnership=county.here, status="signed", ended_on=dt.date(2026, 1, 1))
    over.parties.create(agency=county.council, signed_on=DAY, signatory="Leader")
    found = register_of(county.here, DAY)
    assert [line.agency for line in found.cover if line.is_covered] == [county.police]
    assert {line.agency for line in found.not_covered} == {county.health, county.council, county.charity}


def test_a_role_may_be_for_one_body_or_area_alone(county, by):
    person, area = county.partner.person, make.AreaFactory()
    services.give_role(person, county.here, "analyst", body=county.strategic, by=by)
    services.give_role(person, county.here, "analyst", body=county.delivery, by=by)
    services.give_role(person, county.here, "commander", area=area, by=by)
    places = User.objects.get(pk=county.partner.pk).places
    assert places.analyses == {county.strategic.pk, county.delivery.pk}
    assert places.roles == {"commander": {county.here.pk}}
    assert places.areas == {"commander": {area.pk}}


@pytest.mark.parametrize(("kind", "reason"), [("officer", "Only an analyst"), ("analyst", "has this role")])
def test_only_analysts_work_for_one_body_and_once(county, by, kind, reason):
    services.give_role(county.partner.person, county.here, "analyst", body=county.strategic, by=by)
    with pytest.raises(ValidationError, match=reason):
        services.give_role(county.partner.person, county.here, kind, body=county.strategic, by=by)
