from django import forms

from design.forms import DateField, RecordChoiceField, version_field
from partnership.models import Agency
from problems.models import AreaOrder


class AreaOrderForm(forms.Form):
    kind = forms.ChoiceField(label="Kind of order", choices=[("", "Choose one"), *AreaOrder.Kind.choices])
    what = forms.CharField(
        label="What it forbids or asks for", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Of a place. Name no person: orders on a person are steps of the ladder",
    )  # fmt: skip
    agency = RecordChoiceField(Agency.objects.none(), label="Made by", empty_label="Choose one")
    started_on = DateField(label="First day")
    ended_on = DateField(label="Last day", required=False, help_text="Leave empty if it is not known yet")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.current()


class ChangeAreaOrderForm(AreaOrderForm):
    version = version_field()
