from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from assessments.forms.fields import of_partnership
from assessments.forms.indicators import PeerGroupForm, WeightsForm
from assessments.models import PeerGroup, WeightSet
from assessments.services import weights as services
from design.addresses import url
from records.asking import refusal
from records.forms import posted
from records.pages import asked


def _keepers_only(request):
    if not request.user.places.assesses_in:
        raise PermissionDenied(refusal("assessments.keep_weights"))
    return request.user.places.assesses_in


def weight_list(request):
    mine = _keepers_only(request)
    context = {
        "groups": PeerGroup.objects.filter(partnership__in=mine).select_related("partnership"),
        "sets": WeightSet.objects.filter(partnership__in=mine).select_related("partnership"),
    }
    return render(request, "assessments/weight_list.html", context)


def weight_add(request):
    _keepers_only(request)
    form = of_partnership(WeightsForm(posted(request), initial={"kind": "own"}), request.user)
    text = "No weights come with the portal. Enter those that were published, or your own, with where they come from."
    return _added(request, form, services.add_weight_set, "Enter weights of harm", text)


def peers_add(request):
    _keepers_only(request)
    form = of_partnership(PeerGroupForm(posted(request)), request.user)
    text = "Areas most like yours. The official lists are not public, so enter yours with its day and source."
    return _added(request, form, services.add_peer_group, "Enter a peer group", text)


def _added(request, form, service, title, text):
    back = url("assessments:weights")
    return asked(
        request, form, lambda data: service(by=request.user, **data), record=None, back=back, cancel=back,
        title=title, text=text, submit="Keep it", done="It is kept.",
    )  # fmt: skip
