"""What is asked of appointments and of the terms of reference."""

from django import forms

from audit.clock import today
from design.forms import DateField, RecordChoiceField
from partnership.models import Agency
from records.fields import text
from records.forms import account_of, reason_field
from reviews.forms.referrals import NO_NAMES, agencies_of


class AppointmentForm(forms.Form):
    mark_optional = False  # a place may be advertised before anybody is found
    name = text("Name", 120, help_text="As the report prints it. Leave it out while the place is advertised")
    post = text("Job title", 120, help_text="If the report prints one")
    advertised_on = DateField(
        label="Day on which the place was advertised", required=False, help_text="If it was"
    )
    recruited_on = DateField(
        label="Day of the appointment", required=False, help_text="Leave it out until somebody is appointed"
    )
    user = forms.EmailField(
        label="E-mail address with which they sign in", required=False,
        help_text="Invite them first, as a guest if they work for no agency here. It opens nothing by itself",
    )  # fmt: skip

    def clean_user(self):
        return account_of(self.cleaned_data["user"])


class PanelForm(AppointmentForm):
    name = text("Name", 120, help_text="As the report prints it")
    agency = RecordChoiceField(Agency.objects.none(), label="Agency", required=False, empty_label="None")
    recruited_on = DateField(label="On the panel since", initial=today)
    independence = text(
        "How they are independent", 2000, rows=3,
        help_text="Such as: has not managed anybody who worked with the person who died",
    )  # fmt: skip
    field_order = ["name", "post", "agency", "recruited_on", "user", "independence"]

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["advertised_on"]
        self.fields["agency"].queryset = agencies_of([review.partnership_id])


class OpenForm(forms.Form):
    reason = reason_field("Why they need access")
    expires_on = DateField(label="Last day of access")


class EndForm(forms.Form):
    ended_on = DateField(label="Last day", initial=today)
    reason = reason_field("Why")


class IndependenceForm(forms.Form):
    statement = forms.CharField(
        label="How you are independent", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            "Of all agencies that take part, and of what happened; and your experience for this work. "
            "The report prints it with your name"
        ),
    )  # fmt: skip


class BeginForm(forms.Form):
    begun_on = DateField(label="Day on which the review began", initial=today)


class TermsForm(forms.Form):
    scope_from = DateField(label="The review looks at the time from")
    scope_until = DateField(label="Until")
    lines = forms.CharField(
        label="Key lines of enquiry", max_length=10000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"One on each line. {NO_NAMES}", error_messages={"required": "Write the key lines of enquiry."},
    )  # fmt: skip
    equality = text(
        "Equality and diversity", 4000, rows=4,
        help_text="Which of the nine protected characteristics are looked at, and how",
    )  # fmt: skip
    changed = text("What changed since the last version", 200)

    def __init__(self, *args, is_first, **kwargs):
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["changed"]

    def clean(self):
        return {"changed": "", **super().clean()}


class AgreeTermsForm(forms.Form):
    agreed_on = DateField(label="Day on which the panel agreed them", initial=today)


class ShareTermsForm(forms.Form):
    shared_on = DateField(label="Day on which the family was given them", initial=today)
    comments = text("What the family said", 4000, rows=5, help_text=f"If they did. {NO_NAMES}")
    not_shared_because = text(
        "Or why they could not be given them", 300,
        help_text="Such as: no family is known, or they asked not to be contacted. The day is that of this answer",
    )  # fmt: skip
