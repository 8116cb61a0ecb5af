"""The text as it is read, and what changed since the last assessment."""

from assessments.blockers import READ as BLOCKERS
from assessments.reports.changed import READ, changed_of
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
