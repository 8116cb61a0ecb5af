"""The page of one action, and what may be done there."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from actions.lifecycle import MOVES, Status
from actions.lifecycle import Action as Act
from actions.models import Action
from actions.services import add_update, cancel_action, change_action, complete_action
from audit.clock import today
from audit.models import Event
from partnership.models import Membership
from records.lifecycle import MoveRefused, move
from records.models import Record
from records.services import ChangedMeanwhile, version_of
from tests.actions import scenes
from tests.meetings.scenes import drafted

pytestmark = pytest.mark.django_db
VERSION = '//input[@name="version"]/@value'


def address(action, name="detail", *more):
    return reverse(f"actions:{name}", args=[action.reference, *more])


def words(response):
    return " ".join(html.fromstring(response.content).text_content().split())


def buttons(response):
    page = html.fromstring(response.content)
    return [" ".join(button.text_content().split()) for button in page.xpath('//*[@id="next"]//a')]


def test_the_page_says_what_who_when_and_from_where(county, sign_in):
    scene = drafted(county).circulate(county)
    response = sign_in(county.police_lead).get(address(scene.action))
    said = words(response)
    for expected in (
        "Draft the extension of the scheme to two further towns.", "Lead Police lead",
        "With Attendee Northshire (Northshire Advice)", "Due 30 November 2026",
        "Arises from Paragraph 3.2, Strategic group, 14 October 2026", "Nobody has said yet how this stands.",
    ):  # fmt: skip
        assert expected in said
    assert f'href="/meetings/{scene.meeting.reference}/#p3.2"' in response.content.decode()


def test_an_owner_who_may_not_see_the_meeting_is_not_told_of_it(county, sign_in):
    action = scenes.issued(county, owners=[(county.partner.person, None, "")], audience="officers")
    said = words(sign_in(county.partner).get(address(action)))
    assert "Lead Partner" in said
    assert "Arises from" not in said
    assert "Strategic group, 14 October" not in said


def test_a_day_that_moved_shows_what_was_first_agreed(county, sign_in):
    action = scenes.issued(county)
    scenes.dated(action, dt.date(2027, 1, 15))
    said = words(sign_in(county.police_lead).get(address(action)))
    assert "Due 15 January 2027 (first agreed for 30 November 2026)" in said


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("officer", ["Add an update", "Mark as done", "Cancel", "Change"]),
        ("police_lead", ["Add an update", "Mark as done"]),
        ("health_lead", []),
    ],
)
def test_each_person_is_offered_what_they_may_do(county, sign_in, who, offered):
    response = sign_in(getattr(county, who)).get(address(scenes.issued(county)))
    assert buttons(response) == offered


def test_strangers_find_nothing_and_readers_are_refused_with_a_reason(county, sign_in):
    action = scenes.issued(county)
    for name in ("detail", "update", "change"):
        assert sign_in(county.outsider).get(address(action, name)).status_code == 404
    for name in ("update", "change"):
        response = sign_in(county.health_lead).get(address(action, name))
        assert response.status_code == 403
        assert "Only " in words(response)
    assert sign_in(county.health_lead).get(address(action, "move", Act.COMPLETE)).status_code == 403
    assert sign_in(county.outsider).get(address(action, "move", Act.COMPLETE)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_at_one_update_and_at_three(county, sign_in, django_assert_num_queries, count):
    scene = drafted(county).circulate(county)
    for number in range(count):
        add_update(scene.action, f"Update {number}", by=county.police_lead)
    client = sign_in(county.police_lead)
    with django_assert_num_queries(7):
        client.get(address(scene.action))


def test_reading_a_restricted_action_leaves_an_event(county, sign_in):
    action = scenes.issued(county)
    Record.objects.filter(pk=action.pk).update(marking=Record.Marking.SENSITIVE)
    sign_in(county.police_lead).get(address(action))
    assert Event.objects.get(verb="read").subject == action.reference


def test_an_owner_adds_an_update_and_marks_it_done(county, sign_in):
    action, client = scenes.issued(county), sign_in(county.police_lead)
    refused = client.post(address(action, "update"), {"text": " "})
    assert refused.status_code == 422
    assert "Enter" in words(refused)
    client.post(address(action, "update"), {"text": "The first town has agreed."})
    response = client.post(address(action, "move", Act.COMPLETE), {"update": "Both have."}, follow=True)
    action.refresh_from_db()
    assert (action.status, action.updates.count()) == (Status.DONE, 2)
    assert "Both have." in words(response)
    assert "Done on" in words(response)


def test_done_needs_an_update_that_says_what_was_done(county, sign_in):
    action = scenes.issued(county)
    response = sign_in(county.police_lead).post(address(action, "move", Act.COMPLETE), {"update": ""})
    assert response.status_code == 422
    assert "Add an update that says what was done." in words(response)
    action.refresh_from_db()
    assert (action.status, action.done_on) == (Status.OPEN, None)


def test_reopening_and_cancelling_want_a_reason(county, sign_in):
    action, client = scenes.issued(county), sign_in(county.officer)
    refused = client.post(address(action, "move", Act.CANCEL), {"reason": ""})
    assert "Say why this is no longer to be done." in words(refused)
    client.post(address(action, "move", Act.CANCEL), {"reason": "The scheme has ended."})
    action.refresh_from_db()
    assert action.status == Status.CANCELLED
    client.post(address(action, "move", Act.REOPEN), {"reason": "It has not."})
    action.refresh_from_db()
    assert action.status == Status.OPEN
    assert Event.objects.filter(subject=action.reference, verb="reopen", reason="It has not.").exists()


def test_issuing_is_not_done_here(county, sign_in):
    action = scenes.agreed(county)
    response = sign_in(county.officer).post(address(action, "move", Act.ISSUE))
    assert response.url == address(action)
    assert "once the minutes are circulated" in words(sign_in(county.officer).get(address(action)))


def changed(action, **values):
    lead = action.owners.get(is_lead=True).person
    return {
        "wording": "Draft it for three towns.", "lead": lead.pk, "due_on": "2026-12-18",
        "version": version_of(action), **values,
    }  # fmt: skip


def test_an_officer_changes_wording_day_and_owners(county, sign_in):
    action, client = scenes.issued(county), sign_in(county.officer)
    page = html.fromstring(client.get(address(action, "change")).content)
    assert page.xpath(VERSION) == [version_of(action)]
    elsewhere = f"{county.partner.person}\nHousing officer, Eastshire"
    client.post(address(action, "change"), changed(action, elsewhere=elsewhere))
    action.refresh_from_db()
    assert (action.wording, action.due_on) == ("Draft it for three towns.", dt.date(2026, 12, 18))
    assert action.first_due_on == scenes.DUE_ON
    owners = list(action.owners.values_list("printed_name", "person", "agency__name", "is_lead"))
    assert owners == [
        ("Police lead", county.police_lead.person.pk, "Northshire Police", True),
        (str(county.partner), county.partner.person.pk, "Northshire Police", False),
        ("Housing officer, Eastshire", None, None, False),
    ]
    assert Record.objects.visible_to(county.partner).filter(pk=action.pk).exists()


def test_it_is_not_due_before_it_was_made(county, sign_in):
    action = scenes.issued(county)
    answer = sign_in(county.officer).post(address(action, "change"), changed(action, due_on="1999-01-01"))
    assert "cannot be due before it was made" in answer.content.decode()
    action.refresh_from_db()
    assert action.due_on == scenes.DUE_ON


def test_what_makes_no_action_is_refused_all_at_once(county, sign_in):
    action = scenes.issued(county)
    response = sign_in(county.officer).post(
        address(action, "change"), changed(action, wording="", lead="", due_on="31 February 2027")
    )
    said = words(response)
    assert response.status_code == 422
    assert "Enter" in said
    assert "must be a real date" in said


def test_a_name_that_two_people_have_is_asked_about(county, sign_in):
    from tests.factories.partnership import PersonFactory

    for _ in range(2):
        PersonFactory(given_name="Housing", family_name="Lead")
    action = scenes.issued(county)
    response = sign_in(county.officer).post(
        address(action, "change"), changed(action, elsewhere="housing lead")
    )
    assert "More than one person is called housing lead." in words(response)


def test_of_two_who_change_it_the_second_sees_both(county, sign_in):
    action = scenes.issued(county)
    opened = version_of(action)
    owners = [(county.health_lead.person, None, "")]
    change_action(action, wording="Mine.", due_on=None, owners=owners, by=county.chair, version=opened)
    client = sign_in(county.officer)
    response = client.post(address(action, "change"), changed(action, version=opened))
    said = words(response)
    assert response.status_code == 409
    for expected in ("Chair Northshire saved it", "Mine", "three towns", "Health lead"):
        assert expected in said
    newest = html.fromstring(response.content).xpath(VERSION)[0]
    client.post(address(action, "change"), changed(action, version=newest, lead=county.health_lead.person.pk))
    action.refresh_from_db()
    assert action.wording == "Draft it for three towns."


def test_other_owners_alone_are_a_change_too(county):
    action = scenes.issued(county)
    opened = version_of(action)
    same = {"wording": action.wording, "due_on": action.due_on, "by": county.officer}
    change_action(action, owners=[(county.health_lead.person, None, "")], version=opened, **same)
    with pytest.raises(ChangedMeanwhile):
        change_action(action, owners=[(county.chair.person, None, "")], version=opened, **same)
    assert Event.objects.get(verb="name owners").changes["owners"][1] == ["Health lead"]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("act", Act)
def test_every_action_from_every_status(county, status, act):
    action = scenes.issued(county)
    add_update(action, "Something was done.", by=county.officer)
    Action.objects.filter(pk=action.pk).update(status=status, done_on="2026-11-01")
    action.refresh_from_db()
    sources, target = MOVES[act]
    if status in sources:
        assert move(action, act, by=county.officer).status == target
    else:
        with pytest.raises(MoveRefused):
            move(action, act, by=county.officer)


def test_cancelling_and_completing_twice_is_refused(county):
    action = cancel_action(scenes.issued(county), by=county.officer, reason="The scheme has ended.")
    with pytest.raises(MoveRefused, match="It is now “Cancelled”"):
        complete_action(action, by=county.officer, update="Done after all.")
    assert not action.updates.exists()


def test_who_has_left_the_body_is_not_offered_as_an_owner_unless_they_are_one(county, sign_in):
    action = scenes.issued(county)
    action.owners.filter(is_lead=False).delete()
    gone = [county.police_lead.person, county.health_lead.person]
    Membership.objects.filter(person__in=gone).update(ended_on=today() - dt.timedelta(days=1))
    page = html.fromstring(sign_in(county.officer).get(address(action, "change")).content)
    offered = page.xpath('//select[@name="lead"]/option/text()')
    assert action.owners.get(is_lead=True).person == county.police_lead.person
    assert str(county.police_lead) in offered
    assert str(county.chair) in offered
    assert str(county.health_lead) not in offered


def test_whoever_keeps_an_action_finds_how_to_ask_its_owners_and_nobody_else_does(county, sign_in):
    action = scenes.issued(county, owners=[(county.police_lead.person, county.police, "")])
    person = county.police_lead.person
    person.email, person.phones = "lead@example.org", "01632 960001"
    person.save()

    page = sign_in(county.officer).get(address(action)).content.decode()
    assert f'href="mailto:lead@example.org?subject={action.reference}"' in page
    assert "01632 960001" in page
    for other in (county.police_lead, county.health_lead):
        assert "01632 960001" not in sign_in(other).get(address(action)).content.decode()

    complete_action(action, by=county.officer, update="Done", reason="Said so")
    assert "01632 960001" not in sign_in(county.officer).get(address(action)).content.decode()
