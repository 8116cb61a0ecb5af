"""The problem analysis triangle: place, victim and offender, and who could look after each (S002-65, S002-136)."""

from dataclasses import dataclass
from typing import Literal

from design.kept import drawn, kept
from problems.models import Side

State = Literal["recorded", "unknown", "empty", "restricted"]
WORDS = {"recorded": "Recorded", "unknown": "Not known", "empty": "Still empty", "restricted": "Restricted"}
RESTRICTED = "restricted"


@dataclass(frozen=True)
class Corner:
    """A corner of the inner triangle, and who looks after it on the outer one. ``text`` is for its readers alone."""

    key: str
    label: str
    state: State
    minder: str  # manager, guardian or handler
    minder_state: State
    text: str = ""
    minded_by: str = ""
    marks: tuple[str, ...] = ()

    @property
    def words(self):
        return WORDS[self.state]

    @property
    def minder_words(self):
        return WORDS[self.minder_state]


@dataclass(frozen=True)
class Triangle:
    place: Corner
    victim: Corner
    offender: Corner

    title = "Problem analysis triangle"
    id = "triangle"

    def __iter__(self):
        return iter((self.place, self.victim, self.offender))

    @property
    def picture(self):
        """Drawn: how far each corner is, and nothing of what was written there."""
        states = [(corner.state, corner.minder_state) for corner in self]
        return kept("triangle", states, lambda: (drawn("problems/triangle.html", figure=self),))[0]

    @property
    def summary(self):
        return " ".join(
            f"{corner.label}: {corner.words.lower()}; {corner.minder.lower()}: {corner.minder_words.lower()}."
            for corner in self
        )


def triangle_of(problem, sides, *, reads_sides):
    """``sides`` are those that the reader may know of; without ``reads_sides`` the two corners tell nothing."""
    place = Corner(
        "place", "Place", _state(problem.location_features, problem.location_not_known), "Manager",
        _state(problem.manager), problem.location_features, problem.manager,
    )  # fmt: skip
    found = {side.of: side for side in sides}
    people = ((Side.Of.VICTIM, "Victim", "Guardian"), (Side.Of.OFFENDER, "Offender", "Handler"))
    return Triangle(place, *(_side(*words, found.get(words[0]), reads_sides) for words in people))


def _side(of, label, minder, side, reads_sides):
    if not reads_sides:
        return Corner(str(of), label, RESTRICTED, minder, RESTRICTED)
    if side is None:
        return Corner(str(of), label, "empty", minder, "empty")
    return Corner(
        str(of), label, _state(side.characteristics, side.not_known), minder, _state(side.controller),
        side.characteristics, side.controller, tuple(marks_of(side)),
    )  # fmt: skip


def marks_of(side):
    """Vulnerable person, persistent complainant, repeat victim: where they are ticked (S002-91, S002-138)."""
    for name in ("is_vulnerable", "is_persistent", "is_repeat"):
        if getattr(side, name):
            yield str(side._meta.get_field(name).verbose_name)


def _state(text, not_known=False):
    if text.strip():
        return "recorded"
    return "unknown" if not_known else "empty"
