"""Papers on reviews for the partnership: the summary by stage, and the pack for sign-off."""

from django.shortcuts import render

from design.addresses import url
from records.forms import posted
from records.pages import asked, one_for
from reviews.forms.releases import PackForm, ReleaseForm
from reviews.forms.submission import papers_of
from reviews.models import Release, Review
from reviews.reports import summary as reports
from reviews.services import releasing
from reviews.services.filing import filed_of
from reviews.views.frame import partnership_of

NO_PAPERS = (
    "Nothing is attached to this review. Attach the report, its summary and the action plan, then come back. A"
    " report that is written here is made and filed under Report, Files."
)


def releases(request):
    partnership = partnership_of(request)
    rows = Release.objects.visible_to(request.user).select_related("document", "meeting", "made_by__person")
    return render(request, "reviews/releases.html", {"rows": rows[:100], "partnership": partnership})


def summary(request):
    """The paper as it stands today, to be read before it is released."""
    found = reports.summary_for(request.user, partnership_of(request))
    return render(request, "reviews/summary.html", {"summary": found})


def release(request):
    partnership = partnership_of(request)

    def do(data):
        meeting = data.pop("meeting")
        since = reports.last_release(request.user, meeting.body)
        found = reports.summary_for(request.user, partnership, since)
        return releasing.release_summary(found, meeting, by=request.user, **data)

    return asked(
        request, ReleaseForm(posted(request), user=request.user), do, record=None, back=url("reviews:releases"),
        title="Release the summary to a meeting", submit="Release it", done="Its members can read it, each by name.",
        text="Members of the body may read it until the day you choose, but for those who are shut out of a review.",
    )  # fmt: skip


def pack(request, reference):
    review = one_for(request, Review, reference, "reviews.release_pack")
    known = papers_of(review, request.user)
    documents = list(known.exclude(versions__destroyed_on__isnull=False))
    filed = {version.document_id for version in filed_of(review)}
    form = PackForm(posted(request), user=request.user, documents=documents, filed=filed)
    missing = [*releasing.not_ready(review), *([] if documents else [NO_PAPERS])]

    def do(data):
        meeting, chosen = data.pop("meeting"), data.pop("documents")
        return releasing.release_pack(review, meeting, chosen, by=request.user, **data)

    return asked(
        request, form, do, record=review, title="Put it to the partnership for sign-off", submit="Release the pack",
        done="Its members can read the pack, each by name.",
        text="A cover and the documents that you choose. Members see these and nothing else of the review.",
        blockers=() if form.is_bound else missing, instead="" if form.is_bound else releasing.agreed_already(review),
    )  # fmt: skip
