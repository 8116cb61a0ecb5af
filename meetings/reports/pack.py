"""What the agenda pack of a meeting holds for one reader: the agenda, then each paper in its order."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from audit.services import plain
from audit.text import digest_of
from documents.drawn import Drawn, drawn_of
from documents.lifecycle import Status
from documents.models import Document, Version
from documents.reports import attached
from meetings.models import AgendaItem
from meetings.reports.agenda import PrintedAgenda, agenda_for
from records.lifecycle import kind_of

PDF = "application/pdf"
APART = "It is not a PDF."
IN_PORTAL = "It is read in the portal."
WITHDRAWN = "It was withdrawn."
AGENDA = "meetings/printed/agenda.html"


@dataclass(frozen=True, slots=True)
class Paper:
    record: object
    item: int | None  # its number; none where it belongs to no item
    item_title: str
    title: str
    digest: str
    source: Version | Drawn | None  # what is joined; nothing where it is sent apart
    apart: str = ""  # why, as a sentence
    file_name: str = ""

    @property
    def place(self):
        return f"Item {self.item}" if self.item else "Other paper"

    @property
    def head(self):
        """The line above its first page."""
        return f"{self.place} — {self.title} ({self.record.reference})"


@dataclass(frozen=True, slots=True)
class Contents:
    printed: PrintedAgenda
    papers: tuple[Paper, ...]
    digest: str  # of all that the pack says

    @property
    def joined(self):
        return [paper for paper in self.papers if paper.source]

    @property
    def apart(self):
        return [paper for paper in self.papers if not paper.source]


def contents_of(meeting, user, last_minutes=None):
    """``last_minutes``: those that the meeting takes, drawn, with their record, where the reader may have them."""
    printed = agenda_for(meeting, user)
    papers = tuple(_papers(meeting, user, printed, last_minutes))
    around = {"title": printed.title, "author": printed.partnership, "marking": "", "draft": False}
    agenda = render_to_string(AGENDA, {"printed": printed, **around})
    said = [[paper.head, paper.digest, paper.apart, paper.record.full_marking] for paper in papers]
    return Contents(printed, papers, digest_of(plain([agenda, meeting.full_marking, said])))


def _papers(meeting, user, printed, last_minutes):
    placed = {record.pk: record for records in printed.by_item.values() for record in records}
    loose = [document for document in reversed(attached(meeting, user)) if document.pk not in placed]
    documents = _documents(user, [*placed, *(document.pk for document in loose)])
    for item, _at in printed.items:
        if last_minutes and item.standing == AgendaItem.Standing.MINUTES:
            record, drawn = last_minutes
            yield Paper(record, item.number, item.title, f"Minutes of {record.title}", drawn.digest, drawn)
        for record in printed.by_item.get(
            item.number, ()
        ):  # one at an item that the reader may not know of: nowhere
            yield _paper(documents.get(record.pk, record), user, item)
    for document in loose:
        yield _paper(documents[document.pk], user, None)


def _documents(user, keys):
    return Document.objects.visible_to(user).with_versions().in_bulk(keys)


def _paper(record, user, item):
    of = {"record": record, "item": item and item.number, "item_title": item.title if item else "",
          "title": record.title}  # fmt: skip
    if isinstance(record, Document):
        return _kept(record, of)
    whole = kind_of(record).objects.visible_to(user).filter(pk=record.pk).first()  # a kind may ask for more
    drawn = whole and drawn_of(whole, user)
    return Paper(**of, digest=drawn.digest if drawn else "", source=drawn, apart="" if drawn else IN_PORTAL)


def _kept(document, of):
    version = document.newest
    apart = WITHDRAWN if document.status == Status.WITHDRAWN else version.withheld_because
    if not apart and version.content_type != PDF:
        apart = APART
    return Paper(
        **of, digest=f"{version.number} {version.sha256}", source=None if apart else version, apart=apart,
        file_name=version.filename,
    )  # fmt: skip
