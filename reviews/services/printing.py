"""Files of a review, made in the background: its reports as drafts or final, its chronology."""

import logging

from django.db import transaction
from django.db.models import prefetch_related_objects

from audit.clock import now
from audit.services import log, plain
from audit.text import digest_of
from design.addresses import url
from design.pdf import PdfFailed, render_pdf
from documents.making import AGAIN, Kept, keep_file
from notices.services.telling import notify
from records.asking import require
from records.jobs import enqueue
from records.lifecycle import MoveRefused
from reviews.models import Report, ReviewPrint
from reviews.reports.chronology import HEADINGS, around, plot_of, rows_to_export
from reviews.reports.written import DRAFT, written_of
from reviews.services.checking import why_it_may_not_leave
from reviews.services.reports import COMMENT, WRITE
from reviews.texts import content_of

logger = logging.getLogger(__name__)
Kind = ReviewPrint.Kind
MOST = 20_000  # lines of a chronology
NAMED = 5  # empty sections in a refusal


@transaction.atomic
def ask_print(report, kind, *, by):
    """The file of this state of the text, made already or under way; else a new one. A final one needs its check."""
    report = Report.objects.select_related("review__partnership").get(pk=report.pk)
    require(by, WRITE if kind == Kind.FINAL else COMMENT, report)
    if kind == Kind.FINAL and (reasons := list(final_refusals(report))):
        raise MoveRefused(*reasons)
    return _asked(report.review, report, kind, content_of(report)[1], by)


@transaction.atomic
def ask_chronology(review, *, by):
    require(by, "reviews.change_review", review)
    rows = [list(row) for row in rows_to_export(around(review), {}, MOST)]
    if len(rows) > MOST:
        raise MoveRefused(f"The chronology has more than {MOST:,} lines. Download it as Excel, filtered.")
    if reasons := list(why_it_may_not_leave(review)):
        raise MoveRefused(*reasons)
    return _asked(review, None, Kind.CHRONOLOGY, digest_of(plain(rows)), by)


def final_refusals(report):
    """What a final report must say, and the check that must have been made of exactly this text."""
    if not report.independence.strip():
        yield "Write the statement of independence: it is printed in the report."
    if report.finished_on is None:
        yield "Enter the day on which the report was completed, under Report, Title page."
    empty = [section.title for section in report.sections.all() if not section.body.strip()]
    if empty:
        more = f" and {len(empty) - NAMED} more" if len(empty) > NAMED else ""
        yield f"These sections are empty: {', '.join(empty[:NAMED])}{more}."
    yield from why_it_may_not_leave(report.review, report=report)


def _asked(review, report, kind, digest, by):
    same = review.prints.filter(kind=kind, report=report, digest=digest).exclude(
        state=ReviewPrint.State.FAILED
    )
    if found := same.first():
        return found
    found = ReviewPrint(review=review, report=report, kind=kind, digest=digest, asked_at=now(), asked_by=by)
    found.save(force_insert=True)
    log(review, "ask print", by=by, changes={"kind": str(kind)})
    enqueue("reviews.make_print", print_id=found.pk)
    return found


def make_print(print_id):
    """Make the file, telling how far it is. Done already: nothing. A text that changed since is refused as final."""
    row = ReviewPrint.objects.select_related("review__partnership", "report", "asked_by").get(pk=print_id)
    if row.state == ReviewPrint.State.DONE:
        return
    progress = Kept(row)
    try:
        content, digest = _MAKE[row.kind](row, progress)
        keep_file(row, "reviews", content, digest)
    except (PdfFailed, MoveRefused) as failure:
        row.fail(str(failure))
        return
    except Exception:
        row.fail(AGAIN)  # and the job is put back
        raise
    waits = url("reviews:files", row.review.reference)
    notify([row.asked_by], row.review, f"print-{row.pk}", path=waits)


def _report(row, progress):
    report, is_draft = row.report, row.kind == Kind.DRAFT
    report.review = row.review
    progress.begin(2)
    progress.step("Reading the text")
    prefetch_related_objects([report], "sections")
    digest = content_of(report)[1]
    if not is_draft and (digest != row.digest or list(why_it_may_not_leave(row.review, report=report))):
        raise MoveRefused("The text has changed since you asked. Check it again, then ask for the file anew.")
    progress.step("Setting the pages")
    content = render_pdf(
        "reviews/printed/report.html", {"written": written_of(report, is_draft=is_draft), "reference": ""},
        title=report.title, marking=DRAFT if is_draft else "", draft=is_draft, author=report.author_words,
    )  # fmt: skip
    return content, digest


def _chronology(row, progress):
    review = row.review
    progress.begin(3)
    progress.step("Reading the entries")
    if list(why_it_may_not_leave(review)):
        raise MoveRefused(
            "The chronology has changed since you asked. Check it again, then ask for the file anew."
        )
    rows = [list(line) for line in rows_to_export(around(review), {}, MOST)]
    progress.step("Drawing the figure")
    plot = plot_of(around(review).rows)
    plot.drawing()
    progress.step("Setting the pages")
    content = render_pdf(
        "reviews/printed/chronology.html", {"rows": rows, "headings": HEADINGS, "plot": plot, "reference": ""},
        title="Combined chronology", marking=review.full_marking, author=str(review.partnership),
    )  # fmt: skip
    return content, digest_of(plain(rows))


_MAKE = {Kind.DRAFT: _report, Kind.FINAL: _report, Kind.CHRONOLOGY: _chronology}
