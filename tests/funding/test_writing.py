"""The bid form: saved page by page, odd input refused in words, nothing lost."""

import pytest
from django.urls import reverse

from audit.models import Event
from documents.services import add_document
from funding.areas import partnerships_of
from funding.lifecycle.bids import Status
from funding.lifecycle.sections import WRITTEN_HERE, Section
from funding.models import Bid, Criterion, Objective
from funding.reports.beside import beside
from funding.services import bids, partners
from partnership.models import Area
from records.lifecycle import MoveRefused
from records.models import Link, Record
from records.writing import keep
from tests.factories import funding as make
from tests.factories import issues as issues_make
from tests.factories import problems as problems_make
from tests.factories.partnership import AreaFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


def address(name, bid, *more):
    return reverse(f"funding:{name}", args=[bid.reference, *more])


def rows(prefix, *values):
    """The fields of a formset."""
    said = {f"{prefix}-TOTAL_FORMS": str(len(values)), f"{prefix}-INITIAL_FORMS": "0"}
    return said | {
        f"{prefix}-{n}-{name}": value for n, row in enumerate(values) for name, value in row.items()
    }


def money(**fields):
    return {"later_none": "on", "other_none": "on"} | rows("later_years") | rows("other_funding") | fields


@pytest.fixture
def bid(county):
    return make.bid(county, whole=False)


@pytest.fixture
def save(county, sign_in, bid):
    def saved(section, user=None, **data):
        return sign_in(user or county.attendee).post(address("bid_section", bid, section), data)

    return saved


