"""Files of an assessment, made in the background: asked for once, made again only when what they say has changed."""

import hashlib
import io
import logging

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse

from assessments.contents import assessment_of
from assessments.models import Assessment, Print
from assessments.reports.printing import MAKE, Progress
from assessments.reports.written import PARTS, written_of
from audit.clock import now
from audit.services import log, plain
from audit.text import digest_of
from design.pdf import PdfFailed
from documents.storing import store_as
from notices.services.telling import notify
from records.asking import require
from records.jobs import enqueue

logger = logging.getLogger(__name__)
PRINT = "assessments.print_assessment"
AGAIN = "It did not work. It is tried again in some minutes; you may also ask for it anew."


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
    progress = _Kept(row)
    try:
        assessment = _whole(row.assessment_id)
        written = _written(assessment, row.kind, row.asked_by)
        content = MAKE[row.kind](written, progress)
        _keep(row, content, _digest(assessment, row.kind, row.asked_by, written))
    except PdfFailed as failure:
        _fail(row, str(failure))
        return
    except Exception:
        _fail(row, AGAIN)  # and the job is put back
        raise
    _tell(row, assessment)


def _fail(row, words):
    row.state, row.error = Print.State.FAILED, words[:500]
    row.save(update_fields=["state", "error"])


class _Kept(Progress):
    """How far a print is, on its row, so that its page can say."""

    def __init__(self, row):
        self.row = row

    def begin(self, steps):
        self.row.state, self.row.steps, self.row.done, self.row.error = Print.State.RUNNING, steps, 0, ""
        self.row.save(update_fields=["state", "steps", "done", "error"])

    def step(self, words):
        self.row.step, self.row.done = words, min(self.row.done + 1, self.row.steps)
        self.row.save(update_fields=["step", "done"])


def _keep(row, content, digest):
    sha = hashlib.sha256(content).hexdigest()
    ending = row.file_name.rpartition(".")[2]
    row.file.name = store_as(f"assessments/{sha[:2]}/{sha}.{ending}", io.BytesIO(content), len(content))
    row.state, row.made_at, row.digest, row.done = Print.State.DONE, now(), digest, row.steps
    row.step = ""
    row.save(update_fields=["file", "state", "made_at", "digest", "done", "step"])


def _tell(row, assessment):
    if row.asked_by is None or row.kind == Print.Kind.PUBLIC:
        return
    notify(
        [row.asked_by], assessment, f"print-{row.pk}", subject=f"{assessment.reference}: the file is ready",
        line="The file that you asked for is ready to download.",
        path=reverse("assessments:assessment_files", args=[assessment.reference]),
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
