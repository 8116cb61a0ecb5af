from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from assessments.models import MatrixCriterion, Priority, Statement
from assessments.scoring import plain
from records.fields import LinesField, RowField, text

PARTS = {part.label.lower(): part for part in MatrixCriterion.Part} | {
    part.value: part for part in MatrixCriterion.Part
}
SHORT = forms.NumberInput(attrs={"class": "govuk-input--width-3"})


def criterion_of(line):
    """ "Harm; 2; Harm to people; 1 none, 5 death or lasting harm" """
    cells = [cell.strip() for cell in line.split(";", 3)]
    if len(cells) < 3:
        raise ValueError(f"“{line[:30]}” needs three things: part; weight; name.")
    part, weight, title = cells[:3]
    if part.lower() not in PARTS:
        raise ValueError(f"“{part[:30]}” is no part. Write harm, likelihood or position.")
    try:
        number = Decimal(weight)
    except ArithmeticError:
        number = None
    if number is None or not number.is_finite() or not 0 <= number < 1000:
        raise ValueError(f"“{weight[:10]}” is no weight. Write a number from 0 to 999, such as 1.5.")
    if not title or len(title) > 120:
        raise ValueError("Give each criterion a name of 120 characters or fewer.")
    help_text = cells[3][:500] if len(cells) > 3 else ""
    return PARTS[part.lower()], number, title, help_text


class MatrixForm(forms.Form):
    name = forms.CharField(label="Name of the matrix", max_length=120, initial="Our scoring matrix")
    lowest = forms.IntegerField(label="Points run from", min_value=0, max_value=99, initial=1, widget=SHORT)
    highest = forms.IntegerField(label="to", min_value=1, max_value=100, initial=5, widget=SHORT)
    criteria = LinesField(
        label="Criteria", each=criterion_of, longest=700,
        help_text="One on each line: part; weight; name; what the points mean. Parts are harm, likelihood and position",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criteria"].widget.attrs["rows"] = 12

    def rows(self):
        return [
            MatrixCriterion(part=part, weight=weight, title=title, help=words)
            for part, weight, title, words in self.cleaned_data["criteria"]
        ]


def as_line(criterion):
    """As the form has it, to be changed."""
    cells = [criterion.get_part_display().lower().removeprefix("organisational "), plain(criterion.weight),
             criterion.title, criterion.help]  # fmt: skip
    return "; ".join(cells).rstrip("; ")


SAID = ("title", "priority", "confidence", "note")


class IssueForm(forms.Form):
    """An issue with its points by each criterion of the matrix."""

    title = forms.CharField(label="Issue", max_length=160)
    priority = RowField(label="Priority that it belongs to")
    confidence = forms.ChoiceField(
        label="How sure the scorers are", choices=Statement.Confidence.choices, initial=Statement.Confidence.MODERATE,
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = text("Note", 2000, rows=2)

    def __init__(self, *args, matrix, user, **kwargs):
        super().__init__(*args, **kwargs)
        known = Priority.objects.visible_to(user).standing().filter(partnership=matrix.partnership_id)
        self.fields["priority"].offer(known.order_by("title"))
        self.criteria = list(matrix.criteria.all())
        for criterion in self.criteria:
            self.fields[f"points-{criterion.pk}"] = forms.IntegerField(
                label=f"{criterion.get_part_display()}: {criterion.title}", help_text=criterion.help, required=False,
                min_value=matrix.lowest, max_value=matrix.highest, widget=SHORT,
            )  # fmt: skip
            self.fields[f"reason-{criterion.pk}"] = text(f"Why, for {criterion.title}", 250)

    @staticmethod
    def initial_of(issue):
        found = {name: getattr(issue, name) for name in SAID}
        for row in issue.points.all():
            found |= {f"points-{row.criterion_id}": row.points, f"reason-{row.criterion_id}": row.reason}
        return found

    def said(self):
        return {name: self.cleaned_data[name] for name in SAID}

    def points(self):
        given = {one: self.cleaned_data.get(f"points-{one.pk}") for one in self.criteria}
        return {criterion: number for criterion, number in given.items() if number is not None}

    def reasons(self):
        return {one: self.cleaned_data.get(f"reason-{one.pk}", "") for one in self.criteria}

    def clean_title(self):
        title = self.cleaned_data["title"].strip()
        if not title:
            raise ValidationError("Enter the issue")
        return title
