from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from actions import services
from actions.forms import (
    DEFAULTS,
    ActionFilter,
    ActionForm,
    CompleteForm,
    ReasonForm,
    UpdateForm,
    initial_of,
    people_for,
)
from actions.lifecycle import Action as Act
from actions.lifecycle import Status
from actions.models import Action
from actions.reports import HEADINGS, SORTS, actions_for, lead_and_others, line, source_of, with_parts
from audit.clock import today
from design.addresses import url
from design.filters import date as date_in_words
from design.pages import Column, NextStep, query
from records.access import note_reading
from records.export import KINDS
from records.forms import accepted, ask, conflict
from records.lifecycle import moves_open_to, permission
from records.pages import file_of
from records.paging import page_of, sorting
from records.services import ChangedMeanwhile, version_of

COLUMNS = (
    Column("Action"), Column("Owners"), Column("Due", "due"), Column("Status"), Column("Changed", "changed"),
)  # fmt: skip
UPDATE, CHANGE = "actions.update_action", "actions.change_action"
MAY_NOT = {
    UPDATE: "Only an owner, an officer or the chair may update this action.",
    CHANGE: "Only officers, the chair and those who draft its minutes change an action.",
}


def action_list(request):
    filters = ActionFilter(request.GET, user=request.user)
    chosen = filters.chosen()
    rows = actions_for(request.user, chosen, today())
    field, descending = sorting(request.GET, SORTS, "due")
    if request.GET.get("export") in KINDS:
        return file_of(request, rows.order_by(field, "pk"), "actions", HEADINGS, line)
    page = page_of(rows, field, request.GET, descending=descending, keys_first=True)
    context = {
        "page": page,
        "filters": filters,
        "chosen": [
            (
                filters.words_for(name, chosen[name]),
                query(request.GET, **{name: None}, after=None, before=None),
            )
            for name in ("whose", "status", "body")
            if chosen[name] != DEFAULTS[name]
        ],
        "columns": COLUMNS,
        "sort": request.GET.get("sort", DEFAULTS["sort"]),
    }
    return render(request, "actions/action_list.html", context)


def action_detail(request, reference):
    action = _action_or_404(request, reference)
    note_reading(request.user, action)
    lead, _ = lead_and_others(action.owners.all())
    context = {
        "action": action,
        "owners": action.owners.all(),
        "lead": lead,
        "updates": action.updates.all(),
        "source": source_of(action, request.user),
        "steps": list(_steps(request.user, action)),
        "grants": request.user.has_perm("records.grant_record", action),
        "chased": _chased(request.user, action),
        "reads_history": request.user.has_perm("records.view_history", action),
    }
    return render(request, "actions/action_detail.html", context)


def _chased(user, action):
    """Its owners, with how they are reached, to whoever keeps the action and works in a partnership."""
    if action.status != Status.OPEN or not user.places.partnerships or not user.has_perm(CHANGE, action):
        return []
    people = [row.person for row in action.owners.all() if row.person and row.person_id != user.person_id]
    return [person for person in people if person.email or person.phones]


def _action_or_404(request, reference):
    return get_object_or_404(with_parts(Action.objects.visible_to(request.user)), reference=reference)


def _may(request, reference, wanted):
    """The action, if the person may do this with it; who knows of it is told why not."""
    action = _action_or_404(request, reference)
    if not request.user.has_perm(wanted, action):
        raise PermissionDenied(MAY_NOT[wanted])
    return action


def _steps(user, action):
    """An update first: it is what an owner comes for. What completing needs is asked on its own page."""
    if action.status == Status.OPEN and user.has_perm(UPDATE, action):
        yield NextStep("Add an update", _address(action, "update"), primary=True)
    for move, _ in moves_open_to(user, action):
        if move in ASKS:
            yield NextStep(move.label, _address(action, "move", move), warning=move == Act.CANCEL)
    if action.status in (Status.PROPOSED, Status.OPEN) and user.has_perm(CHANGE, action):
        yield NextStep("Change", _address(action, "change"))


def _address(action, name, *more):
    return url(f"actions:{name}", action.reference, *more)


def action_update(request, reference):
    action = _may(request, reference, UPDATE)
    form = UpdateForm(request.POST or None)
    if accepted(form, lambda data: services.add_update(action, data["text"], by=request.user)):
        messages.success(request, "Your update is kept.")
        return redirect(action)
    return ask(request, form, title="Add an update", submit="Save the update", **_around(action))


def action_change(request, reference):
    action = _may(request, reference, CHANGE)
    initial = initial_of(action, version_of(action))
    form = ActionForm(request.POST or None, people=people_for(action), initial=initial)
    try:
        if accepted(form, lambda data: _change(action, form, data, request.user)):
            messages.success(request, "The action is changed. What it said before is in its history.")
            return redirect(action)
    except ChangedMeanwhile as meanwhile:
        return _conflict(request, form, meanwhile.current)
    return ask(request, form, title="Change the action", submit="Save", **_around(action) | {"text": ""})


def _change(action, form, data, user):
    services.change_action(
        action, wording=data["wording"], due_on=data["due_on"], owners=form.owners(), by=user,
        reason=data["reason"], version=data["version"],
    )  # fmt: skip


def _conflict(request, form, current):
    """Somebody saved meanwhile: both versions side by side, and this person's still in the form."""
    names = ", ".join(owner.printed_name for owner in current.owners.all())
    mine = ", ".join(name for _, _, name in form.owners())
    fields = [
        ("What is to be done", current.wording, form.cleaned_data["wording"]),
        ("Owners", names, mine),
        ("Due", date_in_words(current.due_on), date_in_words(form.cleaned_data["due_on"])),
    ]
    return conflict(request, form, current, version_of(current), title="The action", fields=fields)


ASKS = {  # move: (form, service, title, button, what is said when done)
    Act.COMPLETE: (
        CompleteForm, services.complete_action, "Mark this action as done", "Mark as done",
        "The action is done.",
    ),
    Act.REOPEN: (
        ReasonForm, services.reopen_action, "Open this action again", "Reopen", "The action is open again."
    ),
    Act.CANCEL: (
        ReasonForm, services.cancel_action, "Cancel this action", "Cancel the action",
        "The action is cancelled.",
    ),
}  # fmt: skip


def action_move(request, reference, action):
    """Complete, reopen or cancel. Issuing belongs to the record from which the action arises."""
    move, action = action, _action_or_404(request, reference)
    if move not in ASKS:
        return redirect(action)
    if not request.user.has_perm(permission(action, move), action):
        raise PermissionDenied(f"Your place in this partnership does not let you {move.label.lower()}.")
    form_class, service, title, submit, done = ASKS[move]
    form = form_class(request.POST or None)
    if accepted(form, lambda data: service(action, by=request.user, **data)):
        messages.success(request, done)
        return redirect(action)
    return ask(request, form, title=title, submit=submit, **_around(action))


def _around(action):
    return {"reference": action.reference, "text": action.wording, "cancel": action.get_absolute_url()}
