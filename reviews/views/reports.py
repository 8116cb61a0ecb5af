"""The report of a review: its sections, versions, comments, and the files made of it."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from design.addresses import url
from partnership.models import Partnership
from records.access import note_reading
from records.asking import require
from records.forms import accepted, conflict, posted
from records.lifecycle import MoveRefused
from records.pages import asked, one_for, one_or_404
from records.services import ChangedMeanwhile
from records.together import gather
from reviews.forms import reports as forms
from reviews.models import Appointment, Outline, Report, ReportComment, ReportSection, Review, ReviewPrint
from reviews.reports.written import parts_of
from reviews.services import filing, printing
from reviews.services import reports as services
from reviews.texts import content_of
from reviews.views.frame import ABOVE, framed, lists_of_steps

CHANGE = "reviews.change_review"
SHOWN = 20  # files


def report_list(request, reference):
    """Each report with its sections; where there is none yet, how one begins."""
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(review, "reports__author__person", "reports__sections__comments", *lists_of_steps(review))
    reports = list(review.reports.all())
    for report in reports:
        report.review = review
    context = {
        "rows": [(report, parts_of(report), request.user.has_perm(services.WRITE, report)) for report in reports],
        "begins": request.user.has_perm(CHANGE, review) and len(reports) < len(Report.Kind),
    }  # fmt: skip
    return framed(request, "reviews/report_list.html", review, "reports", **context)


def report_begin(request, reference):
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    return asked(
        request, forms.BeginForm(posted(request), initial=_of_author(review)),
        lambda data: services.begin_report(review, by=request.user, **data), record=review, back=_back(review),
        title="Begin a report", submit="Begin it", done="It is begun, with its sections.",
    )  # fmt: skip


def _of_author(review):
    """What is printed over a name is what was signed: by the author, and by the independent chair beside them."""
    rows = review.appointments.select_related("user").order_by("pk")
    holds = {row.part: row for row in rows if row.holds}
    author, chair = holds.get(Appointment.Part.AUTHOR), holds.get(Appointment.Part.CHAIR)
    signed = [author.independence] if author and author.signoff_id else []
    if chair and chair.signoff_id:
        is_other = author is None or chair.user_id != author.user_id
        signed.append(
            f"{chair.name}, independent chair: {chair.independence}" if is_other else chair.independence
        )
    email = author.user.email if author and author.user else ""
    return {
        "author_words": author.name if author else "",
        "author": email,
        "independence": "\n\n".join(signed),
    }


def report_change(request, reference, key):
    review, report = _report(request, reference, key, services.WRITE)
    initial = {name: getattr(report, name) for name in services.ABOUT}
    initial["author"] = report.author.email if report.author else ""
    return asked(
        request, forms.AboutForm(posted(request), initial=initial),
        lambda data: services.change_report(report, by=request.user, **data), record=review, back=_back(review),
        row=report, title=f"{report}: title page", submit="Save", done="Saved.",
    )  # fmt: skip


def report_read(request, reference, key):
    """The whole of it, with the comments beside each section."""
    review, report = _report(request, reference, key, services.COMMENT)
    gather(report, "sections__comments__made_by__person")
    context = {
        "report": report, "parts": parts_of(report), "writes": request.user.has_perm(services.WRITE, report),
    }  # fmt: skip
    return framed(request, "reviews/report_read.html", review, "reports", **context)


def section_write(request, reference, key):
    review, section = _section(request, reference, key, services.WRITE)
    initial = {"body": section.body, "version": section.edits}
    form = forms.SectionForm(posted(request), initial=initial)
    back = _back(review)
    try:
        if accepted(form, lambda data: _write(section, data, request.user)):
            messages.success(request, f"“{section.title}” is saved.")
            return redirect(back)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(request, form, current, current.edits, title=section.title, cancel=back)
    answer = framed(
        request, "reviews/section_write.html", review, "reports", section=section, form=form, cancel=back,
        comments=[row for row in section.comments.select_related("made_by__person") if not row.answer],
    )  # fmt: skip
    answer.status_code = 422 if form.errors else 200
    return answer


def _write(section, data, user):
    return services.write_section(section, by=user, body=data["body"], edits=data["version"])


def comment_add(request, reference, key):
    review, section = _section(request, reference, key, services.COMMENT)
    return asked(
        request, forms.CommentForm(posted(request)),
        lambda data: services.comment(section, by=request.user, **data), record=review, back=_read(review, section),
        title=f"Comment on “{section.title}”", submit="Send it", done="Those who write the report read it.",
    )  # fmt: skip


def comment_family(request, reference, key):
    review, section = _section(request, reference, key, services.WRITE)
    return asked(
        request, forms.FamilyCommentForm(posted(request)),
        lambda data: services.comment(section, by=request.user, of_family=True, **data), record=review,
        back=_read(review, section), title=f"What the family said of “{section.title}”", submit="Record it",
        done="It is recorded.",
    )  # fmt: skip


def comment_answer(request, reference, key):
    review = one_or_404(request, Review, reference, above=ABOVE)
    rows = ReportComment.objects.filter(section__report__review=review.pk).select_related("section__report")
    made = get_object_or_404(rows, pk=key)
    made.section.report.review = review
    require(request.user, services.WRITE, made.section.report)
    initial = {"answer": made.answer, "answer_text": made.answer_text}
    return asked(
        request, forms.AnswerForm(posted(request), initial=initial),
        lambda data: services.answer_comment(made, by=request.user, **data), record=review, row=made,
        back=_read(review, made.section), title="What was done about the comment", submit="Save", done="Saved.",
        text=made.text,
    )  # fmt: skip


def version_list(request, reference, key):
    review, report = _report(request, reference, key, services.COMMENT)
    context = {
        "report": report, "versions": report.versions.select_related("made_by__person"),
        "writes": request.user.has_perm(services.WRITE, report),
    }  # fmt: skip
    return framed(request, "reviews/version_list.html", review, "reports", **context)


def version_keep(request, reference, key):
    review, report = _report(request, reference, key, services.WRITE)
    return asked(
        request, forms.VersionForm(posted(request)),
        lambda data: services.keep_version(report, by=request.user, **data), record=review,
        back=url("reviews:version_list", reference, key), title="Keep a version", submit="Keep it",
        done="It is kept.", text="The whole text as it stands now, to come back to.",
    )  # fmt: skip


def version_show(request, reference, key, number):
    """Beside the text as it stands: what was changed since."""
    review, report = _report(request, reference, key, services.COMMENT)
    version = get_object_or_404(report.versions.select_related("made_by__person"), number=number)
    now = dict(content_of(report)[0])
    fields = [(title, text, now.pop(title, "")) for title, text in version.content]
    fields += [(title, "", text) for title, text in now.items()]
    changed = [row for row in fields if row[1] != row[2]]
    context = {"report": report, "version": version, "changed": changed}
    return framed(request, "reviews/version_show.html", review, "reports", **context)


def files_show(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    changes = request.user.has_perm(CHANGE, review)
    prints = review.prints.select_related("asked_by__person", "report", "filed_as__document")
    prints = list((prints if changes else prints.filter(asked_by=request.user))[:SHOWN])
    for row in prints:
        row.review = review
    reports = list(review.reports.prefetch_related("sections"))
    standing = {report.pk: content_of(report)[1] for report in reports}
    context = {
        "prints": [(row, *_filing(row, request.user, standing)) for row in prints],
        "reports": reports, "changes": changes,
        "is_going": any(row.is_going for row in prints),
    }  # fmt: skip
    return framed(request, "reviews/files.html", review, "reports", **context)


@require_POST
def file_ask(request, reference, kind):
    """``kind``: chronology, or a report's kind and draft or final, as overview-draft."""
    review = one_or_404(request, Review, reference, above=ABOVE)
    of, _, what = kind.rpartition("-")
    report = get_object_or_404(review.reports.all(), kind=of) if of else None
    if (what == "chronology") == bool(report) or what not in ReviewPrint.Kind.values:
        raise Http404
    try:
        if report:
            report.review = review
            printing.ask_print(report, what, by=request.user)
        else:
            printing.ask_chronology(review, by=request.user)
    except MoveRefused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, "The file is being made. You may leave this page.")
    return redirect("reviews:files", reference)


