"""Plots: drawn in a child, printed as charts are, with nothing that the Content-Security-Policy or a checker minds."""

import dataclasses
import socket

import pymupdf
import pytest
from django.core.cache import cache
from django.template import engines
from lxml import html

from design import gallery, pdf, plots
from design.charts import Series, bar
from design.plots import drawing
from design.plots.heat import DARK, SHADES
from design.plots.maps import Classes, _classes, _rounded
from design.plots.spread import _ground, name_sides
from design.png import figure_png
from evidence import control, funnel, grid, hours
from tests.accessible import accessibility_problems

pytestmark = pytest.mark.everywhere  # what is drawn is kept in the cache

SAMPLES = gallery.plot_samples()
DRAWN = [name for name, plot in SAMPLES.items() if not plot.is_empty]
MONTHS = ["Jan 2026", "Feb 2026", "Mar 2026"]
PRINTED = '{% from "design/figures.html" import chart %}{% for plot in plots %}{{ chart(plot) }}{% endfor %}'


def printed(*shown):
    return html.fromstring(f"<div>{engines['jinja2'].from_string(PRINTED).render({'plots': shown})}</div>")


def cells(page):
    return [[cell.text for cell in row.xpath("./td")] for row in page.xpath(".//tbody/tr")]


@pytest.mark.parametrize("name", DRAWN)
def test_a_plot_names_itself_alone(name):
    page = printed(SAMPLES[name])
    svg = page.xpath(".//*[local-name()='svg']")[0]
    assert svg.get("role") == "img"
    for part in svg.get("aria-labelledby").split():
        assert page.xpath(f'.//*[@id="{part}"]')
    assert SAMPLES[name].summary in svg.text_content()
    inside = svg.xpath(".//*")
    assert len(inside) > 20
    assert not [part for part in inside if {"style", "class", "role", "onclick", "href"} & set(part.attrib)]
    assert not [attribute for part in inside for attribute in part.attrib if attribute.startswith("aria-")]
    assert {part.tag for part in inside} <= {
        "title",
        "desc",
        "g",
        "path",
        "line",
        "rect",
        "text",
        "defs",
        "clippath",
        "clipPath",
    }
    assert float(svg.get("width")) <= 482


def test_no_two_figures_share_an_id():
    page = printed(*SAMPLES.values())
    ids = page.xpath(".//@id")
    assert len(ids) == len(set(ids))
    assert not page.xpath(".//@style")
    assert drawing.FIGURE not in html.tostring(page, encoding="unicode")


@pytest.mark.parametrize("name", DRAWN)
def test_a_plot_has_its_numbers_in_a_table(name):
    page = printed(SAMPLES[name])
    rows = cells(page)
    assert rows == [[words, *values] for words, values in SAMPLES[name].rows]
    assert {len(row) for row in rows} == {len(SAMPLES[name].columns)}


def test_many_of_them_in_a_pdf_are_accessible():
    source = (
        '{% extends "design/pdf_base.html" %}{% block content %}<h1>{{ title }}</h1>'
        + PRINTED
        + "{% endblock %}"
    )
    context = {"title": "Figures", "marking": "OFFICIAL", "draft": False, "author": "", "reference": ""}
    data = pdf.html_to_pdf(
        engines["jinja2"].from_string(source).render(context | {"plots": SAMPLES.values()})
    )
    assert accessibility_problems(data) == []


@pytest.mark.parametrize(
    "empty",
    [
        plots.lines("Arson", "None.", MONTHS, [Series("Arson", [None] * 3)]),
        plots.lines("Arson", "None.", [], []),
        plots.control_chart("Arson", "None.", [], control.chart([])),
        plots.control_chart("Arson", "None.", MONTHS, control.chart([None] * 3)),
        plots.funnel_plot("Arson", "None.", funnel.funnel([funnel.Area("Docks", 3, 0)])),
        plots.heat("Arson", "None.", hours.week([])),
        plots.small_multiples("Arson", "None.", MONTHS, []),
        plots.small_multiples("Arson", "None.", [], [Series("Arson", [])]),
        plots.intervals("Arson", "None.", []),
        plots.area_map("Arson", "None.", []),
    ],
)
def test_without_figures_it_says_so(empty):
    page = printed(empty)
    assert "There are no figures to show for this." in page.text_content()
    assert not page.xpath(".//*[local-name()='svg' or local-name()='table']")
    assert empty.drawing() is None


