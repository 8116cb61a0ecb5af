"""Row numbers as they stand in addresses: in no order, so that nobody counts by them what is kept from them.

Whoever works on one review reads in the address of its report the number of all reports, and so that there are other
reviews, and when another begins. Here a number stands for its row alone: a permutation under the key of the
installation, and no secret by itself. Addresses that somebody wrote down open with another key for as long as theirs is
among SECRET_KEY_FALLBACKS.
"""

import hmac
from functools import lru_cache

from django.conf import settings
from django.urls import register_converter

BITS, ROUNDS = 20, 4  # of each half
HALF = (1 << BITS) - 1
MOST = (1 << 2 * BITS) - 1


def veil(number):
    return _veiled(number, settings.SECRET_KEY)


@lru_cache(maxsize=4096)
def _veiled(number, secret):
    left, right = number >> BITS, number & HALF
    for turn in range(ROUNDS):
        left, right = right, left ^ _mixed(turn, right, secret)
    return left << BITS | right


def unveil(number):
    """By another key than its own a number is any of a million million: the smallest is the row."""
    return min(_unveiled(number, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _unveiled(number, secret):
    left, right = number >> BITS, number & HALF
    for turn in reversed(range(ROUNDS)):
        left, right = right ^ _mixed(turn, left, secret), left
    return left << BITS | right


def row_of(text):
    """The row of a number in an address's query, or None for what is no number of a row."""
    is_number = (
        text and text.isascii() and text.isdecimal() and len(text) <= len(str(MOST)) and int(text) <= MOST
    )
    return unveil(int(text)) if is_number else None


def _mixed(turn, half, secret):
    digest = hmac.digest(secret.encode(), b"row %d %d" % (turn, half), "sha256")
    return int.from_bytes(digest[:4]) & HALF


class RowConverter:
    regex = "[0-9]{1,13}"

    def to_python(self, value):
        number = int(value)
        if number > MOST:
            raise ValueError("No row has this number.")
        return unveil(number)

    def to_url(self, value):
        number = int(value)
        if not 0 <= number <= MOST:
            raise ValueError("No row has this number.")
        return str(veil(number))


register_converter(RowConverter, "row")  # in addresses: <row:key>
