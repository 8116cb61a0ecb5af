"""What is asked of those who ask agencies, of the agencies, and of those who open the key."""

from django import forms

from design.forms import DateField, RecordChoiceField, version_field
from partnership.models import Agency
from records.fields import text
from records.forms import account_of, reason_field
from reviews.forms.referrals import agencies_of
from reviews.models import KeyEntry, Return

QUESTION = (
    "Secure and search your agency's records. Say whether the person is known to your agency, and give a short summary"
    " of its involvement."
)


class AskForm(forms.Form):
    agency = RecordChoiceField(Agency.objects.none(), label="Agency")
    contact = forms.EmailField(
        label="E-mail address of the person to ask",
        help_text="They sign in with it. They see the request and nothing of the review",
    )
    question = text("What is asked", 4000, rows=5, initial=QUESTION)
    due_on = DateField(label="Needed by")

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_of([review.partnership_id])

    def clean_contact(self):
        return account_of(self.cleaned_data["contact"])


class AnswerForm(forms.Form):
    mark_optional = False  # kept as far as it is written; what is missing is named before it is shared
    known = forms.ChoiceField(
        label="Is the person known to your agency", choices=Return.Known.choices, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    secured_on = DateField(label="Day on which your records were secured", required=False)
    summary = text("Summary of your agency's involvement", 10000, rows=8)
    version = version_field()


class ShareForm(forms.Form):
    """Asks nothing but whether."""


class AgainForm(forms.Form):
    reason = reason_field("What is missing")
    due_on = DateField(label="Needed by")


class AnotherForm(forms.Form):
    contact = forms.EmailField(
        label="E-mail address of somebody else of the agency",
        help_text="They take over what was asked, with what is written so far. You read no more of it than before",
    )
    reason = reason_field(hint="Such as: the author has left the agency")

    def clean_contact(self):
        return account_of(self.cleaned_data["contact"])


class EntryForm(forms.Form):
    is_never_kept = True  # the key stands in one place alone

    pseudonym = forms.CharField(
        label="Pseudonym", max_length=80, help_text="Agreed with the family where possible"
    )
    kind = forms.ChoiceField(
        label="What it stands for", choices=KeyEntry.Kind.choices, widget=forms.RadioSelect, initial="person"
    )
    identity = forms.CharField(label="Name", max_length=200)
    also = text("Other names, addresses, dates and places", 4000, rows=4, help_text="One on each line")
