"""Figures of a section: what each draws, while it is drafted anew and from its agreement on as it was (ADR 28)."""

from django.db import transaction
from django.db.models import Max

from assessments.drawing import draw
from assessments.models import Figure
from assessments.text import figures_in
from audit.clock import now
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.writing import as_seen, drop, keep

CHANGE = "assessments.change_assessment"
MOST = 100  # in one assessment


@transaction.atomic
def set_figure(section, said, *, by, figure=None, version=None):
    """``said`` holds title, kind, comment and what it ``draws``. Its number is given once and stays."""
    assessment = hold(section.assessment, by=by, permission=CHANGE)
    if figure:
        figure = as_seen(figure, version)
    else:
        rows = Figure.objects.filter(section__assessment=assessment)
        if rows.count() >= MOST:
            raise MoveRefused(f"An assessment has {MOST} figures at most. Take one out first.")
        figure = Figure(section=section, number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1)
    for name, value in said.items():
        setattr(figure, name, value)
    keep(figure, by=by)
    log(assessment, "set figure", by=by, changes={"figure": str(figure), "section": section.title})
    return figure


@transaction.atomic
def remove_figure(figure, *, by, reason):
    assessment = hold(figure.section.assessment, by=by, permission=CHANGE)
    say_why(reason, "Say why the figure is taken out.")
    if figure.number in figures_in(figure.section.body):
        raise MoveRefused(f"The text still says [figure {figure.number}]. Take that line out first.")
    log(assessment, "remove figure", by=by, reason=reason, changes={"figure": str(figure)})
    drop(figure, by=by, reason=reason)


def freeze_figures(assessment, *, by):
    """Keep each figure as it is drawn now: data that comes or is mended later alters no agreed assessment.

    Called in the transaction that agrees it. What a section draws from a district's was frozen there.
    """
    rows = Figure.objects.filter(section__assessment=assessment).select_related("section__assessment")
    for figure in rows.order_by("pk"):
        figure.frozen, figure.frozen_at, figure.frozen_by = draw(figure).as_json(), now(), by
        keep(figure, by=by, reason="Agreed")
