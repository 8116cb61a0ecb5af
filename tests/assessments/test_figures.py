"""Figures draw the numbers as they are while it is drafted, and stay as they were once it is agreed."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.drawing import DRAW, PLACED, draw, draw_all
from assessments.drawn import EMPTY, Drawn, Printed
from assessments.models import Figure, Observation
from assessments.services import figures as services
from assessments.services import writing
from audit.clock import now
from records.lifecycle import MoveRefused
from tests.factories import assessing
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(county):
    return make.assessment(county).sections.first()


def test_a_trend_gives_each_month_and_compares_the_same_months(county, section):
    """S001-95"""
    drawn = draw(assessing.figure(county, section))
    assert (len(drawn.rows), drawn.rows[0]) == (12, ["Apr 2025", 40 + make.APRIL % 7])
    assert "beside April 2024 to March 2025" in drawn.summary
    assert drawn.source == "data.police.uk, street-level crime; data to March 2026"


def test_a_month_that_was_not_loaded_is_not_nought(county, section):
    """S002-23"""
    [area] = assessing.areas("Emptyshire")
    assessing.counted(area, first=make.APRIL, last=make.APRIL + 5)
    drawn = draw(assessing.figure(county, section, area=area.pk))
    assert [row[1] is None for row in drawn.rows] == [False] * 6 + [True] * 6
    assert "Not collected" in drawn.summary


def test_a_category_without_a_crime_in_a_loaded_month_is_nought(county, section):
    drawn = draw(assessing.figure(county, section, categories=[9]))
    assert {row[1] for row in drawn.rows} == {0}


def test_a_figure_of_nothing_says_so(county, section):
    [area] = assessing.areas("Emptyshire")
    drawn = draw(assessing.figure(county, section, area=area.pk))
    assert (drawn.summary, drawn.spec) == (EMPTY, None)


def test_a_figure_of_nothing_says_why_and_not_that_it_could_not_be_drawn(county, client, section):
    [area] = assessing.areas("Emptyshire")
    one = assessing.figure(county, section, area=area.pk)
    client.force_login(county.officer)
    page = client.get(reverse("assessments:figure", args=[section.assessment.reference, one.pk])).text
    assert EMPTY in page
    assert "could not be drawn" not in page
    assert "<table" not in page[page.index(EMPTY) :]


def test_an_indicator_without_a_chosen_area_is_drawn_of_what_its_own_page_shows_and_says_so(county, section):
    [area] = assessing.areas("Northshire")
    assessing.counted(area)
    one = make.indicator(county, "Shop theft", made_from="police", categories=[11])
    one.areas.set([area])
    drawn = draw(assessing.figure(county, section, indicators=[one.pk], categories=[], area=None))
    assert drawn.headings == ["Month", "Shop theft, Northshire"]
    assert all(isinstance(row[1], int) for row in drawn.rows)


def test_a_control_chart_names_its_signals_by_month(county, section):
    [area] = assessing.areas("Signalshire")
    assessing.counted(area, count=lambda month: 200 if month == make.MARCH else 40 + month % 3)
    drawn = draw(assessing.figure(county, section, "control", area=area.pk, first=assessing.FIRST))
    assert "March 2026: above the upper limit" in drawn.summary
    assert drawn.headings == ["Month", "Shoplifting", "Centre", "Lower limit", "Upper limit"]
    assert "The solid line is the centre, the dashed lines are the limits." in drawn.notes
    assert "Crimes in each month" in str(drawn.spec)


def test_what_is_compared_says_reduced_only_beyond_chance(county, section):
    [area] = assessing.areas("Compareshire")
    assessing.counted(area, count=lambda month: 40 if month >= make.APRIL else 100)
    assessing.counted(area, category=9, count=lambda month: 10 if month >= make.APRIL else 11)
    drawn = draw(assessing.figure(county, section, "compared", area=area.pk, categories=[11, 9]))
    assert [row[1:3] for row in drawn.rows] == [[1200, 480], [132, 120]]
    assert "Shoplifting reduced from 1,200 to 480" in drawn.summary
    assert "Public order fell from 132 to 120" in drawn.summary
    assert "no change beyond what chance would bring" in drawn.summary


def test_categories_leave_anti_social_behaviour_out_of_crime(county, section):
    """S001-97"""
    [area] = assessing.areas("Kindshire")
    assessing.counted(area, category=assessing.ASB, count=lambda _: 500)
    assessing.counted(area, count=lambda _: 50)
    drawn = draw(assessing.figure(county, section, "categories", area=area.pk, categories=[]))
    assert drawn.rows[0] == ["Shoplifting", 600]
    assert "Anti-social behaviour" not in {row[0] for row in drawn.rows}
    assert "600 of 600" in drawn.summary


def test_a_funnel_names_who_is_beyond_chance_and_who_has_no_population(county, section):
    areas = assessing.areas("Alphashire", "Betashire", "Gammashire", "Deltashire")
    for area, count in zip(areas, (50, 50, 150, 50), strict=True):
        assessing.counted(area, count=lambda _month, count=count: count)
    for area in areas[:3]:
        assessing.people(area)
    drawn = draw(assessing.figure(county, section, "funnel", areas=[area.pk for area in areas]))
    assert "Gammashire is above the 99.8% limit" in drawn.summary
    assert any("Deltashire" in note for note in drawn.notes)
    assert drawn.rows[0][3] == 6.0


def test_an_indicator_is_drawn_from_what_was_entered(county, section):
    indicator = make.indicator(county, "Admissions")
    for month in range(make.APRIL, make.MARCH + 1):
        Observation.objects.create(
            indicator=indicator,
            first=month,
            last=month,
            value=month % 10,
            made_at=now(),
            made_by=county.officer,
        )
    drawn = draw(
        assessing.figure(county, section, categories=[], area=None, areas=[], indicators=[indicator.pk])
    )
    assert [row[1] for row in drawn.rows] == [month % 10 for month in range(make.APRIL, make.MARCH + 1)]


def test_the_same_numbers_after_they_were_kept_as_json(county, section):
    figure = assessing.figure(county, section, "compared")
    drawn = draw(figure)
    assert Drawn.from_json(json.loads(json.dumps(drawn.as_json()))).rows == [list(row) for row in drawn.rows]


def test_agreed_figures_stay_as_they_were_when_the_data_change(county, section):
    """Nothing that is loaded or mended later alters an agreed assessment (ADR 28)."""
    figure = assessing.figure(county, section)
    before = draw(figure).rows
    services.freeze_figures(section.assessment, by=county.officer)
    [area] = assessing.areas()
    area.crime_counts.update(count=1)
    figure.refresh_from_db()
    assert draw(figure).rows == [list(row) for row in before]
    assert (figure.frozen_by, bool(figure.frozen_at)) == (county.officer, True)


def test_the_public_sees_no_count_of_one_to_four_nor_what_would_tell_it(county, section):
    [area] = assessing.areas("Smallshire")
    assessing.counted(area, count=lambda month: 3 if month == make.APRIL else 40)
    figure = assessing.figure(county, section, "control", area=area.pk)
    shown = draw(figure).protected()
    assert (shown.spec, shown.summary) == (None, "")
    assert shown.rows[0] == ["Apr 2025", "fewer than 5", "not shown", "not shown", "not shown"]
    assert shown.rows[1][1] == "40"
    large = draw(assessing.figure(county, section))
    assert large.protected() is large


@pytest.mark.parametrize("kind", [kind for kind in DRAW if kind not in (*PLACED, Figure.Kind.HARM)])
def test_every_kind_is_drawn_as_a_picture_or_says_that_there_is_none(county, section, kind):
    areas = assessing.areas("Alphashire", "Betashire", "Gammashire")
    for area in areas:
        assessing.counted(area)
        assessing.people(area)
    figure = assessing.figure(county, section, kind, area=areas[0].pk, areas=[area.pk for area in areas])
    printed = Printed(1, figure.title, figure.kind, "", draw(figure))
    drawing = printed.drawing()
    assert drawing.width > 0
    assert drawing.marks or drawing.inside


def test_many_figures_are_read_together(county, section, django_assert_num_queries):
    for number in range(8):
        assessing.figure(county, section, categories=[11, number + 2])
    figures = list(Figure.objects.all())
    with django_assert_num_queries(2):
        draw_all(figures)


def test_a_figure_that_the_text_names_is_not_taken_out(county, section):
    figure = assessing.figure(county, section)
    writing.write_section(section, {"body": "[figure 1]"}, by=county.officer)
    figure.refresh_from_db()
    with pytest.raises(MoveRefused, match=r"The text still says \[figure 1\]"):
        services.remove_figure(figure, by=county.officer, reason="Wrong")


def test_only_its_writers_set_figures(county, section):
    with pytest.raises(PermissionDenied):
        services.set_figure(section, {"title": "Mine", "kind": "trend", "draws": {}}, by=county.police_lead)


def test_pages(county, client, section):
    [area] = assessing.areas()
    assessing.counted(area)
    client.force_login(county.officer)
    reference = section.assessment.reference
    add = reverse("assessments:figure_add", args=[reference, section.pk])
    assert client.get(add).status_code == 200
    said = {
        "title": "Shoplifting",
        "kind": "trend",
        "first": "April 2025",
        "last": "March 2026",
        "categories": ["11"],
    }
    answer = client.post(add, said)
    assert answer.status_code == 422
    assert "Choose the area whose crime is shown" in answer.text
    answer = client.post(add, said | {"area": str(area.pk)})
    figure = Figure.objects.get()
    assert answer.url == reverse("assessments:figure", args=[reference, figure.pk])
    assert "Figure 1: Shoplifting" in client.get(answer.url).text
    change = reverse("assessments:figure_change", args=[reference, figure.pk])
    assert "April 2025" in client.get(change).text
    assert client.post(change, said | {"kind": "funnel"}).status_code == 422
    remove = reverse("assessments:figure_remove", args=[reference, figure.pk])
    assert client.post(remove, {"reason": "Wrong"}).status_code == 302
