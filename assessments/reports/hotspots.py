"""Where an area's crime gathers, and where it changed: maps, streets."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.places import places_of
from design.plots import Plot


@dataclass(frozen=True)
class Hotspots:
    """The maps that there are, and the streets with the most."""

    map: Plot
    density: Plot
    change: Plot | None  # beside the same months of the year before
    streets: Sequence[tuple[str, int]]
    concentration: str
    count: int


def hotspots_of(area, window, category=None, name="All crime"):
    found = places_of(area, window, () if category is None else (int(category),))
    if found is None:
        return None
    title, figures = f"{name} in {area}", found.figures
    return Hotspots(
        figures["map"].plot(f"{title}: hotspots"),
        figures["density"].plot(f"{title}: density"),
        figures["change-map"].plot(f"{title}: change") if "change-map" in figures else None,
        found.streets,
        found.concentration,
        found.count,
    )
