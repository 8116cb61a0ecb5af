"""What is asked for when agencies are asked for something, and when they answer."""

from django import forms

from assessments.forms.fields import ReferenceField, bodies_of
from assessments.models import Ask
from audit.clock import today
from design.forms import DateField, RecordChoiceField, RecordsChoiceField, version_field
from documents.forms import UploadsField
from partnership.forms.people import person_field
from partnership.models import Agency, Body
from records.fields import text
from records.forms import reason_field


def agencies_field(label="Agencies to ask"):
    return RecordsChoiceField(
        Agency.objects.none(), label=label, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency to ask"},
    )  # fmt: skip


def agencies_of(partnerships):
    found = Agency.objects.current().filter(standings__partnership__in=partnerships)
    return found.distinct().order_by("name")


class AskDetails(forms.Form):
    title = forms.CharField(label="What is asked for", max_length=200)
    what = forms.ChoiceField(label="Kind", choices=Ask.Kind.choices, widget=forms.RadioSelect)
    details = text(
        "Details", 4000, rows=4, help_text="What is needed, of which months and areas, in what form"
    )
    due_on = DateField(label="Needed by")
    analyst = person_field(label="Who needs it", required=False)
    body = RecordChoiceField(
        Body.objects.none(), label="Body it is for", required=False, empty_label="None",
        help_text="Its chair sees what was asked and what came in",
    )  # fmt: skip
    about = ReferenceField(
        label="Record it is about", help_text="Its reference, such as that of the assessment or the meeting"
    )
    is_needed = forms.BooleanField(label="Nothing is agreed before this is in", required=False)

    def __init__(self, *args, user, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_of(partnerships)
        self.fields["about"].user = user


class AskForm(AskDetails):
    agencies = agencies_field()
    person = person_field(label="Person to ask", required=False)
    field_order = ["title", "what", "details", "agencies", "person", "due_on"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, partnerships=user.places.assesses_in, **kwargs)
        self.fields["agencies"].queryset = agencies_of(user.places.assesses_in)
        self.fields["person"].help_text = "Name or e-mail address. Without one, those who sit for the agency."


class ChangeAskForm(AskDetails):
    version = version_field()


class MoreForm(forms.Form):
    agencies = agencies_field("Agencies to ask as well")

    def __init__(self, *args, ask, there, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies_of([ask.partnership_id]).exclude(pk__in=there)


class AnswerForm(forms.Form):
    reply = text("Your answer", 10000, rows=8)
    documents = UploadsField(label="Documents", required=False)
    received_on = DateField(label="When it came in", required=False)

    def __init__(self, *args, for_them, **kwargs):
        """``for_them``: an officer or analyst enters what the agency sent."""
        super().__init__(*args, **kwargs)
        if not for_them:
            del self.fields["received_on"]
        else:
            self.fields["reply"].label = "What the agency answered"
            self.initial.setdefault("received_on", today())


class AgainForm(forms.Form):
    reason = reason_field("What is missing")
    due_on = DateField(label="Needed by")


class WithdrawForm(forms.Form):
    reason = reason_field("Why it is no longer needed")
    from_all = forms.BooleanField(label="Withdraw it from every agency that has not answered", required=False)
