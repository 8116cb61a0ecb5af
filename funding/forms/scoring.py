"""The scoring form as it is printed: a row each with what can be circled there (form B3)."""

from django import forms

from audit.clock import today
from design.forms import DateField, RecordChoiceField
from funding.models import Interest, Label, ScoringForm
from funding.scored import Filled, Recommended, impossible, missing
from partnership.models import Person
from records.fields import text
from records.forms import reason_field

LONGEST = 2000
TYPED = "Points follow from what is circled, and cannot be entered. Nothing was taken from them."


class ScoreForm(forms.Form):
    """Every field may be empty in a draft; ``signing`` asks for all that the paper wants."""

    recommended = forms.ChoiceField(
        label="Recommended for funding?", choices=Recommended.choices, required=False,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )  # fmt: skip
    condition = text("On what condition", LONGEST, rows=2, help_text="Needed where it is provisional")
    condition_on = DateField(label="To be met by", required=False)
    dated_on = DateField(label="Date", required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args, criteria, signing=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, self.signing = list(criteria), signing
        for row in self.criteria:
            self.fields[f"label_{row.number}"] = forms.CharField(
                label=str(row), required=False, max_length=20, widget=forms.RadioSelect
            )
            self.fields[f"comment_{row.number}"] = text(f"Comments on row {row.number}", LONGEST, rows=2)
        self.order_fields([name for name in self.fields if name.startswith(("label_", "comment_"))])

    all_labels = tuple(Label)

    def rows(self):
        """(criterion, chosen label, points or None, errors, comment field) in the order of the paper."""
        for row in self.criteria:
            chosen = self[f"label_{row.number}"]
            label = chosen.value() or ""
            points = row.worth(label) if label in row.points else None
            yield row, label, points, chosen.errors, self[f"comment_{row.number}"]

    @property
    def total(self):
        return sum(points or 0 for _, _, points, _, _ in self.rows())

    @property
    def most(self):
        return sum(row.most for row in self.criteria)

    def clean(self):
        data = super().clean()
        self.filled = Filled(
            labels=self._numbered("label_"), comments=self._numbered("comment_"),
            recommended=data.get("recommended", ""), condition=data.get("condition", ""),
            condition_on=data.get("condition_on"), dated_on=data.get("dated_on"),
        )  # fmt: skip
        wrong = list(impossible(self.filled, self.criteria)) + list(self._typed_points())
        if self.signing:
            said = {name for name, _ in wrong}
            wrong += [one for one in missing(self.filled, self.criteria) if one[0] not in said]
        for name, sentence in wrong:
            self._say(name, sentence)
        return data

    def _numbered(self, prefix):
        """By number, of whatever was posted: a row that the form does not have is refused and not overlooked."""
        found = {}
        for name in self.data:
            number = name.removeprefix(prefix)
            if name.startswith(prefix) and number.isdecimal() and len(number) < 4:
                found[int(number)] = self.data[name].strip()
        return found

    def _typed_points(self):
        for name in self.data:
            number = name.removeprefix("points_").removeprefix("total_")
            if name.startswith(("points_", "total_")) and number.isdecimal():
                yield int(number[:4]), TYPED
        if "total" in self.data:
            yield "total", TYPED

    def _say(self, name, sentence):
        field = f"label_{name}" if isinstance(name, int) else name
        if field not in self.errors:
            self.add_error(field if field in self.fields else None, sentence)


def initial_of(form, criteria):
    """What the page begins with: a form that was saved before, or an empty one with today's date."""
    if form is None:
        return {"dated_on": today()}
    scores = {score.criterion_id: score for score in form.scores.all()}
    found = {name: getattr(form, name) for name in ("recommended", "condition", "condition_on", "dated_on")}
    for row in criteria:
        if score := scores.get(row.pk):
            found |= {f"label_{row.number}": score.label, f"comment_{row.number}": score.comment}
    return found


def _of_agency(person):
    """Scorers are chosen from different agencies."""
    return f"{person}, {person.works_for}" if person.works_for else str(person)


class AssignForm(forms.Form):
    scorer = RecordChoiceField(Person.objects.none(), label="Who scores it", empty_label="Choose somebody")
    due_on = DateField(label="Due by", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scorer"].queryset = people
        self.fields["scorer"].label_from_instance = _of_agency
        self.fields["scorer"].error_messages["required"] = "Choose who is to score it."


class InterestForm(forms.Form):
    kind = forms.ChoiceField(
        label="What kind of interest", choices=Interest.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say what kind of interest it is."},
    )  # fmt: skip
    detail = text("What it is", LONGEST, rows=3, help_text="Kept in the register of interests")


class ModerateForm(forms.Form):
    """What a row is settled at. Labels are those of the row."""

    label = forms.ChoiceField(
        label="Settled at",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the row is settled at."},
    )
    reason = reason_field("Why")

    def __init__(self, *args, criterion, **kwargs):
        super().__init__(*args, **kwargs)
        worth = {label: criterion.worth(label) for label in criterion.labels}
        self.fields["label"].choices = [
            (label.value, f"{label.label}, {points} {'point' if points == 1 else 'points'}")
            for label, points in worth.items()
        ]


class RecommendForm(forms.Form):
    mark_optional = False  # what is needed hangs on the answer
    recommended = forms.ChoiceField(
        label="Recommended for funding?", choices=ScoringForm.Recommended.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is recommended: yes, no or provisional."},
    )  # fmt: skip
    condition = text("On what condition", LONGEST, rows=2, help_text="Needed where it is provisional")
    condition_on = DateField(label="To be met by", required=False)
    reasons = text("Reasons", rows=4)

    def initial_of(self, bid):
        """As recommended last, for whoever wrote meanwhile."""
        last = bid.recommendations.last()
        return {name: getattr(last, name) for name in self.fields if hasattr(last, name)}


class InterestOfAnotherForm(InterestForm):
    """Declared by those who run the funding, of somebody whose interest they learn of."""

    person = RecordChoiceField(Person.objects.none(), label="Whose interest", empty_label="Choose somebody")
    reason = reason_field("How you know of it")
    field_order = ("person",)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = _of_agency
        self.fields["person"].error_messages["required"] = "Choose whose interest it is."
