"""Every page of people and places: shown to those who may, no page for guests, refused with words to the rest."""

import pytest
from django.urls import reverse

from partnership import services
from partnership.models import Agreement, Seat
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db


def terms(county):
    return county.strategic.terms.first() or services.draft_terms(
        county.strategic, "To work together.", by=county.administrator
    )


def agreement(county):
    return make.AgreementFactory(partnership=county.here, status=Agreement.Status.AGREED)


def party(county):
    pact = agreement(county)
    return [pact.pk, services.add_party(pact, county.police, by=county.administrator).pk]


def known_as(county):
    person = county.chair.person
    return person.aliases.first() or services.add_known_as(person, "The chair", by=county.administrator)


def agency_alias(county):
    agency = county.police
    return agency.aliases.first() or services.add_agency_alias(agency, "The force", by=county.administrator)


def agency_link(county):
    return services.link_agencies(county.police, county.health, "governs", by=county.administrator)


def body_alias(county):
    return services.add_body_alias(county.strategic, "SG", by=county.administrator)


def overlap(county):
    area, other = make.AreaFactory(), make.AreaFactory()
    return [area.pk, services.overlap_areas(area, other, by=county.administrator).pk]


def seat(county):
    return Seat.objects.filter(body=county.strategic, memberships__person=county.police_lead.person).get()


READ = {
    "people": lambda c: [],
    "person": lambda c: [c.chair.person.pk],
    "agencies": lambda c: [],
    "agency": lambda c: [c.police.pk],
    "areas": lambda c: [],
    "area": lambda c: [make.AreaFactory().pk],
    "partnerships": lambda c: [],
    "partnership": lambda c: [c.here.slug],
    "structure": lambda c: [c.here.slug],
    "register": lambda c: [c.here.slug],
    "bodies": lambda c: [],
    "body": lambda c: [c.strategic.slug],
    "terms": lambda c: [terms(c).pk],
    "agreement": lambda c: [agreement(c).pk],
    "history": lambda c: ["agency", c.police.pk],
}
KEEP_DIRECTORY = {
    "person_add": lambda c: [],
    "person_change": lambda c: [c.chair.person.pk],
    "known_as_add": lambda c: [c.chair.person.pk],
    "known_as_remove": lambda c: [c.chair.person.pk, known_as(c).pk],
    "post_add": lambda c: [c.chair.person.pk],
    "post_change": lambda c: [c.chair.person.posts.get().pk],
    "post_end": lambda c: [c.chair.person.posts.get().pk],
    "agency_add": lambda c: [],
    "agency_change": lambda c: [c.police.pk],
    "agency_merge": lambda c: [c.police.pk],
    "agency_name_add": lambda c: [c.police.pk],
    "agency_name_remove": lambda c: [c.police.pk, agency_alias(c).pk],
    "agency_link_add": lambda c: [c.police.pk],
    "agency_link_remove": lambda c: [c.police.pk, agency_link(c).pk],
    "unit_add": lambda c: [c.police.pk],
    "unit_change": lambda c: [services.create_unit(c.police, name="Custody", by=c.administrator).pk],
    "area_add": lambda c: [],
    "area_change": lambda c: [make.AreaFactory().pk],
    "overlap_add": lambda c: [make.AreaFactory().pk],
    "overlap_remove": overlap,
    "partnership_add": lambda c: [],
    "administer": lambda c: [],
}
KEEP_PARTNERSHIP = {
    "partnership_change": lambda c: [c.here.slug],
    "standing_set": lambda c: [c.here.slug],
    "standing_end": lambda c: [c.here.partners.first().pk],
    "role_give": lambda c: [c.here.slug],
    "role_end": lambda c: [c.here.roles.first().pk],
    "body_add": lambda c: [c.here.slug],
    "body_change": lambda c: [c.strategic.slug],
    "body_status": lambda c: [c.strategic.slug],
    "body_name_add": lambda c: [c.strategic.slug],
    "body_name_remove": lambda c: [c.strategic.slug, body_alias(c).pk],
    "seat_add": lambda c: [c.strategic.slug],
    "seat_change": lambda c: [seat(c).pk],
    "seat_end": lambda c: [seat(c).pk],
    "seat_fill": lambda c: [seat(c).pk],
    "membership_change": lambda c: [seat(c).memberships.get().pk],
    "membership_end": lambda c: [seat(c).memberships.get().pk],
    "terms_draft": lambda c: [c.strategic.slug],
    "terms_amend": lambda c: [c.strategic.slug],
    "terms_change": lambda c: [terms(c).pk],
    "terms_agree": lambda c: [terms(c).pk],
    "agreement_add": lambda c: [c.here.slug],
    "agreement_change": lambda c: [agreement(c).pk],
    "agreement_move": lambda c: [agreement(c).pk],
    "party_add": lambda c: [agreement(c).pk],
    "party_sign": party,
    "party_remove": party,
}
KEEP = KEEP_DIRECTORY | KEEP_PARTNERSHIP


