from django import forms

from design.forms import RecordChoiceField
from partnership.models import Area
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

    def chosen(self):
        self.is_valid()
        return {**DEFAULTS, **self.cleaned_data}

    def words_for(self, name, value):
        if name == "area":
            return str(value)
        return dict(self.fields[name].choices)[value]
