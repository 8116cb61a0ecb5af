import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from partnership import services
from partnership.models import Person, User
from partnership.reports import differences, versions
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 8)


def person(county, given, family, **fields):
    return services.create_person(given_name=given, family_name=family, by=county.administrator, **fields)


def test_people_sort_by_surname_whatever_stands_before_it(county):
    """S001-05, S001-06."""
    Person.objects.exclude(user__isnull=False).delete()
    added = [
        person(county, "Zoe", "Oakham", prefix="Cllr"),
        person(county, "Ann", "O'Neil"),
        person(county, "Bea", "O’Dell", prefix="Dr"),
        person(county, "Cy", "de Sand"),
    ]
    found = [one.family_name for one in Person.objects.by_surname() if one in added]
    assert found == ["de Sand", "Oakham", "O’Dell", "O'Neil"]


@pytest.mark.parametrize("words", ["O'Neil", "o’neil", "oneil", "ann oneil", "Neil Ann", "Nan"])
def test_search_finds_apostrophes_and_known_as_names(county, words):
    found = person(county, "Ann", "O'Neil")
    services.add_known_as(found, "Nan", by=county.administrator)
    assert list(Person.objects.named(words)) == [found]


@pytest.mark.parametrize("words", ["siân", "Sian", "SIAN lowicka", "Łowicka", "Si\u00adan"])
def test_search_finds_a_name_with_and_without_its_accents(county, words):
    found = person(county, "Siân", "Łowicka")
    assert list(Person.objects.named(words)) == [found]


def test_a_sign_of_an_expression_in_a_name_is_that_sign(county):
    found = person(county, "Ann (Nan)", "St. Oakham+")
    assert list(Person.objects.named("(nan) st. oakham+")) == [found]
    assert list(Person.objects.named("st.oakham. .*")) == []


def test_people_are_found_by_team(county):
    """S001-21."""
    team = services.create_unit(county.council, name="Children's Services", by=county.administrator)
    found = person(county, "Kim", "North")
    services.appoint(found, county.council, unit=team, by=county.administrator)
    assert list(Person.objects.at("children's", DAY)) == [found]


@pytest.mark.parametrize(
    ("email", "ok"), [("dave.dent@example.org", True), ("Dave Dent@example.org", False), ("dave", False)]
)
def test_an_address_with_a_space_is_refused_in_words(county, email, ok):
    """S002-35."""
    if ok:
        assert person(county, "A", "B", email=email).email == email
        return
    with pytest.raises(ValidationError) as refusal:
        person(county, "A", "B", email=email)
    assert refusal.value.messages == ["Enter an e-mail address without spaces, such as name@example.org."]


def test_addresses_are_compared_without_regard_to_case(county):
    """S000-30, S000-53."""
    person(county, "A", "B", email="Some.One@example.org")
    with pytest.raises(ValidationError, match="Somebody else already has this"):
        person(county, "C", "D", email="some.one@EXAMPLE.org")
    assert User.objects.get_by_natural_key(county.chair.email.upper()) == county.chair


def test_telephone_numbers_keep_their_leading_zero(county):
    """S002-33; the post code of an address is written out, S002-34."""
    made = person(county, "A", "B", phones="01632 960001\n07700-900001", address="1 High Street\nno1 1aa")
    made.refresh_from_db()
    assert made.phones.splitlines() == ["01632 960001", "07700-900001"]
    assert made.address.endswith("NO1 1AA")


def test_a_new_name_keeps_the_old_as_a_known_as_name(county):
    services.change_person(county.chair.person, {"family_name": "West"}, by=county.administrator)
    assert [alias.name for alias in county.chair.person.aliases.all()] == ["Chair Northshire"]


def test_a_change_of_rank_is_a_new_post(county):
    """S000-14, S001-25."""
    post = county.police_lead.person.posts.get()
    new = services.change_post(post, {"rank": "Chief Superintendent"}, on=DAY, by=county.administrator)
    post.refresh_from_db()
    assert (post.rank, post.ended_on) == ("", dt.date(2026, 6, 7))
    assert (new.rank, new.title, new.started_on, new.ended_on) == (
        "Chief Superintendent",
        post.title,
        DAY,
        None,
    )


def test_a_post_that_has_ended_is_not_changed(county):
    post = make.PostFactory(ended_on=dt.date(2025, 1, 1))
    with pytest.raises(ValidationError, match="has ended"):
        services.change_post(post, {"title": "Clerk"}, on=DAY, by=county.administrator)


def test_a_team_of_another_agency_is_refused(county):
    team = services.create_unit(county.council, name="Place", by=county.administrator)
    with pytest.raises(ValidationError, match="Choose a team of Northshire Police"):
        services.appoint(make.PersonFactory(), county.police, unit=team, by=county.administrator)


def test_two_people_may_have_the_same_title(county):
    """S000-17."""
    for _ in range(2):
        services.appoint(make.PersonFactory(), county.police, title="Analyst", by=county.administrator)
    assert county.police.posts.filter(title="Analyst").count() == 2


def test_an_end_before_the_start_is_refused(county):
    post = make.PostFactory(started_on=DAY)
    with pytest.raises(ValidationError, match="before the first"):
        services.end_post(post, dt.date(2026, 1, 1), by=county.administrator)


def test_versions_say_who_when_and_why_and_what_differs(county):
    made = person(county, "Ann", "East")
    services.change_person(made, {"prefix": "Cllr"}, by=county.administrator, reason="Elected")
    later, earlier = versions(made)
    assert (later.number, later.by, later.why) == (2, str(county.administrator), "Elected")
    assert differences(made, earlier.id, later.id) == [("Prefix", "", "Cllr")]


def test_versions_compare_choices_lists_and_dates_in_words(county):
    area = make.AreaFactory(name="Poolside")
    agency = services.create_agency(name="Rail Police", kind="police", sector="vcs", by=county.administrator)
    changes = {"sector": "statutory", "areas": [area], "ended_on": DAY}
    services.change_agency(agency, changes, by=county.administrator)
    later, *_, earlier = versions(agency)
    assert sorted(differences(agency, earlier.id, later.id)) == [
        ("Areas", "", "Poolside"),
        ("Sector", "Voluntary and community", "Statutory"),
        ("Until", "", "8 June 2026"),
    ]
