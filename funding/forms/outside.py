"""What outside bids, services and proposals are asked for."""

from django import forms

from design.forms import DateField, RecordChoiceField, RecordsChoiceField, version_field
from funding.forms.fields import MoneyField
from funding.models import Fund, FundYear, Service
from partnership.forms.people import agency_field, large_areas
from partnership.models import Agency, Area, Partnership
from partnership.served import CHOICES, Serves
from records.fields import several, text


def areas_field(label="Areas"):
    return RecordsChoiceField(large_areas(), label=label, required=False, widget=forms.CheckboxSelectMultiple)


def years_field(label):
    return RecordsChoiceField(
        FundYear.objects.none(), label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


def years_known_to(user):
    funds = Fund.objects.visible_to(user)
    return FundYear.objects.filter(fund__in=funds.values("pk")).select_related("fund")


def of_partnership(form, user, *, runs=False):
    """Ask first which of the person's partnerships it is for; where there is one, it is not asked."""
    keys = user.places.funds_in if runs else user.places.partnerships
    mine = list(Partnership.objects.filter(pk__in=keys).order_by("name"))
    field = RecordChoiceField(Partnership.objects.filter(pk__in=keys).order_by("name"), empty_label=None)
    if len(mine) == 1:
        field.initial, field.widget = mine[0], forms.HiddenInput()
    form.fields = {"partnership": field} | form.fields
    return form


class OutsideForm(forms.Form):
    title = forms.CharField(label="What it is for", max_length=200)
    funder = forms.CharField(label="Funder", max_length=160)
    scheme = text("Fund or programme", 160)
    round = text("Round", 40, help_text="Such as: round 5")
    closes_on = DateField(label="Closing date", required=False)
    agency = agency_field(label="Agency that leads", required=False)
    partners = RecordsChoiceField(
        Agency.objects.none(), label="Partners in it", required=False, widget=forms.CheckboxSelectMultiple
    )
    areas = areas_field()
    amount = MoneyField(label="Amount asked for", required=False)
    match = MoneyField(label="Match funding", required=False)
    components = text("Components", 2000, rows=3, help_text="One on each line")

    def __init__(self, *args, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        found = Agency.objects.current().filter(standings__partnership__in=partnerships)
        self.fields["partners"].queryset = found.distinct().order_by("name")


class ChangeOutsideForm(OutsideForm):
    version = version_field()


class OutsideMoveForm(forms.Form):
    on = DateField(label="On which day")
    won = MoneyField(label="Amount won", required=False)
    note = text("Note", 2000, rows=3)


class DelayForm(forms.Form):
    is_delayed = forms.BooleanField(label="The decision is delayed", required=False)
    because = text("Why", 250)
    chase_on = DateField(label="Ask again on", required=False)

    @staticmethod
    def initial_of(bid):
        return {"because": bid.delayed_because, "chase_on": bid.chase_on}


class ServiceForm(forms.Form):
    title = forms.CharField(label="Name of the service or programme", max_length=200)
    aim = text("Aim", 2000, rows=3)
    commissioner = agency_field(label="Commissioner", required=False)
    agency = agency_field(label="Agency that leads or provides it", required=False)
    funder = text("Funder", 160)
    fund_year = RecordChoiceField(
        FundYear.objects.none(), label="Paid from", required=False, empty_label="None of the funds here"
    )
    cost = MoneyField(label="Cost in a year", required=False)
    serves = forms.ChoiceField(
        label="Whom it serves",
        choices=Serves.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whom it serves"},
    )
    risk_levels = several("Levels of risk that it serves", [(r, r) for r in Service.RISKS])
    groups = several("Groups that it serves", CHOICES)
    areas = RecordsChoiceField(
        Area.objects.exclude(kind=Area.Kind.BEAT), label="Areas that it covers", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Choose wards where only parts of a district are covered",
    )  # fmt: skip
    weeks = forms.IntegerField(
        label="Duration in weeks, of a programme", required=False, min_value=1, max_value=520
    )
    starts_on = DateField(label="Runs from", required=False)
    ends_on = DateField(label="Funded until", required=False)
    review_asked_on = DateField(label="Review due", required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fund_year"].queryset = years_known_to(user)

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "It cannot end before it begins.")
        return data


class ChangeServiceForm(ServiceForm):
    version = version_field()


class PeriodForm(forms.Form):
    period_from = DateField(label="From")
    period_until = DateField(label="Until")


class MeasureForm(PeriodForm):
    name = forms.CharField(label="Measure", max_length=160)
    target = forms.DecimalField(required=False, min_value=0, max_digits=12, decimal_places=2)
    result = forms.DecimalField(required=False, min_value=0, max_digits=12, decimal_places=2)
    less_is_better = forms.BooleanField(label="Less is better", required=False)
    field_order = ["name"]


class ChangeMeasureForm(MeasureForm):
    version = version_field()


class IntakeForm(PeriodForm):
    starters = forms.IntegerField(label="Started", min_value=0, max_value=1_000_000)
    finishers = forms.IntegerField(label="Finished", min_value=0, max_value=1_000_000)


class ProposalSetForm(forms.Form):
    title = forms.CharField(label="Name of the set", max_length=200)
    fund_years = years_field("Funds that are to pay for them")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fund_years"].queryset = years_known_to(user)


class ChangeProposalSetForm(ProposalSetForm):
    version = version_field()


class ProposalForm(forms.Form):
    title = forms.CharField(label="Proposal", max_length=200)
    cost = MoneyField(label="New total cost")
    merges = RecordsChoiceField(
        Service.objects.none(), label="Services that it takes the place of", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    groups = several(
        "Groups whose need it meets", CHOICES,
        help_text="Services that are there for the same groups are then listed beside it, with who pays for them",
    )  # fmt: skip
    cost_today = MoneyField(label="Today's cost of what is no service above", required=False)
    cost_existing = MoneyField(
        label="Of the new total, existing posts, teams and administration", required=False
    )
    staff = forms.DecimalField(label="Posts", required=False, min_value=0, max_digits=6, decimal_places=1)
    areas = areas_field()
    for_children = MoneyField(label="Of it, for children's services", required=False)
    pays_for = text("New cost that a saving is set against", 160)
    pays_for_cost = MoneyField(label="Cost of that", required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["merges"].queryset = Service.objects.visible_to(user).going().order_by("title")

    def clean(self):
        data = super().clean()
        data["for_children"] = data.get("for_children") or 0
        return data


class ChangeProposalForm(ProposalForm):
    version = version_field()
