"""The agenda pack: agenda and papers as one file, made in the background for one reader, who alone may have it."""

import datetime as dt
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from audit.clock import now
from audit.services import log
from audit.text import sha256
from design.addresses import url
from design.joining import CannotJoin, Part, count_pages, join, pages_alone
from design.pdf import PdfFailed, render_pdf
from documents.drawn import Drawn
from documents.making import AGAIN, Kept, keep_file
from meetings.lifecycle import Status
from meetings.models import Meeting, Pack
from meetings.reports.pack import contents_of
from meetings.services import printing
from notices.services.telling import notify
from records.access import note_reading
from records.jobs import enqueue
from records.lifecycle import locked
from records.models import Record

KEPT_DAYS = 7  # it is made anew in a minute, and should not outlive what it was made of
NOT_JOINED = "It could not be joined: {why}."
MOST_PAGES, MOST_BYTES = 3000, 200_000_000  # of the papers of one pack
FULL = "With it the pack would be too large for one file."
GONE = "You may no longer open this meeting, so no pack was made."
LONGEST_HEAD = 105
SHEETS = "meetings/printed/pack_sheets.html"
COVER = "meetings/printed/pack_agenda.html"


def pack_contents(meeting, user):
    return contents_of(meeting, user, _last_minutes(meeting, user))


def _last_minutes(meeting, user):
    """The minutes that the first item takes, as far as this person may read them."""
    last = (
        Meeting.objects.visible_to(user).select_related("body", "partnership").filter(pk=meeting.previous_id)
    )
    if (
        (last := last.first()) is None
        or last.status in (Status.SCHEDULED, Status.CANCELLED)
        or not user.has_perm("meetings.view_minutes", last)
    ):
        return None
    printed = printing.minutes_for(last, user)
    return last, Drawn(sha256(repr(printed)), partial(printing.pdf_of, printed))


def pack_of(meeting, user):
    """The one that this person asked for last."""
    return Pack.objects.filter(meeting=meeting, asked_by=user).first()


@transaction.atomic
def ask_pack(meeting, *, by):
    """One that says the same, made already or under way; else a new one. Of two presses at once the second waits."""
    locked(meeting)
    digest = pack_contents(meeting, by).digest
    found = pack_of(meeting, by)
    if found and found.digest == digest and found.state != Pack.State.FAILED:
        return found
    found = Pack(meeting=meeting, digest=digest, asked_at=now(), asked_by=by)
    found.save(force_insert=True)
    log(meeting, "ask pack", by=by)
    enqueue("meetings.make_pack", pack_id=found.pk)
    return found


def make_pack(pack_id):
    """Make the file, telling how far it is. Done already: nothing. What went wrong by itself is tried again."""
    row = Pack.objects.select_related("asked_by").filter(pk=pack_id).first()
    if row is None or row.state == Pack.State.DONE:
        return
    readable = Meeting.objects.visible_to(row.asked_by).select_related("body", "partnership")
    if (meeting := readable.filter(pk=row.meeting_id).first()) is None:
        row.fail(GONE)
        return
    try:
        contents = pack_contents(meeting, row.asked_by)
        content, row.apart = _made(meeting, contents, Kept(row))
        row.save(update_fields=["apart"])
        row.meeting = meeting
        keep_file(row, "packs", content, contents.digest)
    except PdfFailed as failure:
        row.fail(str(failure))
        return
    except Exception:
        row.fail(AGAIN)  # and the job is put back
        raise
    _drop(Pack.objects.filter(meeting=meeting, asked_by=row.asked_by, pk__lt=row.pk))
    notify(
        [row.asked_by], meeting, f"pack-{row.pk}", subject=f"{meeting.reference}: the agenda pack is ready",
        line="The agenda pack that you asked for is ready to download.",
        path=url("meetings:pack", meeting.reference),
    )  # fmt: skip