def test_a_bid_is_begun_from_a_call_and_is_the_applicants_own(county, sign_in):
    call = make.call(county)
    client = sign_in(county.attendee)
    assert "Start a bid" in client.get(call.get_absolute_url()).content.decode()
    answer = client.post(reverse("funding:bid_start", args=[call.reference]),
                         {"title": "Youth evenings", "agency": county.charity.pk})  # fmt: skip
    bid = Bid.objects.get()
    assert answer["Location"] == address("bid_write", bid)
    assert (bid.status, bid.audience, bid.applicant_kind) == ("draft", Record.Audience.AGENCY, "group")
    assert bid.fund_year == call.offers.get().fund_year
    assert sign_in(county.officer).get(bid.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"for_groups": False}, "This call is for member agencies"),
        ({"status": "closed"}, "The call takes no bids now"),
    ],
)
def test_who_cannot_bid_is_told_why(county, sign_in, fields, words):
    call = make.call(county, **fields)
    answer = sign_in(county.attendee).post(
        reverse("funding:bid_start", args=[call.reference]), {"title": "Youth", "agency": county.charity.pk}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_nobody_bids_for_an_agency_that_is_not_theirs(county, sign_in):
    call = make.call(county)
    answer = sign_in(county.attendee).post(
        reverse("funding:bid_start", args=[call.reference]), {"title": "Youth", "agency": county.police.pk}
    )
    assert answer.status_code == 422
    assert not Bid.objects.exists()


def test_the_list_of_tasks_says_how_far_each_page_is(county, sign_in, bid, save):
    client = sign_in(county.attendee)
    page = client.get(address("bid_write", bid)).content.decode()
    assert page.count("Not started") == 6
    assert "If you need it" in page
    save("need", gap="Nothing is open after six", need="")
    page = client.get(address("bid_write", bid)).content.decode()
    assert page.count("Incomplete") == 2  # the fund came with the call
    save("need", gap="Nothing is open after six", need="Calls peak at seven")
    assert "Completed" in client.get(address("bid_write", bid)).content.decode()


@pytest.mark.parametrize("section", WRITTEN_HERE)
def test_every_page_shows_and_takes_what_is_empty(county, sign_in, bid, section):
    client = sign_in(county.attendee)
    assert client.get(address("bid_section", bid, section)).status_code == 200
    empty = {"title": "Youth evenings"}
    for name in ("targets", "outputs", "later_years", "other_funding"):
        empty |= rows(name, {}, {})
    answer = client.post(address("bid_section", bid, section), empty)
    assert answer.status_code == 302, answer.content.decode()


def test_all_that_is_written_is_kept_with_who_and_why(county, bid, save):
    objective = bid.fund_year.fund.objectives.get()
    days = {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2027", "ends_on": "31 3 2028"}
    save("project", title="Youth evenings", summary="Sessions", contact_name="Secretary", **days)
    save("fund", fund_year=bid.fund_year_id, objectives=[objective.pk])
    save("targets", **rows("targets", {"text": "Fewer calls", "how": "Something to do"}, {}))
    save("areas", areas=[make.area(county).pk])
    save("monitoring", monitoring="A register", **rows("outputs", {"what": "Sessions", "target": "40"}))
    later = rows("later_years", {"year": str(make.YEAR), "amount": "2,000", "source": "CSP"})
    sums = {"amount_capital": "£1,000", "amount_running": " 4 000.50 "}
    save("money", other_none="on", **sums, **rows("other_funding"), **later)
    bid = Bid.objects.get()
    assert (bid.summary, str(bid.starts_on)) == ("Sessions", "2027-04-01")
    assert str(bid.requested) == "5000.50"
    assert [row.text for row in bid.targets.all()] == ["Fewer calls"]
    assert (list(bid.objectives.all()), list(bid.partnerships.all())) == ([objective], [county.here])
    assert (bid.outputs.get().target, bid.later_years.get().amount) == (40, 2000)
    assert bid.history.latest().history_user == county.attendee
    assert Event.objects.filter(subject=bid.reference, verb="change").count() == 6


def test_match_funding_is_read_back_with_its_source_and_state(county, bid, save, sign_in):
    """S002-102: on the bid, beside row 9 of the scoring form, and on the form itself."""
    other = (
        {"source": "The parish council", "amount": "£2,500", "state": "confirmed"},
        {"source": "A lottery", "amount": "10,000", "state": "sought"},
        {"source": "A trust", "amount": "1", "state": "refused"},
    )
    save("money", **money(amount_running="5000", other_none="") | rows("other_funding", *other))
    bid = Bid.objects.get(pk=bid.pk)
    lines = (
        "The parish council: £2,500, confirmed", "A lottery: £10,000, sought", "A trust: £1, refused"
    )  # fmt: skip
    page = sign_in(county.attendee).get(address("bid", bid)).content.decode()
    form = sign_in(county.attendee).get(address("bid_section", bid, "money")).content.decode()
    for line, row in zip(lines, other, strict=True):
        assert line in page
        assert f'value="{row["source"]}"' in form
    assert beside(bid, [Criterion(beside=Criterion.Beside.OTHER)])["other"].lines == lines
    assert form.count('<option value="confirmed" selected') == 1


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("£1e9", "is not a sum of money"),
        ("1,000,000,000", "Check the number of noughts"),
        ("£0.001", "has parts of a penny"),
        ("-5", "below nothing"),
        ("£-5", "below nothing"),
        ("−5", "below nothing"),
        ("about five thousand", "is not a sum of money"),
        ("$500", "is not a sum of money"),
        ("€500", "is not a sum of money"),
        ("1,00,0", "commas in an odd place"),
        ("NaN", "is not a sum of money"),
        ("Infinity", "is not a sum of money"),
        ("9" * 100_000, "is not a sum of money"),
        ("0", "Enter an amount above nothing"),
    ],
)
def test_what_is_no_sum_is_said_and_stays_in_the_box(bid, save, amount, words):
    answer = save("money", **money(amount_capital=amount))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{amount}"' in page
    bid.refresh_from_db()
    assert bid.requested is None


@pytest.mark.parametrize("amount", ["£5,000", "5000.00", "5 000", "5000 GBP", "5000 pounds"])
def test_sums_are_read_as_people_write_them(bid, save, amount):
    assert save("money", **money(amount_running=amount)).status_code == 302
    bid.refresh_from_db()
    assert bid.requested == 5000


