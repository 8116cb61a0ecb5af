"""Samples for the gallery page: each component with something to show. All of it is invented."""

import datetime as dt

from django import forms
from django.contrib import messages

from design import charts, pages
from design.forms import DateField, TimeField, version_field
from design.plots.samples import plot_samples
from design.structure import Node, StructureChart

BODIES = (("", "---------"), ("strategic", "Strategic group"), ("tasking", "Tasking group"))
AGENCIES = (("council", "Council"), ("police", "Police"), ("fire", "Fire and rescue"))
REGIMES = (("open", "Open to the public"), ("closed", "Closed"))


class SampleForm(forms.Form):
    title = forms.CharField(max_length=60, help_text="As it should stand at the head of the minutes.")
    body = forms.ChoiceField(choices=BODIES)
    held_on = DateField(label="Date of meeting", help_text="Leave it out until it is agreed.", required=False)
    starts_at = TimeField(label="Start time", help_text="For example, 9:30am")
    chair = forms.EmailField(label="Chair’s e-mail address")
    places = forms.IntegerField(label="Number of seats", min_value=1)
    regime = forms.ChoiceField(label="Who may attend?", choices=REGIMES, widget=forms.RadioSelect)
    agencies = forms.MultipleChoiceField(
        label="Agencies invited", choices=AGENCIES, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="The chair has agreed to the agenda")
    purpose = forms.CharField(widget=forms.Textarea, max_length=200)
    paper = forms.FileField(help_text="Word, PDF or text, up to 20 MB.")
    password = forms.CharField(widget=forms.PasswordInput, required=False)
    version = version_field()


class FilterForm(forms.Form):
    q = forms.CharField(label="Words", required=False)
    body = forms.ChoiceField(choices=BODIES, required=False)
    since = DateField(label="Held since", required=False)


WRONG = {
    "title": "The strategic group’s meeting about everything under the sun and more",
    "held_on-day": "31",
    "held_on-month": "2",
    "held_on-year": "2026",
    "starts_at": "half nine",
    "chair": "the chair",
    "places": "several",
    "version": "3",
}

STEPS = [
    pages.NextStep("Approve and sign", "#", primary=True, note="You sign for the Council as chair."),
    pages.NextStep("Return to the officer", "#"),
    pages.NextStep(
        "Publish", "#", blockers=["The chair approves the minutes", "Paragraph 5.2 gets a reason"]
    ),
    pages.NextStep("Cancel the meeting", "#", blockers=["Minutes that are circulated cannot be cancelled."]),
]
COLUMNS = [
    pages.Column("Meeting", "title"),
    pages.Column("Date", "held_on"),
    pages.Column("Status"),
    pages.Column("Actions", "actions", numeric=True),
]
ROWS = [
    ("Strategic group", dt.date(2026, 10, 14), "circulated", "Minutes circulated", 4),
    ("Tasking group", dt.date(2026, 10, 2), "approved", "Approved", 0),
    ("Hate crime panel", dt.date(2026, 12, 9), "scheduled", "Scheduled", 12),
]
EVENTS = [
    {
        "title": "Minutes circulated",
        "by": "Council officer",
        "at": dt.datetime(2026, 10, 16, 8, 30, tzinfo=dt.UTC),
        "text": "",
    },
    {"title": "Meeting held", "by": "", "at": dt.date(2026, 10, 14), "text": "Present: 20."},
]
CHANGED = [
    ("Title", "Strategic group", "Strategic group"),
    (
        "Paragraph 3.8",
        "Partners will cover young people.",
        "Partners will cover young people who carry knives.",
    ),
    ("Room", "Room 2", ""),
]
QUARTERS = ["April to June", "July to September", "October to December", "January to March"]


def figures() -> dict[str, charts.Chart]:
    return {
        "bar": charts.bar(
            "Calls about noise, by place",
            "The park has most calls, 40, and the station fewest, 6.",
            [
                ("Riverside Park", 40),
                ("Market Square and the streets behind the town hall", 23),
                ("Station", 6),
            ],
            category_label="Place",
            unit=" calls",
        ),
        "stacked": charts.stacked(
            "Actions by priority",
            "Of 24 actions, 15 are on track, 6 at risk and 3 late.",
            ["Rural crime", "Serious violence", "Hate crime"],
            [
                charts.Series("On track", [5, 6, 4], "#00703c"),
                charts.Series("At risk", [2, 3, 1], "#c2571b"),
                charts.Series("Late", [0, 2, 1], "#b10e1e"),
            ],
            category_label="Priority",
        ),
        "line": charts.line(
            "Incidents by quarter",
            "Burglary fell from 120 to 80; robbery stayed near 40.",
            QUARTERS,
            [charts.Series("Burglary", [120, 104, 92, 80]), charts.Series("Robbery", [41, 38, None, 44])],
            category_label="Quarter",
            source="Police recorded crime",
        ),
    }


def structure() -> StructureChart:
    delivery = [
        Node(
            "Tasking group",
            ["Chair: Police lead"],
            "#tasking",
            [Node("Town centre team", ["Chair: Housing lead"])],
        ),
        Node("Hate crime panel", ["Chair: none"], "#panel", mark="Chair vacant"),
        Node(
            "Domestic abuse and sexual violence board",
            ["Chair: Health lead", "Deputy: Council officer"],
            "#board",
        ),
    ]
    root = Node("Northshire Community Safety Partnership", ["Chair: Chair, Northshire"], "#root", delivery)
    return StructureChart("Structure of the partnership", root)


def context(request) -> dict:
    messages.success(request, "The minutes were circulated to 31 people.")
    messages.info(request, "The next meeting has no date yet.")
    return {
        "form": SampleForm(WRONG),
        "filter_form": FilterForm(request.GET or None),
        "steps": STEPS,
        "columns": COLUMNS,
        "rows": ROWS,
        "events": EVENTS,
        "changed": CHANGED,
        "figures": figures(),
        "plots": plot_samples(),
        "structure_chart": structure(),
        "nav": [
            ("Home", "#", False),
            ("Meetings", "#", True),
            ("Actions", "#", False),
            ("People", "#", False),
        ],
        "where": "Northshire Community Safety Partnership",
        "sort": request.GET.get("sort", "-held_on"),
    }
