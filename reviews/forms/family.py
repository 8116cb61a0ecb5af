"""What is asked of a contact with the family."""

from django import forms

from audit.clock import today
from design.forms import DateField
from records.fields import text
from reviews.forms.referrals import NO_NAMES


class NoteForm(forms.Form):
    contact_on = DateField(label="On which day", initial=today)
    whom = forms.CharField(
        label="With whom", max_length=160, help_text=f"Such as: the sister. {NO_NAMES}",
        error_messages={"required": "Say with whom."},
    )  # fmt: skip
    how = text("How", 160, help_text="Such as: at home, with their advocate")
    note = forms.CharField(
        label="What was said",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=NO_NAMES,
        error_messages={"required": "Say what was said."},
    )
