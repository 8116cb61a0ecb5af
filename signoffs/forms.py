from django import forms

from design.forms import SHORT_TEXT


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why you withdraw your signature",
        max_length=SHORT_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
