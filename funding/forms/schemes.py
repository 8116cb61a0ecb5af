"""A scoring form being drawn up: its rows, what each label is worth there, and what breaks ties."""

from django import forms
from django.core.exceptions import ValidationError

from design.forms import RowForms
from funding.models import Criterion, Label
from funding.scheme_rows import MOST_POINTS, MOST_ROWS, MOST_WEIGHT, Row
from records.fields import text

SPARE = 2
SMALL = {"class": "govuk-input--width-2", "inputmode": "numeric"}


def number(label, most, least=0):
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=False, widget=forms.TextInput(attrs=SMALL)
    )


class RowForm(forms.Form):
    """A label left empty cannot be chosen in the row (row 8 of the paper has no “None”)."""

    question = text("Question", rows=2)
    none, little, some, plenty = (number(label.label, MOST_POINTS) for label in Label)
    weight = number("Weight", MOST_WEIGHT, least=1)
    breaks_ties = number("Breaks ties", MOST_ROWS)
    beside = forms.ChoiceField(
        label="Beside it", required=False, choices=[("", "Nothing"), *Criterion.Beside.choices]
    )

    def row(self):
        data = self.cleaned_data
        points = {label: data[label] for label in Label.values if data.get(label) is not None}
        return Row(
            data["question"], points, data["beside"], data.get("breaks_ties") or 0, data.get("weight") or 1
        )

    def clean(self):
        data = super().clean()
        filled = [label for label in Label.values if data.get(label) is not None]
        if filled and not data.get("question") and "question" not in self.errors:
            raise ValidationError("A row with points needs its question.")
        return data


class BaseRows(RowForms):
    def rows(self):
        return [form.row() for form in self.forms if form.cleaned_data.get("question")]


Rows = forms.formset_factory(
    RowForm, formset=BaseRows, extra=SPARE, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 5
)


def rows_of(scheme):
    return [
        {**row.points, "question": row.question, "weight": row.weight, "breaks_ties": row.breaks_ties or None,
         "beside": row.beside}
        for row in scheme.criteria.all()
    ]  # fmt: skip


class SchemeForm(forms.Form):
    name = text("Name of the form", 120)
    note = text("Note printed under it", rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, is_new=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["name"]
