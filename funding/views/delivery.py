"""A funded project: its agreement, its money and its end."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render

from audit.clock import today
from design.addresses import url
from design.filters import money
from funding.forms import delivery as forms
from funding.lifecycle.bids import AGREE, COUNTERSIGN, Action
from funding.reports import exported
from funding.reports.delivery import money_of, progress_of, unspent_of
from funding.services import delivery as services
from funding.views.frame import bid_for, bid_or_404
from funding.views.project_steps import project_steps
from funding.views.steps import steps_of, tabs_of
from records.asking import refusal
from records.export import one_of_several
from records.forms import ReasonForm, accepted, carry_version, posted
from records.pages import asked, pdf_of, show
from records.services import ChangedMeanwhile, version_of
from signoffs.models import SignOff


def parts():
    """What the pages of a project show of a bid that was found for its reader."""
    signed = Prefetch(
        "signoffs", SignOff.objects.filter(act__in=(AGREE, COUNTERSIGN)).select_related("withdrawal")
    )
    return signed, "fund_year__fund__holdings"


LISTS = (
    "conditions", "instalments", "returns__values", "outputs", "variations", "clawbacks", "entries", "milestones"
)  # fmt: skip


def address(bid, name="delivery", *more):
    return url(f"funding:{name}", bid.reference, *more)


def _latest(bid, act):
    return max(
        (row for row in bid.signoffs.all() if row.act == act), key=lambda row: row.edition, default=None
    )


def delivery(request, reference):
    bid = bid_or_404(request, reference, *parts(), lists=LISTS)
    lists = {name: partial(getattr(exported, name), bid) for name in ("instalments", "returns")}
    if file := one_of_several(request, **lists, milestones=lambda: exported.milestones(bid, today())):
        return file
    user, perm = request.user, request.user.has_perm
    may = {
        "manages": perm("funding.manage_bid", bid), "reports": perm("funding.report_bid", bid),
        "pays": perm("funding.pay_bid", bid), "signs": perm("funding.sign_agreement", bid),
    }  # fmt: skip
    context = may | {
        "money": money_of(bid), "progress": list(progress_of(bid)), "today": today(),
        "outputs": {output.pk: output.what for output in bid.outputs.all()},
        "agreement": _latest(bid, AGREE), "countersigned": _latest(bid, COUNTERSIGN),
        "attaches": perm("funding.evidence_bid", bid), "reaches": perm("funding.reach_bid", bid),
        "facts": [bid.agency, bid.fund_year],
    }  # fmt: skip
    moves = [step for step in steps_of(user, bid) if step.url != request.path]
    steps = [*project_steps(user, bid, **may), *moves]
    return show(request, "funding/delivery.html", bid, tabs_of(user, bid, "delivery"), steps, **context)


def page(request, bid, form, do, **context):
    return asked(request, form, do, record=bid, back=address(bid), **context)


def set_meanwhile(form, bid):
    """Yours stand in the rows below; saved again, they take the place of what another has set."""
    carry_version(form, version_of(bid))
    form.data = form.data.copy()
    form.data["version"] = form.initial["version"]
    there = services.instalments_of(bid) or "no instalments"
    form.add_error(
        None,
        f"{bid} was changed while you were writing. It has now: {there}. Save again to set yours instead.",
    )


def instalments(request, reference):
    bid = bid_for(request, reference, "funding.manage_bid", "instalments")
    there = [
        {"amount": r.amount, "due_on": r.due_on, "in_advance": r.in_advance} for r in bid.instalments.all()
    ]
    rows = forms.InstalmentRows(posted(request), initial=there, prefix="instalment")
    form = forms.forms.Form(posted(request))
    carry_version(form, version_of(bid))

    def do(data):
        wanted = [(r["amount"], r["due_on"], r["in_advance"]) for r in rows.cleaned_data if r.get("amount")]
        return services.set_instalments(bid, wanted, by=request.user, **data)

    try:
        if (rows.is_valid() or not rows.is_bound) and accepted(form, do):
            messages.success(request, "The instalments are set. The lead applicant can sign the agreement.")
            return redirect(address(bid))
    except ChangedMeanwhile as meanwhile:
        set_meanwhile(form, meanwhile.current)
    refused = form.is_bound and (form.errors or not rows.is_valid())
    return render(
        request,
        "funding/instalments.html",
        {"form": form, "formset": rows, "rows": rows, "bid": bid},
        status=422 if refused else 200,
    )


def agreement_sign(request, reference):
    bid = bid_for(request, reference, "funding.sign_agreement", "instalments", "conditions", "outputs")
    form = forms.forms.Form(posted(request))
    if accepted(form, lambda _: services.sign_agreement(bid, by=request.user)):
        messages.success(request, "You have signed. The other side signs next.")
        return redirect(address(bid))
    return render(
        request, "funding/agreement.html", {"form": form, "bid": bid}, status=422 if form.errors else 200
    )


def agreement_pdf(request, reference):
    bid = bid_or_404(request, reference, *parts(), lists=LISTS)
    title = f"Agreement for {bid.title}"
    return pdf_of(
        request,
        bid,
        "funding/printed/agreement.html",
        {"bid": bid, "signatures": [row for act in (AGREE, COUNTERSIGN) if (row := _latest(bid, act))]},
        title=title,
        draft=bid.agreed_on is None,
    )


def agreement_accept(request, reference):
    bid = bid_for(request, reference, "funding.accept_bid", *parts(), lists=LISTS)
    return page(
        request,
        bid,
        forms.forms.Form(posted(request)),
        lambda _: services.accept_agreement(bid, by=request.user),
        title="Sign the agreement",
        submit="Sign",
        done="The agreement is signed by both sides.",
        text="The lead applicant has signed. With your signature delivery begins, and money can be claimed.",
        blockers=bid.blockers(Action.ACCEPT) if request.method == "GET" else (),
    )


def condition_met(request, reference, pk):
    bid = bid_for(request, reference, "funding.manage_bid")
    row = get_object_or_404(bid.conditions, pk=pk)
    return page(
        request,
        bid,
        forms.MetForm(posted(request)),
        lambda data: services.meet_condition(row, by=request.user, **data),
        title=f"Is it met: {row}",
        submit="It is met",
        done="The condition is met.",
    )


def claim(request, reference, number):
    bid = bid_for(request, reference, "funding.report_bid")
    row = get_object_or_404(bid.instalments, number=number)
    initial = {"claimed": row.amount, "evidence": row.evidence}
    form = forms.ClaimForm(posted(request), initial=initial, in_advance=row.in_advance)
    return page(
        request,
        bid,
        form,
        lambda data: services.claim(row, by=request.user, **data),
        title=f"Claim instalment {row.number}",
        submit="Claim",
        done="The claim is sent.",
        text="Attach invoices from the page of the project first, and say here which they are.",
    )


def claim_decide(request, reference, number):
    bid = bid_for(request, reference, "funding.manage_bid")
    row = get_object_or_404(bid.instalments, number=number)
    return page(
        request,
        bid,
        forms.ClaimDecisionForm(posted(request)),
        lambda data: services.decide_claim(row, by=request.user, **data),
        title=f"Claim for instalment {row.number}",
        submit="Decide",
        done="The claim is decided, and the applicant can see how.",
        text=f"{money(row.claimed)} of {money(row.amount)} is claimed. {row.evidence}",
    )


def instalment_pay(request, reference, number):
    bid = bid_for(request, reference, "funding.pay_bid", "fund_year__fund__holdings")
    row = get_object_or_404(bid.instalments, number=number)
    form = forms.PaidForm(posted(request), initial={"paid_on": today()})
    return page(
        request,
        bid,
        form,
        lambda data: services.pay_instalment(row, by=request.user, **data),
        title=f"{row} was paid",
        submit="Record the payment",
        done="The payment is recorded.",
        blockers=[] if form.is_bound else list(services.unpayable(row, request.user)),
    )


def payment_correct(request, reference, number):
    bid = bid_for(request, reference, "funding.pay_bid", "fund_year__fund__holdings", "entries", "clawbacks")
    row = get_object_or_404(bid.instalments, number=number)
    row.bid, form = bid, ReasonForm(posted(request))
    form.fields["reason"].label = "What was entered wrongly"
    return page(
        request,
        bid,
        form,
        lambda data: services.correct_payment(row, by=request.user, **data),
        title=f"Correct the payment of {str(row).lower()}",
        submit="Take the payment out",
        done="The payment is taken out of the books. The claim is approved, and waits to be paid.",
        text="The entry stays in the ledger, with one against it that bears your reason. Then record the payment as it "
        "was. Where the money did go out and comes back, ask for it back instead.",
        blockers=[] if form.is_bound else list(services.uncorrectable(row)),
    )


def clawback_ask(request, reference):
    bid = bid_for(request, reference, "funding.manage_bid", "entries")
    return page(
        request,
        bid,
        forms.ClawbackForm(posted(request)),
        lambda data: services.claw_back(bid, by=request.user, **data),
        title="Ask for money back",
        submit="Ask for it",
        done="The money is asked back. The applicant reads how much, and why, on the page of the project.",
    )


def clawback_repaid(request, reference, pk):
    bid = bid_for(request, reference, "funding.pay_bid", "fund_year__fund__holdings")
    row = get_object_or_404(bid.clawbacks, pk=pk)
    form = forms.RepaidForm(posted(request), initial={"repaid_on": today()})
    return page(
        request,
        bid,
        form,
        lambda data: services.record_repayment(row, by=request.user, **data),
        title="The money came back",
        submit="Record it",
        done="Recorded. It is free again in the fund.",
    )


def project_close(request, reference):
    bid = bid_or_404(request, reference, *parts(), lists=LISTS)
    if not request.user.has_perm("funding.close_bid", bid):
        raise PermissionDenied(refusal("funding.manage_bid"))
    left, form = money_of(bid).left, ReasonForm(posted(request))
    if left:
        form.fields["reason"].label = "Why it was not spent"
    else:
        del form.fields["reason"]
    return page(
        request,
        bid,
        form,
        lambda data: services.close_project(bid, by=request.user, **data),
        title="Close the project",
        submit="Close it",
        done="The project is closed.",
        text=f"{money(left)} was not paid, and goes back to the fund."
        if left
        else "All of the award was paid.",
        points=list(unspent_of(bid)),
        blockers=bid.blockers(Action.CLOSE) if request.method == "GET" else (),
    )