def _filing(row, user, standing):
    """Of a final report that is made and not filed: whether this person may file it, and what stands in the way.

    ``standing``: the digest of each report as it stands, which one file at most was made of.
    """
    is_final = (
        row.kind == ReviewPrint.Kind.FINAL and row.state == ReviewPrint.State.DONE and not row.filed_as_id
    )
    if not is_final:
        return False, []
    row.report.review = row.review
    may = user.has_perm(services.WRITE, row.report) and user.has_perm("documents.add_document", row.review)
    if not may:
        return False, []
    changed = standing[row.report_id] != row.digest
    return True, [filing.CHANGED] if changed else list(filing.filing_refusals(row))


@require_POST
def file_keep(request, reference, key):
    """File the final report, as it was composed, as a document of the review."""
    review = one_or_404(request, Review, reference, above=ABOVE)
    row = get_object_or_404(
        review.prints.filter(kind=ReviewPrint.Kind.FINAL).select_related("report"), pk=key
    )
    row.review = review
    try:
        version = filing.file_final(row, by=request.user)
    except MoveRefused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, f"Filed as {version.document.reference}, version {version.number}.")
    return redirect("reviews:files", reference)


def file_get(request, reference, key):
    review = one_or_404(request, Review, reference, above=ABOVE)
    rows = review.prints.filter(state=ReviewPrint.State.DONE).select_related("report")
    if not request.user.has_perm(CHANGE, review):
        rows = rows.filter(asked_by=request.user)
    row = get_object_or_404(rows, pk=key)
    row.review = review
    note_reading(request.user, review, "download")
    response = FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.file_name, content_type="application/pdf"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def outlines(request):
    mine = request.user.places.coordinates_in
    if not mine:
        raise Http404
    place = Partnership.objects.get(pk=min(mine))
    rows = [(value, label, services.sections_for(place.pk, value)) for value, label in Report.Kind.choices]
    own = set(Outline.objects.filter(partnership=place).values_list("kind", flat=True))
    return render(request, "reviews/outlines.html", {"rows": rows, "own": own, "place": place})


