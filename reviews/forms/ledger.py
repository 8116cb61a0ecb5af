"""What is asked of recommendations, of the actions that follow, and of those who own them."""

from django import forms

from audit.clock import today
from design.forms import DateField, RecordChoiceField
from documents.forms import UploadField, words_field
from partnership.models import Agency
from records.fields import text
from records.forms import account_of, reason_field
from reviews.forms.referrals import NO_NAMES, agencies_of
from reviews.models import Assurance, Recommendation


class RecommendationForm(forms.Form):
    number = forms.CharField(label="Number", max_length=12, help_text="As the report has it")
    scope = forms.ChoiceField(
        label="Scope", choices=Recommendation.Scope.choices, widget=forms.RadioSelect, initial="local"
    )
    addressed_to = forms.CharField(
        label="To whom",
        max_length=160,
        help_text="As the report says. Such as: all general practices",
        error_messages={"required": "Say to whom."},
    )
    theme = text("Theme", 80, help_text="Use the words of earlier reviews, so that what recurs is seen")
    source = forms.ChoiceField(
        label="Where it stands",
        choices=Recommendation.Source.choices,
        widget=forms.RadioSelect,
        initial="overview",
    )
    agency = RecordChoiceField(
        Agency.objects.none(), label="Whose management review", required=False, empty_label="None"
    )
    made_on = DateField(label="Recommended on", initial=today)
    text = forms.CharField(
        label="What is recommended",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NO_NAMES,
    )
    field_order = ["number", "text"]

    def __init__(self, *args, review, themes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_of([review.partnership_id])
        if themes:
            self.fields["theme"].help_text += f": {'; '.join(themes)}"


class OwnerFields(forms.Form):
    wording = forms.CharField(
        label="Action to take", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Its owner reads this and nothing of the review. Say nothing that shows which review it is",
    )  # fmt: skip
    contact = forms.EmailField(
        label="E-mail address of the named owner", help_text="One person of the agency"
    )
    senior = forms.EmailField(
        label="E-mail address of the agency's senior contact", required=False,
        help_text="They are written to if the owner does not answer, and then see the action",
    )  # fmt: skip
    target_on = DateField(label="Target date")

    def clean_contact(self):
        return account_of(self.cleaned_data["contact"])

    def clean_senior(self):
        return account_of(self.cleaned_data["senior"])


class GiveForm(OwnerFields):
    agency = RecordChoiceField(Agency.objects.none(), label="Lead agency")
    asked_on = DateField(
        label="Given out on", initial=today, help_text="Of a plan that was agreed before, the day of then"
    )
    field_order = ["wording", "agency", "contact", "senior", "asked_on", "target_on"]

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_of([review.partnership_id])


class ChangeLineForm(OwnerFields):
    reason = reason_field("Why it is changed")


class ServeForm(forms.Form):
    """An action of the reviews that are open to the person, which this recommendation is to rest on too."""

    line = forms.ChoiceField(label="Action", widget=forms.RadioSelect)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {str(line.pk): line for line in lines}
        self.fields["line"].choices = [(key, f"{one.agency}: {one.title}") for key, one in self.lines.items()]

    def clean_line(self):
        return self.lines[self.cleaned_data["line"]]


class SendForm(forms.Form):
    sent_on = DateField(label="Sent on", initial=today)
    sent_how = forms.CharField(
        label="How", max_length=160, help_text="Such as: with the report, by e-mail",
        error_messages={"required": "Say how it was sent"},
    )  # fmt: skip


class AnswerReceivedForm(forms.Form):
    answered_on = DateField(label="Answer received on", initial=today)
    answer = forms.CharField(
        label="What was answered", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class MilestoneForm(forms.Form):
    achieved_on = DateField(label="On which day", initial=today)
    text = forms.CharField(
        label="What was achieved, or what stands in the way", max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=NO_NAMES,
    )  # fmt: skip


class CompleteForm(forms.Form):
    completed_on = DateField(label="Date of completion", initial=today)
    outcome = forms.CharField(
        label="Outcome", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), help_text="What came of it",
        error_messages={"required": "Say what came of it."},
    )  # fmt: skip


class EvidenceForm(forms.Form):
    title = words_field("Title", 200)
    file = UploadField(label="File")


class AssureForm(forms.Form):
    result = forms.ChoiceField(
        label="Did it change practice", choices=Assurance.Result.choices, widget=forms.RadioSelect
    )
    checked_on = DateField(label="On which day", initial=today)
    how = forms.CharField(
        label="How this is known", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Such as: 40 records looked at, staff asked", error_messages={"required": "Say how this is known."},
    )  # fmt: skip


class SilenceForm(forms.Form):
    reason = reason_field("What was tried")
