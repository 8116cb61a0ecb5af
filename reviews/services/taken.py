"""Learning that was withdrawn from training, for `audit.taken`: a backup that is put back does not give it back."""

from audit import taken
from audit.clock import today
from records.writing import keep
from reviews.models import Lesson

NAME = "lesson"
REASON = "Withdrawn before a backup was put back"


def names_of(lesson):
    """Each publication has a time of its own."""
    return lesson.pk, lesson.made_at.isoformat()


def note(lesson):
    taken.note(NAME, *names_of(lesson))


def again(lesson):
    lesson.withdrawn_on = today()
    keep(lesson, by=None, reason=REASON)


KIND = taken.Kind(
    standing=lambda: ((row, names_of(row)) for row in Lesson.objects.filter(withdrawn_on=None)),
    taken=lambda: (names_of(row) for row in Lesson.objects.exclude(withdrawn_on=None)),
    again=again,
    says=lambda _row: "Learning for training was withdrawn and is back.",
)
