"""The commander's page: comments, resources used, one outcome. Who signs is whoever signed in (S002-165)."""

from django import forms

from design.forms import LONG_TEXT
from partnership.models import Agency
from problems.deciding import MOST_HOURS, MOST_POUNDS, Decision, Given, Used, refusals
from problems.forms.fields import ungrouped
from problems.lifecycle import OUTCOMES
from problems.models import Resource
from problems.models.review import UNITS

LEVELS = Resource.Level.choices
ROWS, SPARE = 5, 2  # lines for other agencies: at least, and beyond those that are filled


class HoursField(forms.DecimalField):
    def __init__(self, label, **kwargs):
        super().__init__(
            label=label, min_value=0, max_value=MOST_HOURS, decimal_places=1, required=False, **kwargs
        )
        self.widget = forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"})

    def to_python(self, value):
        return super().to_python(
            ungrouped(str(value).strip().removeprefix("£")) if value is not None else None
        )


class PoundsField(HoursField):
    def __init__(self, label):
        super().__init__(label)
        self.decimal_places, self.max_value = 2, MOST_POUNDS
        self.validators = forms.DecimalField(min_value=0, max_value=MOST_POUNDS, decimal_places=2).validators


class DecisionForm(forms.Form):
    comments = forms.CharField(
        label="Your comments", required=False, max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )
    outcome = forms.ChoiceField(
        label="Outcome", required=False, widget=forms.RadioSelect,
        choices=[(action.value, action.label) for action in OUTCOMES],
    )  # fmt: skip
    review_in = forms.IntegerField(
        label="Review and return in", required=False, help_text="Only for “review it later”: 1 to 52 weeks, or 1 to 24 "
        "months",
    )  # fmt: skip
    review_unit = forms.ChoiceField(
        label="Weeks or months", required=False, choices=UNITS,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )  # fmt: skip
    review_comments = forms.CharField(
        label="What to look at then",
        required=False,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    best_practice = forms.BooleanField(label="Recommended as best practice", required=False)

    def __init__(self, *args, resources=(), times=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in Agency.objects.current().order_by("name")}
        self.rows = max(ROWS, len(times) + SPARE)
        used = {row.level: row for row in resources}
        for level, label in LEVELS:
            self._add_level(level, label, used.get(level))
        for number in range(1, self.rows + 1):
            self._add_agency(number, times[number - 1] if number <= len(times) else None)

    def _add_level(self, level, label, row):
        self.fields[f"tick_{level}"] = forms.BooleanField(
            label=label, required=False, initial=row is not None
        )
        self._add_sums(level, label, row)

    def _add_agency(self, number, row):
        choices = [("", "None"), *((key, str(agency)) for key, agency in self.agencies.items())]
        self.fields[f"agency_{number}"] = forms.ChoiceField(
            label=f"Other agency {number}",
            required=False,
            choices=choices,
            initial=str(row.agency_id) if row else "",
        )
        self.fields[f"part_{number}"] = forms.CharField(
            label=f"Part of agency {number}", required=False, max_length=160, initial=row.part if row else ""
        )
        self._add_sums(number, f"agency {number}", row)

    def _add_sums(self, key, label, row):
        self.fields[f"hours_{key}"] = HoursField(f"Hours: {label}", initial=row.hours if row else None)
        self.fields[f"cost_{key}"] = PoundsField(f"Cost: {label}")
        self.fields[f"cost_{key}"].initial = row.cost if row else None

    def levels(self):
        return [
            (label, [self[f"{name}_{level}"] for name in ("tick", "hours", "cost")])
            for level, label in LEVELS
        ]

    def others(self):
        names = ("agency", "part", "hours", "cost")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, self.rows + 1)]

    def clean(self):
        """All that is wrong at once, whatever the single fields say."""
        data = super().clean()
        self.decision = Decision(
            outcome=data.get("outcome", ""), comments=data.get("comments", ""), review_in=data.get("review_in"),
            review_unit=data.get("review_unit", ""), review_comments=data.get("review_comments", ""),
            best_practice=data.get("best_practice", False), used=list(self._used(data)), given=list(self._given(data)),
        )  # fmt: skip
        for name, sentence in refusals(self.decision):
            if name not in self.errors:
                self.add_error(name or None, sentence)
        return data

    def _used(self, data):
        """B1, R8: hours are taken on a ticked row alone."""
        for level, label in LEVELS:
            hours, cost = data.get(f"hours_{level}"), data.get(f"cost_{level}")
            if data.get(f"tick_{level}"):
                yield Used(level, hours or 0, cost)
            elif hours or cost:
                self.add_error(f"tick_{level}", f"Tick “{label}”, or take its hours and its cost away.")

    def _given(self, data):
        for number in range(1, self.rows + 1):
            agency = self.agencies.get(data.get(f"agency_{number}", ""))
            part, hours, cost = (data.get(f"{name}_{number}") for name in ("part", "hours", "cost"))
            if agency:
                yield Given(agency, part or "", hours or 0, cost)
            elif part or hours or cost:
                self.add_error(f"agency_{number}", f"Choose the agency of line {number}, or empty the line.")
