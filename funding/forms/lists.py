from contextlib import suppress

from django import forms

from design.forms import RecordChoiceField
from funding.lifecycle.bids import Status
from funding.models import Bid, Fund, FundingCall

MOST = 30  # calls or funds offered in a list to choose from
DEFAULTS = {"call": "", "fund": "", "status": "", "applicant": "", "sort": "-changed"}


class BidFilter(forms.Form):
    """What the list shows; whatever is not chosen, or makes no sense, is as in ``DEFAULTS``."""

    call = RecordChoiceField(FundingCall.objects.none(), label="Call", required=False, empty_label="Any call")
    fund = RecordChoiceField(Fund.objects.none(), label="Fund", required=False, empty_label="Any fund")
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Any"), *Status.choices])
    applicant = forms.ChoiceField(
        label="Applicant", required=False, choices=[("", "Any"), *Bid.Applicant.choices]
    )

    def __init__(self, data, *, user):
        super().__init__({**DEFAULTS, **{name: data.get(name) for name in DEFAULTS if data.get(name)}})
        self._offer("call", FundingCall.objects.visible_to(user).order_by("-pk"))
        self._offer("fund", Fund.objects.visible_to(user).order_by("title", "pk"))

    def _offer(self, name, known):
        """The first of them by name; one that is older is chosen on its own page, and stays while it is chosen."""
        field, chosen = self.fields[name], self.data[name]
        field.queryset = known
        offered = list(known.values_list("pk", "title")[:MOST])
        if chosen and chosen not in {str(pk) for pk, _ in offered}:
            with suppress(forms.ValidationError):  # the form says of it what there is to say
                older = field.to_python(chosen)
                offered.append((older.pk, older.title))
        field.widget.choices = [("", field.empty_label), *offered]

    def chosen(self):
        self.is_valid()
        return {**DEFAULTS, **{name: value or "" for name, value in self.cleaned_data.items()}}

    def words_for(self, name, value):
        return str(value) if name in ("call", "fund") else dict(self.fields[name].choices)[value]
