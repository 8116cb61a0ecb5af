"""What is asked for after the award."""

from django import forms

from design.forms import DateField, RowForms, version_field
from funding.forms.fields import MoneyField
from funding.models import Clawback, ReturnValue
from funding.reported import Reported, unanswered
from records.fields import text
from records.forms import reason_field


class InstalmentForm(forms.Form):
    amount = MoneyField(required=False)
    due_on = DateField(label="Due on", required=False)
    in_advance = forms.BooleanField(label="In advance", required=False)

    def clean(self):
        data = super().clean()
        if not self.errors and (data.get("amount") is None) != (data.get("due_on") is None):
            missing = "amount" if data.get("amount") is None else "due_on"
            self.add_error(missing, "Enter both the amount and the day, or leave the row empty.")
        return data


InstalmentRows = forms.formset_factory(
    InstalmentForm, formset=RowForms, extra=4, max_num=24, validate_max=True
)


class ClaimForm(forms.Form):
    claimed = MoneyField(label="Amount claimed")
    evidence = text("What it was spent on, and the evidence attached", 4000, rows=4)

    def __init__(self, *args, in_advance, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].required = not in_advance
        self.fields["evidence"].error_messages["required"] = "Say what the money was spent on."


class ClaimDecisionForm(forms.Form):
    approve = forms.TypedChoiceField(
        label="Decision", choices=(("yes", "Approve the claim"), ("no", "Withhold it")),
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    reason = reason_field("Why", required=False)


class PaidForm(forms.Form):
    paid_on = DateField(label="Paid on")


class RepaidForm(forms.Form):
    repaid_on = DateField(label="Paid back on")


class MetForm(forms.Form):
    note = reason_field("How the condition was met", longest=250)


class AskReturnForm(forms.Form):
    period_from = DateField(label="From")
    period_until = DateField(label="Until")
    due_on = DateField(label="Due on")


class MilestoneForm(forms.Form):
    name = forms.CharField(
        label="What is to be reached", max_length=160, help_text="Such as: The youth worker is appointed"
    )
    due_on = DateField(label="By which day")


class ChangeMilestoneForm(MilestoneForm):
    reason = reason_field("Why the day is moved", required=False)
    version = version_field()


class ReachedForm(forms.Form):
    reached_on = DateField(label="Reached on")
    note = text("How, in a sentence", 250)


class ReturnForm(forms.Form):
    """With a value for each output of the bid. Saved to be gone on with ``later``, nothing has to be answered yet."""

    mark_optional = False  # each output is answered, with one field or the other

    narrative = forms.CharField(
        label="What was done", max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
    spent = MoneyField(label="Spent in the period, if you know it", required=False)

    def __init__(self, *args, outputs, later=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.outputs, self.later = outputs, later
        self.fields["narrative"].required = not later
        for output in outputs:
            self.fields[f"value_{output.pk}"] = forms.DecimalField(
                label=output.what, required=False, min_value=0, max_digits=12, decimal_places=2,
                help_text=f"Target for the whole project: {output.target.normalize():f}",
            )  # fmt: skip
            self.fields[f"said_{output.pk}"] = forms.ChoiceField(
                label=f"How exact: {output.what}", required=False, choices=ReturnValue.Qualifier.choices
            )

            self.fields[f"none_{output.pk}"] = forms.CharField(
                label=f"If there is no number, why: {output.what}", required=False, max_length=250
            )

    @staticmethod
    def initial_of(row):
        found = {"narrative": row.narrative, "spent": row.spent}
        for value in row.values.all():
            number = value.value if value.value is None else f"{value.value.normalize():f}"
            found |= {f"value_{value.output_id}": number, f"said_{value.output_id}": value.qualifier}
            found[f"none_{value.output_id}"] = value.none_because
        return found | row.draft

    def typed(self):
        return {name: self.data.get(name, "") for name in self.fields if name != "version"}

    def clean(self):
        data = super().clean()
        if self.later:
            return data
        for output, sentence in unanswered(self.outputs, self.values()):
            if f"value_{output.pk}" not in self.errors:
                self.add_error(f"value_{output.pk}", sentence)
        return data

    def values(self):
        """An answer for each output; what was not answered is said by the form and again by the service."""
        return [
            Reported(output, *(self.cleaned_data.get(f"{name}_{output.pk}") for name in ("value", "said")),
                     self.cleaned_data.get(f"none_{output.pk}") or "")
            for output in self.outputs
        ]  # fmt: skip


class SettleForm(forms.Form):
    accept = forms.TypedChoiceField(
        label="Decision", choices=(("yes", "Accept the return"), ("no", "Ask for something to be made clear")),
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    query = reason_field("What is to be made clear", required=False)


class VariationForm(forms.Form):
    what = reason_field("What is to change, and why")
    ends_on = DateField(label="New end of the project, if it moves", required=False)


class VariationDecisionForm(forms.Form):
    agree = forms.TypedChoiceField(
        label="Decision", choices=(("yes", "Agree to it"), ("no", "Do not agree")),
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    reason = reason_field("Why", required=False)


class ClawbackForm(forms.Form):
    amount = MoneyField()
    why = forms.ChoiceField(label="Ground", choices=Clawback.Why.choices, widget=forms.RadioSelect)
    reason = reason_field()


class EvaluationForm(forms.Form):
    achieved = forms.CharField(
        label="What was achieved, against what was promised", max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    people_reached = forms.IntegerField(
        label="People reached", required=False, min_value=0, max_value=10_000_000
    )
    savings = MoneyField(label="Savings, if any", required=False)
    savings_method = text("How the savings were worked out", 250)
    lessons = text("Lessons learned", 4000, rows=4)
