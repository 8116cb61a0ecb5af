"""What stands in the way of a step, all of it at once, each a sentence that says how to mend it."""

from collections import defaultdict

from audit.clock import now
from design.filters import money as pounds
from design.filters import plural
from funding.balances import balances_of
from funding.contents import agreement_of
from funding.lifecycle.bids import AGREE, UNDECIDED, Action, Status
from funding.lifecycle.calls import CallAction
from funding.lifecycle.outside import OutsideAction
from funding.lifecycle.plans import PlanAction
from funding.missing import missing_of
from funding.money import NOTHING

NOT_EVALUATED = "Write the evaluation first."


def bid_blockers(bid, action):
    ask = OF_BID.get(action)
    return ask(bid) if ask else ()


def call_blockers(call, action):
    ask = OF_CALL.get(action)
    return ask(call) if ask else ()


def plan_blockers(plan, action):
    return _balanced(plan) if action in (PlanAction.SUBMIT, PlanAction.ACCEPT) else ()


def outside_blockers(bid, action):
    if action == OutsideAction.SUBMIT:
        if bid.agency_id is None:
            yield "Name the agency that leads the bid."
        if bid.amount is None:
            yield "Enter the amount that is asked for."
    if action == OutsideAction.WIN and bid.amount is None:
        yield "Enter the amount that was asked for."


# --- bids


def _expressed(bid):
    if not bid.call.is_two_stage:
        yield "This call takes whole bids at once. Fill in the bid and submit it."
        return
    if not bid.expression.strip():
        yield "Write the expression of interest."
    closes, at = bid.call.expressions_close_at, now().replace(microsecond=0)
    late = bid.late_closes_at is not None and at <= bid.late_closes_at
    if not late and (not bid.call.takes_bids(at) or (closes and at > closes)):
        yield "The time for expressions of interest is over. Ask those who run the call whether a late one is taken."


def _submitted(bid):
    """Form B4: each field that is missing is named (S002-192), then what the call and the fund want."""
    return (words for _section, words in missing_of(bid))


def _scored(bid):
    """As many signed forms as the call wants, and nobody still scoring."""
    signed = [row for row in bid.scorers if row.counts_since]
    open_to = [row for row in bid.scorers if row.ended_at is None]
    for row in open_to:
        if not row.counts_since:
            yield f"{row.scorer} has not signed their form. Wait for it, or take the bid back from them."
        elif row.is_correcting:
            yield f"{row.scorer} is correcting their form. Wait for it, or take the bid back: what they signed counts."
    for row in signed:
        if row.agency_id in bid.applicants:
            yield f"{row.scorer} is of {row.agency}, which applies. Set their form aside."
    given = {row.pk for row in (*open_to, *signed)}
    if len(given) < bid.call.scorers_wanted:
        wanted = plural(bid.call.scorers_wanted, "scorer")
        yield f"The call wants {wanted} for each bid, and this one has {len(given) or 'none'}. Give it to more."


def _awardable(bid):
    if bid.subsidy == bid.SubsidyKind.UNDECIDED:
        yield "Whether this is a subsidy, and why, is recorded before money is awarded, by those who run the funding."
    if bid.subsidy == bid.SubsidyKind.MFA:
        if bid.mfa_notified_on is None:
            yield "Send the notification of minimal financial assistance first, and record the day."
        if bid.mfa_confirmed_on is None:
            yield "Record the day on which the recipient confirmed in writing that they stay within £315,000."


def _agreed(bid):
    total = sum((row.amount for row in bid.instalments.all()), NOTHING)
    if not bid.instalments.all():
        yield "The instalments are not set. Set them first: the applicant signs the agreement that names them."
    elif total != bid.awarded:
        yield f"The instalments come to {pounds(total)}, and the award is {pounds(bid.awarded)}. Make them the same."
    signature = agreement_signature(bid)
    if signature is None:
        yield f"{bid.agency} has not signed the agreement. Ask them to."
    elif not _is_valid(signature, bid):
        yield "The terms have changed since the applicant signed. Ask them to sign again."


def agreement_signature(bid):
    standing = [row for row in bid.signoffs.all() if row.act == AGREE and not hasattr(row, "withdrawal")]
    return max(standing, key=lambda row: row.edition, default=None)


def _is_valid(signoff, bid):
    from signoffs.reports import state_of  # noqa: PLC0415 -- sign-offs know records, of which this is one

    return state_of(signoff, agreement_of(bid)) == "valid"


def _evaluated(bid):
    if not hasattr(bid, "evaluation"):
        yield NOT_EVALUATED
    for row in bid.returns.all():
        if row.state == row.State.DUE:
            yield f"Send the return for {row.period_from:%-d %B %Y} to {row.period_until:%-d %B %Y}."


