from django import forms


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why you withdraw your signature", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
