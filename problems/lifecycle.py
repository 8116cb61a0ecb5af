"""The life of a problem record: scanning, analysis, response, assessment, and what the commander makes of it.

The paper's flow chart is lost but for its heading; this is rebuilt from the form's order (S002-166, S002-08).
"""

from django.db import models


class Status(models.TextChoices):
    SCANNING = "scanning", "Scanning"
    ANALYSIS = "analysis", "Analysis"
    PLANNING = "planning", "Response planning"
    RESPONSE = "response", "Response under way"
    ASSESSMENT = "assessment", "Assessment"
    REVIEW = "review", "With the commander"
    RETURNED = "returned", "Returned to the officer in the case"
    WAITING = "waiting", "Waiting for review"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Action(models.TextChoices):
    ANALYSE = "analyse", "Go on to analysis"
    PREPARE = "prepare", "Go on to the response"
    START = "start", "Start the response"
    ASSESS = "assess", "Go on to assessment"
    SEND = "send", "Send to the commander"
    RETURN = "return", "Return to the officer to note comments"
    REASSESS = "reassess", "Re-assess the original problem"
    HOLD = "hold", "Review it later"
    COMPLETE = "complete", "Complete the file"
    NOTE = "note", "Note the comments and close"
    RESUME = "resume", "Take up the review"
    WITHDRAW = "withdraw", "Withdraw"
    REOPEN = "reopen", "Reopen"


STAGES = (Status.SCANNING, Status.ANALYSIS, Status.PLANNING, Status.RESPONSE, Status.ASSESSMENT)
OPEN = frozenset({*STAGES, Status.REVIEW, Status.RETURNED, Status.WAITING})
WRITABLE = frozenset(STAGES)  # elsewhere the record is read-only (S002-163)
PLANNABLE = frozenset({Status.SCANNING, Status.ANALYSIS, Status.PLANNING})  # the measure is not locked yet

MOVES = {  # action: (allowed from, goes to)
    Action.ANALYSE: ({Status.SCANNING}, Status.ANALYSIS),
    Action.PREPARE: ({Status.ANALYSIS}, Status.PLANNING),
    Action.START: ({Status.PLANNING}, Status.RESPONSE),
    Action.ASSESS: ({Status.RESPONSE}, Status.ASSESSMENT),
    Action.SEND: ({Status.ASSESSMENT}, Status.REVIEW),
    Action.RETURN: ({Status.REVIEW}, Status.RETURNED),
    Action.REASSESS: ({Status.REVIEW}, Status.SCANNING),
    Action.HOLD: ({Status.REVIEW}, Status.WAITING),
    Action.COMPLETE: ({Status.REVIEW}, Status.CLOSED),
    Action.NOTE: ({Status.RETURNED}, Status.CLOSED),
    Action.RESUME: ({Status.WAITING}, Status.ASSESSMENT),
    Action.WITHDRAW: (OPEN, Status.WITHDRAWN),
    Action.REOPEN: ({Status.CLOSED}, Status.ASSESSMENT),
}
OUTCOMES = (Action.RETURN, Action.REASSESS, Action.HOLD, Action.COMPLETE)  # one of which the commander picks
