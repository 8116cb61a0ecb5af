"""Data brought in by page: who may, what a check shows, what is loaded, and crime in numbers."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import AreaPart, Boundary, Crime, Load, Population
from assessments.reports.loads import found_in
from assessments.services import loading, loads, lookups, running
from audit.clock import now
from evidence import months
from partnership.models import Area
from records.lifecycle import MoveRefused
from records.models import Job
from tests.factories import assessments as make
from tests.factories import police

pytestmark = pytest.mark.django_db
CRIME, HOTSPOTS = reverse("assessments:crime"), reverse("assessments:hotspots")
ADD = reverse("assessments:load_add")


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = "2026-06-01"


def upload(text, name="2026-03-northshire-street.csv"):
    return SimpleUploadedFile(name, text.encode(), "text/csv")


def received(county, text):
    load = loads.receive([upload(text)], by=county.officer)
    running.check(load.pk)
    load.refresh_from_db()
    return load


def held(county, tmp_path, newest="2026-04", count=26, **said):
    """Some months of Northshire, the newest twice as full as the rest."""
    make.district()
    last = months.parse(newest)
    for month in range(last - count + 1, last + 1):
        code = months.code(month)
        police.write(tmp_path, f"{code}.csv", police.month_of(code, 40 if month == last else 20, **said))
    loading.load_files(Load.objects.create(started_at=now()), [tmp_path])


def test_files_are_checked_then_loaded_and_then_let_go(county, sign_in):
    client = sign_in(county.officer)
    answer = client.post(ADD, {"files": [upload(police.month_of("2026-03", 12))]})
    load = Load.objects.get()
    assert answer.url == reverse("assessments:load", args=[load.pk])
    assert b"data-reload-after" in client.get(answer.url).content
    assert f"0 of {load.size:,} bytes read" in client.get(answer.url).text
    assert [job.task for job in Job.objects.filter(task__startswith="assessments")] == [
        "assessments.check_load"
    ]
    running.check(load.pk)
    page = client.get(answer.url)
    assert b"data-reload-after" not in page.content
    assert b"March 2026 (1 month)" in page.content
    assert not Crime.objects.exists()
    client.post(reverse("assessments:load_confirm", args=[load.pk]))
    running.load_all(load.pk)
    running.load_all(load.pk)
    load.refresh_from_db()
    assert (load.state, Crime.objects.count()) == (Load.State.LOADED, 12)
    with pytest.raises(FileNotFoundError), loads.at_hand(load) as paths:
        paths[0].read_bytes()
    assert b"Rows held in all" in client.get(answer.url).content


def test_a_check_with_broken_lines_wants_a_person_to_say_so(county):
    load = received(county, police.street(police.crime(), "broken"))
    assert loads.can_be_loaded(load)
    with pytest.raises(MoveRefused, match="Some lines cannot be read"):
        loads.confirm(load, by=county.officer)
    loads.confirm(load, by=county.officer, leave_out_broken=True)
    running.load_all(load.pk)
    assert Crime.objects.count() == 1


def test_a_file_of_another_kind_cannot_be_loaded_and_the_page_says_why(county, sign_in):
    load = received(county, "Name,Amount\na,1\n")
    assert not loads.can_be_loaded(load)
    with pytest.raises(MoveRefused, match="is no file that can be read"):
        loads.confirm(load, by=county.officer, leave_out_broken=True)
    page = sign_in(county.officer).get(reverse("assessments:load", args=[load.pk]))
    assert b"It cannot be loaded as it is" in page.content


def test_a_load_is_cancelled_once_and_never_loaded_after(county):
    load = received(county, police.month_of("2026-03", 3))
    loads.cancel(load, by=county.officer)
    with pytest.raises(MoveRefused, match="so it cannot be cancelled"):
        loads.cancel(load, by=county.officer)
    with pytest.raises(MoveRefused, match="nothing to load"):
        loads.confirm(load, by=county.officer)


def test_a_load_that_is_cancelled_while_it_is_checked_stays_cancelled(county, monkeypatch):
    load = loads.receive([upload(police.month_of("2026-03", 3))], by=county.officer)
    path_of = default_storage.path

    def cancelled_meanwhile(name):
        loads.cancel(load, by=county.officer)
        return path_of(name)

    monkeypatch.setattr(default_storage._wrapped, "path", cancelled_meanwhile)
    running.check(load.pk)
    load.refresh_from_db()
    assert load.state == Load.State.CANCELLED


@pytest.mark.parametrize("file", [upload("x", "list.pdf"), upload("", "empty.csv")])
def test_a_file_that_is_none_is_refused_at_the_form(county, sign_in, file):
    assert sign_in(county.officer).post(ADD, {"files": [file]}).status_code == 422
    assert not Load.objects.exists()


def test_only_those_who_keep_data_load_it(county, analyst, sign_in):
    assert sign_in(analyst).get(ADD).status_code == 200
    for person in (county.chair, county.partner, county.guest):
        assert sign_in(person).get(ADD).status_code == 403
        assert sign_in(person).get(reverse("assessments:loads")).status_code == 403
        with pytest.raises(PermissionDenied, match="Only officers and analysts load data"):
            loads.receive([upload("x")], by=person)
    load = received(county, police.month_of("2026-03", 3))
    assert sign_in(county.partner).get(reverse("assessments:load", args=[load.pk])).status_code == 404


def test_crime_is_compared_with_the_same_months_in_words_that_the_figures_bear(county, tmp_path, sign_in):
    held(county, tmp_path)
    page = sign_in(county.partner).get(CRIME, {"length": 3}).content.decode()
    assert "February to April 2026, beside February to April 2025" in page
    assert "Rose from 60 to 80 (+33.3%): no change beyond what chance would bring." in page
    page = sign_in(county.partner).get(CRIME, {"last": months.parse("2026-03")}).content.decode()
    assert "Stayed at 240" in page


def test_crime_in_numbers_costs_the_same_at_any_number_of_months(
    county, tmp_path, sign_in, django_assert_max_num_queries
):
    held(county, tmp_path, count=3)
    client = sign_in(county.officer)
    client.get(CRIME)
    with django_assert_max_num_queries(8):
        assert client.get(CRIME).status_code == 200
    held(county, tmp_path)
    with django_assert_max_num_queries(8):
        assert client.get(CRIME).status_code == 200


def test_a_signal_of_the_control_chart_is_told_with_all_of_its_months(county, tmp_path, sign_in):
    held(county, tmp_path)
    page = sign_in(county.officer).get(CRIME).content.decode()
    assert "April 2026: above the upper limit" in page
    assert "Crimes in each month" in page
    assert "data to April 2026." in page


def test_months_that_were_not_loaded_are_not_nought(county, tmp_path, sign_in):
    held(county, tmp_path, count=14)
    page = sign_in(county.officer).get(CRIME).content.decode()
    assert "Not collected: May 2024" in page


def test_hotspots_are_drawn_of_the_same_window_and_streets_of_few_are_not_named(county, tmp_path, sign_in):
    held(county, tmp_path)
    page = sign_in(county.officer).get(HOTSPOTS, {"length": 12}).content.decode()
    assert "260 placed" in page
    assert "On or near Street 1, Northshire 001A<" in page
    assert "On or near Street 35," not in page


def test_a_view_can_be_downloaded_and_absurd_choices_are_passed_over(county, tmp_path, sign_in):
    held(county, tmp_path)
    client = sign_in(county.officer)
    assert client.get(CRIME, {"export": "csv"}).content.decode("utf-8-sig").startswith("Category,Months")
    for asked in (
        {"area": "nobody"},
        {"last": "9" * 40},
        {"length": "-1", "category": "99"},
        {"category": "x"},
    ):
        assert client.get(CRIME, asked).status_code == 200
        assert client.get(HOTSPOTS, asked).status_code == 200


def test_without_data_the_pages_say_what_to_do_and_guests_have_none(county, sign_in):
    assert b"Load police data" in sign_in(county.officer).get(CRIME).content
    assert b"An analyst of the partnership loads it" in sign_in(county.partner).get(HOTSPOTS).content
    assert sign_in(county.guest).get(CRIME).status_code == 404


def test_a_lookup_says_which_lsoas_an_area_is_made_of(county, tmp_path, sign_in):
    held(county, tmp_path, count=14)
    ward = Area.objects.create(name="Harbour", kind=Area.Kind.WARD)
    text = "LSOA code,Area\nE01015300,Harbour\n"
    lookups.set_parts(upload(text), "ward", source="Lookup, 2024", by=county.officer)
    assert AreaPart.objects.get(area=ward).lsoa.code == "E01015300"
    assert ward.crime_counts.count() > 0
    with pytest.raises(MoveRefused) as refused:
        lookups.set_parts(
            upload("LSOA code,Area\nX1,Harbour\nE01015300,Moon\n"), "ward", source="x", by=county.officer
        )
    assert refused.value.reasons == (
        "Mend line 2: “X1” is no LSOA code.",
        "Mend line 3: no ward here is called “Moon”.",
    )


def test_population_is_whole_or_refused(county):
    text = 'Code,Year,People,Households\nE07000999,2024,"104,200",46000\n'
    lookups.set_population(upload(text), source="ONS", by=county.officer)
    lookups.set_population(upload(text), source="ONS, again", by=county.officer)
    assert [(row.people, row.households, row.source) for row in Population.objects.all()] == [
        (104200, 46000, "ONS, again")
    ]
    with pytest.raises(MoveRefused, match="no number of people"):
        lookups.set_population(upload("Code,Year,People\nE07000999,2024,-3\n"), source="x", by=county.officer)
    many = "Code,Year,People,Households\nE07000999,2024,3,999999999999\n"
    with pytest.raises(MoveRefused, match="no number of households"):
        lookups.set_population(upload(many), source="x", by=county.officer)
    endless = 'Code,Year,People\n"' + "x" * 200_000
    with pytest.raises(MoveRefused, match="Check its quotation marks"):
        lookups.set_population(upload(endless), source="x", by=county.officer)
    with pytest.raises(MoveRefused, match="Missing: Year, People"):
        lookups.set_population(upload("Code\nE07000999\n"), source="x", by=county.officer)


def test_outlines_are_polygons_in_degrees(county, tmp_path, sign_in):
    square = "[[[-1.91,50.74],[-1.86,50.74],[-1.86,50.78],[-1.91,50.78],[-1.91,50.74]]]"
    feature = (
        '{"features":[{"properties":{"LAD24CD":"E07000999","LAD24NM":"Northshire"},'
        '"geometry":{"type":"Polygon","coordinates":%s}}]}'
    )
    tall = square.replace("50.74],", '50.74,12,"\\u0000"],')
    lookups.set_boundaries(upload(feature % tall), source="ONS", by=county.officer)
    assert Boundary.objects.get().outline["coordinates"] == json.loads(square)
    assert Boundary.objects.get().name == "Northshire"
    held(county, tmp_path)
    assert sign_in(county.officer).get(HOTSPOTS).status_code == 200
    nameless = feature.replace('{"LAD24CD":"E07000999","LAD24NM":"Northshire"}', '["E07000999"]')
    broken = [
        "{}",
        "not json",
        '{"features":[3]}',
        '{"features":3}',
        '{"features":' + "[" * 100_000,
        nameless % square,
    ]
    places = (
        "[[[400000,100000]]]",
        '"x"',
        '[[["1.5",50]]]',
        f"[[[{10**400},50]]]",
        "[[[1]]]",
        "[[[[1,50]]]]",
        "[]",
    )
    for text in (*broken, *(feature % place for place in places)):
        with pytest.raises(MoveRefused):
            lookups.set_boundaries(upload(text), source="ONS", by=county.officer)


def test_a_check_says_which_months_would_be_replaced_and_by_what(county, sign_in):
    first = received(county, police.month_of("2026-03", 12))
    assert first.report["replaces"] == []
    loads.confirm(first, by=county.officer)
    running.load_all(first.pk)
    again = received(county, police.month_of("2026-03", 5))
    client = sign_in(county.officer)
    page = client.get(reverse("assessments:load", args=[again.pk])).text
    words = "It replaces 12 rows of Northshire Police, March 2026, with 5 rows. What they were is kept."
    assert words in page
    assert "12 rows of 2026-03-northshire-street.csv, loaded on" in page
    assert "5 rows in place of 12, fewer than half" in page
    assert words in client.get(reverse("assessments:load_confirm", args=[again.pk])).text
    same = received(county, police.month_of("2026-03", 12))
    assert "It replaces nothing that is held." in client.get(reverse("assessments:load", args=[same.pk])).text


def test_months_in_a_row_with_unlike_codes_are_told_in_one_line():
    load = Load(report={"mixed_codes": [f"Shire Police {month}" for month in (24280, 24281, 24283)]})
    [words] = found_in(load).notes
    assert words.startswith("Shire Police, May to June 2023 and August 2023: LSOA codes of 2021")


def test_a_load_whose_months_were_loaded_meanwhile_is_checked_and_asked_again(county, sign_in):
    stale = received(county, police.month_of("2026-03", 5))
    fuller = received(county, police.month_of("2026-03", 200))
    loads.confirm(fuller, by=county.officer)
    running.load_all(fuller.pk)
    client = sign_in(county.officer)
    address = reverse("assessments:load_confirm", args=[stale.pk])
    page = client.get(address).text
    assert "replaces nothing" not in page
    assert "checked again first" in page
    client.post(address)
    running.load_all(stale.pk)
    stale.refresh_from_db()
    assert (stale.state, Crime.objects.filter(edition__is_current=True).count()) == (Load.State.CHECKED, 200)
    page = client.get(reverse("assessments:load", args=[stale.pk])).text
    assert "Other data was loaded after these files were checked" in page
    assert "fewer than half" in page
    client.post(address)
    running.load_all(stale.pk)
    assert Crime.objects.filter(edition__is_current=True).count() == 5
