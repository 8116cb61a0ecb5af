"""Milestones of a funded project: set, moved, reached."""

from django.shortcuts import get_object_or_404

from audit.clock import today
from funding.forms import delivery as forms
from funding.services import milestones
from funding.views.delivery import page
from funding.views.frame import bid_for
from records.forms import ReasonForm, posted
from records.services import version_of


def milestone_add(request, reference):
    bid = bid_for(request, reference, "funding.manage_bid")
    return page(
        request, bid, forms.MilestoneForm(posted(request)),
        lambda data: milestones.set_milestone(bid, by=request.user, **data),
        title="Add a milestone", submit="Add", done="The milestone is added. The applicant is reminded of it.",
    )  # fmt: skip


def milestone_change(request, reference, pk):
    bid = bid_for(request, reference, "funding.manage_bid")
    row = get_object_or_404(bid.milestones, pk=pk)
    initial = {"name": row.name, "due_on": row.due_on, "version": version_of(row)}
    form = forms.ChangeMilestoneForm(posted(request), initial=initial)
    return page(
        request, bid, form, lambda data: milestones.set_milestone(bid, by=request.user, milestone=row, **data),
        title=f"Change “{row}”", submit="Save", done="The milestone is changed.",
    )  # fmt: skip


def milestone_reach(request, reference, pk):
    bid = bid_for(request, reference, "funding.reach_bid")
    row = get_object_or_404(bid.milestones, pk=pk)
    form = forms.ReachedForm(posted(request), initial={"reached_on": today()})
    return page(
        request, bid, form, lambda data: milestones.reach_milestone(row, by=request.user, **data),
        title=f"Was it reached: {row}", submit="It was reached", done="The milestone is reached.",
    )  # fmt: skip


def milestone_remove(request, reference, pk):
    bid = bid_for(request, reference, "funding.manage_bid")
    row = get_object_or_404(bid.milestones, pk=pk)
    return page(
        request, bid, ReasonForm(posted(request)),
        lambda data: milestones.remove_milestone(row, by=request.user, **data),
        title=f"Take out “{row}”", submit="Take it out", done="The milestone is taken out.", warning=" ",
    )  # fmt: skip
