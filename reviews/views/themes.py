"""Themes over reviews, and the page of learning that everybody of the partnership may read."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from design.addresses import url
from records.forms import ReasonForm, posted
from records.pages import asked, one_for
from reviews.forms.lessons import PublishForm
from reviews.models import Lesson, Review
from reviews.reports import themes as reports
from reviews.services import lessons as services
from reviews.views.progress import knows_of_reviews

CHANGE = "reviews.change_review"


def themes(request):
    if not knows_of_reviews(request.user):
        raise Http404
    places = request.user.places
    context = {
        "themes": reports.themes_for(request.user), "keeps": bool(places.coordinates_in),
        "reads_lessons": bool(places.partnerships),
    }  # fmt: skip
    return render(request, "reviews/themes.html", context)


def lessons(request):
    """The same page whether reviews are under way or not: it holds what was published by hand and nothing else."""
    if not request.user.places.partnerships:
        raise Http404
    return render(request, "reviews/lessons.html", {"themes": list(reports.lessons_for(request.user))})


def lesson_publish(request, reference, key):
    review = one_for(request, Review, reference, CHANGE)
    point = get_object_or_404(review.learning.exclude(state="captured").select_related("lesson"), pk=key)
    lesson = getattr(point, "lesson", None) or Lesson(point=point, theme=point.theme, text=point.text)
    initial = {name: getattr(lesson, name) for name in ("theme", "text", "promised")}
    return asked(
        request, PublishForm(posted(request), initial=initial),
        lambda data: services.publish(review, key, by=request.user, **data), record=review, row=lesson,
        back=url("reviews:lessons"), cancel=url("reviews:themes"), title="Publish for training",
        submit="Publish it", done="Everybody of the partnership can read it now.",
        text="Everybody of the partnership will read these words. Nothing else of the review is shown.",
    )  # fmt: skip


def lesson_withdraw(request, reference, key):
    review = one_for(request, Review, reference, CHANGE)
    get_object_or_404(review.learning.filter(lesson__withdrawn_on=None, lesson__isnull=False), pk=key)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.withdraw(review, key, by=request.user, **data),
        record=review, back=url("reviews:themes"), title="Withdraw what was published for training",
        submit="Withdraw it", done="It is no longer shown.",
    )  # fmt: skip
