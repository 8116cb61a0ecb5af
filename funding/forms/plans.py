"""What a spending plan, its lines and its shared costs are asked for."""

from django import forms

from design.forms import LONG_TEXT, DateField, RecordChoiceField, RecordsChoiceField, RowForms, version_field
from funding.forms.fields import MoneyField
from funding.forms.funds import year_field
from funding.models import Allocation, Fund, FundYear
from partnership.forms.people import agency_field, person_field
from partnership.models import Agency, Body, Partnership, Person
from records.fields import shown, text
from records.forms import reason_field
from records.services import version_of

ROWS = 6  # of a split, beyond those that are there
SPLIT = ("title", "total", "reason", "pays_for_post")


class PlanForm(forms.Form):
    title = forms.CharField(label="Name", max_length=200)
    body = RecordChoiceField(
        Body.objects.none(), label="Body that decides the bids", required=False, empty_label="Not said yet",
        help_text="Only its chair or deputy records a funding decision",
    )  # fmt: skip
    covers = RecordsChoiceField(
        Partnership.objects.none(), label="Partnerships it covers", widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    funds = RecordsChoiceField(
        Fund.objects.none(), label="Funds in it", widget=forms.CheckboxSelectMultiple, required=False
    )
    banker = agency_field(
        label="Who banks the money", required=False, help_text="A partnership has no account of its own"
    )
    submitted_to = text("Body that it goes to", 160)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = user.places.funds_in
        self.fields["covers"].queryset = Partnership.objects.visible_to(user)
        self.fields["funds"].queryset = Fund.objects.visible_to(user).open().order_by("title")
        bodies = Body.objects.filter(partnership__in=mine).open_or(self.initial.get("body"))
        self.fields["body"].queryset = bodies.order_by("name")


class NewPlanForm(PlanForm):
    partnership = RecordChoiceField(Partnership.objects.none(), empty_label=None, label="Drawn up by")
    year = year_field()
    field_order = ["partnership", "year"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["partnership"].queryset = Partnership.objects.filter(pk__in=user.places.funds_in)


class ChangePlanForm(PlanForm):
    version = version_field()


class EditorsForm(forms.Form):
    version = version_field()
    administrator = person_field(label="Administrator of the plan")
    editors = forms.CharField(
        label="Who else may change its lines", required=False, max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="E-mail addresses of people, one on each line",
    )  # fmt: skip

    def clean_editors(self):
        wanted = [line.strip().lower() for line in self.cleaned_data["editors"].splitlines() if line.strip()]
        found = {person.email.lower(): person for person in Person.objects.filter(email__in=wanted)}
        if unknown := [email for email in wanted if email not in found]:
            raise forms.ValidationError(
                [f"Nobody here has the address {email}. Check it, or add the person." for email in unknown]
            )
        return list(found.values())

    @staticmethod
    def initial_of(plan):
        people = "\n".join(sorted(person.email for person in plan.editors.all()))
        return {"administrator": plan.administrator, "editors": people}

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here)."""
        theirs, ours = self.initial_of(current), self.cleaned_data
        yield self["administrator"].label, str(theirs["administrator"] or ""), str(ours["administrator"])
        yield (
            self["editors"].label,
            theirs["editors"],
            "\n".join(sorted(one.email for one in ours["editors"])),
        )


class LineForm(forms.Form):
    title = forms.CharField(label="What the money is for", max_length=200)
    fund_year = RecordChoiceField(
        FundYear.objects.none(), label="Fund", required=False, empty_label="Unfunded as yet"
    )
    amount = MoneyField()
    forecast = MoneyField(
        label="Expected to be spent by the year's end", required=False, help_text="Empty: all of it"
    )
    cost_type = forms.ChoiceField(
        label="Kind of cost", choices=Allocation.CostType.choices, widget=forms.RadioSelect, initial="any"
    )
    is_capital = forms.BooleanField(label="Capital, not running costs", required=False)
    through_bids = forms.BooleanField(
        label="Spent through calls for bids", required=False,
        help_text="Payments are then recorded on the projects, and none on this line",
    )  # fmt: skip
    partnerships = RecordsChoiceField(
        Partnership.objects.none(), label="Partnerships that share it", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    priority = text("Priority that it serves", 160)
    pays_for_post = text("Post that it pays for", 160)
    ends_on = DateField(label="Paid until, if it ends", required=False)

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        years = FundYear.objects.filter(year=plan.year, fund__in=plan.funds.all()).select_related("fund")
        self.fields["fund_year"].queryset = years
        self.fields["partnerships"].queryset = plan.covers.all()


class ChangeLineForm(LineForm):
    version = version_field()


class PaymentForm(forms.Form):
    amount = MoneyField()
    paid_on = DateField(label="Paid on")
    note = forms.CharField(
        label="To whom, and for what", max_length=200, help_text="Such as: the council, salary of the warden for May",
        error_messages={"required": "Say to whom it was paid, and for what."},
    )  # fmt: skip


class PaidBackForm(forms.Form):
    amount = MoneyField()
    paid_on = DateField(label="On which day")
    reason = reason_field("Why it came back, or what was entered wrongly")


class ShareForm(forms.Form):
    agency = RecordChoiceField(Agency.objects.none(), required=False, empty_label="")
    percent = forms.DecimalField(
        label="Share, %", required=False, min_value=0, max_value=100, max_digits=7, decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )  # fmt: skip

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

    def clean(self):
        data = super().clean()
        if bool(data.get("agency")) != (data.get("percent") is not None) and not self.errors:
            raise forms.ValidationError("Name the agency and its share, or leave the row empty.")
        return data


ShareRows = forms.formset_factory(ShareForm, formset=RowForms, extra=ROWS, max_num=40, validate_max=True)


class SplitForm(forms.Form):
    """``rows`` are the shares, for agencies of the partnerships that the plan covers."""

    template_name = "funding/split_form.html"

    title = forms.CharField(label="Cost", max_length=200, help_text="Such as: Labour costs of the duty")
    total = MoneyField()
    reason = text("Why it is shared in this way", 250)
    pays_for_post = text("Post that it pays for", 160)
    version = version_field()

    def __init__(self, data=None, *, plan, split=None):
        initial = (
            {name: getattr(split, name) for name in SPLIT} | {"version": version_of(split)} if split else {}
        )
        super().__init__(data, initial=initial)
        agencies = Agency.objects.filter(standings__partnership__in=plan.covers.all()).distinct()
        shares = split.shares.all() if split else ()
        self.rows = ShareRows(
            data, prefix="share", form_kwargs={"agencies": agencies.order_by("name")},
            initial=[{"agency": row.agency_id, "percent": f"{row.percent.normalize():f}"} for row in shares],
        )  # fmt: skip

    def is_valid(self):
        return all([super().is_valid(), self.rows.is_valid()])

    def shares(self):
        return [(row["agency"], row["percent"]) for row in self.rows.cleaned_data if row.get("agency")]

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here)."""
        for name in SPLIT:
            yield (
                self[name].label,
                *(shown(None, it) for it in (getattr(current, name), self.cleaned_data[name])),
            )
        theirs = [(row.agency, row.percent) for row in current.shares.all()]
        yield "Who carries it", *("\n".join(map(_share, found)) for found in (theirs, self.shares()))


def _share(row):
    agency, percent = row
    return f"{agency}: {percent.normalize():f}%"


class PlanMoveForm(forms.Form):
    on = DateField(label="On which day")
    reason = reason_field("Why", required=False)
