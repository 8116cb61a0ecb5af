from django import forms

from audit.clock import today
from design.forms import DateField
from funding.models import Training
from records.forms import reason_field


class TrainingForm(forms.Form):
    course = forms.ChoiceField(label="Training", choices=Training.Course.choices, widget=forms.RadioSelect)
    completed_on = DateField(label="Completed on")
    people = forms.IntegerField(label="People trained", min_value=1, max_value=9999, initial=1)
    note = forms.CharField(label="Note", max_length=160, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["completed_on"].latest = today()


class SettleForm(forms.Form):
    answer = reason_field("What was done")
