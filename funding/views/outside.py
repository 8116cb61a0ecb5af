"""Bids that the partnership makes to funders elsewhere."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from audit.clock import today
from design.addresses import url
from design.pages import Column, NextStep
from funding.forms import outside as forms
from funding.lifecycle.outside import OutsideAction
from funding.models import OutsideBid
from funding.services import outside as services
from records.asking import refusal
from records.export import KINDS, pounds
from records.forms import posted
from records.pages import asked, file_of, moves, one_for, one_or_404, show
from records.paging import page_of
from records.services import version_of

COLUMNS = (
    Column("Bid"), Column("Funder"), Column("State"), Column("Closes"), Column("Amount", numeric=True)
)  # fmt: skip
HEADINGS = [
    "Reference",
    "Bid",
    "Funder",
    "Programme",
    "Round",
    "Led by",
    "State",
    "Closes",
    "Asked for",
    "Won",
    "Outcome",
]
MANY = ("areas", "partners")
PRIMARY = (OutsideAction.PURSUE, OutsideAction.SUBMIT, OutsideAction.AWAIT, OutsideAction.WIN)


def outside_list(request):
    rows = OutsideBid.objects.visible_to(request.user).select_related("agency")
    if request.GET.get("open"):
        rows = rows.open()
    if request.GET.get("export") in KINDS:
        return file_of(request, rows.order_by("-pk"), "outside-bids", HEADINGS, _line)
    context = {
        "page": page_of(rows, "closes_on", request.GET, descending=True), "columns": COLUMNS, "today": today(),
        "adds": bool(request.user.places.partnerships),
    }  # fmt: skip
    return render(request, "funding/outside_list.html", context)


def _line(bid):
    return [
        bid.reference, bid.title, bid.funder, bid.scheme, bid.round, str(bid.agency or ""), bid.state_in_words,
        bid.closes_on, pounds(bid.amount), pounds(bid.won), bid.outcome_on,
    ]  # fmt: skip


def outside_add(request):
    mine = request.user.places.partnerships
    if not mine:
        raise PermissionDenied(refusal("funding.add_outsidebid"))
    form = forms.of_partnership(forms.OutsideForm(posted(request), partnerships=mine), request.user)

    def do(data):
        many = {name: data.pop(name) for name in MANY}
        return services.add_outside_bid(by=request.user, once=True, many=many, **data)

    return asked(
        request, form, do, record=None, back=lambda bid: bid.get_absolute_url(), cancel=url("funding:outside_bids"),
        title="Record an opportunity or a bid", submit="Record it", done="It is recorded.",
    )  # fmt: skip


def outside_show(request, reference):
    bid = one_or_404(request, OutsideBid, reference, *MANY)
    steps = moves(request.user, bid, "funding:outside_move", primary=PRIMARY)
    steps = sorted(steps, key=lambda step: not step.primary)  # what is most likely wanted first
    writes = request.user.has_perm("funding.change_outsidebid", bid)
    if writes and bid.status == bid.Status.AWAITING:
        label = "Change when to ask again" if bid.is_delayed else "Record a delay"
        steps.append(NextStep(label, url("funding:outside_delay", reference)))
    context = {"facts": [bid.funder, bid.scheme, bid.round], "writes": writes, "today": today()}
    tabs = [("Outside bid", bid.get_absolute_url(), True)]
    return show(request, "funding/outside_show.html", bid, tabs, steps, **context)


def outside_change(request, reference):
    bid = one_for(request, OutsideBid, reference, "funding.change_outsidebid", *MANY)
    initial = {name: getattr(bid, name) for name in forms.OutsideForm.base_fields if name not in MANY}
    initial |= {name: getattr(bid, name).all() for name in MANY} | {"version": version_of(bid)}
    form = forms.ChangeOutsideForm(posted(request), initial=initial, partnerships=[bid.partnership_id])

    def do(data):
        many, version = {name: data.pop(name) for name in MANY}, data.pop("version")
        return services.change_outside_bid(bid, data, by=request.user, many=many, version=version)

    return asked(request, form, do, record=bid, title="Change what it says", submit="Save", done="Saved.")


def outside_move(request, reference, action):
    bid = one_or_404(request, OutsideBid, reference)
    action = OutsideAction(action)
    if not request.user.has_perm(f"funding.{action}_outsidebid", bid):
        raise PermissionDenied(refusal("funding.change_outsidebid"))
    form = forms.OutsideMoveForm(posted(request), initial={"on": today()})
    if action != OutsideAction.WIN:
        del form.fields["won"]
    return asked(
        request, form, lambda data: services.move_outside_bid(bid, action, by=request.user, **data), record=bid,
        title=action.label, submit=action.label, done="It is recorded.",
    )  # fmt: skip


def outside_delay(request, reference):
    bid = one_for(request, OutsideBid, reference, "funding.change_outsidebid")
    initial = forms.DelayForm.initial_of(bid) | {"is_delayed": True}
    form = forms.DelayForm(posted(request), initial=initial)
    return asked(
        request, form, lambda data: services.delay_outside_bid(bid, by=request.user, **data), record=bid, row=bid,
        title="Is the decision delayed?", submit="Save", done="Saved.",
    )  # fmt: skip
