"""What a bid still needs before it is submitted, each with the page of the form on which it is mended.

First what of the project description is not filled in (form B4, S002-192), then what the call and the fund want.
"""

from dataclasses import dataclass

from audit.clock import now, today
from design.filters import date
from design.filters import datetime as instant
from design.filters import money as pounds
from funding.lifecycle.bids import Status
from funding.lifecycle.sections import Section
from funding.models.training import Training
from partnership.models import Agency, Agreement, AgreementParty
from partnership.reports.register import in_force

IN_TIME = None  # mended on no page of the form
UNTRAINED = (
    "{fund} is for groups that have completed problem-solving training, and {group} has none on record. Ask the "
    "partnership for a place on a course, or to record one that you did."
)
LAPSED = (
    "{whose} asks for the agreement “{agreement}”, which is not in force today. Ask those who run the call to have "
    "it signed, or to change what is asked for."
)
UNSIGNED = (
    "{agency} has not signed the agreement “{agreement}”, which {whose} asks of every applicant. Ask {partnership} "
    "for it, sign it, and have the signature recorded{otherwise}."
)


def missing_of(bid):
    yield from missing_in(bid)
    yield from _within_the_call(bid)
    yield from _eligible(bid)


def missing_in(bid):
    """Every field of the project description that is not filled in yet."""
    needs = (
        (Section.PROJECT, bid.summary.strip(), "Write the short description."),
        (Section.PROJECT, bid.starts_on, "Enter the day on which it starts."),
        (Section.PROJECT, bid.ends_on, "Enter the day on which it ends."),
        (Section.PROJECT, bid.contact_name.strip(), "Say who answers for the bid."),
        (Section.FUND, bid.fund_year_id, "Choose the fund."),
        (Section.FUND, bid.objectives.all(), "Tick at least one objective of the fund."),
        (Section.TARGETS, bid.targets.all(), "List the targets of the strategy that it affects."),
        (Section.NEED, bid.gap.strip(), "Say which gap or shortfall it meets."),
        (Section.NEED, bid.need.strip(), "Write the evidence of need."),
        (Section.AREAS, bid.areas.all(), "Choose the areas in which it works."),
        (Section.MONITORING, bid.monitoring.strip(), "Write the monitoring and evaluation plan."),
        (Section.MONITORING, bid.outputs.all(), "List at least one output with its target."),
        (Section.MONEY, bid.requested, "Enter the amount asked for, capital or running costs."),
        (
            Section.MONEY,
            bid.later_none or bid.later_years.all(),
            "List the funding wanted in later years, or tick that none is.",
        ),
        (
            Section.MONEY,
            bid.other_none or bid.other_funding.all(),
            "List other funding, or tick that none is sought.",
        ),
    )
    for section, there, words in needs:
        if not there:
            yield section, words
        if section == Section.TARGETS:
            yield from _without_how(bid)


def _without_how(bid):
    for target in bid.targets.all():
        if not target.how.strip():
            yield Section.TARGETS, f"Say how the bid affects “{target}”."


def _within_the_call(bid):
    call, at = bid.call, now()
    if (
        call.is_two_stage
        and bid.status == Status.DRAFT
        and bid.submitted_at is None
        and not bid.late_closes_at
    ):
        yield (
            Section.EXPRESSION,
            "Send the expression of interest first: this call invites whole bids from those.",
        )
    late = bid.late_closes_at is not None and at.replace(microsecond=0) <= bid.late_closes_at
    if not call.takes_bids(at) and not late:
        yield IN_TIME, why_not_now(call, at)
    if bid.ends_on and bid.ends_on < today():
        yield (
            Section.PROJECT,
            f"The project would be over already: it ends on {date(bid.ends_on)}. Change its days.",
        )
    asked = bid.requested
    if asked and call.least_amount and asked < call.least_amount:
        yield (
            Section.MONEY,
            f"The call gives at least {pounds(call.least_amount)}. You ask for {pounds(asked)}.",
        )
    if asked and call.most_amount and asked > call.most_amount:
        yield (
            Section.MONEY,
            f"The call gives at most {pounds(call.most_amount)}. You ask for {pounds(asked)}.",
        )
    if bid.fund_year_id and bid.fund_year_id not in {row.fund_year_id for row in call.offers.all()}:
        yield Section.FUND, "The call gives no money from the fund that you chose. Choose another."
    if bid.applicant_kind == bid.Applicant.CONSORTIUM and not bid.partners.all():
        yield Section.PARTNERS, "Name at least one partner agency, or say that you bid alone."


