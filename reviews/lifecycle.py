"""The life of a domestic homicide review, from the referral to the day on which it is closed, and of what it asks for.

Domestic Violence, Crime and Victims Act 2004, section 9. Referral and review are one record: what was known when a
death was referred is part of the review that follows, and a referral without one keeps its learning (S001-38, S001-39).
"""

from dateutil.relativedelta import relativedelta
from django.db import models

MONTHS_TO_DECIDE, MONTHS_TO_REPORT = 1, 6  # statutory guidance, 2016; a partnership sets others, or none
TO_ASSURE = relativedelta(months=12)  # from the close of a review until its changes are looked at again


class Status(models.TextChoices):
    RECEIVED = "received", "Referral received"
    SCOPING = "scoping", "Under consideration"
    DECIDED = "decided", "Decided, to be told"
    NO_REVIEW = "no-review", "No full review"
    PASSED = "passed", "Passed to another partnership"
    RECRUITING = "recruiting", "Chair being recruited"
    BEGUN = "begun", "Begun"
    GATHERING = "gathering", "Information gathering"
    DRAFTING = "drafting", "Draft report"
    READY = "ready", "Ready for sign-off"
    AGREED = "agreed", "Agreed for submission"
    SUBMITTED = "submitted", "Submitted to the Home Office"
    CLOSED = "closed", "Closed"


class Action(models.TextChoices):
    SCOPE = "scope", "Begin scoping"
    PASS = "pass", "Pass to another partnership"
    DECIDE = "decide", "Record the decision"
    RECRUIT = "recruit", "Go on to the review"
    CONCLUDE = "conclude", "Conclude without a review"
    BEGIN = "begin", "Begin the review"
    GATHER = "gather", "Gather information"
    DRAFT = "draft", "Draft the report"
    FINISH = "finish", "Report is ready for sign-off"
    REDRAFT = "redraft", "Take back to draft"
    AGREE = "agree", "Record that submission is agreed"
    SUBMIT = "submit", "Record that it was submitted"
    CLOSE = "close", "Close"


OPEN_REFERRAL = frozenset({Status.RECEIVED, Status.SCOPING})
GOES_ON = frozenset({
    Status.RECRUITING, Status.BEGUN, Status.GATHERING, Status.DRAFTING, Status.READY, Status.AGREED,
    Status.SUBMITTED, Status.CLOSED,
})  # fmt: skip
TAKES_PART = frozenset({Status.BEGUN, Status.GATHERING, Status.DRAFTING})  # while agencies are asked
REPORTS = TAKES_PART | {
    Status.DECIDED,
    Status.RECRUITING,
}  # from the decision until the report is ready for sign-off
NEED_A_REASON = {  # moves, and what is said where none is given
    Action.PASS: "Say to which partnership it passes, and why.",
    Action.REDRAFT: "Say why it goes back to draft.",
}
TO_PUBLISH = frozenset({Status.READY, Status.AGREED, Status.SUBMITTED})  # while that may be decided
ENDED = frozenset({Status.NO_REVIEW, Status.PASSED, Status.CLOSED})

MOVES = {
    Action.SCOPE: ({Status.RECEIVED}, Status.SCOPING),
    Action.DECIDE: ({Status.SCOPING}, Status.DECIDED),
    Action.PASS: (OPEN_REFERRAL, Status.PASSED),
    Action.RECRUIT: ({Status.DECIDED}, Status.RECRUITING),
    Action.CONCLUDE: ({Status.DECIDED}, Status.NO_REVIEW),
    Action.BEGIN: ({Status.RECRUITING}, Status.BEGUN),
    Action.GATHER: ({Status.BEGUN}, Status.GATHERING),
    Action.DRAFT: ({Status.GATHERING}, Status.DRAFTING),
    Action.FINISH: ({Status.DRAFTING}, Status.READY),
    Action.AGREE: ({Status.READY}, Status.AGREED),
    Action.SUBMIT: ({Status.AGREED}, Status.SUBMITTED),
    Action.CLOSE: ({Status.SUBMITTED}, Status.CLOSED),
    Action.REDRAFT: ({Status.READY, Status.AGREED, Status.SUBMITTED}, Status.DRAFTING),
}


class Outcome(models.TextChoices):
    REVIEW = "review", "Hold a full review"
    OTHER = "other", "Another learning route"
    NONE = "none", "No full review"


class ReturnStatus(models.TextChoices):
    ASKED = "asked", "Asked"
    SHARED = "shared", "Answered and shared"
    WITHDRAWN = "withdrawn", "No longer needed"


class ReturnAction(models.TextChoices):
    SHARE = "share", "Share the answer"
    REOPEN = "reopen", "Ask again"
    WITHDRAW = "withdraw", "Withdraw what was asked"


RETURN_MOVES = {
    ReturnAction.SHARE: ({ReturnStatus.ASKED}, ReturnStatus.SHARED),
    ReturnAction.REOPEN: ({ReturnStatus.SHARED}, ReturnStatus.ASKED),
    ReturnAction.WITHDRAW: ({ReturnStatus.ASKED}, ReturnStatus.WITHDRAWN),
}


class ManagementStatus(models.TextChoices):
    ASKED = "asked", "Asked"
    RECEIVED = "received", "Signed by the agency"
    QUERIED = "queried", "Queried"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "No longer needed"


class ManagementAction(models.TextChoices):
    SIGN = "sign", "Sign and send it"
    QUERY = "query", "Query it"
    ACCEPT = "accept", "Accept it"
    WITHDRAW = "withdraw", "Withdraw what was asked"


MANAGEMENT_MOVES = {
    ManagementAction.SIGN: ({ManagementStatus.ASKED, ManagementStatus.QUERIED}, ManagementStatus.RECEIVED),
    ManagementAction.QUERY: (
        {ManagementStatus.RECEIVED, ManagementStatus.ACCEPTED},
        ManagementStatus.QUERIED,
    ),
    ManagementAction.ACCEPT: ({ManagementStatus.RECEIVED}, ManagementStatus.ACCEPTED),
    ManagementAction.WITHDRAW: (
        {ManagementStatus.ASKED, ManagementStatus.QUERIED},
        ManagementStatus.WITHDRAWN,
    ),
}


class LearningState(models.TextChoices):
    CAPTURED = "captured", "Captured"
    READY = "ready", "Ready to disseminate"
    DISSEMINATED = "disseminated", "Disseminated"


class StatementStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    CLEARED = "cleared", "Cleared"
    RELEASED = "released", "Released"
    DROPPED = "dropped", "Not needed"


class StatementAction(models.TextChoices):
    CLEAR = "clear", "Clear it for press contacts"
    REOPEN = "reopen", "Take it back to draft"
    RELEASE = "release", "Record that it was released"
    DROP = "drop", "It is not needed"


STATEMENT_MOVES = {
    StatementAction.CLEAR: ({StatementStatus.DRAFT}, StatementStatus.CLEARED),
    StatementAction.REOPEN: ({StatementStatus.CLEARED, StatementStatus.DROPPED}, StatementStatus.DRAFT),
    StatementAction.RELEASE: ({StatementStatus.CLEARED}, StatementStatus.RELEASED),
    StatementAction.DROP: ({StatementStatus.DRAFT}, StatementStatus.DROPPED),
}
