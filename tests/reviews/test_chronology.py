"""The combined chronology: what agencies enter, how it is merged, and what stands out in it."""

import datetime as dt
import io
import math
import re

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.clock import today
from documents.tables import Sheet, Unreadable, guess
from evidence import months
from records import walls
from records.lifecycle import MoveRefused
from records.models import Record
from reviews.importing import COLUMNS, read_file
from reviews.models import ChronologyEntry, ChronologyPart, Review
from reviews.reports import chronology as reports
from reviews.reports.timeline import timeline
from reviews.services import chronology, chronology_files, scoping
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 3, 3)


def said(day=DAY, **changes):
    return {
        "happened_on": day, "precision": "day", "time": None, "kind": "visit", "what": "Willow was seen at home.",
        "involved": "Willow", "source": "", **changes,
    }  # fmt: skip


@pytest.fixture
def review(county, coordinator):
    return make.scoped(county, coordinator)


@pytest.fixture
def part(county, coordinator, review):
    return make.part(county, review, coordinator, county.health_lead, county.health)


def test_an_agencys_part_is_its_own_until_it_shares_it(county, coordinator, review, part):
    lead = make.fresh(county.health_lead)
    with pytest.raises(MoveRefused, match="Enter what your agency did"):
        scoping.share(part, by=lead)
    chronology.add_entry(part, by=lead, **said())
    assert not review.entries.merged().exists()
    with pytest.raises(PermissionDenied):
        chronology.add_entry(part, by=make.fresh(coordinator), **said())
    assert not Record.objects.visible_to(make.fresh(coordinator)).filter(pk=part.pk).exists()
    scoping.share(part, by=lead)
    assert review.entries.merged().count() == 1
    with pytest.raises(PermissionDenied):
        chronology.add_entry(part, by=make.fresh(lead), **said(what="More"))


def test_what_an_agency_is_asked_again_is_out_until_it_is_shared_again(county, coordinator, review, part):
    lead = make.fresh(county.health_lead)
    entry = chronology.add_entry(part, by=lead, **said())
    scoping.share(part, by=lead)
    scoping.ask_again(
        ChronologyPart.objects.get(), by=make.fresh(coordinator), reason="The year before", due_on=today()
    )
    assert not review.entries.merged().exists()
    chronology.change_entry(
        ChronologyPart.objects.get(), entry.pk, by=make.fresh(lead), **said(what="Seen twice.")
    )
    scoping.share(ChronologyPart.objects.get(), by=make.fresh(lead))
    assert review.entries.merged().get().what == "Seen twice."


def test_the_same_is_entered_once_and_nothing_that_is_to_come(county, coordinator, review):
    one = said(agency=county.police)
    chronology.add_entry(review, by=coordinator, **one)
    with pytest.raises(MoveRefused, match="already"):
        chronology.add_entry(review, by=coordinator, **said(agency=county.police))
    with pytest.raises(MoveRefused) as refused:
        chronology.add_entry(
            review, by=coordinator, **said(today() + dt.timedelta(1), agency=county.police, what=" ")
        )
    assert len(refused.value.reasons) == 2


def test_the_coordinator_does_not_change_what_an_agency_said(county, coordinator, review, part, sign_in):
    lead = make.fresh(county.health_lead)
    entry = chronology.add_entry(part, by=lead, **said())
    scoping.share(part, by=lead)
    client = sign_in(coordinator)
    way = reverse("reviews:entry_change", args=[review.reference, entry.pk])
    assert client.get(way).status_code == 403
    with pytest.raises(ChronologyEntry.DoesNotExist):
        chronology.change_entry(review, entry.pk, by=coordinator, **said(agency=county.health))


def test_merged_by_time_with_what_stands_out(county, coordinator, review, sign_in):
    for day, agency, kind, what in (
        (DAY, county.police, "visit", "Nobody at home."), (DAY, county.health, "visit", "Willow opened the door."),
        (DAY + dt.timedelta(200), county.health, "missed", "Did not attend."),
    ):  # fmt: skip
        chronology.add_entry(review, by=coordinator, **said(day, agency=agency, kind=kind, what=what))
    near = reports.around(review)
    _, lines = reports.merged_page(near, {}, {})
    assert (near.gap_days, [line.gap for line in lines]) == (90, [0, 0, 200])
    assert [line.otherwise for line in lines] == [[county.health.name], [county.police.name], []]
    found = reports.found_in(reports.around(fresh(review)), {})
    assert found.counts == {
        "gaps": 1,
        "overlaps": 1,
        "suggested": 1,
        "marked": 0,
        "missed": 1,
        "gap_days": 90,
    }
    first, second = (line.entry.pk for line in lines[:2])
    chronology.mark_disagreement(review, second, first, by=coordinator, note="Was anybody at home?")
    with pytest.raises(MoveRefused, match="already"):
        chronology.mark_disagreement(review, first, second, by=coordinator, note="Again")
    client = sign_in(coordinator)
    page = client.get(reverse("reviews:chronology", args=[review.reference])).content.decode()
    assert "Gap: 200 days" in page
    assert page.count("Was anybody at home?") == 2
    page = client.get(reverse("reviews:findings", args=[review.reference])).content.decode()
    assert "Did not attend." in page
    chronology.settle_disagreement(
        review, review.disagreements.get().pk, by=coordinator, settled="Two visits."
    )
    chronology.set_gap(review, by=coordinator, gap_days=300)
    assert reports.found_in(reports.around(fresh(review)), {}).counts["gaps"] == 0


