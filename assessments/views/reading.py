"""The text as it is read, what changed since the last assessment, and what a county's districts say."""

from django.http import Http404

from assessments.blockers import READ as BLOCKERS
from assessments.lifecycle.assessments import Level
from assessments.reports.changed import READ, changed_of
from assessments.reports.districts import districts_of
from assessments.reports.written import PARTS, written_of
from assessments.views.assessment_frame import behind, known, page, steps_of


def assessment_read(request, reference):
    assessment = known(request, reference, *PARTS, *BLOCKERS)
    return page(
        request, "read", assessment, "assessment_read", steps=steps_of(request.user, assessment),
        written=written_of(assessment, request.user),
    )  # fmt: skip


def assessment_changed(request, reference):
    assessment = behind(request, reference, *READ)
    return page(request, "changed", assessment, "", changed=changed_of(assessment))


def assessment_districts(request, reference):
    """Of a county's assessment alone (S003-63)."""
    assessment = behind(request, reference, "sections")
    if assessment.level != Level.COUNTY:
        raise Http404
    return page(
        request, "districts", assessment, "assessment_districts", found=districts_of(assessment, request.user)
    )
