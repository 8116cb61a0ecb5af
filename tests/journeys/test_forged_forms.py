"""What no page of the portal would send: refused in words, and never by a fault."""

import pytest
from django.urls import reverse

from actions.models import Action
from meetings.models import Meeting
from meetings.services import minutes, moves
from records.services import version_of
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
TOO_GREAT = "99999999999999999999999"  # for the key of any table
TOO_LONG = "x" * 100_000


@pytest.fixture
def action(county):
    meeting = make.drafted(county)
    line = minutes.add_paragraph(meeting.items.first(), "It was agreed.", by=county.officer)
    minutes.add_action(
        line, by=county.officer, wording="Do it", owners=[(county.chair.person, None, "Chair")]
    )
    return Action.objects.latest("pk")


@pytest.mark.parametrize("name", ["lead", "others"])
def test_a_key_that_no_table_holds_is_no_choice(county, sign_in, action, name):
    said = {"wording": "Do it", name: TOO_GREAT}
    answer = sign_in(county.officer).post(reverse("actions:change", args=[action.reference]), said)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


def test_nor_is_it_of_those_called_in_to_an_item(county, sign_in):
    meeting = make.scheduled(county)
    said = {"title": "A case", "purpose": "discussion", "is_restricted": "on", "invited": [TOO_GREAT]}
    answer = sign_in(county.officer).post(reverse("meetings:item_add", args=[meeting.reference]), said)
    assert answer.status_code == 422
    assert not meeting.items.filter(title="A case").exists()


@pytest.mark.parametrize("name", ["areas", "answers_also_to"])
def test_nor_of_what_a_body_belongs_to(county, sign_in, name):
    address = reverse("home:body_change", args=[county.strategic.slug])
    answer = sign_in(county.administrator).post(address, {"name": "Group", name: [TOO_GREAT]})
    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["unit", "serves"])
def test_nor_of_what_a_post_belongs_to(county, sign_in, name):
    address = reverse("home:post_change", args=[county.chair.person.posts.get().pk])
    answer = sign_in(county.administrator).post(address, {"title": "Leader", name: [TOO_GREAT]})
    assert answer.status_code == 422


def test_an_owner_of_a_name_too_long_is_refused_and_nothing_is_cut(county, sign_in, action):
    address = reverse("actions:change", args=[action.reference])
    for name, words in (
        (TOO_LONG, "must be 2,000 characters or fewer: shorten it by"),
        ("Housing officer " * 10, "is too long for a name. Write at most 120 characters in a line."),
    ):
        answer = sign_in(county.officer).post(address, {"wording": "Do it", "elsewhere": name})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert [owner.printed_name for owner in action.owners.all()] == ["Chair"]


@pytest.mark.parametrize("said", [TOO_LONG, f"#{TOO_GREAT}", "#²"])
def test_an_agency_of_such_a_name_is_not_found(county, sign_in, said):
    address = reverse("home:post_add", args=[county.chair.person_id])
    answer = sign_in(county.administrator).post(address, {"agency": said, "title": "Member"})
    assert answer.status_code == 422
    assert county.chair.person.posts.count() == 1


def test_a_meeting_called_again_by_the_back_button_is_refused(county, sign_in):
    client, address = sign_in(county.officer), reverse("meetings:schedule")
    said = {"body": county.strategic.pk, "held_on": "2027-03-01", "starts_at": "9.30am", "venue": "Offices"}
    assert client.post(address, said).status_code == 302
    again = client.post(address, said)
    assert again.status_code == 422
    called = Meeting.objects.get(held_on="2027-03-01")
    assert f"{called.reference} is called for the same day and time." in again.content.decode()
    assert client.post(address, said | {"starts_at": "2pm"}).status_code == 302
    moves.cancel_meeting(called, by=county.officer, reason="No quorum")
    assert client.post(address, said).status_code == 302


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_than_those_of_pages_are_not_allowed(county, sign_in, action, method):
    client = sign_in(county.officer)
    for address in (reverse("home:home"), reverse("actions:change", args=[action.reference])):
        answer = getattr(client, method)(address)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, POST"
        assert "Nothing was changed" in answer.content.decode()


def test_what_a_form_has_no_field_for_is_not_changed(county, sign_in):
    """Such as what opens it to everybody, and who is what."""
    meeting = make.scheduled(county)
    before = Meeting.objects.values("status", "audience", "reference", "created_by", "body").get(
        pk=meeting.pk
    )
    said = {"held_on_0": "1", "held_on_1": "3", "held_on_2": "2027", "starts_at": "9.30am", "venue": "Depot"}
    forged = {
        "status": "published",
        "audience": "everyone",
        "reference": "X",
        "created_by": "1",
        "is_superuser": "on",
    }

    client = sign_in(county.officer)
    client.post(
        reverse("meetings:change", args=[meeting.reference]), said | forged | {"version": version_of(meeting)}
    )

    after = Meeting.objects.get(pk=meeting.pk)
    assert after.venue == "Depot"
    assert Meeting.objects.values(*before).get(pk=meeting.pk) == before
    county.officer.refresh_from_db()
    assert not county.officer.is_superuser
