"""The twenty-five techniques of situational crime prevention, by their five aims. Numbers run down the columns.

The words are the field's own. A response keeps the numbers (`problems.models.Response.techniques`).
"""

from collections import Counter
from dataclasses import dataclass

_COLUMNS = {
    "Increase the effort": (
        "Target harden", "Control access to facilities", "Screen exits", "Deflect offenders",
        "Control tools and weapons",
    ),
    "Increase the risks": (
        "Extend guardianship", "Assist natural surveillance", "Reduce anonymity", "Use place managers",
        "Strengthen formal surveillance",
    ),
    "Reduce the rewards": (
        "Conceal targets", "Remove targets", "Identify property", "Disrupt markets", "Deny benefits",
    ),
    "Reduce provocations": (
        "Reduce frustrations and stress", "Avoid disputes", "Reduce temptation and arousal",
        "Neutralise peer pressure", "Discourage imitation",
    ),
    "Remove excuses": (
        "Set rules", "Post instructions", "Alert conscience", "Assist compliance", "Control drugs and alcohol",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Technique:
    number: int
    name: str
    aim: str

    def __str__(self):
        return f"{self.number} {self.name}"


@dataclass(frozen=True)
class Column:
    """One aim, and how many responses use each of its five techniques."""

    aim: str
    cells: tuple  # (technique, number of responses)

    @property
    def first(self):
        return self.cells[0][0].number


TECHNIQUES = tuple(
    Technique(column * 5 + row + 1, name, aim)
    for column, (aim, names) in enumerate(_COLUMNS.items())
    for row, name in enumerate(names)
)
AIMS = tuple(_COLUMNS)
BY_NUMBER = {technique.number: technique for technique in TECHNIQUES}


def grid(responses=()):
    """The five columns, with how many of these responses use each technique."""
    used = Counter(number for response in responses for number in set(response.techniques))
    return tuple(
        Column(aim, tuple((each, used[each.number]) for each in TECHNIQUES if each.aim == aim))
        for aim in AIMS
    )


def named(numbers):
    """Techniques by their numbers, as a form or a row holds them; a number that is none is left out."""
    return [BY_NUMBER[number] for number in sorted(numbers) if number in BY_NUMBER]
