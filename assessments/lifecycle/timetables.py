"""The life of a yearly timetable, and what its steps are of."""

from django.db import models


class TimetableStatus(models.TextChoices):
    CURRENT = "current", "Current"
    CLOSED = "closed", "Closed"


class TimetableAction(models.TextChoices):
    CLOSE = "close", "Close the timetable"
    REOPEN = "reopen", "Open it again"


TIMETABLE_MOVES = {
    TimetableAction.CLOSE: ({TimetableStatus.CURRENT}, TimetableStatus.CLOSED),
    TimetableAction.REOPEN: ({TimetableStatus.CLOSED}, TimetableStatus.CURRENT),
}


class StepKind(models.TextChoices):
    DATA = "data", "Data"
    PUBLIC = "public", "Views of the public"
    CONTRIBUTIONS = "contributions", "Contributions of agencies"
    DRAFT = "draft", "Draft assessment"
    ASSESSMENT = "assessment", "Strategic assessment"
    PLAN = "plan", "Partnership plan"
    AGREEMENT = "agreement", "Community safety agreement"
    OTHER = "other", "Something else"
