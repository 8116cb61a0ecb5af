from meetings.lifecycle import Status
from meetings.models import AgendaItem, Paragraph, Resolution
from records.models import SearchEntry
from records.publication import public_text

Scope = SearchEntry.Scope


def search_entries(meeting):
    """The meeting, its open agenda, and its minutes: each piece findable by whoever may read that piece."""
    items = list(AgendaItem.objects.filter(meeting=meeting.pk).values_list("pk", "title", "is_restricted"))
    agenda = "\n".join(title for _, title, is_restricted in items if not is_restricted)
    yield "", meeting.title, f"{meeting.venue}\n{agenda}", Scope.READERS
    restricted = {pk for pk, _, is_restricted in items if is_restricted}
    paragraphs = Paragraph.objects.filter(item__meeting=meeting.pk)
    for paragraph in paragraphs.only("number", "text", "publication", "item_id"):
        scope = _scope(meeting, paragraph.item_id in restricted, paragraph.publication == "open")
        anchor = f"p{paragraph.number}" if paragraph.number else "minutes"
        yield anchor, f"{meeting.title}, {paragraph.number}".rstrip(", "), _text(paragraph, scope), scope
    for resolution in Resolution.objects.filter(item__meeting=meeting.pk).select_related("item"):
        scope = _scope(meeting, resolution.item_id in restricted, True)
        title = f"{meeting.title}, {resolution}".lower().capitalize()
        yield "minutes", title, _text(resolution, scope), scope


def _scope(meeting, in_restricted_item, is_open):
    if in_restricted_item:
        return Scope.OFFICERS
    if meeting.status in (Status.SCHEDULED, Status.DRAFT) or not is_open:
        return Scope.CORE
    return Scope.MEMBERS if meeting.status == Status.CIRCULATED else Scope.READERS


def _text(part, scope):
    """Readers of a record may be of other partnerships, and read what the public page says."""
    return public_text(part.text) if scope == Scope.READERS else part.text
