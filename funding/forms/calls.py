"""A call for bids: one dense page for officers."""

import datetime as dt

from django import forms
from django.db.models import Max

from design.filters import money
from design.forms import DateField, version_field
from funding.balances import balances_of
from funding.forms.fields import MoneyField
from funding.forms.funds import NAMED_OPENLY
from funding.forms.instants import add_instant, initial_of, instant_of
from funding.models import Fund, FundingCall, FundYear, Scheme
from partnership.models import Agreement, Body, Partnership
from records.fields import RowField, shown, text
from records.together import read_together

COLUMNS = (
    "title", "partnership", "body", "number", "about", "is_two_stage", "for_members", "for_groups", "least_amount",
    "most_amount", "documents_wanted", "needs_agreement", "scheme", "scorers_wanted", "pass_mark", "decides_on",
)  # fmt: skip
BEFORE = (  # what stands above all else on the page, in its order
    "title", "partnership", "number", "about", "opens_on", "opens_time", "closes_on", "closes_time", "is_two_stage",
    "expressions_close_on", "expressions_close_time", "decides_on", "for_members", "for_groups", "least_amount",
    "most_amount", "documents_wanted", "needs_agreement",
)  # fmt: skip
MIDNIGHT = dt.time(0)
INSTANTS = ("opens_at", "expressions_close_at", "closes_at")
NAMES = {name: name.removesuffix("_at") for name in INSTANTS}


class CallForm(forms.Form):
    template_name = "funding/call_form.html"
    mark_optional = False

    title = forms.CharField(label="Title", max_length=200, help_text="Such as: Safer evenings, round 3")
    partnership = RowField(label="Partnership")
    number = forms.IntegerField(label="Number of the round", min_value=1, max_value=999, initial=1)
    about = text("What the money is for", 10_000, rows=6)
    is_two_stage = forms.BooleanField(label="Expressions of interest first", required=False)
    for_members = forms.BooleanField(label="Member agencies may bid", required=False, initial=True)
    for_groups = forms.BooleanField(label="Community groups may bid", required=False, initial=True)
    least_amount = MoneyField(label="Least amount", required=False)
    most_amount = MoneyField(label="Most amount", required=False)
    documents_wanted = text(
        "Documents to attach", 2000, rows=4, help_text="One on each line, such as: Safeguarding policy"
    )
    needs_agreement = RowField(label="Agreement that applicants have signed", help_text=NAMED_OPENLY)
    body = RowField(label="Body whose chair decides")
    scheme = RowField(label="Scoring form")
    scorers_wanted = forms.IntegerField(label="Scorers for each bid", min_value=1, max_value=20, initial=2)
    pass_mark = forms.IntegerField(
        label="Pass mark", min_value=0, max_value=999, required=False, help_text="Empty: none"
    )
    decides_on = DateField(label="Decision expected on", required=False)
    version = version_field()

    def __init__(self, data=None, *, user, call=None):
        self.call, initial = call, {} if call else {"number": _next_number(user)}
        if call is not None:
            initial = {name: getattr(call, name) for name in COLUMNS}
            for name, short in NAMES.items():
                initial |= initial_of(short, getattr(call, name))
        super().__init__(data, initial=initial)
        add_instant(self, "opens", "Opens", hint="Such as 9am. Empty: from the start of the day.")
        add_instant(self, "expressions_close", "Expressions of interest until")
        add_instant(self, "closes", "Closes")
        self._offer(user)
        last = ("scheme", "body", "scorers_wanted", "pass_mark")  # beneath the money
        self.order_fields([*BEFORE, *(name for name in self.fields if name not in {*BEFORE, *last}), *last])

    def _offer(self, user):
        mine = user.places.funds_in
        known = read_together(
            partnership=Partnership.objects.filter(pk__in=mine),
            body=Body.objects.filter(partnership__in=mine).open().select_related("partnership"),
            needs_agreement=Agreement.objects.filter(partnership__in=mine),
            scheme=Scheme.objects.filter(partnership__in=mine, is_offered=True),
        )
        for name, rows in known.items():
            self.fields[name].offer(rows)
        if len(self.fields["partnership"].rows) == 1:
            self.initial["partnership"] = next(iter(self.fields["partnership"].rows))
            self.fields["partnership"].widget = forms.HiddenInput()
        kept = {row.fund_year_id: row.amount for row in self.call.offers.all()} if self.call else {}
        funds = Fund.objects.visible_to(user).open().filter(partnership__in=mine)
        years = FundYear.objects.filter(fund__in=funds.values("pk")) | FundYear.objects.filter(pk__in=kept)
        self.years = {year.pk: year for year in years.select_related("fund").order_by("fund__title", "-year")}
        free = balances_of(self.years.values())
        for pk, year in self.years.items():
            ticked = forms.BooleanField(
                label=f"{year.fund} ({year.year_name})", required=False, initial=pk in kept
            )
            self.fields[f"fund_{pk}"] = ticked
            self.fields[f"amount_{pk}"] = MoneyField(
                label=f"Offered from {year}", required=False, initial=kept.get(pk),
                help_text=f"{money(max(free[pk].free, 0))} is free. A call that offers more is not published.",
            )  # fmt: skip

    @property
    def offered(self):
        """(tick, amount) for each fund year, as the page shows them."""
        return [(self[f"fund_{pk}"], self[f"amount_{pk}"]) for pk in self.years]

    def clean_partnership(self):
        if self.cleaned_data["partnership"] is None:
            raise forms.ValidationError("Choose the partnership that calls for bids.")
        return self.cleaned_data["partnership"]

    def clean(self):
        data = super().clean()
        body, scheme, partnership = (data.get(name) for name in ("body", "scheme", "partnership"))
        if partnership and body and body.partnership_id != partnership.pk:
            self.add_error("body", f"{body} is not of {partnership}. Choose one of its bodies.")
        agreement = data.get("needs_agreement")
        if partnership and agreement and agreement.partnership_id != partnership.pk:
            said = f"{agreement} is not of {partnership}. Choose one of its agreements."
            self.add_error("needs_agreement", said)
        if partnership and scheme and scheme.partnership_id != partnership.pk:
            self.add_error("scheme", f"{scheme} is not a form of {partnership}. Choose one of its own.")
        for pk, year in self.years.items():
            if data.get(f"amount_{pk}") is not None and not data.get(f"fund_{pk}"):
                self.add_error(f"fund_{pk}", f"Tick {year}, or take out the amount that it offers.")
        return data

    def changes(self):
        """What the call itself is to say."""
        data = self.cleaned_data
        said = {name: data[name] for name in COLUMNS}
        said["opens_at"] = instant_of(data, "opens", otherwise=MIDNIGHT)
        return said | {name: instant_of(data, NAMES[name]) for name in INSTANTS[1:]}

    def offers(self):
        data = self.cleaned_data
        return [(year, data[f"amount_{pk}"]) for pk, year in self.years.items() if data[f"fund_{pk}"]]

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here)."""
        said = self.changes()
        for name, value in said.items():
            label = (
                self.fields[name].label if name in self.fields else name.removesuffix("_at").replace("_", " ")
            )
            yield label, *(shown(None, it) for it in (getattr(current, name), value))
        theirs = [(row.fund_year, row.amount) for row in current.offers.all()]
        yield "Funds", *("\n".join(map(_offer, found)) for found in (theirs, self.offers()))


def _offer(row):
    year, amount = row
    return f"{year}: {money(amount)}" if amount else str(year)


def _next_number(user):
    known = FundingCall.objects.visible_to(user).filter(partnership__in=user.places.funds_in)
    last = known.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
