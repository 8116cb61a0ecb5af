"""What the lists of the room are narrowed by; whatever is not chosen, or makes no sense, is as in ``DEFAULTS``."""

from django import forms

from assessments.lifecycle.evidence import IndicatorStatus, StudyStatus
from assessments.models import Ask, Indicator, Priority, Study
from assessments.reports.asks import EVERY, IN, LATE, OPEN
from design.forms import RecordChoiceField
from design.pages import query
from partnership.models import Agency, Body, Person


class ListFilter(forms.Form):
    DEFAULTS: dict = {}

    def __init__(self, data, *, user):
        wanted = {name: data.get(name) for name in self.DEFAULTS if data.get(name)}
        super().__init__({**self.DEFAULTS, **wanted})
        self.offer(user)

    def offer(self, user):
        """Give each field its choices, within what the person may know of."""

    def chosen(self):
        self.is_valid()
        return {**self.DEFAULTS, **{name: value or "" for name, value in self.cleaned_data.items()}}

    def tags(self, data):
        """(words, address without it) of each filter that is on."""
        chosen = self.chosen()
        return [
            (self._words(name, chosen[name]), query(data, **{name: None, "after": None, "before": None}))
            for name in self.fields
            if chosen[name] and chosen[name] != self.DEFAULTS[name]
        ]

    def _words(self, name, value):
        return dict(self.fields[name].choices).get(value) if isinstance(value, str) else str(value)


class AskFilter(ListFilter):
    DEFAULTS = {"show": OPEN, "agency": "", "analyst": "", "what": ""}

    show = forms.ChoiceField(
        label="Show", widget=forms.RadioSelect,
        choices=[(OPEN, "Waiting for an answer"), (LATE, "Late"), (IN, "Answered"), (EVERY, "All")],
    )  # fmt: skip
    agency = RecordChoiceField(
        Agency.objects.none(), label="Agency", required=False, empty_label="Any agency"
    )
    analyst = RecordChoiceField(
        Person.objects.none(), label="Who needs it", required=False, empty_label="Anybody"
    )
    what = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any kind"), *Ask.Kind.choices])

    def offer(self, user):
        known = Ask.objects.visible_to(user)
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=known.values("agency")).order_by("name")
        self.fields["analyst"].queryset = Person.objects.filter(pk__in=known.values("analyst")).by_surname()


class PriorityFilter(ListFilter):
    DEFAULTS = {"tier": "", "show": OPEN}

    tier = forms.ChoiceField(
        label="Tier", required=False,
        choices=[
            ("", "Any"), ("local", "Local"), ("strategic", "Strategic"), ("cutting", "Issues that cut across"),
            ("law", "Required by law"),
        ],
    )  # fmt: skip
    show = forms.ChoiceField(
        label="Show", widget=forms.RadioSelect, choices=[(OPEN, "Proposed and current"), (EVERY, "All")]
    )


class StudyFilter(ListFilter):
    DEFAULTS = {"priority": "", "what": "", "status": ""}

    priority = RecordChoiceField(
        Priority.objects.none(), label="Priority", required=False, empty_label="Any priority"
    )
    what = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any kind"), *Study.Kind.choices])
    status = forms.ChoiceField(
        label="Stage", required=False, choices=[("", "Any stage"), *StudyStatus.choices]
    )

    def offer(self, user):
        self.fields["priority"].queryset = Priority.objects.visible_to(user).standing().order_by("title")


class IndicatorFilter(ListFilter):
    DEFAULTS = {"body": "", "priority": "", "course": "", "status": IndicatorStatus.ACTIVE.value}

    body = RecordChoiceField(
        Body.objects.none(), label="Body that monitors it", required=False, empty_label="Any body"
    )
    priority = RecordChoiceField(
        Priority.objects.none(), label="Priority", required=False, empty_label="Any priority"
    )
    course = forms.ChoiceField(
        label="Target", required=False,
        choices=[("", "Any"), ("off", "Off target"), ("on", "On target"), ("none", "No target")],
    )  # fmt: skip
    status = forms.ChoiceField(label="Status", choices=IndicatorStatus.choices, widget=forms.RadioSelect)

    def offer(self, user):
        bodies = Indicator.objects.visible_to(user).values("body")
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies).order_by("name")
        self.fields["priority"].queryset = Priority.objects.visible_to(user).standing().order_by("title")
