from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from assessments.forms import priorities as forms
from assessments.forms.fields import of_partnership
from assessments.forms.lists import PriorityFilter
from assessments.lifecycle.evidence import PriorityAction
from assessments.models import Priority
from assessments.reports.priorities import HEADINGS, by_tier, line, matrix_of, page_of, priorities_for
from assessments.services import priorities as services
from design.addresses import url
from design.pages import NextStep
from records.asking import refusal
from records.export import KINDS
from records.forms import posted
from records.pages import asked, file_of, moves, one_for, one_or_404, show
from records.services import version_of

FIELDS = (
    "title", "about", "body", "is_strategic", "is_local", "by_law", "is_cross_cutting", "starts_on", "ends_on"
)  # fmt: skip
DONE = {"adopt": "It is adopted.", "close": "It is closed.", "reopen": "It is current again."}


def priority_list(request):
    filters = PriorityFilter(request.GET, user=request.user)
    chosen = filters.chosen()
    rows = priorities_for(request.user, chosen)
    if request.GET.get("export") in KINDS:
        return file_of(request, rows, "priorities", HEADINGS, line)
    context = {
        "tiers": list(by_tier(rows, request.user, chosen["tier"])), "filters": filters,
        "chosen": filters.tags(request.GET), "adds": bool(request.user.places.assesses_in),
    }  # fmt: skip
    return render(request, "assessments/priority_list.html", context)


def priority_matrix(request):
    return render(request, "assessments/priority_matrix.html", {"matrix": matrix_of(request.user)})


def priority_add(request):
    mine = request.user.places.assesses_in
    if not mine:
        raise PermissionDenied(refusal("assessments.add_priority"))
    form = forms.PriorityForm(posted(request), user=request.user, partnerships=mine)
    return asked(
        request, of_partnership(form, request.user),
        lambda data: services.add_priority(by=request.user, once=True, **data),
        record=None, back=lambda made: made.get_absolute_url(), cancel=url("assessments:priorities"),
        title="Add a priority", submit="Add it", done="It is added, as proposed.",
    )  # fmt: skip


def priority_show(request, reference):
    priority = one_or_404(request, Priority, reference)
    steps = list(moves(request.user, priority, "assessments:priority_move", primary=(PriorityAction.ADOPT,)))
    if request.user.has_perm("assessments.rate_priority", priority) and priority.status != "closed":
        address = url("assessments:priority_rate", reference)
        steps.insert(0, NextStep("Rate its progress", address, primary=priority.status == "current"))
    context = {
        "found": page_of(priority, request.user), "facts": [*priority.tiers, priority.body, priority.partnership],
        "writes": request.user.has_perm("assessments.change_priority", priority),
    }  # fmt: skip
    tabs = [("Priority", priority.get_absolute_url(), True)]
    return show(request, "assessments/priority_show.html", priority, tabs, steps, **context)


def priority_change(request, reference):
    priority = one_for(request, Priority, reference, "assessments.change_priority", "cuts_across")
    initial = {name: getattr(priority, name) for name in FIELDS}
    initial |= {"cuts_across": priority.cuts_across.all(), "version": version_of(priority)}
    places = {"user": request.user, "partnerships": [priority.partnership_id]}
    form = forms.ChangePriorityForm(posted(request), initial=initial, **places)

    def do(data):
        across, version = data.pop("cuts_across"), data.pop("version")
        return services.change_priority(priority, data, by=request.user, cuts_across=across, version=version)

    return asked(
        request, form, do, record=priority, title="Change what it says", submit="Save", done="Saved."
    )


def priority_rate(request, reference):
    priority = one_for(request, Priority, reference, "assessments.rate_priority")
    form = forms.ProgressForm(posted(request))
    return asked(
        request, form, lambda data: services.rate_priority(priority, by=request.user, **data), record=priority,
        back=priority.get_absolute_url(), title="Rate its progress", submit="Add the rating", done="It is rated.",
    )  # fmt: skip


def priority_move(request, reference, action):
    action = PriorityAction(action)
    priority = one_for(request, Priority, reference, f"assessments.{action}_priority")
    form = forms.MoveForm(posted(request))
    return asked(
        request, form, lambda data: services.move_priority(priority, action, by=request.user, **data),
        record=priority, title=action.label, submit=action.label, done=DONE[action],
    )  # fmt: skip
