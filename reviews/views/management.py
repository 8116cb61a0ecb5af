"""Agencies' own reviews: the list on the review, and each agency's own page, which it alone sees before it signs."""

from django.shortcuts import get_object_or_404

from design.addresses import url
from design.pages import NextStep
from documents.models import Document
from records.forms import ReasonForm, posted
from records.pages import asked, one_for, one_or_404, show
from records.services import version_of
from records.together import gather
from reviews.forms import management as forms
from reviews.forms.scoping import ShareForm
from reviews.models import ManagementReview, Review
from reviews.models.management import WRITTEN
from reviews.reports import management as reports
from reviews.reports.reviews import gone_from
from reviews.services import management as services
from reviews.views.frame import ABOVE, framed, lists_of_steps, trail_to
from reviews.views.returns import another

OF_AGENCY = ("partnership", "agency", "contact__person", "signatory__person", "of_review")
WORK = "reviews.work_on_review"
FIRST = "If something is to change first, hand it back to its author instead."


def agencies(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(
        review,
        "management_reviews__agency",
        "management_reviews__contact__person",
        "management_reviews__signatory__person",
        *lists_of_steps(review),
    )
    reads = request.user.has_perm("reviews.read_management", review)
    context = {
        "rows": reports.rows(review.management_reviews.all(), reads), "columns": reports.COLUMNS,
        "works": request.user.has_perm(WORK, review), "gone": gone_from(review.management_reviews.all()),
    }  # fmt: skip
    return framed(request, "reviews/agencies.html", review, "agencies", **context)


def ask(request, reference):
    review = one_for(request, Review, reference, WORK)
    return asked(
        request, forms.AskForReviewForm(posted(request), review=review),
        lambda data: services.ask_for_review(review, by=request.user, **data), record=review, back=_list(review),
        title="Ask an agency for its own review", submit="Ask them", done="They are told that a request waits.",
    )  # fmt: skip


def ask_another(request, reference, key):
    review = one_for(request, Review, reference, WORK)
    rows = review.management_reviews.select_related(
        "agency", "of_review", "contact__person", "signatory__person"
    )
    return another(request, review, get_object_or_404(rows, id=key), back=_list(review))


def withdraw(request, reference, key):
    review = one_for(request, Review, reference, WORK)
    found = get_object_or_404(review.management_reviews.select_related("agency", "of_review"), id=key)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.withdraw(found, by=request.user, **data),
        record=review, back=_list(review), title=f"Withdraw what {found.agency} was asked", submit="Withdraw it",
        done="It is withdrawn.",
    )  # fmt: skip


def management_show(request, reference):
    found = one_or_404(request, ManagementReview, reference, above=OF_AGENCY)
    papers = Document.objects.visible_to(request.user).filter(attached_to=found.pk).order_by("pk")
    context = {
        "documents": papers, "state": reports.standing(found), "parts": reports.parts_of(found),
        "signed": found.signoffs.order_by("-pk"),
    }  # fmt: skip
    tabs = [("Management review", found.get_absolute_url(), True)]
    steps = list(_steps(request.user, found))
    return show(
        request, "reviews/management_show.html", found, tabs, steps, facts=[found.agency],
        trail=trail_to(request.user, found), is_theirs=found.agency_id in request.user.places.agencies, **context,
    )  # fmt: skip


def _steps(user, found):
    def step(label, name, **more):
        return NextStep(label, url(f"reviews:{name}", found.reference), **more)

    if user.has_perm("reviews.answer_managementreview", found):
        yield step("Write it", "write", primary=found.drafted_on is None)
        yield NextStep("Attach a document", f"{url('documents:new')}?for={found.reference}")
        label = "Ask somebody else to sign" if found.waits_for_signature else "The draft is finished"
        yield step(label, "finish_draft")
    if found.status in found.WAITING and user.has_perm("reviews.sign_managementreview", found):
        yield step("Sign and send it", "sign_and_send", blockers=found.blockers("sign"), primary=True)
        if found.waits_for_signature:
            yield step("Hand it back to its author", "hand_back")
    if found.is_read and user.has_perm("reviews.query_managementreview", found):
        if found.status == found.Status.RECEIVED:
            yield step("Accept it", "accept", primary=True)
        yield step("Query it", "query")
        if found.panel_on is None:
            yield step("Share it with the panel", "share_with_panel")


