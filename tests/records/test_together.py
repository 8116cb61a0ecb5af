"""Lists in one statement: the same rows, in the same order, with the same values as prefetching reads."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import prefetch_related_objects

from documents.services import add_document
from partnership.models import Agency, Body, User
from problems.models import AgencyTime, Location, MonthlyCount, Postcode, Problem, Response, ResponsePartner
from records.access import give, shut_out
from records.together import gather, gather_with, read_together, reads_together
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
LOOKUPS = (
    "locations", "postcodes", "sources__agency", "counts", "agency_times__agency", "measure_agencies", "location_types",
    "signoffs__withdrawal", "responses__partners__agency", "responses__lines__action__owners", "reviews",
)  # fmt: skip


@pytest.fixture
def problem(county):
    problem, by = make.started(county), county.partner
    for number in (2, 1):
        make.keep(Location(problem=problem, text=f"P{number}", latitude="52.123400", longitude="1.2"), by=by)
        make.keep(Postcode(problem=problem, code=f"NR{number} 3JU"), by=by)
        row = make.keep(Response(problem=problem, what=f"Option {number}", techniques=[3, number]), by=by)
        make.keep(ResponsePartner(response=row, agency=county.council, expertise="“Lamps”, £5"), by=by)
    make.keep(MonthlyCount(problem=problem, month_from=dt.date(2025, 1, 1), count=4), by=by)
    make.keep(AgencyTime(problem=problem, agency=county.council, hours="40.0", cost="12.50"), by=by)
    problem.measure_agencies.add(county.police, county.council)
    return Problem.objects.get(pk=problem.pk)


def fields_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_the_rows_are_those_that_prefetching_reads(problem, django_assert_num_queries):
    other = Problem.objects.get(pk=problem.pk)
    prefetch_related_objects([other], *LOOKUPS)
    with django_assert_num_queries(1):
        gather(problem, *LOOKUPS)
        for lookup in LOOKUPS:
            ours, theirs = [problem], [other]
            for step in lookup.split("__"):
                ours, theirs = below(ours, step), below(theirs, step)
                assert list(map(fields_of, ours)) == list(map(fields_of, theirs)), lookup
    assert isinstance(problem.agency_times.all()[0].cost, Decimal)


def below(rows, step):
    found = (getattr(row, step, None) for row in rows)
    return [each for one in found if one for each in (one.all() if hasattr(one, "all") else [one])]


def test_nothing_is_read_twice_and_what_hangs_below_is_read_alone(problem, django_assert_num_queries):
    gather(problem, "responses", "sources__agency")
    with django_assert_num_queries(0):
        gather(problem, "responses", "sources")
    with django_assert_num_queries(1):
        gather(problem, "responses__partners__agency")
        assert [str(p) for row in problem.responses.all() for p in row.partners.all()] == [
            "Northshire Council"
        ] * 2


def test_a_list_is_the_records_own_and_can_be_asked_further(county, problem):
    make.keep(Location(problem=make.opened(county), text="Elsewhere"), by=county.partner)
    gather(problem, "locations")
    assert problem.locations.filter(text="P1").count() == 1
    assert not problem.locations.filter(text="Elsewhere").exists()
    problem.refresh_from_db()
    Location.objects.filter(problem=problem).delete()
    gather(problem, "locations")
    assert list(problem.locations.all()) == []


def test_lists_of_different_things_are_read_together(county, django_assert_num_queries):
    wanted = {"agencies": Agency.objects.order_by("-name"),
              "bodies": Body.objects.filter(partnership=county.here).select_related("partnership")}  # fmt: skip
    expected = {name: list(map(fields_of, rows)) for name, rows in wanted.items()}
    with django_assert_num_queries(1):
        found = read_together(**wanted)
        assert {name: list(map(fields_of, rows)) for name, rows in found.items()} == expected
        assert {str(body.partnership) for body in found["bodies"]} == {str(county.here)}


def test_lists_are_built_once_and_asked_with_any_values(county, django_assert_num_queries):
    built = []

    @reads_together
    def lists(place):
        built.append(place)
        return {
            "bodies": Body.objects.filter(partnership=place).select_related("partnership"),
            "agencies": Agency.objects.filter(partnerships=place).order_by("name"),
        }

    for place in (county.here, county.there, county.here):
        with django_assert_num_queries(1):
            found = lists(place=place.pk)
            assert {str(body.partnership) for body in found["bodies"]} <= {str(place)}
        assert found["bodies"] == list(Body.objects.filter(partnership=place))
        assert found["agencies"] == list(Agency.objects.filter(partnerships=place).order_by("name"))
    assert len(built) == 1


def test_rows_become_instances_when_they_are_looked_at(problem, django_assert_num_queries):
    """Each once, so that what is set on one is found on it again."""
    gather(problem, "locations", "responses__partners")
    with django_assert_num_queries(0):
        found = problem.locations.all()
        assert found
        assert len(found) == found.count() == 3
        assert [row.text for row in found[:1]] == [found[0].text]
        found[1].text = "Another"
        assert [row.text for row in problem.locations.all()][1] == "Another"
        assert found[0] in found
        assert found[0].problem is problem
    assert not problem.locations.filter(text="Another").exists()  # asked anew


@pytest.mark.parametrize("most", [100, 0], ids=["grants read along", "grants asked of the database"])
def test_records_that_hang_on_it_come_along_as_far_as_the_person_may_know_of_them(
    county, problem, most, monkeypatch, django_assert_num_queries
):
    """Its list of all of them stays unread: whoever asks it anew is given all."""
    monkeypatch.setattr("partnership.places.MOST_OPENED", most)
    known, other = (
        add_document(
            problem, title=title, file=SimpleUploadedFile("a.txt", title.encode()), by=county.partner
        )
        for title in ("Known", "Not known")
    )
    for record in (known, other):
        give(record, county.officer, by=county.partner, reason="Reads along")
    shut_out(other, county.officer, by=county.partner, reason="It is about them")
    reader, stranger = (User.objects.get(pk=user.pk) for user in (county.officer, county.outsider))
    assert reader.places
    assert stranger.places
    with django_assert_num_queries(1 if most else 2):
        found = gather_with(problem, reader, "attachments", "locations", "responses")
        assert [fields_of(row) for row in found] == [fields_of(known)]
        assert [len(problem.locations.all()), len(problem.responses.all())] == [3, 3]
    assert not list(gather_with(problem, stranger, "attachments"))
    assert problem.attachments.count() == 2
