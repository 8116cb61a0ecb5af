"""Community groups: their training, bids and projects; and those that registered and wait for an answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from funding.forms.groups import SettleForm, TrainingForm
from funding.reports.groups import group_of, groups_shown, waiting
from funding.services import groups
from partnership.models import Agency
from records.asking import refusal
from records.forms import ReasonForm, accepted, ask, posted
from records.paging import page_of

KEEPS = "funding.record_training"
NOT_YOURS = "Only those who run the funding see the list of community groups."


def group_list(request):
    if not request.user.places.funds_in:
        raise PermissionDenied(NOT_YOURS)
    context = {
        "page": page_of(groups_shown(), "name", request.GET),
        "waiting": list(waiting(request.user)[:100]),
    }
    return render(request, "funding/group_list.html", context)


def _group_or_404(request, pk):
    agency = get_object_or_404(Agency, pk=pk)
    if not request.user.has_perm("funding.view_group", agency):
        raise Http404
    return agency


def group_show(request, pk):
    agency = _group_or_404(request, pk)
    context = {"group": group_of(agency, request.user), "keeps": request.user.has_perm(KEEPS, agency)}
    return render(request, "funding/group_show.html", context)


def _kept(request, pk):
    agency = _group_or_404(request, pk)
    if not request.user.has_perm(KEEPS, agency):
        raise PermissionDenied(refusal(KEEPS))
    return agency


def training_add(request, pk):
    agency = _kept(request, pk)
    form = TrainingForm(posted(request))
    if accepted(form, lambda data: groups.record_training(agency, by=request.user, **data)):
        messages.success(request, "The training is recorded.")
        return redirect("funding:group", pk)
    return ask(request, form, title="Record training", submit="Record it", reference=str(agency),
               cancel=url("funding:group", pk))  # fmt: skip


def training_remove(request, pk, training):
    agency = _kept(request, pk)
    row = get_object_or_404(agency.trainings, pk=training)
    form = ReasonForm(posted(request))
    if accepted(form, lambda data: groups.remove_training(row, by=request.user, **data)):
        messages.success(request, "The record of training is removed.")
        return redirect("funding:group", pk)
    return ask(request, form, title=f"Remove: {row.get_course_display().lower()}", submit="Remove it",
               reference=str(agency), cancel=url("funding:group", pk))  # fmt: skip


def registration_settle(request, pk):
    registration = get_object_or_404(waiting(request.user), pk=pk)
    form = SettleForm(posted(request))
    if accepted(form, lambda data: groups.settle_registration(registration, by=request.user, **data)):
        messages.success(request, "It is noted what was done.")
        return redirect("funding:groups")
    return ask(
        request, form, title=f"Answer {registration.name}", submit="Save", cancel=url("funding:groups"),
        text="If they are of the group that is known already, ask an administrator to add the person there and to "
        "invite them. If they are another group, ask for it to be added under a name that tells them apart.",
    )  # fmt: skip
