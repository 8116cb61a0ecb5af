"""What is asked about publishing an award, and about subsidy."""

from django import forms

from design.forms import DateField
from funding.forms.fields import MoneyField
from funding.models import Bid
from records.fields import text


class KeepBackForm(forms.Form):
    reason = text("Why it is not published", 250)

    @staticmethod
    def initial_of(bid):
        return {"reason": bid.kept_back_because}


class SubsidyForm(forms.Form):
    subsidy = forms.ChoiceField(
        label="Conclusion", choices=Bid.SubsidyKind.choices, widget=forms.RadioSelect, required=False
    )
    subsidy_reason = text("Reasoning", 4000, rows=4)
    subsidy_scheme = text("Scheme and its number, if under one", 120)
    mfa_declared = MoneyField(
        label="Other minimal financial assistance that the recipient declared", required=False
    )
    mfa_notified_on = DateField(label="Notification sent on", required=False)
    mfa_confirmed_on = DateField(label="Recipient confirmed in writing on", required=False)
    mfa_closed_on = DateField(label="Confirmation of the award sent on", required=False)
