"""What is asked before learning is made known for training."""

from django import forms

from records.fields import text as line


class PublishForm(forms.Form):
    theme = forms.CharField(label="Theme", max_length=80)
    text = forms.CharField(
        label="What was learnt", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In words that show neither a person nor a review: no code name, reference, day or month",
    )  # fmt: skip
    promised = line(
        "What was promised", 2000, rows=3, help_text="Such as: every officer is trained each year"
    )
