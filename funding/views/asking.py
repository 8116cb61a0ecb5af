"""A page of one form that a service answers."""

from django.contrib import messages
from django.shortcuts import redirect

from records.forms import accepted, ask, conflict
from records.services import ChangedMeanwhile, version_of


def asked(request, form, do, *, record, done, back="", cancel="", **context):
    """Show the form, or do what it asks for and go back to the record; nothing typed is lost.

    ``back`` is an address, or gives one for what the service returned.
    """
    kept = []
    try:
        if accepted(form, lambda data: kept.append(do(data))):
            messages.success(request, done)
            return redirect((back(kept[0]) if callable(back) else back) or record)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(request, form, current, version_of(current), title=context["title"])
    context.setdefault("reference", getattr(record, "reference", ""))
    return ask(
        request, form, cancel=cancel or (back if isinstance(back, str) and back else record), **context
    )