def why_not_now(call, at):
    """Why the call takes no bid at this moment."""
    if call.opens_at and at < call.opens_at:
        return f"The call opens on {instant(call.opens_at)}. Submit it from then on."
    if call.is_past(at):
        closed = f"The call closed on {instant(call.closes_at)}."
        return f"{closed} Ask those who run it whether a late bid can be taken."
    return "The call takes no bids now. Ask those who run it when it will."


def not_for(call, agency):
    """Why an agency of its kind cannot lead a bid in the call; nothing if it can."""
    is_group = agency.sector == "vcs"
    if is_group and not call.for_groups:
        yield "This call is for member agencies. Ask one of them to lead the bid."
    if not is_group and not call.for_members:
        yield "This call is for community groups. Let a group lead the bid."


def _eligible(bid):
    """Who may bid, the training and the agreements that are required (S002-100), and the documents that are wanted."""
    for words in not_for(bid.call, bid.agency):
        yield Section.PARTNERS, words
    fund = bid.fund_year.fund if bid.fund_year_id else None
    if fund and fund.needs_training and bid.agency.sector == "vcs" and not has_training(bid.agency):
        yield Section.FUND, UNTRAINED.format(fund=fund.short_name, group=bid.agency)
    yield from _unsigned(bid)
    if any(row.needs_priority for row in bid.objectives.all()) and not bid.targets.all():
        yield Section.TARGETS, "Capacity building serves the strategy: name the priority that it serves."
    there = [row.title.casefold() for row in bid.attachments.all()]
    for wanted in bid.call.wanted_documents:
        if not any(wanted.casefold() in title for title in there):
            yield Section.DOCUMENTS, f"Attach the document “{wanted}”."


@dataclass(frozen=True, slots=True)
class Asked:
    """An agreement that every applicant is to have signed, who asks for it, and how far it is."""

    agreement: Agreement
    whose: str
    section: Section
    holds: bool
    applicants: list[tuple[Agency, bool]]  # the lead first; whether each has signed


def agreements_asked(bid):
    """What the call, and the fund, ask of each applicant (S002-112, S002-113)."""
    fund = bid.fund_year.fund if bid.fund_year_id else None
    asked = {bid.call.needs_agreement: ("the call", Section.PARTNERS)} if bid.call.needs_agreement_id else {}
    if fund and fund.needs_agreement_id and fund.needs_agreement not in asked:
        asked[fund.needs_agreement] = (fund.short_name, Section.FUND)
    signed = signatures(asked)
    applicants = [bid.agency, *(partner.agency for partner in bid.partners.all())] if asked else []
    for agreement, (whose, section) in asked.items():
        each = [(agency, (agreement.pk, agency.pk) in signed) for agency in applicants]
        yield Asked(agreement, whose, section, in_force(agreement, today()), each)


def _unsigned(bid):
    for asked in agreements_asked(bid):
        if not asked.holds:
            said = LAPSED.format(whose=asked.whose, agreement=asked.agreement)
            yield asked.section, said[0].upper() + said[1:]
            continue
        for agency in (agency for agency, has_signed in asked.applicants if not has_signed):
            otherwise = "" if agency == bid.agency else ", or take them off the bid"
            yield (
                asked.section if agency == bid.agency else Section.PARTNERS,
                UNSIGNED.format(
                    agency=agency, agreement=asked.agreement, whose=asked.whose, partnership=bid.partnership,
                    otherwise=otherwise,
                ),
            )  # fmt: skip


def signatures(agreements):
    """(agreement, agency) of each that has signed by today; asked of the database only where one is required."""
    if not agreements:
        return set()
    rows = AgreementParty.objects.filter(agreement__in=agreements, signed_on__lte=today())
    return set(rows.values_list("agreement", "agency"))


def has_training(agency):
    """S002-100"""
    return agency.trainings.filter(course=Training.PROBLEM_SOLVING).exists()
