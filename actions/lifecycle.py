from django.db import models


class Status(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    OPEN = "open", "Open"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


class Action(models.TextChoices):
    ISSUE = "issue", "Issue to its owners"
    COMPLETE = "complete", "Mark as done"
    REOPEN = "reopen", "Reopen"
    CANCEL = "cancel", "Cancel"


MOVES = {  # action: (allowed from, goes to)
    Action.ISSUE: ({Status.PROPOSED}, Status.OPEN),
    Action.COMPLETE: ({Status.OPEN}, Status.DONE),
    Action.REOPEN: ({Status.DONE, Status.CANCELLED}, Status.OPEN),
    Action.CANCEL: ({Status.PROPOSED, Status.OPEN}, Status.CANCELLED),
}
