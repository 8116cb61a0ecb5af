"""Of two people who change one part of an assessment, an indicator or a format, the second is shown both versions."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from assessments.services import figures, formats, indicators, parts, recommending, weighing
from tests.factories import assessing
from tests.factories import assessments as make
from tests.meanwhile import second_of_two, typed

pytestmark = pytest.mark.django_db
YEAR = {"first": make.APRIL, "last": make.APRIL + 11}


def part(county):
    row = assessing.statement(county, make.assessment(county))

    def change():
        said = {"text": "Shops report a third.", "source": "Retail survey"}
        parts.set_part(row.assessment, "statement", said, by=county.officer, row=row)

    return "part", [row.assessment.reference, "statement", row.pk], change, {"What the evidence says"}


def recommended(county):
    row = make.assessment(county).recommended.get()
    recommending.change_recommended(row, by=county.officer, position=1, why=row.why)

    def change():
        recommending.change_recommended(row, by=county.officer, position=3, why="The public asked")

    return "recommended", [row.assessment.reference, row.pk], change, {"Place", "Why it is recommended"}


def crossing(county):
    found = make.assessment(county)
    here = found.recommended.get().priority
    other = make.priority(county, "Mental health", is_cross_cutting=True)
    make.priority(county, "Substance misuse", is_cross_cutting=True)

    def change():
        recommending.cut_across(found, {other: [here]}, by=county.officer)

    return "cut_across", [found.reference], change, {"Mental health"}


def issue(county):
    assessment = make.assessment(county)
    criterion = assessing.matrix(county).criteria.first()
    row = assessing.issue(county, assessment, "Theft", (1, 1, 1, 1))

    def change():
        said = {"note": "As the group said", "title": "Theft"}
        points = {one.criterion: one.points for one in row.points.all()} | {criterion: 4}
        weighing.score_issue(assessment, said, points, by=county.officer, issue=row)

    return "issue", [assessment.reference, row.pk], change, {"Note", "Harm: Harm to people"}


def figure(county):
    row = assessing.figure(county, make.assessment(county).sections.first())

    def change():
        said = {"title": "Thefts", "draws": row.draws | {"first": make.APRIL + 1}}
        figures.set_figure(row.section, said, by=county.officer, figure=row)

    return "figure_change", [row.section.assessment.reference, row.pk], change, {"Title", "First month"}


def target(county):
    indicator = make.indicator(county)
    row = indicators.set_target(indicator, YEAR | {"value": D(100), "tolerance": D(0)}, by=county.officer)

    def change():
        indicators.set_target(indicator, YEAR | {"value": D(90)}, by=county.officer, target=row)

    return "target_change", [indicator.reference, row.pk], change, {"Target"}


def benchmark(county):
    indicator = make.indicator(county)
    row = indicators.set_benchmark(indicator, YEAR | {"name": "England", "change": D(2)}, by=county.officer)

    def change():
        indicators.set_benchmark(indicator, YEAR | {"change": D(3)}, by=county.officer, benchmark=row)

    differs = {"Its change on the year before, in per cent"}
    return "benchmark_change", [indicator.reference, row.pk], change, differs


def section(county):
    found = formats.add_format(county.here, "Draft format", by=county.officer, ready_made=True)
    row = found.sections.first()

    def change():
        said = {"title": "Preface", "position": row.position}
        formats.set_section(found, said, by=county.officer, section=row)

    return "format_section", [found.reference, row.pk], change, {"Title"}


@pytest.mark.parametrize("what", [part, recommended, crossing, issue, figure, target, benchmark, section])
def test_the_second_of_two_sees_what_the_first_saved(county, sign_in, what):
    name, key, change, differs = what(county)
    address = reverse(f"assessments:{name}", args=key)
    assert set(second_of_two(sign_in(county.officer), address, change, {})) == differs


def test_an_issue_that_came_while_the_form_was_open_is_not_emptied(county, sign_in):
    found = make.assessment(county)
    here = found.recommended.get().priority
    first = make.priority(county, "Mental health", is_cross_cutting=True)
    client, address = sign_in(county.officer), reverse("assessments:cut_across", args=[found.reference])
    said = typed(client.get(address)) | {first.reference: here.pk}
    late = make.priority(county, "Substance misuse", is_cross_cutting=True)
    recommending.cut_across(found, {late: [here]}, by=county.officer)
    assert client.post(address, said).status_code == 409
    assert list(late.cuts_across.all()) == [here]
    assert not first.cuts_across.exists()


def test_who_had_no_issue_to_tick_is_told_too_that_the_priorities_are_others(county, sign_in):
    """There is none of which to say who changed it last: the assessment stands for them."""
    found = make.assessment(county)
    address = reverse("assessments:cut_across", args=[found.reference])
    answer = sign_in(county.officer).post(address, {"version": "as it was shown"})
    assert answer.status_code == 409
