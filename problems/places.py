"""Postcodes and points on the map, as people type them. Each refusal says how to mend it."""

import re
from decimal import Decimal, InvalidOperation

POSTCODE = re.compile(
    r"GIR0AA|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9](?:[0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])[0-9][ABD-HJLNP-UW-Z]{2}"
)
SEPARATORS = re.compile(r"[\s,;]+")
NORTH, EAST = (
    (Decimal("49"), Decimal("61.5")),
    (Decimal("-9"), Decimal("2.5")),
)  # Great Britain and its waters
EXACT = Decimal("0.000001")  # a tenth of a metre


def postcode(text):
    """“sw1a1aa” as “SW1A 1AA”; ValueError where it has not the form of one. Whether it exists is not asked."""
    letters = re.sub(r"[^A-Z0-9]", "", text.upper())
    if not POSTCODE.fullmatch(letters):
        raise ValueError(f"“{text.strip()}” is not a full UK postcode. Write it like NR1 3JU.")
    return f"{letters[:-3]} {letters[-3:]}"


def point(text):
    """(latitude, longitude) in degrees of WGS 84, from “52.6309, 1.2974”; ValueError outside Great Britain."""
    try:
        numbers = [Decimal(part) for part in SEPARATORS.split(text.strip().strip("()")) if part]
        latitude, longitude = (number.quantize(EXACT) for number in numbers)
    except (InvalidOperation, ValueError):
        raise ValueError(
            "Write the point as latitude and longitude, in degrees, like 52.6309, 1.2974. Or leave it empty."
        ) from None
    if _within(latitude, longitude):
        return latitude, longitude
    if _within(longitude, latitude):
        raise ValueError(f"Write the latitude first: {longitude.normalize()}, {latitude.normalize()}.")
    raise ValueError("This point is not in Great Britain. Check the two numbers, or leave them empty.")


def _within(latitude, longitude):
    if not (latitude.is_finite() and longitude.is_finite()):
        return False
    return NORTH[0] <= latitude <= NORTH[1] and EAST[0] <= longitude <= EAST[1]