def _closable(bid):
    for row in bid.instalments.all():
        if row.state in (row.State.CLAIMED, row.State.APPROVED):
            yield f"{row} is {row.get_state_display().lower()} and not paid. Pay it, or withhold it."
    for row in bid.returns.all():
        if row.state in (row.State.SUBMITTED, row.State.QUERIED):
            yield f"Settle the return that ends on {row.period_until:%-d %B %Y}."
    for row in bid.clawbacks.all():
        if row.repaid_on is None:
            yield f"{pounds(row.amount)} is to come back and has not."
    if bid.subsidy == bid.SubsidyKind.MFA and bid.mfa_closed_on is None:
        yield "Send the recipient the confirmation of minimal financial assistance, and record the day."


OF_BID = {
    Action.EXPRESS: _expressed,
    Action.SUBMIT: _submitted,
    Action.SCORE: _scored,
    Action.AWARD: _awardable,
    Action.ACCEPT: _agreed,
    Action.EVALUATE: _evaluated,
    Action.CLOSE: _closable,
}


# --- calls


def _publishable(call):
    needs = (
        (call.about.strip(), "Say what the money is for."),
        (call.opens_at, "Say when the call opens."),
        (call.closes_at, "Say when the call closes."),
        (call.offers.all(), "Name the funds that it gives money from."),
        (call.scheme_id, "Choose the scoring form."),
        (call.body_id, "Name the body whose chair decides the bids."),
        (call.for_members or call.for_groups, "Say who may bid."),
    )
    yield from (words for there, words in needs if not there)
    if call.closes_at and now() > call.closes_at:
        yield "The closing time is past. Choose a later one."
    if call.is_two_stage and call.expressions_close_at is None:
        yield "Say until when expressions of interest are taken."


def _published(call):
    yield from _publishable(call)
    yield from more_than_free((row.fund_year, row.amount) for row in call.offers.all())


def more_than_free(offers):
    """Of pairs of a fund year and what a call offers of it, or None for whatever is free: each that is too much."""
    offers = [(fund_year, amount) for fund_year, amount in offers if amount is not None]
    balances = balances_of([fund_year for fund_year, _ in offers]) if offers else {}
    for fund_year, amount in offers:
        free = max(balances[fund_year.pk].free, NOTHING)
        if amount > free:
            yield (
                f"{fund_year} has {pounds(free)} free, and the call offers {pounds(amount)} of it. Offer that or less, "
                "or confirm more money for the fund first."
            )


def _finished(call):
    waiting = call.count_bids(Status.EXPRESSED, Status.INVITED)
    undecided = call.count_bids(*UNDECIDED)
    if undecided:
        are, them = ("is", "it") if undecided == 1 else ("are", "them")
        yield f"{plural(undecided, 'bid')} {are} not decided yet. Decide {them} first."
    if waiting:
        waits, them = ("waits", "it") if waiting == 1 else ("wait", "them")
        sent = plural(waiting, "expression of interest", "expressions of interest")
        yield f"{sent} {waits}. Invite or turn {them} down first."


def _cancellable(call):
    if call.count_bids(*UNDECIDED):
        yield "Bids were submitted already. Decide them, or ask the applicants to withdraw them."


OF_CALL = {
    CallAction.PUBLISH: _published,
    CallAction.REOPEN: _publishable,
    CallAction.FINISH: _finished,
    CallAction.CANCEL: _cancellable,
}


# --- plans


def _balanced(plan):
    """No fund is over-allocated, and no line is unfunded (S003-70)."""
    lines = list(plan.lines.all())
    if not lines:
        yield "The plan has no lines yet. Add what the money is to be spent on."
    for name, words in (("banker_id", "Name the agency that banks the money."),
                        ("administrator_id", "Name the plan's administrator."),
                        ("body_id", "Name the body whose chair decides the bids.")):  # fmt: skip
        if getattr(plan, name) is None:
            yield words
    if not plan.submitted_to.strip():
        yield "Say to which body the plan goes."
    planned = defaultdict(lambda: NOTHING)
    for line in lines:
        if line.fund_year_id is None:
            yield f"“{line}” is unfunded: {pounds(line.amount)}. Choose the fund that pays for it, or take it out."
        else:
            planned[line.fund_year] += line.amount
    for year, amount in planned.items():
        over = amount - plan.balances[year.pk].budget
        if over > 0:
            yield f"{year} is over-allocated by {pounds(over)}. Lower its lines, or confirm more money for it."
    yield from _shares_add_up(plan)


def _shares_add_up(plan):
    for split in plan.splits.all():
        total = sum(row.percent for row in split.shares.all())
        if total != 100:
            yield f"The shares of “{split}” add up to {total.normalize():f}%, not 100%."
