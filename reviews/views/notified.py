"""An agency tells the partnership of a death; a co-ordinator reads it and takes it over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from records.forms import accepted, posted
from records.pages import asked
from reviews.forms.notified import DeathForm, TakeForm
from reviews.models import DeathReport, Review
from reviews.services import coordinators
from reviews.services import notified as services


def tell(request):
    """The page is the same for everybody of an agency, but for their own receipts beneath it."""
    user = request.user
    if not user.has_perm("reviews.report_death"):
        raise Http404
    form, sent = DeathForm(posted(request), places=user.places), []
    if accepted(form, lambda data: sent.append(services.report_death(by=user, **data))):
        messages.success(
            request, f"Received. Your receipt is {sent[0].receipt}. You find it again on this page."
        )
        return redirect("reviews:report_death")
    receipts = list(DeathReport.objects.receipts_of(user)[:50])
    context = {"form": form, "receipts": receipts, "without": coordinators.without(receipts)}
    return render(request, "reviews/tell.html", context, status=422 if form.is_bound else 200)


def told(request):
    if not request.user.places.coordinates_in:
        raise Http404
    rows = DeathReport.objects.visible_to(request.user).select_related("agency", "made_by__person")
    return render(request, "reviews/told.html", {"rows": rows})


def take(request, receipt):
    found = DeathReport.objects.visible_to(request.user).select_related("agency", "partnership")
    row = get_object_or_404(found, receipt=receipt)
    return asked(
        request, TakeForm(posted(request)), lambda data: services.take_over(row, by=request.user, **data), record=None,
        back=lambda review: review.get_absolute_url(), cancel=url("reviews:death_reports"),
        title="Take over the referral", submit="Take it over", done="It is a referral now, and you keep it.",
        text="Nobody else can read it from now on, until you open it to them by name.",
        marking=Review.Marking.SENSITIVE.label,
    )  # fmt: skip
