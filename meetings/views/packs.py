"""The agenda pack: asked for, made in the background, and downloaded by whoever asked for it."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.models import Pack
from meetings.services import packs
from meetings.views.frame import meeting_or_404, show
from records.access import note_reading

CHANGED = "The agenda or a paper has changed since this pack was made. Make it anew."


def pack_show(request, reference):
    """What it will hold, and what was made; the page looks again by itself while it is being made."""
    meeting = meeting_or_404(request, reference, "partnership")
    if request.method == "POST":
        return _ask(request, meeting)
    note_reading(request.user, meeting)
    contents, pack = packs.pack_contents(meeting, request.user), packs.pack_of(meeting, request.user)
    context = {
        "contents": contents,
        "pack": pack,
        "is_current": bool(pack) and pack.digest == contents.digest,
    }
    return show(request, "meetings/pack_show.html", meeting, "pack", **context)


def _ask(request, meeting):
    found = packs.ask_pack(meeting, by=request.user)
    if found.state == Pack.State.DONE:
        messages.success(request, "Nothing has changed since this pack was made. It is ready.")
    return redirect("meetings:pack", meeting.reference)


@require_safe
def pack_get(request, reference):
    """Only what says no more than this person may read now."""
    meeting = meeting_or_404(request, reference, "partnership")
    contents, pack = packs.pack_contents(meeting, request.user), packs.pack_of(meeting, request.user)
    if pack is None or pack.state != Pack.State.DONE or pack.digest != contents.digest:
        messages.error(
            request, CHANGED if pack and not pack.is_going else "There is no pack yet. Make it first."
        )
        return redirect("meetings:pack", reference)
    packs.note_pack_read(meeting, contents, by=request.user)
    pack.meeting = meeting
    response = FileResponse(pack.file.open("rb"), filename=pack.file_name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
