"""What is asked of a statement of evidence, of the public's views, of what is not known, and of a reception."""

from django import forms

from assessments.lifecycle.parts import Part
from assessments.models import Statement, Study
from design.forms import DateField, RecordChoiceField
from partnership.forms.people import agency_field
from records import fields


class StatementForm(forms.Form):
    text = forms.CharField(
        label="What the evidence says", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    source = forms.CharField(label="Source", max_length=250)
    dated_on = DateField(label="Date of the source", required=False)
    confidence = forms.ChoiceField(
        label="How sure one can be of it", choices=Statement.Confidence.choices, widget=forms.RadioSelect
    )  # fmt: skip
    caveat = fields.text("Caveat", 500, help_text="What it cannot say, or why it may mislead")
    study = RecordChoiceField(Study.objects.none(), label="Study", required=False, empty_label="None")

    def __init__(self, *args, user, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        known = Study.objects.visible_to(user).filter(partnership=assessment.partnership_id)
        self.fields["study"].queryset = known.order_by("title")


class ViewForm(forms.Form):
    source = forms.CharField(label="Source", max_length=250, help_text="Such as: residents' survey, by post")
    dated_on = DateField(label="Date", required=False)
    people = forms.IntegerField(label="How many answered", required=False, min_value=0, max_value=10_000_000)
    said = forms.CharField(label="What they said", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    wants = fields.text("What they want put first", 250)


class GapForm(forms.Form):
    text = forms.CharField(
        label="What is not known", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    matters = fields.text("Why it matters", 2000, rows=2)
    fills = fields.text("How it is to be found out", 2000, rows=2)
    owner = agency_field(label="Who finds it out", required=False)
    due_on = DateField(label="By when", required=False)
    filled_on = DateField(label="Found out on", required=False)


class ReceptionForm(forms.Form):
    sent_to = forms.CharField(
        label="To whom it was sent", max_length=160, help_text="Such as: scrutiny committee"
    )
    sent_on = DateField(label="Sent on")
    heard_on = DateField(label="Heard or read on", required=False)
    received = fields.text("How it was received", 4000, rows=4)


FORMS = {Part.STATEMENT: StatementForm, Part.VIEW: ViewForm, Part.GAP: GapForm, Part.RECEPTION: ReceptionForm}


def part_form(part, *args, user, assessment, **kwargs):
    given = {"user": user, "assessment": assessment} if part == Part.STATEMENT else {}
    return FORMS[part](*args, **given, **kwargs)
