"""The lives of a spending plan (S002-78) and of a fund."""

from django.db import models


class PlanStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"


class PlanAction(models.TextChoices):
    SUBMIT = "submit", "Submit"
    ACCEPT = "accept", "Record that it is accepted"
    RETURN = "return", "Record that it is returned"
    REVISE = "revise", "Revise"


PLAN_MOVES = {
    PlanAction.SUBMIT: ({PlanStatus.DRAFT}, PlanStatus.SUBMITTED),
    PlanAction.ACCEPT: ({PlanStatus.SUBMITTED}, PlanStatus.ACCEPTED),
    PlanAction.RETURN: ({PlanStatus.SUBMITTED}, PlanStatus.RETURNED),
    PlanAction.REVISE: ({PlanStatus.RETURNED, PlanStatus.ACCEPTED}, PlanStatus.DRAFT),
}


class FundStatus(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class FundAction(models.TextChoices):
    CLOSE = "close", "Close"
    REOPEN = "reopen", "Reopen"


FUND_MOVES = {
    FundAction.CLOSE: ({FundStatus.OPEN}, FundStatus.CLOSED),
    FundAction.REOPEN: ({FundStatus.CLOSED}, FundStatus.OPEN),
}