def fresh(review):
    return Review.objects.get(pk=review.pk)


def fill(county, coordinator, review, count):
    lines = "\n".join(
        f"{(DAY - dt.timedelta(n % 900)).isoformat()},{(county.police, county.health)[n // 900 % 2]},Event {n},visit"
        for n in range(count)
    )
    sheet = read_file(file_of(f"Date,Agency,What happened,Kind\n{lines}"))
    return chronology_files.import_entries(
        review, sheet, guess(sheet.headings, COLUMNS), by=make.fresh(coordinator), name="all.csv"
    )


def file_of(text, name="a.csv"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def test_a_page_costs_the_same_whatever_it_shows(county, coordinator, review, sign_in):
    client, counts = sign_in(coordinator), []
    whole, found = (
        reverse(f"reviews:{name}", args=[review.reference]) for name in ("chronology", "findings")
    )
    narrow = f"?agency={county.police.pk}&kind=visit&text=event&since=2023-01-01&until=2024-12-31"
    ways = [whole, whole + narrow, found, found + narrow]
    client.get(ways[0])
    for count in (1, 1000):
        fill(county, coordinator, review, count)
        for way in ways:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(way).status_code == 200
            counts.append(asked.captured_queries)
    assert [len(each) for each in counts[:4]] == [len(each) for each in counts[4:]]
    assert max(map(len, counts)) <= 8, "\n".join(q["sql"][:200] for q in max(counts, key=len))


def test_a_file_is_taken_whole_or_not_and_the_same_again_changes_nothing(county, coordinator, review):
    text = (
        f"Date,Time,Agency,What happened,Kind,Source\n44258,,{county.police},Call to the address,999,Log\n"
        f"3rd March 2021,1430,{county.health},Did not come,DNA,\n5.3.21,,{county.health},-spoke with Ash,odd kind,\n"
    )
    sheet = read_file(file_of(text))
    columns = guess(sheet.headings, COLUMNS)
    for expected in ((3, 0), (0, 3)):
        done = chronology_files.import_entries(review, sheet, columns, by=coordinator, name="a.csv")
        assert done == expected
    kinds = list(review.entries.values_list("kind", flat=True))
    assert kinds == ["incident", "missed", "other"]
    assert ChronologyEntry.history.count() == 3
    found = chronology_files.read(review.partnership_id, None, sheet, columns)
    assert ["odd kind" in words for words in found.warnings] == [True]


def test_each_bad_line_is_named(county, coordinator, review):
    text = (
        f"Date,Agency,What happened\n3/4/2021,{county.police},Seen\nsoon,{county.police},Seen\n"
        f"3.4.21,Nobody Ltd,Seen\n3.4.21,{county.police},\n3.4.21,{county.police},=1+1\n3.4.21,{county.police},Seen\n"
    )
    sheet = read_file(file_of(text))
    columns = guess(sheet.headings, COLUMNS)
    with pytest.raises(MoveRefused) as refused:
        chronology_files.import_entries(review, sheet, columns, by=coordinator, name="a.csv")
    assert [words.split(":")[0] for words in refused.value.reasons] == [f"Line {n}" for n in (2, 3, 4, 5, 6)]
    assert not review.entries.exists()
    found = chronology_files.read(review.partnership_id, None, sheet, columns, day_first=True)
    assert (len(found.unsure), len(found.refused), len(found.entries)) == (0, 4, 1)


def test_what_one_choice_settles_is_asked_once_however_many_lines_it_is_of(county, coordinator, review):
    text = "Date,What happened\n" + "3/4/2021,Seen\n13/4/2021,Rang\n" * 3
    sheet = read_file(file_of(text))
    found = chronology_files.read(review.partnership_id, None, sheet, guess(sheet.headings, COLUMNS))
    assert list(found.asks) == [
        "Line 3: it names no agency. Choose the agency, or the column that names it. 2 more lines are like it.",
        "Line 2: “3/4/2021” may be day first or month first. Say which. 2 more lines are like it.",
    ]
    assert found.left_out == 6


def test_workbooks_and_tables_in_word(county, coordinator, review):
    book = openpyxl.Workbook()
    book.active.append(["Date", "Agency", "What happened"])
    at = dt.datetime(2021, 3, 3, 14, 30)  # noqa: DTZ001 -- as a workbook has them
    book.active.append([at, str(county.police), "Call"])
    book.active.append([44259, str(county.police), '=CONCAT("a")'])
    book.active["H9"].number_format = "0"  # a cell that somebody formatted and left empty
    file = io.BytesIO()
    book.save(file)
    sheet = read_file(file_of(file.getvalue(), "a.xlsx"))
    assert sheet.headings == ["Date", "Agency", "What happened"]
    found = chronology_files.read(review.partnership_id, None, sheet, guess(sheet.headings, COLUMNS))
    assert (found.entries[0].moment, found.refused) == (
        "2021-03-03 14:30", ["Line 3: the cell “what happened” holds a formula. Put its value in its place."],
    )  # fmt: skip
    word = docx.Document()
    table = word.add_table(2, 3)
    for row, cells in zip(
        table.rows, (("Date", "Agency", "Details"), ("3.3.21", "", "Call\nback")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    word.save(file)
    sheet = read_file(file_of(file.getvalue(), "a.docx"))
    found = chronology_files.read(
        review.partnership_id, None, sheet, guess(sheet.headings, COLUMNS), agency=county.health
    )
    assert found.entries[0].what == "Call\nback"
    empty = io.BytesIO()
    docx.Document().save(empty)
    with pytest.raises(Unreadable, match="no table"):
        read_file(file_of(empty.getvalue(), "a.docx"))


def test_a_file_goes_by_the_pages(county, review, part, sign_in):
    client = sign_in(county.health_lead)
    way = reverse("reviews:part_import", args=[part.reference])
    page = client.post(way, {"file": file_of("Date,Details\n3/4/2021,Seen\n")})
    assert "Choose first, below the lines" in page.content.decode()
    chosen = {"column_day": "0", "column_what": "1", "step": "load", "file": shown_in(page)}
    assert client.post(way, chosen).status_code == 422
    assert client.post(way, chosen | {"order": "day"}).status_code == 302
    assert part.entries.get().happened_on == dt.date(2021, 4, 3)
    page = client.get(part.get_absolute_url()).content.decode()
    assert "3 April 2021" in page
    assert client.post(way, chosen).status_code == 302  # no file waits any more


def test_columns_of_a_file_that_nothing_takes_are_named(county, part, sign_in):
    way, client = reverse("reviews:part_import", args=[part.reference]), sign_in(county.health_lead)
    page = client.post(
        way, {"file": file_of("When,Hour,Details,Ward\n3.4.2021,9:30,Seen,7\n")}
    ).content.decode()
    assert "1 entry can be taken" in page
    assert "Columns of the file that are not taken: “Ward”." in page


def shown_in(page):
    return re.search(r'name="file" value="(\w+)"', page.content.decode())[1]


@pytest.mark.parametrize("whose", ["review", "part"])
def test_of_two_files_in_two_tabs_each_tab_takes_its_own(county, coordinator, review, part, sign_in, whose):
    client = sign_in(coordinator if whose == "review" else county.health_lead)
    holder = review if whose == "review" else part
    way = reverse(
        "reviews:chronology_import" if whose == "review" else "reviews:part_import", args=[holder.reference]
    )
    first = client.post(way, {"file": file_of("Date,Details\n2021-04-03,Seen\n")})
    client.post(way, {"file": file_of("Details,Date\nRang,2021-04-04\n", "second.csv")})
    chosen = {"column_day": "0", "column_what": "1", "agency": county.health.pk, "step": "load"}
    refused = client.post(way, chosen | {"file": shown_in(first)})
    assert refused.status_code == 409
    for words in ("Nothing was taken", "second.csv", "Rang"):
        assert words in refused.content.decode()
    assert not holder.entries.exists()
    chosen |= {"column_day": "1", "column_what": "0", "file": shown_in(refused)}
    assert client.post(way, chosen).status_code == 302
    assert [entry.what for entry in holder.entries.all()] == ["Rang"]


def test_twenty_thousand_lines(county, coordinator, review, sign_in):
    assert fill(county, coordinator, review, 20_000)[0] == 20_000
    client = sign_in(coordinator)
    page = client.get(reverse("reviews:chronology", args=[review.reference]) + "?text=event&kind=visit")
    assert page.content.decode().count('id="entry-') == reports.SIZE
    found = reports.found_in(reports.around(fresh(review)), {})
    assert found.counts["overlaps"] > 400


def test_whoever_is_asked_sees_the_part_and_nothing_of_the_review(county, coordinator, review, part, sign_in):
    client = sign_in(county.health_lead)
    page = client.get(part.get_absolute_url())
    assert (page.status_code, make.CODE_NAME in page.content.decode()) == (200, False)
    assert client.get(reverse("reviews:chronology", args=[review.reference])).status_code == 404
    assert sign_in(county.partner).get(part.get_absolute_url()).status_code == 404
    walls.shut(review, county.health_lead, by=make.fresh(coordinator), reason="Own practice")
    assert sign_in(county.health_lead).get(part.get_absolute_url()).status_code == 404


def typed(entry, **changes):
    """As the form sends it."""
    day = {f"happened_on-{part}": getattr(entry.happened_on, part) for part in ("day", "month", "year")}
    said = {name: getattr(entry, name) for name in ("precision", "kind", "what", "involved", "source")}
    return {**day, **said, "agency": entry.agency_id, "version": entry.version, **changes}


@pytest.mark.parametrize("whose", ["review", "part"])
def test_of_two_who_change_an_entry_the_second_is_shown_both(
    county, coordinator, review, part, sign_in, whose
):
    if whose == "part":
        entry, who = (
            chronology.add_entry(part, by=make.fresh(county.health_lead), **said()),
            county.health_lead,
        )
        way = reverse("reviews:part_change", args=[part.reference, entry.pk])
    else:
        entry, who = chronology.add_entry(review, by=coordinator, **said(agency=county.police)), coordinator
        way = reverse("reviews:entry_change", args=[review.reference, entry.pk])
    client = sign_in(make.fresh(who))
    first, second = typed(entry, what="Earliest."), typed(entry, what="Latest.")
    assert entry.version in client.get(way).content.decode()
    assert client.post(way, first).status_code == 302
    answer = client.post(way, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Earliest" in page, "Latest." in page) == (True, True)
    entry.refresh_from_db()
    assert (entry.what, entry.version in page) == ("Earliest.", True)
    assert client.post(way, {**second, "version": entry.version}).status_code == 302
    entry.refresh_from_db()
    assert entry.what == "Latest."


def test_a_year_that_nobody_lived_in_is_refused_by_form_and_by_file(county, coordinator, review, sign_in):
    """Inferred: before anybody now living was born a year is mistyped; reviews reach back for decades."""
    client = sign_in(make.fresh(coordinator))
    way = reverse("reviews:entry_add", args=[review.reference])
    form = client.get(way).content.decode()
    assert ("Agency that tells it" in form, "Agency that tells it (optional)" in form) == (True, False)
    day = {"happened_on-day": 3, "happened_on-month": 3, "happened_on-year": 1821}
    posted = {**day, "precision": "day", "kind": "visit", "what": "Seen.", "agency": county.police.pk}
    answer = client.post(way, posted)
    assert answer.status_code == 422
    assert "The year 1821 is more than 110 years ago. Check the year." in answer.content.decode()
    answer = client.post(way, {**posted, "happened_on-year": 2021, "agency": ""})
    assert "Choose the agency that tells it" in answer.content.decode()
    assert not review.entries.exists()
    assert client.post(way, {**posted, "happened_on-year": today().year - 110}).status_code == 302
    assert client.post(way, {**posted, "happened_on-year": today().year - 111}).status_code == 422
    sheet = Sheet(["Date", "What"], [["3 March 1821", "Seen."]])
    read = chronology_files.read(
        review.partnership_id, None, sheet, {"day": 0, "what": 1}, agency=county.police
    )
    assert "the year 1821 is more than 110 years ago" in " ".join(read.refused)


def test_no_dot_of_the_picture_lies_over_the_name_of_its_agency():
    january = months.parse("2024-01")
    encoding = timeline([(january, "Police", 40, 0), (january + 3, "Health", 1, 1)]).spec["encoding"]
    widest = (encoding["size"]["scale"]["range"][1] / math.pi) ** 0.5
    assert encoding["x"]["scale"]["padding"] > widest


@pytest.mark.parametrize(
    ("span", "ticks"), [(1, ("month", 1)), (3, ("month", 1)), (40, ("month", 6)), (200, ("year", 2))]
)
def test_the_picture_names_no_month_twice(span, ticks):
    """A label stands at the first of a month, never at a week within it."""
    january = months.parse("2024-01")
    plot = timeline([(january, "Police", 1, 0), (january + span - 1, "Health", 1, 0)])
    assert tuple(plot.spec["encoding"]["x"]["axis"]["tickCount"].values()) == ticks
