"""The award is the chair's, with its money, or nothing happens; what applicants are told, and when."""

import datetime as dt
import io
from decimal import Decimal as D

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from design.filters import date
from funding.balances import balance_of
from funding.deciding import Said
from funding.models import Bid, Condition, Decision, Entry
from funding.services import deciding, moderating
from notices.models import Notice
from partnership.models import Membership, Seat
from records.access import shut_out
from records.jobs import run
from records.lifecycle import MoveRefused
from records.models import Job, Link
from tests.accessible import accessibility_problems
from tests.factories import funding as make
from tests.factories import meetings
from tests.personas import account, seat
from tests.printed import words

pytestmark = pytest.mark.django_db
GOOD = Said(reasons="Strong on need.", feedback="Well made.", amount=D("4000.00"), between_meetings=True)


def at(name, record):
    return reverse(f"funding:{name}", args=[record.reference])


def with_(**changes):
    return Said(**(vars(GOOD) | changes))


def test_an_award_sets_its_money_aside(county):
    """S002-191"""
    bid = make.recommended(county)
    conditions = (("Quarterly figures", today() + dt.timedelta(days=30)), ("A volunteer policy", None))
    row = deciding.award(bid, with_(conditions=conditions), by=county.chair)
    bid.refresh_from_db()
    assert (bid.status, bid.awarded, bid.awarded_on) == ("awarded", 4000, today())
    assert balance_of(bid.fund_year).free == 16000
    assert (row.outcome, row.amount, row.conditions) == (
        "award",
        4000,
        "Quarterly figures\nA volunteer policy",
    )
    assert [one.text for one in Condition.objects.filter(bid=bid)] == [
        "Quarterly figures",
        "A volunteer policy",
    ]
    with pytest.raises(MoveRefused, match="“Awarded”"):
        deciding.award(bid, GOOD, by=county.chair)
    assert Entry.objects.filter(kind="committed").count() == 1


def test_a_recommendation_awards_nothing_and_no_officer_decides(county):
    bid = make.recommended(county)
    assert balance_of(bid.fund_year).free == 20000
    for act in (deciding.award, deciding.refuse, deciding.defer):
        for user in (county.officer, county.police_lead, make.applicant(county)):
            with pytest.raises(PermissionDenied):
                act(bid, Said(), by=user)


def test_everything_that_is_wrong_at_once(county):
    bid = make.recommended(county, subsidy="")
    with pytest.raises(MoveRefused) as refused:
        deciding.award(bid, Said(), by=county.chair)
    assert len(refused.value.reasons) == 4
    assert any("subsidy" in reason for reason in refused.value.reasons)
    late = (("Figures", today() - dt.timedelta(days=1)),)
    wrong = with_(amount=D("9000.00"), conditions=late, decided_on=today() + dt.timedelta(days=1))
    with pytest.raises(MoveRefused) as refused:
        deciding.award(bid, wrong, by=county.chair)
    assert len(refused.value.reasons) == 4
    with pytest.raises(MoveRefused) as refused:
        deciding.refuse(bid, Said(), by=county.chair)
    assert len(refused.value.reasons) == 3
    assert not Decision.objects.exists()
    bid.refresh_from_db()
    assert bid.status == "recommended"


def test_conditions_after_the_first_are_folded_away_until_one_is_filled_in(county, sign_in):
    bid = make.recommended(county)
    address, client = reverse("funding:award", args=[bid.reference]), sign_in(county.chair)
    assert '<details class="govuk-details"><summary' in client.get(address).text
    refused = client.post(address, {"condition_3": "Two referees"})
    assert refused.status_code == 422
    assert '<details class="govuk-details" open><summary' in refused.text


def test_a_wrong_date_and_what_stands_in_the_way_are_said_together(county, sign_in):
    bid = make.recommended(county, subsidy="")
    data = {"amount": "5000", "fund_year": bid.fund_year_id, "by": "between", "reasons": "Strong", "feedback": "Good",
            "decided_on": (today() + dt.timedelta(days=1)).isoformat()}  # fmt: skip
    page = sign_in(county.chair).post(reverse("funding:award", args=[bid.reference]), data).content.decode()
    assert "The decision cannot lie in the future" in page
    assert "Whether this is a subsidy, and why, is recorded before money is awarded" in page


def test_more_than_was_asked_for_needs_its_reason_and_more_than_there_is_is_refused(county):
    bid = make.recommended(county)
    more = with_(amount=D("5500.00"), more_because="Rent has risen")
    row = deciding.award(bid, more, by=county.chair)
    assert row.reasons == "Strong on need.\n\nMore than was asked for: Rent has risen"
    bid = make.recommended(
        county, make.submitted(county, of=bid.call, subsidy="none", amount_running=D("19000.00"))
    )
    with pytest.raises(MoveRefused, match="has £14,500 left, and the award is £15,000"):
        deciding.award(bid, with_(amount=D("15000.00")), by=county.chair)
    bid.refresh_from_db()
    assert (bid.status, bid.awarded) == ("recommended", None)
    other = make.fund(county, "CAD").years.get()
    with pytest.raises(MoveRefused, match="This call gives no money from CAD"):
        deciding.award(bid, with_(fund_year=other), by=county.chair)


