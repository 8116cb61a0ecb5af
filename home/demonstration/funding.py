"""Invented funds, a joint spending plan, and bids at every point from a draft to a project that claims its money."""

import datetime as dt
from decimal import Decimal as D
from typing import NamedTuple

from audit.clock import now
from funding.deciding import Said as Decision
from funding.lifecycle.calls import CallAction
from funding.lifecycle.sections import Section
from funding.money import year_of
from funding.scored import Filled
from funding.services import (
    assigning,
    bids,
    calls,
    deciding,
    delivery,
    funds,
    groups,
    milestones,
    moderating,
    openness,
    outside,
    paying,
    plans,
    reporting,
    schemes,
    scoring,
    submitting,
    supporting,
)
from funding.standard import READY
from home.services import link_split
from meetings.models import Resolution
from partnership.models import Area, User
from partnership.services import agencies, partnerships, people

FUNDS = (  # ready form, source, contributions of (agency, source, pounds)
    ("pdf", "CDRP", [("council", "mainstream", 18000), ("police", "mainstream", 12000)]),
    ("cad", "CDRP", [("commissioner", "grant", 40000)]),
    ("sci", "BCU", [("commissioner", "grant", 60000), ("council", "mainstream", 15000)]),
)
SCORERS = ("police", "member", "housing")
TARGET = {"text": "Fewer calls about nuisance", "how": "It gives something else to do"}
NEED = {"gap": "Nothing like it is there after six.", "need": "Calls peak between seven and ten."}
ROWS = ("plenty", "some", "some", "little", "plenty", "some", "little", "little", "some")


class Said(NamedTuple):
    title: str
    fund: str
    who: str  # whose bid it is
    pounds: int
    labels: tuple = ROWS
    until: str = "submitted"  # how far it is


PAST = (
    Said("Evening sessions at the quay", "SCI", "group", 9000, ROWS, "delivery"),
    Said("Lighting for the station subway", "SCI", "officer", 14000, ("some",) * 9, "awarded"),
    Said("Needle search volunteers", "CAD", "group", 3500, ("little",) * 9, "refused"),
)
OPEN = (
    Said("Doorstep crime wardens", "SCI", "housing", 8000, ROWS, "recommended"),
    Said("Young people's boxing club", "SCI", "group", 6000, ("some",) * 9, "scored"),
    Said("Mapping of drug litter", "PDF", "police", 4500, ROWS, "submitted"),
    Said("Peer mentors for the parade", "CAD", "group", 5200, ROWS, "draft"),
)


def make_funding(county, today):
    _group(county, today)
    years = _funds(county, today)
    _plan(county, today, years)
    scheme = schemes.first_scheme(county.here, by=county.user("officer"))
    past = _call(county, "Safer communities, round 1", 1, years, scheme)
    made = [_bid(county, past, said, years, today) for said in PAST]
    _shut(county, past)
    for said, bid in zip(PAST, made, strict=True):
        _carry_on(county, bid, said, today)
    current = _call(county, "Safer communities, round 2", 2, years, scheme)
    for said in OPEN:
        _carry_on(county, _bid(county, current, said, years, today), said, today)
    _elsewhere(county, today, years)


def _group(county, today):
    """A community group with a sign-in of its own, no partner of anybody."""
    group = agencies.create_agency(
        by=county.keeper(), confirmed=True, name="Quayside Youth Club", kind="voluntary", sector="vcs"
    )
    person = people.create_person(
        by=county.keeper(), given_name="Group", family_name="Secretary", email="group@demo.example"
    )
    people.appoint(person, group, by=county.keeper(), title="Secretary", started_on=today - dt.timedelta(400))
    user = User(email="group@demo.example", person=person, password=county.users["officer"].password)
    user.save()
    county.agencies["group"], county.people["group"], county.users["group"] = group, person, user


