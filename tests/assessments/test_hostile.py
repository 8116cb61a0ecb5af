"""What somebody may type, forge or load: each is refused in words or handled, and none is a fault of the portal."""

import pytest
from django.urls import reverse

from assessments.drawing import draw
from assessments.models import AreaCount, Figure, Load, Population
from assessments.reports.indicator import page_of
from assessments.reports.peers import peers_of
from assessments.services import figures, loading
from audit.clock import now
from evidence import months
from tests.factories import assessing, police
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
HUGE = "9" * 40


@pytest.fixture
def section(county):
    return make.assessment(county).sections.first()


def add(section):
    return reverse("assessments:figure_add", args=[section.assessment.reference, section.pk])


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "map", "area": HUGE}, {"kind": "map", "area": "-1"}, {"kind": "map", "area": "1 OR 1=1"},
        {"kind": "trend", "indicators": [HUGE, "x"]}, {"kind": "trend", "categories": ["99"]},
        {"kind": "funnel", "areas": ["0"] * 500}, {"kind": "harm", "weights": HUGE}, {"first": "\x00"},
        {"first": "April 0001"}, {"first": "April 9999"}, {"last": "March 2020"}, {"title": ""}, {"title": "x" * 5000},
    ],
)  # fmt: skip
def test_forged_figures_are_refused_at_the_form(county, client, section, said):
    client.force_login(county.officer)
    plain = {"title": "T", "kind": "categories", "first": "April 2025", "last": "March 2026"}
    assert client.post(add(section), plain | said).status_code == 422
    assert not Figure.objects.exists()


@pytest.mark.parametrize("persona", ["partner", "police_lead", "outsider", "guest", "administrator"])
def test_nobody_else_draws_publishes_or_reads_behind(county, client, section, persona):
    reference = section.assessment.reference
    client.force_login(getattr(county, persona))
    one = make.indicator(county)
    for address in (
        add(section),
        reverse("assessments:assessment_publish", args=[reference]),
        reverse("assessments:target_add", args=[one.reference]),
    ):
        assert client.post(address, {"title": "x", "reason": "x"}).status_code in (403, 404), address
    if persona != "outsider":  # who keeps weights for the partnership next door
        assert client.post(reverse("assessments:weights_add"), {"kind": "own"}).status_code == 403


def test_a_figure_of_another_assessment_is_not_reached_through_mine(county, client, section):
    theirs = assessing.figure(
        county, make.assessment(county, year=2020, made_to=section.assessment.made_to).sections.first()
    )
    client.force_login(county.officer)
    for name in ("figure", "figure_change", "figure_remove"):
        assert (
            client.get(
                reverse(f"assessments:{name}", args=[section.assessment.reference, theirs.pk])
            ).status_code
            == 404
        )


@pytest.mark.parametrize(
    "kind", ["trend", "control", "compared", "categories", "funnel", "map", "density", "harm"]
)
def test_what_a_figure_draws_may_be_gone(county, section, kind):
    """An area or a set of weights that is there no longer leaves a figure that says so, and no fault."""
    draws = {"first": make.APRIL, "last": make.MARCH, "area": 999_999, "areas": [999_999], "categories": [11],
             "indicators": [999_999], "weights": 999_999}  # fmt: skip
    said = {"title": "Gone", "kind": kind, "comment": "", "draws": draws}
    one = figures.set_figure(section, said, by=county.officer)
    assert "There are no figures for these months" in draw(one).summary


def test_an_indicator_of_nobody_and_of_no_people_has_no_rate(county, client):
    area = make.district()
    AreaCount.objects.create(area=area, month=make.APRIL, category=11, count=3)
    Population.objects.create(code=area.code, year=2024, people=0, source="-", loaded_at=now())
    one = make.indicator(county, made_from="police", categories=[11], base="people")
    one.areas.add(area)
    page_of(one)
    peers_of(one)
    client.force_login(county.officer)
    for name in ("indicator", "indicator_peers", "indicator_about"):
        assert client.get(reverse(f"assessments:{name}", args=[one.reference])).status_code == 200
    assert (
        client.get(reverse("assessments:indicator", args=[one.reference]), {"area": HUGE}).status_code == 200
    )


def test_a_text_of_marks_and_loops_is_read_as_text(county, client, section):
    body = (
        "[figure 99999999]\n[figure 0]\n[9999]\n## \n- \n"
        + "[figure 1]\n" * 300
        + "<script>alert(1)</script>{{ 7*7 }}"
    )
    section.body = body
    section.save()
    assessing.figure(county, section)
    client.force_login(county.officer)
    page = client.get(reverse("assessments:assessment_read", args=[section.assessment.reference]))
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "{{ 7*7 }}" in page.text


def test_crime_in_the_sea_and_of_months_to_come_makes_no_map_and_no_fault(county, client, settings, tmp_path):
    settings.PORTAL_TODAY = "2026-06-01"
    make.district()
    rows = [police.crime("2026-03", n, lon=f"{n / 10 - 20:.6f}", lat="0.000000") for n in range(30)]
    path = police.write(tmp_path, "a.csv", police.street(*rows))
    loading.load_files(Load.objects.create(started_at=now()), [path])
    client.force_login(county.officer)
    for name in ("crime", "hotspots", "harm"):
        assert client.get(reverse(f"assessments:{name}")).status_code == 200
    said = {"area": HUGE, "last": HUGE, "length": "-3", "category": "99", "weights": HUGE}
    for name in ("crime", "hotspots", "harm"):
        assert client.get(reverse(f"assessments:{name}"), said).status_code == 200


def test_an_area_as_wide_as_the_kingdom_is_drawn_in_larger_cells(county, section, settings, tmp_path):
    settings.PORTAL_TODAY = "2026-06-01"
    area = make.district()
    ends = [("-5.700000", "50.100000"), ("1.700000", "52.600000"), ("-3.000000", "58.600000")]
    rows = [police.crime("2026-03", n, lon=ends[n % 3][0], lat=ends[n % 3][1]) for n in range(60)]
    loading.load_files(
        Load.objects.create(started_at=now()), [police.write(tmp_path, "a.csv", police.street(*rows))]
    )
    month = months.parse("2026-03")
    said = {
        "title": "Wide",
        "kind": "map",
        "comment": "",
        "draws": {"first": month, "last": month, "area": area.pk},
    }
    drawn = draw(figures.set_figure(section, said, by=county.officer))
    assert "60 placed" in drawn.summary
