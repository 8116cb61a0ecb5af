"""The registers across reviews."""

from django.http import Http404
from django.shortcuts import render

from audit.clock import today
from audit.services import log
from records.export import KINDS, export
from records.pages import one_or_404
from records.together import gather
from reviews.models import Review
from reviews.reports import registers as reports
from reviews.reports.course import course_of
from reviews.views.frame import ABOVE, framed, lists_of_steps
from reviews.views.progress import knows_of_reviews, refuse_guests


def register(request):
    if not knows_of_reviews(request.user):
        raise Http404
    stages = reports.by_stage(request.user)
    if (kind := request.GET.get("export")) in KINDS:
        _note(request.user, [review for _, rows in stages for review, _ in rows], "Register by stage")
        return export(
            kind, f"reviews-{today().isoformat()}", reports.HISTORY, reports.exported_history(stages)
        )
    context = {"stages": stages, "keeps": bool(request.user.places.coordinates_in)}
    return render(request, "reviews/register.html", context)


def without(request):
    if not knows_of_reviews(request.user):
        raise Http404
    rows = reports.without_review(request.user)
    if (kind := request.GET.get("export")) in KINDS:
        _note(request.user, rows, "Referrals without a review")
        return export(
            kind, f"no-review-{today().isoformat()}", reports.WITHOUT, reports.exported_without(rows)
        )
    context = {"rows": rows, "keeps": bool(request.user.places.coordinates_in)}
    return render(request, "reviews/without.html", context)


def course(request, reference):
    """How long the review stood at each stage, against its clocks."""
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(review, *lists_of_steps(review), "extensions")
    return framed(request, "reviews/course.html", review, "course", course=course_of(review))


def _note(user, reviews, of):
    refuse_guests(user)
    for review in reviews:
        log(review, "download", by=user, changes={"reading": True, "of": of})
