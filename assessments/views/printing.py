"""Files of an assessment: asked for, made in the background, downloaded. And the page that everybody may open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assessments.models import Assessment, Print
from assessments.reports.crossing import crossing_of
from assessments.services import printing
from assessments.text import blocks
from assessments.views.assessment_frame import facts_of, page, written_by
from records.access import note_reading
from records.publication import public_text

PRINT = "assessments.print_assessment"
SHOWN = 20
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def files_show(request, reference):
    """What was made and what is being made; the page looks again by itself while something is."""
    assessment = written_by(request, reference, permission=PRINT)
    prints = list(_mine(request, assessment).select_related("asked_by__person")[:SHOWN])
    for row in prints:
        row.assessment = assessment
    return page(
        request, "files", assessment, "assessment_files", prints=prints, kinds=Print.ASKED,
        is_going=any(row.is_going for row in prints),
    )  # fmt: skip


def _mine(request, assessment):
    """To those who write it all of them; to others what they asked for."""
    rows = assessment.prints.all()
    writes = request.user.has_perm("assessments.send_assessment", assessment)
    return rows if writes else rows.filter(asked_by=request.user)


@require_POST
def file_ask(request, reference, kind):
    assessment = written_by(request, reference, permission=PRINT)
    if kind not in Print.ASKED:
        raise Http404
    found = printing.ask_print(assessment, kind, by=request.user)
    if found.state == Print.State.DONE and found.asked_by_id == request.user.pk:
        messages.success(request, "Nothing has changed since this file was made. It is ready.")
    else:
        messages.success(
            request, "The file is being made. You may leave this page; you are told when it is ready."
        )
    return redirect("assessments:assessment_files", reference)


def file_get(request, reference, pk):
    assessment = written_by(request, reference, permission=PRINT)
    row = get_object_or_404(_mine(request, assessment).filter(state=Print.State.DONE), pk=pk)
    note_reading(request.user, assessment, "download")
    return _file(row, assessment)


def _file(row, assessment, *, inline=False):
    row.assessment = assessment
    kind = TYPES[row.file_name.rpartition(".")[2]]
    response = FileResponse(
        row.file.open("rb"), as_attachment=not inline, filename=row.file_name, content_type=kind
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _published(request, reference):
    known = Assessment.objects.visible_to(request.user).filter(published_on__isnull=False, audience="public")
    rows = known.select_related("partnership", "body").prefetch_related("recommended__priority")
    return get_object_or_404(rows, reference=reference)


@login_not_required
@require_safe
def open_show(request, reference):
    assessment = _published(request, reference)
    ready = assessment.prints.filter(kind=Print.Kind.PUBLIC, state=Print.State.DONE).first()
    context = {
        "record": assessment, "facts": list(facts_of(assessment)), "summary": blocks(public_text(assessment.summary)),
        "crossing": crossing_of(assessment, request.user), "ready": ready,
    }  # fmt: skip
    return render(request, "assessments/open.html", context)


@login_not_required
@require_safe
def open_pdf(request, reference):
    assessment = _published(request, reference)
    row = assessment.prints.filter(kind=Print.Kind.PUBLIC, state=Print.State.DONE).first()
    if row is None:
        raise Http404
    return _file(row, assessment, inline=True)
