"""Fields of forms about records: lists typed a line each, rows fetched once for the whole form, plain text."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from design import filters
from design.forms import LONG_TEXT

SMALL = {"rows": 3}


class AnswerField(forms.TypedChoiceField):
    """Yes, no, or not said yet: None. The gate asks for the answer, not the form (S002-76)."""

    def __init__(self, **kwargs):
        choices = [("yes", "Yes"), ("no", "No"), ("", "Not said yet")]
        widget = forms.RadioSelect
        super().__init__(
            choices=choices, coerce=lambda value: value == "yes", empty_value=None, required=False, widget=widget,
            **kwargs,
        )  # fmt: skip

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


class LinesField(forms.CharField):
    """Several at once, one on each line. ``each`` gives the line as it is kept, or raises ValueError."""

    widget = forms.Textarea(attrs=SMALL)

    def __init__(self, *, each=str, longest=80, required=False, **kwargs):
        self.each, self.longest = each, longest
        super().__init__(required=required, **{"max_length": LONG_TEXT, **kwargs})

    def to_python(self, value):
        found, refused, text = [], [], super().to_python(value)
        MaxLengthValidator(self.max_length)(text)  # Django's own asks the list, which has few
        for line in filter(None, (line.strip() for line in text.splitlines())):
            try:
                found.append(self._one(line))
            except ValueError as refusal:
                refused.append(str(refusal))
        if refused:
            raise ValidationError(refused)
        return list(dict.fromkeys(found))

    def _one(self, line):
        if len(line) > self.longest:
            raise ValueError(
                f"“{line[:20]}…” is too long. Write {self.longest} characters or fewer on a line."
            )
        return self.each(line)

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(map(str, value or ()))


class RowField(forms.ChoiceField):
    """One of the rows that were fetched for the whole form already, by key; no query of its own.

    ``key``: `veil` of it, where only what is kept from others has rows in the table (0044).
    """

    def __init__(self, *, key=str, **kwargs):
        self.rows, self.key = {}, key
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value):
        return self.rows.get(super().clean(value))

    def offer(self, rows, words=str):
        self.rows = {str(self.key(row.pk)): row for row in rows}
        self.choices = [("", ""), *((key, words(row)) for key, row in self.rows.items())]

    def prepare_value(self, value):
        return str(self.key(value.pk)) if hasattr(value, "pk") else value


class RowsField(forms.MultipleChoiceField):
    """Several of the rows that were fetched for the whole form already."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        self.rows = {}
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value):
        return [self.rows[key] for key in super().clean(value)]

    def offer(self, rows, words=str):
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [(key, words(row)) for key, row in self.rows.items()]

    def prepare_value(self, value):
        return [str(row.pk) if hasattr(row, "pk") else row for row in value or ()]


def several(label, choices, **kwargs):
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )


def text(label, longest=LONG_TEXT, rows=0, **kwargs):
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **kwargs)


def shown(field, value):
    """A value of a form in words, for two versions side by side."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):  # 5 and 5.00 are no difference
        return f"{value.normalize():,f}"
    if isinstance(value, list | tuple):
        choices = dict(getattr(field, "choices", ()))
        return "\n".join(str(choices.get(one, choices.get(str(one), one))) for one in value)
    for kind, words in ((dt.datetime, filters.datetime), (dt.time, filters.time), (dt.date, filters.date)):
        if isinstance(value, kind):
            return words(value)
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, choices.get(str(value), value)))
