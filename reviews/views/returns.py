"""What agencies are asked: the co-ordinator's side on the review, and the agency's own page."""

from django.shortcuts import get_object_or_404

from design.addresses import url
from design.pages import NextStep
from documents.models import Document
from records.forms import ReasonForm, posted
from records.pages import asked, one_for, one_or_404, show
from records.services import version_of
from records.together import gather
from reviews.forms import scoping as forms
from reviews.models import Return, Review
from reviews.reports import reviews as reports
from reviews.services import agencies, papers
from reviews.services import scoping as services
from reviews.views.frame import ABOVE, framed, lists_of_steps, trail_to

ASKED = ("partnership", "agency", "contact__person")


def scoping(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(review, "returns__agency", "returns__contact__person", *lists_of_steps(review))
    context = {
        "rows": list(reports.answers(review.returns.all())),
        "changes": request.user.has_perm("reviews.change_review", review),
        "gone": reports.gone_from(review.returns.all()),
    }
    return framed(request, "reviews/scoping.html", review, "scoping", **context)


def ask_agency(request, reference):
    review = one_for(request, Review, reference, "reviews.change_review")
    form = forms.AskForm(posted(request), review=review)
    return asked(
        request, form, lambda data: services.ask_agency(review, by=request.user, **data), record=review,
        back=_scoping(review), title="Ask an agency", submit="Ask them", done="They are told that a request waits.",
    )  # fmt: skip


def ask_again(request, reference, key):
    review, found = _asked_of(request, reference, key)
    return asked(
        request, forms.AgainForm(posted(request)), lambda data: services.ask_again(found, by=request.user, **data),
        record=review, back=_scoping(review), title=f"Ask {found.agency} again", submit="Ask again",
        done="They are told that a request waits.",
    )  # fmt: skip


def ask_another(request, reference, key):
    review, found = _asked_of(request, reference, key)
    return another(request, review, found, back=_scoping(review))


def another(request, review, found, *, back):
    """The same form of each kind of request: somebody else of the agency answers."""
    return asked(
        request, forms.AnotherForm(posted(request)),
        lambda data: agencies.ask_another(found, by=request.user, **data), record=review, row=found, back=back,
        title=f"Ask somebody else of {found.agency}", submit="Ask them", done="They are told that a request waits.",
        text=f"{found.contact} was asked, and knows of it no more from now on.",
    )  # fmt: skip


def withdraw(request, reference, key):
    review, found = _asked_of(request, reference, key)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.withdraw(found, by=request.user, **data),
        record=review, back=_scoping(review), title=f"Withdraw what {found.agency} was asked", submit="Withdraw it",
        done="It is withdrawn.",
    )  # fmt: skip


def return_show(request, reference):
    found = one_or_404(request, Return, reference, above=ASKED)
    steps = []
    if request.user.has_perm("reviews.answer_return", found):
        here = [reference]
        steps = [
            NextStep("Write your answer", url("reviews:answer", *here), primary=not found.known),
            NextStep("Attach a file", url("reviews:attach", *here)),
            NextStep(
                "Share the answer", url("reviews:share", *here), found.blockers("share"),
                primary=bool(found.known),
            ),
        ]  # fmt: skip
    tabs = [("Request", found.get_absolute_url(), True)]
    return show(
        request,
        "reviews/return_show.html",
        found,
        tabs,
        steps,
        facts=[found.agency],
        trail=trail_to(request.user, found),
        state=reports.standing(found),
        documents=Document.objects.visible_to(request.user).filter(attached_to=found.pk).order_by("pk"),
    )


def return_answer(request, reference):
    found = one_for(request, Return, reference, "reviews.answer_return", above=ASKED)
    initial = {name: getattr(found, name) for name in ("known", "secured_on", "summary")}
    form = forms.AnswerForm(posted(request), initial=initial | {"version": version_of(found)})

    def do(data):
        return services.answer(found, data, by=request.user, version=data.pop("version"))

    return asked(
        request, form, do, record=found,
        title="Write your answer", submit="Save", done="Saved. Nobody else reads it before you share it.",
        text=f"Asked again: {found.missing}" if found.missing else "Your answer is your agency's until you share it.",
    )  # fmt: skip


def return_share(request, reference):
    found = one_for(request, Return, reference, "reviews.share_return", above=ASKED)
    return asked(
        request, forms.ShareForm(posted(request)), lambda _data: papers.share(found, by=request.user), record=found,
        title="Share the answer", submit="Share it", done="Shared with those who asked.",
        text="Those who asked will read it. You cannot change it afterwards, unless they ask again.",
    )  # fmt: skip


def _asked_of(request, reference, key):
    """The request of a review that is open to the person: its answer is not theirs to read here."""
    review = one_for(request, Review, reference, "reviews.change_review", above=ABOVE)
    return review, get_object_or_404(review.returns.select_related("agency", "of_review"), id=key)


def _scoping(review):
    return url("reviews:scoping", review.reference)