def test_a_chair_of_an_applicants_agency_leaves_it_to_the_deputy(county):
    """S002-52"""
    bid = make.recommended(county)
    make.keep(make.BidPartner(bid=bid, agency=county.council), by=make.applicant(county))
    deputy = account("deputy", county.health)
    seat(
        county.strategic,
        deputy,
        county.health,
        Seat.Category.CORE,
        True,
        Membership.Office.DEPUTY_CHAIR,
        False,
    )
    with pytest.raises(PermissionDenied):
        deciding.award(bid, GOOD, by=county.chair)
    assert deciding.award(bid, GOOD, by=deputy).amount == 4000


def test_deferred_and_then_decided_both_are_kept(county):
    bid = make.recommended(county)
    deciding.defer(bid, with_(amount=None, feedback="We await figures."), by=county.chair)
    deciding.refuse(bid, with_(amount=None, feedback="They did not come."), by=county.chair)
    assert [row.outcome for row in bid.decisions.all()] == ["defer", "refuse"]
    assert balance_of(bid.fund_year).free == 20000


def test_by_a_resolution_that_the_chair_may_read(county, sign_in):
    bid = make.recommended(county)
    meeting = meetings.scheduled(county, held_on=today())
    hidden = meetings.scheduled(county, held_on=today())
    early = meetings.scheduled(county, held_on=today() - dt.timedelta(days=1))
    shut_out(hidden, county.chair, by=county.officer, reason="An interest")
    client = sign_in(county.chair)
    data = {"amount": "£4,000", "fund_year": bid.fund_year_id, "by": "meeting", "resolution": "4.2",
            "reasons": "Strong", "feedback": "Well made", "decided_on": f"{today():%-d %-m %Y}",
            "condition_1": "Quarterly figures"}  # fmt: skip
    for key in (hidden.pk, early.pk, bid.pk, meeting.reference, ""):
        answer = client.post(at("award", bid), data | {"meeting": key})
        assert answer.status_code == 422
        assert "Quarterly figures" in answer.content.decode()
    assert client.post(at("award", bid), data | {"meeting": meeting.pk}).status_code == 302
    row = Decision.objects.get()
    assert row.resolution == f"{meeting.reference}, 4.2"
    assert (row.decided_on, row.conditions) == (today(), "Quarterly figures")
    link = Link.objects.get(source=bid.pk)
    assert (link.target_id, link.kind, link.part) == (meeting.pk, "decided-by", "4.2")


def test_a_meeting_that_cannot_have_decided_it_is_refused(county):
    bid = make.recommended(county)
    day = dt.timedelta(days=1)
    for held_on, said in (
        (today() - day, "and the bid was submitted on"),
        (today() + day, "has not been held"),
    ):
        meeting = meetings.scheduled(county, held_on=held_on)
        for act in (deciding.award, deciding.refuse):
            with pytest.raises(MoveRefused, match=said):
                act(bid, with_(between_meetings=False, meeting=meeting), by=county.chair)
    with pytest.raises(MoveRefused, match="is no meeting of"):
        deciding.award(bid, with_(between_meetings=False, meeting=bid), by=county.chair)
    assert not Decision.objects.exists()


