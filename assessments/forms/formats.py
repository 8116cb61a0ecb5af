from django import forms

from assessments import standard
from assessments.lifecycle.assessments import Includes
from assessments.models.assessments import Kind
from design.forms import DateField, RecordChoiceField, version_field
from partnership.models import Body
from records.fields import text


class FormatForm(forms.Form):
    title = forms.CharField(label="Name of the format", max_length=160, initial=standard.TITLE)
    rationale = text("Why the assessment is put together so", 4000, rows=4, initial=standard.RATIONALE)


class AddFormatForm(FormatForm):
    BEGIN = [("ready", "The sections that the portal offers, to be changed"), ("empty", "No sections")]

    begin = forms.ChoiceField(label="Begin with", choices=BEGIN, initial="ready", widget=forms.RadioSelect)


class ChangeFormatForm(FormatForm):
    version = version_field()


class SectionForm(forms.Form):
    """A section of a format, or one that a single assessment has besides."""

    title = forms.CharField(label="Title", max_length=160)
    position = forms.IntegerField(
        label="Place in the order", min_value=1, max_value=200, required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )  # fmt: skip
    guidance = text("How to write it", 4000, rows=4)
    kind = forms.ChoiceField(label="What stands in it besides text", choices=Kind.choices, initial=Kind.TEXT)
    includes = forms.ChoiceField(
        label="What it covers of regulation 7(1)", choices=[("", "Nothing of it"), *Includes.choices], required=False
    )  # fmt: skip
    is_required = forms.BooleanField(label="Every assessment must have it", required=False, initial=True)


class AgreeFormatForm(forms.Form):
    body = RecordChoiceField(Body.objects.none(), label="Which body agreed it", empty_label="Not chosen")
    agreed_on = DateField(label="On which day")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(partnership=record.partnership_id).order_by("name")