def _train(county, group, today):
    """Once it has begun a bid here: the training of a group is recorded by a partnership that it works with."""
    if not group.trainings.exists():
        groups.record_training(
            group, by=county.user("officer"), course="problem-solving",
            completed_on=today - dt.timedelta(200), people=3,
        )  # fmt: skip


def _funds(county, today):
    officer, year, years = county.user("officer"), year_of(today), {}
    for key, source, given in FUNDS:
        ready = READY[key]
        short = ready.short_name
        fund = funds.add_fund(
            county.here, title=ready.title, short_name=short, source=source, objectives=ready.objectives, by=officer,
            body=county.bodies["strategic"], needs_training=short == "SCI",
        )  # fmt: skip
        funds.set_holder(fund, county.agencies["council"], by=officer, from_on=dt.date(year - 1, 4, 1))
        its = funds.open_year(fund, year, by=officer)
        for agency, kind, pounds in given:
            funds.add_contribution(
                its,
                by=officer,
                agency=county.agencies[agency],
                source=kind,
                amount=D(pounds),
                state="received",
            )
        years[short] = its
    funds.add_contribution(
        years["PDF"], by=officer, agency=county.agencies["police"], source="mainstream", amount=D(2400),
        is_in_kind=True, hours=D(120), worked_out="120 hours at £20", state="confirmed",
    )  # fmt: skip
    funds.add_return(years["SCI"], "April return to the funder", dt.date(year + 1, 4, 30), by=officer)
    rule = [years[short].fund for short in ("SCI", "CAD")]
    funds.set_rule(county.here, "10% of SCI and CAD together cross-boundary", rule, D(10), by=officer)
    return years


def _plan(county, today, years):
    officer = county.user("officer")
    plan = plans.add_plan(
        county.here, "Joint spending plan", year_of(today), by=officer, covers=[county.here, county.there],
        funds=[its.fund for its in years.values()], banker=county.agencies["council"],
        body=county.bodies["strategic"], submitted_to="Regional office",
    )  # fmt: skip
    for title, short, pounds, both in (
        ("Bids from groups and partners", "SCI", 60000, True), ("Drug litter and treatment", "CAD", 35000, False),
        ("Analyst's time", "PDF", 22000, True),
    ):  # fmt: skip
        said = {
            "title": title, "fund_year": years[short], "amount": D(pounds), "through_bids": short == "SCI",
            "pays_for_post": "Analyst" if short == "PDF" else "",
        }  # fmt: skip
        here = [county.here, county.there] if both else [county.here]
        plans.set_line(plan, said, by=officer, partnerships=here)
    shares = [(county.agencies["council"], D(50)), (county.agencies["east"], D(50))]
    split = plans.set_split(
        plan, "Labour costs of the serious violence duty", D("41250.01"), shares, by=officer,
        reason="Both areas must do the same work",
    )  # fmt: skip
    resolved = Resolution.objects.filter(item__meeting__body=county.bodies["strategic"])
    link_split(split, resolved.filter(item__title="Serious violence").latest("pk"), by=officer)
    plans.move_plan(plan, "submit", by=officer)
    holder, posts = county.user("support"), plan.lines.get(title="Analyst's time")
    for month in ("April", "May", "June"):
        paying.pay_line(
            posts, D("1833.33"), by=holder, paid_on=today, note=f"The council, analyst's salary for {month}"
        )
    for place, pounds in ((county.here, 28000), (county.there, 30000)):
        funds.allocate(years["SCI"], D(pounds), by=officer, partnership=place)


def _call(county, title, number, years, scheme):
    officer, at = county.user("officer"), now().replace(microsecond=0)
    call = calls.add_call(
        by=officer, title=title, number=number, partnership=county.here, body=county.bodies["strategic"],
        about="Projects that make places safer, by partners and by community groups.", scheme=scheme,
        opens_at=at - dt.timedelta(days=20), closes_at=at + dt.timedelta(days=21),
        offers=[(its, None) for its in years.values()],
    )  # fmt: skip
    return calls.step_call(call, CallAction.PUBLISH, by=officer)


