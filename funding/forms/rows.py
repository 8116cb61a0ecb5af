"""Rows of the bid form: one a line, each emptied to take it out."""

from decimal import Decimal

from django import forms

from audit.clock import today
from design.forms import RowForms
from funding.forms.fields import MoneyField
from funding.models import OtherFunding
from funding.money import year_name, year_of
from records import fields

SPARE, MOST, YEARS = 2, 40, 6
MOST_COUNTED = Decimal("9999999999")


class RowForm(forms.Form):
    """``NEEDED`` is the field without which a row says nothing, and the words that ask for it."""

    mark_optional = False
    NEEDED: tuple[str, str] = ("", "")
    FURTHER: tuple[tuple[str, str], ...] = ()  # fields that a row needs once it says something

    def clean(self):
        data = super().clean()
        if self.says_something(data):
            for name, words in (self.NEEDED, *self.FURTHER):
                if data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, words)
        return data

    def says_something(self, data):
        return any(value not in (None, "") for value in data.values())


class TargetRow(RowForm):
    NEEDED = ("text", "Name the target, or empty the whole row.")

    text = fields.text("Target of the strategy", 200)
    how = fields.text("How the bid affects it", 2000, rows=3)


class OutputRow(RowForm):
    NEEDED = ("what", "Say what is counted, or empty the whole row.")
    FURTHER = (("target", "Enter the number that is aimed at."),)

    what = fields.text("What is counted", 200)
    target = forms.DecimalField(
        label="Target", required=False, min_value=0, max_value=MOST_COUNTED, max_digits=12, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    baseline = forms.DecimalField(
        label="Today", required=False, min_value=0, max_value=MOST_COUNTED, max_digits=12, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip


class LaterRow(RowForm):
    NEEDED = ("amount", "Enter the amount, or empty the whole row.")
    FURTHER = (("year", "Choose the financial year."),)

    year = forms.TypedChoiceField(label="Financial year", required=False, coerce=int, empty_value=None)
    amount = MoneyField(label="Amount", required=False)
    source = fields.text("From whom", 120)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, kept = year_of(today()), self.initial.get("year")
        years = sorted({*range(first, first + YEARS), *([kept] if kept else [])})
        self.fields["year"].choices = [("", ""), *((year, year_name(year)) for year in years)]


class OtherRow(RowForm):
    NEEDED = ("source", "Say where the money comes from, or empty the whole row.")
    FURTHER = (("amount", "Enter the amount."),)

    source = fields.text("Source", 160)
    amount = MoneyField(label="Amount", required=False)
    state = forms.ChoiceField(label="How it stands", choices=OtherFunding.State.choices, required=False)

    def says_something(self, data):
        return bool(data.get("source")) or data.get("amount") is not None

    def clean_state(self):
        return self.cleaned_data["state"] or OtherFunding.State.SOUGHT


def rows_of(form, data, prefix, initial):
    kind = forms.formset_factory(form, formset=RowForms, extra=SPARE, max_num=MOST, validate_max=True)
    return kind(data, initial=initial, prefix=prefix)
