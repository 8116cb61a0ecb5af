"""Opening a record, and naming who has it in hand."""

from django import forms

from design.forms import RecordChoiceField
from partnership.forms.people import person_field
from partnership.models import Body, Partnership
from problems.models import Header


class OpenForm(forms.Form):
    """A title is enough; everything else can come later (S002-76)."""

    title = forms.CharField(label="What is the problem, in a few words?", max_length=200)
    partnership = RecordChoiceField(Partnership.objects.none(), label="Partnership", empty_label=None)
    body = RecordChoiceField(
        Body.objects.none(), label="Group", required=False, empty_label="None yet",
        help_text="The co-ordinating group or task group that follows it",
    )  # fmt: skip
    origin = forms.ChoiceField(
        label="Where it comes from", choices=Header.Origin.choices, initial=Header.Origin.PROACTIVE,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = offer_partnerships(self.fields["partnership"], user)
        self.fields["body"].queryset = Body.objects.filter(partnership__in=mine).open()

    def clean(self):
        data = super().clean()
        body, partnership = data.get("body"), data.get("partnership")
        if body and partnership and body.partnership_id != partnership.pk:
            self.add_error("body", f"{body} is not of {partnership}. Choose one of its groups, or none.")
        return data


def offer_partnerships(field, user):
    """Those of the person; where there is but one, it is not asked."""
    mine = Partnership.objects.visible_to(user).filter(pk__in=user.places.partnerships)
    field.queryset = mine
    if len(mine) == 1:
        field.initial, field.widget = mine[0], forms.HiddenInput()
    return mine


class OfficerForm(forms.Form):
    person = person_field(label="Officer in the case")
    reason = forms.CharField(label="Why", max_length=250, required=False)
