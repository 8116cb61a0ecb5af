from collections import defaultdict

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from design.addresses import url
from design.filters import date
from meetings.forms import ConditionForm, DischargeForm, PositionsForm, ResolutionForm
from meetings.lifecycle import FROZEN
from meetings.models import AgendaItem, Attendance, Condition, Resolution
from meetings.reports.minutes import read_minutes
from meetings.services import resolutions as services
from meetings.views.agenda import changeable, item_or_404
from meetings.views.frame import attachments, minutes_or_403, show, writing_on
from records.forms import accepted, ask, posted
from records.lifecycle import MoveRefused
from records.models import Link
from records.pages import asked

WRITE = services.WRITE
FIELDS = ("text", "verb", "approves_minutes_of", "adopts", "recommendations")


def decisions_show(request, reference):
    meeting = minutes_or_403(request, reference)
    context = {
        "minutes": read_minutes(meeting, request.user),
        "documents": attachments(request, meeting),
        "decided": _decided(meeting, request.user),
        "links": request.user.has_perm("records.link_record", meeting),
    }
    return show(request, "meetings/decisions_show.html", meeting, "decisions", **context)


def _decided(meeting, user):
    """What each resolution decided in other records, such as how a cost is shared (S001-167), by its name."""
    links = Link.objects.visible_to(user).filter(target=meeting.pk, kind=Link.Kind.DECIDED_BY)
    found = defaultdict(list)
    for link in links.select_related("source"):
        found[link.part.lower()].append(link)
    return found


def resolution_add(request, reference, item):
    meeting = changeable(request, reference, WRITE)
    item = item_or_404(request, meeting, item)
    form = ResolutionForm(posted(request), meeting=meeting, user=request.user)
    back = writing_on(request, meeting)
    form.fields["text"].widget.attrs["autofocus"] = bool(back)
    if accepted(form, lambda data: services.add_resolution(item, by=request.user, **data)):
        return redirect(back) if back else _back(meeting, f"item-{item.number}")
    around = _around(meeting)
    return ask(
        request, form, title=f"Item {item.number}: resolved", **around | {"cancel": back or around["cancel"]}
    )


def resolution_change(request, reference, resolution):
    meeting = changeable(request, reference, WRITE)
    resolution = _resolution_or_404(request, meeting, resolution)
    initial = {name: getattr(resolution, name) for name in FIELDS}
    form = ResolutionForm(posted(request), initial=initial, meeting=meeting, user=request.user)
    del form.fields["conditions"]
    return _change(request, form, services.change_resolution, resolution, resolution, title=str(resolution))


def positions_set(request, reference, resolution):
    meeting = changeable(request, reference, WRITE)
    resolution = _resolution_or_404(request, meeting, resolution)
    voters = meeting.attendance.filter(is_voting=True).exclude(group=Attendance.Group.APOLOGIES)
    held = dict(resolution.positions.filter(set_aside_at=None).values_list("attendance", "stance"))
    initial = {"by_consensus": resolution.by_consensus}
    form = PositionsForm(
        posted(request), initial=initial, voters=voters, held=held, aside=_set_aside(resolution)
    )
    return _change(
        request, form, lambda row, data, **by: services.set_positions(
            row, form.stances(), by_consensus=data["by_consensus"], **by
        ),
        resolution, resolution, title=f"{resolution}: how voting members stood", text=resolution.text,
    )  # fmt: skip


def _set_aside(resolution):
    """By the key of whoever cast it: what was set aside, and why."""
    rows = resolution.positions.exclude(set_aside_at=None)
    return {
        row.attendance_id: f"{row.get_stance_display()}, set aside on {date(row.set_aside_at)}: {row.set_aside_because}"
        for row in rows
    }


def _change(request, form, change, resolution, row, **page):
    """``row`` is the resolution, or a part of it."""
    meeting = resolution.item.meeting
    return asked(
        request, form, lambda data: change(row, data, by=request.user, version=data.pop("version")), record=meeting,
        row=row, back=_address(meeting, resolution), done=f"{resolution} is changed.", **_around(meeting), **page,
    )  # fmt: skip


@require_POST
def resolution_remove(request, reference, resolution):
    meeting = changeable(request, reference, WRITE)
    resolution = _resolution_or_404(request, meeting, resolution)
    try:
        services.remove_resolution(resolution, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return _back(meeting, f"item-{resolution.item.number}")


def condition_add(request, reference, resolution):
    meeting = changeable(request, reference, WRITE)
    resolution = _resolution_or_404(request, meeting, resolution)
    form = ConditionForm(posted(request), meeting=meeting)
    if accepted(form, lambda data: services.add_condition(resolution, by=request.user, **data)):
        return _back(meeting, f"item-{resolution.item.number}")
    return ask(request, form, title=f"{resolution}: agreed subject to", **_around(meeting))


def condition_change(request, reference, condition):
    """Once the minutes are signed, who is to meet it and by when alone."""
    meeting = minutes_or_403(request, reference)
    is_signed = meeting.status in FROZEN
    meeting = changeable(request, reference, services.DISCHARGE if is_signed else WRITE)
    condition = _condition_or_404(request, meeting, condition)
    initial = {name: getattr(condition, name) for name in ("text", "owner", "body", "due_on")}
    form = ConditionForm(posted(request), initial=initial, meeting=meeting, is_signed=is_signed)
    resolution = condition.resolution
    return _change(
        request, form, services.change_condition, resolution, condition,
        title="Who meets this condition" if is_signed else "Condition",
        text=condition.text if is_signed else str(resolution),
    )  # fmt: skip


def condition_discharge(request, reference, condition):
    meeting = minutes_or_403(request, reference)
    condition = _condition_or_404(request, meeting, condition)
    services.require_discharge(condition, by=request.user)
    form = DischargeForm(posted(request))
    if accepted(form, lambda data: services.discharge_condition(condition, by=request.user, **data)):
        messages.success(request, "The condition is discharged.")
        return redirect("meetings:decisions", reference)
    title = f"Discharge a condition of {str(condition.resolution).lower()}"
    return ask(request, form, title=title, text=condition.text, **_around(meeting))


def _items(request, meeting):
    return AgendaItem.objects.visible_to(request.user).filter(meeting=meeting)


def _resolution_or_404(request, meeting, pk):
    rows = Resolution.objects.select_related("item__meeting").filter(item__in=_items(request, meeting))
    return get_object_or_404(rows, pk=pk)


def _condition_or_404(request, meeting, pk):
    rows = Condition.objects.select_related("resolution__item__meeting")
    return get_object_or_404(rows.filter(resolution__item__in=_items(request, meeting)), pk=pk)


def _address(meeting, resolution):
    return url("meetings:minutes", meeting.reference) + f"#item-{resolution.item.number}"


def _back(meeting, anchor):
    return redirect(url("meetings:minutes", meeting.reference) + f"#{anchor}")


def _around(meeting):
    cancel = url("meetings:minutes", meeting.reference)
    return {"reference": meeting.reference, "submit": "Save", "cancel": cancel}
