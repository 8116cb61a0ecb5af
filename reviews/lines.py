"""The life of an action that follows from a recommendation, how its agency is chased, and where it stands. Pure data.

The steps and days of the chase are inferred: guidance asks that delivery is watched and names none. A partnership sets
its own (`LedgerRule`).
"""

from django.db import models


class LineStatus(models.TextChoices):
    OPEN = "open", "Open"
    DOING = "under_way", "In progress"
    SILENT = "silent", "No response"
    DONE = "done", "Completed"
    WITHDRAWN = "withdrawn", "No longer to be done"


class LineAction(models.TextChoices):
    START = "start", "Say that work on it has begun"
    COMPLETE = "complete", "Report that it is complete"
    SILENCE = "silence", "Record no response"
    REOPEN = "reopen", "Open it again"
    WITHDRAW = "withdraw", "Withdraw it"


HEARD_OF = frozenset({LineStatus.OPEN, LineStatus.DOING})
LIVE = HEARD_OF | {LineStatus.SILENT}
LINE_MOVES = {
    LineAction.START: ({LineStatus.OPEN, LineStatus.SILENT}, LineStatus.DOING),
    LineAction.COMPLETE: (LIVE, LineStatus.DONE),
    LineAction.SILENCE: (HEARD_OF, LineStatus.SILENT),
    LineAction.REOPEN: ({LineStatus.SILENT, LineStatus.DONE}, LineStatus.OPEN),
    LineAction.WITHDRAW: (LIVE, LineStatus.WITHDRAWN),
}


class Step(models.TextChoices):
    FIRST = "first", "Reminder"
    SECOND = "second", "Second reminder"
    SENIOR = "senior", "Letter to the senior contact"


LADDER = {
    Step.FIRST: 1,
    Step.SECOND: 14,
    Step.SENIOR: 28,
}  # days after it last waited for a word, until others are set
FEWEST_REVIEWS = (
    3  # below which a number of them is not said, until another is set: fewer might be known from the press
)
SOON = 28  # days before its day on which nothing achieved turns an action amber
CHECK_AFTER_MONTHS = 12  # whether practice changed is asked again this long after an action is complete
