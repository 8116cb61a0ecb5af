"""Who may do what with funds, calls, bids and money (S002-14, S002-52, S002-79, S002-190, S002-191)."""

import rules

from audit.clock import today
from funding.lifecycle.bids import Status
from partnership.predicates import predicate
from partnership.rules import is_chair, is_of_agency, is_of_partnership

BID = "funding.bid"  # the kind of its records


@predicate
def runs_funding(user, record):
    """Partnership officer or development manager of the partnership that owns it (S002-14)."""
    return record is not None and record.partnership_id in user.places.funds_in


@predicate
def is_applicant(user, bid):
    """Of the lead's agency or a partner's. They write the bid, and have no part in scoring or deciding it."""
    return bid is not None and bool(bid.applicants & user.places.agencies)


@predicate
def is_writable(_user, bid):
    return bid is not None and bid.is_writable


@predicate
def is_running(_user, bid):
    return bid is not None and bid.is_funded and bid.status != Status.CLOSED


@predicate
def is_scorer(user, bid):
    """The bid was given to them to score, and was not taken back."""
    return bid is not None and any(
        row.scorer_id == user.person_id and row.ended_at is None for row in bid.assignments.all()
    )


@predicate
def has_signed_a_form(user, bid):
    """Has scored it already, so that others' forms cannot sway them."""
    if bid is None:
        return False
    if "assignments" in getattr(bid, "_prefetched_objects_cache", {}):
        return any(row.has_signed for row in bid.scorers if row.scorer_id == user.person_id)
    model = bid._meta.apps.get_model("funding", "ScoringForm")
    signed = model.objects.filter(assignment__bid=bid.pk, signed_at__isnull=False)
    return signed.filter(assignment__scorer=user.person_id).exists()


@predicate
def is_being_scored(_user, bid):
    return bid is not None and bid.status == Status.SUBMITTED


@predicate
def holds_the_money(user, bid):
    """Of the agency that holds the fund's money today, or administers it (S001-155)."""
    if bid is None or bid.fund_year_id is None:
        return False
    return _holds(user, bid.fund_year.fund)


@predicate
def holds_the_fund(user, fund):
    return fund is not None and _holds(user, fund)


def _holds(user, fund):
    day, agencies = today(), user.places.agencies
    return any(
        row.holds_on(day) and {row.holder_id, row.administrator_id} & agencies for row in fund.holdings.all()
    )


@predicate
def administers_plan(user, plan):
    """Its administrator, and those who were let change it (S002-79)."""
    if plan is None:
        return False
    return plan.administrator_id == user.person_id or any(
        row.pk == user.person_id for row in plan.editors.all()
    )


@predicate
def is_draft(_user, record):
    return record is not None and record.status == "draft"


@predicate
def runs_some_funding(user, _agency=None):
    return bool(user.places.funds_in)


@predicate
def funds_the_group(user, agency):
    """Runs funding in a partnership that the group works with: as its partner, by a bid, or by how it registered."""
    mine = user.places.funds_in
    if agency is None or not mine:
        return False
    ties = (
        agency.standings.current().filter(partnership__in=mine),
        agency.registrations.filter(call__partnership__in=mine),
        agency.records.filter(kind=BID, partnership__in=mine),
        agency.bids_joined.filter(bid__partnership__in=mine),
    )
    return any(rows.exists() for rows in ties)


@predicate
def is_of_the_group(user, agency):
    return agency is not None and agency.pk in user.places.agencies


@predicate
def reads_the_directory(user, _record):
    return user.reads_the_directory


impartial = ~is_applicant
decides = is_chair & impartial

rules.add_perm("funding.add_fund", runs_funding)
rules.add_perm("funding.change_fund", runs_funding)
rules.add_perm("funding.close_fund", runs_funding)
rules.add_perm("funding.reopen_fund", runs_funding)
rules.add_perm("funding.record_money", runs_funding | holds_the_fund)
rules.add_perm("funding.ask_virement", runs_funding)
rules.add_perm("funding.decide_virement", is_chair)

rules.add_perm("funding.add_plan", runs_funding)
rules.add_perm("funding.change_plan", administers_plan & is_draft)
rules.add_perm("funding.pay_line", holds_the_fund)  # asked of the fund that the line is paid from
rules.add_perm("funding.name_editors", runs_funding | administers_plan)
for action in ("submit", "accept", "return", "revise"):
    rules.add_perm(f"funding.{action}_plan", administers_plan)

rules.add_perm("funding.add_fundingcall", runs_funding)
rules.add_perm("funding.change_fundingcall", runs_funding)
for action in ("publish", "shut", "reopen", "finish", "cancel"):
    rules.add_perm(f"funding.{action}_fundingcall", runs_funding)
rules.add_perm("funding.change_scheme", runs_funding)
rules.add_perm("funding.weigh_fundingcall", runs_funding | is_chair)  # its bids in order, against the money

# The applicant's own acts. The lead submits and withdraws; every partner writes.
rules.add_perm("funding.add_bid", is_of_agency)
rules.add_perm("funding.change_bid", is_applicant & is_writable)
rules.add_perm("funding.express_bid", is_of_agency)
rules.add_perm("funding.submit_bid", is_of_agency)
rules.add_perm("funding.withdraw_bid", is_of_agency)
rules.add_perm("funding.sign_agreement", is_of_agency)
rules.add_perm("funding.report_bid", is_applicant)  # claims, returns, variations
rules.add_perm("funding.reach_bid", (is_applicant | runs_funding) & is_running)  # its milestones
rules.add_perm("funding.evidence_bid", is_applicant & is_running)  # documents may be added, and none changed
rules.add_perm("funding.evaluate_bid", is_applicant)

# The acts of those who run the funding, on bids of others.
rules.add_perm("funding.manage_bid", runs_funding & impartial)
for action in ("invite", "return", "turn-down", "score", "rescore", "recommend", "close"):
    rules.add_perm(f"funding.{action}_bid", runs_funding & impartial)
rules.add_perm("funding.support_bid", runs_funding & impartial | is_applicant & reads_the_directory)
rules.add_perm("funding.accept_bid", (runs_funding | holds_the_money) & impartial)
rules.add_perm("funding.pay_bid", holds_the_money & impartial)

rules.add_perm("funding.score_form", impartial & is_being_scored & is_scorer)
rules.add_perm("funding.view_scores", impartial & (runs_funding | is_chair | has_signed_a_form))
rules.add_perm("funding.read_letter", runs_funding | is_chair | is_applicant)  # once the bid is decided
for action in ("award", "refuse", "defer"):
    rules.add_perm(f"funding.{action}_bid", decides)

rules.add_perm("funding.view_group", runs_some_funding | is_of_the_group)
rules.add_perm("funding.record_training", ~is_of_the_group & funds_the_group)

# Bids to others, services, proposals: the partnership's own people keep them.
keeps = runs_funding | is_of_agency & is_of_partnership
for action in ("add", "change", "pursue", "drop", "submit", "await", "win", "lose"):
    rules.add_perm(f"funding.{action}_outsidebid", keeps)
for action in ("add", "change", "review", "recommission", "run", "end"):
    rules.add_perm(f"funding.{action}_service", keeps)
for action in ("add", "change", "settle", "reopen"):
    rules.add_perm(f"funding.{action}_proposalset", runs_funding)
