"""Figures of a section: added, seen with their table, changed, taken out."""

from django.shortcuts import get_object_or_404

from assessments.drawing import draw
from assessments.drawn import Printed
from assessments.forms.figures import FigureForm
from assessments.models import Figure
from assessments.services import figures as services
from assessments.views.assessment_frame import page, written_by
from design.addresses import url
from records.forms import ReasonForm, posted
from records.pages import asked


def figure_add(request, reference, pk):
    assessment = written_by(request, reference)
    section = get_object_or_404(assessment.sections, pk=pk)
    initial = {"first": assessment.first, "last": assessment.data_to or assessment.last}
    form = FigureForm(posted(request), initial=initial, assessment=assessment, user=request.user)
    return asked(
        request, form, lambda _: services.set_figure(section, form.said(), by=request.user), record=assessment,
        back=lambda figure: _address("figure", assessment, figure.pk), cancel=_address("section_write", assessment, pk),
        title=f"Add a figure to “{section.title}”", submit="Draw it", done="The figure is drawn.",
    )  # fmt: skip


def figure_show(request, reference, pk):
    """The figure as it will stand in the text, and how it is put there."""
    assessment = written_by(request, reference)
    figure = _figure(assessment, pk)
    printed = Printed(figure.number, figure.title, figure.kind, figure.comment, draw(figure))
    return page(request, "figure", assessment, "", figure=figure, printed=printed)


def figure_change(request, reference, pk):
    assessment = written_by(request, reference)
    figure = _figure(assessment, pk)
    form = FigureForm(
        posted(request), initial=FigureForm.initial_of(figure), assessment=assessment, user=request.user
    )
    return asked(
        request, form, lambda data: services.set_figure(
            figure.section, form.said(), by=request.user, figure=figure, version=data["version"]
        ),
        record=assessment, row=figure, back=_address("figure", assessment, pk), title=f"Change figure {figure.number}",
        submit="Draw it", done="The figure is drawn anew.",
    )  # fmt: skip


def figure_remove(request, reference, pk):
    assessment = written_by(request, reference)
    figure = _figure(assessment, pk)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.remove_figure(figure, by=request.user, **data),
        record=assessment, back=_address("section_write", assessment, figure.section_id),
        title=f"Take out figure {figure.number}", submit="Take it out", done="The figure is taken out.",
    )  # fmt: skip


def _figure(assessment, pk):
    return get_object_or_404(
        Figure.objects.filter(section__assessment=assessment).select_related("section"), pk=pk
    )


def _address(name, assessment, pk):
    return url(f"assessments:{name}", assessment.reference, pk)
