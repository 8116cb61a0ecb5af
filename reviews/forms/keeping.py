"""What is asked of retention, legal holds, destruction, exports, and of another keeper."""

import datetime as dt

from django import forms

from audit.clock import today
from design.forms import DateField
from records.fields import RowsField, several
from records.forms import account_of, reason_field
from reviews.bundled import PARTS
from reviews.models import Bundle, LedgerRule, RetentionRule


class RuleForm(forms.Form):
    what = forms.ChoiceField(
        label="What is kept", choices=RetentionRule.What.choices, widget=forms.RadioSelect
    )
    years = forms.IntegerField(
        label="Years after closing",
        min_value=1,
        max_value=100,
        help_text="As your partnership agreed",
    )
    set_on = DateField(label="Agreed on", initial=today)
    agreed_by_words = forms.CharField(label="Who agreed it", max_length=160)


class LedgerForm(forms.ModelForm):
    """Refused by the constraints of the row."""

    reason = reason_field("Who agreed it, and when")

    class Meta:
        model = LedgerRule
        fields = ("first_days", "second_days", "senior_days", "fewest_reviews")
        labels = {
            "first_days": "Days after the target date until the reminder",
            "second_days": "Days until the second reminder",
            "senior_days": "Days until the agency's senior contact hears of it",
            "fewest_reviews": "Fewest reviews of which a number is said in learning for training",
        }
        help_texts = {"fewest_reviews": "“At least 3 reviews say this”: fewer might be known from the press"}


class PlaceHoldForm(forms.Form):
    placed_on = DateField(label="From", initial=today)
    reason = reason_field("Why it is held", "Such as: a claim is expected")


class DestroyForm(forms.Form):
    documents = RowsField(
        label="Papers to destroy, with every version of each",
        required=True,
        error_messages={"required": "Choose the papers that are to be destroyed"},
    )
    reason = reason_field("Why they are destroyed")

    def __init__(self, *args, documents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["documents"].offer(documents)


class ConfirmForm(forms.Form):
    """Asks nothing but whether."""


class BundleForm(forms.Form):
    purpose = forms.ChoiceField(
        label="What it is for", choices=Bundle.Purpose.choices, widget=forms.RadioSelect
    )
    recipient = forms.CharField(label="Who receives it", max_length=200)
    reason = reason_field("Why it is exported")
    parts = several("Parts of the record", [(name, label) for name, (label, _) in PARTS.items()])
    versions = RowsField(label="Files")
    expires_on = DateField(
        label="Last day on which it can be downloaded", initial=lambda: today() + dt.timedelta(days=7)
    )

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["versions"]
        field.offer(versions, lambda one: f"{one.document.title}, version {one.number}")
        if not field.rows:
            field.help_text = (
                "Nothing is attached to this review, so the export holds parts of the record alone"
            )


class HandForm(forms.Form):
    successor = forms.EmailField(label="E-mail address of the co-ordinator who is to keep it")
    stays = forms.ChoiceField(
        label="And you",
        choices=[("yes", "Keep it too"), ("no", "See it no longer")],
        widget=forms.RadioSelect,
    )
    reason = reason_field()

    def clean_successor(self):
        return account_of(self.cleaned_data["successor"])

    def clean_stays(self):
        return self.cleaned_data["stays"] == "yes"
