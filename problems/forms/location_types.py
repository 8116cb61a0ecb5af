from django import forms

from records.forms import ReasonForm


class LocationTypeForm(forms.Form):
    name = forms.CharField(label="Kind of place", max_length=80, help_text="Such as: car park")


class OfferForm(ReasonForm):
    """What the page that was shown does, so that pressed twice it does not do the opposite."""

    is_active = forms.TypedChoiceField(
        choices=[("yes", "Offer it"), ("no", "Retire it")], coerce=lambda value: value == "yes",
        widget=forms.HiddenInput,
    )  # fmt: skip
