"""The good-practice library."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from design.addresses import url
from design.pages import NextStep, query
from problems import services
from problems.forms.library import DEFAULTS, AdoptForm, PlayFilter, PlayForm
from problems.models import Play
from problems.play_lifecycle import PlayAction
from problems.reports.assessment import figures_of
from problems.reports.award import DESCRIPTION_WORDS, SUMMARY_WORDS, award_entry, award_file
from problems.reports.library import (
    COLUMNS,
    WORKED,
    effect_in_words,
    evidence_of_entry,
    of_same_record,
    periods_in_words,
    plays_for,
    rounds_in_words,
    techniques_in_words,
    tried,
    used_in_words,
)
from problems.services.library import (
    NOT_YOUR_ENTRY,
    NOT_YOURS,
    chosen_of,
    draft_of,
    finds,
    play_blockers,
    revise_blockers,
    reworded,
    said_in_round,
)
from problems.views.frame import problem_or_404
from records.forms import ReasonForm, accepted, ask, carry_version, conflict, posted
from records.lifecycle import moves_open_to, permission, refusal
from records.pages import tabs_of_record
from records.paging import page_of
from records.services import ChangedMeanwhile, version_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def play_list(request):
    filters = PlayFilter(request.GET, user=request.user)
    chosen = filters.chosen()
    page = page_of(plays_for(request.user, chosen), "listed_on", request.GET, descending=True)
    context = {
        "page": page,
        "tried": tried(page.rows),
        "effects": {play.pk: effect_in_words(play) for play in page.rows},
        "filters": filters,
        "chosen": [
            (
                filters.words_for(name, chosen[name]),
                query(request.GET, **{name: None}, after=None, before=None),
            )
            for name in DEFAULTS
            if chosen[name]
        ],
        "columns": COLUMNS,
        "worked": WORKED,
    }
    return render(request, "problems/play_list.html", context)


def play_show(request, reference):
    play = _play_or_404(request, reference)
    found = evidence_of_entry(play)
    context = {
        "play": play,
        "found": found,
        "figures": figures_of(found),
        "periods": periods_in_words(play),
        "used": used_in_words(play),
        "rounds": rounds_in_words(play),
        "others": [(other, effect_in_words(other)) for other in of_same_record(request.user, play)],
        "tried": tried([play])[play.pk],
        "worked": WORKED,
        "techniques": {row.pk: techniques_in_words(row.techniques) for row in play.responses.all()},
        "steps": list(_steps(request.user, play)),
        "tabs": _tabs(request.user, play),
        "grants": request.user.has_perm("records.grant_record", play),
    }
    return render(request, "problems/play_detail.html", context)


def _play_or_404(request, reference):
    known = Play.objects.visible_to(request.user).select_related(
        "partnership", "comes_from__agency", "agency", "body", "cleared_by__person"
    )
    return get_object_or_404(known.prefetch_related("responses", "location_types"), reference=reference)


def _tabs(user, play):
    rows = [("Entry", play.get_absolute_url(), True, None)]
    return [*rows, *tabs_of_record(user, play)]


def _steps(user, play):
    if play.status == play.Status.LISTED and user.places.partnerships:
        address = url("problems:play_adopt", play.reference)
        yield NextStep("Adopt it in a record", address, primary=play.reopened_on is None)
    if user.has_perm("problems.revise_play", play):
        words = "Bring it up to date" if play.reopened_on else "Change the entry"
        address = url("problems:play_revise", play.reference)
        yield NextStep(words, address, list(revise_blockers(play)), primary=bool(play.reopened_on))
    if user.places.partnerships:
        yield NextStep("Make an award entry of it", url("problems:play_award", play.reference))
    if play.status == play.Status.LISTED and user.has_perm("problems.clear_play", play):
        words = "Change the cleared summary" if play.public_summary else "Clear a summary for publication"
        yield NextStep(words, url("problems:play_clear", play.reference))
        if play.public_summary:
            address = url("problems:play_unclear", play.reference)
            yield NextStep("Take back the cleared summary", address)
    for action, blockers in moves_open_to(user, play):
        address = url("problems:play_move", play.reference, action)
        yield NextStep(action.label, address, blockers, warning=action == PlayAction.WITHDRAW)


def play_add(request, reference):
    """From a completed record: what it may say, gone through for names by its officer."""
    problem = problem_or_404(request, reference, "responses", "location_types")
    if not request.user.has_perm("problems.add_play", problem):
        raise PermissionDenied(NOT_YOURS)
    responses = chosen_of(problem)
    form = PlayForm(posted(request), initial=draft_of(problem), responses=responses, finds=[None])
    if form.is_bound:
        responses = reworded(responses, form.said_of_responses(request.POST))
    found = finds(problem, _words(form), responses)
    form.show(found)
    made = []
    if accepted(form, lambda data: made.append(_list(problem, form, data, request.user))):
        messages.success(request, "The entry is in the library.")
        return redirect(made[0])
    return _ask_words(request, "problems/play_add.html", form, found, play_blockers(problem), problem=problem)


def _ask_words(request, template, form, found, blockers, **context):
    status = 422 if form.is_bound and form.errors else 200
    context |= {"form": form, "finds": found, "blockers": list(blockers)}
    return render(request, template, context, status=status)


def _words(form):
    said = form.data if form.is_bound else form.initial
    return {name: said.get(name, "") for name in Play.TEXTS}


def _list(problem, form, data, user):
    return services.list_play(problem, by=user, **_confirmed(form, data))


def _confirmed(form, data):
    return {
        "words": {name: data[name] for name in Play.TEXTS}, "responses": form.said_of_responses(data),
        "names_nobody": data["names_nobody"], "looked_at": data.get("looked_at", False),
    }  # fmt: skip


def play_revise(request, reference):
    """Its words again, beside what its record says now; the figures are taken from there."""
    play = _play_or_404(request, reference)
    if not request.user.has_perm("problems.revise_play", play):
        raise PermissionDenied(NOT_YOUR_ENTRY)
    responses = list(play.responses.all())
    held = {name: getattr(play, name) for name in Play.TEXTS}
    form = PlayForm(posted(request), initial=held, responses=responses, finds=[None])
    carry_version(form, version_of(play))
    if play.reopened_on:
        form.show_record(draft_of(said_in_round(play.comes_from, play.round)))
    if form.is_bound:
        responses = reworded(responses, form.said_of_responses(request.POST))
    found = finds(play.comes_from, _words(form), responses)
    form.show(found)
    try:
        if accepted(form, lambda data: _revise(play, form, data, request.user)):
            messages.success(request, "The entry says what you wrote, with the figures of its record.")
            return redirect(play)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(request, form, current, version_of(current), title=f"“{current}”")
    return _ask_words(request, "problems/play_revise.html", form, found, revise_blockers(play), play=play)


def _revise(play, form, data, user):
    return services.revise_play(play, by=user, version=data["version"], **_confirmed(form, data))


def play_adopt(request, reference):
    play = _play_or_404(request, reference)
    initial = {"problem": request.GET.get("problem"), "title": play.title}
    form = AdoptForm(posted(request), play=play, user=request.user, initial=initial)
    adopted = []
    if accepted(form, lambda data: adopted.append(_adopt(play, data, request.user))):
        messages.success(request, "Its responses are options of the record, with their mechanism.")
        return redirect("problems:detail", adopted[0].reference)
    into = "" if "problem" in form.fields else " A new problem record is opened for them."
    return ask(
        request, form, title="Adopt it in a record", reference=reference, submit="Adopt it",
        cancel=play.get_absolute_url(), text=f"Its responses become options there, to be chosen or not.{into}",
    )  # fmt: skip


def _adopt(play, data, user):
    if data.get("problem"):
        return services.adopt_play(play, data["problem"], by=user)
    return services.adopt_in_new_record(play, partnership=data["partnership"], title=data["title"], by=user)


def play_award(request, reference):
    """The entry as an award form would have it; with ?file=docx as a Word file."""
    play = _play_or_404(request, reference)
    entry = award_entry(play)
    if request.GET.get("file") == "docx":
        response = HttpResponse(award_file(entry), content_type=WORD)
        response["Content-Disposition"] = content_disposition_header(True, f"{play.reference}-award.docx")
        return response
    limits = {"summary": SUMMARY_WORDS, "description": DESCRIPTION_WORDS}
    return render(request, "problems/play_award.html", {"play": play, "entry": entry, "limits": limits})


def play_move(request, reference, action):
    play = _play_or_404(request, reference)
    if not request.user.has_perm(permission(play, action), play):
        raise PermissionDenied(refusal(play, action))
    form = ReasonForm(posted(request))
    act = services.withdraw_play if action == PlayAction.WITHDRAW else services.restore_play
    if accepted(form, lambda data: act(play, by=request.user, **data)):
        messages.success(request, "It is done.")
        return redirect(play)
    return ask(
        request,
        form,
        title=action.label,
        reference=reference,
        submit=action.label,
        cancel=play.get_absolute_url(),
    )
