"""Nobody who works on one review counts by numbers of rows that there are others (`docs/decisions/0044-…`).

Rows are numbered from where no other number of a page begins, and every page that is reached from a review is read.
"""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from audit.clock import today
from records.jobs import sweep
from records.models import Record
from reviews.models import Report, ReportSection, Review
from reviews.services import checking, printing, reports, sealed
from signoffs.models import SignOff
from tests.factories import ledger as made
from tests.factories import reviews as make
from tests.reviews.test_wall import build, build_on, opened_to

pytestmark = pytest.mark.django_db
FROM, EACH = 700_000_000, 10_000
NUMBER = re.compile(r"(?<![0-9.])7[0-9]{8}(?![0-9])")
LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
ROOMS = ("/reviews/", "/records/", "/documents/", "/signoffs/", "/actions/", "/notices/")


def counted():
    """The models whose rows say something of reviews: their own, their history, and signatures."""
    own = [model for model in apps.get_app_config("reviews").get_models() if not issubclass(model, Record)]
    return [*own, SignOff]


def numbered_apart(models):
    """(first number, model): from here on, the rows of each model have numbers of their own."""
    with connection.cursor() as cursor:
        for at, model in enumerate(models):
            table, first = model._meta.db_table, FROM + at * EACH
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])
            else:
                column = model._meta.pk.column
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, first]
                )
            yield first, model


def crawled(client, start):
    """Every page of these rooms that links and forms lead to from here, as (address, text)."""
    waiting, seen = [start], {start}
    while waiting:
        way = waiting.pop()
        answer = client.get(way)
        if answer.streaming:
            b"".join(answer.streaming_content)  # which closes its file
        if answer.streaming or answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        page = answer.content.decode()
        yield way, page
        fresh = [link for link in LINK.findall(page) if link.startswith(ROOMS) and "export=" not in link]
        waiting += [link for link in dict.fromkeys(fresh) if link not in seen]
        seen.update(fresh)


def drafted(county, review, coordinator):
    """Two reports with comments and versions, a check whose finds stand, files made and on the way, a second action."""
    by = make.fresh(coordinator)
    sealed.add_entry(review, by=by, pseudonym="Willow", identity="Invented Nameworth")
    for kind in ("overview", "summary"):
        report = make.report(review, coordinator, kind=kind, finished_on=today())
        section = report.sections.first()
        section = reports.write_section(section, by=by, body="It was Nameworth.", edits=section.edits)
        reports.comment(section, by=by, text="Say more.")
        reports.keep_version(report, by=by, note="First")
        checking.ask_check(review, by=by, reason="Before it goes", report=report)
        printing.ask_print(report, "draft", by=by)
    make.attached(review, coordinator)
    another = made.recommended(review, by, number="2")
    made.given(county, another, by)
    made.recommended(review, by, number="3", scope="national")
    sweep()
    printing.ask_print(review.reports.get(kind="overview"), "draft", by=by)
    checking.ask_check(review, by=by, reason="It waits for its turn")


def scene(county, coordinator):
    review, *_ = build(county, coordinator)
    build_on(county, review, coordinator, make.guest(county))
    drafted(county, review, coordinator)
    opened_to(review, county.chair, coordinator)
    return review


@pytest.mark.parametrize("name", ["coordinator", "chair", "guest"])
def test_no_page_says_how_many_rows_of_reviews_or_signatures_there_are(county, coordinator, sign_in, name):
    ranges = dict(numbered_apart(counted()))
    review = scene(county, coordinator)
    guest = make.User.objects.filter(is_guest=True).last()
    user = {"coordinator": coordinator, "chair": county.chair, "guest": guest}[name]
    said, pages = {}, 0
    for way, page in crawled(sign_in(user), review.get_absolute_url()):
        pages += 1
        for number in NUMBER.findall(page):
            said.setdefault(ranges.get(int(number) // EACH * EACH, number), []).append(way)
    assert said == {}
    assert pages > (20 if name != "coordinator" else 120)


def test_nor_does_a_choice_in_a_form(county, coordinator, sign_in):
    """Of what only reviews have: entries of a chronology, decisions on publication."""
    ranges = dict(numbered_apart(counted()))
    review = make.settled(county, coordinator, "withhold")
    entries = [make.entry(county, review, coordinator, agency=one) for one in (county.police, county.health)]
    client = sign_in(coordinator)
    for name, *more in (("tell",), ("disagree", entries[0].pk)):
        page = client.get(reverse(f"reviews:{name}", args=[review.reference, *more])).content.decode()
        assert "is not published" in page or str(county.health) in page
        assert {ranges.get(int(number) // EACH * EACH) for number in NUMBER.findall(page)} == set()


def test_rows_are_numbered_apart_where_they_are_looked_for(county, coordinator):
    """That the test above looks for what is there."""
    ranges = dict(numbered_apart(counted()))
    scene(county, coordinator)
    for model in (Review.history.model, Report, ReportSection, SignOff):
        key = model.objects.values_list("pk", flat=True).last()
        assert NUMBER.fullmatch(str(key))
        assert ranges[key // EACH * EACH] is model
