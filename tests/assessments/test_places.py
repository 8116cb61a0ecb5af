"""Maps, hours and harm inside an assessment: drawn of the loaded files, the same numbers on page, in PDF and annex."""

import io
from itertools import pairwise

import openpyxl
import pymupdf
import pytest
from django.core.cache import cache
from django.urls import reverse

from assessments.drawing import draw
from assessments.drawn import Printed, said
from assessments.models import Boundary, Crime, Figure, Load, Print, WeightSet
from assessments.services import figures, loading, printing, writing
from audit.clock import now
from evidence import months
from records.jobs import sweep
from tests.factories import assessing, police
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
MARCH = months.parse("2026-03")
YEAR = {"first": MARCH - 11, "last": MARCH}
QUAY = {"lon": "-1.905000", "lat": "50.760000", "place": "On or near Quay Street"}
PLACED = ("map", "change-map", "density", "hours", "harm")


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = "2026-06-01"
    cache.clear()


@pytest.fixture
def section(county):
    return make.assessment(county, first=MARCH - 23, last=MARCH).sections.first()


@pytest.fixture
def area(tmp_path):
    """Two years, in the second of which crime gathers at the quay; and stops on one Friday."""
    found = make.district()
    for month in range(MARCH - 23, MARCH + 1):
        code = months.code(month)
        rows = [police.crime(code, number) for number in range(30)]
        rows += [
            police.crime(code, 100 + number, **QUAY) for number in range(12 if month > MARCH - 12 else 0)
        ]
        rows += [police.crime(code, 200, lon="-1.870000", lat="50.790000")] if month == MARCH else []
        police.write(tmp_path, f"{code}-northshire-street.csv", police.street(*rows))
    stops = [police.stop(at=f"2026-03-06T{hour}:10:00+00:00") for hour in ["22"] * 7 + ["03"] * 2]
    police.write(tmp_path, "2026-03-northshire-stop-and-search.csv", "\n".join([police.STOPS, *stops]) + "\n")
    loading.load_files(Load.objects.create(started_at=now()), [tmp_path])
    return found


@pytest.fixture
def weights(county):
    return WeightSet.objects.create(
        partnership=county.here, kind="cambridge", vintage="2020", source="Published file",
        weights={"Burglary": "438", "11": "2", "8N": "184"},
    )  # fmt: skip


def figure(county, section, kind, **draws):
    said = {"title": f"A {kind}", "kind": kind, "comment": "", "draws": YEAR | draws}
    return figures.set_figure(section, said, by=county.officer)


def every(county, section, area, weights):
    return [
        figure(county, section, kind, area=area.pk, weights=weights.pk if kind == "harm" else None)
        for kind in PLACED
    ]


def test_a_map_counts_what_the_rows_say_and_names_the_cell_that_stands_out(county, section, area):
    drawn = draw(figure(county, section, "map", area=area.pk))
    inside = Crime.objects.filter(edition__month__gte=MARCH - 11, longitude__isnull=False).count()
    assert f"{inside:,} placed." in drawn.summary
    assert drawn.summary.startswith("All crime in Northshire.")
    assert drawn.rows[0][0] == "1"
    assert drawn.headings[:3] == ["Rank", "Place", "Middle of the cell"]
    fullest = max(drawn.rows, key=lambda row: row[3])
    assert fullest[3] >= 144
    assert fullest[1].startswith("On or near Quay Street, Northshire 00")
    shop = draw(figure(county, section, "map", area=area.pk, categories=[11]))
    assert shop.summary.startswith("Shoplifting in Northshire.")


def test_a_map_of_change_tells_what_is_beyond_chance(county, section, area):
    drawn = draw(figure(county, section, "change-map", area=area.pk))
    assert drawn.rows[0][-1] == "+ More, beyond chance"
    assert drawn.rows[0][0].startswith("On or near Quay Street, Northshire 00")
    assert drawn.rows[0][3] - drawn.rows[0][2] == 144
    assert "April 2024 to March 2025" in drawn.summary


def test_a_map_of_change_is_drawn_where_nothing_changed_beyond_chance(county, section, area):
    month = {"first": MARCH - 11, "last": MARCH - 11}
    drawn = draw(figure(county, section, "change-map", area=area.pk, categories=[5], **month))
    assert drawn.rows[0][-1] == "No cell changed beyond chance"
    assert "No cell changed by more than chance" in drawn.summary
    assert drawn.spec is not None


