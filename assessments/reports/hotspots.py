"""Where an area's crime gathers, and where it changed: maps, streets."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.drawn import Printed
from assessments.places import places_of


@dataclass(frozen=True)
class Hotspots:
    """The maps that there are, and the streets with the most."""

    map: Printed
    density: Printed
    change: Printed | None  # beside the same months of the year before
    streets: Sequence[tuple[str, int]]
    concentration: str
    count: int


def hotspots_of(area, window, category=None, name="All crime"):
    found = places_of(area, window, () if category is None else (int(category),))
    if found is None:
        return None
    title, figures = f"{name} in {area}", found.figures
    return Hotspots(
        Printed("", f"{title}: hotspots", "map", "", figures["map"]),
        Printed("", f"{title}: density", "density", "", figures["density"]),
        Printed("", f"{title}: change", "change-map", "", figures["change-map"])
        if "change-map" in figures
        else None,
        found.streets,
        found.concentration,
        found.count,
    )