def outline_change(request, kind):
    mine = request.user.places.coordinates_in
    if not mine or kind not in Report.Kind.values:
        raise Http404
    place = Partnership.objects.get(pk=min(mine))
    own = Outline.objects.filter(partnership=place, kind=kind).first() or Outline(
        partnership=place, kind=kind
    )
    now = forms.as_lines(services.sections_for(place.pk, kind))
    return asked(
        request, forms.OutlineForm(posted(request), initial={"sections": now}),
        lambda data: services.set_outline(place, by=request.user, kind=kind, **data), record=None,
        row=own,
        back=url("reviews:outlines"), title=f"Sections of the {Report.Kind(kind).label.lower()}", submit="Save",
        done="Saved. Reports that were begun keep theirs.",
    )  # fmt: skip


def _report(request, reference, key, permission):
    review = one_or_404(request, Review, reference, above=ABOVE)
    report = get_object_or_404(review.reports.select_related("author"), pk=key)
    report.review = review
    require(request.user, permission, report)
    return review, report


def _section(request, reference, key, permission):
    review = one_or_404(request, Review, reference, above=ABOVE)
    rows = ReportSection.objects.filter(report__review=review.pk).select_related("report")
    section = get_object_or_404(rows, pk=key)
    section.report.review = review
    require(request.user, permission, section.report)
    return review, section


def _back(review):
    return url("reviews:reports", review.reference)


def _read(review, section):
    return f"{url('reviews:report_read', review.reference, section.report_id)}#section-{section.position}"
