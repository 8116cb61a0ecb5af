"""What is asked for when a timetable is begun, and of its steps."""

from django import forms

from assessments.forms.fields import ReferenceField
from assessments.forms.starting import YEARS
from assessments.lifecycle.timetables import StepKind
from assessments.yearly import EMPTY, LAST, OFFERED
from audit.clock import today
from design.forms import DateField, version_field
from evidence import months
from partnership.forms.people import person_field
from records.fields import text


class BeginForm(forms.Form):
    BEGIN = [
        (LAST, "The steps of last year’s timetable, each a year later"),
        (OFFERED, "The steps that the portal offers, to be changed"),
        (EMPTY, "No steps"),
    ]

    year = forms.IntegerField(
        label="Year that it is for", min_value=2000, max_value=2099, widget=YEARS,
        help_text="The year in which it begins, on 1 April: 2026 for 2026/27",
    )  # fmt: skip
    begin = forms.ChoiceField(label="Begin with", choices=BEGIN, initial=OFFERED, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"year": months.financial_year(months.of_day(today())), **self.initial}


class StepForm(forms.Form):
    title = forms.CharField(label="What is to be done", max_length=160)
    kind = forms.ChoiceField(label="What it is of", choices=StepKind.choices, initial=StepKind.OTHER)
    due_on = DateField(label="Day by which it is due")
    owner = person_field(label="Who answers for it", required=False)
    note = text("Note", 2000, rows=3)
    version = version_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.initial:
            del self.fields["version"]
        self.fields["owner"].help_text = "Name or e-mail address. Without one, the partnership’s officers."


class DoneForm(forms.Form):
    done_on = DateField(label="Day it was done")
    shown_by = ReferenceField(
        label="Record that shows it", help_text="Its reference, such as that of the assessment or the meeting"
    )
    outcome = text("What came of it", 2000, rows=3)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shown_by"].user = user