def _shut(county, call):
    officer, at = county.user("officer"), now().replace(microsecond=0)
    call.refresh_from_db()
    calls.change_call(call, {"closes_at": at - dt.timedelta(minutes=1)}, by=officer)
    calls.step_call(call, CallAction.SHUT, by=officer)


def _bid(county, call, said, years, today):
    user, its = county.user(said.who), years[said.fund]
    agency = county.people[said.who].posts.first().agency
    bid = bids.start_bid(call, agency, said.title, by=user)
    if said.who == "group":
        _train(county, agency, today)
    north = Area.objects.get(name="Northshire")
    pages = (
        (
            Section.PROJECT,
            {
                "summary": f"{said.title}, run with the people who live there.",
                "starts_on": today,
                "ends_on": today + dt.timedelta(300),
                "contact_name": str(county.people[said.who]),
            },
            {},
            {},
        ),
        (Section.FUND, {"fund_year": its}, {}, {"objectives": its.fund.objectives.filter(parent=None)[:1]}),
        (
            Section.TARGETS,
            {},
            {"targets": [{"text": "Fewer calls about nuisance", "how": "It gives an alternative"}]},
            {},
        ),
        (
            Section.NEED,
            {"gap": "Nothing like it is there after six.", "need": "Calls peak between seven and ten."},
            {},
            {},
        ),
        (Section.AREAS, {}, {}, {"areas": [north]}),
        (
            Section.MONITORING,
            {"monitoring": "Counted each month against the year before."},
            {"outputs": [{"what": "Sessions held", "target": D(40), "baseline": None}]},
            {},
        ),
        (
            Section.MONEY,
            {
                "amount_capital": D(0),
                "amount_running": D(said.pounds),
                "later_none": True,
                "other_none": True,
            },
            {},
            {},
        ),
    )
    for section, fields, parts, many in pages[: 3 if said.until == "draft" else None]:
        bid = bids.write_section(bid, section, fields, by=user, parts=parts, many=many)
    return bid if said.until == "draft" else submitting.submit_bid(bid, by=user)


def _carry_on(county, bid, said, today):
    if said.until in ("draft",):
        return
    officer = county.user("officer")
    if said.who == "officer":
        officer = _development(county, today)
    own = county.people[said.who].posts.first().agency_id
    for key in SCORERS:
        if county.people[key].posts.first().agency_id != own:
            assigning.assign_scorer(bid, county.people[key], by=officer, due_on=today + dt.timedelta(10))
    if said.until == "submitted":
        return
    for row in bid.assignments.all():
        scorer = county.user(next(key for key in SCORERS if county.people[key].pk == row.scorer_id))
        _sign(bid, said, scorer, today)
    _recommend(county, bid, said, officer, today)


def _sign(bid, said, scorer, today):
    labels = {
        number: "little" if number == 8 and label == "none" else label
        for number, label in enumerate(said.labels, 1)
    }
    scoring.sign_form(bid, Filled(labels, {}, "yes", "", None, today), by=scorer)


def _development(county, today):
    """The development manager of another agency runs what the council itself bids for."""
    if "development" not in county.users:
        person = people.create_person(
            by=county.keeper(),
            given_name="Development",
            family_name="Manager",
            email="development@demo.example",
        )
        people.appoint(person, county.agencies["voluntary"], by=county.keeper(), title="Development manager",
                       started_on=today - dt.timedelta(300))  # fmt: skip
        partnerships.give_role(
            person, county.here, "development", started_on=today - dt.timedelta(300), by=county.keeper()
        )
        user = User(
            email="development@demo.example", person=person, password=county.users["officer"].password
        )
        user.save()
        county.people["development"], county.users["development"] = person, user
    return county.user("development")


