from django.db import models


class Status(models.TextChoices):
    SCHEDULED = "scheduled", "Scheduled"
    DRAFT = "draft", "Minutes in draft"
    CIRCULATED = "circulated", "Minutes circulated"
    APPROVED = "approved", "Minutes approved"
    PUBLISHED = "published", "Minutes published"
    CANCELLED = "cancelled", "Cancelled"


class Action(models.TextChoices):
    START = "start", "Start the minutes"
    CIRCULATE = "circulate", "Circulate the minutes"
    RETURN = "return", "Return to the officer"
    APPROVE = "approve", "Approve and sign"
    PUBLISH = "publish", "Publish"
    UNPUBLISH = "unpublish", "Take down from the public page"
    CANCEL = "cancel", "Cancel the meeting"


MOVES = {  # action: (allowed from, goes to)
    Action.START: ({Status.SCHEDULED}, Status.DRAFT),
    Action.CIRCULATE: ({Status.DRAFT}, Status.CIRCULATED),
    Action.RETURN: ({Status.CIRCULATED, Status.APPROVED}, Status.DRAFT),
    Action.APPROVE: ({Status.CIRCULATED}, Status.APPROVED),
    Action.PUBLISH: ({Status.APPROVED}, Status.PUBLISHED),
    Action.UNPUBLISH: ({Status.PUBLISHED}, Status.APPROVED),
    Action.CANCEL: ({Status.SCHEDULED}, Status.CANCELLED),
}

BEING_WRITTEN = {Status.DRAFT, Status.CIRCULATED}  # numbers still follow the order
FROZEN = {Status.APPROVED, Status.PUBLISHED}  # numbers and text stay; corrections only
