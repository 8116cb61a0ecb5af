"""Who hears of what happens to a bid. `notices` asks again whether each of them may open it."""

from audit.clock import today
from funding.lifecycle.bids import Action
from partnership.models import Membership, Post, Role, User
from partnership.places import FUNDERS

APPLICANTS = {
    Action.INVITE: "Your expression of interest was taken up. You are invited to bid in full.",
    Action.RETURN: "The bid came back to you to be mended. Submit it again before the call closes.",
    Action.TURN_DOWN: "The bid was turned down as not eligible. The reason is in the portal.",
    Action.AWARD: "A decision was made on your bid. It is in the portal.",
    Action.REFUSE: "A decision was made on your bid. It is in the portal.",
    Action.DEFER: "The decision on your bid was deferred. The reason is in the portal.",
    Action.ACCEPT: "The agreement is signed by both sides. Delivery can begin.",
    Action.CLOSE: "The project is closed.",
}
RUNNERS = {
    Action.EXPRESS: "An expression of interest has come in.",
    Action.SUBMIT: "A bid has come in. Give it to scorers.",
    Action.EVALUATE: "A project has sent its evaluation. Read it, and close the project.",
    Action.WITHDRAW: "A bid was withdrawn.",
}
CHAIRS = {Action.RECOMMEND: "A bid waits for your decision."}
TOLD = {  # what everybody reads in the log who may know of the bid, its applicants too: nothing that names a scorer
    "create": "Begun", "change": "Changed", "add partner": "A partner was added",
    "remove partner": "A partner was taken off", "add supporter": "Somebody joined the support team",
    "remove supporter": "Somebody left the support team", "allow a late bid": "More time was given",
    "sign submit": "Signed", "read": "Read", "download": "Downloaded",
    "carry to the next round": "Made again in a later round", "set instalments": "Instalments set",
    "sign agree": "Agreement signed", "sign countersign": "Agreement signed for the partnership",
    "claim": "Claimed", "approve claim": "Claim approved",
    "withhold claim": "Claim withheld", "pay": "Paid", "ask return": "Return asked for",
    "submit return": "Return sent", "accept return": "Return accepted", "query return": "Return queried",
    "ask variation": "Change asked for", "agree variation": "Change agreed", "refuse variation": "Change refused",
    "add milestone": "Milestone set", "change milestone": "Milestone changed",
    "remove milestone": "Milestone taken out", "reach milestone": "Milestone reached",
    "meet condition": "Condition met", "claw back": "Money asked back", "record repayment": "Money paid back",
    **{str(action): words for action, words in {
        Action.EXPRESS: "Expression of interest sent", Action.INVITE: "Invited to bid in full",
        Action.SUBMIT: "Submitted", Action.RETURN: "Returned to be mended", Action.TURN_DOWN: "Turned down",
        Action.SCORE: "Scoring closed", Action.RESCORE: "Scoring opened again",
        Action.RECOMMEND: "Recommendation recorded", Action.AWARD: "Awarded", Action.REFUSE: "Refused",
        Action.DEFER: "Deferred", Action.ACCEPT: "Agreement signed by both sides", Action.EVALUATE: "Evaluated",
        Action.CLOSE: "Closed", Action.WITHDRAW: "Withdrawn",
    }.items()},
}  # fmt: skip
BID_LINES = APPLICANTS | RUNNERS | CHAIRS


def audience_of_bid(bid, action):
    if action in CHAIRS:
        return chairs_of(bid)
    if action in RUNNERS:
        return runners_of(bid)
    return applicants_of(bid) if action in APPLICANTS else User.objects.none()


def applicants_of(bid):
    """Everybody with an account at the lead and the partners."""
    posts = Post.objects.of(bid.applicants, today())
    return User.objects.filter(is_active=True, person__in=posts.values("person"))


def runners_of(record):
    roles = Role.objects.on(today()).filter(partnership=record.partnership_id, kind__in=FUNDERS, body=None)
    return User.objects.filter(is_active=True, person__in=roles.values("person"))


def chairs_of(record):
    seats = Membership.objects.on(today()).filter(
        seat__body=record.body_id, office__in=(Membership.Office.CHAIR, Membership.Office.DEPUTY_CHAIR)
    )
    return User.objects.filter(is_active=True, person__in=seats.values("person"))
