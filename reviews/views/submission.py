"""Agreed, submitted, answered, and published or not: one page, and a form for each step."""

from django.http import Http404

from design.addresses import url
from records.forms import posted
from records.pages import asked, one_for, one_or_404
from records.together import gather
from reviews.blockers import family_untold
from reviews.forms import submission as forms
from reviews.models import FeedbackPoint, Review
from reviews.reports import submission as reports
from reviews.services import publication as of_publication
from reviews.services import submission as services
from reviews.services.filing import filed_of
from reviews.views.frame import ABOVE, framed, lists_of_steps

NO_FILES = (
    "Nothing is attached to this review. File the final report under Report, Files, or attach what is published and"
    " check it for names."
)
CHANGE, WORK = "reviews.change_review", "reviews.work_on_review"


def submission(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(
        review,
        "submission_decisions__signoff",
        "submission_decisions__report",
        "feedback__letter",
        "feedback__points",
        "copies",
        *lists_of_steps(review),
    )
    user = request.user
    context = {
        "found": lambda: reports.page_of(review, user), "changes": user.has_perm(CHANGE, review),
        "works": user.has_perm(WORK, review),
    }  # fmt: skip
    return framed(request, "reviews/submission.html", review, "submission", **context)


def review_agree(request, reference):
    review = one_for(request, Review, reference, "reviews.agree_review")
    filed = next((one.document_id for one in filed_of(review)), None)
    return asked(
        request, forms.AgreeForm(posted(request), user=request.user, review=review, filed=filed),
        lambda data: services.agree(review, by=request.user, **data), record=review, back=_page(review),
        title="Agree that it is submitted", submit="Sign it", done="You have signed. Nothing is published by it.",
        text=f"You put your name to this: {services.STATEMENT}",
    )  # fmt: skip


def review_submit(request, reference):
    review = one_for(request, Review, reference, "reviews.submit_review")
    return asked(
        request, forms.SubmitForm(posted(request)),
        lambda data: services.submit(review, by=request.user, **data), record=review, back=_page(review),
        title="Record that it was submitted", submit="Record it", done="Recorded.",
    )  # fmt: skip


def panel_day(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    initial = {name: getattr(review, name) for name in ("quality_panel_on", "home_office_reference")}
    return asked(
        request, forms.PanelDayForm(posted(request), initial=initial),
        lambda data: services.set_panel_day(review, by=request.user, **data), record=review, row=review,
        back=_page(review),
        title="Home Office reference and panel", submit="Save", done="Saved.",
    )  # fmt: skip


def feedback_add(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    return asked(
        request, forms.FeedbackForm(posted(request), user=request.user, review=review),
        lambda data: services.note_feedback(review, by=request.user, **data), record=review, back=_page(review),
        title="Record the Home Office's answer", submit="Record it",
        done="Recorded. If it asks for anything, answer each point.",
    )  # fmt: skip


def point_answer(request, reference, key):
    review = one_for(request, Review, reference, WORK)
    point = FeedbackPoint.objects.filter(feedback__review=review, pk=key).first()
    if point is None:
        raise Http404
    return asked(
        request, forms.AnswerPointForm(posted(request), initial={"answer": point.answer}),
        lambda data: services.answer_point(review, key, by=request.user, **data), record=review, row=point,
        back=_page(review),
        title="Answer a point of the Home Office", text=point.text, submit="Save", done="Saved.",
    )  # fmt: skip


def publication_decide(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    return asked(
        request, forms.PublicationForm(posted(request)),
        lambda data: of_publication.decide_publication(review, by=request.user, **data), record=review,
        back=_page(review), title="Decide whether it is published", submit="Record it",
        done="Recorded. It opens the review to nobody.",
    )  # fmt: skip


def published(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    filed = filed_of(review)
    untold = [f"The family hears of it first. {why}" for why in family_untold(review)]
    known = forms.papers_of(review, request.user).with_versions().order_by("-pk")
    kept = [row.newest for row in known if not row.newest.destroyed_on]
    return asked(
        request, forms.PublishedForm(posted(request), versions=kept, filed=filed),
        lambda data: of_publication.record_published(review, by=request.user, **data), record=review,
        back=_page(review), title="Record that it was published", submit="Record it", done="Recorded.",
        text=" ".join(["The portal publishes nothing itself, and this page stays open to those named alone.", *untold]),
        blockers=() if kept else [NO_FILES],
    )  # fmt: skip


def withheld(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    return asked(
        request, forms.WithheldForm(posted(request)),
        lambda data: of_publication.record_withheld(review, by=request.user, **data), record=review,
        back=_page(review), title="Record that it is not published", submit="Record it", done="Recorded.",
    )  # fmt: skip


def copy_add(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    return asked(
        request, forms.CopyForm(posted(request)),
        lambda data: of_publication.send_copy(review, by=request.user, **data), record=review, back=_page(review),
        title="Record a copy that was sent", submit="Record it", done="Recorded.",
    )  # fmt: skip


def _page(review):
    return url("reviews:submission", review.reference)
