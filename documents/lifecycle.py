from django.db import models


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    CONSULTATION = "consultation", "Consultation"
    AGREED = "agreed", "Agreed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Action(models.TextChoices):
    CONSULT = "consult", "Open for consultation"
    REDRAFT = "redraft", "Return to draft"
    AGREE = "agree", "Mark as agreed"
    REVISE = "revise", "Start a new version"
    WITHDRAW = "withdraw", "Withdraw"


MOVES = {  # action: (allowed from, goes to)
    Action.CONSULT: ({Status.DRAFT}, Status.CONSULTATION),
    Action.REDRAFT: ({Status.CONSULTATION}, Status.DRAFT),
    Action.AGREE: ({Status.DRAFT, Status.CONSULTATION}, Status.AGREED),
    Action.REVISE: ({Status.AGREED}, Status.DRAFT),
    Action.WITHDRAW: ({Status.DRAFT, Status.CONSULTATION, Status.AGREED}, Status.WITHDRAWN),
}
