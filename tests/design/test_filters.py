import datetime as dt
from decimal import Decimal

import pytest

from design import filters

UTC = dt.UTC


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (dt.date(2010, 6, 8), "8 June 2010"),
        (dt.datetime(2026, 6, 8, 23, 30, tzinfo=UTC), "9 June 2026"),  # already tomorrow in London
        (None, ""),
    ],
)
def test_a_date_is_written_as_gov_uk_writes_it(value, words):
    assert filters.date(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (dt.time(9, 30), "9:30am"),
        (dt.time(10), "10am"),
        (dt.time(12), "midday"),
        (dt.time(12, 10), "12:10pm"),
        (dt.time(0), "midnight"),
        (dt.time(0, 5), "12:05am"),
        (dt.time(23, 59), "11:59pm"),
        (dt.datetime(2026, 1, 8, 9, 30, tzinfo=UTC), "9:30am"),
        (dt.datetime(2026, 6, 8, 9, 30, tzinfo=UTC), "10:30am"),
        (None, ""),
    ],
)
def test_a_time_is_written_as_gov_uk_writes_it(value, words):
    assert filters.time(value) == words


def test_an_instant_has_its_date_and_time():
    assert filters.datetime(dt.datetime(2026, 6, 8, 9, 30, tzinfo=UTC)) == "8 June 2026, 10:30am"
    assert filters.datetime(None) == ""


def test_a_date_may_leave_out_its_year_or_name_its_weekday():
    assert filters.short_date(dt.date(2026, 6, 8)) == "8 June"
    assert filters.weekday_date(dt.date(2026, 6, 8)) == "Monday 8 June 2026"
    assert filters.weekday_date(None) == filters.short_date(None) == ""


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, "No due date"),
        (dt.date(2026, 11, 16), "4 days late"),
        (dt.date(2026, 11, 19), "1 day late"),
        (dt.date(2026, 11, 20), "Due today"),
        (dt.date(2026, 11, 21), "Due tomorrow"),
        (dt.date(2026, 11, 26), "By Thursday"),
        (dt.date(2026, 11, 27), "27 November"),
        (dt.date(2027, 1, 4), "4 January 2027"),
    ],
)
def test_a_due_date_is_said_as_it_stands_to_today(on, words):
    assert filters.due(on, dt.date(2026, 11, 20)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3500, "£3,500"),
        (Decimal("3500.50"), "£3,500.50"),
        (Decimal("-1500"), "−£1,500"),
        (Decimal("0.005"), "£0"),
        (0, "£0"),
        (None, ""),
        ("", ""),
    ],
)
def test_money_has_commas_and_pence_where_there_are_any(value, words):
    assert filters.money(value) == words


def test_a_count_agrees_with_its_noun():
    assert filters.plural(1, "bid") == "1 bid"
    assert filters.plural(0, "bid") == "0 bids"
    assert filters.plural(1204, "agency", "agencies") == "1,204 agencies"


@pytest.mark.parametrize(
    ("values", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_is_joined_as_in_a_sentence(values, words):
    assert filters.joined(values) == words


def test_a_first_letter_changes_and_no_other():
    assert filters.initial("domestic abuse (DARDR)") == "Domestic abuse (DARDR)"
    assert filters.lower_initial("Date of meeting") == "date of meeting"
    assert filters.lower_initial("NHS number") == "NHS number"
    assert filters.initial("") == filters.lower_initial("") == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "empty"), (90, "1 KB"), (35_400, "35 KB"), (999_700, "1 MB"), (2_100_000, "2.1 MB"), (None, "")],
)
def test_a_file_size_is_rounded_to_what_a_person_reads(size, words):
    assert filters.filesize(size) == words


def test_a_digest_keeps_its_ends():
    assert filters.digest("7f3a" + "0" * 56 + "c19e") == "7f3a…c19e"
    assert filters.digest("") == ""


def test_typed_text_becomes_paragraphs_and_stays_text():
    assert filters.paragraphs("One <b>\n\ntwo") == (
        '<p class="govuk-body">One &lt;b&gt;</p>\n\n<p class="govuk-body">two</p>'
    )
    assert filters.paragraphs(None) == filters.paragraphs(" \n") == ""


def test_a_number_has_commas():
    assert filters.number(1204) == "1,204"
    assert filters.number(None) == ""
