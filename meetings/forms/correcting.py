"""What asks for, answers and decides corrections of minutes."""

from django import forms

from design.forms import LONG_TEXT, SHORT_TEXT


class AskForm(forms.Form):
    text = forms.CharField(
        label="What it should say",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        strip=False,
    )
    reason = forms.CharField(
        label="Why", max_length=SHORT_TEXT, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


class AnswerForm(forms.Form):
    mark_optional = False

    accept = forms.ChoiceField(
        label="Answer", choices=[("yes", "Accept"), ("no", "Decline")], widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="The paragraph as it will read, if you accept", strip=False, required=False,
        max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    answer = forms.CharField(
        label="What you say to whoever asked", required=False, max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Why, if you decline",
    )  # fmt: skip

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        if asked.paragraph is None:
            del self.fields["text"]
            self.fields["answer"].help_text = "What you changed, or why not"

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here)."""
        yield "The paragraph", current.text, self.cleaned_data["text"]


class CorrectionForm(forms.Form):
    new_text = forms.CharField(
        label="Corrected text", max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 6}), strip=False
    )
    reason = forms.CharField(
        label="Why the minutes are wrong",
        max_length=SHORT_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )


class DecideCorrectionForm(forms.Form):
    agree = forms.ChoiceField(
        label="Decision",
        choices=[("yes", "Agree and sign the corrected minutes"), ("no", "Refuse")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Reason, if refused",
        max_length=SHORT_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
