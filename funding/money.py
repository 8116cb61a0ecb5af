"""Money in pounds and pence, never in floating point, and how a sum is shared out so that it adds up again."""

import datetime as dt
from decimal import ROUND_DOWN, Decimal

from django.core.validators import MinValueValidator
from django.db import models

PENNY, TENTH = Decimal("0.01"), Decimal("0.1")
NOTHING = Decimal(0)
MOST = Decimal("999999999.99")  # of one sum; a county's grant for ten years is below it


def amount_field(label=None, **options):
    """A column of pounds and pence, from nothing to `MOST`."""
    options.setdefault("validators", [MinValueValidator(NOTHING)])
    return models.DecimalField(label, max_digits=11, decimal_places=2, **options)


def share_out(total, percents):
    """The total in these shares, to the penny. The pennies that rounding leaves go one each to the largest remainders,
    of equal ones to the earlier: £100.01 in halves is £50.01 and £50.00 (S001-152).
    """
    exact = [total * percent / 100 for percent in percents]
    shares = [part.quantize(PENNY, ROUND_DOWN) for part in exact]
    left = int((total - sum(shares)) / PENNY) if sum(percents) == 100 else 0
    by_remainder = sorted(range(len(shares)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[:left]:
        shares[i] += PENNY
    return shares


def percent_of(part, whole):
    """To one decimal; None of nothing."""
    return (part * 100 / whole).quantize(TENTH) if whole else None


def percents_of(parts, whole):
    """Each to one decimal, so that with what is left of the whole they come to 100 (S003-20).

    The tenths that rounding leaves go one each to the largest remainders.
    """
    left = whole - sum(parts)
    if not whole or left < 0:
        return [percent_of(part, whole) for part in parts]
    exact = [part * 100 / whole for part in (*parts, left)]
    shares = [part.quantize(TENTH, ROUND_DOWN) for part in exact]
    by_remainder = sorted(range(len(shares)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: int((100 - sum(shares)) / TENTH)]:
        shares[i] += TENTH
    return shares[: len(parts)]


def year_of(day):
    """The financial year that holds the day, by the calendar year in which it begins on 1 April."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def first_day(year):
    """On which the financial year begins."""
    return dt.date(year, 4, 1)


def year_name(year):
    """2026/27"""
    return f"{year}/{(year + 1) % 100:02d}"
