"""Taking a paper that writes itself on the agenda, for information (S002-57)."""

from django.core.files.base import ContentFile
from django.db import transaction

from design.filters import date
from documents.models import Document
from documents.services import add_document, add_version
from meetings.models import AgendaItem
from meetings.reports.standing import period_of, title_of
from meetings.services.agenda import add_item
from meetings.services.asking import hold
from records.models import Link
from records.services import join


@transaction.atomic
def take_paper(meeting, paper, *, by):
    """Attach it as it stands, with an item for information. Pressed again, it is the next version of the same paper."""
    meeting = hold(meeting, by=by)
    since, until = period_of(meeting, by)
    file = ContentFile(
        paper.pdf(by, meeting.body, since, until), name=f"{paper.name}-{until.isoformat()}.pdf"
    )
    title = title_of(paper)
    kept = Document.objects.visible_to(by).attached_to(meeting).filter(title=title).first()
    words = f"{date(since)} to {date(until)}"
    if kept:
        add_version(kept, file, description=words, by=by)
        return kept
    document = add_document(meeting, title=title, file=file, by=by, description=words)
    join(document, meeting, Link.Kind.PAPER_FOR, by=by)
    if not meeting.items.filter(title=paper.title).exists():
        add_item(meeting, by=by, title=paper.title, purpose=AgendaItem.Purpose.INFORMATION)
    return document
