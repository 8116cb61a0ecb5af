from django import forms

MOST = 4000


class MeasureTakenForm(forms.Form):
    measure = forms.CharField(
        label="Measure taken", max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was done about it. Name nobody",
    )  # fmt: skip


class ObstacleForm(MeasureTakenForm):
    text = forms.CharField(
        label="What stands in the way", max_length=MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Such as: the road is blocked on market days. Name nobody",
    )  # fmt: skip

    field_order = ["text", "measure"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].required = False