def answers(client, county, pages):
    """The status that each page answers, by its name."""
    return {
        name: client.get(reverse(f"home:{name}", args=of(county))).status_code for name, of in pages.items()
    }


def test_a_partner_reads_the_directory(county, sign_in):
    assert set(answers(sign_in(county.partner), county, READ).items()) == {(name, 200) for name in READ}


def test_to_a_guest_there_is_no_directory(county, sign_in):
    found = answers(sign_in(county.guest), county, READ | KEEP)
    assert found == dict.fromkeys(READ | KEEP, 404)


def test_a_guest_of_nobody_here_stands_in_the_directory_for_administrators_alone(county, sign_in):
    """The independent chair of a review is one: their name would tell of it."""
    name, one = str(county.guest), reverse("home:person", args=[county.guest.person_id])
    for user, is_told in ((county.administrator, True), (county.officer, False), (county.outsider, False)):
        client = sign_in(user)
        listed = [client.get(reverse("home:people") + more).content.decode() for more in ("", "?export=csv")]
        assert [name in page for page in listed] == [is_told, is_told]
        assert (client.get(one).status_code == 200) == is_told
        account = client.get(reverse("accounts:person", args=[county.guest.person_id]))
        assert (name in account.content.decode()) == is_told


def test_strangers_are_sent_to_sign_in(county, client):
    assert answers(client, county, READ | KEEP) == dict.fromkeys(READ | KEEP, 302)


def test_the_administrator_is_shown_each_form(county, sign_in):
    assert answers(sign_in(county.administrator), county, KEEP) == dict.fromkeys(KEEP, 200)


def test_others_are_refused(county, sign_in):
    assert answers(sign_in(county.officer), county, KEEP) == dict.fromkeys(KEEP, 403)


def test_a_refusal_says_whom_to_ask(county, sign_in):
    response = sign_in(county.officer).get(reverse("home:person_add"))
    assert "Only an administrator may change people, agencies and areas." in response.content.decode()


def test_an_administrator_elsewhere_is_refused(county, sign_in):
    """What only the partnership knows is no page to them; the rest is read, and not written."""
    make.RoleFactory(person=county.outsider.person, partnership=county.there, kind="administrator")
    found = answers(sign_in(county.outsider), county, KEEP_PARTNERSHIP)
    unknown = {"agreement_change", "agreement_move", "party_add", "party_sign", "party_remove"}
    assert found == {name: 404 if name in unknown else 403 for name in KEEP_PARTNERSHIP}


@pytest.mark.parametrize("name", ["person", "agency", "area"])
def test_what_is_not_there_is_no_page(county, sign_in, name):
    assert sign_in(county.partner).get(reverse(f"home:{name}", args=[987654])).status_code == 404


def test_the_page_of_an_unknown_address_leads_to_the_search(sign_in, county):
    answer = sign_in(county.officer).get("/meetings/CSP-MTG-1999-9999/")
    assert answer.status_code == 404
    assert f'href="{reverse("records:search")}"' in answer.content.decode()


def test_an_address_that_only_takes_forms_says_so(sign_in, county):
    answer = sign_in(county.officer).get(reverse("notices:read_all"))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "There is nothing to read at this address" in answer.content.decode()
