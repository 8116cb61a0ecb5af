"""Communications statements: the pages of those who write them, and the one page of press contacts."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from design.addresses import url
from design.pages import NextStep
from records.access import note_reading
from records.forms import ReasonForm, posted
from records.pages import asked, moves, one_for, one_or_404, show
from records.services import version_of
from reviews.forms import statements as forms
from reviews.forms.scoping import ShareForm
from reviews.lifecycle import StatementAction
from reviews.models import PressStatement, Review
from reviews.services import closing
from reviews.services import statements as services
from reviews.views.frame import trail_to

ABOVE = ("partnership", "owner__person", "of_review")
FIELDS = ("title", "text", "asked_by_press")
CHANGE = "reviews.change_review"


@require_safe
def press(request):
    """What press contacts of the partnership may say; others find no such page (S001-55)."""
    if not request.user.places.press_for:
        raise Http404
    rows = (
        PressStatement.objects.open_to(request.user)
        .select_related("owner__person")
        .order_by("-cleared_on", "-pk")
    )
    return render(request, "reviews/press.html", {"rows": rows[:50]})


@require_safe
def press_show(request, reference):
    rows = PressStatement.objects.open_to(request.user).select_related("owner__person", "partnership")
    found = get_object_or_404(rows, reference=reference)
    note_reading(request.user, found)
    return render(request, "reviews/press_show.html", {"record": found})


def statement_add(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    return asked(
        request, forms.AddStatementForm(posted(request)),
        lambda data: services.add_statement(review, by=request.user, **data), record=review,
        back=lambda made: made.get_absolute_url(), cancel=_page(review), title="Write a communications statement",
        submit="Go on", done="It is in draft. Press contacts read it once it is cleared.",
    )  # fmt: skip


def statement_none(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.need_none(review, by=request.user, **data),
        record=review, back=_page(review), title="Record that no statement is needed", submit="Record it",
        done="Recorded.",
    )  # fmt: skip


def statement_show(request, reference):
    found = one_or_404(request, PressStatement, reference, above=ABOVE)
    tabs = [("Statement", found.get_absolute_url(), True)]
    return show(
        request, "reviews/statement_show.html", found, tabs, list(_steps(request.user, found)),
        facts=[found.partnership], trail=trail_to(request.user, found),
        clears=request.user.has_perm("reviews.clear_pressstatement", found),
    )  # fmt: skip


def _steps(user, found):
    here = [found.reference]
    if user.has_perm("reviews.write_pressstatement", found):
        yield NextStep("Write it", url("reviews:statement_write", *here), primary=not found.text)
    yield from moves(
        user, found, "reviews:statement_move", primary=(StatementAction.CLEAR, StatementAction.RELEASE)
    )
    if user.has_perm("reviews.clear_pressstatement", found):
        yield NextStep("Change its owner", url("reviews:statement_owner", *here))


def statement_write(request, reference):
    found = one_for(request, PressStatement, reference, "reviews.write_pressstatement", above=ABOVE)
    initial = {name: getattr(found, name) for name in FIELDS} | {"version": version_of(found)}

    def do(data):
        return services.write_statement(found, data, by=request.user, version=data.pop("version"))

    return asked(
        request, forms.WriteStatementForm(posted(request), initial=initial), do, record=found,
        title="Write the statement", submit="Save", done="Saved.",
    )  # fmt: skip


def statement_owner(request, reference):
    found = one_for(request, PressStatement, reference, "reviews.clear_pressstatement", above=ABOVE)
    return asked(
        request, forms.OwnerForm(posted(request)),
        lambda data: services.change_owner(found, by=request.user, **data), record=found,
        title="Change the owner of the statement", submit="Change it", done="Changed.",
    )  # fmt: skip


CLEARS = "Press contacts of all member agencies read its words from now on, and nothing else. Nobody changes them then."
TEXTS = {
    StatementAction.CLEAR: CLEARS,
    StatementAction.REOPEN: "Press contacts read it no more, until it is cleared again.",
    StatementAction.RELEASE: "Record the day on which it was given to the press.",
}
MOVES = {  # action: form, service, done
    StatementAction.CLEAR: (ShareForm, services.clear, "Cleared. Press contacts are told that a statement is ready."),
    StatementAction.REOPEN: (ReasonForm, services.take_back, "It is in draft. Press contacts read it no more."),
    StatementAction.RELEASE: (forms.ReleaseForm, services.release, "Recorded."),
    StatementAction.DROP: (ReasonForm, services.drop_statement, "Recorded."),
}  # fmt: skip


def statement_move(request, reference, action):
    found = one_for(request, PressStatement, reference, f"reviews.{action}_pressstatement", above=ABOVE)
    form, do, done = MOVES[action]
    return asked(
        request, form(posted(request)), lambda data: do(found, by=request.user, **data), record=found,
        title=action.label, submit=action.label, done=done, text=TEXTS.get(action, ""),
    )  # fmt: skip


def review_close(request, reference):
    review = one_for(request, Review, reference, "reviews.close_review")
    return asked(
        request, forms.CloseForm(posted(request)), lambda data: closing.close(review, by=request.user, **data),
        record=review, title="Close the review", submit="Close it", done="It is closed.",
    )  # fmt: skip


def assure(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    return asked(
        request, forms.AssureForm(posted(request)), lambda data: closing.assure(review, by=request.user, **data),
        record=review, title="Record what has changed", submit="Record it", done="Recorded.",
        text="A year after a review is closed, its changes are looked at again.",
    )  # fmt: skip


def _page(review):
    return url("reviews:submission", review.reference)
