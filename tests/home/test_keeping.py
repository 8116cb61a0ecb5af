"""Adding and changing people and places in the portal's own pages."""

import datetime as dt

import pytest
from django.urls import reverse

from partnership import services
from partnership.models import Agency, Person, Post
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db


def page(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


@pytest.fixture
def administrator(county, sign_in):
    return sign_in(county.administrator)


def test_a_person_is_added_and_given_a_post(county, administrator):
    said = {"prefix": "Cllr", "given_name": "New", "family_name": "Member", "email": "new@example.org"}
    response = administrator.post(reverse("home:person_add"), said)
    person = Person.objects.get(email="new@example.org")
    assert response.url == reverse("home:person", args=[person.pk])
    said = {"agency": "nc", "title": "Ward member", "started_on": "8 June 2026", "is_office_holder": "on"}
    administrator.post(reverse("home:post_add", args=[person.pk]), said)
    post = person.posts.get()
    assert (post.agency, post.is_office_holder, post.started_on.isoformat()) == (
        county.council,
        True,
        "2026-06-08",
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"given_name": ""}, "Enter the first name"),
        ({"given_name": "A", "email": "Dave Dent@example.org"}, "Enter an e-mail address without spaces"),
        ({"given_name": "A", "email": "TAKEN@example.org"}, "Somebody else already has this e-mail address."),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(administrator, said, words):
    make.PersonFactory(email="taken@example.org")
    shown = page(administrator.post(reverse("home:person_add"), {"family_name": "Kept", **said}), 422)
    assert words in shown
    assert 'value="Kept"' in shown
    assert "Error: " in shown


def test_a_name_that_fits_two_is_asked_about(county, administrator):
    """X-07."""
    seat = make.SeatFactory(body=county.delivery)
    for family in ("North", "South"):
        make.PersonFactory(given_name="Andy", family_name=family)
    address = reverse("home:seat_fill", args=[seat.pk])
    shown = page(administrator.post(address, {"person": "andy", "office": "member"}), 422)
    assert "fits 2. Choose the one you mean." in shown
    south = Person.objects.get(family_name="South")
    assert f'value="#{south.pk}"' in shown
    administrator.post(address, {"person": f"#{south.pk}", "office": "member"})
    assert seat.memberships.get().person == south


def test_nobody_of_that_name_is_said_so(county, administrator):
    seat = make.SeatFactory(body=county.delivery)
    address = reverse("home:seat_fill", args=[seat.pk])
    shown = page(administrator.post(address, {"person": "Nobody Known", "office": "member"}), 422)
    assert "Nobody here is called “Nobody Known”" in shown


def test_a_name_like_another_is_confirmed(county, administrator):
    """S001-08."""
    said = {"name": "Northshire Police Service", "kind": "police", "sector": "statutory"}
    shown = page(administrator.post(reverse("home:agency_add"), said), 422)
    assert "Northshire Police is already here." in shown
    assert "They are two agencies" in shown
    administrator.post(reverse("home:agency_add"), said | {"confirmed": "on"})
    assert Agency.objects.filter(name="Northshire Police Service").exists()


def test_a_merge_is_confirmed(county, administrator):
    address = reverse("home:agency_merge", args=[county.charity.pk])
    said = {"into": "NHS Northshire", "on": "2026-03-31", "reason": "Order"}
    shown = page(administrator.post(address, said), 422)
    assert "They may be two agencies" in shown
    administrator.post(address, said | {"confirmed": "on"})
    county.charity.refresh_from_db()
    assert county.charity.successor == county.health


def test_of_two_who_change_it_the_second_is_shown_both(county, administrator):
    address = reverse("home:agency_change", args=[county.police.pk])
    said = {"name": "Northshire Police", "kind": "police", "sector": "statutory"}
    seen = services.version_of(county.police)
    administrator.post(address, said | {"short_name": "NP", "version": seen})
    shown = page(administrator.post(address, said | {"short_name": "NPF", "version": seen}), 409)
    assert "was changed while you were writing" in shown
    assert "NPF" in shown
    latest = services.version_of(county.police)
    assert f'value="{latest}"' in shown
    administrator.post(address, said | {"short_name": "NPF", "version": latest})
    county.police.refresh_from_db()
    assert county.police.short_name == "NPF"


