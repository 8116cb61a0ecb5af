"""How a view hands a form to a service: what the service refuses comes back as the form's errors."""

from django.shortcuts import render

from records.lifecycle import MoveRefused
from records.services import ChangedMeanwhile


def accepted(form, do):
    """True once ``do(cleaned data)`` has been done. Nothing typed is lost: the form keeps it with the reasons."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except ChangedMeanwhile:
        raise
    except MoveRefused as refusal:
        form.add_error(None, list(refusal.reasons))
        return False
    return True


def ask(request, form, **context):
    """The page of one form; refused forms answer 422, so that nothing takes them for done."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "design/confirm.html", {"form": form, **context}, status=status)
