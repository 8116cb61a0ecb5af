"""The pages about records: 404 for what one may not know of, 403 with a reason for what one may not do."""

import pytest
from django.urls import reverse

from audit.models import Event
from records.access import give
from records.models import Link, Record, UserGrant
from records.services import change_record, join
from records.veil import veil

pytestmark = pytest.mark.django_db
SHOWN = ["thread", "history", "compare", "events"]
KEEPING = ["access", "give", "audience"]


@pytest.fixture
def record(make):
    return make()


def page(name, record, *rest):
    return reverse(f"records:{name}", args=[record.reference, *rest])


@pytest.mark.parametrize("name", [*SHOWN, *KEEPING, "link"])
def test_the_officer_opens_every_page(county, sign_in, record, name):
    answer = sign_in(county.officer).get(page(name, record))
    assert answer.status_code == 200
    assert record.reference in answer.content.decode()


@pytest.mark.parametrize("name", [*SHOWN, *KEEPING, "link"])
def test_what_one_may_not_know_of_is_not_there(county, sign_in, record, name):
    assert sign_in(county.outsider).get(page(name, record)).status_code == 404


@pytest.mark.parametrize("name", KEEPING)
def test_a_reader_is_told_who_changes_access(county, sign_in, record, name):
    answer = sign_in(county.attendee).get(page(name, record))
    assert answer.status_code == 403
    assert "Only those who run this record" in answer.content.decode()


@pytest.mark.parametrize("name", ["history", "compare", "events"])
def test_a_guest_does_not_read_what_was_said_before(county, sign_in, record, name):
    give(record, county.guest, by=county.officer, reason="Reviews it")
    assert sign_in(county.guest).get(page(name, record)).status_code == 403
    assert sign_in(county.guest).get(page("thread", record)).status_code == 200


def test_a_stranger_is_asked_to_sign_in(client, record):
    assert client.get(page("thread", record)).status_code == 302


def test_access_is_given_on_the_page(county, sign_in, record):
    client = sign_in(county.officer)
    sent = {"person": county.guest.email.upper(), "reason": "Reviews it", "expires_on": "2099-01-01"}
    assert client.post(page("give", record), sent).url == page("access", record)
    assert UserGrant.objects.get().reason == "Reviews it"
    listed = client.get(page("access", record)).content.decode()
    assert "Guest Northshire" in listed
    assert "until 1 January 2099" in listed


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"reason": ""}, ["Name a person or an agency", "Say why they need access"]),
        ({"person": "nobody@example.org", "reason": "x"}, ["Nobody signs in with this e-mail address"]),
        ({"person": "guest@example.org", "agency": "POLICE", "reason": "x"}, ["not both"]),
        (
            {"person": "outsider@example.org", "reason": "x", "expires_on": "2020-01-01"},
            ["The last day of access is in the past", "Southshire Council is not of this partnership"],
        ),
    ],
)
def test_what_stands_in_the_way_is_said_all_at_once(county, sign_in, record, sent, said):
    sent = {key: county.police.pk if value == "POLICE" else value for key, value in sent.items()}
    answer = sign_in(county.officer).post(page("give", record), sent)
    assert answer.status_code == 422
    for sentence in said:
        assert sentence in answer.content.decode()
    assert not UserGrant.objects.exists()


@pytest.mark.parametrize(("kind", "holder"), [("person", "guest"), ("agency", "police")])
def test_access_is_withdrawn_on_the_page(county, sign_in, record, kind, holder):
    holder = getattr(county, holder)
    give(record, holder, by=county.officer, reason="Help")
    client = sign_in(county.officer)
    address = page("withdraw", record, kind, holder.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Done"}).url == page("access", record)
    assert client.get(address).status_code == 404


def test_access_of_neither_person_nor_agency_is_not_there(county, sign_in, record):
    assert sign_in(county.officer).get(page("withdraw", record, "team", 1)).status_code == 404


def test_the_audience_is_changed_on_the_page(county, sign_in, record):
    client = sign_in(county.officer)
    sent = {"audience": "body", "reason": "Not for all"}
    assert client.post(page("audience", record), sent).url == page("access", record)
    assert Record.objects.get(pk=record.pk).audience == "body"


def test_records_are_linked_and_unlinked_on_the_page(county, sign_in, record, make):
    other, client = make(title="The decision"), sign_in(county.officer)
    sent = {"kind": "decided-by", "target": other.reference.lower(), "part": "3.9"}
    assert client.post(page("link", record), sent).url == page("thread", record)
    assert "The decision" in client.get(page("thread", record)).content.decode()
    address = page("unlink", other, Link.objects.get().pk)
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "Wrong one"}).url == page("thread", other)
    assert not Link.objects.exists()