def test_the_page_names_all_that_is_missing_and_keeps_what_was_typed(county, sign_in):
    bid = make.recommended(county, recommended="provisional")
    client = sign_in(county.chair)
    page = client.get(at("award", bid)).content.decode()
    assert 'value="5,000"' in page
    assert 'value="Quarterly figures"' in page
    answer = client.post(at("award", bid), {"amount": "1e9", "condition_on_1-day": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for said in ("is not a sum of money", "Give the reasons", "Choose the meeting", 'value="1e9"'):
        assert said in page
    for persona, status in {"officer": 403, "attendee": 403, "police_lead": 403, "partner": 404}.items():
        assert sign_in(getattr(county, persona)).get(at("award", bid)).status_code == status


def test_applicants_read_feedback_only_after_the_decision_and_never_reasons(county, sign_in):
    bid = make.recommended(county)
    client = sign_in(make.applicant(county))
    before = client.get(at("outcome", bid)).content.decode()
    assert "Nothing is decided yet" in before
    deciding.refuse(bid, with_(amount=None, reasons="Weaker than the rest"), by=county.chair)
    page = client.get(at("outcome", bid)).content.decode()
    assert "Well made." in page
    assert "Weaker than the rest" not in page
    history = client.get(reverse("records:history", args=[bid.reference])).content.decode()
    assert "Weaker than the rest" not in history
    assert "Weaker than the rest" in sign_in(county.officer).get(at("outcome", bid)).content.decode()
    client = sign_in(make.applicant(county))
    assert client.get(at("scores", bid)).status_code == 403
    assert client.get(at("decision_sheet", bid)).status_code == 403


def test_applicants_are_told_and_the_chair_was(county):
    bid = make.awarded(county)
    for job in Job.objects.filter(done_at=None):
        run(job.pk)
    told = lambda user, trigger: Notice.objects.filter(recipient=user, record=bid.pk, trigger=trigger).count()  # noqa: E731
    assert told(make.applicant(county), "move-award") == 1
    assert told(county.chair, "move-recommend") == 1
    assert told(county.police_lead, "move-award") == 0


def text_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages), file


def test_letters_and_the_decision_sheet_are_pdf_ua(county, sign_in):
    call = make.call(county)
    first, second = (
        make.submitted(county, of=call, title=title, subsidy="none") for title in ("First", "Second")
    )
    make.awarded(county, make.recommended(county, first))
    deciding.refuse(make.recommended(county, second), with_(amount=None), by=county.chair)
    client = sign_in(county.officer)
    assert "First" in client.get(reverse("funding:letters", args=[call.reference])).content.decode()
    for name, record, pages in (("letter", first, 1), ("letters_pdf", call, 2), ("decision_sheet", first, 1)):
        answer = client.get(at(name, record))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert accessibility_problems(answer.content) == []
        assert text_of(answer.content)[0] == pages
        if name == "letters_pdf":  # each letter counts its own pages
            assert words(answer.content).count("Page 1 of 1") == 2
    applicant = sign_in(make.applicant(county))
    assert applicant.get(at("letter", first)).status_code == 200
    assert applicant.get(at("letters_pdf", call)).status_code == 403
    assert sign_in(county.police_lead).get(at("letter", first)).status_code == 403


def test_the_paper_of_a_call_is_a_pdf_without_the_bids_of_the_readers_own_agency(county, sign_in):
    call = make.call(county)
    theirs = make.submitted(
        county, of=call, title="Evening sessions", subsidy="none", summary="A hall, two evenings a week."
    )
    make.recommended(county, theirs)
    make.submitted(county, of=call, title="Street lamps", agency=county.council, subsidy="none")
    pdf = sign_in(county.officer).get(reverse("funding:paper_pdf", args=[call.reference]))
    assert accessibility_problems(pdf.content) == []
    said = words(pdf.content)
    for part in (
        "1. Evening sessions",
        "A hall, two evenings a week.",
        "Recommended: Yes",
        "1 bid is of an agency",
    ):
        assert part in said
    assert "Street lamps" not in said
    assert (
        sign_in(make.applicant(county)).get(reverse("funding:paper_pdf", args=[call.reference])).status_code
        == 403
    )


def test_a_letter_says_nothing_of_others(county):
    from funding.reports.letters import letter_of

    call = make.call(county)
    first, second = (
        make.submitted(county, of=call, title=title, subsidy="none") for title in ("First", "Second")
    )
    for bid in (first, second):
        make.awarded(county, make.recommended(county, bid))
    letter = letter_of(Bid.objects.get(pk=first.pk))
    assert letter.next == "Next, read and sign the agreement in the portal."
    assert letter.fund.startswith(first.fund_year.fund.title)
    said = str(letter)
    assert "First" in said
    assert "Second" not in said
    assert "Strong on need" not in said
    assert letter_of(make.submitted(county, of=call)) is None


def test_a_recommendation_says_all_it_needs_at_once(county):
    bid = make.scored(county)
    with pytest.raises(MoveRefused) as refused:
        moderating.recommend(bid, "provisional", by=county.officer, reasons=" ")
    assert len(refused.value.reasons) == 3
    with pytest.raises(MoveRefused, match="yes, no or provisional"):
        moderating.recommend(bid, "", by=county.officer, reasons="Good")


def test_the_meeting_is_a_link_for_those_who_may_see_it(county, sign_in):
    meeting = meetings.scheduled(county, held_on=today())
    bid = make.recommended(county)
    deciding.award(bid, with_(between_meetings=False, meeting=meeting, resolution="4.2"), by=county.chair)
    link = f'<a class="govuk-link" href="{meeting.get_absolute_url()}">{meeting.reference}</a>, 4.2'
    assert link in sign_in(county.chair).get(at("outcome", bid)).content.decode()
    shut_out(meeting, county.attendee, by=county.officer, reason="An interest")
    page = sign_in(county.attendee).get(at("outcome", bid)).content.decode()
    assert f"{meeting.reference}, 4.2" in page
    assert meeting.get_absolute_url() not in page


def test_nothing_is_decided_before_it_was_submitted(county):
    bid = make.recommended(county)
    for act in (deciding.award, deciding.refuse):
        with pytest.raises(
            MoveRefused, match=rf"The bid was submitted on {date(today())}\. Enter that day or"
        ):
            act(bid, with_(decided_on=today() - dt.timedelta(1), feedback="Not now"), by=county.chair)
