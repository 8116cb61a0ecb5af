"""What is asked of communications statements, and of a review that is closed."""

from django import forms

from audit.clock import today
from design.forms import DateField, version_field
from records.fields import text
from records.forms import account_of
from reviews.lifecycle import TO_ASSURE

NAMES_NOTHING = "Press contacts read it. Name nothing of the review: no code name, no reference, no person"


class OwnerForm(forms.Form):
    owner = forms.EmailField(
        label="E-mail address of its owner", help_text="They see the statement and nothing of the review"
    )

    def clean_owner(self):
        return account_of(self.cleaned_data["owner"])


class AddStatementForm(OwnerForm):
    title = forms.CharField(label="Title", max_length=120, help_text=NAMES_NOTHING)
    field_order = ["title", "owner"]


class WriteStatementForm(forms.Form):
    mark_optional = False  # kept as far as it is written
    title = forms.CharField(label="Title", max_length=120, help_text=NAMES_NOTHING)
    asked_by_press = text("Answers to expected questions", 10000, rows=6)
    text = text("Statement", 10000, rows=10)
    version = version_field()
    field_order = ["title", "text", "asked_by_press", "version"]


class ReleaseForm(forms.Form):
    released_on = DateField(label="Day on which it was released", initial=today)


class CloseForm(forms.Form):
    assure_on = DateField(
        label="Day on which the changes are looked at again", initial=lambda: today() + TO_ASSURE,
        help_text="You are reminded of it",
    )  # fmt: skip
    reason = text("How it was concluded", 500, rows=3, help_text="Such as the paragraph of the minutes")


class AssureForm(forms.Form):
    assured_on = DateField(label="Day on which they were looked at", initial=today)
    assurance = forms.CharField(
        label="What was found to have changed", max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    assure_on = DateField(label="To be looked at once more on", required=False)
