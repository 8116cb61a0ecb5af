"""How long a review is kept, what holds it, what was destroyed, exports, and who keeps it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audit.clock import today
from design.addresses import url
from documents.models import Document, Version
from records.forms import ReasonForm, posted
from records.pages import asked, one_for, one_or_404
from records.together import gather
from reviews.forms import keeping as forms
from reviews.models import LedgerRule, Review
from reviews.reports import keeping as reports
from reviews.services import bundles, destroying
from reviews.services import keeping as services
from reviews.views.frame import ABOVE, framed, lists_of_steps, partnership_of

CHANGE = "reviews.change_review"


def due(request):
    if not request.user.places.coordinates_in:
        raise Http404
    context = {"rules": reports.rules_for(request.user), "rows": reports.due_for(request.user)}
    return render(request, "reviews/due.html", context)


def rule_set(request):
    partnership = partnership_of(request)
    return asked(
        request, forms.RuleForm(posted(request)),
        lambda data: services.set_rule(partnership, by=request.user, **data), record=None, back=url("reviews:due"),
        title="Record how long things are kept", submit="Record it", done="Recorded.",
    )  # fmt: skip


def ledger_rule(request):
    """The days of the chase and the fewest reviews of which a number is said, as the partnership set them."""
    partnership = partnership_of(request)
    rule = LedgerRule.objects.visible_to(request.user).filter(partnership=partnership).first()
    return asked(
        request, forms.LedgerForm(posted(request), instance=rule),
        lambda data: services.set_ledger(partnership, by=request.user, **data), record=None,
        row=rule or LedgerRule(partnership=partnership),
        back=url("reviews:progress"), title="Chase and numbers", submit="Save", done="Saved.",
        text="Days count from the target date, or from the last word that was heard after it.",
    )  # fmt: skip


def keeping(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(review, "legal_holds", "destructions__papers", "destructions__proposed_by__person",
           "destructions__confirmed_by__person", "bundles__asked_by__person", *lists_of_steps(review))  # fmt: skip
    user = request.user
    until, papers_until, kind = reports.of_review(review)
    context = {
        "until": until, "papers_until": papers_until, "kind": kind, "changes": user.has_perm(CHANGE, review),
        "exports": user.has_perm("reviews.export_review", review),
        "confirms": user.has_perm("reviews.confirm_destruction", review),
    }  # fmt: skip
    return framed(request, "reviews/keeping.html", review, "keeping", **context)


def hold_place(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    return _ask(
        request, review, forms.PlaceHoldForm(posted(request)),
        lambda data: services.place_hold(review, by=request.user, **data), title="Place a legal hold",
        submit="Place it", done="Nothing of this review is destroyed while it stands.",
    )  # fmt: skip


def hold_lift(request, reference, key):
    review = one_for(request, Review, reference, CHANGE)
    get_object_or_404(review.legal_holds.filter(ended_on=None), pk=key)
    return _ask(
        request, review, ReasonForm(posted(request)),
        lambda data: services.end_hold(review, key, by=request.user, **data), title="End the legal hold",
        submit="End it", done="It has ended.",
    )  # fmt: skip


def destroy(request, reference):
    review = one_for(request, Review, reference, "reviews.propose_destruction")
    known = Document.objects.visible_to(request.user).filter(attached_to=review.pk)
    known = list(known.exclude(versions__destroyed_on__isnull=False).order_by("pk"))
    return _ask(
        request, review, forms.DestroyForm(posted(request), documents=known),
        lambda data: destroying.propose(review, data["documents"], by=request.user, reason=data["reason"]),
        title="Propose that papers are destroyed", submit="Propose it",
        done="Another person who knows this review must confirm it.",
        text="Titles and digests stay on a list. What the papers say is gone once another person confirms it.",
        blockers=tuple(destroying.refusals(review, known)),
    )  # fmt: skip


def destroy_confirm(request, reference, key):
    review = one_for(request, Review, reference, "reviews.confirm_destruction")
    row = get_object_or_404(review.destructions.filter(confirmed_at=None, dropped_on=None), pk=key)
    titles = ", ".join(dict.fromkeys(row.papers.values_list("title", flat=True)))
    return _ask(
        request, review, forms.ConfirmForm(posted(request)),
        lambda _data: destroying.confirm(review, key, by=request.user), title="Destroy these papers",
        submit="Destroy them", done="They are destroyed.", text=f"{titles}. Reason: {row.reason}",
        warning="Nobody can open these files again. This cannot be undone.",
    )  # fmt: skip


def destroy_drop(request, reference, key):
    review = one_for(request, Review, reference, "reviews.propose_destruction")
    get_object_or_404(review.destructions.filter(confirmed_at=None, dropped_on=None), pk=key)
    return _ask(
        request, review, ReasonForm(posted(request)),
        lambda data: destroying.drop(review, key, by=request.user, **data), title="Withdraw the list",
        submit="Withdraw it", done="Nothing is destroyed.",
    )  # fmt: skip


def bundle_ask(request, reference):
    review = one_for(request, Review, reference, "reviews.export_review")
    known = Document.objects.visible_to(request.user).filter(attached_to=review.pk)
    versions = Version.objects.filter(document__in=known.values("pk"), destroyed_on=None).select_related(
        "document"
    )
    form = forms.BundleForm(posted(request), versions=versions.order_by("document", "pk"))
    return _ask(
        request, review, form, lambda data: bundles.ask_bundle(review, by=request.user, **data),
        title="Export for a request or for disclosure", submit="Make the export",
        done="It is being made. You are told when it is ready.",
        text="The key to the pseudonyms is never part of an export. What agencies have not shared is not either.",
    )  # fmt: skip


@require_safe
def bundle_download(request, reference, key):
    """To whoever asked for it, until its last day; each download is noted with the reason and the recipient."""
    review = one_for(request, Review, reference, "reviews.export_review")
    ready = review.bundles.filter(state="done", asked_by=request.user, expires_on__gte=today())
    row = get_object_or_404(ready, pk=key)
    bundles.note_download(row, by=request.user)
    response = FileResponse(
        row.file.open("rb"), as_attachment=True, filename=f"{review.reference}-{row.pk}.zip"
    )
    response["Content-Type"] = "application/zip"
    response["Cache-Control"] = "private, no-store"
    return response


def hand(request, reference):
    review = one_for(request, Review, reference, "reviews.hand_review")
    return asked(
        request, forms.HandForm(posted(request)),
        lambda data: services.give_keeping(review, data.pop("successor"), by=request.user, **data), record=review,
        back=url("reviews:list"), title="Have another co-ordinator keep it", submit="Have them keep it",
        done="They keep it now.",
        text="They open it to others, read the key, and see who has read the review.",
    )  # fmt: skip


def _ask(request, review, form, do, **words):
    return asked(request, form, do, record=review, back=url("reviews:keeping", review.reference), **words)
