"""What a fund, its money and its division are asked for."""

from decimal import Decimal

from django import forms

from audit.clock import today
from design.forms import DateField, RecordChoiceField, RecordsChoiceField, version_field
from funding.forms.fields import MoneyField
from funding.models import Allocation, Contribution, Fund
from funding.money import year_name, year_of
from partnership.forms.people import agency_field
from partnership.models import Agreement, Area, Body, Partnership
from records.fields import LinesField, text
from records.forms import reason_field

HINT_OBJECTIVES = (
    "One on each line. A line that begins with a dash is an example inside the one above it; where such examples "
    "begin with Locations, Victims or Offenders, bids say which. Of one that says “supporting strategy”, bids name the "
    "priority that they serve"
)
NAMED_OPENLY = (
    "Each applicant has put its name to it before a bid is submitted. Whoever reads a call is told its name"
)


def year_choices(back=2, on=3):
    now = year_of(today())
    return [(year, year_name(year)) for year in range(now - back, now + on + 1)]


def year_field(label="Financial year"):
    return forms.TypedChoiceField(
        label=label, coerce=int, choices=year_choices, initial=lambda: year_of(today())
    )


class FundForm(forms.Form):
    title = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(
        label="Short name", max_length=12, help_text="As people call it, such as SCI"
    )
    source = text("Source of the money", 60, help_text="Such as BCU or CDRP")
    funder = agency_field(label="Who gives it", required=False)
    channel = agency_field(
        label="Through whom it comes", required=False, help_text="Where it comes through another agency"
    )
    body = RecordChoiceField(
        Body.objects.none(), label="Body that decides", required=False, empty_label="Not said yet",
        help_text="Its chair or deputy records the decisions",
    )  # fmt: skip
    aim = text("What it is for", 2000, rows=3)
    objectives = LinesField(
        label="Objectives", longest=160, help_text=HINT_OBJECTIVES, widget=forms.Textarea(attrs={"rows": 8})
    )  # fmt: skip
    restrictions = text("What it may not be spent on", 2000, rows=2)
    needs_training = forms.BooleanField(
        label="Groups need problem-solving training to bid for it", required=False
    )
    needs_agreement = RecordChoiceField(
        Agreement.objects.none(), label="Agreement that applicants have signed", required=False,
        empty_label="None", help_text=NAMED_OPENLY,
    )  # fmt: skip
    waits_for_plans = forms.BooleanField(
        label="Where partnerships share it, a part is confirmed once each of them has submitted a costed plan",
        required=False, initial=True,
        help_text="No law asks for it: one partnership resolved it. Untick it where no plans are asked for",
    )  # fmt: skip

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(partnership=partnership).open_or(self.initial.get("body"))
        self.fields["body"].queryset = bodies.order_by("name")
        self.fields["needs_agreement"].queryset = Agreement.objects.filter(partnership=partnership)


class NewFundForm(FundForm):
    partnership = RecordChoiceField(Partnership.objects.none(), empty_label=None)
    field_order = ["partnership"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, partnership=None, **kwargs)
        mine = Partnership.objects.filter(pk__in=user.places.funds_in)
        self.fields["partnership"].queryset = mine
        self.fields["body"].queryset = Body.objects.filter(partnership__in=mine).open().order_by("name")
        self.fields["needs_agreement"].queryset = Agreement.objects.filter(partnership__in=mine)

    def clean(self):
        data = super().clean()
        for name, words in (("body", "bodies"), ("needs_agreement", "agreements")):
            chosen, partnership = data.get(name), data.get("partnership")
            if chosen and partnership and chosen.partnership_id != partnership.pk:
                self.add_error(name, f"{chosen} is not of {partnership}. Choose one of its {words}.")
        return data


class ChangeFundForm(FundForm):
    version = version_field()

    @staticmethod
    def initial_of(fund):
        lines = [
            f"- {row.text}" if row.parent_id else row.text for row in fund.objectives.all() if row.is_offered
        ]
        names = [name for name in FundForm.base_fields if name != "objectives"]
        return {name: getattr(fund, name) for name in names} | {"objectives": lines}


class YearForm(forms.Form):
    year = year_field()


