"""What an administrator does about a person's account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import reports, services
from accounts.forms import AccessEndForm, HandoverForm, InvitationForm, LeaverForm, ReasonForm
from accounts.querysets import in_hand_of, open_conditions
from accounts.services import leavers
from design.addresses import url
from design.filters import plural
from partnership.models import Person
from records.lifecycle import MoveRefused
from records.views.fetch import number

NOT_YOURS = "Only an administrator of a partnership in which {} has a place may see or change their account."


def kept_person(request, pk):
    """The person whose account this user keeps."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("accounts.manage_account", person):
        raise PermissionDenied(NOT_YOURS.format(person))
    return person


def kept_account(request, pk):
    """As ``kept_person``, of somebody who has an account."""
    person = kept_person(request, pk)
    if not hasattr(person, "user"):
        raise Http404
    return person


def person_account(request, pk):
    person = kept_person(request, pk)
    return render(request, "accounts/person_account.html", {"report": reports.account_report(person)})


@require_safe
def person_log(request, pk):
    person = kept_person(request, pk)
    log = reports.account_log(person, before=number(request.GET.get("before")))
    return render(request, "accounts/person_log.html", {"person": person, "log": log})


def person_invite(request, pk):
    person = kept_person(request, pk)
    user = getattr(person, "user", None)
    form = InvitationForm(request.POST or None, initial={"email": user.email if user else person.email})
    if form.is_valid() and _done(form, services.invite_person, person, by=request.user, **form.cleaned_data):
        messages.success(request, f"An invitation is on its way to {form.cleaned_data['email']}.")
        return redirect("accounts:person", pk)
    stands_nowhere = not (person.posts.exists() or person.memberships.exists() or person.roles.exists())
    context = {"form": form, "person": person, "stands_nowhere": stands_nowhere}
    return render(request, "accounts/person_invite.html", context)


@require_POST
def person_resend(request, pk):
    person = kept_account(request, pk)
    try:
        services.invite_again(person.user, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"A new invitation is on its way to {person.user.email}.")
    return redirect("accounts:person", pk)


def person_close(request, pk):
    person = kept_account(request, pk)
    kept = len(leavers.named_records_of(person))
    text = "They can no longer sign in, and what they have open ends at once. Their posts and seats stay."
    if kept:
        text += (
            f" They alone can open {plural(kept, 'record')} to others: if they leave, record that instead."
        )
    return _with_reason(
        request,
        person,
        services.close_account,
        title="Close the account of {}",
        text=text,
        submit="Close the account",
        done="The account of {} is closed.",
    )


def person_second_factor(request, pk):
    return _with_reason(
        request,
        kept_account(request, pk),
        services.reset_second_factor,
        title="Remove the second factor of {}",
        text="Do this when they have lost their telephone and their recovery codes. Make sure who is asking: "
        "ring them on a number that you know.",
        submit="Remove the second factor",
        done="The second factor of {} is removed. They set up another when they next sign in.",
    )


def person_access_end(request, pk):
    person = kept_account(request, pk)
    form = AccessEndForm(request.POST or None)
    if form.is_valid() and _done(
        form, services.set_access_end, person.user, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "The last day of access is moved.")
        return redirect("accounts:person", pk)
    shown = {"form": form, "title": f"Move the last day of {person}", "submit": "Save", "text": ""}
    return render(request, "design/confirm.html", shown | {"cancel": url("accounts:person", pk)})


def person_leave(request, pk):
    """Two pages: the day and who takes over; then all that this does, to be confirmed."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("accounts.close_leaver", person):
        raise PermissionDenied(leavers.refusal(person, request.user))
    actions = leavers.work_known_to(request.user, person)
    kept = leavers.named_records_of(person)
    form = LeaverForm(
        request.POST or None, person=person, actions=actions, kept=kept, by=request.user,
        in_hand=in_hand_of(person), conditions=open_conditions(person),
    )  # fmt: skip
    if not form.is_valid():
        return render(request, "accounts/person_leave.html", {"form": form, "person": person})
    confirmed = request.POST if "confirm" in request.POST else None
    handover = HandoverForm(confirmed, actions=actions, people=form.people)
    if handover.is_valid() and _done(handover, _close_leaver, person, form, handover, by=request.user):
        messages.success(request, f"{person} has left. Their account is closed.")
        return redirect("accounts:person", pk)
    shown = {
        "form": handover,
        "person": person,
        "leaver": form,
        "report": reports.leaving_report(
            person,
            form.cleaned_data["last_day"],
            seen_by=request.user,
            case_officer=form.case_officer,
            condition_owner=form.condition_owner,
        ),
    }
    return render(request, "accounts/person_leave_preview.html", shown)


def _close_leaver(person, form, handover, *, by):
    services.close_leaver(
        person,
        last_day=form.cleaned_data["last_day"],
        successor=form.successor,
        successors=handover.successors,
        keeper=form.keeper,
        case_officer=form.case_officer,
        condition_owner=form.condition_owner,
        by=by,
        reason=form.cleaned_data["reason"],
    )


def _with_reason(request, person, service, *, title, text, submit, done):
    form = ReasonForm(request.POST or None)
    back = url("accounts:person", person.pk)
    if form.is_valid() and _done(form, service, person.user, by=request.user, **form.cleaned_data):
        messages.success(request, done.format(person))
        return redirect(back)
    shown = {"form": form, "title": title.format(person), "text": text, "submit": submit, "cancel": back}
    return render(request, "design/confirm.html", shown | {"warning": "This takes effect at once."})


def _done(form, service, *args, **kwargs):
    """Call the service; what it refuses stands beside the form, every reason at once."""
    try:
        service(*args, **kwargs)
    except MoveRefused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return False
    return True