def management_write(request, reference):
    found = one_for(request, ManagementReview, reference, "reviews.answer_managementreview", above=OF_AGENCY)
    initial = {name: getattr(found, name) for name in WRITTEN} | {"version": version_of(found)}

    def do(data):
        return services.write(found, data, by=request.user, version=data.pop("version"))

    return asked(
        request, forms.WriteForm(posted(request), initial=initial), do, record=found,
        title="Write your agency's review", submit="Save", text=_to_change(found),
        done="Saved. Nobody outside your agency reads it before it is signed.",
    )  # fmt: skip


def _to_change(found):
    """What its senior officer asked its author for last, or those who asked for it."""
    if found.to_mend and found.drafted_on is None:
        return f"To be changed before it is signed: {found.to_mend}"
    return f"Queried: {found.missing}" if found.status == found.Status.QUERIED else ""


def management_finish(request, reference):
    found = one_for(request, ManagementReview, reference, "reviews.answer_managementreview", above=OF_AGENCY)
    initial = {"signatory": found.signatory and found.signatory.email}
    return asked(
        request, forms.FinishForm(posted(request), initial=initial),
        lambda data: services.finish_draft(found, by=request.user, **data), record=found,
        title="The draft is finished", submit="Ask them to sign", done="They are told that it waits for them.",
    )  # fmt: skip


def management_sign(request, reference):
    found = one_for(request, ManagementReview, reference, "reviews.sign_managementreview", above=OF_AGENCY)
    return asked(
        request, ShareForm(posted(request)), lambda _data: services.sign_and_send(found, by=request.user),
        record=found, title="Sign and send it", submit="Sign and send", done="Signed, and sent to those who asked.",
        text=f"You put your name to this: {services.STATEMENT} {FIRST}",
    )  # fmt: skip


def management_hand_back(request, reference):
    found = one_for(request, ManagementReview, reference, "reviews.sign_managementreview", above=OF_AGENCY)
    return asked(
        request, forms.HandBackForm(posted(request)),
        lambda data: services.hand_back(found, by=request.user, **data), record=found,
        title="Hand it back to its author", submit="Hand it back",
        text="You are asked to sign again once its author says that the draft is finished.",
        done="It is with its author again, who is told.",
    )  # fmt: skip


def management_query(request, reference):
    found = one_for(request, ManagementReview, reference, "reviews.query_managementreview", above=OF_AGENCY)
    return asked(
        request, forms.QueryForm(posted(request)), lambda data: services.query(found, by=request.user, **data),
        record=found, back=_list(found.of_review), title=f"Query what {found.agency} sent", submit="Send it back",
        done="It is with the agency again.", text="You read it again once the agency has signed it anew.",
    )  # fmt: skip


def management_accept(request, reference):
    found = one_for(request, ManagementReview, reference, "reviews.accept_managementreview", above=OF_AGENCY)
    return asked(
        request, ShareForm(posted(request)), lambda _data: services.accept(found, by=request.user), record=found,
        back=_list(found.of_review), text="It is settled by this. You can still query it afterwards.",
        title=f"Accept what {found.agency} sent", submit="Accept it", done="Accepted.",
    )  # fmt: skip


def management_panel(request, reference):
    found = one_for(request, ManagementReview, reference, "reviews.accept_managementreview", above=OF_AGENCY)
    return asked(
        request, ShareForm(posted(request)), lambda _data: services.share_with_panel(found, by=request.user),
        text="Whoever has the review open, the panel above all, reads it and its documents from now on.",
        record=found, back=_list(found.of_review), title=f"Share what {found.agency} sent with the panel",
        submit="Share it", done="Whoever has the review open reads it now.",
    )  # fmt: skip


def _list(review):
    return url("reviews:agencies", review.reference)