class ContributionForm(forms.Form):
    agency = agency_field(label="Agency")
    source = forms.ChoiceField(choices=Contribution.Source.choices, widget=forms.RadioSelect)
    amount = MoneyField(label="Amount, or value in kind")
    is_in_kind = forms.BooleanField(label="In kind: no money, but time or things", required=False)
    hours = forms.DecimalField(
        label="Hours, if it is people's time",
        required=False,
        min_value=0,
        max_value=100_000,
        decimal_places=2,
    )
    worked_out = text("How the value was worked out", 250, help_text="For help in kind")
    state = forms.ChoiceField(
        label="How sure it is", choices=Contribution.State.choices[:3], widget=forms.RadioSelect
    )
    ends_on = DateField(label="Paid until, if it ends", required=False)
    note = text("Note", 250)


class ContributionStateForm(forms.Form):
    state = forms.ChoiceField(label="It is now", widget=forms.RadioSelect)
    reason = reason_field("Why", required=False)

    def __init__(self, *args, given, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [c for c in Contribution.State.choices if c[0] != given.state]


class HolderForm(forms.Form):
    holder = agency_field(label="Who holds the money")
    administrator = agency_field(label="Who administers it, if another", required=False)
    held_for = RecordChoiceField(
        Partnership.objects.none(), label="On behalf of", required=False, empty_label="The fund's partnership"
    )
    from_on = DateField(label="From")
    reason = reason_field("Why", required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_for"].queryset = Partnership.objects.visible_to(user)


class AllocationForm(forms.Form):
    partnership = RecordChoiceField(
        Partnership.objects.none(), required=False, empty_label="None", label="For a partnership"
    )
    area = RecordChoiceField(Area.objects.none(), required=False, empty_label="None", label="Or for an area")
    purpose = text(
        "What for", 160, help_text="If it is for no partnership or area, or for a part of what they do"
    )
    amount = MoneyField()
    cost_type = forms.ChoiceField(
        label="Kind of cost", choices=Allocation.CostType.choices, widget=forms.RadioSelect, initial="any"
    )
    post_costs = MoneyField(label="Of it, for posts", required=False)
    for_children = MoneyField(label="Of it, for children's services", required=False)
    parent = RecordChoiceField(
        Allocation.objects.none(), required=False, label="Divides", empty_label="The year's money"
    )
    confirmed_on = DateField(label="Confirmed on", required=False)

    def __init__(self, *args, fund_year, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = Partnership.objects.visible_to(user)
        large = (Area.Kind.COUNTY, Area.Kind.DISTRICT, Area.Kind.UNITARY, Area.Kind.FORCE)
        self.fields["area"].queryset = Area.objects.filter(kind__in=large).order_by("name")
        parents = fund_year.allocations.select_related("partnership", "area")
        self.fields["parent"].queryset = parents

    def clean(self):
        data = super().clean()
        for name in ("post_costs", "for_children"):
            data[name] = data.get(name) or 0
        return data


class ChangeAllocationForm(AllocationForm):
    version = version_field()


class RuleForm(forms.Form):
    version = version_field()
    name = forms.CharField(label="What the rule says", max_length=120)
    least_percent = forms.DecimalField(
        label="Least share of awards across boundaries, %", min_value=Decimal("0.1"), max_value=100, max_digits=4,
        decimal_places=1, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    funds = RecordsChoiceField(
        Fund.objects.none(), label="Funds that it is over, together", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the funds that the rule is over."},
    )  # fmt: skip
    ended_on = DateField(label="Last day on which it holds, if it ends", required=False)

    def __init__(self, *args, fund, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = Fund.objects.visible_to(user).filter(partnership=fund.partnership_id)
        self.fields["funds"].queryset = own.order_by("title")


class DivideForm(forms.Form):
    """One confirmation of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class VirementForm(forms.Form):
    target = forms.ChoiceField(label="To")
    amount = MoneyField()
    reason = reason_field()

    def __init__(self, *args, source, user, **kwargs):
        super().__init__(*args, **kwargs)
        funds = Fund.objects.visible_to(user).filter(partnership__in=user.places.funds_in)
        self.years = {
            str(year.pk): year
            for fund in funds.prefetch_related("years")
            for year in fund.years.all()
            if year.pk != source.pk
        }
        self.fields["target"].choices = [(key, str(year)) for key, year in self.years.items()]

    def clean_target(self):
        return self.years[self.cleaned_data["target"]]


class VirementDecisionForm(forms.Form):
    approve = forms.TypedChoiceField(
        label="Decision", choices=(("yes", "Move the money"), ("no", "Do not move it")),
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    reason = reason_field("Why", required=False)


class ReturnForm(forms.Form):
    name = forms.CharField(label="Return", max_length=120, help_text="Such as: Home Office April return")
    due_on = DateField(label="Due on")
    note = text("Note", 250)