def test_a_post_changed_from_a_day_is_a_new_post(county, administrator):
    post = county.police_lead.person.posts.get()
    said = {"title": "Commander", "changed_on": "2026-06-08", "version": services.version_of(post)}
    administrator.post(reverse("home:post_change", args=[post.pk]), said)
    titles = Post.objects.filter(person=post.person).order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Police lead", "Commander"]


def test_a_policing_body_is_refused_as_responsible_with_the_law(county, administrator):
    make.AgencyFactory(name="Shire Commissioner", kind="policing-body")
    said = {"agency": "Shire Commissioner", "rank": "responsible"}
    shown = page(administrator.post(reverse("home:standing_set", args=[county.here.slug]), said), 422)
    assert "Crime and Disorder Act 1998, section 5(1)" in shown


def test_a_body_is_added_and_its_terms_agreed(county, administrator):
    said = {"name": "Knife crime panel", "kind": "panel", "regime": "own", "notice_days": "5"}
    said |= {"minutes_approval": "chair", "items_by_days": "15", "papers_by_days": "8"}
    administrator.post(reverse("home:body_add", args=[county.here.slug]), said)
    body = county.here.bodies.get(name="Knife crime panel")
    assert "Being set up" in page(administrator.get(reverse("home:body", args=[body.slug])))
    administrator.post(reverse("home:terms_draft", args=[body.slug]), {"text": "To reduce knife crime."})
    terms = body.terms.get()
    administrator.post(
        reverse("home:terms_agree", args=[terms.pk]), {"agreed_on": "2026-06-08", "agreed_by": "Item 6"}
    )
    administrator.post(reverse("home:terms_amend", args=[body.slug]), {"note": "The fire service joins"})
    shown = page(administrator.get(reverse("home:body", args=[body.slug])))
    assert "Open amendment to the terms of reference:</strong> The fire service joins" in shown


def test_history_compares_two_versions(county, administrator):
    services.change_agency(county.police, {"short_name": "NP"}, by=county.administrator, reason="As agreed")
    shown = page(administrator.get(reverse("home:history", args=["agency", county.police.pk])))
    assert "As agreed" in shown
    assert "from version 1 to version 2" in shown
    assert ">NP<" in shown
    absurd = {"from": "9" * 5000, "to": "1"}
    answer = administrator.get(reverse("home:history", args=["agency", county.police.pk]), absurd)
    assert "from version 1 to version 2" in page(answer)


@pytest.mark.parametrize("noun", ["user", "grant", "nothing"])
def test_history_is_of_people_and_places_alone(county, administrator, noun):
    assert administrator.get(reverse("home:history", args=[noun, 1])).status_code == 404


def test_contact_details_are_for_members_of_a_partnership(county, sign_in):
    make.PersonFactory(given_name="Seen", email="seen@example.org")
    person = Person.objects.get(email="seen@example.org")
    address = reverse("home:person", args=[person.pk])
    assert "seen@example.org" in page(sign_in(county.partner).get(address))
    stray = make.UserFactory()
    assert "seen@example.org" not in page(sign_in(stray).get(address))


