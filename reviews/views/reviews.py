"""The register, and one review: its pages and its moves."""

from django.http import Http404
from django.shortcuts import render

from design.addresses import url
from partnership.models import Partnership
from records.access import reading
from records.forms import posted
from records.pages import asked, one_for, one_or_404
from records.paging import page_of, sorting
from records.services import version_of
from records.together import gather, gather_with
from reviews.forms import referrals as forms
from reviews.lifecycle import Action
from reviews.models import Review, ReviewKind
from reviews.reports import reviews as reports
from reviews.services import deciding, referrals
from reviews.views.frame import ABOVE, framed, lists_of_steps

FIELDS = (
    "title", "known_on", "referred_on", "referred_by", "referring_agency", "relation", "circumstances", "residence",
    "other_partnerships",
)  # fmt: skip


def review_list(request):
    """Whoever may know of no review, and begins none, finds no such page."""
    user, status = request.user, request.GET.get("status", "")
    field, descending = sorting(request.GET, reports.SORTS, "due")
    page = page_of(reports.register_for(user, status), field, request.GET, descending=descending)
    mine, adds = list(reports.asked_of(user)), bool(user.places.coordinates_in)
    if not (page.rows or mine or adds or "reviews.review" in user.places.opened_kinds):
        raise Http404
    context = {
        "page": page, "columns": reports.COLUMNS, "sort": request.GET.get("sort", "due"),
        "adds": adds, "status": status,
        "filters": forms.StageFilter(request.GET),
        "chosen": [(label, "?") for value, label in Review.Status.choices if value == status],
        "mine": [(found, *reports.standing(found)) for found in mine], "clock": reports.next_clock,
    }  # fmt: skip
    return render(request, "reviews/review_list.html", context)


def review_add(request):
    mine = request.user.places.coordinates_in
    if not mine:
        raise Http404
    form = forms.ReferralForm(posted(request), partnerships=mine)

    def do(data):
        partnership = data.pop("partnership", None) or Partnership.objects.get(pk=next(iter(mine)))
        return referrals.add_review(partnership, by=request.user, **data)

    return asked(
        request, form, do, record=None, back=lambda made: made.get_absolute_url(), cancel=url("reviews:list"),
        title="Record a referral", submit="Record it", done="It is recorded. Nobody but you can see it yet.",
        text="A death that may be reviewed. Nobody else knows of it until you give them access by name.",
        marking=Review.Marking.SENSITIVE.label,
    )  # fmt: skip


def review_show(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    user, changes = request.user, request.user.has_perm("reviews.change_review", review)
    told = ["told__evidence"] if review.decided_on else []
    lists = [*told, "extensions", *lists_of_steps(review)]
    with reading(user, review):
        documents = gather_with(review, user, "attachments", *lists)
    context = {
        "documents": documents, "is_noted": True,
        "clock": reports.clock(review), "report": reports.report_clock(review), "changes": changes,
    }  # fmt: skip
    return framed(request, "reviews/review_show.html", review, "review", **context)


def review_change(request, reference):
    review = one_for(request, Review, reference, "reviews.change_review", above=ABOVE)
    initial = {name: getattr(review, name) for name in FIELDS} | {"version": version_of(review)}
    form = forms.ChangeReferralForm(posted(request), initial=initial, partnerships=[review.partnership_id])

    def do(data):
        return referrals.change_review(review, data, by=request.user, version=data.pop("version"))

    return asked(request, form, do, record=review, title="Change the referral", submit="Save", done="Saved.")


def review_move(request, reference, action):
    action = Action(action)
    review = one_for(request, Review, reference, f"reviews.{action}_review")
    form = forms.MoveForm(posted(request), action=action)
    return asked(
        request, form, lambda data: referrals.move_review(review, action, by=request.user, **data), record=review,
        title=action.label, submit=action.label, done="It is recorded.",
    )  # fmt: skip


def review_decide(request, reference):
    review = one_for(request, Review, reference, "reviews.decide_review")
    form = forms.DecideForm(posted(request), review=review)
    return asked(
        request, form, lambda data: deciding.decide(review, by=request.user, **data), record=review,
        title="Record the decision", submit="Record it", done="Recorded. Now tell the Home Office and the family.",
    )  # fmt: skip


def learning(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(review, "learning__agency", *lists_of_steps(review))
    states = reports.learning_by_state(review.learning.all())
    changes = request.user.has_perm("reviews.change_review", review)
    return framed(request, "reviews/learning.html", review, "learning", states=states, changes=changes)


def readings(request, reference):
    """Who has read it: a reading of this page is a reading too."""
    review = one_for(request, Review, reference, "reviews.read_log", above=ABOVE)
    found = reports.readings_of(review)
    return framed(request, "reviews/readings.html", review, "readings", found=found, most=reports.LATEST)


def kinds(request):
    if not request.user.places.coordinates_in:
        raise Http404
    rows = (
        ReviewKind.objects.visible_to(request.user)
        .said()
        .select_related("partnership")
        .order_by("started_on", "pk")
    )
    return render(request, "reviews/kinds.html", {"rows": rows})


def kind_add(request):
    mine = request.user.places.coordinates_in
    if not mine:
        raise Http404
    form = forms.KindForm(posted(request), partnerships=mine)

    def do(data):
        partnership = data.pop("partnership", None) or Partnership.objects.get(pk=next(iter(mine)))
        return referrals.add_kind(partnership, by=request.user, **data)

    return asked(
        request, form, do, record=None,
        back=url("reviews:kinds"), title="Add a name of reviews", submit="Add it", done="It is added.",
        text="Reviews that began before the day keep the name that they began under.",
    )  # fmt: skip