def test_a_short_series_has_values_and_no_limits():
    plot = plots.control_chart("Arson", "Few.", MONTHS, control.chart([4, None, 6]))
    assert cells(printed(plot)) == [
        ["Jan 2026", "4", "–", "–", "–", "–"],
        ["Feb 2026", "–", "–", "–", "–", "–"],
        ["Mar 2026", "6", "–", "–", "–", "–"],
    ]  # fmt: skip
    assert plot.notes == ["2 of at least 12: too few months for limits"]
    assert plot.drawing()


def test_a_step_is_marked_with_its_reason():
    found = control.chart([4] * 30, rebases=[control.Rebase(15, "New recording system")])
    plot = plots.control_chart("Arson", "Level.", [f"M{n}" for n in range(30)], found)
    assert "New recording system" in plot.drawing().inside


def test_more_lines_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="Use small multiples"):
        plots.lines("Arson", "Many.", ["A"], [Series(str(n), [1]) for n in range(7)])


def test_words_of_a_plot_are_escaped():
    plot = plots.lines(
        "Arson <b>", "<script>", ["<i>", "&"], [Series("<img src=x>", [1, 2]), Series("B", [1, 2])]
    )
    page = printed(plot)
    assert not page.xpath(".//b | .//script | .//i | .//img")
    assert "<img src=x>" in page.xpath(".//*[local-name()='svg']")[0].text_content()


def test_the_same_spec_is_drawn_once(monkeypatch):
    plot = dataclasses.replace(SAMPLES["intervals"], title="Another title")
    first = SAMPLES["intervals"].drawing()
    monkeypatch.setattr(drawing, "_draw", None)  # it is not called again
    assert plot.drawing().height == first.height
    cache.clear()
    with pytest.raises(TypeError):
        plot.drawing()


def test_what_cannot_be_drawn_leaves_its_numbers():
    plot = dataclasses.replace(SAMPLES["intervals"], spec={"mark": "nothing of the kind"})
    page = printed(plot)
    assert "The picture could not be drawn. Its numbers are below." in page.text_content()
    assert cells(page)


def test_no_address_is_asked():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/x.json"
        encoding = {"x": {"field": "a"}, "url": {"value": url}}
        specs = [
            {"data": {"url": url}, "mark": "point", "encoding": {"x": {"field": "a"}}},
            {"data": {"values": [{"a": 1}]}, "mark": "image", "encoding": encoding},
        ]
        drawn = [dataclasses.replace(SAMPLES["intervals"], spec=spec).drawing() for spec in specs]
        assert drawn[0] is None
        assert url not in drawn[1].inside
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_spec_without_end_is_stopped(settings):
    settings.PLOT_SECONDS = 1
    endless = {
        "data": {"sequence": {"start": 0, "stop": 1e12}},
        "mark": "point",
        "encoding": {"x": {"field": "data"}},
    }
    assert dataclasses.replace(SAMPLES["intervals"], spec=endless).drawing() is None
    assert SAMPLES["intervals"].drawing()


def test_classes_of_a_map_say_from_where_to_where():
    assert _classes([1, 1, 2, 3, 8], (0.4, 0.8, 1)).labels == ["1", "2 to 3", "4 to 8"]
    assert Classes([2.5, 4.0], 1.5).labels == ["1.5 to 2.5", "2.5 to 4"]
    assert Classes([2.5, 4.0], 1.5).index(2.5) == 0
    smooth = _rounded(_classes([0.4, 5.63, 43.1, 1080.6], (0.5, 0.75, 1)))
    assert smooth.labels == ["0 to 6", "6 to 44", "44 to 1,100"]
    assert (smooth.index(0.0), smooth.index(5.9)) == (None, 0)


