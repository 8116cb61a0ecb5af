"""A partner's file of figures taken in: all of it or nothing; which column is what is remembered."""

from django.db import transaction
from django.db.models import prefetch_related_objects

from assessments.importing import NOT_SAID, figures_in
from assessments.models import Mapping
from assessments.services.observing import OBSERVE, observe_all
from records.asking import hold
from records.lifecycle import MoveRefused
from records.writing import keep

NEEDS = "Say which column holds the period, and which the figure; or, of a file of incidents, the date."


def is_enough(columns):
    """A period with a figure, or the day of each incident; not both."""
    has_figure = bool({"value", "numerator", "went"} & set(columns))
    return ("period" in columns and has_figure) != ("at" in columns)


def remembered(indicator, headings):
    """The columns of the last file with these headings; None where there was none."""
    found = indicator.mappings.filter(headings=headings).first()
    return found.columns if found else None


def read(indicator, sheet, columns, days=NOT_SAID):
    prefetch_related_objects([indicator], "areas")  # asked of each line
    areas = {area.name.lower(): area for area in indicator.areas.all()}
    return figures_in(sheet, columns, indicator, areas, days)


@transaction.atomic
def import_figures(indicator, sheet, columns, *, by, file, agency=None, days=NOT_SAID):
    """``days``: the first and last that the file covers, where they were said.

    Returns how many figures were new, replaced another, or were there already.
    """
    indicator = hold(indicator, by=by, permission=OBSERVE)
    if not is_enough(columns):
        raise MoveRefused(NEEDS)
    found = read(indicator, sheet, columns, days)
    if found.refused:
        raise MoveRefused(*found.refused)
    done = observe_all(indicator, found.figures, by=by, file=file)
    if remembered(indicator, sheet.headings) != columns:
        keep(Mapping(indicator=indicator, agency=agency, headings=sheet.headings, columns=columns), by=by)
    return done
