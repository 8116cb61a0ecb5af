"""Results over many records: what is added up, for whom, at what cost, and as a file."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from audit.clock import today
from partnership.models import Area
from problems import services
from problems.deciding import Given, Used
from problems.lifecycle import Action
from problems.models import Problem
from problems.reports.assessment import evidence_of
from problems.reports.results import GROUPINGS, charts_of, downloaded, partnerships_of, results_of
from records.models import Link, Record
from records.services import join
from tests.accessible import accessibility_problems
from tests.factories import problems as make
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db
RESULTS = reverse("problems:results")


def results(user, by="section", **chosen):
    chosen = {"by": by, "year": "", "partnership": "", **chosen}
    return results_of(user, chosen, partnerships_of(user), today())


def another_beat(problem, name, by):
    beat = Area.objects.create(name=name, kind=Area.Kind.BEAT, parent=problem.section)
    return make.with_fields(problem, by, {"beat": beat})


@pytest.fixture
def some(county):
    """Three records of a section, on two beats and on none; and one of no section."""
    first = make.decided(
        county, Action.COMPLETE, used=[Used("section", 5)], given=[Given(county.council, "", 2, 30)]
    )
    second = another_beat(
        make.assessed(county, title="Second", kinds=["asb", "crime"]), "Hillside", county.partner
    )
    third = make.with_fields(make.scanned(county, title="Third"), county.partner, {"beat": None})
    fourth = make.opened(county, title="Fourth")
    return first, second, third, fourth


def test_per_beat_figures_add_up_to_the_section(county, some):
    """S002-66"""
    beats, sections = results(county.partner, "beat"), results(county.partner, "section")
    assert set(beats.lines) == {
        "Quayside, Harbour",
        "Hillside, Harbour",
        "No beat said, Harbour",
        "No beat said, no section",
    }
    of_harbour = [line for label, line in beats.lines.items() if label.endswith("Harbour")]
    for name in sections.lines["Harbour"]:
        assert sections.lines["Harbour"][name] == sum(line[name] for line in of_harbour)
    assert beats.total == sections.total
    assert sections.total["opened"] == 4
    assert results(county.partner, "division").lines["East division"] == sections.lines["Harbour"]


def test_what_is_added_up(county, some):
    total = results(county.partner).total
    assert (total["before"], total["after"], total["counted"], total["reduced"]) == (120, 82, 2, 2)
    assert (total["hours"], total["cost"], total["closed"], total["assessment"]) == (7, 30, 1, 1)
    assert total["fully_partly"] == 2


def test_an_ended_round_counts_beside_the_next(county):
    make.decided(county, Action.REASSESS, used=[Used("section", 5)])
    found = results(county.partner, "agency")
    line = found.lines["Northshire Police"]
    assert (line["opened"], line["before"], line["after"], line["hours"], line["fully_partly"]) == (
        1,
        60,
        41,
        5,
        1,
    )
    assert found.matrix[0] == ("Fully", [0, 1, 0])


def test_periods_of_different_lengths_are_compared_by_the_day(county):
    """41 in a month after 60 in a year are more, in a round that ended as in the one under way."""
    a_month = {"before_from": dt.date(2024, 4, 1), "after_until": dt.date(2025, 10, 31)}
    make.with_fields(make.assessed(county), county.partner, a_month)
    ended = make.with_fields(make.assessed(county, title="Second"), county.partner, a_month)
    services.decide(
        services.step(ended, Action.SEND, by=county.partner), Action.REASSESS, by=county.commander,
        comments="Begin again.", used=[Used("section", 5)],
    )  # fmt: skip
    leap_day = {
        "before_from": dt.date(2024, 2, 1), "before_until": dt.date(2024, 2, 29), "incidents_before": 60,
        "after_from": dt.date(2025, 2, 1), "after_until": dt.date(2025, 2, 28), "incidents_after": 59,
    }  # fmt: skip
    make.with_fields(make.assessed(county, title="Third"), county.partner, leap_day)
    total = results(county.partner).total
    assert (total["counted"], total["reduced"]) == (3, 1)
    found = Problem.objects.get(title="Third")
    assert evidence_of(found).recorded.is_reduced


def test_kinds_and_techniques_count_in_each_line_and_once_in_all(county, some):
    response = some[0].responses.get()
    response.techniques = [1, 10]
    make.keep(response, by=county.partner)
    make.keep(
        make.Response(problem=some[0], what="Locks", choice="chosen", techniques=[1]), by=county.partner
    )
    kinds = results(county.partner, "kind")
    assert {label: line["opened"] for label, line in kinds.lines.items()} == {
        "Anti-social behaviour": 1, "Crime": 1, "No kind said": 3,
    }  # fmt: skip
    techniques = results(county.partner, "technique")
    assert techniques.lines["1 Target harden"]["opened"] == 1
    assert techniques.lines["10 Strengthen formal surveillance"]["before"] == 60
    assert techniques.lines["1 Target harden"]["hours"] == 7
    assert kinds.total["opened"] == techniques.total["opened"] == 4


def test_a_priority_is_named_to_those_who_may_see_it(county, some):
    here = {"partnership": county.here, "body": county.strategic, "agency": county.health}
    shown = RecordFactory(audience="public", title="Safer evenings", **here)
    hidden = RecordFactory(audience="agency", title="A quiet matter", **here)
    for target in (shown, hidden):
        join(some[0], Record.objects.get(pk=target.pk), Link.Kind.SERVES, by=None)
    lines = results(county.partner, "priority").lines
    assert lines[f"Safer evenings ({shown.reference})"]["before"] == 60
    assert not any("quiet" in label for label in lines)
    assert lines["Serves no priority"]["opened"] == 3


def test_records_are_counted_by_priority_stage_and_outcome(county, sign_in, some):
    """S001-73: on the page, in the file and in the PDF alike."""
    here = {"partnership": county.here, "body": county.strategic, "agency": county.health}
    priority = RecordFactory(audience="public", title="Safer evenings", **here)
    join(some[0], Record.objects.get(pk=priority.pk), Link.Kind.SERVES, by=None)
    found = results(county.partner, "priority")
    serving = f"Safer evenings ({priority.reference})"
    by_stage = {
        label: dict(zip(found.stage_labels, counts, strict=True)) for label, counts in found.stages_by_line
    }
    assert by_stage[serving] == dict.fromkeys(found.stage_labels, 0) | {"Closed": 1}
    assert by_stage["Serves no priority"]["Assessment"] == 1
    assert sum(by_stage["All records, each once"].values()) == 4
    assert dict(found.outcomes_by_line) == {
        serving: [0, 1, 0], "Serves no priority": [0, 1, 0], "All records, each once": [0, 2, 0],
    }  # fmt: skip
    page = sign_in(county.partner).get(f"{RESULTS}?by=priority").content.decode()
    assert "Stages by priority" in page
    assert "Outcomes by priority" in page


@pytest.mark.parametrize(
    ("persona", "count"), [("partner", 4), ("officer", 4), ("health_lead", 0), ("outsider", 0), ("guest", 0)]
)
def test_only_what_a_person_may_see_is_counted(county, sign_in, some, persona, count):
    user = getattr(county, persona)
    for by in GROUPINGS:
        assert results(user, by).total["opened"] == count
    page = sign_in(user).get(RESULTS)
    assert page.status_code == 200
    assert ("There is no record to count" in page.content.decode()) is (count == 0)


def test_by_year_with_those_that_opened_none(county, some):
    """S002-39"""
    found = results(county.officer)
    assert found.years[-1] == today().year
    assert found.opened == [(county.here.name, [0, 0, 0, 0, 4])]
    assert results(county.outsider).opened == [(county.there.name, [0, 0, 0, 0, 0])]
    assert results(county.officer, year=today().year - 1).total["opened"] == 0


@pytest.mark.parametrize("by", GROUPINGS)
def test_the_page_costs_the_same_at_any_length(county, sign_in, by, django_assert_num_queries):
    client = sign_in(county.officer)
    for number in range(3):
        make.scanned(county, title=f"Problem {number}", kinds=["asb"])
        if number != 1:
            client.get(RESULTS)
            with django_assert_num_queries(5 if GROUPINGS[by].names else 4):
                assert client.get(f"{RESULTS}?by={by}").status_code == 200


def test_what_makes_no_sense_is_left_out(county, sign_in, some):
    client = sign_in(county.officer)
    for query in ("by=nothing", "year=abc", "year=1", "partnership=999", "partnership=x&by=kind"):
        answer = client.get(f"{RESULTS}?{query}")
        assert answer.status_code == 200
        assert "All that I may see" in answer.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_file_holds_every_line_and_the_totals(county, sign_in, some, kind):
    answer = sign_in(county.officer).get(f"{RESULTS}?export={kind}&by=beat")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="problem-results-by-beat-')
    headings, rows = downloaded(results(county.officer, "beat"))
    assert {len(row) for row in rows} == {len(headings)}
    assert rows[-1][:2] == ["All records, each once", 4]
    if kind == "csv":
        assert "Quayside, Harbour" in answer.content.decode()


def test_the_pdf_is_accessible(county, sign_in, some):
    answer = sign_in(county.officer).get(f"{RESULTS}?export=pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert accessibility_problems(answer.content) == []


def test_charts_hold_the_largest_lines(county, some):
    charts = charts_of(results(county.partner, "beat"))
    assert [chart.title for chart in charts] == ["Records by stage", "Records by beat", "Incidents by beat"]
    assert ("Closed", ["1"]) in charts[0].rows
    assert ("Hillside, Harbour", ["60", "41"]) in charts[2].rows
    assert Problem.objects.count() == 4


def test_what_nobody_counted_is_an_empty_cell_and_techniques_stand_by_number(county, some):
    response = some[0].responses.get()
    response.techniques = [1, 10, 2]
    make.keep(response, by=county.partner)
    headings, rows = downloaded(results(county.partner, "technique"))
    assert [row[0].split(" ")[0] for row in rows] == ["1", "2", "10", "No", "All"]
    cells = {row[0].split(" ")[0]: dict(zip(headings, row, strict=True)) for row in rows}
    assert cells["1"]["Incidents before"] == 60
    uncounted = results(county.partner, "section").lines["No section said"]
    assert not uncounted["counted"]
    sections = {
        row[0]: dict(zip(headings, row, strict=True)) for row in downloaded(results(county.partner))[1]
    }
    assert sections["No section said"]["Incidents before"] is None
    assert sections["No section said"]["Cost in pounds"] is None


def test_a_line_says_on_a_phone_what_each_number_is(county, sign_in, some):
    page = html.fromstring(sign_in(county.officer).get(reverse("problems:results")).content)
    [table] = page.xpath("//table[starts-with(normalize-space(caption), 'Was it done')]")
    assert "list--stacks" in table.get("class")
    row = table.xpath(".//tbody/tr")[0]
    assert row.xpath("normalize-space(th)") == "Plan implemented: Fully"
    assert row.xpath("td/@data-label") == ["Measure achieved fully", "Partly", "No"]