LISTS = {  # page: queries, and what a further row is
    "people": (5, lambda c: make.PostFactory(agency=c.police)),
    "agencies": (5, lambda c: make.AgencyFactory()),
    "bodies": (6, lambda c: make.BodyFactory(partnership=c.here, parent=c.strategic)),
    "areas": (4, lambda c: make.AreaFactory(parent=make.AreaFactory())),
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long(county, sign_in, name, rows, django_assert_num_queries):
    queries, add = LISTS[name]
    for _ in range(rows):
        add(county)
    client = sign_in(county.partner)
    with django_assert_num_queries(queries):
        page(client.get(reverse(f"home:{name}")))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_body_costs_the_same_however_many_sit_on_it(
    county, sign_in, rows, django_assert_num_queries
):
    for _ in range(rows):
        seat = make.SeatFactory(body=county.strategic)
        make.MembershipFactory(seat=seat, person=make.PostFactory().person)
        make.BodyFactory(partnership=county.here, parent=county.strategic)
    client = sign_in(county.partner)
    with django_assert_num_queries(8):
        page(client.get(reverse("home:body", args=[county.strategic.slug])))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_agency_costs_the_same_however_much_it_has(
    county, sign_in, rows, django_assert_num_queries
):
    for _ in range(rows):
        make.PostFactory(agency=county.police)
        make.SeatFactory(body=county.strategic).stands_for.add(county.police)
        unit = county.police.units.create(name=f"Team {len(county.police.units.all())}")
        unit.children.create(agency=county.police, name="Desk")
        county.police.links.create(other=make.AgencyFactory(), kind="governs")
        county.police.areas.add(make.AreaFactory())
    client = sign_in(county.administrator)
    with django_assert_num_queries(8):
        page(client.get(reverse("home:agency", args=[county.police.pk])))


def test_what_stands_beside_a_body_is_read_as_written(county, sign_in):
    body = county.strategic
    body.aliases.create(name="The old board")
    body.areas.add(make.AreaFactory(name="Northshire coast"))
    body.answers_also_to.add(
        make.BodyFactory(partnership=county.here, name="County board", slug="county-board")
    )
    body.accreditations.create(scheme="Guild", stage="Stage 1", accredited_on=dt.date(2026, 3, 2))
    shown = page(sign_in(county.partner).get(reverse("home:body", args=[body.slug])))
    for words in (
        "The old board",
        "Northshire coast",
        "/bodies/county-board/",
        "Guild, Stage 1",
        "2 March 2026",
    ):
        assert words in shown


def test_an_unknown_body_is_not_there_though_groups_report_to_others(county, sign_in):
    make.BodyFactory(partnership=county.here, parent=county.strategic)
    assert sign_in(county.partner).get(reverse("home:body", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize(("query", "found"), [("sector=vcs", 1), ("q=nc", 2), ("kind=nhs", 1), ("q=zzz", 0)])
def test_agencies_are_filtered(county, sign_in, query, found):
    shown = page(sign_in(county.partner).get(reverse("home:agencies") + f"?{query}"))
    assert (f"{found} agenc" in shown) if found else ("No agency matches" in shown)


def test_a_list_is_exported_as_filtered(county, sign_in):
    response = sign_in(county.partner).get(reverse("home:agencies") + "?sector=vcs&export=csv")
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Agency,Short name,Kind,Sector",
        "Northshire Advice,,Voluntary and community,Voluntary and community",
    ]


def test_of_two_who_say_how_a_body_stands_the_second_is_shown_both(county, administrator):
    address = reverse("home:body_status", args=[county.delivery.slug])
    said = {"version": services.version_of(county.delivery)}
    administrator.post(address, said | {"status": "dormant", "reason": "It meets no more"})
    shown = page(administrator.post(address, said | {"status": "setting-up", "reason": "It meets anew"}), 409)
    assert "Dormant" in shown
    county.delivery.refresh_from_db()
    assert county.delivery.status == "dormant"


@pytest.mark.parametrize("name", ["people", "agencies", "bodies"])
def test_a_directory_that_is_too_long_for_a_file_says_so_on_its_page(county, sign_in, name, monkeypatch):
    client, page = sign_in(county.officer), reverse(f"home:{name}")
    assert client.get(page, {"export": "csv"})["Content-Type"].startswith("text/csv")
    monkeypatch.setattr("home.views.keeping.LIMIT", 1)
    refused = client.get(page, {"export": "csv", "q": ""}, follow=True)
    assert refused.redirect_chain
    assert "Narrow it by the filters" in refused.text
