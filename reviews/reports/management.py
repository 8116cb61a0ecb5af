"""What pages say of agencies' own reviews: the dates of each, and the text to those who may read it (S001-46)."""

from design.pages import Column
from reviews.models.management import WRITTEN
from reviews.reports.reviews import standing

__all__ = ["COLUMNS", "parts_of", "rows", "standing"]

COLUMNS = (
    Column("Agency"), Column("Stands at"), Column("Asked"), Column("Due"), Column("Received"), Column("Reviewed"),
)  # fmt: skip


def rows(found, reads):
    """(management review, words, colour, whether this reader may open it)."""
    return [(row, *standing(row), row.is_read and (reads or row.panel_on is not None)) for row in found]


def parts_of(found):
    """(heading, text) of what is written."""
    return [(found._meta.get_field(name).verbose_name.capitalize(), getattr(found, name)) for name in WRITTEN]
