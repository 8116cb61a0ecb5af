"""Several PDFs as one. They may be anybody's, so a child process alone opens them (`design/join_child.py`)."""

import json
import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from design.child import child_of
from design.jobs import MADE
from design.pdf import FAILED, PdfFailed, PdfTooLarge

CHILD = "design.join_child"
MEGABYTES, READ_SECONDS, JOIN_SECONDS = 1500, 20, 120
BROKEN = "it could not be read"
TOO_MUCH = "The papers are too many or too large for one file. Open them one by one in the portal."
log = logging.getLogger(__name__)


class CannotJoin(Exception):
    """Why a file cannot be joined to others, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    content: bytes
    head: str = ""  # what is printed above its first page


def pages_alone(content: bytes) -> bytes:
    """The pages of somebody's file without all else that it may do; or `CannotJoin`."""
    with tempfile.TemporaryDirectory() as folder:
        kind, body = _child().ask({"do": "read", "path": _kept(folder, 0, content)}, READ_SECONDS)
    if kind != MADE:
        raise CannotJoin(BROKEN)
    if body[:1] == b"{":
        raise CannotJoin(json.loads(body)["why"])
    return body


def join(parts: list[Part], stamps: bytes, bookmarks: list, *, title: str) -> bytes:
    """``stamps``: a sheet for the foot of each page, then one for each part that has a head.

    Tags that somebody's file has may be beyond mending: it is then joined without any.
    """
    with tempfile.TemporaryDirectory() as folder:
        job = {
            "do": "join", "paths": [_kept(folder, number, part.content) for number, part in enumerate(parts)],
            "stamps": _kept(folder, len(parts), stamps), "heads": [bool(part.head) for part in parts],
            "bookmarks": bookmarks, "title": title,
        }  # fmt: skip
        for tags in (True, False):
            kind, body = _child().ask(job | {"tags": tags}, JOIN_SECONDS)
            if kind == MADE:
                return body
            log.error("Joining %s parts: %s %s", len(parts), kind, body.decode(errors="replace"))
    raise PdfTooLarge(TOO_MUCH) if kind != b"E" else PdfFailed(FAILED)


def count_pages(content: bytes) -> int:
    """Here too in the child: what was read of somebody's file is still of their making."""
    with tempfile.TemporaryDirectory() as folder:
        kind, body = _child().ask({"do": "count", "path": _kept(folder, 0, content)}, READ_SECONDS)
    if kind != MADE:
        raise PdfFailed(FAILED)
    return int(body)


def _kept(folder, number, content):
    path = Path(folder) / f"{number}.pdf"
    path.write_bytes(content)
    return str(path)


def _child():
    return child_of(CHILD, lambda: (str(getattr(settings, "PDF_MEGABYTES", MEGABYTES)),))
