"""What is asked of an agency that tells the partnership of a death, and of the co-ordinator who takes it over."""

from django import forms

from audit.clock import today
from design.forms import DateField, RecordChoiceField
from partnership.models import Agency, Partnership
from records.fields import text


class DeathForm(forms.Form):
    partnership = RecordChoiceField(Partnership.objects.none(), label="Partnership")
    agency = RecordChoiceField(Agency.objects.none(), label="Your agency")
    known_on = DateField(label="When your agency learnt of the death", initial=today)
    circumstances = forms.CharField(
        label="What is known", max_length=10000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Give your agency's own reference for the person. Write no names: the co-ordinator asks you for them",
    )  # fmt: skip
    residence = text("Where the person normally lived", 500, help_text="The district is enough")

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = (
            Agency.objects.current().filter(pk__in=places.agencies).order_by("name")
        )
        known = Partnership.objects.filter(pk__in=places.partnerships).order_by("name")
        self.fields["partnership"].queryset = known
        for name in ("agency", "partnership"):
            if len(found := list(self.fields[name].queryset[:2])) == 1:
                self.initial[name] = found[0].pk


class TakeForm(forms.Form):
    title = forms.CharField(
        label="Code name", max_length=80, help_text="A word that says nothing of anybody, such as Larch"
    )
