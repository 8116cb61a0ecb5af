"""Each section on a page of its own; sections that one assessment has besides those of its format."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from assessments import text
from assessments.forms.formats import SectionForm as AboutSectionForm
from assessments.forms.writing import SectionForm
from assessments.models.assessments import Kind
from assessments.reports.overview import left_to_develop
from assessments.services import writing
from assessments.views.assessment_frame import page, written_by
from records.forms import ReasonForm, accepted, conflict, posted
from records.pages import asked
from records.services import ChangedMeanwhile

BESIDE = (
    "sections__lead", "sections__draws_from", "sections__figures", "sections__comments__made_by__person",
    "previous__sections",
)  # fmt: skip
FIELDS = ("body", "draws_from", "is_ready", "lead", "develop")
BESIDES = {  # what stands in a section besides its text, and where it is written
    Kind.PRIORITIES: ("The priorities follow the text.", "assessment_priorities"),
    Kind.PUBLIC: ("What the public said follows the text.", "assessment_evidence"),
    Kind.SCORES: ("The scores follow the text.", "assessment_scores"),
    Kind.GAPS: ("What is not known follows the text.", "assessment_evidence"),
    Kind.CHANGE: ("See what changed since the last assessment.", "assessment_changed"),
    Kind.EVIDENCE: ("The statements of evidence follow the text.", "assessment_evidence"),
}


def section_write(request, reference, pk):
    assessment = written_by(request, reference, "statements", *BESIDE)
    section = _section(assessment, pk)
    form = SectionForm(posted(request), initial=_initial(section), section=section, user=request.user)
    try:
        if accepted(form, lambda data: _write(section, data, request.user)):
            messages.success(request, f"“{section.title}” is saved.")
            for words in _problems(assessment, section, form.cleaned_data["body"]):
                messages.warning(request, words)
            return redirect(*_next(request, reference, pk))
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(
            request, form, current, writing.version_of_section(current), title=section.title,
            cancel=assessment.get_absolute_url(),
        )  # fmt: skip
    answer = page(
        request, "section_write", assessment, "", section=section, form=form, figures=list(section.figures.all()),
        statements=list(assessment.statements.all()), develop=left_to_develop(assessment).get(section.title, ""),
        before=_before(assessment, section), besides=BESIDES.get(section.kind),
        problems=_problems(assessment, section, section.body),
        comments=[comment for comment in section.comments.all() if not comment.answer],
    )  # fmt: skip
    answer.status_code = 422 if form.errors else 200
    return answer


def _next(request, reference, pk):
    return (
        ("assessments:section_write", reference, pk)
        if "stay" in request.POST
        else ("assessments:assessment", reference)
    )


def _problems(assessment, section, body):
    figures = [figure.number for figure in section.figures.all()]
    return list(text.problems(body, figures, {row.number for row in assessment.statements.all()}))


def _section(assessment, pk):
    found = next((row for row in assessment.sections.all() if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _initial(section):
    initial = {name: getattr(section, name) for name in FIELDS}
    return initial | {"version": writing.version_of_section(section)}


def _write(section, data, user):
    version = data.pop("version")
    return writing.write_section(section, data, by=user, version=version)


def _before(assessment, section):
    """What the last assessment said under this title, to be read beside the new text."""
    if assessment.previous is None:
        return ""
    former = assessment.previous.sections.all()
    return next((row.body for row in former if row.title == section.title), "")


def section_add(request, reference):
    assessment = written_by(request, reference)
    form = AboutSectionForm(posted(request))
    form.fields["is_required"].initial = False
    return asked(
        request, form, lambda data: writing.add_section(assessment, data, by=request.user), record=assessment,
        title="Add a section", submit="Add it", done="The section is added.",
    )  # fmt: skip


def section_remove(request, reference, pk):
    assessment = written_by(request, reference)
    section = _section(assessment, pk)
    form = ReasonForm(posted(request))
    return asked(
        request, form, lambda data: writing.remove_section(section, by=request.user, **data), record=assessment,
        title=f"Take out “{section.title}”", submit="Take it out", done="The section is taken out.",
    )  # fmt: skip