def test_a_record_one_may_not_know_of_is_unknown_to_the_form(county, sign_in, record, make):
    hidden = make(by=county.support, audience="named")
    for reference in (hidden.reference, "CSP-ACT-2026-9999"):
        answer = sign_in(county.officer).post(page("link", record), {"kind": "serves", "target": reference})
        assert f"No record is called {reference}" in answer.content.decode()


def test_a_link_is_removed_from_its_own_records_only(county, sign_in, record, make):
    link = join(make(), make(), "serves", by=county.officer)
    assert sign_in(county.officer).get(page("unlink", record, link.pk)).status_code == 404


def test_a_reader_does_not_remove_links(county, sign_in, record, make):
    link = join(record, make(), "serves", by=county.officer)
    assert sign_in(county.attendee).get(page("unlink", record, link.pk)).status_code == 403


def test_two_versions_are_compared_on_the_page(county, sign_in, record):
    change_record(record, {"title": "Fewer burglaries"}, by=county.officer, reason="Clearer")
    first, last = (veil(version.history_id) for version in record.history.order_by("history_id"))
    client = sign_in(county.officer)
    shown = client.get(page("compare", record), {"from": last, "to": first}).content.decode()
    assert "Fewer burglaries" in shown or "Fewer" in shown
    assert client.get(page("compare", record), {"from": veil(999999), "to": first}).status_code == 404
    assert client.get(page("compare", record), {"from": "x", "to": "²"}).status_code == 200


def test_reading_what_a_restricted_record_said_is_an_event(county, sign_in, make):
    record = make(marking="official-sensitive")
    sign_in(county.officer).get(page("history", record))
    assert Event.objects.filter(verb="read history", subject=record.reference).exists()


def test_a_reference_in_search_goes_to_its_record(county, sign_in, record):
    answer = sign_in(county.officer).get(reverse("records:search"), {"q": record.reference})
    assert answer.url == record.get_absolute_url()


def test_search_says_the_same_of_the_unknown_and_the_hidden(county, sign_in, make):
    hidden = make(by=county.support, audience="named")
    client = sign_in(county.officer)
    answers = []
    for reference in (hidden.reference, "CSP-ACT-2026-9999"):
        answer = client.get(reverse("records:search"), {"q": reference})
        answers.append((answer.status_code, answer.content.decode().replace(reference, "?")))
    assert "Nothing found" in answers[0][1]
    assert [status for status, _ in answers] == [200, 200]


def test_results_carry_their_record_and_their_words(county, sign_in, record):
    shown = sign_in(county.officer).get(reverse("records:search"), {"q": "tenth"}).content.decode()
    assert "<mark>tenth</mark>" in shown
    assert record.reference in shown
    assert record.get_absolute_url() in shown


def test_results_are_narrowed_by_kind(county, sign_in, record):
    client, address = sign_in(county.officer), reverse("records:search")
    assert (
        record.reference in client.get(address, {"q": "burglary", "kind": "actions.action"}).content.decode()
    )
    assert "Nothing found" in client.get(address, {"q": "burglary", "kind": "no.kind"}).content.decode()


def test_an_empty_search_asks_for_words(county, sign_in):
    shown = sign_in(county.officer).get(reverse("records:search")).content.decode()
    assert "Nothing found" not in shown


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("thread", 8), ("history", 8), ("access", 8)])
def test_pages_cost_the_same_however_much_they_show(
    county, sign_in, record, make, rows, name, queries, django_assert_max_num_queries
):
    for n in range(rows):
        join(record, make(), "serves", by=county.officer)
        change_record(record, {"title": f"Title {n}"}, by=county.officer)
    client = sign_in(county.officer)
    with django_assert_max_num_queries(queries):
        client.get(page(name, record))
