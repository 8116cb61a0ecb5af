from django.db import transaction
from django.db.models import Max

from actions.services import close_action, propose_action
from design.filters import date
from meetings.importing.actions import promise_in
from meetings.lifecycle import FROZEN
from meetings.models import Attendance, Paragraph, ParagraphAction
from meetings.models.minutes import LONGEST_PARAGRAPH
from meetings.services.asking import hold, note, openly
from meetings.services.votes import TOOK_PART, set_aside_for_interest
from records import search
from records.lifecycle import MoveRefused, locked
from records.models import Record
from records.services import ChangedMeanwhile
from records.writing import as_seen, drop, keep

WRITE = "meetings.write_minutes"
SIGNED = (
    "These minutes are signed, so declarations and votes stay as they are. If an interest came to light since, propose"
    " a correction to the paragraph of this item that says who had it and whether the decision stands; the chair"
    " agrees it and signs anew. If the decision must be taken again, put it on the next agenda."
)
PUBLICATION = ("publication", "exempt_under", "publication_reason")


@transaction.atomic
def add_paragraph(item, text, *, by, after=None, kind=Paragraph.Kind.NUMBERED, **fields):
    """Write a paragraph at the end of an item or after another; those behind it are numbered anew."""
    meeting = hold(item.meeting, by=by, permission=WRITE)
    check_text(text)
    after = as_seen(after, None) if after else None
    last = item.paragraphs.aggregate(last=Max("position"))["last"] or 0
    position = after.position + 1 if after else last + 1
    for row in item.paragraphs.filter(position__gte=position).order_by("-position"):
        row.position += 1
        keep(row, by=by, reason="A paragraph was put before it")
    fields.setdefault("promise", _promise_of(text))
    paragraph = keep(Paragraph(item=item, position=position, kind=kind, text=text, **fields), by=by)
    renumber(item, by=by)
    paragraph.refresh_from_db()
    note(meeting, "write paragraph", by=by, changes={"number": paragraph.number})
    search.index(meeting)
    return paragraph


@transaction.atomic
def declare_interest(item, attendee, interest, part, *, by):
    """Somebody who was there has an interest in the item: a paragraph of its own, which is signed with the rest.

    Returned are their votes on it, which no longer count where they took no part.
    """
    if locked(item.meeting).status in FROZEN:
        raise MoveRefused(SIGNED)
    attendee = as_seen(attendee, None)
    if attendee.meeting_id != item.meeting_id or attendee.group == Attendance.Group.APOLOGIES:
        raise MoveRefused("Choose somebody who was at this meeting.")
    if not interest.strip():
        raise MoveRefused("Say what the interest is.")
    who = ", ".join(words for words in (attendee.printed_name, attendee.printed_agency) if words)
    text = f"{who}, declared an interest: {interest.strip().rstrip('.')}. {TOOK_PART[part]}"
    if item.paragraphs.filter(kind=Paragraph.Kind.INTEREST, text=text).exists():
        raise MoveRefused("This interest is in the minutes of the item already. Nothing was changed.")
    add_paragraph(item, text, by=by, kind=Paragraph.Kind.INTEREST, promise="")
    return set_aside_for_interest(item, by=by)


def _promise_of(text):
    """Flagged where its words promise work: somebody looks whether an action is wanted (S001-56, X-04)."""
    return "flagged" if promise_in(text) else ""


def check_text(text):
    if not text.strip():
        raise MoveRefused("Write the paragraph.")
    if len(text) > LONGEST_PARAGRAPH:
        raise MoveRefused(
            f"This paragraph has {len(text):,} characters; at most {LONGEST_PARAGRAPH:,} fit. "
            "Divide it, or attach the text as a document. What you wrote is still in the box."
        )


def renumber(item, *, by):
    """Paragraphs take the item's number as prefix and follow their order (S001-27)."""
    count = 0
    for row in item.paragraphs.order_by("position"):
        number = ""
        if row.kind != Paragraph.Kind.SUBHEADING:
            count += 1
            number = f"{item.number}.{count}"
        if row.number != number:
            row.number = number
            keep(row, by=by, reason="Numbered anew")


@transaction.atomic
def change_paragraph(paragraph, changes, *, by, version):
    """Rewrite a paragraph. If somebody saved since this person opened it, both versions are shown."""
    meeting = hold(paragraph.item.meeting, by=by, permission=WRITE)
    paragraph = Paragraph.objects.select_for_update().select_related("item").get(pk=paragraph.pk)
    check_text(changes.get("text", paragraph.text))
    _check_publication({name: changes.get(name, getattr(paragraph, name)) for name in PUBLICATION})
    if paragraph.version != version:
        raise ChangedMeanwhile(paragraph)
    if changes.get("text", paragraph.text) != paragraph.text and not paragraph.action_lines.exists():
        paragraph.promise = _promise_of(changes["text"])
    for name, value in changes.items():
        setattr(paragraph, name, value)
    paragraph.version += 1
    keep(paragraph, by=by)
    close_actions(paragraph.item, by=by)
    if paragraph.kind == Paragraph.Kind.INTEREST:
        set_aside_for_interest(paragraph.item, by=by)
    note(meeting, "change paragraph", by=by, changes={"number": paragraph.number})
    search.index(meeting)
    return paragraph


