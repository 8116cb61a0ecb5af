"""Sets of proposals against the money that there is."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from design.addresses import url
from design.pages import Column
from funding.forms import outside as forms
from funding.lifecycle.outside import ProposalsAction
from funding.models import ProposalSet
from funding.reports.outside import balance_of_proposals, lines_of
from funding.services import outside as services
from records.asking import refusal
from records.export import KINDS, export, pounds
from records.forms import ReasonForm, posted
from records.pages import asked, moves, one_for, one_or_404, show
from records.paging import page_of
from records.services import version_of

LIST = (Column("Set"), Column("State"))
COLUMNS = (
    Column("Proposal"),
    Column("Today", numeric=True),
    Column("Proposed", numeric=True),
    Column("More or less", numeric=True),
)
HEADINGS = [
    "Proposal",
    "Today",
    "Proposed",
    "Difference",
    "Posts",
    "Areas",
    "For children",
    "Takes the place of",
    "Groups whose need it meets",
    "There for the same need",
]
WHOLE = ("proposals__merges__fund_year__fund", "proposals__areas", "fund_years__fund")


def proposals_list(request):
    page = page_of(ProposalSet.objects.visible_to(request.user), "pk", request.GET, descending=True)
    context = {"page": page, "columns": LIST, "adds": bool(request.user.places.funds_in)}
    return render(request, "funding/proposals_list.html", context)


def proposals_add(request):
    if not request.user.places.funds_in:
        raise PermissionDenied(refusal("funding.add_proposalset"))
    form = forms.of_partnership(
        forms.ProposalSetForm(posted(request), user=request.user), request.user, runs=True
    )
    return asked(
        request,
        form,
        lambda data: services.add_proposal_set(by=request.user, once=True, **data),
        record=None,
        back=lambda found: found.get_absolute_url(),
        cancel=url("funding:proposal_sets"),
        title="Set proposals together",
        submit="Go on",
        done="The set is there. Add the proposals.",
    )


def proposals_show(request, reference):
    found = one_or_404(request, ProposalSet, reference, *WHOLE)
    lines = list(lines_of(found, request.user))
    if (kind := request.GET.get("export")) in KINDS:
        return export(kind, "proposals", HEADINGS, map(_line, lines))
    context = {
        "lines": lines, "balance": balance_of_proposals(found), "columns": COLUMNS,
        "leave_out": [line.proposal for line in lines if not line.proposal.for_children],
        "writes": found.status == found.Status.OPEN and request.user.has_perm("funding.change_proposalset", found),
    }  # fmt: skip
    steps = moves(request.user, found, "funding:proposals_move", primary=(ProposalsAction.SETTLE,))
    tabs = [("Proposals", found.get_absolute_url(), True)]
    return show(request, "funding/proposals_show.html", found, tabs, steps, **context)


def _line(line):
    row = line.proposal
    return [
        row.title, pounds(line.today), pounds(row.cost), pounds(line.more), row.staff,
        ", ".join(map(str, row.areas.all())), pounds(row.for_children), "; ".join(line.instead_of),
        ", ".join(row.groups), "; ".join(line.beside),
    ]  # fmt: skip


def proposals_change(request, reference):
    found = one_for(request, ProposalSet, reference, "funding.change_proposalset", "fund_years")
    initial = {"title": found.title, "fund_years": found.fund_years.all(), "version": version_of(found)}
    form = forms.ChangeProposalSetForm(posted(request), initial=initial, user=request.user)
    return asked(
        request, form, lambda data: services.change_proposal_set(found, by=request.user, **data), record=found,
        title="Change the set", submit="Save", done="Saved.",
    )  # fmt: skip


def proposals_move(request, reference, action):
    found = one_or_404(request, ProposalSet, reference)
    action = ProposalsAction(action)
    if not request.user.has_perm(f"funding.{action}_proposalset", found):
        raise PermissionDenied(refusal("funding.change_proposalset"))
    return asked(
        request,
        ReasonForm(posted(request)),
        lambda data: services.move_proposal_set(found, action, by=request.user, **data),
        record=found,
        title=action.label,
        submit=action.label,
        done="It is recorded.",
    )


def proposal(request, reference, pk=None):
    found = one_for(request, ProposalSet, reference, "funding.change_proposalset")
    row = get_object_or_404(found.proposals, pk=pk) if pk else None
    many = ("merges", "areas")
    initial = {}
    if row:
        initial = {name: getattr(row, name) for name in forms.ProposalForm.base_fields if name not in many}
        initial |= {name: getattr(row, name).all() for name in many} | {"version": version_of(row)}
    kind = forms.ChangeProposalForm if row else forms.ProposalForm
    form = kind(posted(request), initial=initial, user=request.user)

    def do(data):
        chosen = {name: data.pop(name) for name in many}
        version = data.pop("version", None)
        return services.set_proposal(found, data, by=request.user, proposal=row, version=version, **chosen)

    title = "Change the proposal" if row else "Add a proposal"
    return asked(request, form, do, record=found, title=title, submit="Save", done="Saved.")


def proposal_remove(request, reference, pk):
    found = one_for(request, ProposalSet, reference, "funding.change_proposalset")
    row = get_object_or_404(found.proposals, pk=pk)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.remove_proposal(row, by=request.user, **data),
        record=found, title=f"Take out “{row}”", submit="Take it out", done="It is taken out.",
    )  # fmt: skip
