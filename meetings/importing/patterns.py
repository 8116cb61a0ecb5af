"""Regular expressions spelt one alternative to a line."""

import re


def any_of(*alternatives):
    return f"(?:{'|'.join(alternatives)})"


def whole(*alternatives):
    """Matches a text that is one of the alternatives and nothing more, in any case of letters."""
    return re.compile(rf"^{any_of(*alternatives)}$", re.I)


def opening(*alternatives):
    return re.compile(rf"^{any_of(*alternatives)}", re.I)


def anywhere(*alternatives):
    return re.compile(any_of(*alternatives), re.I)
