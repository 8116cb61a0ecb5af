"""From a spec to a picture: drawn in a child process, and kept, for the same spec gives the same picture."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from design.charts import Drawing
from design.child import Child, child_of
from design.jobs import MADE

SECONDS, MEGABYTES, KEPT_FOR = 20, 800, 30 * 24 * 3600
DRAWN_AS = "1"  # raise it when the same spec is to look otherwise
FIGURE = "FIGURE"  # as in plot_child.py
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plot:
    """What a figure says. ``summary`` is the sentence that a person who cannot see the picture needs.

    ``rows``: the first column's words, and the words of the others. ``text_columns``: those that hold no numbers,
    counted from 0.
    """

    title: str
    summary: str
    spec: Mapping
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    source: str = ""
    notes: Sequence[str] = ()
    text_columns: Sequence[int] = ()

    @property
    def id(self) -> str:
        return slugify(self.title)

    @property
    def is_empty(self) -> bool:
        return not self.rows

    def drawing(self) -> Drawing | None:
        """None where there is nothing to draw, or where it could not be drawn, which is logged."""
        if self.is_empty:
            return None
        written = json.dumps(self.spec, sort_keys=True)
        key = f"plot:{hashlib.sha256(f'{DRAWN_AS}{written}'.encode()).hexdigest()}"
        found = cache.get(key) or _draw(self.spec)
        if found is None:
            return None
        cache.set(key, found, KEPT_FOR)
        # The child lets through shapes and letters alone; the id is a slug
        inside = mark_safe(found["inside"].replace(FIGURE, self.id))
        return Drawing(found["height"], (), found["width"], inside)


def _draw(spec: Mapping) -> dict | None:
    kind, body = _child().ask({"spec": spec}, getattr(settings, "PLOT_SECONDS", SECONDS))
    if kind == MADE:
        return json.loads(body)
    log.error("Plot child: %s", body.decode(errors="replace"))
    return None


def _child() -> Child:
    return child_of("design.plot_child", lambda: (str(getattr(settings, "PLOT_MEGABYTES", MEGABYTES)),))
