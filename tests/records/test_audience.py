"""A record closed to fewer people: what hangs under it is closed with it, and the person is told first."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.services import issue_action, propose_action
from audit.models import Event
from documents.services import add_document
from meetings.services import moves
from records.access import grant
from records.audience import no_wider, set_audience, wider_than
from records.models import Record, UserGrant
from records.services import join
from tests.factories import meetings

pytestmark = pytest.mark.django_db
WHY = "A victim is named"


@pytest.fixture
def owner(county):
    """A meeting with a paper, the paper's own annex, and an issued action of the partner's."""
    return meetings.scheduled(county)


@pytest.fixture
def under(county, owner):
    paper = attach(owner, county, "Paper")
    annex = attach(paper, county, "Annex")
    named = [(county.partner.person, county.police, "Partner")]
    action = propose_action(owner, wording="Write to the family", owners=named, by=county.officer)
    issue_action(action, by=county.officer, audience="body")
    return paper, annex, action


def attach(record, county, title, by=None):
    file = SimpleUploadedFile("a.txt", title.encode())
    return add_document(record, title=title, file=file, by=by or county.officer)


def audiences(records):
    return [Record.objects.get(pk=record.pk).audience for record in records]


def seen(user, records):
    return Record.objects.visible_to(user).filter(pk__in=[record.pk for record in records]).count()


def test_what_hangs_under_a_record_is_closed_with_it(county, owner, under):
    set_audience(owner, "officers", by=county.officer, reason=WHY)

    assert audiences(under) == ["officers"] * 3
    assert seen(county.attendee, under) == 0
    events = Event.objects.filter(verb="change audience")
    assert {event.subject for event in events} == {row.reference for row in (owner, *under)}
    assert events.get(subject=owner.reference).changes == {
        "audience": ["body", "officers"],
        "closed with it": 3,
    }
    assert events.get(subject=under[0].reference).reason == f"With {owner.reference}: {WHY}"
    assert under[0].history.latest().audience == "officers"


def test_closed_to_names_it_is_kept_by_the_same_and_open_to_the_same(county, owner, under):
    grant(owner, county.guest, by=county.officer, reason="Reviews it")

    set_audience(owner, "named", by=county.chair, reason=WHY)

    assert audiences(under) == ["named"] * 3
    assert seen(county.chair, under) == seen(county.guest, under) == 3
    assert seen(county.officer, under) == seen(county.police_lead, under) == 0
    assert county.chair.has_perm("records.grant_record", under[1])
    given = UserGrant.objects.get(content_object=under[0].pk, user=county.guest)
    assert given.reason == f"As {owner.reference}: Reviews it"


def test_the_owner_of_an_action_keeps_sight_of_it(county, owner, under):
    set_audience(owner, "named", by=county.chair, reason=WHY)

    assert seen(county.partner, [under[2]]) == 1
    assert seen(county.partner, under[:2]) == 0


def test_one_may_choose_to_leave_it_open_and_the_log_says_so(county, owner, under):
    set_audience(owner, "officers", by=county.officer, reason=WHY, with_what_hangs=False)

    assert audiences(under) == ["body"] * 3
    changes = Event.objects.get(verb="change audience").changes
    assert changes == {"audience": ["body", "officers"], "left open": 3}


def test_opening_a_record_opens_nothing_under_it(county, owner, under):
    set_audience(owner, "partnership", by=county.officer, reason="All may know")

    assert audiences(under) == ["body"] * 3


def test_a_linked_record_is_nobodys_part(county, owner, under, make):
    """It may be linked to several; it is closed on its own page."""
    other = make(title="A plan that others rest on")
    join(other, owner, "paper-for", by=county.officer)

    set_audience(owner, "named", by=county.officer, reason=WHY)

    assert audiences([other]) == ["partnership"]


def test_what_is_closed_more_narrowly_is_left_alone(county, owner, under):
    set_audience(under[0], "named", by=county.chair, reason=WHY)

    assert wider_than(owner, "officers", by=county.officer) == [under[2]]
    set_audience(owner, "officers", by=county.officer, reason=WHY)
    assert audiences(under) == ["named", "named", "officers"]


def test_nothing_new_under_a_closed_record_is_open_to_more(county, owner):
    set_audience(owner, "named", by=county.officer, reason=WHY)
    owner.refresh_from_db()

    action = propose_action(
        owner, wording="Ring them", owners=[(county.partner.person, None, "")], by=county.officer
    )
    paper = attach(owner, county, "Paper")
    issue_action(action, by=county.officer, audience="body")

    assert audiences([action, paper]) == ["named", "named"]
    assert seen(county.chair, [action, paper]) == 0
    assert seen(county.officer, [action, paper]) == 2
    assert county.officer.has_perm("records.grant_record", paper)


def test_a_document_attached_while_the_record_is_being_closed_is_closed_too(county, owner):
    before = Record.objects.get(pk=owner.pk)
    set_audience(owner, "officers", by=county.officer, reason=WHY)
    assert audiences([attach(before, county, "Paper")]) == ["officers"]
    set_audience(owner, "named", by=county.chair, reason=WHY)
    with pytest.raises(PermissionDenied):
        attach(before, county, "Another paper", by=county.support)


@pytest.mark.parametrize(
    ("wanted", "of_record", "becomes"),
    [
        ("body", "partnership", "body"),
        ("partnership", "body", "body"),
        ("public", "officers", "officers"),
        ("officers", "agency", "agency"),
        ("named", "public", "named"),
        ("agency", "officers", "officers"),
        ("officers", "named", "named"),
    ],
)
def test_no_wider_than_the_record(make, wanted, of_record, becomes):
    assert no_wider(wanted, make(audience=of_record)) == becomes


def test_a_page_taken_down_takes_its_papers_with_it(county, sign_in):
    meeting = meetings.published(county)
    paper = attach(meeting, county, "Paper")
    assert audiences([paper]) == ["public"]
    address = reverse("meetings:move", args=[meeting.reference, "unpublish"])
    asked = sign_in(county.officer).get(address).content.decode()
    assert "1 document under it will be open to the partnership only." in asked

    moves.unpublish_minutes(meeting, by=county.officer, reason="A name was left in")

    assert audiences([paper]) == ["partnership"]


def test_the_page_says_how_many_before_anything_is_done(county, sign_in, owner, under):
    client = sign_in(county.officer)
    address = reverse("records:audience", args=[owner.reference])
    sent = {"audience": "officers", "reason": WHY}

    page = client.post(address, sent)

    assert page.status_code == 200
    text = page.content.decode()
    assert "2 documents and 1 action under this are open to more people" in text
    assert under[1].reference in text
    assert audiences([owner]) == ["body"]
    done = client.post(address, sent | {"hanging": "close"})
    assert done.url == reverse("records:access", args=[owner.reference])
    assert audiences([owner, *under]) == ["officers"] * 4


def test_the_page_lets_one_leave_them_open(county, sign_in, owner, under):
    sent = {"audience": "officers", "reason": WHY, "hanging": "leave"}
    sign_in(county.officer).post(reverse("records:audience", args=[owner.reference]), sent)
    assert audiences([owner, *under]) == ["officers", "body", "body", "body"]


def test_the_count_of_queries_does_not_grow_with_what_hangs(county, owner, under, django_assert_num_queries):
    with django_assert_num_queries(6):
        wider_than(owner, "officers", by=county.officer)
    for number in range(3):
        attach(owner, county, f"Further {number}")
    with django_assert_num_queries(6):
        wider_than(owner, "officers", by=county.officer)
