"""The forum's paper for a call, and the chair's decision on each bid."""

from django.contrib import messages
from django.shortcuts import redirect, render

from audit.clock import today
from design.addresses import url
from funding.deciding import MEETING
from funding.forms.deciding import BestSetForm, DecideForm
from funding.lifecycle.bids import Action
from funding.models import FundingCall
from funding.reports import exported, scores
from funding.reports import paper as papers
from funding.reports.standing import sensitivity
from funding.services import deciding
from funding.views.scoring_frame import known_bid, scored_bid, show_scoring
from funding.views.steps import steps_of
from records.access import note_reading
from records.export import one_of_several
from records.forms import accepted, posted
from records.models import Record
from records.pages import one_for, pdf_of

PAPER = (("Order and money", "decide"), ("Best set for the money", "best_set"), ("What the order hangs on", "hangs_on"),
         ("Letters", "letters"))  # fmt: skip
DECIDE = {
    Action.AWARD: deciding.award,
    Action.REFUSE: deciding.refuse,
    Action.DEFER: deciding.defer,
}
DONE = {
    Action.AWARD: "The bid is awarded, and the money is set aside. The applicant is told.",
    Action.REFUSE: "The bid is refused. The applicant is told.",
    Action.DEFER: "The decision is deferred. The applicant is told.",
}


def weighed_call(request, reference):
    return one_for(
        request, FundingCall, reference, "funding.weigh_fundingcall", above=("partnership", "body", "scheme")
    )


def call_page(request, template, call, here, **context):
    note_reading(request.user, call)
    tabs = [(words, url(f"funding:{name}", call.reference), name == here) for words, name in PAPER]
    return render(request, f"funding/{template}", {"call": call, "tabs": tabs, "day": today(), **context})


def call_decide(request, reference):
    """Ranked bids against the money, in one page."""
    call = weighed_call(request, reference)
    paper = papers.paper_of(call, request.user)
    if file := one_of_several(
        request, paper=lambda: exported.paper(paper), scores=lambda: _scores(paper, request.user)
    ):
        note_reading(request.user, call, "download")
        return file
    decides = call.body_id in request.user.places.chaired
    order = papers.order_of(paper, decides=decides)
    return call_page(request, "decide.html", call, "decide", paper=paper, order=order)


def paper_pdf(request, reference):
    """The same for the papers of a meeting, with what each bid is about and why it is recommended."""
    call = weighed_call(request, reference)
    paper = papers.paper_of(call, request.user)
    summaries, advised = papers.said_of(paper, request.user)
    context = {"paper": paper, "summaries": summaries, "advised": advised, "day": today()}
    title, name = f"Bids to decide: {call.title}", f"{call.reference}-bids-to-decide"
    return pdf_of(request, call, "funding/printed/paper.html", context, title=title, name=name)


def _scores(paper, user):
    criteria = list(paper.call.scheme.criteria.all()) if paper.call.scheme_id else []
    return exported.scores(paper.call.reference, criteria, [line.bid for line in paper.lines], user)


def call_best_set(request, reference):
    call = weighed_call(request, reference)
    paper = papers.paper_of(call, request.user)
    asked = request.GET if "ask" in request.GET else None
    form = BestSetForm(asked, lines=paper.undecided, initial={"rules": True})
    found = None
    if form.is_bound and form.is_valid():
        found = papers.best_of(
            paper, must=form.chosen("must"), never=form.chosen("never"), keep_rules=form.cleaned_data["rules"]
        )
    return call_page(
        request, "best_set.html", call, "best_set", paper=paper, form=form, found=found, asked=form.is_bound
    )


def call_hangs_on(request, reference):
    """Would the order change if a row were not on the form?"""
    call = weighed_call(request, reference)
    paper = papers.paper_of(call, request.user)
    criteria = list(call.scheme.criteria.all()) if call.scheme_id else []
    bids = [line.bid for line in paper.undecided]
    shifts = list(sensitivity(bids, paper.standings, paper.ties, criteria))
    return call_page(request, "hangs_on.html", call, "hangs_on", shifts=shifts, count=len(bids))


def bid_decide(request, reference, action):
    """Award, refuse or defer: one page each, with all that the chair decides by."""
    action = Action(action)
    bid = scored_bid(request, reference, f"funding.{action}_bid", lists=scores.LISTS)
    form = DecideForm(
        posted(request), bid=bid, action=action, user=request.user, initial=_initial(bid, action)
    )
    if accepted(form, lambda _: DECIDE[action](bid, form.said, by=request.user)):
        messages.success(request, DONE[action])
        return redirect("funding:outcome", reference)
    blockers = [] if form.is_bound else list(bid.blockers(action))
    answer = show_scoring(
        request, "bid_decide.html", bid, "", form=form, action=action, blockers=blockers,
        sheet=scores.sheet_of(bid, request.user), advice=_advice(bid),
        steps=[step for step in steps_of(request.user, bid) if step.url != request.path],
    )  # fmt: skip
    answer.status_code = 422 if form.errors else 200
    return answer


def _advice(bid):
    return list(bid.recommendations.all())[-1:]


def _initial(bid, action):
    found = {"decided_on": today()}
    if action == Action.AWARD:
        found |= {"amount": bid.requested, "fund_year": str(bid.fund_year_id or "")}
        for advice in _advice(bid):
            found |= {"condition_1": advice.condition[:250], "condition_on_1": advice.condition_on}
    return found


def meetings_known(user, decisions):
    """Addresses of the meetings that resolved it, by reference: of those that this person may know of."""
    named = [one.meeting_reference for one in decisions if one.resolution]
    known = Record.objects.visible_to(user).filter(kind=MEETING, reference__in=named) if named else ()
    return {meeting.reference: meeting.get_absolute_url() for meeting in known}


def bid_outcome(request, reference):
    """What was decided: to the applicant the outcome and the feedback, to those who read scores the reasons too."""
    bid = known_bid(request, reference)
    decisions = list(bid.decisions.select_related("fund_year__fund", "made_by__person").order_by("-pk"))
    context = {
        "decisions": decisions,
        "conditions": list(bid.conditions.all()),
        "meetings": meetings_known(request.user, decisions),
        "reads_reasons": request.user.has_perm("funding.view_scores", bid),
        "reads_letter": request.user.has_perm("funding.read_letter", bid),
    }
    return show_scoring(request, "outcome.html", bid, "outcome", **context)
