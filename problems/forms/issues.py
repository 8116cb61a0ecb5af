"""Logging an emerging issue and what is done with it."""

from django import forms
from django.core.exceptions import ValidationError

from audit.clock import today
from design.forms import DateField, RecordChoiceField, TimeField, version_field
from partnership.forms.people import person_field
from partnership.models import Area, Partnership
from problems.forms.fields import PointField, PostcodeField
from problems.models import EmergingIssue
from records.forms import reason_field

INLINE = "govuk-checkboxes--small govuk-checkboxes--inline"
DAYS = list(enumerate(EmergingIssue.WEEK))


class IssueForm(forms.Form):
    title = forms.CharField(
        label="What is emerging, in a few words?", max_length=200, help_text="Name no person here or below"
    )
    outline = forms.CharField(
        label="Brief outline", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    place = forms.CharField(label="Where", required=False, max_length=250)
    postcode = PostcodeField(required=False, max_length=10)
    point = PointField(
        label="Point on the map", required=False, max_length=40,
        help_text="Latitude and longitude, like 52.6309, 1.2974",
    )  # fmt: skip
    section = RecordChoiceField(Area.objects.none(), required=False, empty_label="Not said")
    beat = RecordChoiceField(Area.objects.none(), required=False, empty_label="Not said")
    kinds = forms.MultipleChoiceField(
        label="Kinds of problem",
        required=False,
        choices=EmergingIssue.Kind.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": INLINE}),
    )
    days = forms.TypedMultipleChoiceField(
        label="Days",
        required=False,
        coerce=int,
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple(attrs={"class": INLINE}),
    )
    time_from = TimeField(label="Between", required=False)
    time_until = TimeField(
        label="And", required=False, help_text="Earlier than the other means past midnight"
    )
    source = forms.CharField(
        label="Where it comes from", required=False, max_length=160,
        help_text="Such as: the fortnightly tasking meeting",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Area.objects.filter(kind=Area.Kind.SECTION).order_by("name")
        self.fields["beat"].queryset = Area.objects.filter(kind=Area.Kind.BEAT).order_by("name")

    def clean(self):
        data = super().clean()
        times = [data[name] for name in ("time_from", "time_until") if name in data]
        if len(times) == 2 and (times[0] is None) != (times[1] is None):
            self.add_error("time_until", "Enter both times or neither.")
        if "point" in data:
            data["latitude"], data["longitude"] = data.pop("point") or (None, None)
        return data


class ChangeIssueForm(IssueForm):
    version = version_field()


class LogIssueForm(IssueForm):
    """With the partnership for which it is logged and, if it is tasked at once, the one that is."""

    partnership = RecordChoiceField(
        Partnership.objects.none(), label="Logged for", empty_label=None
    )  # fmt: skip
    task_to = RecordChoiceField(
        Partnership.objects.none(), label="Task a partnership at once", required=False, empty_label="Not yet",
        help_text="Its community safety officers are told, and anyone of them can take it today",
    )  # fmt: skip
    task = forms.CharField(
        label="What the partnership is asked to do", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Partnership.objects.visible_to(user).filter(pk__in=logs_for(user))
        self.fields["partnership"].queryset = mine
        self.fields["task_to"].queryset = Partnership.objects.visible_to(user)
        if len(mine) == 1:
            self.fields["partnership"].initial = mine[0]
            self.fields["partnership"].widget = forms.HiddenInput()


def logs_for(user):
    """Partnerships for which the person logs emerging issues; `rules` says the same of one."""
    return user.places.works_in | user.places.roles.get("intelligence", frozenset())


class TaskForm(forms.Form):
    partnership = RecordChoiceField(Partnership.objects.none(), empty_label=None)
    task = forms.CharField(
        label="What the partnership is asked to do", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )  # fmt: skip

    def __init__(self, *args, user, issue, **kwargs):
        super().__init__(*args, initial={"partnership": issue.partnership_id, "task": issue.task}, **kwargs)
        self.fields["partnership"].queryset = Partnership.objects.visible_to(user)


class MeasureForm(forms.Form):
    wording = forms.CharField(
        label="What is done", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text="It starts at once and stands in the action log, with its owner and day",
    )  # fmt: skip
    owner = person_field(label="Who does it")
    due_on = DateField(label="By when")

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < today():
            raise ValidationError("The day is in the past. Choose today or later.")
        return day


class ReviewForm(forms.Form):
    text = reason_field("How it stands now")


class CloseForm(forms.Form):
    came_of_it = reason_field("What came of it")