def _recommend(county, bid, said, officer, today):
    bid = moderating.close_scoring(bid, by=officer)
    if said.until == "scored":
        return
    recommended = "no" if said.until == "refused" else "yes"
    moderating.recommend(bid, recommended, by=officer, reasons="As the scorers see it.")
    if said.until in ("recommended",):
        return
    # The chair is of the council: what the council bids for is decided by the deputy, of the police.
    chair = county.user("police" if said.who == "officer" else "chair")
    terms = {"subsidy": "none", "subsidy_reason": "It trades in nothing.", "subsidy_scheme": "", "mfa_declared": None,
             "mfa_notified_on": None, "mfa_confirmed_on": None, "mfa_closed_on": None}  # fmt: skip
    bid = openness.record_subsidy(bid, terms, by=officer)
    if said.until == "refused":
        words = Decision(
            reasons="Others do this already.", feedback="Ask the council.", between_meetings=True
        )
        deciding.refuse(bid, words, by=chair)
        return
    words = Decision(
        reasons="It meets the need at a fair cost.", amount=D(said.pounds), fund_year=bid.fund_year,
        between_meetings=True, feedback="A clear plan.",
    )  # fmt: skip
    deciding.award(bid, words, by=chair)
    if said.until == "delivery":
        _deliver(county, bid, today)


def _deliver(county, bid, today):
    officer, group = county.user("officer"), county.user("group")
    bid.refresh_from_db()
    half = bid.awarded / 2
    rows = [(half, today, True), (half, today + dt.timedelta(180), False)]
    delivery.set_instalments(bid, rows, by=officer)
    supporting.add_supporter(bid, county.people["beat"], "Neighbourhood officer", by=officer)
    delivery.sign_agreement(bid, by=group)
    bid = delivery.accept_agreement(bid, by=officer)
    for name, days in (
        ("The sessions are advertised", 0),
        ("The youth worker is appointed", 5),
        ("Halfway review", 90),
    ):
        milestones.set_milestone(bid, name, today + dt.timedelta(days), by=officer)
    first = bid.milestones.order_by("due_on").first()
    milestones.reach_milestone(first, by=group, reached_on=today, note="Posters in the shops and the school")
    row = delivery.claim(bid.instalments.get(number=1), half, "", by=group)
    delivery.decide_claim(row, approve=True, by=officer)
    delivery.pay_instalment(row, by=county.user("support"), paid_on=today)
    reporting.ask_return(
        bid,
        period_from=today,
        period_until=today + dt.timedelta(90),
        due_on=today + dt.timedelta(100),
        by=officer,
    )


def _elsewhere(county, today, years):
    officer = county.user("officer")
    bid = outside.add_outside_bid(
        county.here, by=officer, title="Safer streets", funder="Home Office", scheme="Safer Streets Fund",
        round="round 5", closes_on=today + dt.timedelta(40), agency=county.agencies["police"], amount=D(250000),
    )  # fmt: skip
    outside.move_outside_bid(bid, "pursue", by=officer)
    service = outside.add_service(
        county.here, by=officer, title="Advice line for victims", agency=county.agencies["refuge"],
        commissioner=county.agencies["council"], cost=D(30000), serves="adults", risk_levels=["High", "Medium"],
        groups=["Male victims"], ends_on=today + dt.timedelta(120),
    )  # fmt: skip
    outside.add_service(
        county.here, by=officer, title="Refuge places", agency=county.agencies["refuge"], funder="Supporting People",
        cost=D(48000), serves="both", risk_levels=["Very high", "High"],
        groups=["Very high risk victims", "Male victims"], ends_on=today + dt.timedelta(500),
    )  # fmt: skip
    found = outside.add_proposal_set(
        county.here, "Domestic abuse services next year", by=officer, fund_years=[years["PDF"]]
    )
    said = {
        "title": "One contract for advice and refuge",
        "cost": D(35000),
        "cost_existing": D(30000),
        "groups": ["Male victims"],
    }
    outside.set_proposal(found, said, by=officer, merges=[service])
