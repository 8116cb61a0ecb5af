"""Forms that name what two subjects keep, which do not know of each other."""

from django import forms
from django.core.exceptions import ValidationError

from meetings.models import AgendaItem, Meeting, Resolution
from records.fields import RowField


class AgreedByForm(forms.Form):
    """A resolution by its meeting and its numbers. One that they may not read is unknown."""

    meeting = forms.CharField(
        label="Reference of the meeting", max_length=40, help_text="Such as CSP-MTG-2026-0042"
    )
    item = forms.IntegerField(label="Number of the item", min_value=1, max_value=999)
    resolution = forms.IntegerField(
        label="Number of the resolution", min_value=1, max_value=999, initial=1,
        help_text="1 where the item has only one",
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_meeting(self):
        reference = self.cleaned_data["meeting"].strip()
        found = Meeting.objects.visible_to(self.user).filter(reference__iexact=reference).first()
        if found is None or not self.user.has_perm("meetings.view_minutes", found):
            raise ValidationError(f"No meeting with minutes is called {reference}. Check the reference.")
        return found

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        items = AgendaItem.objects.visible_to(self.user).filter(meeting=data["meeting"], number=data["item"])
        found = Resolution.objects.filter(item__in=items, position=data["resolution"]).first()
        if found is None:
            where = (
                f"Item {data['item']} of {data['meeting'].reference} has no resolution {data['resolution']}."
            )
            raise ValidationError(f"{where} Look at its decisions.")
        return {"resolution": found}


class SharedCostForm(forms.Form):
    split = RowField(label="Shared cost that it agreed")

    def __init__(self, *args, splits, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["split"].required = True
        self.fields["split"].error_messages["required"] = "Choose the shared cost"
        self.fields["split"].offer(splits, lambda split: f"{split} – {split.plan}, {split.plan.year_name}")
