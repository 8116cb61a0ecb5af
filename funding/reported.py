"""What a return says of each output that the bid promised: asked by the form and again by the service."""

from decimal import Decimal
from typing import NamedTuple

from funding.models import BidOutput


class Reported(NamedTuple):
    """What an output came to in the period, or why there is no number."""

    output: BidOutput
    value: Decimal | None
    qualifier: str = ""
    none_because: str = ""


def unanswered(outputs, reported):
    """(output, sentence) of each that the bid promised and the return does not answer for."""
    said = {row.output.pk: row for row in reported}
    for output in outputs:
        row = said.get(output.pk)
        if row is None or (row.value is None and not row.none_because.strip()):
            yield output, f"Say what “{output}” came to in the period, or why there is no number."
        elif row.value is not None and row.none_because.strip():
            yield output, f"“{output}” has a number and a reason why there is none. Leave one of them out."
        elif row.value is not None and row.value < 0:
            yield output, f"“{output}” cannot have come to less than nothing."
