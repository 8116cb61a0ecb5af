"""The fast lane: an emerging issue is answered between meetings, on the day it is logged (S002-09, S002-57)."""

from django.db import models


class IssueStatus(models.TextChoices):
    LOGGED = "logged", "Logged"
    TASKED = "tasked", "Tasked"
    TAKEN = "taken", "Taken"
    MEASURED = "measured", "Measures under way"
    CLOSED = "closed", "Closed"
    RAISED = "raised", "Now a problem record"


class IssueAction(models.TextChoices):
    TASK = "task", "Task a partnership"
    TAKE = "take", "Take it"
    MEASURE = "measure", "Start a measure"
    RAISE = "raise", "Open a problem record"
    CLOSE = "close", "Close it"
    REOPEN = "reopen", "Reopen"


UNTAKEN = frozenset({IssueStatus.LOGGED, IssueStatus.TASKED})
IN_HAND = frozenset({IssueStatus.TAKEN, IssueStatus.MEASURED})
ISSUE_OPEN = UNTAKEN | IN_HAND

ISSUE_MOVES = {  # action: (allowed from, goes to)
    IssueAction.TASK: (UNTAKEN, IssueStatus.TASKED),
    IssueAction.TAKE: (UNTAKEN, IssueStatus.TAKEN),
    IssueAction.MEASURE: ({IssueStatus.TAKEN}, IssueStatus.MEASURED),
    IssueAction.RAISE: (IN_HAND, IssueStatus.RAISED),
    IssueAction.CLOSE: (ISSUE_OPEN, IssueStatus.CLOSED),
    IssueAction.REOPEN: ({IssueStatus.CLOSED}, IssueStatus.TAKEN),
}
