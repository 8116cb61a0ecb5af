"""How issues are weighed against each other: harm × likelihood × position, by the partnership's own weights.

In the manner of MoRiLE, the Management of Risk in Law Enforcement. The programme's own criteria and weights are not
public and none are here, so nothing that comes of this is official, and every page and print says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

NOT_OFFICIAL = (
    "Scored with the partnership's own criteria and weights, in the manner of MoRiLE. These are not the programme's"
    " weights, and the scores are not official."
)
PARTS = ("harm", "likelihood", "position")
LABELS = {"harm": "Harm", "likelihood": "Likelihood", "position": "Organisational position"}


class Weighed(Protocol):
    """A criterion: which part it belongs to and what it weighs there."""

    pk: int
    part: str
    weight: Decimal


@dataclass(frozen=True)
class Scored:
    """An issue's figures. A part is the weighted mean of its points; None where a criterion has none yet."""

    parts: Mapping[str, Decimal | None]

    @property
    def total(self) -> Decimal | None:
        """The product of the parts that the matrix has."""
        product = Decimal(1)
        for value in self.parts.values():
            if value is None:
                return None
            product *= value
        return hundredth(product) if self.parts else None

    @property
    def is_whole(self) -> bool:
        return self.total is not None

    def words(self, part: str) -> str:
        value = self.parts.get(part)
        return "–" if value is None else plain(value)


def score(points: Mapping[int, int], criteria: Sequence[Weighed]) -> Scored:
    """``points`` are by the key of the criterion. A part without criteria is left out of the product."""
    found: dict[str, Decimal | None] = {}
    for part in PARTS:
        its = [criterion for criterion in criteria if criterion.part == part and criterion.weight > 0]
        if its:
            found[part] = _mean(points, its)
    return Scored(found)


def _mean(points: Mapping[int, int], criteria: Sequence[Weighed]) -> Decimal | None:
    if any(criterion.pk not in points for criterion in criteria):
        return None
    weight = sum((criterion.weight for criterion in criteria), Decimal(0))
    return sum((points[one.pk] * one.weight for one in criteria), Decimal(0)) / weight


def formula(criteria: Sequence[Weighed]) -> str:
    """ "Score = harm × likelihood × organisational position. Each is the mean of its points, weighted …" """
    parts = [
        LABELS[part].lower() for part in PARTS if any(one.part == part and one.weight > 0 for one in criteria)
    ]
    if not parts:
        return "There is nothing to score by yet."
    return f"Score = {' × '.join(parts)}. Each part is the mean of its points, weighted as the table says."


def ranks(totals: Sequence[Decimal | None]) -> list[int | None]:
    """Places from 1; equal scores share one, and the next place is passed over. None has none."""
    return [
        None if total is None else 1 + sum(other is not None and other > total for other in totals)
        for total in totals
    ]


def plain(number: Decimal) -> str:
    """To two places, without noughts at its end: 2.67, 1.5, 4."""
    return f"{hundredth(number)}".rstrip("0").rstrip(".")


def hundredth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)
