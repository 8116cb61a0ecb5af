"""Figures that `design.charts` does not draw: with limits, intervals, many series, cells of a map.

Each function takes plain lists or what the evidence room works out, and gives a `Plot`, which
`templates/design/figures.html` prints as it prints a `Chart`: picture, sentence, table of its numbers, source.
"""

from design.plots.drawing import Plot
from design.plots.heat import heat
from design.plots.lines import control_chart, lines, small_multiples
from design.plots.maps import Area, area_map, change_map, density_map, hotspot_map
from design.plots.spread import funnel_plot, intervals

__all__ = [
    "Area",
    "Plot",
    "area_map",
    "change_map",
    "control_chart",
    "density_map",
    "funnel_plot",
    "heat",
    "hotspot_map",
    "intervals",
    "lines",
    "small_multiples",
]
