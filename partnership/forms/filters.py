"""What stands beside the lists of people, agencies and bodies."""

from django import forms

from design.forms import DateField, RecordChoiceField
from partnership.forms.people import large_areas
from partnership.models import Agency, Body, Partnership

ALL = [("", "All")]


class PeopleFilter(forms.Form):
    q = forms.CharField(label="Name", required=False, max_length=100)
    place = forms.CharField(label="Agency or team", required=False, max_length=100)


class AgencyFilter(forms.Form):
    q = forms.CharField(label="Name", required=False, max_length=100)
    sector = forms.ChoiceField(label="Sector", required=False, choices=ALL + Agency.Sector.choices)
    kind = forms.ChoiceField(label="Kind", required=False, choices=ALL + Agency.Kind.choices)
    area = RecordChoiceField(large_areas(), label="Area", required=False, empty_label="All")
    ended = forms.BooleanField(label="Show those that have ended", required=False)


class BodyFilter(forms.Form):
    q = forms.CharField(label="Name or theme", required=False, max_length=100)
    partnership = RecordChoiceField(
        Partnership.objects.all(), label="Partnership", required=False, empty_label="All"
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=ALL + Body.Kind.choices)
    area = RecordChoiceField(large_areas(), label="Area", required=False, empty_label="All")
    closed = forms.BooleanField(label="Show closed groups", required=False)


class DayForm(forms.Form):
    on = DateField(label="Members on", required=False)
