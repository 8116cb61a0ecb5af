"""The process in which Vega-Lite specs are drawn; its argument is megabytes.

It answers with what a page or PDF takes of the picture: width, height, and what stands inside the svg element, without
styles, scripts, links and the roles that Vega gives each shape, for the figure names itself. A spec holds its data and
can reach no address.
"""

import json
import re
import resource
import sys

import vl_convert
from lxml import etree

from design.jobs import serve

VEGA_LITE = "6.4"
KEPT = {"svg", "g", "path", "line", "rect", "text", "tspan", "circle", "clipPath", "defs"}
DROPPED = {
    "class",
    "role",
    "style",
    "pointer-events",
    "font-family",
    "aria-hidden",
    "aria-label",
    "aria-roledescription",
}
NOTHING = {"", "M0,0h0v0h0Z"}
FIGURE = "FIGURE"  # stands for the figure's id until it is printed
FRACTION = re.compile(r"\d+\.\d{3,}")
SVG = "{http://www.w3.org/2000/svg}"


def draw(spec: dict) -> bytes:
    svg = etree.fromstring(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[]))
    for part in list(svg.iter()):
        clean(part)
    inside = "".join(etree.tostring(child, encoding="unicode") for child in svg)
    inside = inside.replace(' xmlns="http://www.w3.org/2000/svg"', "").replace(
        ' xmlns:xlink="http://www.w3.org/1999/xlink"', ""
    )
    inside = FRACTION.sub(lambda found: f"{float(found[0]):.1f}", inside)
    size = {side: round(float(svg.get(side)), 1) for side in ("width", "height")}
    return json.dumps({**size, "inside": inside}).encode()


def clean(part) -> None:
    parent = part.getparent()
    is_known = isinstance(part.tag, str) and part.tag.removeprefix(SVG) in KEPT
    is_empty = part.tag == f"{SVG}path" and (
        part.get("display") == "none" or part.get("d") in NOTHING or "background" in (part.get("class") or "")
    )
    if parent is not None and (not is_known or (is_empty and not (part.get("fill") or part.get("stroke")))):
        parent.remove(part)
        return
    for name in DROPPED.intersection(part.attrib):
        del part.attrib[name]
    for name, value in part.attrib.items():
        if name == "id":
            part.set(name, f"{FIGURE}-{value}")
        elif value.startswith("url(#"):
            part.set(name, value.replace("url(#", f"url(#{FIGURE}-"))
        elif name == "font-size":
            part.set(name, value.removesuffix("px"))


def main() -> None:
    draw({"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x"}}})
    # Not of addresses, as for PDFs: the engine sets aside many more than it fills
    serve(lambda job: draw(job["spec"]), {resource.RLIMIT_DATA: int(sys.argv[1]) * 1_000_000})