def test_density_is_highest_at_the_quay(county, section, area):
    drawn = draw(figure(county, section, "density", area=area.pk))
    assert drawn.rows[0][1].startswith("On or near Quay Street")
    lat, lon = map(float, drawn.rows[0][2].split(", "))
    assert (lat, lon) == (pytest.approx(50.76, abs=0.004), pytest.approx(-1.905, abs=0.004))


def test_a_cell_of_few_is_named_by_its_small_area_alone(county, section, area):
    drawn = draw(figure(county, section, "map", area=area.pk, categories=[5]))
    few = [row for row in drawn.rows if isinstance(row[3], int) and row[3] < 5]
    assert all(row[1].startswith("Northshire 00") for row in few)


def test_what_lies_outside_the_outline_is_counted_and_not_drawn(county, section, area):
    whole = draw(figure(county, section, "map", area=area.pk))
    edge = [[-1.91, 50.75], [-1.90, 50.75], [-1.90, 50.77], [-1.91, 50.77], [-1.91, 50.75]]
    shape = {"type": "Polygon", "coordinates": [edge]}
    Boundary.objects.create(code=area.code, outline=shape, source="ONS", loaded_at=now())
    cache.clear()
    for kind in ("map", "density", "change-map"):
        drawn = draw(figure(county, section, kind, area=area.pk))
        heights = [y for x, y in points_of(drawn.spec["layer"][1])]
        assert len(heights) > 0
        assert min(heights) > -20  # a cell may stand out over the edge, and no more
        if kind != "density":
            assert (
                "Some of it lies outside the outline of the area: it is counted, and not drawn."
                in drawn.notes
            )
    placed = whole.summary.partition(" Hotspots")[0]
    assert draw(figure(county, section, "map", area=area.pk)).summary.startswith(placed)


def points_of(layer):
    for shape in layer["data"]["values"]:
        for polygon in shape["geometry"]["coordinates"]:
            yield from polygon[0]


def test_hours_are_those_of_the_place_and_say_that_they_are_of_searches(county, section, area):
    """22:10 is 10pm in March; stops show what officers did."""
    drawn = draw(figure(county, section, "hours"))
    at = next(row for row in drawn.rows if row[0] == "10pm")
    assert at[5] == 7
    assert "Most on Friday from 10pm to 11pm: 7 of 9" in drawn.summary
    assert any("not when crime happened" in note for note in drawn.notes)


def test_harm_is_counts_by_the_weights_of_one_named_set(county, section, area, weights):
    drawn = draw(figure(county, section, "harm", area=area.pk, weights=weights.pk))
    by_name = {row[0]: row for row in drawn.rows}
    assert by_name["Burglary"][3] == by_name["Burglary"][1] * 438
    assert "Cambridge Crime Harm Index, 2020" in drawn.source
    assert any("Drugs (" in note for note in drawn.notes)  # it has no weight
    assert "beside April 2024 to March 2025: harm rose from" in drawn.summary


def test_harm_by_area_says_of_each_whether_it_changed(county, section, area, weights):
    [other] = assessing.areas("Westshire")
    for category in (3, 11):
        assessing.counted(other, category=category, first=MARCH - 23, last=MARCH, count=lambda _: 9)
    drawn = draw(figure(county, section, "harm", areas=[area.pk, other.pk], weights=weights.pk))
    assert [row[0] for row in drawn.rows] == ["Northshire", "Westshire"]
    assert drawn.rows[1][1:] == [9 * 12 * 440, 9 * 12 * 440, f"stayed at {9 * 12 * 440:,}"]


def test_a_map_with_nothing_loaded_says_so(county, section):
    drawn = draw(figure(county, section, "map", area=make.district().pk))
    assert (drawn.rows, drawn.spec) == ([], None)
    assert "There are no figures for these months" in drawn.summary
    assert draw(figure(county, section, "hours")).spec is None
    assert draw(figure(county, section, "harm", area=make.district().pk)).spec is None


def test_the_public_map_shades_no_cell_of_fewer_than_five(county, section, area):
    drawn = draw(figure(county, section, "map", area=area.pk))
    shown = drawn.protected()
    assert '"s": "1 to 4"' not in str(shown.spec)
    assert shown.spec != drawn.spec
    assert shown.spec == drawn.open_spec
    assert [row[3] for row in shown.rows if isinstance(row[3], int) and 0 < row[3] < 5] == []


