from django import forms

from design.forms import RecordChoiceField
from design.pages import query
from partnership.models import Area
from problems.boxes import read_box
from problems.lifecycle import Status
from problems.models import Header
from problems.reports.lists import DEFAULTS, EVERY, MINE, OPEN_ONES, named_sections, sections


class ProblemFilter(forms.Form):
    """What the list shows; whatever is not chosen, or makes no sense, is as in ``DEFAULTS``."""

    whose = forms.ChoiceField(
        label="Whose",
        choices=[(EVERY, "All that I may see"), (MINE, "Mine: I am in the case")],
        widget=forms.RadioSelect,
    )
    status = forms.ChoiceField(label="Stage", choices=[(OPEN_ONES, "Open"), *Status.choices, ("any", "Any")])
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any kind"), *Header.Kind.choices])
    area = RecordChoiceField(
        Area.objects.none(), named_by=named_sections, label="Area", required=False, empty_label="Any area"
    )

    def __init__(self, data):
        super().__init__({**DEFAULTS, **{name: data.get(name) for name in DEFAULTS if data.get(name)}})
        self.fields["area"].queryset = sections()
        self.box = read_box(data.get("box"))

    def chosen(self):
        self.is_valid()
        return {**DEFAULTS, **self.cleaned_data, "box": self.box}

    @property
    def hidden(self):
        """What the form carries along: the part of the map that is looked at."""
        return [("box", str(self.box))] if self.box else []

    def chips(self, chosen, data):
        """(words of a filter that is on, the address without it)."""
        for name in ("whose", "status", "kind", "area", "box"):
            if chosen[name] and chosen[name] != DEFAULTS.get(name):
                yield self.words_for(name, chosen[name]), query(data, **{name: None}, after=None, before=None)

    def words_for(self, name, value):
        if name == "box":
            return "Part of the map"
        if name == "area":
            return str(value)
        return dict(self.fields[name].choices)[value]
