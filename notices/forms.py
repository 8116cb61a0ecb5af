from django import forms

from notices.models import MailPreference


class PreferencesForm(forms.Form):
    delivery = forms.ChoiceField(
        label="How do you want your notices by e-mail?",
        choices=MailPreference.Delivery.choices,
        widget=forms.RadioSelect,
        help_text="E-mail goes out on working days between 8am and 6pm, and holds links only",
    )