def _made(meeting, contents, progress):
    """The file, and what could not be joined: [title, why]."""
    progress.begin(len(contents.joined) + 2)
    parts, apart = [], [(paper, paper.apart) for paper in contents.apart]
    pages, size = 0, 0
    for paper in contents.joined:
        progress.step(f"Reading {paper.title}"[:120])
        try:
            content = _pages_of(paper)
            count = count_pages(content)
        except CannotJoin as refusal:
            apart.append((paper, NOT_JOINED.format(why=refusal)))
            continue
        except PdfFailed as failure:
            apart.append((paper, str(failure)))
            continue
        if pages + count > MOST_PAGES or size + len(content) > MOST_BYTES:
            apart.append((paper, FULL))
            continue
        parts.append((paper, content, count))
        pages, size = pages + count, size + len(content)
    marking = _marking(meeting, [paper for paper, *_file in parts])
    progress.step("Setting the agenda")
    agenda, pages = _agenda(meeting, contents, parts, apart, marking)
    progress.step("Joining the papers")
    joined = [Part(agenda), *(Part(content, paper.head) for paper, content, _count in parts)]
    sheets = {
        "pages": pages,
        "heads": [_short(part.head) for part in joined if part.head],
        "marking": marking,
    }
    content = join(
        joined, render_pdf(SHEETS, sheets, title="Sheets", is_long=True), _bookmarks(parts),
        title=f"Agenda pack: {meeting.title}",
    )  # fmt: skip
    return content, [[paper.title, why] for paper, why in apart]


def _pages_of(paper):
    if isinstance(paper.source, Drawn):
        return paper.source.make()
    with paper.source.file.open("rb") as file:
        return pages_alone(file.read())


def _marking(meeting, papers):
    """That of the meeting, or of the first paper that is marked higher."""
    sensitive = (record for record in (meeting, *(paper.record for paper in papers))
                 if record.marking == Record.Marking.SENSITIVE)  # fmt: skip
    return next(sensitive, meeting).full_marking


def _agenda(meeting, contents, parts, apart, marking):
    """The agenda with the page at which each paper begins; set again where those words take more room than thought."""
    counts, length = [count for *_paper, count in parts], 1
    for _attempt in range(3):
        firsts = [length + 1 + sum(counts[:number]) for number in range(len(counts))]
        pages = length + sum(counts)
        context = {
            "printed": contents.printed, "reference": meeting.reference, "apart": apart, "pages": pages,
            "joined": [(paper, first) for (paper, *_file), first in zip(parts, firsts, strict=True)],
        }  # fmt: skip
        content = render_pdf(
            COVER, context, title=f"Agenda pack: {meeting.title}", marking=marking,
            author=str(meeting.partnership),
        )  # fmt: skip
        if (found := count_pages(content)) == length:
            break
        length = found
    return content, pages


def _short(head):
    return head if len(head) <= LONGEST_HEAD else f"{head[:LONGEST_HEAD].rsplit(' ', 1)[0]} …"


def _bookmarks(parts):
    """The agenda, each item that has papers with them beneath it, and the other papers."""
    found = [("Agenda", 0, [])]
    for number, (paper, *_file) in enumerate(parts, start=1):
        title = f"Item {paper.item}: {paper.item_title}" if paper.item else "Other papers"
        if found[-1][0] != title:
            found.append((title, number, []))
        found[-1][2].append((paper.title, number))
    return found


def note_pack_read(meeting, contents, *, by):
    """Whatever is in it and is marked sensitive was read."""
    note_reading(by, meeting, "download")
    for paper in contents.joined:
        note_reading(by, paper.record, "download")


def clear_packs():
    """Old ones go, with their files."""
    _drop(Pack.objects.filter(asked_at__lt=now() - dt.timedelta(days=KEPT_DAYS)))


def _drop(packs):
    for row in packs:
        name = row.file.name
        row.delete()
        if name and not Pack.objects.filter(file=name).exists():
            default_storage.delete(name)
