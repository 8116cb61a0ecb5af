from django import forms


class LocationTypeForm(forms.Form):
    name = forms.CharField(label="Kind of place", max_length=80, help_text="Such as: car park")
