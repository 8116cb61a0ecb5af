"""What a person types, kept while they type it, and given back to them where it was not saved."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.labels import typed_on_its_page, when
from accounts.services import kept
from design.filters import time


@require_http_methods(["GET", "POST"])
def typed(request):
    """By the script of the page (`static/typed.js`): keep this, let that go, what was there?"""
    if request.method == "GET":
        return _found(request)
    if "unwanted" in request.POST:
        services.settle(request.user, request.POST[kept.KEY])
        return HttpResponse("")
    form = services.keep_typed(request.user, request.POST)
    return HttpResponse(f"Kept at {time(form.kept_at)}, not saved yet.")


def _found(request):
    """Of what they typed here, the newest that they may still read: its page is asked for again as they get it now."""
    under = "under" in request.GET
    for form in kept.typed_on(request.user, request.GET.get("page", ""), under=under)[:5]:
        rows = typed_on_its_page(form, request)
        if rows:
            return JsonResponse(_as_told(form, rows))
    return HttpResponse(status=204)


def _as_told(form, rows):
    return {
        "said": f"You typed this {when(form.kept_at)} and did not save it.",
        "key": form.key, "path": form.path, "page": form.page, "fields": form.fields,
        "rows": [{"label": label, "words": ", ".join(words), "names": names} for label, words, names in rows],
    }  # fmt: skip
