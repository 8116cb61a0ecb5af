"""The PDF engine: a Jinja template becomes a tagged, marked PDF/UA-1 with numbered pages.

The work is done by `design/pdf_child.py` in a child process (`design/child.py`). Call it from a task,
not from a page: a long document takes seconds.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from design.child import Child, child_of
from design.jobs import ERROR, MADE

CHILD = "design.pdf_child"
STATIC = Path(__file__).resolve().parent.parent / "static"
SECONDS, LONG_SECONDS, MEGABYTES, LARGEST_HTML = 60, 200, 2000, 20_000_000
TOO_LARGE = (
    "This document is too large or too complicated to make as a PDF. Take the longest tables or pictures out of it"
    " and attach them as files of their own."
)
FAILED = (
    "The PDF could not be made. Nothing was lost; try again, and tell an administrator if it fails again."
)
log = logging.getLogger(__name__)


class PdfFailed(Exception):
    """The PDF was not made. Its text may be shown to the person who asked."""


class PdfTooLarge(PdfFailed):
    """Making it went over the limits of time or memory."""


def render_pdf(
    template: str, context: dict, *, title: str, marking="OFFICIAL", draft=False, author="", is_long=False
) -> bytes:
    """The PDF of a template that extends `design/pdf_base.html`. ``is_long``: a book, made in the background."""
    shown = {"title": title, "marking": marking, "draft": draft, "author": author, **context}
    return html_to_pdf(render_to_string(template, shown), is_long=is_long)


def html_to_pdf(html: str, *, is_long=False) -> bytes:
    if len(html) > LARGEST_HTML:
        raise PdfTooLarge(TOO_LARGE)
    seconds = getattr(settings, "PDF_SECONDS", LONG_SECONDS if is_long else SECONDS)
    kind, body = _child().ask({"html": html}, seconds)
    if kind == MADE:
        return body
    if kind == ERROR:
        log.error("PDF child: %s", body.decode(errors="replace"))
        raise PdfFailed(FAILED)
    raise PdfTooLarge(TOO_LARGE)


def _child() -> Child:
    return child_of(CHILD, lambda: (str(STATIC), str(getattr(settings, "PDF_MEGABYTES", MEGABYTES))))
