"""Months, numbers and areas as people write them, in forms and in files."""

import re
from decimal import Decimal, InvalidOperation

from evidence import months

EARLIEST = months.of(1974, 4)
NAMED = {name[:3].lower(): number for number, name in enumerate(months.NAMES, 1)}


class Cells:
    """The cells of a line, each read by itself, so that all that is wrong with the line can be said at once."""

    def __init__(self):
        self.faults: dict[str, str] = {}

    def read(self, name, reader, *given):
        """None where it cannot be read; why not stands under the name."""
        try:
            return reader(*given)
        except ValueError as fault:
            self.faults[name] = str(fault)
            return None


def read_month(text):
    """Raises ValueError for what is no month."""
    text = text.strip().lower()
    if match := re.fullmatch(r"([a-z]{3,9})(?:\.?[ -]*(\d{4})|-(\d{2}))", text, re.ASCII):
        name = match[1]
        full = months.NAMES[NAMED[name[:3]] - 1].lower() if name[:3] in NAMED else ""
        if not full.startswith(name.removesuffix("t") if name == "sept" else name):
            raise ValueError(text)
        return months.of(
            int(match[2] or f"20{match[3]}"), NAMED[name[:3]]
        )  # Oct-26 is how Excel shows a month
    if match := re.fullmatch(r"(\d{1,2})/(\d{4})", text, re.ASCII):
        return months.of(int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{4}-\d{2})(-\d{2})?([ t]00:00:00)?", text, re.ASCII):
        return months.parse(match[1])
    raise ValueError(text)


def read_number(written, percent=True):
    """Raises ValueError with a sentence for what is no number, is not finite or has more than three decimals.

    ``percent``: whether what is read may be a percentage.
    """
    plain = written.strip().replace(",", "").replace("−", "-")
    if plain.endswith("%") and not percent:
        raise ValueError(f"“{written[:40]}” is a percentage, and this is none. Enter the number itself.")
    plain = plain.removesuffix("%").strip()
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"“{written[:40]}” is not a number.") from None
    if not found.is_finite() or abs(found.adjusted()) > 12:
        raise ValueError(f"“{written[:40]}” is no possible figure.")
    if found != round(found, 3):
        raise ValueError(f"“{written[:40]}” has more than three decimals. Round it.")
    return Decimal(f"{found:f}")  # 1000000000, and not 1E+9


def area_in(written, areas):
    if not written or written.lower() == "the whole partnership":
        return None
    if written.lower() not in areas:
        known = ", ".join(str(area) for area in areas.values())
        does = (
            f"Its areas are: {known}."
            if known
            else "It has none: leave the area out, or add areas to it first."
        )
        raise ValueError(f"“{written[:40]}” is not an area of this indicator. {does}")
    return areas[written.lower()]
