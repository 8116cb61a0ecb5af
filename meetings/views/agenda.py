from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from design.addresses import url
from design.filters import plural
from design.pdf import PdfFailed
from documents.standing import paper_named
from meetings.forms import ItemForm
from meetings.models import AgendaItem
from meetings.reports.agenda import (
    agenda_for,
    corrected_since,
    items_for,
    joining_for,
    overrun_of,
    papers_by_item,
    still_open,
    timed,
    without_paper,
)
from meetings.reports.standing import papers_for
from meetings.reports.timetable import timetable_of
from meetings.services import agenda as services
from meetings.services.asking import FROZEN_REFUSED
from meetings.services.standing import take_paper
from meetings.views.frame import attachments, meeting_or_404, show
from records.access import note_reading
from records.forms import accepted, ask, posted
from records.lifecycle import MoveRefused
from records.pages import asked, pdf_of


def agenda_show(request, reference):
    meeting = meeting_or_404(request, reference, "previous")
    note_reading(request.user, meeting)
    items = items_for(meeting, request.user)
    documents = list(attachments(request, meeting))
    context = {
        "items": list(timed(meeting, items)),
        "overrun": overrun_of(meeting, items),
        "by_item": papers_by_item(meeting, request.user),
        "documents": documents,
        "corrected": corrected_since(meeting, request.user),
        "open_actions": still_open(meeting, request.user),
        "joining": joining_for(meeting, request.user),
        "papers": _papers(request.user, meeting, documents),
        "timetable": timetable_of(meeting) if meeting.status == meeting.Status.SCHEDULED else [],
    }
    return show(request, "meetings/agenda_show.html", meeting, "agenda", **context)


def agenda_pdf(request, reference):
    meeting = meeting_or_404(request, reference, "partnership")
    printed = agenda_for(meeting, request.user)
    return pdf_of(
        request, meeting, "meetings/printed/agenda.html", {"printed": printed}, title=printed.title,
        name=f"{meeting.reference}-agenda",
    )  # fmt: skip


def agenda_send(request, reference):
    meeting = changeable(request, reference)
    items, documents = items_for(meeting, request.user), attachments(request, meeting)

    def send(_data):
        told = services.send_agenda(meeting, by=request.user)
        messages.success(
            request, f"{plural(told, 'member is', 'members are')} told. Whoever has no account is not."
        )

    form = forms.Form(posted(request))
    if accepted(form, send):
        return redirect("meetings:agenda", reference)
    said = [
        overrun_of(meeting, items),
        without_paper(items, documents, papers_by_item(meeting, request.user)),
    ]
    return ask(
        request, form, title="Send the agenda and papers", submit="Tell the members", reference=reference,
        cancel=url("meetings:agenda", reference), points=[words for words in said if words],
        blockers=() if form.is_bound else list(services.against_sending(meeting)),
        text=f"Members of the {meeting.body} with an account are told that the agenda {_with_papers(documents)} can be"
        " read in the portal. An item that is added afterwards is marked as late. You can send it again.",
    )  # fmt: skip


def _with_papers(documents):
    return f"and {plural(len(documents), 'paper')}" if documents else "(no paper is attached yet)"


def _papers(user, meeting, documents):
    """Papers that other rooms have written since the body last met, to whoever makes the agenda."""
    makes = meeting.status == meeting.Status.SCHEDULED and user.has_perm("meetings.change_meeting", meeting)
    return list(papers_for(meeting, user, documents)) if makes else []


@require_POST
def paper_take(request, reference, name):
    meeting, paper = changeable(request, reference), paper_named(name)
    if paper is None:
        raise Http404
    try:
        take_paper(meeting, paper, by=request.user)
        messages.success(
            request, f"“{paper.title}” is on the agenda for information, with the paper as it stands."
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    except PdfFailed as failure:
        messages.error(request, f"The paper could not be made: {failure}")
    return redirect("meetings:agenda", reference)


def item_add(request, reference):
    meeting = changeable(request, reference)
    form = ItemForm(posted(request), meeting=meeting)
    if accepted(form, lambda data: _add(meeting, data, request.user)):
        messages.success(request, "The item is on the agenda.")
        return redirect("meetings:agenda", reference)
    return ask(request, form, title="Add an agenda item", **_around(meeting))


def _add(meeting, data, user):
    invited = data.pop("invited")
    item = services.add_item(meeting, by=user, **data)
    if invited:
        services.change_item(item, {}, by=user, invited=invited)


def item_change(request, reference, item):
    meeting = changeable(request, reference)
    item = item_or_404(request, meeting, item)
    initial = {name: getattr(item, name) for name in services.FIELDS} | ItemForm.initial_of(item)
    form = ItemForm(posted(request), initial=initial, meeting=meeting)
    return asked(
        request, form,
        lambda data: services.change_item(
            item, data, by=request.user, invited=data["invited"], version=data["version"]
        ),
        record=meeting, row=item, back=url("meetings:agenda", reference), done="The item is changed.",
        title=f"Item {item.number}", **_around(meeting),
    )  # fmt: skip


@require_POST
def item_up(request, reference, item):
    return _do(request, reference, item, lambda row: services.move_item(row, by=request.user, up=True))


@require_POST
def item_remove(request, reference, item):
    return _do(request, reference, item, lambda row: services.remove_item(row, by=request.user))


def _do(request, reference, item, act):
    meeting = changeable(request, reference)
    try:
        act(item_or_404(request, meeting, item))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("meetings:agenda", reference)


def changeable(request, reference, permission="meetings.change_meeting", frozen=FROZEN_REFUSED):
    """The meeting, to somebody who may do this to it. ``frozen``: what whoever wrote the minutes is told once they are
    approved.
    """
    meeting = meeting_or_404(request, reference)
    if not request.user.has_perm(permission, meeting):
        if request.user.has_perm("meetings.correct_minutes", meeting):
            raise PermissionDenied(frozen)
        raise PermissionDenied(
            "Only officers of the partnership, and those who draft for this body, change this."
        )
    return meeting


def item_or_404(request, meeting, pk):
    return get_object_or_404(AgendaItem.objects.visible_to(request.user), meeting=meeting, pk=pk)


def _around(meeting):
    return {"reference": meeting.reference, "submit": "Save", "cancel": meeting.get_absolute_url()}
