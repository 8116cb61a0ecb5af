"""The support team of a project: who, in what role (S002-71)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from funding.forms.supporting import SupporterForm
from funding.services import supporting
from funding.views.bids import address
from funding.views.frame import bid_for
from funding.views.scoring_frame import scored_bid, show_scoring
from records.forms import ReasonForm, accepted, ask, posted


def supporter_list(request, reference):
    bid = scored_bid(request, reference, supporting.SUPPORTS, lists=("supporters__person",))
    form = SupporterForm(posted(request))
    add = lambda data: supporting.add_supporter(bid, data["person"], data["role"], by=request.user)  # noqa: E731 -- one line of a form
    if accepted(form, add):
        messages.success(request, f"{form.cleaned_data['person']} is in the support team.")
        return redirect("funding:supporters", reference)
    answer = show_scoring(
        request, "supporters.html", bid, "bid", form=form, over=bid.status in supporting.OVER
    )
    answer.status_code = 422 if form.is_bound else 200
    return answer


def supporter_remove(request, reference, pk):
    bid = bid_for(request, reference, supporting.SUPPORTS)
    row = get_object_or_404(bid.supporters.select_related("person"), pk=pk)
    form = ReasonForm(posted(request))
    del form.fields["reason"]
    if accepted(form, lambda _: supporting.remove_supporter(row, by=request.user)):
        messages.success(request, f"{row.person} is not in the support team any more.")
        return redirect("funding:supporters", reference)
    return ask(
        request, form, title=f"Take {row.person} off the support team", submit="Take them off", reference=reference,
        cancel=address("supporters", bid),
    )  # fmt: skip
