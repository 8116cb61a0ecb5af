"""What every page of a meeting shares: how it is fetched, its head, its tabs and its rail."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from audit.models import Event
from design.pages import NextStep
from documents.models import Document
from meetings.lifecycle import BEING_WRITTEN, Action, Status
from meetings.models import AgendaItem, Correction, Meeting, Resolution
from records.access import note_reading
from records.lifecycle import moves_open_to
from signoffs.models import SignOff

NO_MINUTES = "The minutes are still being written. Members of the body read them once they are circulated."


def meeting_or_404(request, reference):
    known = Meeting.objects.visible_to(request.user)
    return get_object_or_404(_framed(known, request.user), reference=reference)


def _framed(meetings, user):
    """With what the head and tabs show, so that a page costs no query more for them."""
    items = AgendaItem.objects.visible_to(user)
    newest = SignOff.objects.filter(record=OuterRef("pk")).order_by("-pk")
    signoff = newest.values(
        data=JSONObject(
            id="pk", name="name", role="role", agency="agency_name", at="signed_at", digest="digest",
            edition="edition", withdrawn="withdrawal__pk",
        )
    )  # fmt: skip
    return meetings.select_related("body", "partnership", "previous").annotate(
        signoff=Subquery(signoff[:1]),
        decision_count=_count(Resolution, "item__meeting", item__in=items.values("pk")),
        correction_count=_count(Correction, "paragraph__item__meeting"),
    )


def _count(model, path, **only):
    rows = (
        model.objects.filter(**{path: OuterRef("pk")}, **only).order_by().values(path).annotate(n=Count("pk"))
    )
    return Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0)


def minutes_or_403(request, reference):
    """The meeting, if its minutes may be read; who knows of the meeting is told why not."""
    meeting = meeting_or_404(request, reference)
    if not request.user.has_perm("meetings.view_minutes", meeting):
        raise PermissionDenied(NO_MINUTES)
    note_reading(request.user, meeting)
    return meeting


def show(request, template, meeting, tab, **context):
    user = request.user
    reads = user.has_perm("meetings.view_minutes", meeting)
    context |= {
        "meeting": meeting,
        "tabs": _tabs(meeting, tab, reads),
        "steps": _steps(user, meeting),
        "reads_minutes": reads,
        "writes": user.has_perm("meetings.write_minutes", meeting),
        "changes": meeting.status in (Status.SCHEDULED, *BEING_WRITTEN)
        and user.has_perm("meetings.change_meeting", meeting),
        "decides": user.has_perm("meetings.agree_correction", meeting),
        "corrects": user.has_perm("meetings.correct_minutes", meeting),
        "discharges": user.has_perm("meetings.discharge_condition", meeting),
        "grants": user.has_perm("records.grant_record", meeting),
        "reading": tab == "minutes",
    }
    if meeting.status == Status.DRAFT and tab == "minutes" and context["writes"]:
        context["returned"] = _last_return(meeting)
    return render(request, template, context)


def _last_return(meeting):
    """The chair's words to the officer, until the minutes go round again."""
    return Event.objects.filter(subject=meeting.reference, verb=str(Action.RETURN)).last()


def attachments(request, meeting):
    return Document.objects.visible_to(request.user).attached_to(meeting).order_by("-pk")[:20]


def _tabs(meeting, tab, reads):
    tabs = [("Agenda", "agenda", None), ("Attendance", "attendance", None)]
    if reads and meeting.status != Status.SCHEDULED:
        tabs.append(("Minutes", "minutes", None))
        tabs.append(("Decisions", "decisions", meeting.decision_count))
    rows = [
        (label, reverse(f"meetings:{name}", args=[meeting.reference]), name == tab, count)
        for label, name, count in tabs
    ]
    for label, name in (("Thread", "thread"), ("History", "history")):
        rows.append((label, reverse(f"records:{name}", args=[meeting.reference]), False, None))
    return rows


NOTES = {
    Action.START: "Opens the minutes for writing, with the agenda as it stands.",
    Action.CIRCULATE: "Members of the body can then read them, and owners are told of their actions.",
    Action.APPROVE: "You sign as chair. Signing fixes this text: a later change is a correction, approved anew.",
    Action.RETURN: "The officer can change the minutes again, and circulates them anew.",
    Action.PUBLISH: "Puts the open part on the public page.",
    Action.UNPUBLISH: "",
    Action.CANCEL: "",
}
PRIMARY = {Action.APPROVE, Action.CIRCULATE, Action.START, Action.PUBLISH}


def _steps(user, meeting):
    """The act that matters most comes first; what must wait says so."""
    moves = sorted(moves_open_to(user, meeting), key=lambda move: move[0] not in PRIMARY)
    return [
        NextStep(
            label=action.label,
            url=reverse("meetings:move", args=[meeting.reference, action]),
            blockers=blockers,
            note=NOTES[action],
            primary=action in PRIMARY,
            warning=action == Action.CANCEL,
        )
        for action, blockers in moves
        if not (blockers and action == Action.RETURN)  # approved minutes are not offered for return
    ]
