"""The life of a bid (S002-83): written, scored, recommended, decided, delivered, evaluated.

A recommendation is not an award (S002-191): the scorers and the body recommend, the chair decides.
"""

from django.db import models

# what is signed (`funding.contents`); the agreement by the lead, and then by those who award the money
SUBMIT, SCORE, AGREE, COUNTERSIGN = "submit", "score", "agree", "countersign"


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    EXPRESSED = "expressed", "Expression of interest sent"
    INVITED = "invited", "Invited to bid in full"
    SUBMITTED = "submitted", "Submitted"
    SCORED = "scored", "Scored"
    RECOMMENDED = "recommended", "Recommendation made"
    AWARDED = "awarded", "Awarded"
    REFUSED = "refused", "Refused"
    DEFERRED = "deferred", "Deferred"
    DELIVERY = "delivery", "In delivery"
    EVALUATED = "evaluated", "Evaluated"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Action(models.TextChoices):
    EXPRESS = "express", "Send the expression of interest"
    INVITE = "invite", "Invite to bid in full"
    SUBMIT = "submit", "Submit"
    RETURN = "return", "Return to the applicant to mend"
    TURN_DOWN = "turn-down", "Turn down as not eligible"
    SCORE = "score", "Close the scoring"
    RESCORE = "rescore", "Open the scoring again"
    RECOMMEND = "recommend", "Record the recommendation"
    AWARD = "award", "Award"
    REFUSE = "refuse", "Refuse"
    DEFER = "defer", "Defer"
    ACCEPT = "accept", "Sign the agreement"
    EVALUATE = "evaluate", "Record the evaluation"
    CLOSE = "close", "Close"
    WITHDRAW = "withdraw", "Withdraw"


BEFORE_DECISION = frozenset(
    {Status.DRAFT, Status.EXPRESSED, Status.INVITED, Status.SUBMITTED, Status.SCORED, Status.RECOMMENDED,
     Status.DEFERRED}
)  # fmt: skip
WRITABLE = frozenset({Status.DRAFT, Status.INVITED})  # locked from submission on
UNDECIDED = frozenset({Status.SUBMITTED, Status.SCORED, Status.RECOMMENDED, Status.DEFERRED})
FUNDED = frozenset({Status.AWARDED, Status.DELIVERY, Status.EVALUATED, Status.CLOSED})

MOVES = {  # action: (allowed from, goes to)
    Action.EXPRESS: ({Status.DRAFT}, Status.EXPRESSED),
    Action.INVITE: ({Status.EXPRESSED}, Status.INVITED),
    Action.SUBMIT: ({Status.DRAFT, Status.INVITED}, Status.SUBMITTED),
    Action.RETURN: ({Status.SUBMITTED}, Status.DRAFT),
    Action.TURN_DOWN: ({Status.EXPRESSED, Status.SUBMITTED}, Status.REFUSED),
    Action.SCORE: ({Status.SUBMITTED}, Status.SCORED),
    Action.RESCORE: ({Status.SCORED}, Status.SUBMITTED),
    Action.RECOMMEND: ({Status.SCORED, Status.RECOMMENDED}, Status.RECOMMENDED),  # again, to correct it
    Action.AWARD: ({Status.RECOMMENDED, Status.DEFERRED}, Status.AWARDED),
    Action.REFUSE: ({Status.RECOMMENDED, Status.DEFERRED}, Status.REFUSED),
    Action.DEFER: ({Status.RECOMMENDED}, Status.DEFERRED),
    Action.ACCEPT: ({Status.AWARDED}, Status.DELIVERY),
    Action.EVALUATE: ({Status.DELIVERY}, Status.EVALUATED),
    Action.CLOSE: ({Status.EVALUATED}, Status.CLOSED),
    Action.WITHDRAW: (BEFORE_DECISION | {Status.AWARDED}, Status.WITHDRAWN),
}
