"""Money as people type it."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from design.filters import money
from funding.money import MOST, PENNY

SPOKEN = re.compile(r"(?i)^£?\s*|\s*(?:gbp|pounds?)$|[\s\u00a0](?=\d)")
MINUS = re.compile(r"^£?\s*[-−]\s*£?\s*")
LONGEST = 40  # characters typed
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")


class MoneyField(forms.Field):
    """Pounds and pence: £1,234.50, 1234.5, 1 234. What is no sum of money is refused in words, and never rounded."""

    def __init__(self, *, least=Decimal(0), most=MOST, **options):
        self.least, self.most = least, most
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "decimal", "class": "govuk-input--width-10", "data-prefix": "£"}

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        if len(text) > LONGEST:
            raise ValidationError(f"“{text[:20]}…” is not a sum of money. Write it such as 1,234.50.")
        amount = self._number(text)
        if amount < self.least:
            raise ValidationError(_too_little(text, self.least))
        if amount > self.most:
            raise ValidationError(f"“{text}” is more than {money(self.most)}. Check the number of noughts.")
        if amount != amount.quantize(PENNY):
            raise ValidationError(f"“{text}” has parts of a penny. Write pounds and pence, such as 1,234.50.")
        return amount.quantize(PENNY)

    def _number(self, text):
        bare = SPOKEN.sub("", MINUS.sub("-", text))
        if "," in bare:
            if not GROUPED.fullmatch(bare.lstrip("-")):
                raise ValidationError(f"“{text}” has its commas in an odd place. Write it such as 1,234.50.")
            bare = bare.replace(",", "")
        try:
            amount = Decimal(bare)
        except InvalidOperation:
            raise ValidationError(f"“{text}” is not a sum of money. Write it such as 1,234.50.") from None
        if not amount.is_finite() or "e" in bare.lower():
            raise ValidationError(f"“{text}” is not a sum of money. Write it in full, such as 1,234.50.")
        return amount

    def prepare_value(self, value):
        return f"{value:,.2f}".removesuffix(".00") if isinstance(value, Decimal) else value


def _too_little(text, least):
    if MINUS.match(text):
        return f"“{text}” is below nothing. Write the sum without a minus sign."
    return f"“{text}” is too little. Enter {money(least)} or more."
