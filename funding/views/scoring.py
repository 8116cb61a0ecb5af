"""A scorer's own form, their interest in a bid, and who scores it."""

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect

from audit.clock import today
from design.addresses import url
from funding.forms.scoring import AssignForm, InterestForm, ScoreForm, initial_of
from funding.models import Criterion, Objective
from funding.reports import beside
from funding.services import assigning, scoring
from funding.views.scoring_frame import known_bid, scored_bid, show_scoring
from partnership.models import Partner, Person, Post, Role
from partnership.services.writing import ChangedMeanwhile
from records.fields import shown
from records.forms import ReasonForm, accepted, ask, conflict, posted
from records.together import read_together

MANAGE = "funding.manage_bid"
SAVED = "Your form is saved. Sign it when it is complete."
SIGNED = "You have signed the form. You can now read what the others wrote."
CORRECTED = "You have signed the correction. It counts from now on; what you signed before stays to be read."


def score_form(request, reference):
    """The paper form, filled in and signed by one scorer."""
    bid = scored_bid(request, reference, "funding.score_form", lists=beside.LISTS)
    assignment = scoring.own_assignment(bid, request.user)
    saved = scoring.newest_form(assignment)
    printed = read_together(
        criteria=Criterion.objects.filter(scheme=bid.call.scheme_id), objectives=_objectives(bid)
    )
    criteria = printed["criteria"]
    context = {
        "assignment": assignment, "saved": saved, "scheme": bid.call.scheme, "beside": beside.beside(bid, criteria),
        "fund_objectives": printed["objectives"], "day": today(),
    }  # fmt: skip
    if saved and saved.is_signed and not hasattr(saved.signoff, "withdrawal"):
        form = ScoreForm(initial=initial_of(saved, criteria), criteria=criteria)
        return show_scoring(request, "score_signed.html", bid, "score_form", form=form, **context)
    return _write(request, bid, saved, criteria, context)


def _write(request, bid, saved, criteria, context):
    signing = request.POST.get("do") == "sign"
    form = ScoreForm(posted(request), initial=initial_of(saved, criteria), criteria=criteria, signing=signing)
    version = request.POST.get("version", "")
    keep = scoring.sign_form if signing else scoring.save_form
    try:
        if accepted(form, lambda _: keep(bid, form.filled, by=request.user, version=version)):
            signed = CORRECTED if saved and saved.correction_of_id else SIGNED
            messages.success(request, signed if signing else SAVED)
            return redirect("funding:score_form", bid.reference)
    except ChangedMeanwhile as changed:
        return _conflict(request, bid, form, changed.current, criteria)
    if not form.is_bound:
        version = scoring.version_of_form(saved)
    answer = show_scoring(
        request, "score_form.html", bid, "score_form", form=form, version=version, steps=(), **context
    )
    answer.status_code = 422 if form.errors else 200
    return answer


def _conflict(request, bid, form, current, criteria):
    """Another tab saved first: both are shown, row by row."""
    if current is None:
        current = scoring.newest_form(scoring.own_assignment(bid, request.user))
    theirs = initial_of(current, criteria)
    labels = {name: str(field.label) for name, field in form.fields.items() if name != "version"}
    rows = [
        (
            label,
            shown(form.fields[name], theirs.get(name)),
            shown(form.fields[name], form.cleaned_data.get(name)),
        )
        for name, label in labels.items()
    ]
    back = url("funding:score_form", bid.reference)
    return conflict(
        request, form, current, scoring.version_of_form(current), title="Your form", cancel=back, fields=rows
    )


def _objectives(bid):
    """Those of the bid's fund, as they are printed under the form."""
    fund = bid.fund_year.fund_id if bid.fund_year_id else None
    return Objective.objects.filter(fund=fund, is_offered=True)


def score_correct(request, reference):
    bid = scored_bid(request, reference, "funding.score_form")
    form = ReasonForm(posted(request))
    back = url("funding:score_form", reference)
    if accepted(form, lambda data: scoring.correct_form(bid, by=request.user, **data)):
        return redirect(back)
    return ask(
        request, form, title="Correct your form", reference=reference, submit="Begin the correction", cancel=back,
        text="The form that you signed stays, and counts until you have signed the correction.",
    )  # fmt: skip


def interest_declare(request, reference):
    bid = known_bid(request, reference)
    form = InterestForm(posted(request))
    done = lambda data: assigning.declare_interest(  # noqa: E731 -- one line of a form
        bid, request.user.person, data["kind"], by=request.user, detail=data["detail"]
    )
    if accepted(form, done):
        messages.success(request, "Your interest is recorded. You see nothing of this bid from now on.")
        return redirect("funding:bids")
    return ask(
        request, form, title="Declare an interest in this bid", reference=reference, submit="Declare it",
        cancel=bid.get_absolute_url(),
        warning="From then on you know nothing of this bid, and a form that you signed counts no more.",
    )  # fmt: skip


def scorer_list(request, reference):
    """Who scores the bid, and giving it to more."""
    bid = scored_bid(request, reference, MANAGE)
    have_it = bid.assignments.filter(ended_at=None).values("scorer")
    people = people_who_may_score(request.user, bid).exclude(pk__in=have_it)
    form = AssignForm(posted(request), people=people)
    give = lambda data: assigning.assign_scorer(  # noqa: E731 -- one line of a form
        bid, data["scorer"], by=request.user, due_on=data["due_on"]
    )
    if accepted(form, give):
        messages.success(request, f"{form.cleaned_data['scorer']} has the bid to score, and is told.")
        return redirect("funding:scorers", reference)
    answer = show_scoring(
        request, "scorers.html", bid, "scorers", form=form, rows=bid.scorers, day=today(),
        interests=bid.interests.select_related("person"),
    )  # fmt: skip
    answer.status_code = 422 if form.errors else 200
    return answer


def people_who_may_score(user, bid):
    """Who may sign in, of the partnership's agencies or with the role of a scorer, and of no applicant's agency.

    Each with ``works_for``, to be told apart by.
    """
    day, here = today(), bid.partnership_id
    posts = Post.objects.on(day).filter(
        agency__in=Partner.objects.on(day).filter(partnership=here).values("agency")
    )
    roles = Role.objects.on(day).filter(partnership=here, kind=Role.Kind.SCORER)
    own = Post.objects.of(bid.applicants, day)
    known = Person.objects.visible_to(user).filter(user__is_active=True)
    found = known.filter(pk__in=posts.values("person")) | known.filter(pk__in=roles.values("person"))
    found = found.exclude(pk__in=own.values("person")).exclude(
        pk__in=bid.interests.standing().values("person")
    )
    current = Post.objects.on(day).filter(person=OuterRef("pk")).order_by("-started_on", "pk")
    return found.annotate(works_for=Subquery(current.values("agency__name")[:1])).by_surname()


def assignment_end(request, reference, assignment):
    bid = scored_bid(request, reference, MANAGE)
    row = get_object_or_404(bid.assignments.select_related("scorer"), pk=assignment)
    form, back = ReasonForm(posted(request)), url("funding:scorers", reference)
    if accepted(form, lambda data: assigning.end_assignment(row, by=request.user, **data)):
        messages.success(request, f"{row.scorer} does not have the bid any more.")
        return redirect(back)
    return ask(
        request, form, title=f"Take the bid back from {row.scorer}", reference=reference, submit="Take it back",
        cancel=back, text="A form that they signed stays, and counts.",
    )  # fmt: skip
