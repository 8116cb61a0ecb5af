from django import forms

from problems.reports.results import GROUPINGS, YEARS

DEFAULTS = {"by": "section", "year": "", "partnership": ""}


class ResultsFilter(forms.Form):
    """What is added up; whatever is not chosen, or makes no sense, is as in ``DEFAULTS``."""

    by = forms.ChoiceField(label="Add up by", choices=[(key, of.words) for key, of in GROUPINGS.items()])
    year = forms.TypedChoiceField(label="Opened in", required=False, coerce=int, empty_value="")
    partnership = forms.TypedChoiceField(label="Partnership", required=False, coerce=int, empty_value="")

    def __init__(self, data, *, partnerships, day):
        super().__init__({**DEFAULTS, **{name: data.get(name) for name in DEFAULTS if data.get(name)}})
        years = range(day.year, day.year - YEARS, -1)
        self.fields["year"].choices = [("", "Any year"), *((year, str(year)) for year in years)]
        self.fields["partnership"].choices = [("", "All that I may see"), *partnerships]

    def chosen(self):
        self.is_valid()
        return {**DEFAULTS, **self.cleaned_data}

    def words_for(self, name, value):
        return dict(self.fields[name].choices)[value]
