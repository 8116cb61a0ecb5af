"""The bid in words, page by page of its form: for the bid's page, the answers to check, and the PDF."""

from dataclasses import dataclass
from decimal import Decimal

from design.filters import date, joined, money
from funding.areas import PARTS, covered_in_part
from funding.lifecycle.sections import Section
from funding.money import percent_of, year_name

LISTS = (  # of a bid, and what is read with each of their rows
    "objectives__parent", "areas", PARTS, "partnerships", "targets", "outputs", "later_years", "other_funding",
    "supporters__person",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answers:
    """One page of the form; ``rows`` are (label, words), the words empty where nothing was answered."""

    section: Section
    heading: str
    rows: tuple[tuple[str, str], ...]


def answers_of(bid, free=None):
    """``bid`` has its `LISTS`; ``free`` is what the fund has left, where the reader may know that."""
    found = (
        (Section.EXPRESSION, _expression),
        (Section.PROJECT, _project),
        (Section.FUND, _fund),
        (Section.TARGETS, _targets),
        (Section.NEED, _need),
        (Section.AREAS, _areas),
        (Section.MONITORING, _monitoring),
        (Section.MONEY, lambda its: _money(its, free)),
        (Section.PARTNERS, _partners),
    )
    wanted = [pair for pair in found if pair[0] != Section.EXPRESSION or bid.call.is_two_stage]
    return tuple(Answers(section, section.label, tuple(rows(bid))) for section, rows in wanted)


def _expression(bid):
    yield "Expression of interest", bid.expression


def _project(bid):
    yield "Title", bid.title
    yield "Short description", bid.summary
    if bid.components:
        yield "Parts of the project", bid.components
    yield "Starts on", date(bid.starts_on)
    yield "Ends on", date(bid.ends_on)
    yield "Who answers for the bid", bid.contact_name


def _fund(bid):
    year = bid.fund_year
    yield "Fund", f"{year.fund} ({year.year_name})" if year else ""
    objectives = sorted(bid.objectives.all(), key=lambda row: (row.position, row.pk))
    yield "Objectives", "\n".join(f"{row.parent}: {row}" if row.parent_id else str(row) for row in objectives)
    if bid.target_side:
        yield "Side of the triangle", bid.get_target_side_display()


def _targets(bid):
    targets = bid.targets.all()
    yield from ((str(row), row.how) for row in targets)
    if not targets:
        yield "Targets of the strategy", ""


def _need(bid):
    yield "Gap or shortfall that it meets", bid.gap
    yield "Evidence of need", bid.need


def _areas(bid):
    yield "Areas", joined(sorted(map(str, bid.areas.all())))
    if parts := list(covered_in_part(bid.areas.all())):
        yield "Covered in part only", "\n".join(map(str, parts))
    partnerships = sorted(map(str, bid.partnerships.all()))
    yield "Partnerships that they lie in", joined(partnerships)
    if partnerships:
        yield "Cross-boundary", "Yes" if len(partnerships) > 1 else "No, it lies in one partnership"


def _monitoring(bid):
    yield "Monitoring and evaluation plan", bid.monitoring
    yield "Outputs", "\n".join(map(_output, bid.outputs.all()))


def _output(row):
    today = f", {_plain(row.baseline)} today" if row.baseline is not None else ""
    return f"{row.what}: {_plain(row.target)}{today}"


def _plain(number):
    return f"{number:,.2f}".removesuffix(".00") if isinstance(number, Decimal) else str(number)


def _money(bid, free):
    yield "Capital", money(bid.amount_capital)
    yield "Running costs", money(bid.amount_running)
    yield "Asked for altogether", share_in_words(bid.requested, free)
    later = [f"{year_name(row.year)}: {money(row.amount)}{_of(row.source)}" for row in bid.later_years.all()]
    yield "Funding wanted in later years", "None" if bid.later_none else "\n".join(later)
    other = [
        f"{row.source}: {money(row.amount)}, {row.get_state_display().lower()}"
        for row in bid.other_funding.all()
    ]
    yield "Other funding", "None is sought" if bid.other_none else "\n".join(other)


def _of(source):
    return f" from {source}" if source else ""


def share_in_words(asked, free):
    """£5,000, which is 25.0% of the £20,000 that the fund has free"""
    if asked is None or free is None:
        return money(asked)
    percent = percent_of(asked, free) if free > 0 else None
    if percent is None:
        return f"{money(asked)}. The fund has nothing free today"
    return f"{money(asked)}, which is {percent}% of the {money(free)} that the fund has free today"


def _partners(bid):
    yield "Applicant", f"{bid.agency} ({bid.get_applicant_kind_display().lower()})"
    if partners := bid.partners.all():
        yield (
            "Partners",
            "\n".join(f"{row.agency}: {row.part}" if row.part else str(row.agency) for row in partners),
        )

    if supporters := bid.supporters.all():
        yield "Support team", "\n".join(map(str, supporters))  # S002-71


def trainings_of(agency):
    """S002-10: what the applicant's people completed, as the bid form shows it."""
    return list(agency.trainings.all())
