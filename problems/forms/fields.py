"""Fields that the stages of a problem record share."""

from django import forms
from django.core.exceptions import ValidationError

from problems import places
from records.fields import AnswerField, LinesField, RowField, RowsField, several, shown, text

__all__ = [
    "AnswerField",
    "LinesField",
    "PointField",
    "PostcodeField",
    "RowField",
    "RowsField",
    "several",
    "shown",
    "text",
]


class PointField(forms.CharField):
    """(latitude, longitude), or None."""

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return places.point(text)
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None

    def prepare_value(self, value):
        if not isinstance(value, tuple):
            return value
        return ", ".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in value)


class PostcodeField(forms.CharField):
    """As the Royal Mail writes it; empty for none."""

    def to_python(self, value):
        text = super().to_python(value)
        try:
            return places.postcode(text) if text else ""
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None
