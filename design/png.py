"""A figure as a PNG, for files that take no SVG: Word. Made in a child process, as plots are."""

import logging

from django.template import engines

from design.child import child_of
from design.jobs import MADE

SECONDS, MEGABYTES = 20, 1500
FONT = "Liberation Sans"  # of one width with Arimo
PICTURE = '{% from "design/figures.html" import picture %}{{ picture(figure) }}'
PAPER = '<rect width="100%" height="100%" fill="#ffffff"/>'  # letters are read on a dark page too
log = logging.getLogger(__name__)


def figure_png(figure) -> bytes | None:
    """None where there is nothing to draw, or where it could not be drawn, which is logged."""
    if figure.is_empty or figure.drawing() is None:
        return None
    shown = engines["jinja2"].from_string(PICTURE).render({"figure": figure})
    begin, end = shown.find("<svg"), shown.find("</svg>")
    if begin < 0:
        return None
    svg = shown[begin : end + 6].replace("Arimo, Arimo Ext, arial, sans-serif", FONT)
    svg = svg.replace("</title>", f"</title>{PAPER}", 1)
    child = child_of("design.png_child", lambda: (str(MEGABYTES),))
    kind, body = child.ask({"svg": svg}, SECONDS)
    if kind == MADE:
        return body
    log.error("PNG child: %s", body.decode(errors="replace"))
    return None
