"""Clearing a summary of a good-practice entry for publication (S000-45)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect

from problems import services
from problems.forms.library import ClearForm
from problems.models import Play
from problems.services.clearing import NOT_YOURS
from problems.services.library import finds
from records.forms import ReasonForm, accepted, ask, conflict, posted
from records.services import ChangedMeanwhile, version_of

TEXT = (
    "Once it is cleared, this text may be given to the press and shown anywhere. It stands with the entry, with your "
    "name and the time. Nothing else of the entry is cleared."
)


def play_clear(request, reference):
    play = _play(request, reference)
    words = request.POST.get("public_summary", "") if request.method == "POST" else play.public_summary
    form = ClearForm(
        posted(request),
        finds=finds(play.comes_from, {"public_summary": words}),
        initial={"public_summary": play.public_summary, "version": version_of(play)},
    )
    try:
        if accepted(form, lambda data: services.clear_summary(play, by=request.user, **data)):
            messages.success(request, "The summary is cleared for publication.")
            return redirect(play)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(request, form, current, version_of(current), title=f"“{current}”")
    return _ask(request, play, form, title="Clear a summary for publication", submit="Clear it", text=TEXT)


def play_unclear(request, reference):
    play = _play(request, reference)
    form = ReasonForm(posted(request))
    if accepted(form, lambda data: services.unclear_summary(play, by=request.user, **data)):
        messages.success(request, "The summary is cleared no more. What it said stays in the history.")
        return redirect(play)
    return _ask(request, play, form, title="Take back the cleared summary", submit="Take it back")


def _play(request, reference):
    known = Play.objects.visible_to(request.user).select_related("comes_from", "cleared_by__person")
    play = get_object_or_404(known, reference=reference)
    if not request.user.has_perm("problems.clear_play", play):
        raise PermissionDenied(NOT_YOURS)
    return play


def _ask(request, play, form, **page):
    return ask(request, form, reference=play.reference, cancel=play.get_absolute_url(), **page)
