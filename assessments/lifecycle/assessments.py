"""The life of a strategic assessment, and what regulation 7 wants it to include.

The Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007, SI 2007/1830, as amended.
"""

from django.db import models


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    CONSULTATION = "consultation", "Out for comment"
    AGREED = "agreed", "Agreed"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Action(models.TextChoices):
    CONSULT = "consult", "Send out for comment"
    REDRAFT = "redraft", "Take back to draft"
    AGREE = "agree", "Record that it is agreed"
    SUPERSEDE = "supersede", "Supersede"
    WITHDRAW = "withdraw", "Withdraw"


WRITABLE = frozenset({Status.DRAFT, Status.CONSULTATION})

MOVES = {
    Action.CONSULT: ({Status.DRAFT}, Status.CONSULTATION),
    Action.REDRAFT: ({Status.CONSULTATION}, Status.DRAFT),
    Action.AGREE: (WRITABLE, Status.AGREED),
    Action.SUPERSEDE: ({Status.AGREED}, Status.SUPERSEDED),
    Action.WITHDRAW: (WRITABLE, Status.WITHDRAWN),
}


class Includes(models.TextChoices):
    """Regulation 7(1)(a) to (g); re-offending was added by SI 2010/647."""

    LEVELS = "a", "Levels and patterns of crime and disorder, substance misuse and re-offending"
    CHANGE = "b", "Changes in them since the previous assessment"
    WHY = "c", "Why these changes have happened"
    PRIORITIES = "d", "Matters that the authorities should prioritise"
    PUBLIC = "e", "Matters that people who live and work in the area consider should be prioritised"
    PROGRESS = "f", "How far the plan for the previous year was implemented"
    COUNTY = "g", "Matters for the county strategy group"


class Level(models.TextChoices):
    DISTRICT = "district", "District"
    COUNTY = "county", "County"


class FormatStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"
    RETIRED = "retired", "Retired"


class FormatAction(models.TextChoices):
    AGREE = "agree", "Record that it is agreed"
    RETIRE = "retire", "Retire"


FORMAT_MOVES = {
    FormatAction.AGREE: ({FormatStatus.DRAFT}, FormatStatus.AGREED),
    FormatAction.RETIRE: ({FormatStatus.AGREED}, FormatStatus.RETIRED),
}
