"""Fields that the stages of a problem record share."""

import re

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


AS_TYPED = {  # spaces of a spreadsheet or a web page, and marks of no width
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " "), **dict.fromkeys(map(ord, "\u200b\ufeff"), None),
}  # fmt: skip
GROUPED = re.compile(r"\d{1,3}([, ]\d{3})+(\.\d+)?")


def ungrouped(text):
    """1,204 and 1 204 are 1204. A comma in an odd place stays, so that 1,5 is not read as fifteen."""
    text = text.translate(AS_TYPED).strip()
    return re.sub(r"[, ]", "", text) if GROUPED.fullmatch(text) else text


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
