"""Crime weighted by harm. A score says by which weights, of which vintage, and which offences have no weight.

The ONS Crime Severity Score weighs by the sentences given, the Cambridge Crime Harm Index by the starting points of
the sentencing guidelines, in days. They are not the same measure: scores of two sets are never added or compared.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.rates import Z95

NAMED = 10  # categories without a weight; of more, the rest are counted


class WeightsDiffer(ValueError):
    """Its text may be shown to the person who asked."""


@dataclass(frozen=True)
class Weights:
    """A set of weights by category, as "Cambridge Crime Harm Index", "2020"."""

    name: str
    vintage: str
    by_category: Mapping[str, float] = field(compare=False)
    unit: str = "days of imprisonment"

    @property
    def words(self) -> str:
        return f"{self.name}, {self.vintage}"


@dataclass(frozen=True)
class Harm:
    """``unweighted``: counts of the categories without a weight, which the score leaves out."""

    weights: Weights
    by_category: Mapping[str, float]
    unweighted: Mapping[str, int]

    @property
    def score(self) -> float:
        return sum(self.by_category.values())

    @property
    def variance(self) -> float:
        """Of the score, where each count is one of chance alone (Poisson): a few grave offences move it far."""
        known = self.weights.by_category
        return sum(score * known[category] for category, score in self.by_category.items())

    @property
    def words(self) -> str:
        return f"{self.score:,.0f} {self.weights.unit} ({self.weights.words})"

    @property
    def note(self) -> str:
        if not self.unweighted:
            return ""
        rows = sorted(self.unweighted.items(), key=lambda row: -row[1])
        named = ", ".join(f"{category} ({count:,})" for category, count in rows[:NAMED])
        if rest := rows[NAMED:]:
            named += f" and {len(rest)} more ({sum(count for _, count in rest):,})"
        return f"Not in the score, because “{self.weights.words}” gives them no weight: {named}."

    def __add__(self, other: "Harm") -> "Harm":
        self.require_same_weights(other)
        return Harm(
            self.weights,
            _sum(self.by_category, other.by_category),
            _sum(self.unweighted, other.unweighted),
        )

    def require_same_weights(self, other: "Harm") -> None:
        if self.weights != other.weights:
            raise WeightsDiffer(
                f"Scores by {self.weights.words} and by {other.weights.words} are not the same measure. Score both by"
                " one set of weights."
            )


@dataclass(frozen=True)
class HarmChange:
    """Of one set of weights, over periods that are alike."""

    before: Harm
    after: Harm

    def __post_init__(self) -> None:
        self.before.require_same_weights(self.after)

    @property
    def is_beyond_chance(self) -> bool:
        spread = math.sqrt(self.before.variance + self.after.variance)
        return abs(self.after.score - self.before.score) > Z95 * spread

    @property
    def words(self) -> str:
        """ "reduced from 1,660 to 1,120, more than chance would bring" """
        old, new = (f"{one.score:,.0f}" for one in (self.before, self.after))
        if old == new:
            return f"stayed at {new}"
        falls = self.after.score < self.before.score
        if self.is_beyond_chance:
            return f"{'reduced' if falls else 'rose'} from {old} to {new}, more than chance would bring"
        return f"{'fell' if falls else 'rose'} from {old} to {new}: no change beyond what chance would bring"


def harm(counts: Mapping[str, int], weights: Weights) -> Harm:
    if any(count < 0 for count in counts.values()):
        raise ValueError("A count is not below nought.")
    known = weights.by_category
    return Harm(
        weights,
        {category: count * known[category] for category, count in counts.items() if category in known},
        {category: count for category, count in counts.items() if category not in known},
    )


def _sum(one: Mapping, other: Mapping) -> dict:
    return {
        key: one.get(key, 0) + other.get(key, 0) for key in [*one, *(key for key in other if key not in one)]
    }