def test_a_line_runs_round_hotspots_and_hides_none_of_their_cells():
    """Of two cells side by side, the side that they share has no line."""
    ground = grid.grid_over([grid.Place(-2.0, 50.0), grid.Place(-1.99, 50.0)], 250)
    counts = [9.0, 9.0] + [0.0] * (ground.length - 2)
    hot = [grid.Hot(cell, counts[cell], 5.0, is_hot=cell < 2) for cell in range(ground.length)]
    plot = plots.hotspot_map("", "", ground, counts, hot)
    [ring] = [layer for layer in plot.spec["layer"] if "stroke" in layer.get("encoding", {})]
    assert len(ring["data"]["values"][0]["geometry"]["coordinates"]) == 6
    titles = [
        channel["legend"]["title"] for layer in plot.spec["layer"] for channel in layer["encoding"].values()
        if channel.get("legend")
    ]  # fmt: skip
    assert titles == ["Number in a cell of 250 metres", None]


def test_where_no_cell_changed_beyond_chance_none_is_listed():
    ground = grid.grid_over([grid.Place(-2.0, 50.0)], 250)
    moved = grid.changes([4.0] * ground.length, [5.0] * ground.length)
    [(_name, cells_of)] = plots.change_map("", "", ground, moved).rows
    assert cells_of[-1] == "No cell changed beyond chance"


def test_a_name_in_a_funnel_stands_where_no_line_and_no_other_name_runs_through_it():
    """Near a limit over its head, it goes under or beside its point; of two close together, one gives way."""
    areas = [("Northshire", 2859, 182_000), ("Eastshire", 1735, 151_000), ("Westshire", 3383, 195_000)]
    found = funnel.funnel([funnel.Area(*area) for area in areas])
    values = [{"x": one.area.population, "y": one.rate, "name": one.area.name} for one in found.placed]
    ground = _ground(found, ["Above", "Below"])
    assert name_sides(found, values, values, ground)[0] != "over"
    twin = {"x": 152_000, "y": values[1]["y"], "name": "Eastvale"}
    one, other = name_sides(found, [*values, twin], [values[1], twin], ground)
    assert one != other
    names = [
        layer["mark"] for layer in plots.funnel_plot("", "", found).spec["layer"] if layer["mark"]["type"] == "text"
    ]  # fmt: skip
    assert [mark.get("stroke") for mark in names] == ["#ffffff", None] * (len(names) // 2)


def test_numbers_in_a_heat_chart_stand_out_from_their_shade():
    for step in range(101):
        ink = "#ffffff" if step / 100 > DARK else "#0b0c0c"
        assert contrast(ink, shade(step / 100)) >= 4.3, step


def shade(share):
    """Between two of the steps, as the picture mixes them."""
    at = share * (len(SHADES) - 1)
    low, high = SHADES[int(at)], SHADES[min(int(at) + 1, len(SHADES) - 1)]
    mixed = [a + (b - a) * (at - int(at)) for a, b in zip(parts_of(low), parts_of(high), strict=True)]
    return "#" + "".join(f"{round(part):02x}" for part in mixed)


def parts_of(colour):
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def contrast(one, other):
    def light(colour):
        shares = [part / 255 for part in parts_of(colour)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("figure", [SAMPLES["control"], bar("Theft", "It rose.", [("April", 3)])])
def test_a_picture_for_word_stands_on_white(figure):
    picture = pymupdf.Pixmap(figure_png(figure))
    corners = {picture.pixel(x, y) for x in (0, picture.width - 1) for y in (0, picture.height - 1)}
    assert {tuple(corner[:3]) for corner in corners} == {(255, 255, 255)}
    assert {corner[3] for corner in corners if len(corner) == 4} <= {255}
