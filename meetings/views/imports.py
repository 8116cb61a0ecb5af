"""Importing minutes: a file, then a preview with counts, warnings and questions, then the meeting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from meetings.forms import ImportForm, QuestionsForm, bodies_run_by
from meetings.reports.imports import prepare
from meetings.services import imports as services
from records.forms import accepted, ask, posted
from records.lifecycle import MoveRefused

SESSION_KEY = "import"


def minutes_import(request):
    if not bodies_run_by(request.user).exists():
        raise PermissionDenied("Only partnership officers, and those who draft for a body, import minutes.")
    if request.method == "POST" and "again" in request.POST:
        _forget(request)
        return redirect("meetings:import")
    if waiting := _waiting(request):
        return _preview(request, waiting)
    return _take_file(request)


def _take_file(request):
    files = request.FILES if request.method == "POST" else None
    form = ImportForm(posted(request), files, user=request.user)
    if accepted(form, lambda data: _keep(request, data)):
        return redirect("meetings:import")
    text = (
        "The portal reads attendance, items, numbered paragraphs, resolutions and actions. "
        "You see what it understood before anything is saved."
    )
    return ask(request, form, title="Import minutes", text=text, submit="Read the file", cancel="/meetings/")


def _keep(request, data):
    """Read the file once, so that what is wrong with it is said at once; keep it for the preview."""
    upload = data["file"]
    content = upload.read()
    prepare(upload.name, content, body=data["body"], held_on=data["held_on"])
    request.session[SESSION_KEY] = {
        "name": upload.name,
        "stored": services.keep_file(content),
        "body": data["body"].pk,
        "held_on": data["held_on"].isoformat() if data["held_on"] else None,
    }


def _waiting(request):
    kept = request.session.get(SESSION_KEY)
    if not kept:
        return None
    body = bodies_run_by(request.user).filter(pk=kept["body"]).first()
    content = services.kept_file(kept["stored"])
    if body is None or content is None:
        _forget(request)
        return None
    try:
        return prepare(kept["name"], content, body=body, held_on=kept["held_on"])
    except MoveRefused:
        _forget(request)
        return None


def _forget(request):
    kept = request.session.pop(SESSION_KEY, None)
    if kept:
        services.drop_file(kept["stored"])


def _preview(request, prepared):
    form = QuestionsForm(posted(request), questions=prepared.questions)
    if before := services.imported_before(prepared.body, prepared.digest):
        _forget(request)
        messages.info(request, "This file was imported before. Nothing was changed.")
        return redirect(before)
    made = []
    if accepted(form, lambda data: made.append(_import(request, prepared, form))):
        _forget(request)
        messages.success(
            request, "The minutes are imported as a draft. Look through what the import noticed."
        )
        return redirect(made[0])
    context = {"form": form, "prepared": prepared, "counts": prepared.counts}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/minutes_import.html", context, status=status)


def _import(request, prepared, form):
    return services.import_minutes(
        prepared.body,
        prepared.parsed,
        by=request.user,
        digest=prepared.digest,
        held_on=prepared.held_on,
        people=prepared.certain_people | form.chosen(),
    )
