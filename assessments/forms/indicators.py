"""What is asked of an indicator, its figures, targets and benchmarks, and of weights and peer groups."""

from django import forms
from django.core.exceptions import ValidationError

from assessments.categories import Category
from assessments.forms.fields import MonthField, bodies_of
from assessments.models import Indicator, Observation, Priority, WeightSet
from assessments.reading import read_month, read_number
from design.forms import DateField, RecordChoiceField, RecordsChoiceField, version_field
from partnership.forms.people import agency_field, large_areas, person_field
from partnership.models import Area, Body
from records.fields import LinesField, text

CATEGORIES = [(str(one.value), one.label) for one in Category if one]
MOST_WEIGHT = 100_000
TWO_AREAS = "Name at least two areas, one on each line."


def read_break(line):
    """ "April 2024: new recording system" as month and reason."""
    month, colon, reason = line.partition(":")
    if not colon or not reason.strip():
        raise ValueError(
            f"“{line}” lacks a colon or a reason. Write it like: April 2024: new recording system"
        )
    try:
        return (read_month(month), reason.strip())
    except ValueError:
        raise ValueError(
            f"“{month}” is not a month. Write it like: April 2024: new recording system"
        ) from None


class IndicatorForm(forms.Form):
    title = forms.CharField(label="Name", max_length=200)
    definition = forms.CharField(
        label="Definition", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What exactly is counted, so that two people would count the same",
    )  # fmt: skip
    measures = forms.ChoiceField(
        label="Measures", choices=Indicator.Measures.choices, widget=forms.RadioSelect
    )
    unit = text("Unit", 40, help_text="Such as offences")
    direction = forms.ChoiceField(
        label="Which way is better", choices=Indicator.Direction.choices, widget=forms.RadioSelect
    )
    step = forms.ChoiceField(label="Counted by", choices=Indicator.Step.choices, widget=forms.RadioSelect)
    made_from = forms.ChoiceField(
        label="Where its figures come from", choices=Indicator.From.choices, widget=forms.RadioSelect
    )
    categories = forms.TypedMultipleChoiceField(
        label="Categories to count, of data.police.uk", choices=CATEGORIES, coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    offences = LinesField(
        label="Offence codes to count, of the Home Office", longest=12, help_text="One on each line"
    )
    areas = RecordsChoiceField(
        Area.objects.none(), label="Areas", required=False, widget=forms.CheckboxSelectMultiple
    )
    source = forms.CharField(label="Source", max_length=250)
    caveat = text("What a reader needs to know first", 2000, rows=3)
    geography = text("Geography and its year", 120, help_text="Such as: districts, 2023")
    base = forms.ChoiceField(label="Rate per", choices=Indicator.Base.choices, required=False)
    base_year = forms.IntegerField(
        label="Year of the population", required=False, min_value=1981, max_value=2100,
        help_text="Stays the same within a series. Without one, the latest that was loaded.",
    )  # fmt: skip
    low_count = forms.IntegerField(
        label="Warn of percentages of fewer than", initial=20, min_value=0, max_value=10_000
    )
    baseline = forms.IntegerField(
        label="Periods that make the control chart's limits", initial=24, min_value=12, max_value=120
    )
    breaks = LinesField(
        label="Months from which figures do not compare with earlier ones", each=read_break, longest=160,
        help_text="One on each line, such as: April 2024: new recording system",
    )  # fmt: skip
    body = RecordChoiceField(
        Body.objects.none(), label="Body that monitors it", required=False, empty_label="None"
    )
    priorities = RecordsChoiceField(
        Priority.objects.none(), label="Priorities that it measures", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    stands_in_for = RecordChoiceField(
        Indicator.objects.none(), label="Stands in, as a proxy, for", required=False, empty_label="None"
    )
    supplied_by = agency_field(label="Agency that supplies it", required=False)
    supplier = person_field(label="Person who supplies it", required=False)
    due_after = forms.IntegerField(
        label="Due within days of the period's end", required=False, min_value=1, max_value=400
    )

    def __init__(self, *args, user, partnerships, but=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = large_areas().order_by("name")
        self.fields["body"].queryset = bodies_of(partnerships)
        known = Priority.objects.visible_to(user).standing().filter(partnership__in=partnerships)
        self.fields["priorities"].queryset = known.order_by("title")
        others = Indicator.objects.visible_to(user).filter(partnership__in=partnerships)
        self.fields["stands_in_for"].queryset = others.exclude(pk=but).order_by("title")
        self.initial["breaks"] = [break_words(row) for row in self.initial.get("breaks", ())]

    def clean_breaks(self):
        return [list(row) for row in sorted(self.cleaned_data["breaks"])]


def break_words(row):
    month, reason = row
    return f"{MonthField().prepare_value(month)}: {reason}"


class ChangeIndicatorForm(IndicatorForm):
    version = version_field()


class NumberField(forms.DecimalField):
    """A number as people write it: 1,204 or 34.2% or −3."""

    percent = True
    widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})

    def to_python(self, value):
        try:
            return (
                read_number(value, self.percent)
                if isinstance(value, str) and value.strip()
                else super().to_python(value)
            )
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None


class ObserveForm(forms.Form):
    area = RecordChoiceField(
        Area.objects.none(), label="Area", required=False, empty_label="The whole partnership"
    )
    first = MonthField(label="First month")
    last = MonthField(label="Last month", required=False, help_text="Leave empty for the one month")
    value = NumberField(label="Figure", required=False)
    numerator = forms.IntegerField(label="Of a percentage: how many", required=False)
    denominator = forms.IntegerField(label="Out of how many", required=False)
    went = forms.ChoiceField(
        label="Direction, where there is no figure", choices=Observation.Went.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    state = forms.ChoiceField(
        label="State of the figure", choices=Observation.State.choices, widget=forms.RadioSelect
    )
    source = text("Source, if not the indicator's own", 250)
    extracted_on = DateField(label="Taken from the system on", required=False)
    data_from = DateField(
        label="First day that was counted", required=False, help_text="Where it is not the period's first"
    )
    data_until = DateField(
        label="Last day that was counted",
        required=False,
        help_text="Where it is not the period's last. A period that is not whole is not compared.",
    )
    note = text("Note", 500, rows=2)

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = indicator.areas.order_by("name")
        self.fields["value"].percent = indicator.may_be_percentage
        self.fields["state"].initial = Observation.State.FINAL
        if indicator.measures != Indicator.Measures.PERCENT:
            del self.fields["numerator"], self.fields["denominator"]
        if indicator.step == Indicator.Step.MONTH:
            del self.fields["last"]
            self.fields["first"].label = "Month"

    def clean(self):
        data = super().clean()
        if "first" in data and not data.get("last"):
            data["last"] = data["first"]
        return data


class PeriodForm(forms.Form):
    first = MonthField(label="First month")
    last = MonthField(label="Last month")


class TargetForm(PeriodForm):
    value = NumberField(label="Target", max_digits=14, decimal_places=3)
    tolerance = forms.DecimalField(
        label="May miss it by, in per cent",
        initial=0,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=1,
    )
    set_by_body = RecordChoiceField(
        Body.objects.none(), label="Body that set it", required=False, empty_label="Not said"
    )

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].percent = indicator.may_be_percentage
        self.fields["set_by_body"].queryset = bodies_of([indicator.partnership_id])


class BenchmarkForm(PeriodForm):
    name = forms.CharField(label="Benchmark", max_length=120, help_text="Such as: England and Wales")
    change = NumberField(
        label="Its change on the year before, in per cent", required=False, max_digits=7, decimal_places=1
    )
    rate = NumberField(label="Or its rate", required=False, max_digits=10, decimal_places=2)
    source = text("Source", 250)
    look_again_on = DateField(label="Not available yet: look again on", required=False)
    field_order = ["name"]


class PeerGroupForm(forms.Form):
    name = forms.CharField(label="Name of the group", max_length=120)
    as_of_on = DateField(label="As of")
    source = forms.CharField(label="Source", max_length=250)
    members = LinesField(
        label="Areas in it",
        longest=120,
        required=True,
        help_text="One on each line, as the table names them",
        error_messages={"required": TWO_AREAS},
    )

    def clean_members(self):
        if len(self.cleaned_data["members"]) < 2:
            raise ValidationError(TWO_AREAS)
        return self.cleaned_data["members"]


def read_weight(line):
    """ "8.01: 1825" as code and weight."""
    code, colon, weight = line.rpartition(":")
    if not colon or not code.strip():
        raise ValueError(f"“{line[:40]}” lacks a colon. Write it like: 8N: 184.5")
    found = read_number(weight)
    if not 0 <= found <= MOST_WEIGHT:
        raise ValueError(f"“{line[:40]}”: a weight lies between 0 and {MOST_WEIGHT:,}.")
    return (code.strip(), str(found))


class WeightsForm(forms.Form):
    kind = forms.ChoiceField(label="Whose weights", choices=WeightSet.Kind.choices, widget=forms.RadioSelect)
    vintage = forms.CharField(label="Edition", max_length=40, help_text="Such as: year ending March 2025")
    source = forms.CharField(label="Source", max_length=250)
    weights = LinesField(
        label="Weights",
        each=read_weight,
        longest=80,
        required=True,
        error_messages={"required": "Enter at least one weight."},
        help_text="An offence code or a category of data.police.uk, with its weight, one on each line: “8N: 184.5”,"
        " “Burglary: 438”",
    )

    def clean_weights(self):
        return dict(self.cleaned_data["weights"])
