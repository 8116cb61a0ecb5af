"""Files of an assessment, made in the background: asked for once, made again only when what they say has changed."""

import logging

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from assessments.contents import assessment_of
from assessments.models import Assessment, Print
from assessments.reports.printing import MAKE
from assessments.reports.written import PARTS, written_of
from audit.clock import now
from audit.services import log, plain
from audit.text import digest_of
from design.addresses import url
from design.pdf import PdfFailed
from documents.drawn import Drawn
from documents.making import AGAIN, Kept, Progress, keep_file
from notices.services.telling import notify
from records.asking import require
from records.jobs import enqueue

logger = logging.getLogger(__name__)
PRINT = "assessments.print_assessment"


@transaction.atomic
def ask_print(assessment, kind, *, by):
    """The print of this kind and of this state of the text, made already or under way; else a new one."""
    require(by, "assessments.publish_assessment" if kind == Print.Kind.PUBLIC else PRINT, assessment)
    digest = _digest(_whole(assessment.pk), kind, by)
    same = assessment.prints.filter(kind=kind, digest=digest).exclude(state=Print.State.FAILED)
    if found := same.first():
        return found
    found = Print(assessment=assessment, kind=kind, digest=digest, asked_at=now(), asked_by=by)
    found.save(force_insert=True)
    log(assessment, "ask print", by=by, changes={"kind": str(kind)})
    enqueue("assessments.make_print", print_id=found.pk)
    return found


def make_print(print_id):
    """Make the file, telling how far it is. Done already: nothing. What went wrong by itself is tried again."""
    row = Print.objects.select_related("asked_by").get(pk=print_id)
    if row.state == Print.State.DONE:
        return
    progress = Kept(row)
    try:
        assessment = _whole(row.assessment_id)
        written = _written(assessment, row.kind, row.asked_by)
        content = MAKE[row.kind](written, progress)
        keep_file(row, "assessments", content, _digest(assessment, row.kind, row.asked_by, written))
    except PdfFailed as failure:
        row.fail(str(failure))
        return
    except Exception:
        row.fail(AGAIN)  # and the job is put back
        raise
    _tell(row, assessment)


def drawn_of(assessment, user):
    """For the agenda pack of a meeting that it is a paper for."""
    if not user.has_perm(PRINT, assessment):
        return None
    assessment = _whole(assessment.pk)
    written = _written(assessment, Print.Kind.PDF, user)
    digest = _digest(assessment, Print.Kind.PDF, user, written)
    return Drawn(digest, lambda: MAKE[Print.Kind.PDF](written, Progress()))


def _tell(row, assessment):
    if row.asked_by is None or row.kind == Print.Kind.PUBLIC:
        return
    notify(
        [row.asked_by], assessment, f"print-{row.pk}", subject=f"{assessment.reference}: the file is ready",
        line="The file that you asked for is ready to download.",
        path=url("assessments:assessment_files", assessment.reference),
    )  # fmt: skip


def _whole(pk):
    return (
        Assessment.objects.select_related("partnership", "body", "made_to", "previous")
        .prefetch_related(*PARTS)
        .get(pk=pk)
    )


def _written(assessment, kind, reader):
    for_public = kind == Print.Kind.PUBLIC
    return written_of(assessment, AnonymousUser() if for_public else reader, for_public=for_public)


def _digest(assessment, kind, reader, written=None):
    """Of all that the file says: text, drawn numbers, what is missing, who agreed it."""
    written = written or _written(assessment, kind, reader)
    said = {
        "kind": str(kind), "content": assessment_of(assessment), "status": assessment.status,
        "agreed": [assessment.agreed_on, assessment.agreed_by_words], "marking": assessment.full_marking,
        "figures": [[figure.title, figure.drawn.as_json()] for figure in written.figures],
        "missing": written.missing, "crossing": written.crossing.rows,
        "issues": [str(issue) for issue in written.crossing.issues],
        "signed": written.signature.digest if written.signature else "",
    }  # fmt: skip
    return digest_of(plain(said))
