"""What was resolved, who stood where, and on which conditions."""

from django import forms

from design.forms import LONG_TEXT, SHORT_TEXT, DateField, RecordChoiceField
from documents.models import Document
from meetings.forms.meetings import bodies_near, people_at
from meetings.models import Meeting, Position, Resolution
from partnership.models import Body, Person


class ResolutionForm(forms.Form):
    text = forms.CharField(
        label="What was resolved",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what was resolved"},
    )
    verb = forms.ChoiceField(label="Decision", choices=Resolution.Verb.choices)
    conditions = forms.CharField(
        label="Conditions",
        required=False,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line, if it was agreed subject to something",
    )
    approves_minutes_of = RecordChoiceField(
        Meeting.objects.none(), label="Approves the minutes of", required=False, empty_label="No minutes"
    )
    adopts = RecordChoiceField(
        Document.objects.none(),
        label="Adopts the recommendations of",
        required=False,
        empty_label="No report",
        help_text="A report attached to this meeting",
    )

    recommendations = forms.CharField(
        label="Recommendations it adopts",
        required=False,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line. Left empty, they are those that the report lists",
    )

    def __init__(self, *args, meeting, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["adopts"].queryset = Document.objects.visible_to(user).attached_to(meeting)
        earlier = Meeting.objects.visible_to(user).of_body(meeting.body).exclude(pk=meeting.pk)
        self.fields["approves_minutes_of"].queryset = earlier.order_by("-held_on")

    def clean_recommendations(self):
        lines = (line.strip() for line in self.cleaned_data["recommendations"].splitlines())
        return "\n".join(line for line in lines if line)

    def clean_conditions(self):
        return [line.strip() for line in self.cleaned_data["conditions"].splitlines() if line.strip()]


class PositionsForm(forms.Form):
    """One choice for each person with a vote who was there."""

    mark_optional = False
    by_consensus = forms.BooleanField(label="Agreed by consensus of the voting members", required=False)

    def __init__(self, *args, voters, held, aside, **kwargs):
        super().__init__(*args, **kwargs)
        self.voters = {f"position_{row.pk}": row for row in voters}
        for name, row in self.voters.items():
            label = f"{row.printed_name}, {row.printed_agency}".rstrip(", ")
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", "Not recorded"), *Position.Stance.choices],
                initial=held.get(row.pk, ""),
                help_text=aside.get(row.pk, ""),
            )

    def stances(self):
        return {row: self.cleaned_data[name] for name, row in self.voters.items()}

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here)."""
        held, words = (
            dict(current.positions.filter(set_aside_at=None).values_list("attendance", "stance")),
            dict(Position.Stance.choices),
        )
        label, ours = self["by_consensus"].label, self.cleaned_data
        yield label, *("Yes" if agreed else "No" for agreed in (current.by_consensus, ours["by_consensus"]))
        for name, row in self.voters.items():
            yield self[name].label, *(words.get(stance, "") for stance in (held.get(row.pk), ours[name]))


class ConditionForm(forms.Form):
    text = forms.CharField(label="Condition", max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 2}))
    owner = RecordChoiceField(
        Person.objects.none(), label="Who will discharge it", required=False, empty_label="Nobody yet"
    )
    body = RecordChoiceField(
        Body.objects.none(),
        label="Or the body whose answer discharges it",
        required=False,
        empty_label="None",
    )
    due_on = DateField(label="Due", required=False)

    def __init__(self, *args, meeting, is_signed=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_signed:
            del self.fields["text"]
        self.fields["owner"].queryset = people_at(meeting, self.initial.get("owner"))
        self.fields["body"].queryset = bodies_near(meeting).open_or(self.initial.get("body"))


class DischargeForm(forms.Form):
    note_of_discharge = forms.CharField(
        label="How was the condition met?", max_length=SHORT_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
