"""Funds, calls and bids in the state in which a test wants them."""

import datetime as dt
from decimal import Decimal

from audit.clock import now, today
from funding.deciding import Said
from funding.lifecycle.bids import Status
from funding.models import (
    Bid,
    BidOutput,
    BidPartner,
    BidTarget,
    CallFund,
    Contribution,
    Fund,
    FundingCall,
    FundYear,
    Objective,
)
from funding.money import year_of
from funding.scored import Filled
from funding.services import assigning, deciding, moderating, schemes, scoring
from records.models import Record
from records.services import create_record
from records.writing import keep

YEAR = year_of(today())
WRITTEN = {
    "summary": "Evening sessions for young people at the youth centre.",
    "gap": "Nothing is open to them after six.",
    "need": "Calls about the square peak between seven and ten.",
    "monitoring": "A register each evening, and calls counted each month.",
    "contact_name": "Secretary, Northshire Advice",
    "later_none": True,
    "other_none": True,
    "amount_capital": Decimal("1000.00"),
    "amount_running": Decimal("4000.00"),
    "starts_on": dt.date(YEAR, 4, 1),
    "ends_on": dt.date(YEAR + 1, 3, 31),
}


def fund(county, short_name="SCI", money="20000.00", **fields):
    fields.setdefault("title", f"Fund {short_name}")
    row = Fund(
        short_name=short_name, partnership=county.here, body=county.strategic,
        audience=Record.Audience.PARTNERSHIP, **fields,
    )  # fmt: skip
    create_record(row, by=county.officer)
    keep(Objective(fund=row, text="Targeted police operations"), by=county.officer)
    fund_year(county, row, money)
    return row


def fund_year(county, row, money="20000.00", year=YEAR):
    its = keep(FundYear(fund=row, year=year), by=county.officer)
    if Decimal(money):
        given = Contribution(fund_year=its, agency=county.council, amount=Decimal(money), state="confirmed")
        keep(given, by=county.officer)
    return its


def scheme(county):
    return schemes.first_scheme(county.here, by=county.officer)


def call(county, *funds, status="open", **fields):
    """Open to everyone, for another week; of one fund where none is named."""
    funds = funds or (fund(county),)
    fields = {
        "title": "Safer evenings, round 1", "about": "Projects that make evenings safer.",
        "opens_at": now() - dt.timedelta(days=7), "closes_at": (now() + dt.timedelta(days=7)).replace(microsecond=0),
    } | fields  # fmt: skip
    row = FundingCall(
        partnership=county.here, body=county.strategic, scheme=scheme(county), status=status,
        audience=Record.Audience.PUBLIC if status != "draft" else Record.Audience.PARTNERSHIP, **fields,
    )  # fmt: skip
    create_record(row, by=county.officer)
    for its in funds:
        keep(CallFund(call=row, fund_year=its.years.get()), by=county.officer)
    return row


def applicant(county):
    """Of the charity, and of nothing else."""
    return county.attendee


def bid(county, of=None, status=Status.DRAFT, agency=None, partners=(), whole=True, **fields):
    """A bid of the charity's, with everything that it needs unless ``whole`` is false."""
    of, agency = of or call(county), agency or county.charity
    year = of.offers.first().fund_year
    fields = (WRITTEN if whole else {}) | {"title": "Youth evenings"} | fields
    audience = Record.Audience.AGENCY if status == Status.DRAFT else Record.Audience.FUNDING
    row = Bid(
        call=of, agency=agency, partnership=of.partnership, body=of.body, fund_year=year, status=status,
        audience=audience, applicant_kind="consortium" if partners else "group", **fields,
    )  # fmt: skip
    if status != Status.DRAFT:
        row.submitted_at, row.submitted_by = now(), applicant(county)
    create_record(row, by=applicant(county))
    for other in partners:
        keep(BidPartner(bid=row, agency=other), by=applicant(county))
    if whole:
        fill(county, row)
    return row


def fill(county, row):
    by = applicant(county)
    keep(BidTarget(bid=row, text="Fewer calls about nuisance", how="Gives something else to do"), by=by)
    keep(BidOutput(bid=row, what="Sessions held", target=Decimal(40)), by=by)
    row.objectives.add(row.fund_year.fund.objectives.first())
    row.areas.add(area(county))


def area(county):
    from partnership.models import Area

    found = Area.objects.get_or_create(name="Northshire", kind=Area.Kind.DISTRICT)[0]
    county.here.areas.add(found)
    return found


def submitted(county, **fields):
    return bid(county, status=Status.SUBMITTED, **fields)


def filled(labels="some", recommended="yes", **fields):
    """A whole form: one label for all nine rows, or a word of nine letters such as ``nlspsslls``."""
    letters = {label[0]: label for label in ("none", "little", "some", "plenty")}
    nine = [letters[letter] for letter in labels] if len(labels) == 9 else [labels] * 9
    fields = {"dated_on": today(), "comments": {}} | fields
    return Filled(labels=dict(enumerate(nine, start=1)), recommended=recommended, **fields)


def assigned(county, row, *users):
    for user in users or (county.police_lead, county.health_lead):
        assigning.assign_scorer(row, user.person, by=county.officer)
    return row


def signed(county, row, user, labels="some", **fields):
    """The form of a scorer, signed; the bid is given to them first where it was not."""
    if not row.assignments.filter(scorer=user.person, ended_at=None).exists():
        assigned(county, row, user)
    return scoring.sign_form(row, filled(labels, **fields), by=user)


def scored(county, row=None, labels=("some", "some"), **fields):
    """By the police and by the health service."""
    row = row or submitted(county, **fields)
    for user, said in zip((county.police_lead, county.health_lead), labels, strict=True):
        signed(county, row, user, said)
    return moderating.close_scoring(row, by=county.officer)


def recommended(county, row=None, recommended="yes", labels=("some", "some"), **fields):
    fields.setdefault("subsidy", "none")
    row = scored(county, row, labels, **({} if row else fields))
    more = {"condition": "Quarterly figures", "condition_on": today() + dt.timedelta(days=60)}
    more = more if recommended == "provisional" else {}
    return moderating.recommend(row, recommended, by=county.officer, reasons="It meets the need.", **more).bid


def awarded(county, row=None, amount="5000.00", **fields):
    row = row or recommended(county, **fields)
    said = Said(reasons="Strong on need.", amount=Decimal(amount), between_meetings=True)
    return deciding.award(row, said, by=county.chair).bid


def community_group(county, name="Quayside Youth Club"):
    """Somebody of a community group that is no partner of anybody, with nothing but a sign-in (S002-51)."""
    from tests.factories.partnership import AgencyFactory
    from tests.personas import account

    group = AgencyFactory(name=name, kind="voluntary", sector="vcs")
    return account("group", group)
