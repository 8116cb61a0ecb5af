"""Who supports a project."""

from django import forms

from partnership.forms.people import person_field


class SupporterForm(forms.Form):
    person = person_field(label="Who supports the project")
    role = forms.CharField(
        label="In what role",
        max_length=120,
        help_text="Such as project development manager, or community worker",
    )
