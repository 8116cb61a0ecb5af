"""The minutes as files, and the public page: what a reader may not read is not in the file."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag

from design.pdf import PdfFailed
from meetings.models import Meeting
from meetings.reports.minutes import Reader, publishable, read_minutes
from meetings.reports.published import published_page
from meetings.services import printing
from meetings.views.frame import NO_MINUTES
from records.access import note_reading

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FRESH = 60  # seconds for which a public page may be shown again unasked; a page taken down is gone after them
KEPT = 3600
PUBLIC = AnonymousUser()


def minutes_pdf(request, reference):
    printed = _for_reader(request, reference)
    try:
        return _file(printing.pdf_of(printed), PDF, f"{printed.file_name}.pdf", inline=True)
    except PdfFailed as failure:
        return _not_made(request, failure, printed)


def minutes_word(request, reference):
    from meetings.reports.word import word_file  # noqa: PLC0415 -- a web process need not hold python-docx

    printed = _for_reader(request, reference)
    return _file(word_file(printed), WORD, f"{printed.file_name}.docx")


def _for_reader(request, reference):
    meetings = Meeting.objects.visible_to(request.user).select_related("body", "partnership")
    meeting = get_object_or_404(meetings, reference=reference)
    if not request.user.has_perm("meetings.view_minutes", meeting):
        raise PermissionDenied(NO_MINUTES)
    note_reading(request.user, meeting, "download")
    return printing.minutes_for(meeting, request.user)


def _file(content, kind, name, *, inline=False):
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    response["Cache-Control"] = "private, no-store"
    return response


def _not_made(request, failure, printed):
    context = {"title": "The PDF could not be made", "message": str(failure), "printed": printed}
    return render(request, "meetings/printed/not_made.html", context, status=503)


@login_not_required
def public_list(request):
    """Published minutes, newest first, of all bodies or of one."""
    context = {"page": published_page(PUBLIC, request.GET)}
    return _fresh(request, render(request, "meetings/public_list.html", context))


@login_not_required
def public_minutes(request, reference):
    printed = _for_public(reference)
    etag = _etag(printed)
    response = get_conditional_response(request, etag=etag) or render(
        request, "meetings/public.html", {"printed": printed}
    )
    return _fresh(request, response, etag)


@login_not_required
def public_pdf(request, reference):
    """Kept by the digest of what it prints, so that many who ask cost the making of one."""
    printed = _for_public(reference)
    etag = _etag(printed)
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return _fresh(request, unchanged, etag)
    key = f"public-minutes-{etag.strip(chr(34))}"
    try:
        content = cache.get(key) or printing.pdf_of(printed)
    except PdfFailed as failure:
        return _not_made(request, failure, printed)
    cache.set(key, content, KEPT)
    return _fresh(request, _file(content, PDF, f"{printed.file_name}.pdf", inline=True), etag)


def _for_public(reference):
    """Published minutes as anybody may read them, whoever it is that asks."""
    meetings = Meeting.objects.visible_to(PUBLIC).published().select_related("body", "partnership")
    meeting = get_object_or_404(meetings, reference=reference)
    whole = read_minutes(meeting, PUBLIC, Reader.RUNS)
    return printing.with_signature(meeting, PUBLIC, publishable(whole), whole)


def _etag(printed):
    """Of the words and of the page's own look: neither may change unnoticed."""
    seen = f"{printed!r} {static('portal.css')} {static('pdf.css')}"
    return quote_etag(hashlib.sha256(seen.encode()).hexdigest()[:32])


def _fresh(request, response, etag=""):
    if etag:
        response["ETag"] = etag
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        del response["Cache-Control"]
        patch_cache_control(response, public=True, max_age=FRESH, must_revalidate=True)
    return response
