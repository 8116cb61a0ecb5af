"""Asking for money for a problem that is known: a bid begun from its record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect

from funding.forms.bids import AskForMoneyForm
from home import services
from problems.models import EmergingIssue, Problem
from records.forms import accepted, ask, posted

TEXT = (
    "A bid is begun with the outline, the evidence, the measure of success and the areas of this record, and the two "
    "are linked. What it says of victims and offenders stays here. Once you submit the bid, those who run the funding "
    "read what was carried over: leave out of it what they should not."
)
NO_CALL = "Wait for a call for bids: none takes bids today."


def money_ask(request, reference):
    record = _record_or_404(request, reference)
    if not request.user.has_perm(services.WRITES[type(record)], record):
        raise PermissionDenied(services.NOT_YOURS)
    form = AskForMoneyForm(posted(request), user=request.user, initial={"title": record.title[:200]})
    begun = []

    def begin(data):
        begun.append(
            services.ask_for_money(record, data["call"], data["agency"], data["title"], by=request.user)
        )

    if accepted(form, begin):
        messages.success(request, "Your bid is begun, and linked to the record. Check what was carried over.")
        return redirect("funding:bid_write", begun[0].reference)
    return ask(
        request, form, title="Ask for money for this", submit="Start the bid", reference=reference, text=TEXT,
        cancel=record.get_absolute_url(), blockers=[] if form.fields["call"].queryset else [NO_CALL],
    )  # fmt: skip


def _record_or_404(request, reference):
    """A problem record or an emerging issue."""
    for kind in (Problem, EmergingIssue):
        known = kind.objects.visible_to(request.user).select_related("section", "beat", "body", "agency")
        if record := known.filter(reference=reference).first():
            return record
    raise Http404
