"""The lives of a bid that the partnership makes to others (S001-104, S001-105) and of a service it commissions."""

from django.db import models


class OutsideStatus(models.TextChoices):
    OPPORTUNITY = "opportunity", "Opportunity"
    PREPARING = "preparing", "In preparation"
    SUBMITTED = "submitted", "Submitted"
    AWAITING = "awaiting", "Awaiting decision"
    WON = "won", "Won"
    LOST = "lost", "Lost"
    DROPPED = "dropped", "Not pursued"


class OutsideAction(models.TextChoices):
    PURSUE = "pursue", "Prepare a bid"
    DROP = "drop", "Do not pursue it"
    SUBMIT = "submit", "Record that it is submitted"
    AWAIT = "await", "Record that a decision is awaited"
    WIN = "win", "Record that it is won"
    LOSE = "lose", "Record that it is lost"


OUTSIDE_OPEN = frozenset(
    {OutsideStatus.OPPORTUNITY, OutsideStatus.PREPARING, OutsideStatus.SUBMITTED, OutsideStatus.AWAITING}
)
OUTSIDE_MOVES = {
    OutsideAction.PURSUE: ({OutsideStatus.OPPORTUNITY}, OutsideStatus.PREPARING),
    OutsideAction.DROP: ({OutsideStatus.OPPORTUNITY, OutsideStatus.PREPARING}, OutsideStatus.DROPPED),
    OutsideAction.SUBMIT: ({OutsideStatus.PREPARING}, OutsideStatus.SUBMITTED),
    OutsideAction.AWAIT: ({OutsideStatus.SUBMITTED}, OutsideStatus.AWAITING),
    OutsideAction.WIN: ({OutsideStatus.SUBMITTED, OutsideStatus.AWAITING}, OutsideStatus.WON),
    OutsideAction.LOSE: ({OutsideStatus.SUBMITTED, OutsideStatus.AWAITING}, OutsideStatus.LOST),
}


class ServiceStatus(models.TextChoices):
    """S001-102"""

    RUNNING = "running", "Running"
    REVIEW = "review", "Under review"
    RECOMMISSIONING = "recommissioning", "Being re-commissioned"
    ENDED = "ended", "Ended"


class ServiceAction(models.TextChoices):
    REVIEW = "review", "Put under review"
    RECOMMISSION = "recommission", "Re-commission"
    RUN = "run", "Record that it runs"
    END = "end", "End"


SERVICE_MOVES = {
    ServiceAction.REVIEW: ({ServiceStatus.RUNNING}, ServiceStatus.REVIEW),
    ServiceAction.RECOMMISSION: (
        {ServiceStatus.RUNNING, ServiceStatus.REVIEW}, ServiceStatus.RECOMMISSIONING
    ),
    ServiceAction.RUN: ({ServiceStatus.REVIEW, ServiceStatus.RECOMMISSIONING}, ServiceStatus.RUNNING),
    ServiceAction.END: (
        {ServiceStatus.RUNNING, ServiceStatus.REVIEW, ServiceStatus.RECOMMISSIONING}, ServiceStatus.ENDED
    ),
}  # fmt: skip


class ProposalsStatus(models.TextChoices):
    OPEN = "open", "Open"
    SETTLED = "settled", "Settled"


class ProposalsAction(models.TextChoices):
    SETTLE = "settle", "Settle"
    REOPEN = "reopen", "Reopen"


PROPOSALS_MOVES = {
    ProposalsAction.SETTLE: ({ProposalsStatus.OPEN}, ProposalsStatus.SETTLED),
    ProposalsAction.REOPEN: ({ProposalsStatus.SETTLED}, ProposalsStatus.OPEN),
}
