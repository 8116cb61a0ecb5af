from django import forms

from audit.clock import today
from design.forms import DateField, RecordChoiceField, version_field
from partnership.forms.people import person_field
from problems.models import Case, CaseStep, LadderStep


class StepForm(forms.Form):
    """A step of the partnership's ladder."""

    name = forms.CharField(label="Name of the step", max_length=120, help_text="Such as: Warning letter")
    after = RecordChoiceField(
        LadderStep.objects.none(), label="Comes after", required=False, empty_label="Nothing: it is the first"
    )

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = steps


class CaseForm(forms.Form):
    risks = forms.MultipleChoiceField(
        label="Risk factors", required=False, choices=Case.Risk.choices, widget=forms.CheckboxSelectMultiple
    )


class ChangeCaseForm(CaseForm):
    version = version_field()


class NewCaseForm(CaseForm):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=2, required=False)


class CaseStepForm(forms.Form):
    step = RecordChoiceField(LadderStep.objects.none(), empty_label="Choose one")
    state = forms.ChoiceField(label="How it stands", choices=CaseStep.State.choices)
    taken_on = DateField(label="On", initial=today)
    officer = person_field(label="Who took it")
    skipped_because = forms.CharField(
        label="Why steps are skipped", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000,
        help_text="If it passes over a step of the ladder",
    )  # fmt: skip

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = steps


class StateForm(forms.Form):
    state = forms.ChoiceField(label="How it stands", choices=CaseStep.State.choices)
