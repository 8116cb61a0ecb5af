"""Indicators: what may be said of their figures, counted or entered, and who keeps them."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.categories import Category
from assessments.comparing import beside_benchmark, comparisons, course
from assessments.models import AreaCount, Benchmark, Indicator, Population, Target
from assessments.observed import Figure
from assessments.reminders import remind
from assessments.reports.indicator import page_of
from assessments.reports.indicators import indicators_for, rows_of
from assessments.series import Point, Run, main_of, runs_of, series_of
from assessments.services import indicators as services
from assessments.services.observing import observe
from audit.clock import now, today
from documents.standing import offered
from evidence import months
from evidence.months import Window
from notices.models import Notice
from partnership.models import Area
from records.lifecycle import MoveRefused
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
LIST = "/assessments/indicators/"
APRIL = months.of(2024, 4)
ALL = {"body": "", "priority": "", "course": "", "status": "active"}


def place(name, code):
    return Area.objects.create(name=name, kind=Area.Kind.DISTRICT, code=code)


def counted(county, areas, **said):
    said = {
        "title": "Shoplifting", "definition": "Recorded.", "source": "Police data", "made_from": "police",
        "categories": [Category.SHOPLIFTING.value], "body": county.strategic,
    } | said  # fmt: skip
    return services.add_indicator(county.here, by=county.officer, areas=areas, **said)


def fill(area, values, first=APRIL, category=Category.SHOPLIFTING):
    AreaCount.objects.bulk_create(
        AreaCount(area=area, month=first + at, category=category, count=value)
        for at, value in enumerate(values)
        if value is not None
    )


def run(values, first=APRIL):
    return Run(None, [Point(Window(first + at, first + at), value) for at, value in enumerate(values)])


def test_counts_come_from_loaded_data_and_a_loaded_month_without_any_is_nought(county):
    north, south = place("North", "E07000001"), place("South", "E07000002")
    one = counted(county, [north, south])
    fill(north, [5, None, 7])
    fill(north, [9, 9, 9], category=Category.DRUGS)
    fill(south, [1, 1])
    runs = series_of(one)
    assert [point.value for point in runs[north.pk].points] == [5, 0, 7]
    assert [point.value for point in runs[None].points] == [6, 1, None]  # South has no third month yet
    assert runs[None].data_to == APRIL + 1
    assert set(series_of(one, [south])) == {south.pk}


def test_areas_that_hold_one_another_are_not_added(county):
    north = place("North", "E07000001")
    part = Area.objects.create(name="Part", kind=Area.Kind.DISTRICT, parent=north)
    assert None not in series_of(counted(county, [north, part]))


def test_nine_months_are_compared_with_the_same_nine(county):
    """S001-95"""
    indicator = make.indicator(county, low_count=20)
    found = comparisons(indicator, run([10] * 9 + [50] * 3 + [4] * 9))
    to_date = next(one for one in found if one.label.startswith("Year to date"))
    assert to_date.label == "Year to date: April to December 2025 (part year, 9 months)"
    assert "beside April to December 2024: reduced from 90 to 36 (−60.0%)" in to_date.words
    assert to_date.percentage == D("-60.0")


def test_few_counts_warn_and_nought_has_no_percentage(county):
    """S001-81"""
    [latest, *_] = comparisons(make.indicator(county), run([3] + [0] * 11 + [6]))
    assert "rose from 3 to 6 (+100.0%)" in latest.words
    assert latest.warning.startswith("Low counts")
    [latest, *_] = comparisons(make.indicator(county), run([0] * 12 + [6]))
    assert latest.percentage is None
    assert "no percentage" in latest.warning


def test_empty_short_and_broken_series_say_so(county):
    indicator = make.indicator(county)
    assert comparisons(indicator, run([])) == []
    [latest, *_] = comparisons(indicator, run([4] * 5))
    assert latest.words.startswith(
        "Figures begin in April 2024, so there is nothing to compare August 2024 with"
    )
    indicator.breaks = [[APRIL + 18, "new recording system"]]
    found = comparisons(indicator, run([10] * 24))
    assert (
        found[0].words == "Figures from October 2025 do not compare with earlier ones: new recording system."
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ((1000, 1080), "14.2", "6.2 points better"),  # S002-20
        ((1000, 745), "6.2", "31.7 points better"),  # S002-21
        ((1000, 832), "1.7", "18.5 points better"),  # S002-22
        ((1000, 1100), "4.0", "6.0 points worse"),
        ((1000, 1100), None, "benchmark not yet available"),  # S002-26
    ],
)
def test_beside_a_benchmark(county, ours, theirs, words):
    before, after = ours
    indicator = make.indicator(county, step="year")
    series = Run(
        None, [Point(Window(APRIL, APRIL + 11), before), Point(Window(APRIL + 12, APRIL + 23), after)]
    )
    row = Benchmark(
        indicator=indicator,
        name="England",
        first=APRIL + 12,
        last=APRIL + 23,
        change=D(theirs) if theirs else None,
    )
    assert beside_benchmark(indicator, series, row).words == words


@pytest.mark.parametrize(
    ("direction", "tolerance", "is_on", "words"),
    [
        ("lower", 0, False, "Off target"),
        ("lower", 25, True, "On target, within the tolerance"),
        ("higher", 0, True, "On target"),
        ("neither", 0, None, "no course"),
    ],
)
def test_a_target_is_held_against_the_months_so_far(county, direction, tolerance, is_on, words):
    indicator = make.indicator(county, direction=direction)
    target = Target(indicator=indicator, first=APRIL, last=APRIL + 11, value=D(120), tolerance=D(tolerance))
    found = course(indicator, run([12, 12, 12]), target)  # 36 in three months, of 30
    assert (found.is_on, words in found.words) == (is_on, True)


def test_a_target_without_figures_or_with_gaps_says_so(county):
    indicator = make.indicator(county)
    target = Target(indicator=indicator, first=APRIL, last=APRIL + 11, value=D(120))
    assert course(indicator, run([]), target).words == "No figure of April 2024 to March 2025 yet."
    assert "Not every month" in course(indicator, run([1, None, 1]), target).words


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"categories": []}, "Choose at least one category"),
        ({"categories": [1, 2]}, "incidents, not crimes"),
        ({"categories": [1]}, "measures incidents"),
        ({"made_from": "recorded", "step": "quarter"}, "offence code"),
        ({"made_from": "recorded", "step": "month", "offences": ["8N"]}, "by quarter"),
    ],
)
def test_incidents_and_crimes_are_never_added_and_counting_needs_what_to_count(county, said, reason):
    """S001-97"""
    with pytest.raises(MoveRefused, match=reason):
        counted(county, [place("North", "E07000001")], **said)
    assert not Indicator.objects.exists()


def test_rates_funnels_and_areas_without_people(county):
    areas = [place(name, f"E0700000{at}") for at, name in enumerate(("North", "South", "East", "Empty"))]
    one = counted(county, areas, base="people")
    for area, count in zip(areas, (40, 10, 12, 3), strict=True):
        fill(area, [count] * 24)
    for area, people in zip(areas[:3], (40_000, 41_000, 39_000), strict=True):
        Population.objects.create(code=area.code, year=2024, people=people, source="ONS", loaded_at=now())
    found = page_of(one, str(areas[0].pk))
    assert found.rate == "12.0 per 1,000 residents"
    assert "North: above the 99.8% limit." in found.funnel_words
    assert any("Left out" in note and "Empty" in note for note in found.funnel.notes)
    assert page_of(one, "all").rate == "no rate: no number of residents is recorded"
    Population.objects.create(code=areas[3].code, year=2024, people=0, source="ONS", loaded_at=now())
    assert page_of(one, str(areas[3].pk)).rate == "no rate: there are no residents"


def test_signals_are_named_with_their_months(county):
    north = place("North", "E07000001")
    one = counted(county, [north])
    fill(north, [50, 52, 48, 51, 49, 50] * 5 + [90])
    assert "Oct 2026: above the upper limit." in page_of(one).signals


def test_the_list_shows_what_is_off_target(county):
    """S004-23"""
    north = place("North", "E07000001")
    fill(north, [20] * 6)
    one = counted(county, [north])
    services.set_target(
        one, {"first": APRIL, "last": APRIL + 11, "value": D(60), "tolerance": D(0)}, by=county.officer
    )
    make.indicator(county, title="Without")
    off = rows_of(indicators_for(county.officer, ALL), "off")
    assert [row.indicator.title for row in off] == ["Shoplifting"]
    assert [row.indicator.title for row in rows_of(indicators_for(county.officer, ALL), "none")] == [
        "Without"
    ]
    body = indicators_for(county.officer, ALL | {"body": county.delivery})
    assert rows_of(body) == []


def test_a_body_is_offered_what_is_off_target_for_its_agenda(county):
    """S004-23"""
    north = place("North", "E07000001")
    fill(north, [20] * 6)
    one = counted(county, [north])
    assert offered(county.officer, county.strategic, today(), today()) == []
    year = {"first": APRIL, "last": APRIL + 11}
    services.set_target(one, year | {"value": D(60), "tolerance": D(0)}, by=county.officer)
    [(paper, line, address)] = offered(county.officer, county.strategic, today(), today())
    assert (line, address) == ("1 indicator off target", f"{LIST}?body={county.strategic.pk}&course=off")
    assert offered(county.officer, county.delivery, today(), today()) == []
    assert offered(county.outsider, county.strategic, today(), today()) == []
    assert paper.pdf(county.officer, county.strategic, today(), today()).startswith(b"%PDF")


def pages(one):
    return [one.get_absolute_url(), f"{one.get_absolute_url()}about/"]


@pytest.mark.parametrize(("number", "length"), [(1, 1), (10, 36)])
def test_the_page_costs_the_same_at_any_length(county, client, number, length, django_assert_max_num_queries):
    areas = [place(f"Area {at}", f"E0700{at:04}") for at in range(number)]
    one = counted(county, areas, base="people")
    for area in areas:
        fill(area, [10] * length)
        Population.objects.create(code=area.code, year=2024, people=40_000, source="ONS", loaded_at=now())
    services.set_target(
        one, {"first": APRIL, "last": APRIL + 11, "value": D(60), "tolerance": D(0)}, by=county.officer
    )
    client.force_login(county.officer)
    client.get(one.get_absolute_url())
    with django_assert_max_num_queries(8):
        assert client.get(one.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_at_any_length(county, client, number, django_assert_max_num_queries):
    north = place("North", "E07000001")
    fill(north, [10] * 24)
    for at in range(number):
        one = counted(county, [north], title=f"Indicator {at}")
        make.indicator(county, title=f"Entered {at}")
    services.set_target(
        one, {"first": APRIL, "last": APRIL + 11, "value": D(60), "tolerance": D(0)}, by=county.officer
    )
    client.force_login(county.officer)
    client.get(LIST)
    with django_assert_max_num_queries(9):
        assert client.get(LIST).status_code == 200


def test_a_proxy_stands_in_and_says_so(county, client):
    """S002-24"""
    lost = make.indicator(county, title="Public disorder")
    proxy = make.indicator(county, title="Calls about disorder", stands_in_for=lost)
    client.force_login(county.police_lead)
    assert "stands in for" in client.get(pages(proxy)[1]).content.decode()
    assert "Calls about disorder" in client.get(pages(lost)[1]).content.decode()


def test_who_sees_and_keeps_them(county, client):
    one = make.indicator(county)
    names = ("indicator_change", "target_add", "benchmark_add", "observe", "figures_import")
    kept = [reverse(f"assessments:{name}", args=[one.reference]) for name in names]
    kept.append(reverse("assessments:indicator_move", args=[one.reference, "retire"]))
    for persona, code in (("officer", 200), ("police_lead", 403), ("outsider", 404), ("guest", 404)):
        client.force_login(getattr(county, persona))
        assert [client.get(page).status_code for page in kept] == [code] * len(kept)
        assert client.get(one.get_absolute_url()).status_code == (404 if code == 404 else 200)
    client.force_login(county.police_lead)
    for name in ("indicator_add", "weights", "weights_add", "peers_add"):
        assert client.get(reverse(f"assessments:{name}")).status_code == 403
    with pytest.raises(PermissionDenied):
        services.move_indicator(one, "retire", by=county.police_lead, reason="x")
    assert services.move_indicator(one, "retire", by=county.officer, reason="Done").status == "archived"


def test_forms(county, client):
    client.force_login(county.officer)
    said = {
        "partnership": county.here.pk, "title": "Knife crime", "definition": "Recorded.", "measures": "crimes",
        "direction": "lower", "step": "month", "made_from": "entered", "source": "Police", "low_count": 20,
        "baseline": 24, "breaks": "April 2024 no colon",
    }  # fmt: skip
    bad = client.post(reverse("assessments:indicator_add"), said)
    assert bad.status_code == 422
    assert b"lacks a colon" in bad.content
    said["breaks"] = "April 2024: new system\nMay 2025: merged"
    assert client.post(reverse("assessments:indicator_add"), said).status_code == 302
    one = Indicator.objects.get(title="Knife crime")
    assert one.breaks == [[APRIL, "new system"], [APRIL + 13, "merged"]]
    change = client.get(reverse("assessments:indicator_change", args=[one.reference])).content.decode()
    assert "April 2024: new system" in change
    target = reverse("assessments:target_add", args=[one.reference])
    assert client.post(target, {"first": "Smarch 2024", "last": "", "value": "1e99"}).status_code == 422
    period = {"first": "April 2024", "last": "2025-03"}
    assert client.post(target, {**period, "value": "1,200", "tolerance": "5"}).status_code == 302
    assert (
        client.post(
            target, {"first": "2025-03", "last": "April 2024", "value": "1", "tolerance": "5"}
        ).status_code
        == 422
    )
    benchmark = reverse("assessments:benchmark_add", args=[one.reference])
    assert client.post(benchmark, {**period, "name": "England"}).status_code == 422
    assert client.post(benchmark, {**period, "name": "England", "change": "−3.5%"}).status_code == 302
    assert one.benchmarks.get().change == D("-3.5")
    assert client.get(reverse("assessments:target_change", args=[one.reference, 10**15])).status_code == 404
    weights = {
        "partnership": county.here.pk,
        "kind": "own",
        "vintage": "2025",
        "source": "Own",
        "weights": "8N 5",
    }
    assert client.post(reverse("assessments:weights_add"), weights).status_code == 422
    weights["weights"] = "8N: 184.5\n49: 3"
    assert client.post(reverse("assessments:weights_add"), weights).status_code == 302
    assert client.post(reverse("assessments:weights_add"), weights).status_code == 422
    peers = {
        "partnership": county.here.pk,
        "name": "Peers",
        "as_of_on": "1 4 2025",
        "source": "x",
        "members": "A\nB",
    }
    assert client.post(reverse("assessments:peers_add"), peers).status_code == 302
    page = client.get(reverse("assessments:weights")).content.decode()
    assert "2 weights" in page
    for query in ("body=x", "priority=9999999999999999999999", "course=x", "status=x", "export=csv"):
        assert client.get(f"{LIST}?{query}").status_code == 200
    assert client.get(f"{one.get_absolute_url()}?area=999999999999999999999").status_code == 200


def test_the_supplier_is_reminded_and_a_missing_benchmark_too(county, analyst):
    """S003-23, S002-26"""
    one = make.indicator(county, supplier=county.health_lead.person, due_after=10)
    last = months.of_day(today()) - 2
    observe(one, Figure(last, last, value=D(3)), by=county.officer)
    due = months.last_day(last + 1) + dt.timedelta(10)
    remind(due)
    assert Notice.objects.filter(record=one.pk, recipient=county.health_lead).count() == 1
    services.set_benchmark(
        one, {"name": "England", "first": last, "last": last, "look_again_on": today()}, by=county.officer
    )
    remind(today())
    remind(today())
    told = Notice.objects.filter(record=one.pk, trigger__startswith="benchmark")
    assert {notice.recipient for notice in told} == {county.officer, analyst}


def test_nothing_is_said_of_an_indicator_without_figures(county, client):
    one = make.indicator(county)
    client.force_login(county.officer)
    page = client.get(one.get_absolute_url()).content.decode()
    assert "No figure has come in yet." in page
    assert main_of(runs_of([one])[one.pk]) is None
