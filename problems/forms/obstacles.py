from django import forms

from design.forms import version_field

MOST = 4000


class MeasureTakenForm(forms.Form):
    measure = forms.CharField(
        label="Measure taken", max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was done about it. Name nobody",
    )  # fmt: skip


class ChangeMeasureTakenForm(MeasureTakenForm):
    version = version_field()


class ObstacleForm(MeasureTakenForm):
    text = forms.CharField(
        label="What stands in the way", max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Such as: the road is blocked on market days. Name nobody",
    )  # fmt: skip

    field_order = ["text", "measure"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].required = False
