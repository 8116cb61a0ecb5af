"""The lives of indicators, priorities, studies, and of what is asked of agencies."""

from django.db import models


class IndicatorStatus(models.TextChoices):
    ACTIVE = "active", "In use"
    RETIRED = "archived", "No longer kept"


class IndicatorAction(models.TextChoices):
    RETIRE = "retire", "Stop keeping it"
    RESUME = "resume", "Keep it again"


INDICATOR_MOVES = {
    IndicatorAction.RETIRE: ({IndicatorStatus.ACTIVE}, IndicatorStatus.RETIRED),
    IndicatorAction.RESUME: ({IndicatorStatus.RETIRED}, IndicatorStatus.ACTIVE),
}


class PriorityStatus(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    CURRENT = "current", "Current"
    CLOSED = "closed", "Closed"


class PriorityAction(models.TextChoices):
    ADOPT = "adopt", "Record that it is adopted"
    CLOSE = "close", "Close"
    REOPEN = "reopen", "Reopen"


PRIORITY_MOVES = {
    PriorityAction.ADOPT: ({PriorityStatus.PROPOSED}, PriorityStatus.CURRENT),
    PriorityAction.CLOSE: ({PriorityStatus.PROPOSED, PriorityStatus.CURRENT}, PriorityStatus.CLOSED),
    PriorityAction.REOPEN: ({PriorityStatus.CLOSED}, PriorityStatus.CURRENT),
}


class StudyStatus(models.TextChoices):
    """How far a piece of research has come (S001-98)."""

    PLANNED = "planned", "Planned"
    UNDER_WAY = "under_way", "Under way"
    DRAFT = "draft", "Draft findings"
    DONE = "done", "Done"
    STOPPED = "cancelled", "Stopped"


class StudyAction(models.TextChoices):
    START = "start", "Start"
    REPORT = "report", "Record draft findings"
    FINISH = "finish", "Finish"
    STOP = "stop", "Stop"


_GOING = {StudyStatus.PLANNED, StudyStatus.UNDER_WAY, StudyStatus.DRAFT}
STUDY_MOVES = {
    StudyAction.START: ({StudyStatus.PLANNED}, StudyStatus.UNDER_WAY),
    StudyAction.REPORT: ({StudyStatus.UNDER_WAY}, StudyStatus.DRAFT),
    StudyAction.FINISH: ({StudyStatus.UNDER_WAY, StudyStatus.DRAFT}, StudyStatus.DONE),
    StudyAction.STOP: (_GOING, StudyStatus.STOPPED),
}


class AskStatus(models.TextChoices):
    ASKED = "asked", "Asked"
    RECEIVED = "received", "Received"
    WITHDRAWN = "withdrawn", "No longer needed"


class AskAction(models.TextChoices):
    ANSWER = "answer", "Answer"
    RETURN = "return", "Ask again"
    WITHDRAW = "withdraw", "Withdraw what was asked"


ASK_MOVES = {
    AskAction.ANSWER: ({AskStatus.ASKED}, AskStatus.RECEIVED),
    AskAction.RETURN: ({AskStatus.RECEIVED}, AskStatus.ASKED),
    AskAction.WITHDRAW: ({AskStatus.ASKED}, AskStatus.WITHDRAWN),
}
