"""Forms that name what two subjects keep, which do not know of each other."""

from django import forms
from django.core.exceptions import ValidationError

from assessments.categories import CRIMES, Category
from design.forms import version_field
from evidence import months
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


class PoliceMonthsForm(forms.Form):
    """Which police counts become a problem's incidents by month: of which areas, kinds and months."""

    MOST, USUAL = 240, 24  # months
    KINDS = sorted((Category.ASB, *CRIMES), key=lambda one: one.label)

    area = RowField(label="Area where the problem is")
    compared = RowField(label="Comparison area", help_text="A like area where nothing was done")
    around = RowField(label="Area around it", help_text="Where the problem could have moved")
    kinds = forms.TypedMultipleChoiceField(
        label="What is counted", coerce=int, choices=[(one.value, one.label) for one in KINDS],
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick at least one kind"},
    )  # fmt: skip
    first = forms.TypedChoiceField(label="From", coerce=int)
    last = forms.TypedChoiceField(label="To", coerce=int)
    version = version_field()

    def __init__(self, *args, areas, held, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].required = True
        self.fields["area"].error_messages["required"] = "Choose the area where the problem is"
        for name in ("area", "compared", "around"):
            self.fields[name].offer(areas)
        held = sorted(held)
        for name, usual in (("first", held[-self.USUAL :][:1]), ("last", held[-1:])):
            self.fields[name].choices = [(month, months.words(month)) for month in held]
            self.fields[name].initial = usual[0] if usual else None

    def clean(self):
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", "The last month is before the first. Change one of them.")
        elif first and last and last - first >= self.MOST:
            self.add_error("first", f"Choose at most {self.MOST} months.")
        chosen = [data[name] for name in ("area", "compared", "around") if data.get(name)]
        if len(chosen) != len(set(chosen)):
            self.add_error(None, "One area is chosen twice. Choose another, or leave one of them empty.")
        return data
