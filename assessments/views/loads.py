"""Data brought in: files chosen, what the check found, loaded or not."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from assessments.forms.data import ConfirmForm, LoadForm
from assessments.models import Edition, Load
from assessments.reports.loads import REPLACES, found_in, held_of, replaced_in_words
from assessments.services import loads
from design.addresses import url
from documents.checking import FileRefused
from records.asking import refusal
from records.forms import posted
from records.lifecycle import MoveRefused
from records.pages import asked
from records.paging import page_of


def load_list(request):
    _require(request.user)
    page = page_of(
        Load.objects.visible_to(request.user).select_related("started_by__person"),
        "pk",
        request.GET,
        descending=True,
    )
    return render(request, "assessments/load_list.html", {"page": page, "held": held_of(Edition)})


def load_add(request):
    _require(request.user)
    form = LoadForm(posted(request), request.FILES or None)

    def do(data):
        try:
            return loads.receive(data["files"], by=request.user)
        except FileRefused as refused:
            raise MoveRefused(*refused.reasons) from refused

    return asked(
        request, form, do, record=None, back=lambda load: url("assessments:load", load.pk),
        cancel=url("assessments:loads"), title="Load police data", submit="Check the files",
        done="The files are being checked. Nothing is loaded until you say so.",
    )  # fmt: skip


def load_show(request, pk):
    load = _one(request, pk)
    done, size = loads.progress_of(load)
    context = {
        "load": load, "found": found_in(load), "done": done, "size": size, "can_be_loaded": loads.can_be_loaded(load),
        "replaces": REPLACES, "replaced": replaced_in_words(load),
        "under_way": load.state in (Load.State.WAITING, Load.State.CHECKING, Load.State.LOADING),
    }  # fmt: skip
    return render(request, "assessments/load_show.html", context)


def load_confirm(request, pk):
    load = _one(request, pk)
    form = ConfirmForm(posted(request), load=load)
    return asked(
        request, form, lambda data: loads.confirm(load, by=request.user, **data), record=None, back=_page(load),
        title="Load this data?", submit="Load it", done="It is being loaded. You can leave this page.",
        text=f"{load}. {replaced_in_words(load)}",
    )  # fmt: skip


def load_cancel(request, pk):
    load = _one(request, pk)
    form = ConfirmForm(posted(request), load=Load())
    return asked(
        request, form, lambda _data: loads.cancel(load, by=request.user), record=None, back=_page(load),
        title="Leave these files out?", submit="Leave them out", done="Nothing was loaded.",
    )  # fmt: skip


def _one(request, pk):
    return get_object_or_404(
        Load.objects.visible_to(request.user).select_related("started_by__person"), pk=pk
    )


def _page(load):
    return url("assessments:load", load.pk)


def _require(user):
    if not user.has_perm(loads.PERMISSION):
        raise PermissionDenied(refusal(loads.PERMISSION))
