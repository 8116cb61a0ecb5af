from django import forms


class RegistrationForm(forms.Form):
    """What a community group says of itself, to have an account to bid with."""

    mark_optional = False

    name = forms.CharField(label="Name of the group", max_length=120)
    about = forms.CharField(
        label="What the group does", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A sentence or two",
    )  # fmt: skip
    contact_name = forms.CharField(
        label="Contact person", max_length=120, help_text="Who signs in for the group"
    )
    email = forms.EmailField(
        label="E-mail address", help_text="We send a link there. Use one that only the contact person reads.",
        error_messages={"invalid": "Enter an e-mail address in the right form, such as name@example.org"},
    )  # fmt: skip

    def clean_contact_name(self):
        name = self.cleaned_data["contact_name"]
        if any(len(part) > 80 for part in name.rpartition(" ")):
            raise forms.ValidationError(
                "Shorten the name: 80 characters for the first names, 80 for the surname."
            )
        return name
