"""Evidence beside the text: statements, the public's views, what is not known, and how it was received elsewhere."""

from django.shortcuts import get_object_or_404

from assessments.forms.parts import FORMS, part_form
from assessments.lifecycle.parts import Part
from assessments.services import parts as services
from assessments.services.parts import MODEL, PERMISSION
from assessments.text import cited_in
from assessments.views.assessment_frame import behind, page, written_by
from design.addresses import url
from records.forms import ReasonForm, posted
from records.pages import asked

SHOWN = ("statements__study", "public_views", "gaps__owner", "receptions", "sections")


def evidence_show(request, reference):
    assessment = behind(request, reference, *SHOWN)
    cited = {number for section in assessment.sections.all() for number in cited_in(section.body)}
    return page(
        request, "evidence", assessment, "assessment_evidence", cited=cited,
        sends=request.user.has_perm("assessments.send_assessment", assessment),
    )  # fmt: skip


def part_write(request, reference, part, pk=None):
    """Add one, or change one."""
    part = Part(part)
    assessment = written_by(request, reference, permission=PERMISSION[part])
    row = get_object_or_404(MODEL[part], assessment=assessment, pk=pk) if pk else None
    initial = {name: getattr(row, name) for name in FORMS[part].base_fields} if row else {}
    form = part_form(part, posted(request), initial=initial, user=request.user, assessment=assessment)
    return asked(
        request, form, lambda data: services.set_part(
            assessment, part, data, by=request.user, row=row, version=data.pop("version", None)
        ),
        record=assessment, row=row, back=_back(assessment, part), title=part.label, submit="Save", done="Saved.",
    )  # fmt: skip


def part_remove(request, reference, part, pk):
    part = Part(part)
    assessment = written_by(request, reference, permission=PERMISSION[part])
    row = get_object_or_404(MODEL[part], assessment=assessment, pk=pk)
    form = ReasonForm(posted(request))
    return asked(
        request, form, lambda data: services.remove_part(row, part, by=request.user, **data), record=assessment,
        back=_back(assessment, part), title=f"Take out: {row}", submit="Take it out", done="It is taken out.",
    )  # fmt: skip


def _back(assessment, part):
    return f"{url('assessments:assessment_evidence', assessment.reference)}#{part}"
