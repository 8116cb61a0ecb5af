"""The pages of a bid that a person has, and what happens next with it."""

from audit.clock import today
from design.addresses import url
from design.pages import NextStep
from funding.blockers import NOT_EVALUATED
from funding.lifecycle.bids import FUNDED, UNDECIDED, Action, Status
from funding.services.bids import AGAIN
from records.lifecycle import permission

WRITTEN = (Action.EXPRESS, Action.SUBMIT)  # offered on the form, which says what is missing
MOVED = (Action.INVITE, Action.RETURN, Action.TURN_DOWN, Action.WITHDRAW)  # each asks first, on one page
PAGES = {  # the other moves, each with a page of its own
    Action.SCORE: "scoring_close",
    Action.RESCORE: "scoring_again",
    Action.RECOMMEND: "recommend",
    Action.AWARD: "award",
    Action.REFUSE: "refuse",
    Action.DEFER: "defer",
    Action.ACCEPT: "agreement_accept",
    Action.EVALUATE: "evaluate",
    Action.CLOSE: "project_close",
}
DECIDED = (*FUNDED, Status.REFUSED, Status.DEFERRED)
PRIMARY = {
    Action.INVITE,
    Action.SCORE,
    Action.RECOMMEND,
    Action.AWARD,
    Action.ACCEPT,
    Action.EVALUATE,
    Action.CLOSE,
}
WARNING = {Action.WITHDRAW, Action.TURN_DOWN}


def tabs_of(user, bid, here):
    """(words, address, whether it is this page) of the tabs that this person has on a bid."""
    found = [("Bid", "bid")]
    if user.has_perm("funding.score_form", bid):
        found.append(("Scoring form", "score_form"))
    if user.has_perm("funding.manage_bid", bid):
        found.append(("Scorers", "scorers"))
    if user.has_perm("funding.view_scores", bid):
        found.append(("Scores", "scores"))
    if bid.status in DECIDED:
        found.append(("Decision", "outcome"))
    if bid.is_funded:
        found.append(("Delivery", "delivery"))
    return [(words, _address(name, bid), name == here) for words, name in found]


def stands(bid, user):
    """Whose turn it is while a bid is weighed, for whoever opens its page; nothing at other times."""
    told = "You are told." if bid.applicants & user.places.agencies else "The applicant is told."
    if bid.status in (Status.SUBMITTED, Status.SCORED):
        return f"The bid is with those who run the funding: it is scored, and then decided. {told}"
    if bid.status in (Status.RECOMMENDED, Status.DEFERRED):
        return f"The bid waits for the decision of the chair of {bid.body}. {told}"
    return ""


DELIVERS = ("funding.report_bid", "funding.manage_bid", "funding.pay_bid")


def steps_of(user, bid):
    """What is most likely wanted first, and what undoes a bid last."""
    return sorted(_steps(user, bid), key=lambda step: (not step.primary, step.warning))


def _steps(user, bid):
    if user.has_perm("funding.score_form", bid) and (words := _scoring_words(user, bid)):
        yield NextStep(words, _address("score_form", bid), primary=True)
    if wants_scorers(bid) and user.has_perm("funding.manage_bid", bid):
        yield NextStep("Give it to scorers", _address("scorers", bid), primary=True)
    if bid.waits_for_subsidy and user.has_perm("funding.manage_bid", bid):
        yield NextStep("Record whether this is a subsidy", _address("subsidy", bid), primary=True)
    if bid.status == Status.AWARDED and user.has_perm("funding.sign_agreement", bid):
        yield NextStep("Go on to the agreement", _address("delivery", bid), primary=True)
    if bid.status == Status.DELIVERY and any(user.has_perm(asked, bid) for asked in DELIVERS):
        yield NextStep("Go to claims, returns and milestones", _address("delivery", bid), primary=True)
    if user.has_perm("funding.change_bid", bid):
        yield NextStep("Go on with the bid", _address("bid_write", bid), primary=True)
    for action, (sources, _) in bid.MOVES.items():
        if bid.status not in sources or action in WRITTEN or not user.has_perm(permission(bid, action), bid):
            continue
        blockers = [words for words in bid.blockers(action) if words != NOT_EVALUATED]  # its page writes it
        again = action == Action.RECOMMEND and bid.status == Status.RECOMMENDED
        yield NextStep(
            "Correct the recommendation" if again else action.label, _page_of(bid, action), blockers,
            primary=action in PRIMARY and not again and not _is_early(bid, action), warning=action in WARNING,
        )  # fmt: skip
    if bid.status in AGAIN and user.has_perm("funding.withdraw_bid", bid):
        yield NextStep("Bid again in a later round", _address("bid_carry", bid))


def _scoring_words(user, bid):
    """What the scorer's form waits for; nothing once it is signed."""
    own = [row for row in bid.scorers if row.scorer_id == user.person_id and row.ended_at is None]
    if any(row.is_correcting for row in own):
        return "Go on with your correction"
    return "" if any(row.counts_since for row in own) else "Fill in the scoring form"


def _is_early(bid, action):
    """A project may be evaluated before its end; that is not what is most likely wanted."""
    return action == Action.EVALUATE and bid.ends_on is not None and bid.ends_on > today()


def wants_scorers(bid):
    """Submitted, and given to fewer than its call wants."""
    given = (
        sum(row.ended_at is None for row in bid.assignments.all()) if bid.status == Status.SUBMITTED else 0
    )
    return bid.status == Status.SUBMITTED and given < bid.call.scorers_wanted


def may_join(user, bid):
    """Whether the person may record that an agency joins the bid while it waits for its decision."""
    return bid.status in UNDECIDED and user.has_perm("funding.manage_bid", bid)


def may_declare(user, bid):
    """Whether an interest of theirs still matters: they score or weigh the bid, and it is undecided (S002-190)."""
    asked = ("funding.score_form", "funding.view_scores")
    return bid.status in UNDECIDED and any(user.has_perm(permission_, bid) for permission_ in asked)


def _page_of(bid, action):
    if action in MOVED:
        return url("funding:bid_move", bid.reference, action)
    return _address(PAGES[action], bid)


def _address(name, bid):
    return url(f"funding:{name}", bid.reference)
