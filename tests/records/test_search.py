"""What search finds, for whom; the same on both databases."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from records import search
from records.access import give
from records.models import Record, SearchEntry
from records.reports.finding import called, in_words, results_for, snippet

pytestmark = pytest.mark.django_db


def found(user, query):
    hits = search.find(user, query)
    entries = SearchEntry.objects.select_related("record").in_bulk([hit.entry for hit in hits])
    return [entries[hit.entry].record.title for hit in hits]


@pytest.fixture
def three(make):
    make(title="Reduce burglary in Châtelet Road", wording="The children’s panel met on domestic abuse")
    make(title="O'Brien's café", wording="Burglary alarms and anti-social behaviour, in café rooms")
    make(title="Knife crime", wording="Weapons surrendered: 4,000 at 3.9 in 2026")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("knife", ["Knife crime"]),
        ("KNIFE Crime", ["Knife crime"]),
        ("kni", ["Knife crime"]),
        ("kni crime", []),
        ("crime kni", ["Knife crime"]),
        ('"domestic abuse"', ["Reduce burglary in Châtelet Road"]),
        ('"abuse domestic"', []),
        ('"domestic ab"', ["Reduce burglary in Châtelet Road"]),
        ("cafe", ["O'Brien's café"]),
        ("café", ["O'Brien's café"]),
        ("CHATELET", ["Reduce burglary in Châtelet Road"]),
        ("o'brien", ["O'Brien's café"]),
        ("O’Brien’s", ["O'Brien's café"]),
        ("obriens", ["O'Brien's café"]),
        ("childrens", ["Reduce burglary in Châtelet Road"]),
        ("children", ["Reduce burglary in Châtelet Road"]),
        ("anti-social", ["O'Brien's café"]),
        ("2026 weapons", ["Knife crime"]),
        ("nothing like it", []),
    ],
)
def test_words_beginnings_phrases_accents_and_apostrophes(county, three, query, titles):
    assert found(county.officer, query) == titles


def test_letters_of_other_languages_and_marks_that_nobody_sees_do_not_hide_a_word(county, make):
    """Pasted from Word or from a page: a soft hyphen, and a mark of no width."""
    make(title="Łódź Street, neigh\u00adbour\u200bhood of Køge")
    for query in ("lodz", "Łódź", "neighbourhood", "koge"):
        assert len(found(county.officer, query)) == 1, query


def test_a_word_in_the_title_comes_first(county, three):
    assert found(county.officer, "burglary") == ["Reduce burglary in Châtelet Road", "O'Brien's café"]


def test_a_reference_is_found_whole(county, make):
    record = make(title="Knife crime")
    make(title="Another")
    assert found(county.officer, record.reference) == ["Knife crime"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        '"',
        '"" *',
        "knife' OR '1'='1",
        'knife" OR title:*',
        "knife) | (crime",
        "knife & !crime",
        "NEAR(knife crime)",
        "title_words : knife",
        "-knife +crime ^knife",
        "knife:*",
        "\\' ; DROP TABLE records_record; --",
        "%s %(a)s {} \x00",
        "…—“”",
        "a" * 5000,
    ],
)
def test_no_query_is_more_than_words(county, three, query):
    found(county.officer, query)
    assert SearchEntry.objects.count() == 3


def test_what_one_may_not_know_of_is_not_found_counted_or_suggested(county, make):
    make(title="Secret weapon", by=county.support, audience="named")
    open_record = make(title="Open weapon")
    assert found(county.officer, "weapon") == found(county.officer, "weap") == ["Open weapon"]
    results = results_for("weapon", county.officer)
    assert ([row.record.pk for row in results.rows], results.count) == ([open_record.pk], "1")
    assert results.kinds == (("actions.action", "Actions", "1"),)
    assert found(county.support, "secret") == ["Secret weapon"]
    assert found(AnonymousUser(), "weapon") == []


@pytest.mark.parametrize(
    ("scope", "finders"),
    [
        (
            "readers",
            "officer chair police_lead health_lead attendee support partner supervisor commander administrator".split(),
        ),
        ("members", "officer chair police_lead health_lead attendee support".split()),
        ("core", "officer chair police_lead health_lead support".split()),
        ("officers", "officer chair support".split()),
    ],
)
def test_drafts_are_found_by_those_who_may_read_them(county, make, scope, finders):
    record = make()
    SearchEntry.objects.create(record=record, scope=scope, title="Draft", title_words="draftword")
    who = {name for name, user in county.personas.items() if search.find(user, "draftword")}
    assert who == set(finders)


@pytest.mark.parametrize("most", [search.MOST_MARKS, 0])
@pytest.mark.parametrize("audience", Record.Audience.values)
def test_what_one_may_know_of_is_found_wherever_its_record_went(county, make, monkeypatch, audience, most):
    """Whether the index knows who reads the record or not, and however its audience was written."""
    monkeypatch.setattr(search, "MOST_MARKS", most)
    record = make()
    SearchEntry.objects.create(record=record, title="Wanderer", title_words="wanderer")
    Record.objects.filter(pk=record.pk).update(audience=audience)
    give(record, county.guest, by=county.officer, reason="Joint work")
    users = [*county.personas.values(), AnonymousUser()]
    finders = {user for user in users if search.find(user, "wanderer")}
    assert finders == {
        user for user in users if Record.objects.visible_to(user).filter(pk=record.pk).exists()
    }
    assert county.guest in finders


def test_text_that_changed_is_found_anew(county, make):
    record = make(title="Knife crime")
    record.title = "Burglary"
    record.save()
    search.index(record)
    assert (found(county.officer, "knife"), found(county.officer, "burglary")) == ([], ["Burglary"])


def test_counts_stop_at_a_hundred():
    assert [in_words(n) for n in (0, 100, 101)] == ["0", "100", "over 100"]


def test_a_snippet_marks_what_was_found():
    text = "x " * 200 + "The children’s panel met in the Café." + " y" * 200
    parts = snippet(text, search.terms_of("childrens cafe"))
    assert [words for words, hit in parts if hit] == ["children’s", "Café"]
    assert (parts[0][0], parts[-1][0]) == ("…", "…")


def test_a_snippet_of_what_is_found_in_the_title_is_the_beginning():
    assert snippet("Short text", search.terms_of("other")) == (("Short text", False),)


def test_a_reference_calls_its_record_for_those_who_may_know(county, make):
    secret = make(by=county.support, audience="named")
    assert called(f" {secret.reference.lower()} ", county.support).pk == secret.pk
    assert called(secret.reference, county.officer) is None
    assert called("CSP-ACT-2026-9999", county.officer) is None
    assert called("not a reference", county.officer) is None


def test_who_types_the_name_of_a_person_agency_or_body_is_led_to_it(county, sign_in):
    """They are no records, and were once "Nothing found"."""
    page = sign_in(county.officer).get(reverse("records:search"), {"q": str(county.chair.person)}).text
    assert reverse("home:person", args=[county.chair.person_id]) in page
    assert "Nothing found" not in page
    assert reverse("home:people") + "?q=" in page


def test_the_directory_is_not_searched_by_those_who_may_not_read_it(county, sign_in):
    page = sign_in(county.guest).get(reverse("records:search"), {"q": str(county.chair.person)}).text
    assert "Nothing found" in page
    assert reverse("home:people") not in page


def test_more_words_than_a_database_indexes_are_kept_all_the_same(make, county):
    """Two million letters, no word twice: PostgreSQL refuses to index so much in one piece."""
    words = [f"w{number:06x}" for number in range(250_000)]
    make(title="A long account", wording=" ".join(words))
    assert found(county.officer, words[0]) == ["A long account"]
    assert SearchEntry.objects.get().text.endswith(words[-1])


def test_a_record_that_is_saved_while_it_is_being_found_breaks_no_page(make, county):
    record = make(title="Knife crime", wording="Weapons surrendered")

    def saved_meanwhile(execute, sql, *rest):
        if "text_words" in sql and not saved:  # its pieces are read, as they are shown
            saved.append(record)
            search.index(record)
        return execute(sql, *rest)

    saved = []
    with connection.execute_wrapper(saved_meanwhile):
        results = results_for("weapons", county.officer)
    assert (saved, results.rows) == ([record], ())
    assert len(results_for("weapons", county.officer).rows) == 1