def close_actions(item, *, by):
    """Actions that were issued before what they arise from was closed to most who knew of them."""
    lines = ParagraphAction.objects.filter(paragraph__item=item).select_related("action", "paragraph__item")
    for line in lines:
        if is_closed(line.paragraph):
            close_action(line.action, by=by, reason="What it arises from is not for publication")


def is_closed(paragraph):
    return paragraph.item.is_restricted or paragraph.publication != Paragraph.Publication.OPEN


def _check_publication(marks):
    """Schedule 12A, Local Government Act 1972: a ground, and why the public interest is in withholding."""
    found = []
    if marks["publication"] != Paragraph.Publication.OPEN and not marks["publication_reason"].strip():
        found.append("Say why this is not for publication.")
    if marks["publication"] == Paragraph.Publication.EXEMPT:
        grounds = marks["exempt_under"].replace(",", " ").split()
        if not grounds or not set(grounds) <= set("1234567"):
            found.append("Say which paragraph of Schedule 12A applies: a number from 1 to 7.")
    if found:
        raise MoveRefused(*found)


@transaction.atomic
def remove_paragraph(paragraph, *, by, reason=""):
    meeting = hold(paragraph.item.meeting, by=by, permission=WRITE)
    if paragraph.action_lines.exists():
        raise MoveRefused("An action stands under this paragraph. Move or cancel the action first.")
    if paragraph.answered_by.exists():
        raise MoveRefused("A later meeting's minutes point to this paragraph, so it stays.")
    if paragraph.asked_corrections.filter(answered_at=None).exists():
        raise MoveRefused("A member asked for a correction of this paragraph. Answer that first.")
    item, number, said = paragraph.item, paragraph.number, openly(paragraph, reason)
    for asked in paragraph.asked_corrections.all():
        asked.paragraph, asked.number = None, number
        keep(asked, by=by, reason="The paragraph was taken out")
    drop(paragraph, by=by, reason=reason)
    renumber(item, by=by)
    note(meeting, "remove paragraph", by=by, changes={"number": number}, reason=said)
    search.index(meeting)


@transaction.atomic
def add_action(paragraph, *, by, wording, owners, due_on=None, wording_is_proposed=False):
    """Put an action under the paragraph it arises from (S001-86). It stays with those who run the meeting
    until the minutes are circulated.
    """
    meeting = hold(paragraph.item.meeting, by=by, permission=WRITE)
    if due_on and meeting.held_on and due_on < meeting.held_on:
        raise MoveRefused(f"An action cannot be due before the meeting, on {date(meeting.held_on)}.")
    action = propose_action(
        meeting, wording=wording, owners=owners, by=by, due_on=due_on,
        wording_is_proposed=wording_is_proposed, audience=Record.Audience.OFFICERS,
    )  # fmt: skip
    keep(ParagraphAction(paragraph=paragraph, action=action), by=by)
    if paragraph.promise == "flagged":
        set_promise(paragraph, "", by=by)
    return action


@transaction.atomic
def cite_decision(paragraph, decision, *, by):
    """Point “as previously agreed” at the decision of approved minutes that it speaks of (S001-149)."""
    meeting = hold(paragraph.item.meeting, by=by, permission=WRITE)
    if decision.item.meeting_id == meeting.pk:
        raise MoveRefused("An earlier decision is one of another meeting. Choose that meeting.")
    if decision.item.meeting.status not in FROZEN:
        raise MoveRefused(
            "Those minutes are not approved yet, and their numbers may change. Cite them later."
        )
    paragraph = as_seen(paragraph, None)
    paragraph.cites = decision
    keep(paragraph, by=by)
    said = f"{decision} of {decision.item.meeting.reference}" if not decision.item.is_restricted else ""
    note(meeting, "cite decision", by=by, changes={"number": paragraph.number, "decision": said})


@transaction.atomic
def set_promise(paragraph, promise, *, by):
    """Flag a paragraph that promises work, or dismiss the flag: somebody has looked (X-04)."""
    meeting = hold(paragraph.item.meeting, by=by, permission=WRITE)
    paragraph = as_seen(paragraph, None)
    paragraph.promise = promise
    keep(paragraph, by=by)
    note(meeting, "promise", by=by, changes={"number": paragraph.number, "promise": promise})


@transaction.atomic
def link_matter_arising(paragraph, earlier, *, by, printed=""):
    """Point a matter arising at the paragraph of earlier minutes it answers (S001-31)."""
    meeting = hold(paragraph.item.meeting, by=by, permission=WRITE)
    if earlier.item.meeting_id == meeting.pk:
        raise MoveRefused("A matter arises from the minutes of an earlier meeting, not from this one.")
    paragraph = as_seen(paragraph, None)
    paragraph.answers, paragraph.answers_printed = earlier, printed or earlier.number
    keep(paragraph, by=by)
    note(meeting, "matter arising", by=by, changes={"number": paragraph.number, "answers": earlier.number})
