"""Beginning a bid, and the steps around it."""

from django import forms

from audit.clock import now
from design.forms import RecordChoiceField
from funding.forms.instants import add_instant, instant_of
from funding.models import FundingCall
from partnership.models import Agency
from records.forms import reason_field


class StartForm(forms.Form):
    title = forms.CharField(label="Title of the project", max_length=200)
    agency = RecordChoiceField(
        Agency.objects.none(), label="Lead applicant", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Agency.objects.current().filter(pk__in=user.places.agencies)
        self.fields["agency"].queryset = mine
        if len(mine) == 1:
            self.fields["agency"].initial = mine[0]
            self.fields["agency"].widget = forms.HiddenInput()


def calls_to_choose(user):
    """Calls that take bids now and that this person may know of."""
    return FundingCall.objects.visible_to(user).taking_bids(now()).order_by("closes_at", "pk")


class CarryForm(forms.Form):
    call = RecordChoiceField(
        FundingCall.objects.none(), label="Call", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args, user, bid, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = calls_to_choose(user).filter(partnership=bid.partnership_id)


class AskForMoneyForm(StartForm):
    """As a bid is begun, and in which call."""

    call = RecordChoiceField(
        FundingCall.objects.none(), label="Call", empty_label=None, widget=forms.RadioSelect
    )
    field_order = ("call", "title", "agency")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["call"].queryset = calls_to_choose(user)


class PartnerForm(forms.Form):
    agency = RecordChoiceField(Agency.objects.none(), label="Agency or group")
    part = forms.CharField(
        label="What it does in the project", max_length=250, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args, bid, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.current().exclude(pk__in=bid.applicants)


class JoinForm(PartnerForm):
    reason = reason_field("Why it joins now")


class LateForm(forms.Form):
    reference = forms.CharField(
        label="Reference of the bid", max_length=40, required=False, help_text="The applicant tells it you"
    )
    agency = RecordChoiceField(
        Agency.objects.none(), label="Or the agency or group", required=False,
        help_text="A bid is begun for it where it has none in this call",
    )  # fmt: skip
    reason = reason_field("Why a late bid is taken")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.current()
        add_instant(self, "until", "May be submitted until", required=True)
        self.order_fields(("reference", "agency", "until_on", "until_time", "reason"))

    def clean(self):
        data = super().clean()
        if bool(data.get("reference")) == bool(data.get("agency")) and not self.errors:
            self.add_error(
                "reference", "Enter the reference of the bid, or choose the agency or group: one of them."
            )
        return data

    def until(self):
        return instant_of(self.cleaned_data, "until")


class ReturnForm(forms.Form):
    reason = reason_field("What the applicant should mend")

    def __init__(self, *args, is_past, **kwargs):
        super().__init__(*args, **kwargs)
        if is_past:
            add_instant(self, "until", "May be submitted again until", required=True)

    def until(self):
        return instant_of(self.cleaned_data, "until")


class SubmitForm(forms.Form):
    digest_seen = forms.CharField(widget=forms.HiddenInput, required=False)
    confirm = forms.BooleanField(
        label="What this bid says is true as far as we know, and the applicant stands behind it",
        error_messages={"required": "Tick the box to put your name to the bid."},
    )
