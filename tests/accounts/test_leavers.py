"""A leaver: one step ends all they hold, closes their account and hands over their open work."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from accounts import services
from actions.models import Action
from actions.services import propose_action
from audit.models import Event
from notices.models import Notice
from partnership.models import Membership, Role
from records.lifecycle import MoveRefused
from records.models import Record
from records.services import create_record
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def work(county):
    """Two open actions of the police lead that the whole partnership sees, and one that only officers see."""
    source = Record(title="A paper", partnership=county.here, body=county.strategic, audience="partnership")
    source.CODE = "DOC"
    create_record(source, by=county.officer)
    made = [
        propose_action(
            source,
            wording=wording,
            owners=[(county.police_lead.person, None, "")],
            by=county.officer,
            audience=audience,
        )
        for wording, audience in (("Write", "partnership"), ("Ring", "partnership"), ("Whisper", "officers"))
    ]
    Action.objects.update(status="open")
    return made


def leave(county, **changes):
    options = {
        "last_day": TODAY,
        "successor": county.partner.person,
        "by": county.administrator,
        "reason": "Moved to another force",
    }
    services.close_leaver(county.police_lead.person, **options | changes)


def owners(action):
    return [owner.person for owner in action.owners.all()]


def test_everything_ends_at_once(county, work, client):
    elsewhere = type(client)()
    elsewhere.force_login(county.police_lead)

    leave(county)

    person = county.police_lead.person
    assert person.posts.get().ended_on == TODAY
    assert person.memberships.get().ended_on == TODAY
    county.police_lead.refresh_from_db()
    assert not county.police_lead.is_active
    assert elsewhere.get("/accounts/").status_code == 302
    assert owners(work[0]) == owners(work[1]) == [county.partner.person]
    event = Event.objects.get(verb="leave")
    assert event.reason == "Moved to another force"
    assert len(event.changes["ended"]) == 2
    assert set(event.changes["handed over"]) == {work[0].reference, work[1].reference}


def test_single_actions_go_to_others(county, work):
    leave(county, successors={work[1].pk: county.chair.person})

    assert owners(work[0]) == [county.partner.person]
    assert owners(work[1]) == [county.chair.person]


def test_an_action_that_the_administrator_may_not_see_is_not_handed_over(county, work):
    leave(county)

    assert owners(work[2]) == [county.police_lead.person]
    assert work[2].reference not in str(Event.objects.get(verb="leave").changes)
    told = Notice.objects.get(trigger="owner-left")
    assert (told.recipient, told.record_id) == (county.officer, work[2].pk)


def test_who_takes_over_is_told(county, work):
    leave(county)

    told = Notice.objects.filter(trigger="take-over", recipient=county.partner)
    assert {notice.record_id for notice in told} == {work[0].pk, work[1].pk}


def test_all_reasons_are_said_at_once_and_nothing_is_changed(county, work):
    with pytest.raises(MoveRefused) as refused:
        leave(county, last_day=TODAY + dt.timedelta(days=1), successor=None, reason=" ")

    assert len(refused.value.reasons) == 3
    assert county.police_lead.person.posts.get().ended_on is None
    county.police_lead.refresh_from_db()
    assert county.police_lead.is_active


def test_nothing_is_half_done_when_a_step_fails(county, work):
    with pytest.raises(ValueError, match="nobody"):
        leave(county, successors={work[1].pk: "nobody"})

    assert county.police_lead.person.posts.get().ended_on is None
    assert owners(work[0]) == [county.police_lead.person]


def test_what_ended_before_keeps_its_day(county):
    former = make.PostFactory(
        person=county.police_lead.person, agency=county.health, started_on="2019-01-01", ended_on="2020-01-01"
    )

    leave(county)

    former.refresh_from_db()
    assert former.ended_on == dt.date(2020, 1, 1)


def test_a_post_that_begins_later_stands_in_the_way(county):
    make.PostFactory(
        person=county.police_lead.person,
        agency=county.health,
        title="Nurse",
        started_on=TODAY + dt.timedelta(days=30),
    )

    with pytest.raises(MoveRefused, match="“Nurse, NHS Northshire” begins on 9 April 2026"):
        leave(county)


def test_the_last_administrator_gives_the_role_to_somebody_first(county):
    other = make.RoleFactory(
        person=county.outsider.person, partnership=county.here, kind=Role.Kind.ADMINISTRATOR
    )
    county.administrator.person.roles.update(partnership=county.there)
    make.RoleFactory(
        person=county.administrator.person, partnership=county.here, kind=Role.Kind.ADMINISTRATOR
    )

    services.close_leaver(
        county.outsider.person, last_day=TODAY, successor=None, by=county.administrator, reason="Retires"
    )
    other.refresh_from_db()
    assert other.ended_on == TODAY


def test_a_partnership_is_not_left_without_an_administrator(county):
    second = make.RoleFactory(
        person=county.chair.person, partnership=county.there, kind=Role.Kind.ADMINISTRATOR
    )

    with pytest.raises(
        MoveRefused, match="Southshire Community Safety Partnership would have no administrator"
    ):
        services.close_leaver(
            county.chair.person, last_day=TODAY, successor=None, by=county.administrator, reason="Retires"
        )
    second.refresh_from_db()
    assert second.ended_on is None


@pytest.mark.parametrize("who", ["officer", "chair", "partner", "outsider"])
def test_only_an_administrator_records_it(who, county):
    with pytest.raises(PermissionDenied, match="Only an administrator of a partnership"):
        leave(county, by=getattr(county, who))


def test_nobody_records_their_own_leaving(county):
    with pytest.raises(PermissionDenied, match="your own leaving"):
        services.close_leaver(
            county.administrator.person,
            last_day=TODAY,
            successor=None,
            by=county.administrator,
            reason="Retires",
        )


def test_the_pages_show_all_of_it_before_it_is_done(county, work, sign_in):
    Membership.objects.filter(person=county.police_lead.person).update(office="chair")
    client = sign_in(county.administrator)
    address = f"/accounts/people/{county.police_lead.person_id}/leave/"
    filled = {"last_day": TODAY, "reason": "Moved to another force", "successor": county.partner.person_id}

    first = client.get(address).content.decode()
    preview = client.post(address, filled).content.decode()

    assert "Who takes over their open actions" in first
    assert "Police lead, Northshire Police" in preview
    assert "Strategic group will have no chair" in preview
    assert "1 open action of theirs is in" in preview
    assert work[0].reference in preview
    assert work[2].reference not in preview
    assert county.police_lead.person.posts.get().ended_on is None, "only shown so far"

    done = client.post(address, filled | {"confirm": "yes", f"action_{work[1].pk}": county.chair.person_id})

    assert done.headers["Location"] == f"/accounts/people/{county.police_lead.person_id}/"
    assert county.police_lead.person.posts.get().ended_on == TODAY
    assert owners(work[1]) == [county.chair.person]


def test_a_future_last_day_is_refused_on_the_page(county, sign_in):
    address = f"/accounts/people/{county.police_lead.person_id}/leave/"
    filled = {"last_day": "2026-03-11", "reason": "Moves", "confirm": "yes"}

    page = sign_in(county.administrator).post(address, filled).content.decode()

    assert "The last day is in the future" in page
