"""Analysis: the place, who was asked, and the two sides for those who may write them (B1, fields 21 to 25)."""

from django import forms

from design.forms import version_field
from partnership.forms.keeping import LookupField
from partnership.forms.people import describe_person, find_people
from problems.forms.fields import AnswerField, shown, text
from problems.models import Side

COLUMNS = (
    "location_features",
    "location_not_known",
    "manager",
    "cpo_involvement",
    "analyst_involvement",
    "analyst",
)
BOTH = "There is a description, and “not known” is ticked. Keep one of the two."
UNNAMED = "Answer “yes” to name an analyst, or take the name out."


class SideForm(forms.Form):
    """What is written of people. It names nobody."""

    mark_optional = False

    characteristics = text("Noticeable characteristics", rows=5)
    not_known = forms.BooleanField(label="Not known", required=False)

    def clean(self):
        data = super().clean()
        if data.get("characteristics") and data.get("not_known"):
            self.add_error("not_known", BOTH)
        return data


class VictimForm(SideForm):
    is_vulnerable = forms.BooleanField(label="Vulnerable person", required=False)
    is_persistent = forms.BooleanField(label="Persistent complainant", required=False)
    is_repeat = forms.BooleanField(label="Repeat victim", required=False)
    controller = text("Guardian: who could protect them", 250)


class OffenderForm(SideForm):
    age_group = text("Age group", 80)
    activities = text("Activities", rows=2)
    modus_operandi = text("Method (MO)", rows=2)
    motivation = text("Motivation for the behaviour", rows=2)
    controller = text("Handler: who has a say with them", 250)


SIDES = {Side.Of.VICTIM: VictimForm, Side.Of.OFFENDER: OffenderForm}


class AnalystField(LookupField):
    """A person by name. The one who is named already stays, however many bear the name."""

    kept = None

    def __init__(self):
        super().__init__(
            find=find_people, describe=describe_person, label="Analyst", required=False,
            nothing="Nobody here is called “{}”. Check the spelling, or have them added under People first.",
            help_text="Name or e-mail address. They may then read this record, but not the two sides of people.",
        )  # fmt: skip

    def clean(self, value):
        if self.kept and value and value.strip() == str(self.kept):
            return self.kept
        return super().clean(value)


class AnalysisForm(forms.Form):
    """``sides`` are the rows to begin with, or None for somebody who may not write them."""

    template_name = "problems/analysis_form.html"
    mark_optional = False

    location_features = text("Relevant features of the place", rows=5)
    location_not_known = forms.BooleanField(label="Not known", required=False)
    manager = text("Manager: who is responsible for the place", 250)
    cpo_involvement = AnswerField(label="Crime prevention officer (CPO) involved")
    analyst_involvement = AnswerField(label="Analyst involved")
    analyst = AnalystField()
    version = version_field()

    def __init__(self, data=None, *, problem, sides):
        initial = {name: getattr(problem, name) for name in COLUMNS}
        initial["analyst"] = str(problem.analyst or "")
        super().__init__(data, initial=initial)
        self.fields["analyst"].kept = problem.analyst
        self.may_write_sides = sides is not None
        found = {side.of: side for side in sides or ()}
        kinds = SIDES if self.may_write_sides else {}
        self.sides = {
            of: kind(data, prefix=of, initial=_said(found.get(of), kind)) for of, kind in kinds.items()
        }

    def is_valid(self):
        return all([super().is_valid(), *(form.is_valid() for form in self.sides.values())])

    def clean(self):
        data = super().clean()
        if data.get("location_features") and data.get("location_not_known"):
            self.add_error("location_not_known", BOTH)
        if data.get("analyst") and not data.get("analyst_involvement"):
            self.add_error("analyst", UNNAMED)
        return data

    def changes(self):
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def said_of_people(self):
        return {of: form.cleaned_data for of, form in self.sides.items()}

    def beside(self, current, sides):
        """(label, as it was saved meanwhile, as it is here) of all that the page asks."""
        for name in COLUMNS:
            field = self.fields[name]
            yield field.label, *(shown(field, v) for v in (getattr(current, name), self.cleaned_data[name]))
        found = {side.of: side for side in sides or ()}
        for of, form in self.sides.items():
            theirs = _said(found.get(of), type(form))
            for name, field in form.fields.items():
                both = (shown(field, said.get(name)) for said in (theirs, form.cleaned_data))
                yield f"{Side.Of(of).label}: {field.label}", *both


def _said(side, kind):
    """Of a side that is not there yet, what an empty form of it says."""
    side = side or Side()
    return {name: getattr(side, name) for name in kind.base_fields}
