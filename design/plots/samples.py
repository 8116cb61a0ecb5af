"""Samples of each kind, for the gallery. All of it is invented."""

import datetime as dt
import math
import random

from design import plots
from design.charts import Series
from evidence import control, funnel, grid, hours, months

START = months.parse("2023-10")
SOURCE = "Invented for the gallery"
MIDDLE = grid.Projection(-1.5, 53.0)


def plot_samples() -> dict[str, plots.Plot]:
    draw = random.Random(20261014)  # noqa: S311 of samples
    names = [months.short(START + at) for at in range(36)]
    return {
        "lines": plots.lines(
            "Recorded crime by month",
            "Burglary fell over three years; robbery stayed near 40.",
            names,
            [
                Series("Burglary", [round(150 - at + draw.gauss(0, 9)) for at in range(36)]),
                Series("Robbery", [None if at == 9 else round(40 + draw.gauss(0, 5)) for at in range(36)]),
                Series("Possession of weapons", [round(70 + at / 2 + draw.gauss(0, 5)) for at in range(36)]),
            ],
            unit="Offences",
            source=SOURCE,
        ),
        "control": _control(draw, names),
        "multiples": plots.small_multiples(
            "Antisocial behaviour by ward",
            "It rose in Harbour and nowhere else.",
            names,
            [
                Series(ward, [max(0, round(level + step * at + draw.gauss(0, 4))) for at in range(36)])
                for ward, level, step in [
                    ("Harbour", 30, 0.7),
                    ("Hillside", 25, 0),
                    ("Mill Lane", 44, -0.2),
                    ("Park", 12, 0),
                ]
            ],
            source=SOURCE,
        ),
        "funnel": _funnel(draw),
        "intervals": plots.intervals(
            "Burglary beside similar areas",
            "The rate of Northshire lies over that of the group.",
            [
                ("Northshire", 7.9, (7.1, 8.8)),
                ("Eastborough", 5.2, (4.3, 6.2)),
                ("Westvale and the Moors", 6.4, (5.2, 7.8)),
            ],
            unit="Per 1,000 households",
            target=("Group", 6.1),
            source=SOURCE,
        ),
        "heat": _heat(draw),
        **_maps(draw),
        "empty": plots.lines("Arson by month", "Nothing was counted.", [], [], source=SOURCE),
    }


def _control(draw: random.Random, names: list[str]) -> plots.Plot:
    counts = [round(90 + draw.gauss(0, 7)) for _at in range(36)]
    counts[16] = 131
    counts[25:34] = [102, 104, 99, 108, 101, 103, 106, 99, 104]
    found = control.chart(counts, baseline=24)
    return plots.control_chart(
        "Violence with injury", "From November 2025 on the months lie above the centre.", names, found,
        unit="Offences", source=SOURCE,
    )  # fmt: skip


def _funnel(draw: random.Random) -> plots.Plot:
    areas = []
    for at in range(43):
        people = draw.randrange(60_000, 420_000)
        rate = 6.0 * (1.25 if at in (5, 31) else 0.8 if at == 12 else 1)
        areas.append(funnel.Area(f"Area {at + 1}", round(people * rate / 1000 + draw.gauss(0, 20)), people))
    areas.append(funnel.Area("Airfield", 3, 0))
    found = funnel.funnel(areas)
    return plots.funnel_plot(
        "Burglary in all areas", "Three areas lie beyond the limits.", found, source=SOURCE
    )


def _heat(draw: random.Random) -> plots.Plot:
    monday = dt.datetime(2026, 3, 2)  # noqa: DTZ001 of the place
    times = [
        monday
        + dt.timedelta(
            days=draw.choices(range(7), [2, 2, 2, 3, 6, 8, 4])[0], hours=draw.triangular(6, 29, 22)
        )
        for _incident in range(900)
    ]
    found = hours.week([*times, None, None])
    return plots.heat("Violence by hour and day", f"{found.words}.", found, source=SOURCE)


def _maps(draw: random.Random) -> dict[str, plots.Plot]:
    before, after = _incidents(draw, 4, 0), _incidents(draw, 4, 40)
    area = grid.grid_over([*before, *after])
    assert area
    counts = area.counts(after)
    border = [
        (math.cos(turn / 6) * (4600 + 500 * (turn % 3)), math.sin(turn / 6) * 3900) for turn in range(38)
    ]
    hot = grid.hotspots(area, counts)
    wards = [
        plots.Area(name, [_ward(x, y, name == "Harbour")], value)
        for name, x, y, value in [("Harbour", 0, 0, 41.0), ("Hillside", 2300, 0, 12.5), ("Park", 0, 1900, 23.1),
                                  ("Mill Lane", 2300, 1700, None)]
    ]  # fmt: skip
    return {
        "hotspots": plots.hotspot_map(
            "Where vehicle crime gathers", "It gathers about the station.", area, counts, hot,
            outlines=[[border]], source=SOURCE),
        "density": plots.density_map(
            "How dense vehicle crime is", "It is densest about the station.", area, area.density(after),
            outlines=[[border]], source=SOURCE),
        "changes": plots.change_map(
            "Where vehicle crime changed", "It rose about the station.", area,
            grid.changes(area.counts(before), counts), outlines=[[border]], source=SOURCE),
        "areas": plots.area_map(
            "Burglary by ward", "Harbour has the highest rate.", wards, unit="Per 1,000 households", source=SOURCE),
    }  # fmt: skip


def _ward(x: float, y: float, has_hole: bool) -> list[list[tuple[float, float]]]:
    edge = [(x, y), (x + 2000, y), (x + 2300, y + 1600), (x, y + 1800), (x, y)]
    hole = [(x + 300, y + 300), (x + 900, y + 300), (x + 900, y + 700), (x + 300, y + 300)]
    return [edge, hole] if has_hole else [edge]


def _incidents(draw: random.Random, west: int, east: int) -> list[grid.Place]:
    spread = [(draw.gauss(0, 1800), draw.gauss(0, 1500)) for _at in range(500)]
    spread += [(draw.gauss(900, 220), draw.gauss(-600, 220)) for _at in range(east * 10)]
    spread += [(draw.gauss(-2400, 220), draw.gauss(700, 220)) for _at in range(west * 10)]
    return [grid.Place(*MIDDLE.to_degrees(x, y)) for x, y in spread]
