from django import forms
from django.db.models import Max

from assessments.forms.fields import MonthField
from assessments.lifecycle.assessments import Level
from assessments.models import Assessment, Format
from design.forms import RecordChoiceField, version_field
from evidence import months
from records.fields import text

YEARS = forms.NumberInput(attrs={"class": "govuk-input--width-4"})


class AboutForm(forms.Form):
    """What an assessment is of: its year is one thing, the months that were analysed another (S001-117)."""

    title = forms.CharField(label="Title", max_length=200)
    year = forms.IntegerField(
        label="Year that it is for", min_value=2000, max_value=2099, widget=YEARS,
        help_text="The year in which it begins, on 1 April: 2026 for 2026/27",
    )  # fmt: skip
    level = forms.ChoiceField(
        label="Level", choices=Level.choices, initial=Level.DISTRICT, widget=forms.RadioSelect
    )
    theme = text("Theme", 160, help_text="Leave it empty for all crime and disorder")
    first = MonthField(label="First month analysed")
    last = MonthField(label="Last month analysed")
    data_to = MonthField(
        label="Data to", required=False, help_text="The last month with data, where it is earlier"
    )

    def clean(self):
        data = super().clean()
        first, last, data_to = (data.get(name) for name in ("first", "last", "data_to"))
        if first is not None and last is not None and last < first:
            self.add_error("last", "The last month cannot be before the first.")
        if data_to is not None and last is not None and data_to > last:
            self.add_error("data_to", "The data cannot reach further than the last month that is analysed.")
        return data


class BeginForm(AboutForm):
    made_to = RecordChoiceField(Format.objects.none(), label="Format", empty_label=None)
    previous = RecordChoiceField(
        Assessment.objects.none(), label="The last assessment", required=False, empty_label="None, this is the first"
    )  # fmt: skip
    with_text = forms.BooleanField(
        label="Begin each section with what the last one said", required=False,
        help_text="Otherwise the sections are empty, and the last one stands beside them",
    )  # fmt: skip

    def __init__(self, *args, user, day, **kwargs):
        super().__init__(*args, **kwargs)
        keys = user.places.assesses_in
        formats = Format.objects.visible_to(user).in_use().filter(partnership__in=keys)
        self.fields["made_to"].queryset = formats.order_by("-pk")
        known = Assessment.objects.visible_to(user).filter(partnership__in=keys, agreed_on__isnull=False)
        self.fields["previous"].queryset = known.order_by("-year", "-pk")
        self.fields["previous"].initial = known.order_by("-year", "-pk").values_list("pk", flat=True).first()
        last = months.of_day(day) - 1
        year = max(months.financial_year(months.of_day(day) + 6), _next_year(known))
        window = months.rolling(last)
        self.initial = {
            "title": f"Strategic assessment {months.financial_year_words(year)}", "year": year,
            "first": window.first, "last": window.last, **self.initial,
        }  # fmt: skip


def _next_year(known):
    """After the last that is agreed of all crime and disorder."""
    agreed = known.in_force().filter(theme="", level=Level.DISTRICT).aggregate(last=Max("year"))["last"]
    return (agreed or 0) + 1


class ChangeForm(AboutForm):
    summary = text("Summary", 6000, rows=8, help_text="The one page that most people read")
    method = text("How it was made", 6000, rows=5)
    version = version_field()
