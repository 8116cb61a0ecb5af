"""The record as a PDF: what its reader may not see of people is not in the file."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from audit.text import sha256
from design.filters import lower_initial
from design.pdf import PdfFailed, render_pdf
from documents.drawn import Drawn
from documents.models import Document
from problems.contents import FILE
from problems.models import Problem
from problems.reports.planning import ON_PAGE, plan_shown
from problems.reports.printed import print_problem
from problems.views.frame import ABOVE, WHOLE, know_sides, problem_or_404
from records.access import note_reading
from records.one import one
from records.together import gather


def problem_pdf(request, reference):
    problem = problem_or_404(request, reference, *WHOLE, *FILE, *ON_PAGE, "location_types")
    note_reading(request.user, problem, "download")
    printed = _printed(request.user, problem)
    try:
        content = _pdf_of(printed)
    except PdfFailed as failure:
        said = {"title": "The PDF could not be made", "message": str(failure), "record": problem}
        return render(request, "design/not_made.html", said, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, printed.file_name)
    response["Cache-Control"] = "private, no-store"
    return response


def drawn_of(problem, user):
    """For the agenda pack of a meeting that it is a paper for."""
    problem = one(Problem, user, problem.reference, *ABOVE)
    gather(problem, *WHOLE, *FILE, *ON_PAGE, "location_types")
    printed = _printed(user, problem)
    return Drawn(sha256(repr(printed)), partial(_pdf_of, printed))


def _pdf_of(printed):
    context = {"printed": printed, "reference": printed.reference, "foot": printed.completed}
    return render_pdf(
        "problems/printed/record.html", context, title=printed.full_title, marking=printed.marking,
        draft=printed.is_draft, author=printed.partnership,
    )  # fmt: skip


def _printed(user, problem):
    reads = know_sides(user, problem)
    memos = Document.objects.visible_to(user).filter(attached_to=problem.pk).order_by("pk")
    return print_problem(
        problem,
        plan_shown(problem),
        reads_sides=reads,
        memos=[_memo(document) for document in memos],
    )


def _memo(document):
    """With the section that it belongs to (S002-133)."""
    part = dict(Problem.PARTS).get(document.part)
    return f"{document.reference}: {document.title}{f' ({lower_initial(part)})' if part else ''}"
