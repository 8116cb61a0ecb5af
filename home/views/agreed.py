"""How a cost is shared, and the resolution that agreed it: linked from either end (S001-167)."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from design.addresses import url
from funding.models import CostSplit, Plan
from home import services
from home.forms import AgreedByForm, SharedCostForm
from meetings.models import AgendaItem, Meeting, Resolution
from records.forms import posted
from records.pages import asked
from records.views.fetch import record_for

NO_SPLIT = "No spending plan that is open to you shares a cost. Share it on the plan first."


def split_agreed(request, reference, pk):
    """From the plan."""
    plan = record_for(request, reference, "link_record")
    split = get_object_or_404(CostSplit, plan=plan.pk, pk=pk)
    form = AgreedByForm(posted(request), user=request.user)
    return asked(
        request, form, lambda data: services.link_split(split, data["resolution"], by=request.user), record=plan,
        title=f"Resolution that agreed how “{split}” is shared", submit="Link it",
        done="The resolution is linked to the shared cost.",
    )  # fmt: skip


def resolution_split(request, reference, resolution):
    """From the meeting."""
    meeting = record_for(request, reference, "link_record")
    if not isinstance(meeting, Meeting) or not request.user.has_perm("meetings.view_minutes", meeting):
        raise Http404
    items = AgendaItem.objects.visible_to(request.user).filter(meeting=meeting.pk)
    resolution = get_object_or_404(
        Resolution.objects.select_related("item__meeting"), item__in=items, pk=resolution
    )
    plans = Plan.objects.visible_to(request.user)
    splits = CostSplit.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__year", "pk")
    form = SharedCostForm(posted(request), splits=list(splits))
    decisions = url("meetings:decisions", reference)
    return asked(
        request, form, lambda data: services.link_split(data["split"], resolution, by=request.user),
        record=meeting, back=decisions, cancel=decisions, title=f"Shared cost that {str(resolution).lower()} agreed",
        text=resolution.text, submit="Link it", blockers=[] if form.fields["split"].rows else [NO_SPLIT],
        done="The shared cost is linked to the resolution.",
    )  # fmt: skip
