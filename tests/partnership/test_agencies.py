import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from partnership import services
from partnership.models import Agency
from partnership.services import ChangedMeanwhile, ConfirmationNeeded
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 31)


def add(county, name, **fields):
    fields = {"kind": "fire", "sector": "statutory"} | fields
    return services.create_agency(name=name, by=county.administrator, **fields)


@pytest.mark.parametrize(
    ("there", "new", "asks"),
    [  # S001-08, S000-19
        ("Northshire Fire and Rescue Authority", "Northshire Fire and Rescue Service", True),
        ("Probation Services", "Probation service", True),
        ("Northshire CVS", "Southshire CVS", False),
        ("Northshire CVS", "Northshire and Southshire CVS", False),
        ("Policing Commissioner", "Office of the Policing Commissioner", True),
    ],
)
def test_a_name_much_like_another_is_asked_about(county, there, new, asks):
    add(county, there)
    if asks:
        with pytest.raises(ConfirmationNeeded, match="is already here"):
            add(county, new)
    assert add(county, new, confirmed=True).name == new
    assert Agency.objects.filter(name__in=[there, new]).count() == 2


def test_an_alias_is_not_another_agency(county):
    services.add_agency_alias(county.police, "The Constabulary", by=county.administrator)
    with pytest.raises(ValidationError, match="another name of Northshire Police"):
        add(county, "the constabulary")


@pytest.mark.parametrize("words", ["Constabulary", "NPF", "northshire pol"])
def test_search_finds_names_short_names_and_aliases(county, words):
    services.add_agency_alias(county.police, "The Constabulary", by=county.administrator)
    services.change_agency(county.police, {"short_name": "NPF"}, by=county.administrator)
    assert list(Agency.objects.named(words)) == [county.police]


@pytest.mark.parametrize("words", ["women's", "Women’s aid", "womens", "Nouveau Depart"])
def test_search_finds_an_agency_whichever_apostrophe_it_was_written_with(county, words):
    services.change_agency(county.police, {"name": "Women’s Aid Nouveau Départ"}, by=county.administrator)
    assert list(Agency.objects.named(words)) == [county.police]


def test_a_new_name_keeps_the_old(county):
    services.change_agency(
        county.charity, {"name": "Advice North"}, by=county.administrator, reason="Renamed"
    )
    assert [alias.name for alias in county.charity.aliases.all()] == ["Northshire Advice"]
    version = county.charity.history.first()
    assert (version.history_change_reason, version.history_user) == ("Renamed", county.administrator)


def test_a_merge_is_asked_about_first(county):
    with pytest.raises(ConfirmationNeeded, match="They may be two agencies"):
        services.merge_agency(county.charity, county.health, on=DAY, by=county.administrator, reason="Order")
    county.charity.refresh_from_db()
    assert county.charity.ended_on is None


def test_a_merged_agency_ends_and_its_successor_goes_on(county):
    services.merge_agency(
        county.charity, county.health, on=DAY, by=county.administrator, reason="Order", confirmed=True
    )
    county.charity.refresh_from_db()
    assert (county.charity.ended_on, county.charity.successor) == (DAY, county.health)
    assert county.health.aliases.get().name == "Northshire Advice"
    posts = county.attendee.person.posts.order_by("pk")
    assert [(post.agency, post.started_on, post.ended_on) for post in posts] == [
        (county.charity, None, DAY),
        (county.health, DAY + dt.timedelta(days=1), None),
    ]
    seats = county.attendee.person.memberships.order_by("pk")
    assert [one.agency for one in seats] == [county.charity, county.health]
    assert county.here.partners.filter(agency=county.health, ended_on=None).count() == 1


def test_a_merge_pressed_twice_is_done_once(county):
    said = {"on": DAY, "by": county.administrator, "reason": "Order", "confirmed": True}
    for _ in range(2):
        assert services.merge_agency(county.charity, county.health, **said) == county.health
    assert county.charity.history.filter(history_type="~").count() == 1
    assert county.attendee.person.posts.count() == 2
    with pytest.raises(ValidationError, match="has already ended"):
        services.merge_agency(county.charity, county.police, **said)


def test_nobody_is_carried_to_another_agency_by_a_merger_of_their_own(county):
    """A post opens the records of its agency, and nobody appoints themselves."""
    by = county.administrator
    own, said = by.person.posts.get().agency, {"on": DAY, "by": by, "reason": "Order", "confirmed": True}
    with pytest.raises(PermissionDenied, match=f"You cannot give yourself a post at {county.health}"):
        services.merge_agency(own, county.health, **said)
    own.refresh_from_db()
    assert own.ended_on is None

    make.PostFactory(person=by.person, agency=county.health, title="Adviser")
    services.merge_agency(own, county.health, **said)
    own.refresh_from_db()
    assert own.successor == county.health, "whoever has a post there already gains nothing"


def test_a_merge_refuses_with_all_reasons_at_once(county):
    with pytest.raises(ValidationError) as refusal:
        services.merge_agency(county.police, county.police, on=DAY, by=county.administrator, reason=" ")
    assert len(refusal.value.messages) == 2


def test_two_teams_may_share_a_name_under_different_directorates(county):
    """S001-19."""
    places = [
        services.create_unit(county.council, name=name, by=county.administrator)
        for name in ("Place", "Adults")
    ]
    teams = [
        services.create_unit(county.council, name="Community Safety", parent=one, by=county.administrator)
        for one in places
    ]
    assert [str(team) for team in teams] == ["Community Safety, Place", "Community Safety, Adults"]
    with pytest.raises(ValidationError, match="already one of this name"):
        services.create_unit(
            county.council, name="Community Safety", parent=places[0], by=county.administrator
        )


def test_a_team_stays_within_its_agency_and_out_of_itself(county):
    team = services.create_unit(county.council, name="Place", by=county.administrator)
    with pytest.raises(ValidationError, match="same agency"):
        services.create_unit(county.police, name="Custody", parent=team, by=county.administrator)
    with pytest.raises(ValidationError, match="part of itself"):
        services.change_unit(team, {"parent": team}, by=county.administrator)


def test_the_second_of_two_who_change_it_is_refused(county):
    seen = services.version_of(county.police)
    services.change_agency(county.police, {"short_name": "NP"}, by=county.administrator, version=seen)
    with pytest.raises(ChangedMeanwhile) as refusal:
        services.change_agency(county.police, {"short_name": "NPF"}, by=county.administrator, version=seen)
    assert refusal.value.current.short_name == "NP"


def test_saving_what_is_there_already_leaves_no_version(county):
    before = county.police.history.count()
    services.change_agency(county.police, {"name": "Northshire Police", "areas": []}, by=county.administrator)
    assert county.police.history.count() == before


def test_areas_overlap_once_and_lie_in_no_circle(county):
    division, district = make.AreaFactory(kind="division"), make.AreaFactory()
    services.overlap_areas(division, district, approximate=True, by=county.administrator)
    with pytest.raises(ValidationError, match="already said"):
        services.overlap_areas(district, division, by=county.administrator)
    district = services.change_area(district, {"parent": division}, by=county.administrator)
    with pytest.raises(ValidationError, match="within itself"):
        services.change_area(division, {"parent": district}, by=county.administrator)