def test_an_area_with_an_island_of_another_in_it_is_drawn_with_the_hole(county, section, area):
    edge = [[-2.1, 50.7], [-1.7, 50.7], [-1.7, 50.9], [-2.1, 50.9], [-2.1, 50.7]]
    hole = [[-1.85, 50.80], [-1.80, 50.80], [-1.80, 50.84], [-1.85, 50.84], [-1.85, 50.80]]
    Boundary.objects.create(
        code=area.code,
        outline={"type": "Polygon", "coordinates": [edge, hole]},
        source="ONS",
        loaded_at=now(),
    )
    land = draw(figure(county, section, "map", area=area.pk)).spec["layer"][0]
    [shape] = land["data"]["values"]
    [[outer, inner]] = shape["geometry"]["coordinates"]
    assert (len(outer), len(inner)) == (5, 5)
    assert turns(outer) != turns(inner)


def turns(ring):
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring)) > 0


def test_page_pdf_and_annex_say_the_same_numbers(county, client, section, area, weights):
    """Every kind of figure, as it is drawn and once it was agreed."""
    rows = every(county, section, area, weights)
    rows += [
        assessing.figure(county, section, kind, area=area.pk) for kind in ("trend", "control", "compared")
    ]
    rows.append(figure(county, section, "categories", area=area.pk))
    writing.write_section(section, {"body": f"[figure {rows[0].number}]"}, by=county.officer)
    _compare(county, client, section.assessment)
    figures.freeze_figures(section.assessment, by=county.officer)
    area.crime_counts.update(count=1)
    Crime.objects.all().delete()
    _compare(county, client, section.assessment)


def _compare(county, client, found):
    drawn = {row.number: draw(row) for row in Figure.objects.filter(section__assessment=found)}
    client.force_login(county.officer)
    page = " ".join(client.get(reverse("assessments:assessment_read", args=[found.reference])).text.split())
    pdf = pymupdf.open(stream=_made(county, found, Print.Kind.PDF))
    printed = [word for sheet in pdf for word in sheet.get_text().split()]
    book = openpyxl.load_workbook(io.BytesIO(_made(county, found, Print.Kind.DATA)))
    assert len(drawn) > 8
    for number, one in drawn.items():
        sheet = next(sheet for sheet in book if sheet.title.endswith(f"Figure {number}"))
        filed = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        for first, *rest in one.rows:
            row = [int(first) if first.isdecimal() else first, *rest]  # a rank is filed as a number
            assert ["Not collected" if cell is None else cell for cell in row if cell != ""] in [
                [cell for cell in line if cell != ""] for line in filed
            ], (number, row)
            for cell in row[1:]:
                words = said(cell)
                assert words in page, (number, words)
                assert all(word in printed for word in words.split()), (number, words)


def _made(county, found, kind):
    row = printing.ask_print(found, kind, by=county.officer)
    sweep()
    row.refresh_from_db()
    assert row.state == "done", row.error
    with row.file.open("rb") as file:
        return file.read()


@pytest.mark.parametrize("kind", PLACED)
def test_every_kind_is_a_picture(county, section, area, weights, kind):
    one = figure(county, section, kind, area=area.pk, weights=weights.pk)
    drawing = Printed(1, one.title, one.kind, "", draw(one)).drawing()
    assert drawing.marks or drawing.inside


def test_a_text_with_maps_costs_no_more_once_they_are_kept(
    county, client, section, area, weights, django_assert_max_num_queries
):
    every(county, section, area, weights)
    client.force_login(county.officer)
    address = reverse("assessments:assessment_read", args=[section.assessment.reference])
    client.get(address)
    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200


def test_a_month_that_is_loaded_again_is_drawn_again(county, section, area, tmp_path):
    one = figure(county, section, "map", area=area.pk)
    before = draw(one).summary
    path = police.write(tmp_path, "again.csv", police.month_of("2026-03", 3))
    loading.load_files(Load.objects.create(started_at=now()), [path])
    assert draw(one).summary != before


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "map"}, "Choose the area that the map shows"),
        ({"kind": "harm"}, "Choose the weights"),
        ({"kind": "harm", "weights": "own"}, "Choose the area whose harm"),
        ({"kind": "harm", "weights": "other"}, "from the list"),
        ({"kind": "nonsense"}, "from the list"),
    ],
)
def test_what_a_figure_lacks_is_said(county, client, section, area, weights, said, field):
    theirs = WeightSet.objects.create(
        partnership=county.there, kind="own", vintage="1", source="-", weights={"3": "1"}
    )
    said |= {"weights": {"own": weights.pk, "other": theirs.pk}[said["weights"]]} if "weights" in said else {}
    client.force_login(county.officer)
    address = reverse("assessments:figure_add", args=[section.assessment.reference, section.pk])
    answer = client.post(address, {"title": "T", "first": "April 2025", "last": "March 2026"} | said)
    assert (answer.status_code, field in answer.text) == (422, True)
