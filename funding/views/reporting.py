"""What a funded project reports, and what is made of it."""

from django.shortcuts import get_object_or_404

from design.filters import date, money
from funding.forms import delivery as forms
from funding.services import reporting
from funding.views.delivery import page
from funding.views.frame import bid_for
from records.forms import posted


def return_ask(request, reference):
    bid = bid_for(request, reference, "funding.manage_bid")
    return page(
        request,
        bid,
        forms.AskReturnForm(posted(request)),
        lambda data: reporting.ask_return(bid, by=request.user, **data),
        title="Ask for a return",
        submit="Ask",
        done="The applicant is reminded before it is due.",
    )


def return_write(request, reference, pk):
    bid = bid_for(request, reference, "funding.report_bid", "outputs")
    row = get_object_or_404(bid.returns.prefetch_related("values"), pk=pk)
    initial = forms.ReturnForm.initial_of(row)
    later = "later" in request.POST
    form = forms.ReturnForm(posted(request), initial=initial, outputs=list(bid.outputs.all()), later=later)

    def do(data):
        if later:
            return reporting.keep_return(row, form.typed(), by=request.user, version=data["version"])
        said = {name: data[name] for name in ("narrative", "spent", "version")}
        return reporting.submit_return(row, values=form.values(), by=request.user, **said)

    return page(
        request,
        bid,
        form,
        do,
        row=row,
        title=str(row),
        submit="Send the return",
        later="Save and come back later",
        done="Your answers are saved. The return is not sent yet." if later else "The return is sent.",
        text=row.query and f"You are asked to make this clear: {row.query}",
    )


def return_settle(request, reference, pk):
    bid = bid_for(request, reference, "funding.manage_bid")
    row = get_object_or_404(bid.returns.prefetch_related("values__output"), pk=pk)
    spent = [f"Spent in the period: {money(row.spent)}"] if row.spent is not None else []
    return page(
        request,
        bid,
        forms.SettleForm(posted(request)),
        lambda data: reporting.settle_return(row, by=request.user, **data),
        title=str(row),
        submit="Settle",
        done="The return is settled.",
        text=row.narrative,
        points=[*spent, *(f"{value.output.what}: {value}" for value in row.values.all())],
    )


def variation_ask(request, reference):
    bid = bid_for(request, reference, "funding.report_bid")
    return page(
        request,
        bid,
        forms.VariationForm(posted(request)),
        lambda data: reporting.ask_variation(bid, by=request.user, **data),
        title="Ask for a change of what was agreed",
        submit="Ask",
        done="Asked. Those who run the funding decide.",
    )


def variation_decide(request, reference, pk):
    bid = bid_for(request, reference, "funding.manage_bid")
    row = get_object_or_404(bid.variations, pk=pk)
    return page(
        request,
        bid,
        forms.VariationDecisionForm(posted(request)),
        lambda data: reporting.decide_variation(row, by=request.user, **data),
        title="Change of what was agreed",
        submit="Decide",
        done="The change is decided, and the applicant can see how.",
        text=row.what,
        points=[f"The project would end on {date(row.ends_on)}."] if row.ends_on else [],
    )


def evaluate(request, reference):
    bid = bid_for(request, reference, "funding.report_bid")
    return page(
        request,
        bid,
        forms.EvaluationForm(posted(request)),
        lambda data: reporting.evaluate(bid, data, by=request.user),
        title="Evaluate the project",
        submit="Send it",
        done="The evaluation is sent.",
    )
