"""The frame of every page of a review: its tabs, and what happens next."""

from django.urls import reverse

from design.pages import NextStep
from records.pages import moves, show
from records.together import gather
from reviews.lifecycle import GOES_ON, REPORTS, TAKES_PART, TO_PUBLISH, Action
from reviews.models import Review

ABOVE = ("partnership", "what", "referring_agency")
OF_STEPS = (
    "told",
    "appointments__user__person",
    "appointments__agency",
    "appointments__signoff",
    "terms",
    "note_readers",
    "management_reviews__agency",
    "submission_decisions",
    "feedback__points",
    "publication_decisions",
    "copies",
    "statements",
    "holds",
    "learning",
)
PRIMARY = (
    Action.SCOPE,
    Action.DECIDE,
    Action.RECRUIT,
    Action.CONCLUDE,
    Action.BEGIN,
    Action.GATHER,
    Action.DRAFT,
    Action.FINISH,
)
OWN = {
    Action.DECIDE: "reviews:decide", Action.BEGIN: "reviews:begin", Action.AGREE: "reviews:agree",
    Action.SUBMIT: "reviews:submit", Action.CLOSE: "reviews:close",
}  # fmt: skip


def always(_user, _review):
    return True


def goes_on(_user, review):
    return review.status in GOES_ON


def is_written(_user, review):
    return review.report_ready_on is not None or review.status in TO_PUBLISH


def may(permission):
    return lambda user, review: user.has_perm(permission, review)


TABS = (  # words, page, whether this person is shown it
    ("Review", "review", always),
    ("Scoping", "scoping", always),
    ("Panel and terms", "people", goes_on),
    ("Agencies' reviews", "agencies", goes_on),
    ("Chronology", "chronology", always),
    ("Report", "reports", always),
    ("Family", "family", may("reviews.read_family")),
    ("Submission and publication", "submission", is_written),
    ("Learning", "learning", always),
    ("Recommendations", "ledger", always),
    ("Keeping", "keeping", always),
    ("Key", "key", may("reviews.open_key")),
    ("Who has read it", "readings", may("reviews.read_log")),
)


def framed(request, template, review, page, **context):
    gather(review, *OF_STEPS)
    return show(
        request, template, review, list(_tabs(request.user, review, page)), list(_steps(request.user, review)),
        facts=[review.what.name, review.partnership], **context,
    )  # fmt: skip


def _tabs(user, review, page):
    for label, name, is_shown in TABS:
        if is_shown(user, review):
            yield label, reverse(f"reviews:{name}", args=[review.reference]), name == page


def _steps(user, review):
    here = [review.reference]
    yield from moves(user, review, "reviews:move", own=OWN, primary=PRIMARY, warning=(Action.PASS,))
    if user.has_perm("reviews.sign_independence", review):
        yield NextStep(
            "Sign your statement of independence", reverse("reviews:sign", args=here), primary=True
        )
    if review.status in TAKES_PART and user.has_perm("reviews.work_on_review", review):
        yield NextStep("Ask an agency for its own review", reverse("reviews:ask_for_review", args=here))
    if not user.has_perm("reviews.change_review", review):
        return
    if review.status == Review.Status.SCOPING:
        yield NextStep("Ask an agency", reverse("reviews:ask", args=here))
        yield NextStep("Put the decision off", reverse("reviews:extend", args=[*here, "decision"]))
    if review.status in REPORTS:
        yield NextStep("Put the report off", reverse("reviews:extend", args=[*here, "report"]))
    if review.decided_on:
        yield NextStep("Record who was told", reverse("reviews:tell", args=here))
    if review.status == Review.Status.SUBMITTED:
        yield NextStep("Record the Home Office's answer", reverse("reviews:feedback_add", args=here))
    if review.status in TO_PUBLISH and not (review.published_on or review.withheld_on):
        yield NextStep("Decide whether it is published", reverse("reviews:publication", args=here))
    if review.status == Review.Status.CLOSED:
        yield NextStep("Record what has changed", reverse("reviews:assure", args=here), primary=True)
    yield NextStep("Add what was learnt", reverse("reviews:learn", args=here))
    if review.status == Review.Status.READY:
        yield NextStep("Put it to the partnership for sign-off", reverse("reviews:pack", args=here))
    if user.has_perm("documents.add_document", review):
        yield NextStep("Attach a document", f"{reverse('documents:new')}?for={review.reference}")
