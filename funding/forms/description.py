"""The pages of the bid form (form B4). Any field may be empty; what is missing is said on the last page."""

from dataclasses import dataclass

from django import forms

from design.filters import joined
from design.forms import DateField, version_field
from funding.forms.fields import MoneyField
from funding.forms.rows import LaterRow, OtherRow, OutputRow, TargetRow, rows_of
from funding.lifecycle.sections import COLUMNS, HELD, Section
from funding.models import Objective
from partnership.models import Area
from records.fields import RowField, RowsField, shown, text

LONG = 5000  # characters of a long answer
PLACES = (
    Area.Kind.COUNTY, Area.Kind.DISTRICT, Area.Kind.UNITARY, Area.Kind.FORCE, Area.Kind.DIVISION, Area.Kind.SECTION,
    Area.Kind.WARD,
)  # fmt: skip
COUNTED = (
    "What the project is to bring about. You report on the same numbers later. Empty a row to take it out."
)
BOTH = "You list some, and tick that there is none. Untick it, or empty the rows."


@dataclass(frozen=True)
class Group:
    """Rows of one kind as the page shows them; ``tick`` is the field that says there are none."""

    name: str
    title: str
    hint: str
    rows: forms.BaseFormSet
    tick: str = ""


class SectionForm(forms.Form):
    """``section`` tells what is saved with it; see `funding.lifecycle.sections.HELD`."""

    template_name = "funding/section_form.html"
    section: Section
    ROWS: tuple = ()  # (relation, form of a row, title, hint, field that says there are none)
    version = version_field()

    def __init__(self, data=None, *, bid, **kwargs):
        self.bid, held = bid, HELD[self.section]
        initial = {name: getattr(bid, name) for name in held.columns}
        initial |= {name: list(getattr(bid, name).all()) for name in held.many}
        super().__init__(data, initial=initial, **kwargs)
        self.groups = [
            Group(name, title, hint, rows_of(row, data, name, _rows(bid, name)), tick)
            for name, row, title, hint, tick in self.ROWS
        ]

    @property
    def formsets(self):
        return [group.rows for group in self.groups]

    def is_valid(self):
        return all([super().is_valid(), *(rows.is_valid() for rows in self.formsets)])

    def clean(self):
        data = super().clean()
        for group in self.groups:
            if group.tick and data.get(group.tick) and group.rows.is_valid() and _filled(group.rows):
                self.add_error(group.tick, BOTH)
        return data

    def plain_fields(self):
        ticks = {group.tick for group in self.groups}
        return [bound for bound in self.visible_fields() if bound.name not in ticks]

    def changes(self):
        return {name: self.cleaned_data[name] for name in HELD[self.section].columns if name in self.fields}

    def many(self):
        return {name: self.cleaned_data[name] for name in HELD[self.section].many if name in self.fields}

    def parts(self):
        return {
            group.name: [{name: row.get(name) for name in COLUMNS[group.name]} for row in _filled(group.rows)]
            for group in self.groups
        }

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here) of all that the page asks."""
        for name in (name for name in self.fields if name != "version"):
            theirs = getattr(current, name)
            theirs = list(theirs.all()) if hasattr(theirs, "all") else theirs
            yield (
                self.fields[name].label,
                *(shown(self.fields[name], value) for value in (theirs, self.cleaned_data.get(name))),
            )
        for group in self.groups:
            both = (_rows(current, group.name), _filled(group.rows))
            yield group.title, *("\n".join(map(_line, rows)) for rows in both)


def _rows(bid, name):
    return [{column: getattr(row, column) for column in COLUMNS[name]} for row in getattr(bid, name).all()]


def _filled(rows):
    return [form.cleaned_data for form in rows if form.says_something(form.cleaned_data)]


def _line(row):
    return ", ".join(filter(None, (shown(None, value) for value in row.values())))


def _title():
    return forms.CharField(label="Title", max_length=200)


class ExpressionForm(SectionForm):
    section = Section.EXPRESSION

    title = _title()
    expression = text("Expression of interest", LONG, rows=10,
                      help_text="What you want to do, where, with whom, and roughly what it costs")  # fmt: skip


class ProjectForm(SectionForm):
    section = Section.PROJECT

    title = _title()
    summary = text("Short description", LONG, rows=6, help_text="What you will do, for whom")
    components = text("Parts of the project", 2000, rows=3, help_text="One on each line, if it has several")
    starts_on = DateField(label="Starts on", required=False)
    ends_on = DateField(label="Ends on", required=False)
    contact_name = text("Who answers for the bid", 120, help_text="Their post, and their name if you wish")

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "The project cannot end before it starts. Choose a later day.")
        return data


class FundForm(SectionForm):
    """The objectives are those of the fund that is chosen; another fund, once saved, has others to tick."""

    section = Section.FUND

    fund_year = RowField(label="Fund", widget=forms.RadioSelect)
    objectives = RowsField(label="Objectives that the bid meets")
    target_side = forms.ChoiceField(
        label="Side of the triangle that it works on", required=False, widget=forms.RadioSelect,
        choices=[*Objective.Side.choices, ("", "None of these")],
    )  # fmt: skip

    def __init__(self, data=None, *, bid, **kwargs):
        super().__init__(data, bid=bid, **kwargs)
        offers = list(bid.call.offers.select_related("fund_year__fund"))
        funds = [row.fund_year for row in offers]
        self.fields["fund_year"].offer(funds, lambda year: f"{year.fund} ({year.year_name})")
        self.fields["fund_year"].choices = self.fields["fund_year"].choices[1:]
        if trained := [year.fund.short_name for year in funds if year.fund.needs_training]:
            self.fields[
                "fund_year"
            ].help_text = (
                f"{joined(trained)}: community groups need to have completed problem-solving training."
            )
        self.chosen = bid.fund_year if bid.fund_year_id in {year.pk for year in funds} else None
        self._offer_objectives()

    def _offer_objectives(self):
        rows = list(self.chosen.fund.objectives.select_related("parent")) if self.chosen else []
        kept = {row.pk for row in self.initial["objectives"]}
        headings = {row.parent_id for row in rows}  # stands before its examples, and is no choice of its own
        rows = [row for row in rows if (row.is_offered and row.pk not in headings) or row.pk in kept]
        if not rows:
            del self.fields["objectives"]
        else:
            self.fields["objectives"].offer(
                rows, lambda row: f"{row.parent}: {row}" if row.parent_id else str(row)
            )
        if not any(row.side for row in rows):
            del self.fields["target_side"]

    @property
    def is_other_fund(self):
        """Another fund than the one whose objectives the page showed."""
        posted = self.data.get(self.add_prefix("fund_year"), "")
        return posted != (str(self.chosen.pk) if self.chosen else "")

    def full_clean(self):
        if self.is_bound and self.is_other_fund:
            for name in ("objectives", "target_side"):
                self.fields.pop(name, None)
        super().full_clean()

    def changes(self):
        sides = {"target_side": ""} if self.is_other_fund else {}
        return super().changes() | sides

    def many(self):
        return {"objectives": []} if self.is_other_fund else super().many()


class TargetsForm(SectionForm):
    section = Section.TARGETS
    ROWS = (("targets", TargetRow, "Targets of the strategy", "Empty a row to take it out.", ""),)


class NeedForm(SectionForm):
    section = Section.NEED

    gap = text("Gap or shortfall that it meets", LONG, rows=6)
    need = text("Evidence of need", LONG, rows=8, help_text="Numbers, surveys, what people told you")


class AreasForm(SectionForm):
    section = Section.AREAS

    areas = RowsField(label="Areas in which it works")

    def __init__(self, data=None, *, bid, **kwargs):
        super().__init__(data, bid=bid, **kwargs)
        kept = {area.pk for area in self.initial["areas"]}
        areas = Area.objects.order_by("name", "pk")
        offered = [
            area for area in areas if (area.kind in PLACES and area.ended_on is None) or area.pk in kept
        ]
        self.fields["areas"].offer(offered, lambda area: f"{area} ({area.get_kind_display().lower()})")


class MonitoringForm(SectionForm):
    section = Section.MONITORING
    ROWS = (
        ("outputs", OutputRow, "Outputs", COUNTED, ""),
    )  # fmt: skip

    monitoring = text("Monitoring and evaluation plan", LONG, rows=6,
                      help_text="What you will record, how often, and how you will tell whether it worked")  # fmt: skip


class MoneyForm(SectionForm):
    section = Section.MONEY
    ROWS = (
        ("later_years", LaterRow, "Funding wanted in later years", "Empty a row to take it out.", "later_none"),
        ("other_funding", OtherRow, "Other funding", "Money from elsewhere for the same project.", "other_none"),
    )  # fmt: skip

    amount_capital = MoneyField(
        label="Capital", required=False, help_text="Things that last: equipment, building"
    )
    amount_running = MoneyField(label="Running costs", required=False, help_text="Pay, rent, materials")
    later_none = forms.BooleanField(label="No funding is wanted in later years", required=False)
    other_none = forms.BooleanField(label="No other funding is sought", required=False)

    def clean(self):
        data = super().clean()
        asked = [
            data.get(name) for name in ("amount_capital", "amount_running") if data.get(name) is not None
        ]
        if asked and not sum(asked):
            self.add_error("amount_running", "Enter an amount above nothing, or leave both empty for now.")
        return data


FORMS = {
    form.section: form
    for form in (
        ExpressionForm, ProjectForm, FundForm, TargetsForm, NeedForm, AreasForm, MonitoringForm, MoneyForm
    )
}  # fmt: skip
