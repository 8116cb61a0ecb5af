"""Fields that several forms of the room ask for: months, rows of the partnership, records by their reference."""

from django import forms
from django.core.exceptions import ValidationError

from assessments.reading import EARLIEST, read_month
from design.forms import RecordChoiceField
from evidence import months
from partnership.models import Body, Partnership
from records.models import Record

LATEST = months.of(2100, 3)


class MonthField(forms.CharField):
    """A month as people write it: "March 2026", "Mar 2026", "2026-03", "03/2026". Kept as months since the year 0."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})
        super().__init__(**{"help_text": "Such as March 2026", "widget": widget, **kwargs})

    def to_python(self, value):
        if isinstance(value, int):
            return value
        text = " ".join(super().to_python(value).split())
        if not text:
            return None
        try:
            month = read_month(text)
        except ValueError:
            raise ValidationError(f"“{text[:40]}” is not a month. Write it like March 2026.") from None
        if not EARLIEST <= month <= LATEST:
            raise ValidationError(
                f"Enter a month between {months.words(EARLIEST)} and {months.words(LATEST)}."
            )
        return month

    def prepare_value(self, value):
        return months.words(value) if isinstance(value, int) else value


class ReferenceField(forms.CharField):
    """A record by its reference; one that the person may not know of is as unknown as one that does not exist."""

    user = None

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 40, **kwargs})

    def clean(self, value):
        reference = super().clean(value).strip()
        if not reference:
            return None
        found = Record.objects.visible_to(self.user).filter(reference__iexact=reference).first()
        if found is None:
            raise ValidationError(f"No record is called {reference}. Check the reference.")
        return found

    def prepare_value(self, value):
        return getattr(value, "reference", value)


def of_partnership(form, user, among=None):
    """Ask first which of the partnerships whose data they keep it is for; where there is one, it is not asked."""
    among = user.places.assesses_in if among is None else among
    mine = Partnership.objects.filter(pk__in=among).order_by("name")
    field = RecordChoiceField(mine, label="Partnership", empty_label=None)
    if len(among) == 1:
        field.initial, field.widget = next(iter(among)), forms.HiddenInput()
    form.fields = {"partnership": field} | form.fields
    return form


def bodies_of(partnerships):
    found = Body.objects.filter(partnership__in=partnerships).open()
    return found.order_by("name")