@pytest.mark.parametrize(
    ("section", "data", "words"),
    [
        ("need", {"need": "x" * 100_000}, "must be 5,000 characters or fewer"),
        ("project", {"title": ""}, "Enter the title"),
        ("project", {"title": "A", "starts_on": "31 2 2027"}, "must be a real date"),
        ("project", {"title": "A", "starts_on": "2 4 2027", "ends_on": "1 4 2027"}, "cannot end before it starts"),
        ("targets", rows("targets", {"text": "", "how": "By magic"}), "Name the target, or empty the whole row"),
        ("monitoring", rows("outputs", {"what": "Sessions", "target": ""}), "Enter the number that is aimed at"),
        ("monitoring", rows("outputs", {"what": "Sessions", "target": "many"}), "must be a number"),
        ("monitoring", rows("outputs", {"what": "Sessions", "target": "-1"}), "must be 0 or more"),
        ("money", money(**rows("later_years", {"year": "", "amount": "5"})), "Choose the financial year"),
        ("money", money(**rows("later_years", {"year": "1066", "amount": "5"})), "from the list"),
        ("money", money(**rows("other_funding", {"source": "", "amount": "5"})), "Say where the money comes from"),
        ("money", money(**rows("other_funding", {"source": "Lottery", "amount": "5"})), "and tick that there is none"),
        ("areas", {"areas": ["999999"]}, "from the list"),
        ("fund", {"fund_year": "999999"}, "from the list"),
    ],
)  # fmt: skip
def test_odd_input_is_refused_in_words_and_nothing_is_lost(bid, save, section, data, words):
    before = Bid.objects.values().get()
    answer = save(section, **data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    for value in data.values():
        if len(str(value)) > 3 and isinstance(value, str) and not value.isdecimal():
            assert value in page
    assert Bid.objects.values().get() == before


def test_an_objective_of_another_fund_is_refused_by_the_form_and_by_the_service(county, bid, save):
    other = make.fund(county, "CAD").objectives.get()
    answer = save("fund", fund_year=bid.fund_year_id, objectives=[other.pk])
    assert answer.status_code == 422
    with pytest.raises(MoveRefused, match="is no objective of the fund that you chose"):
        bids.write_section(bid, Section.FUND, {}, many={"objectives": [other]}, by=county.attendee)
    with pytest.raises(MoveRefused, match="gives no money from that fund"):
        bids.write_section(bid, Section.FUND, {"fund_year": other.fund.years.get()}, by=county.attendee)
    assert not bid.objectives.exists()


def test_another_fund_brings_its_own_objectives(county, sign_in):
    sci, cad = make.fund(county, "SCI"), make.fund(county, "CAD")
    bid = make.bid(county, of=make.call(county, sci, cad), whole=False)
    bids.write_section(bid, Section.FUND, {"fund_year": sci.years.get()}, by=county.attendee,
                       many={"objectives": list(sci.objectives.all())})  # fmt: skip
    client, url = sign_in(county.attendee), address("bid_section", bid, "fund")
    answer = client.post(url, {"fund_year": cad.years.get().pk, "objectives": [sci.objectives.get().pk]})
    assert answer["Location"] == url
    bid.refresh_from_db()
    assert (bid.fund_year, list(bid.objectives.all())) == (cad.years.get(), [])
    page = client.get(url).content.decode()
    assert f'value="{cad.objectives.get().pk}"' in page
    assert f'name="objectives" type="checkbox" value="{sci.objectives.get().pk}"' not in page


def test_the_side_of_the_triangle_is_asked_of_funds_that_have_sides(county, sign_in, bid):
    url = address("bid_section", bid, "fund")
    assert "Side of the triangle" not in sign_in(county.attendee).get(url).content.decode()
    keep(Objective(fund=bid.fund_year.fund, text="Locations", side="location"), by=county.officer)
    assert "Side of the triangle" in sign_in(county.attendee).get(url).content.decode()


def test_the_share_of_the_funds_free_balance_is_shown(county, sign_in, bid, save):
    save("money", **money(amount_running="5000"))
    page = sign_in(county.attendee).get(address("bid_section", bid, "money")).content.decode()
    assert "£5,000, which is 25.0% of the £20,000 that the fund has free today" in page


def test_a_second_writer_of_the_same_page_sees_both_and_of_another_page_is_not_disturbed(
    county, sign_in, bid
):
    client, url = sign_in(county.attendee), address("bid_section", bid, "need")
    version = client.get(url).content.decode().split('name="version" value="')[1].split('"')[0]
    bids.write_section(bid, Section.PROJECT, {"summary": "Other page"}, by=county.attendee)
    bids.write_section(bid, Section.NEED, {"need": "Theirs"}, by=county.attendee)
    answer = client.post(url, {"gap": "", "need": "Mine", "version": version})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    version = page.split('name="version" value="')[1].split('"')[0]
    assert client.post(url, {"gap": "", "need": "Mine", "version": version}).status_code == 302
    bid.refresh_from_db()
    assert (bid.need, bid.summary) == ("Mine", "Other page")
    old = bids.version_of_section(bid, Section.PROJECT)
    bids.write_section(bid, Section.NEED, {"need": "Again"}, by=county.attendee)
    bids.write_section(bid, Section.PROJECT, {"summary": "Fits"}, by=county.attendee, version=old)


@pytest.mark.parametrize(
    ("persona", "status"),
    [("attendee", 200), ("officer", 404), ("police_lead", 404), ("outsider", 404), ("guest", 404)],
)  # fmt: skip
def test_a_draft_is_known_to_its_applicant_alone(county, sign_in, bid, persona, status):
    client = sign_in(getattr(county, persona))
    for name in ("bid", "bid_write", "bid_check", "bid_partners", "bid_documents"):
        assert client.get(address(name, bid)).status_code == status
    assert client.get(address("bid_section", bid, "need")).status_code == status
    assert client.post(address("bid_section", bid, "need"), {"need": "x"}).status_code in (302, 404)


def test_what_is_written_after_submission_is_refused_and_stays_on_the_page(county, sign_in):
    bid = make.submitted(county)
    answer = sign_in(county.attendee).post(address("bid_section", bid, "need"), {"need": "A later thought"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A later thought" in page
    assert "The bid is “Submitted” now, so it is locked" in page
    assert sign_in(county.officer).post(address("bid_section", bid, "need"), {"need": "x"}).status_code == 403
    assert (
        sign_in(county.attendee).get(address("bid_section", bid, "need"))["Location"]
        == bid.get_absolute_url()
    )


# --- areas


def test_partnerships_are_those_that_the_areas_are_lie_in_or_contain(county):
    """S002-29, S002-48: a project belongs to as many partnerships as its areas, and has one lead applicant."""
    northshire = make.area(county)
    county_area = AreaFactory(name="The county", kind=Area.Kind.COUNTY)
    southshire = AreaFactory(name="Southshire", parent=county_area)
    northshire.parent = county_area
    northshire.save()
    county.there.areas.add(southshire)
    above = PartnershipFactory(name="County group")
    above.areas.add(county_area)
    for each in (county.here, county.there):
        each.parent = above
        each.save()
    ward, far = AreaFactory(kind=Area.Kind.WARD, parent=northshire), AreaFactory(name="Far away")
    assert partnerships_of([northshire]) == [county.here]
    assert partnerships_of([ward]) == [county.here]
    assert set(partnerships_of([county_area])) == {county.here, county.there}
    assert set(partnerships_of([ward, southshire])) == {county.here, county.there}
    assert partnerships_of([far]) == []


# --- partners


def test_a_partner_reads_and_writes_the_draft_and_only_the_lead_submits(county, sign_in, bid):
    """S000-46"""
    paper = add_document(bid, title="Safeguarding policy", file=_file(), by=county.attendee)
    partners.add_partner(bid, county.police, part="Two officers", by=county.attendee)
    bid.refresh_from_db()
    assert bid.applicant_kind == "consortium"
    client = sign_in(county.police_lead)
    assert client.get(address("bid_write", bid)).status_code == 200
    assert client.post(address("bid_section", bid, "need"), {"need": "Ours too"}).status_code == 302
    assert client.get(paper.get_absolute_url()).status_code == 200
    later = add_document(bid, title="Budget", file=_file(b"Later"), by=county.attendee)
    assert client.get(later.get_absolute_url()).status_code == 200
    assert client.post(address("bid_partners", bid), {"agency": county.health.pk}).status_code == 403
    assert not bid.partners.filter(agency=county.health).exists()


def test_a_partner_taken_off_knows_nothing_of_the_bid_any_more(county, sign_in, bid):
    row = partners.add_partner(bid, county.police, part="", by=county.attendee)
    answer = sign_in(county.attendee).post(address("bid_partner_remove", bid, row.pk))
    assert answer["Location"] == address("bid_partners", bid)
    bid.refresh_from_db()
    assert bid.applicant_kind == "group"
    assert sign_in(county.police_lead).get(bid.get_absolute_url()).status_code == 404


def test_the_same_partner_twice_and_the_lead_itself_are_refused(county, bid):
    partners.add_partner(bid, county.police, part="", by=county.attendee)
    with pytest.raises(MoveRefused, match="is a partner already"):
        partners.add_partner(bid, county.police, part="", by=county.attendee)
    with pytest.raises(MoveRefused, match="leads the bid"):
        partners.add_partner(bid, county.charity, part="", by=county.attendee)


# --- from a problem record


def test_a_problem_record_gives_its_answers_and_nothing_of_people(county, sign_in):
    problem, call = problems_make.analysed(county), make.call(county)
    client = sign_in(county.partner)
    url = reverse("home:money_ask", args=[problem.reference])
    assert url in client.get(problem.get_absolute_url()).content.decode()
    answer = client.post(url, {"call": call.pk, "agency": county.police.pk, "title": "Lighting"})
    bid = Bid.objects.get()
    assert answer["Location"] == address("bid_write", bid)
    assert bid.summary == problem.outline
    assert bid.areas.count() >= 1
    assert Link.objects.filter(source=bid.pk, target=problem.pk, kind="arises-from").exists()
    said = " ".join(str(value) for value in Bid.objects.values().get().values())
    for side in problem.sides.all():
        assert side.characteristics not in said


def test_an_emerging_issue_becomes_a_bid_that_is_linked_to_it(county, sign_in):
    """S002-50"""
    user, call = issues_make.unit(county), make.call(county)
    issue = issues_make.logged(county, by=user, outline="Bins burn each weekend.")
    said = {"call": call.pk, "agency": county.police.pk, "title": "Metal bins"}
    answer = sign_in(user).post(reverse("home:money_ask", args=[issue.reference]), said)
    bid = Bid.objects.get()
    assert answer["Location"] == address("bid_write", bid)
    assert bid.need == "Bins burn each weekend."
    assert Link.objects.filter(source=bid.pk, target=issue.pk, kind="arises-from").exists()


def test_only_whoever_keeps_the_problem_begins_a_bid_from_it(county, sign_in):
    problem = problems_make.analysed(county)
    url = reverse("home:money_ask", args=[problem.reference])
    assert sign_in(county.chair).get(url).status_code == 403
    assert sign_in(county.health_lead).get(url).status_code == 404
    page = sign_in(county.partner).get(url).content.decode()
    assert "Wait for a call for bids" in page


def test_a_status_that_is_locked_leads_back_to_the_bid(county, sign_in):
    bid = make.submitted(county)
    assert bid.status == Status.SUBMITTED
    for name in ("bid_write", "bid_check", "bid_partners", "bid_documents", "bid_express"):
        assert sign_in(county.attendee).get(address(name, bid))["Location"] == bid.get_absolute_url()


def _file(content=b"Policy"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("policy.txt", content + b" of the group\n", content_type="text/plain")


def test_a_page_that_is_optional_and_empty_is_not_counted_as_done(county, sign_in, bid):
    client = sign_in(county.attendee)
    page = " ".join(client.get(address("bid_write", bid)).content.decode().split())
    assert "0 of the 7 pages that are needed are done." in page
    whole = make.bid(county, of=bid.call, title="Another")
    page = " ".join(client.get(address("bid_write", whole)).content.decode().split())
    assert "7 of the 7 pages that are needed are done." in page


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_a_page_sent_without_its_rows_is_refused_in_our_words(county, sign_in, status):
    bid = make.bid(county, status=status)
    address = reverse("funding:bid_section", args=[bid.reference, "money"])
    answer = sign_in(make.applicant(county)).post(address, {"amount_running": "50"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The page was sent without its rows, so nothing was saved. Open it again and save." in page
    assert "ManagementForm" not in page
