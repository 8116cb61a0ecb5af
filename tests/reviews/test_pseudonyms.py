"""A pseudonym put where the check found a name: at once in one's own words, by the agency in its own."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from notices.models import Notice
from records.jobs import sweep
from records.lifecycle import MoveRefused
from reviews.models import ChronologyEntry, Rewording
from reviews.services import checking, chronology, pseudonyms, scoping, sealed
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
NAME = "Nameworth"
DAY = dt.date(2024, 3, 3)


@pytest.fixture
def review(county, coordinator):
    review = make.scoped(county, coordinator)
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity=f"Invented {NAME}")
    return review


@pytest.fixture
def part(county, coordinator, review):
    """Shared, with a name in it."""
    part = make.part(county, review, coordinator, county.health_lead, county.health)
    enter(part, county.health_lead, f"{NAME} was seen. Miss {NAME} left.")
    scoping.share(part, by=make.fresh(county.health_lead))
    return part


def enter(holder, by, what, day=DAY, **said):
    said = {"precision": "day", "time": None, "kind": "visit", "involved": "", "source": "", **said}
    return chronology.add_entry(holder, by=make.fresh(by), happened_on=day, what=what, **said)


def found(review, by):
    row = checking.ask_check(review, by=make.fresh(by), reason="Before it goes")
    sweep()
    row.refresh_from_db()
    assert row.state == "done"
    return list(row.finds.select_related("check_run"))


def put(review, find, by, *, whole=False):
    return pseudonyms.put_pseudonym(review, find, by=make.fresh(by), whole=whole)


def test_what_the_keeper_entered_is_changed_at_once_and_keeps_what_it_said(county, coordinator, review):
    entry = enter(review, coordinator, f"{NAME} rang.", agency=county.police, involved=f"{NAME}, an officer")
    finds = found(review, coordinator)
    assert {find.entry_id for find in finds} == {entry.pk}
    assert put(review, finds[0], coordinator) == (1, 0)
    entry.refresh_from_db()
    assert (entry.what, entry.involved) == ("Willow rang.", "Willow, an officer")
    assert [row.what for row in entry.history.order_by("-pk")] == ["Willow rang.", f"{NAME} rang."]
    assert entry.history.latest().history_user == coordinator
    assert found(review, coordinator) == []
    assert list(checking.why_it_may_not_leave(review)) == []


def test_an_agencys_words_are_proposed_to_it_and_changed_by_it_alone(county, coordinator, review, part):
    """ADR 31"""
    [first, *_] = found(review, coordinator)
    assert put(review, first, coordinator, whole=True) == (0, 1)
    entry = ChronologyEntry.objects.get()
    assert NAME in entry.what
    assert Notice.objects.filter(record=part, trigger="pseudonym", recipient=county.health_lead).exists()
    row = Rewording.objects.get()
    for other in (coordinator, county.police_lead):
        with pytest.raises(PermissionDenied):
            pseudonyms.take(part, row.pk, by=make.fresh(other))
    pseudonyms.take(part, row.pk, by=make.fresh(county.health_lead))
    entry.refresh_from_db()
    assert entry.what == "Willow was seen. Miss Willow left."
    assert entry.history.latest().history_user == county.health_lead
    assert not Rewording.objects.exists()
    assert found(review, coordinator) == []


def test_one_find_or_all_of_one_persons(county, coordinator, review):
    sealed.add_entry(review, by=make.fresh(coordinator), pseudonym="Oak", identity="Othername")
    for day in (1, 2):
        enter(review, coordinator, f"{NAME} and Othername", DAY + dt.timedelta(day), agency=county.police)
    finds = [find for find in found(review, coordinator) if find.stands_for == "Willow"]
    assert len(list(pseudonyms.changes_of(review, finds[0], whole=False))) == 1
    assert put(review, finds[0], coordinator, whole=True) == (2, 0)
    assert {row.what for row in review.entries.all()} == {"Willow and Othername"}


def test_the_agency_may_leave_it_and_says_why_beside_the_find(county, coordinator, review, part, sign_in):
    [first, *_] = found(review, coordinator)
    put(review, first, coordinator)
    client = sign_in(make.fresh(county.health_lead))
    row = Rewording.objects.get()
    page = client.get(part.get_absolute_url()).content.decode()
    assert "Willow was seen. Miss Willow left." in page
    address = reverse("reviews:part_leave", args=[part.reference, row.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "It is a street"}).status_code == 302
    assert "Put a pseudonym where" not in client.get(part.get_absolute_url()).content.decode()
    client = sign_in(make.fresh(coordinator))
    check = reverse("reviews:check", args=[review.reference, first.check_run_id])
    assert "left it: It is a street" in client.get(check).content.decode()
    with pytest.raises(MoveRefused, match="answered already"):
        pseudonyms.take(part, row.pk, by=make.fresh(county.health_lead))
    found(review, coordinator)
    assert not Rewording.objects.exists()


def test_by_the_page_before_and_after_are_shown(county, coordinator, review, part, sign_in):
    enter(review, coordinator, f"A call from {NAME}.", DAY + dt.timedelta(1), agency=county.police)
    [first, *_] = found(review, coordinator)
    client = sign_in(make.fresh(coordinator))
    check = client.get(reverse("reviews:check", args=[review.reference, first.check_run_id])).content.decode()
    address = reverse("reviews:find_pseudonym", args=[review.reference, first.pk])
    assert address in check
    page = client.get(address).content.decode()
    for words in (f"A call from {NAME}.", "A call from Willow.", "Proposed to the agency", "Changed at once"):
        assert words in page
    assert client.post(address, {"which": "none"}).status_code == 422
    assert client.post(address, {"which": "all"}).status_code == 302
    again = client.post(address, {"which": "all"})
    assert again.status_code == 422
    assert "asked already" in again.content.decode()
    client = sign_in(make.fresh(county.health_lead))
    row = Rewording.objects.get()
    address = reverse("reviews:part_reword", args=[part.reference, row.pk])
    assert "Your entry will say: Willow was seen" in client.get(address).content.decode()
    assert client.post(address).status_code == 302


def test_nobody_else_comes_near_it(county, coordinator, review, part, sign_in):
    [first, *_] = found(review, coordinator)
    put(review, first, coordinator)
    row = Rewording.objects.get()
    pages = [
        reverse("reviews:find_pseudonym", args=[review.reference, first.pk]),
        reverse("reviews:part_reword", args=[part.reference, row.pk]),
        reverse("reviews:part_leave", args=[part.reference, row.pk]),
    ]
    for other in (county.officer, county.chair, county.police_lead, county.administrator):
        client = sign_in(make.fresh(other))
        assert {client.get(page).status_code for page in pages} == {404}
    client = sign_in(make.fresh(county.health_lead))
    assert client.get(pages[0]).status_code == 404


def test_events_name_the_pseudonym_and_never_the_name(county, coordinator, review, part):
    [first, *_] = found(review, coordinator)
    put(review, first, coordinator)
    pseudonyms.take(part, Rewording.objects.get().pk, by=make.fresh(county.health_lead))
    said = " ".join(f"{event.changes} {event.reason}" for event in Event.objects.all())
    assert "Willow" in said
    assert NAME not in said


def test_what_stands_there_no_longer_is_refused(county, coordinator, review):
    entry = enter(review, coordinator, f"{NAME} rang.", agency=county.police)
    [first] = found(review, coordinator)
    said = {
        "happened_on": DAY,
        "precision": "day",
        "time": None,
        "kind": "visit",
        "involved": "",
        "source": "",
    }
    chronology.change_entry(
        review, entry.pk, by=make.fresh(coordinator), agency=county.police, what="Willow rang.", **said
    )
    with pytest.raises(MoveRefused, match="Check the chronology again"):
        put(review, first, coordinator)


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("Ann’s mother and Anna", ["Ann"], "P’s mother and Anna"),
        ("Ann Smith and Ann", ["Ann", "Ann Smith"], "P and P"),
        ("A. Smith (A. Smith)", ["A. Smith"], "P (P)"),
        (r"C:\Ann", ["Ann"], r"C:\P"),
    ],
)
def test_the_words_alone_are_replaced(text, words, after):
    assert pseudonyms.put_in(text, dict.fromkeys(words, "P")) == after


def check_of(review, find, client):
    return client.get(reverse("reviews:check", args=[review.reference, find.check_run_id])).content.decode()


def test_what_was_mended_reads_so_and_waits_for_nobody(county, coordinator, review, part, sign_in):
    enter(review, coordinator, f"A call from {NAME}.", DAY + dt.timedelta(1), agency=county.police)
    finds = found(review, coordinator)
    client = sign_in(make.fresh(coordinator))
    assert f"{len(finds)} finds to clear" in check_of(review, finds[0], client)
    put(review, finds[-1], coordinator, whole=True)
    page = check_of(review, finds[0], client)
    assert "Mended: Coordinator Northshire, " in page
    assert "Proposed to NHS Northshire" in page
    assert "A call from" not in page
    pseudonyms.take(part, Rewording.objects.get().pk, by=make.fresh(county.health_lead))
    page = check_of(review, finds[0], client)
    assert f"NHS Northshire mended it: {county.health_lead}" in page
    assert (NAME in page, "Put the pseudonym in" in page, "No find is left." in page) == (False, False, True)
    listed = client.get(reverse("reviews:checks", args=[review.reference])).content.decode()
    assert "to clear" not in listed


def test_a_find_that_was_changed_around_stands_still(county, coordinator, review, sign_in):
    entry = enter(review, coordinator, f"{NAME} rang.", agency=county.police)
    [first] = found(review, coordinator)
    said = {
        "happened_on": DAY,
        "precision": "day",
        "time": None,
        "kind": "visit",
        "involved": "",
        "source": "",
    }
    chronology.change_entry(
        review, entry.pk, by=make.fresh(coordinator), agency=county.police, what=f"{NAME}, rang.", **said
    )
    page = check_of(review, first, sign_in(make.fresh(coordinator)))
    assert ("Mended" in page, "1 find to clear" in page) == (False, True)


def test_a_full_name_is_replaced_once_and_the_keeper_words_what_is_put_in(
    county, coordinator, review, sign_in
):
    sealed.add_entry(
        review,
        by=make.fresh(coordinator),
        pseudonym="Ash",
        identity="Peter Othername",
        also="Address: 12 High Lane",
    )
    entry = enter(
        review,
        coordinator,
        "Othername, Peter was seen at 12 High Lane by Peter Othername.",
        agency=county.police,
    )
    assert pseudonyms.put_in("Peter Othername", {"Peter": "Ash", "Othername": "Ash"}) == "Ash"
    finds = [find for find in found(review, coordinator) if find.stands_for == "Ash"]
    at = next(find for find in finds if "Lane" in find.words)
    client = sign_in(make.fresh(coordinator))
    address = reverse("reviews:find_pseudonym", args=[review.reference, at.pk])
    page = client.get(address).content.decode()
    assert ("In place of “12 High Lane”" in page, "Ash Ash" in page) == (True, False)
    words = pseudonyms.words_of(pseudonyms.changes_of(review, at, whole=True))
    said = {f"put_{words.index('12 High Lane')}": "the home of Ash"}
    wrong = client.post(address, {"which": "one", **dict.fromkeys(said, "at 12 High Lane")})
    assert (wrong.status_code, "without the name" in wrong.content.decode()) == (422, True)
    assert client.post(address, {"which": "one", **said}).status_code == 302
    entry.refresh_from_db()
    assert "was seen at the home of Ash by Ash." in entry.what


def test_an_answer_from_a_second_window_is_told_so_and_keeps_what_was_typed(
    county, coordinator, review, part, sign_in
):
    [first, *_] = found(review, coordinator)
    put(review, first, coordinator)
    client = sign_in(make.fresh(county.health_lead))
    row = Rewording.objects.get()
    pages = [reverse(f"reviews:part_{how}", args=[part.reference, row.pk]) for how in ("leave", "reword")]
    page = client.get(part.get_absolute_url()).content.decode()
    assert ("Answer what is proposed" in page, "Nothing waits for you here" in page) == (True, False)
    assert client.post(pages[1]).status_code == 302
    late = client.post(pages[0], {"reason": "It is a street"})
    assert late.status_code == 422
    assert "answered already, in another window" in late.content.decode()
    assert "It is a street" in late.content.decode()
    assert client.post(pages[1]).status_code == 422
    assert client.get(pages[1]).status_code == 200


def test_the_pages_of_checks_cost_the_same_whatever_they_show(county, coordinator, review, part, sign_in):
    client, counts = sign_in(make.fresh(coordinator)), []
    client.get("/")
    for more in (1, 3):
        for n in range(more):
            enter(
                review,
                coordinator,
                f"{NAME} rang, {more}, {n}.",
                DAY + dt.timedelta(n + more),
                agency=county.police,
            )
        finds = found(review, coordinator)
        put(review, finds[-1], coordinator)
        for way in (
            reverse("reviews:checks", args=[review.reference]),
            reverse("reviews:check", args=[review.reference, finds[0].check_run_id]),
        ):
            with CaptureQueriesContext(connection) as asked:
                assert "to clear" in client.get(way).content.decode()
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 8


def test_a_check_that_no_database_holds_is_no_such_page(coordinator, review, sign_in):
    client = sign_in(coordinator)
    checks = reverse("reviews:checks", args=[review.reference])
    for key in (1, 10**12, 10**20, 2**63 - 1):
        assert client.get(f"{checks}{key}/").status_code == 404
