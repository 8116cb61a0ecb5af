"""The life of a call for bids: one numbered round of a fund, with its opening and closing (S001-78)."""

from django.db import models


class CallStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Published"
    CLOSED = "closed", "Closed to bids"
    DECIDED = "decided", "Decided"
    CANCELLED = "cancelled", "Cancelled"


class CallAction(models.TextChoices):
    PUBLISH = "publish", "Publish"
    SHUT = "shut", "Close to bids"
    REOPEN = "reopen", "Open again"
    FINISH = "finish", "Finish: every bid is decided"
    CANCEL = "cancel", "Cancel"


CALL_MOVES = {
    CallAction.PUBLISH: ({CallStatus.DRAFT}, CallStatus.OPEN),
    CallAction.SHUT: ({CallStatus.OPEN}, CallStatus.CLOSED),
    CallAction.REOPEN: ({CallStatus.CLOSED}, CallStatus.OPEN),
    CallAction.FINISH: ({CallStatus.CLOSED}, CallStatus.DECIDED),
    CallAction.CANCEL: ({CallStatus.DRAFT, CallStatus.OPEN, CallStatus.CLOSED}, CallStatus.CANCELLED),
}
