"""A bid on its way: submitted in time, sent back, late, withdrawn, made again; listed and printed."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from audit.clock import now, today
from audit.models import Event
from design.filters import date
from documents.services import add_document
from funding.contents import bid_of
from funding.lifecycle.bids import SUBMIT, Status
from funding.lifecycle.sections import Section
from funding.missing import missing_in, missing_of
from funding.models import Assignment, Bid, Score, ScoringForm
from funding.services import bids, calls, ledger, partners, receiving, submitting
from notices.models import Notice
from records import jobs, search
from records.access import give
from records.lifecycle import MoveRefused, save
from records.models import Job, Link, Record, UserGrant
from records.writing import keep
from signoffs.reports import state_of
from tests.accessible import accessibility_problems
from tests.factories import funding as make

pytestmark = pytest.mark.django_db
LONDON = timezone.get_default_timezone()
LAST = dt.datetime(2026, 12, 18, 23, 59, 59, tzinfo=LONDON)
SECOND = dt.timedelta(seconds=1)


def address(name, bid, *more):
    return reverse(f"funding:{name}", args=[bid.reference, *more])


def submit(client, bid):
    page = client.get(address("bid_check", bid)).content.decode()
    digest = page.split('name="digest_seen" value="')[1].split('"')[0]
    return client.post(address("bid_check", bid), {"confirm": "on", "digest_seen": digest})


def told(record):
    return set(Notice.objects.filter(record=record.pk).values_list("recipient__email", flat=True))


# --- what is missing


def test_each_missing_field_is_named_with_the_page_on_which_it_is_mended(county, sign_in):
    """S002-192, S002-40"""
    bid = make.bid(county, whole=False, of=make.call(county, documents_wanted="Safeguarding policy"))
    client = sign_in(county.attendee)
    page = client.get(address("bid_check", bid)).content.decode()
    missing = list(missing_of(bid))
    assert len(missing) == 15
    for section, words in missing:
        assert words in page
        assert f"/write/{section}/" in page
    assert "Submit the bid</button>" not in page
    answer = client.post(address("bid_check", bid), {"confirm": "on"})
    assert answer.status_code == 422
    assert "Write the evidence of need." in answer.content.decode()
    bid.refresh_from_db()
    assert bid.status == Status.DRAFT


def test_a_project_that_is_over_is_refused_and_one_that_has_begun_is_warned_of(county, sign_in):
    day = dt.timedelta(days=1)
    bid = make.bid(county, starts_on=today() - 9 * day, ends_on=today() - day)
    assert [words for _, words in missing_of(bid)] == [
        f"The project would be over already: it ends on {date(bid.ends_on)}. Change its days."
    ]
    client, words = (
        sign_in(make.applicant(county)),
        f"The project starts on {date(bid.starts_on)}, which is past.",
    )
    page = address("bid_check", bid)
    assert words in client.get(page).content.decode()
    bid.starts_on = bid.ends_on = today()
    save(bid, by=make.applicant(county), reason="Other days")
    assert list(missing_of(bid)) == []
    assert "which is past" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("field", "section"),
    [("summary", "project"), ("contact_name", "project"), ("gap", "need"), ("need", "need"),
     ("monitoring", "monitoring")],
)  # fmt: skip
def test_a_field_of_spaces_is_as_missing_as_an_empty_one(county, field, section):
    bid = make.bid(county, **{field: "  \n"})
    assert [found for found, _ in missing_in(bid)] == [section]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"least_amount": 6000}, "The call gives at least £6,000. You ask for £5,000."),
        ({"most_amount": 4000}, "The call gives at most £4,000. You ask for £5,000."),
        ({"for_groups": False}, "This call is for member agencies."),
        ({"documents_wanted": "Safeguarding policy"}, "Attach the document “Safeguarding policy”."),
    ],
)
def test_what_the_call_wants_is_said(county, fields, words):
    bid = make.bid(county, of=make.call(county, **fields))
    with pytest.raises(MoveRefused) as refused:
        submitting.submit_bid(bid, by=county.attendee)
    assert any(words in reason for reason in refused.value.reasons)


def test_a_wanted_document_is_there_once_one_is_attached_whose_title_holds_its_name(county, sign_in):
    bid = make.bid(county, of=make.call(county, documents_wanted="Safeguarding policy"))
    client = sign_in(county.attendee)
    page = client.get(address("bid_documents", bid)).content.decode()
    assert "title=Safeguarding%20policy" in page
    paper = add_document(bid, title="Our safeguarding policy", file=_file(), by=county.attendee)
    assert "Safeguarding policy: attached" in client.get(address("bid_documents", bid)).content.decode()
    submitting.submit_bid(bid, by=county.attendee)
    paper.refresh_from_db()
    assert paper.audience == Record.Audience.FUNDING
    assert sign_in(county.officer).get(paper.get_absolute_url()).status_code == 200
    assert sign_in(county.health_lead).get(paper.get_absolute_url()).status_code == 404


def test_an_untrained_group_is_refused_with_the_reason_where_the_fund_requires_training(county, sign_in):
    """S002-100"""
    bid = make.bid(county, of=make.call(county, make.fund(county, needs_training=True)))
    with pytest.raises(MoveRefused, match="for groups that have completed problem-solving training"):
        submitting.submit_bid(bid, by=county.attendee)
    answer = sign_in(county.officer).post(
        reverse("funding:training_add", args=[county.charity.pk]),
        {"course": "problem-solving", "completed_on": "1 9 2026", "people": "4"},
    )
    assert answer.status_code == 302
    page = sign_in(county.attendee).get(address("bid_write", bid)).content.decode()
    assert "Problem-solving training, completed on 1 September 2026 by 4 people" in page
    assert submitting.submit_bid(bid, by=county.attendee).status == Status.SUBMITTED


# --- submitted


def test_submitting_locks_the_bid_signs_it_and_opens_it_to_those_who_run_the_funding(county, sign_in):
    bid = make.bid(county)
    answer = submit(sign_in(county.attendee), bid)
    jobs.run(Job.objects.get(task="notices.announce_move", arguments__action="submit").pk)
    assert answer["Location"] == bid.get_absolute_url()
    bid.refresh_from_db()
    assert (bid.status, bid.audience, bid.submitted_by) == (
        "submitted",
        Record.Audience.FUNDING,
        county.attendee,
    )
    signed = bid.signoffs.get(act=SUBMIT)
    assert (signed.signed_by, signed.agency_name) == (county.attendee, "Northshire Advice")
    assert state_of(signed, bid_of(bid)) == "valid"
    assert told(bid) == {county.officer.email}
    with pytest.raises(MoveRefused, match="it is locked"):
        bids.write_section(bid, Section.NEED, {"need": "More"}, by=county.attendee)
    for persona, status in (
        ("officer", 200),
        ("chair", 200),
        ("attendee", 200),
        ("health_lead", 404),
        ("outsider", 404),
    ):
        assert sign_in(getattr(county, persona)).get(bid.get_absolute_url()).status_code == status


def test_pressed_twice_it_is_submitted_once(county, sign_in):
    bid, client = make.bid(county), sign_in(county.attendee)
    page = client.get(address("bid_check", bid)).content.decode()
    data = {"confirm": "on", "digest_seen": page.split('name="digest_seen" value="')[1].split('"')[0]}
    assert client.post(address("bid_check", bid), data).status_code == 302
    again = client.post(address("bid_check", bid), data)
    assert again["Location"] == bid.get_absolute_url()
    with pytest.raises(MoveRefused, match="Nothing was changed"):
        submitting.submit_bid(bid, by=county.attendee)
    assert bid.signoffs.count() == 1


def test_what_changed_since_the_answers_were_shown_is_read_again_first(county, sign_in):
    bid, client = make.bid(county), sign_in(county.attendee)
    page = client.get(address("bid_check", bid)).content.decode()
    digest = page.split('name="digest_seen" value="')[1].split('"')[0]
    bids.write_section(bid, Section.NEED, {"need": "Other words"}, by=county.attendee)
    answer = client.post(address("bid_check", bid), {"confirm": "on", "digest_seen": digest})
    assert answer.status_code == 422
    assert "Read the answers again before you submit" in answer.content.decode()
    assert submit(client, bid).status_code == 302


def test_only_the_lead_submits(county, sign_in):
    bid = make.bid(county)
    partners.add_partner(bid, county.police, part="", by=county.attendee)
    with pytest.raises(PermissionDenied):
        submitting.submit_bid(bid, by=county.police_lead)
    page = sign_in(county.police_lead).get(address("bid_check", bid)).content.decode()
    assert "leads the bid and submits it" in page


@pytest.mark.parametrize(
    ("at", "in_time"),
    [
        (LAST - SECOND, True), (LAST, True), (LAST + dt.timedelta(microseconds=999_999), True),
        (LAST + SECOND, False), (LAST + dt.timedelta(days=1), False),
    ],
)  # fmt: skip
def test_the_last_second_of_the_last_day_is_in_time_and_the_next_is_not(county, at, in_time):
    bid = make.bid(county, of=make.call(county, opens_at=LAST - dt.timedelta(days=30), closes_at=LAST))
    with time_machine.travel(at, tick=False):
        if in_time:
            assert submitting.submit_bid(bid, by=county.attendee).status == Status.SUBMITTED
        else:
            with pytest.raises(MoveRefused, match="The call closed on 18 December 2026, 11:59pm"):
                submitting.submit_bid(bid, by=county.attendee)


# --- late


def late_call(county):
    at = now().replace(microsecond=0)
    return make.call(county, opens_at=at - dt.timedelta(days=9), closes_at=at - dt.timedelta(days=1))


def test_a_late_bid_is_let_in_by_a_decision_on_record(county, sign_in):
    call = late_call(county)
    bid = make.bid(county, of=call)
    with pytest.raises(MoveRefused, match="Ask those who run it whether a late bid can be taken"):
        submitting.submit_bid(bid, by=county.attendee)
    until = today() + dt.timedelta(days=3)
    data = {
        "reference": bid.reference.lower(),
        "until_on": until.isoformat(),
        "reason": "The portal was away",
    }
    answer = sign_in(county.officer).post(reverse("funding:late_allow", args=[call.reference]), data)
    assert answer.status_code == 302
    bid.refresh_from_db()
    assert timezone.localtime(bid.late_closes_at).time() == dt.time(23, 59, 59)
    event = Event.objects.get(subject=bid.reference, verb="allow a late bid")
    assert (event.actor, event.reason) == (f"user:{county.officer.pk}", "The portal was away")
    assert told(bid) == {county.attendee.email}
    assert (
        "You may submit it until" in sign_in(county.attendee).get(address("bid_write", bid)).content.decode()
    )
    with time_machine.travel(bid.late_closes_at + SECOND, tick=False), pytest.raises(MoveRefused):
        submitting.submit_bid(bid, by=county.attendee)
    assert submitting.submit_bid(bid, by=county.attendee).status == Status.SUBMITTED


def test_an_applicant_that_has_begun_no_bid_is_let_in_by_name(county, sign_in):
    """After the close nobody can begin a bid, so a bid is begun for it."""
    call, until = late_call(county), today() + dt.timedelta(days=3)
    data = {"agency": county.charity.pk, "until_on": until.isoformat(), "reason": "The portal was away"}
    client = sign_in(county.officer)
    assert client.post(reverse("funding:late_allow", args=[call.reference]), data).status_code == 302
    bid = Bid.objects.get(call=call)
    assert not Bid.objects.visible_to(county.officer).filter(pk=bid.pk).exists()
    assert told(bid) == {county.attendee.email}
    assert sign_in(county.attendee).get(address("bid_write", bid)).status_code == 200
    assert Event.objects.filter(verb="allow a late bid").count() == 2
    later = data | {"until_on": (until + dt.timedelta(days=1)).isoformat()}
    client = sign_in(county.officer)
    assert client.post(reverse("funding:late_allow", args=[call.reference]), later).status_code == 302
    assert timezone.localdate(Bid.objects.get(call=call).late_closes_at) == until + dt.timedelta(days=1)
    assert Notice.objects.filter(record=bid.pk, trigger__startswith="late-").count() == 2  # of each end once


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"reference": ""}, "or choose the agency or group"),
        ({"reference": "CSP-BID-1999-0001"}, "Ask the applicant for its reference"),
        ({"until_on": "1 1 2020"}, "That time is past already"),
        ({"reason": ""}, "Say why a late bid is taken"),
    ],
)
def test_a_late_bid_that_cannot_be_is_refused_in_words(county, sign_in, data, words):
    call = late_call(county)
    bid = make.bid(county, of=call)
    data = {"reference": bid.reference, "until_on": "1 1 2040", "reason": "Illness"} | data
    answer = sign_in(county.officer).post(reverse("funding:late_allow", args=[call.reference]), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_nobody_lets_in_a_bid_of_their_own_agency(county):
    call = late_call(county)
    bid = make.bid(county, of=call, agency=county.council)
    with pytest.raises(PermissionDenied):
        receiving.allow_late(
            call, bid.reference, until=LAST + dt.timedelta(days=999), by=county.officer, reason="Ours"
        )


# --- returned, turned down, withdrawn


def test_a_returned_bid_is_mended_and_signed_anew(county, sign_in):
    bid = make.bid(county)
    submit(sign_in(county.attendee), bid)
    answer = sign_in(county.officer).post(
        address("bid_move", bid, "return"), {"reason": "Say who the sessions are for"}
    )
    assert answer["Location"] == bid.get_absolute_url()
    bid.refresh_from_db()
    assert (bid.status, bid.audience) == (Status.DRAFT, Record.Audience.FUNDING)
    bids.write_section(bid, Section.PROJECT, {"summary": "For those of 12 to 16"}, by=county.attendee)
    add_document(bid, title="A plan", file=_file(), by=county.attendee)
    assert submit(sign_in(county.attendee), bid).status_code == 302
    assert [row.edition for row in bid.signoffs.order_by("edition")] == [1, 2]


def test_a_bid_returned_after_the_close_is_taken_until_a_time_that_is_said(county, sign_in):
    bid = make.submitted(county, of=late_call(county))
    client = sign_in(county.officer)
    url, reason = address("bid_move", bid, "return"), {"reason": "The sums differ"}
    assert client.post(url, reason).status_code == 422
    with pytest.raises(MoveRefused, match="say until when"):
        receiving.return_bid(bid, by=county.officer, reason="The sums differ")
    until = today() + dt.timedelta(days=2)
    assert client.post(url, reason | {"until_on": until.isoformat(), "until_time": "5pm"}).status_code == 302
    assert submitting.submit_bid(bid, by=county.attendee).status == Status.SUBMITTED


@pytest.mark.parametrize(
    ("action", "persona", "status"),
    [("turn-down", "officer", "refused"), ("withdraw", "attendee", "withdrawn")],
)
def test_a_step_with_a_reason(county, sign_in, action, persona, status):
    bid, client = make.submitted(county), sign_in(getattr(county, persona))
    url = address("bid_move", bid, action)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "It is not for this area"}).status_code == 302
    bid.refresh_from_db()
    assert bid.status == status
    page = client.get(bid.get_absolute_url()).content.decode()
    assert "It is not for this area" in page


@pytest.mark.parametrize(
    ("action", "persona"),
    [("return", "attendee"), ("turn-down", "attendee"), ("withdraw", "officer"), ("return", "chair")],
)  # fmt: skip
def test_a_step_that_is_not_yours_is_refused_with_the_reason(county, sign_in, action, persona):
    bid = make.submitted(county)
    assert sign_in(getattr(county, persona)).get(address("bid_move", bid, action)).status_code == 403


def test_an_awarded_bid_that_is_withdrawn_gives_the_money_back(county):
    from funding.balances import balance_of

    bid = make.submitted(county)
    ledger.commit(bid.fund_year, 5000, bid=bid, by=county.chair)
    bid.status, bid.awarded, bid.awarded_on = Status.AWARDED, 5000, today()
    bid.save()
    submitting.withdraw_bid(bid, by=county.attendee, reason="The hall was sold")
    assert balance_of(bid.fund_year).free == 20000


# --- in two stages


def test_a_call_in_two_stages_takes_an_expression_and_invites_the_whole_bid(county, sign_in):
    call = make.call(county, is_two_stage=True, expressions_close_at=now() + dt.timedelta(days=2))
    bid = make.bid(county, of=call, whole=False)
    client = sign_in(county.attendee)
    page = client.get(address("bid_write", bid)).content.decode()
    assert "Expression of interest" in page
    assert "Evidence" not in page
    assert "Write the expression of interest." in client.get(address("bid_express", bid)).content.decode()
    client.post(
        address("bid_section", bid, "expression"), {"title": "Youth", "expression": "Evenings at the hall"}
    )
    assert client.post(address("bid_express", bid)).status_code == 302
    bid.refresh_from_db()
    assert (bid.status, bid.audience) == (Status.EXPRESSED, Record.Audience.FUNDING)
    assert sign_in(county.officer).post(address("bid_move", bid, "invite")).status_code == 302
    page = sign_in(county.attendee).get(address("bid_write", bid)).content.decode()
    assert "Evenings" not in page
    assert "Need" in page
    bid.refresh_from_db()
    add_document(bid, title="A plan", file=_file(), by=county.attendee)
    for name, value in make.WRITTEN.items():
        setattr(bid, name, value)
    bid.save()
    make.fill(county, bid)
    assert submit(sign_in(county.attendee), bid).status_code == 302


def test_an_expression_is_taken_until_its_last_second(county):
    call = make.call(county, is_two_stage=True, opens_at=LAST - dt.timedelta(days=9), expressions_close_at=LAST,
                     closes_at=LAST + dt.timedelta(days=9))  # fmt: skip
    early, late = (make.bid(county, of=call, expression="Evenings") for _ in range(2))
    with time_machine.travel(LAST, tick=False):
        assert submitting.express_interest(early, by=county.attendee).status == Status.EXPRESSED
        with pytest.raises(MoveRefused, match="Send the expression of interest first"):
            submitting.submit_bid(late, by=county.attendee)
    with time_machine.travel(LAST + SECOND, tick=False), pytest.raises(MoveRefused, match="is over"):
        submitting.express_interest(late, by=county.attendee)


def test_a_call_in_one_stage_takes_no_expression(county):
    with pytest.raises(MoveRefused, match="takes whole bids at once"):
        submitting.express_interest(make.bid(county), by=county.attendee)


# --- the next round


def test_a_refused_bid_is_carried_to_the_next_round_with_its_answers(county, sign_in):
    fund = make.fund(county)
    old = make.submitted(county, of=make.call(county, fund))
    receiving.turn_down_bid(old, by=county.officer, reason="The round is spent")
    later = make.call(county, fund, title="Round 2")
    client = sign_in(county.attendee)
    assert "Bid again in a later round" in client.get(old.get_absolute_url()).content.decode()
    answer = client.post(address("bid_carry", old), {"call": later.pk})
    new = Bid.objects.get(carried_from=old)
    assert answer["Location"] == address("bid_write", new)
    assert (new.status, new.need, new.call, new.fund_year) == ("draft", old.need, later, old.fund_year)
    assert [row.text for row in new.targets.all()] == [row.text for row in old.targets.all()]
    assert set(new.objectives.all()) == set(old.objectives.all())
    assert set(new.partnerships.all()) == {county.here}
    assert Link.objects.filter(source=new.pk, target=old.pk).exists()
    assert list(missing_in(new)) == []
    with pytest.raises(MoveRefused, match="carried to this call already"):
        bids.carry_bid(old, later, by=county.attendee)


def test_a_round_with_other_funds_asks_for_the_fund_again(county):
    old = make.submitted(county)
    submitting.withdraw_bid(old, by=county.attendee, reason="Too soon")
    later = make.call(county, make.fund(county, "CAD"), make.fund(county, "PDF"))
    new = bids.carry_bid(old, later, by=county.attendee)
    assert new.fund_year is None
    assert not new.objectives.exists()


def test_a_bid_that_still_waits_is_not_carried(county):
    bid = make.submitted(county)
    with pytest.raises(MoveRefused, match="refused, deferred or withdrawn"):
        bids.carry_bid(bid, bid.call, by=county.attendee)


# --- an agency joins while the bid is scored


def signed_form(county, bid, user):
    """A signed form of somebody who can open the bid because it was given to them."""
    give(bid, user, by=county.officer, reason="To score")
    assignment = keep(
        Assignment(bid=bid, scorer=user.person, agency=county.police, assigned_at=now(), assigned_by=county.officer),
        by=county.officer,
    )  # fmt: skip
    form = keep(ScoringForm(assignment=assignment), by=user)
    keep(Score(form=form, criterion=bid.call.scheme.criteria.first(), label="some", points=2), by=user)
    return form


def test_an_agency_that_joins_sets_the_forms_of_its_own_people_aside(county, sign_in):
    bid = make.submitted(county)
    form = signed_form(county, bid, county.police_lead)
    data = {"agency": county.police.pk, "part": "Patrols", "reason": "They give two officers"}
    client = sign_in(county.officer)
    answer = client.post(address("bid_join", bid), data, follow=True)
    page = answer.content.decode()
    assert "Set aside, because the scorer is of the agency that joined" in page
    assert str(county.police_lead) in page
    form.refresh_from_db()
    assert form.set_aside_by == county.officer
    assert form.set_aside_because == "Northshire Police has joined the bid"
    assert form.assignment.ended_at is not None
    assert not UserGrant.objects.filter(content_object=bid.pk, user=county.police_lead).exists()
    assert Event.objects.filter(subject=bid.reference, verb="set aside a scoring form").exists()
    assert sign_in(county.police_lead).get(bid.get_absolute_url()).status_code == 200  # as an applicant, now
    page = sign_in(county.attendee).get(bid.get_absolute_url()).content.decode()
    log = sign_in(county.attendee).get(reverse("records:events", args=[bid.reference])).content.decode()
    for told_to_applicants in (page, log):
        assert str(county.police_lead) not in told_to_applicants
        assert "scoring form" not in told_to_applicants
    assert "Submit" in log or "Create" in log


def test_an_agency_joins_a_draft_through_its_applicants_alone(county):
    bid = make.bid(county)
    with pytest.raises(MoveRefused, match="the applicants add one themselves"):
        partners.join_partner(bid, county.police, part="", by=county.officer, reason="Late")


# --- lists


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_at_any_length(county, sign_in, rows, django_assert_num_queries):
    call = make.call(county)
    for number in range(rows):
        make.submitted(county, of=call, title=f"Bid {number}")
    client = sign_in(county.officer)
    client.get(reverse("funding:bids"))
    with django_assert_num_queries(5):
        page = client.get(reverse("funding:bids")).content.decode()
    assert page.count("CSP-BID-") >= rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_bid_costs_the_same_whatever_it_holds(county, sign_in, rows, django_assert_num_queries):
    bid = make.bid(county)
    for _ in range(rows):
        make.fill(county, bid)
    submitting.submit_bid(bid, by=county.attendee)
    client = sign_in(county.officer)
    client.get(bid.get_absolute_url())
    with django_assert_num_queries(8):
        client.get(bid.get_absolute_url())


def test_the_list_is_filtered_by_call_fund_status_and_applicant(county, sign_in):
    """S002-82"""
    sci, cad = make.fund(county, "SCI"), make.fund(county, "CAD")
    make.submitted(county, of=make.call(county, sci), title="Of the charity")
    other = make.submitted(county, of=make.call(county, cad), title="Of the police", agency=county.police)
    Bid.objects.filter(pk=other.pk).update(applicant_kind="member")
    receiving.turn_down_bid(other, by=county.officer, reason="Not eligible")
    client = sign_in(county.officer)
    for query in (f"call={other.call_id}", f"fund={cad.pk}", "status=refused", "applicant=member"):
        page = client.get(f"{reverse('funding:bids')}?{query}").content.decode()
        assert "Of the police" in page
        assert "Of the charity" not in page
    page = client.get(f"{reverse('funding:bids')}?status=nonsense&sort=-odd&after=x~y").content.decode()
    assert "Of the charity" in page


def test_a_community_group_sees_its_own_bids_only_and_so_does_its_download(county, sign_in):
    call = make.call(county)
    make.submitted(county, of=call, title="Of the charity")
    make.submitted(county, of=call, title="Of the police", agency=county.police)
    client = sign_in(county.attendee)
    for text in (
        client.get(reverse("funding:bids")).content.decode(),
        client.get(f"{reverse('funding:bids')}?export=csv").content.decode("utf-8-sig"),
    ):
        assert "Of the charity" in text
        assert "Of the police" not in text


def test_the_download_gives_the_day_in_london_on_which_a_bid_was_sent(county, sign_in):
    """Half past midnight in summer is still the day before in UTC: late would read as in time."""
    bid = make.submitted(county)
    Bid.objects.filter(pk=bid.pk).update(submitted_at=dt.datetime(2026, 7, 1, 0, 30, tzinfo=LONDON))
    text = sign_in(county.officer).get(f"{reverse('funding:bids')}?export=csv").content.decode("utf-8-sig")
    assert "2026-07-01" in text
    assert "2026-06-30" not in text


def test_the_download_holds_what_is_filtered_and_runs_in_no_spreadsheet(county, sign_in):
    make.submitted(county, title="=HYPERLINK(1)")
    text = sign_in(county.officer).get(f"{reverse('funding:bids')}?export=csv").content.decode("utf-8-sig")
    heads, line = csv.reader(io.StringIO(text))
    row = dict(zip(heads, line, strict=True))
    assert row["Bid"] == "'=HYPERLINK(1)"
    assert (row["Capital"], row["Running costs"], row["Lead applicant"]) == (
        "1000.00",
        "4000.00",
        "Northshire Advice",
    )
    for kind in ("xlsx", "ods"):
        assert sign_in(county.officer).get(f"{reverse('funding:bids')}?export={kind}").status_code == 200


# --- printed


def test_the_printed_bid_is_pdf_ua_1_and_says_all(county, sign_in):
    bid = make.bid(county)
    client = sign_in(county.attendee)
    submit(client, bid)
    answer = client.get(address("bid_pdf", bid))
    assert answer.status_code == 200, answer.content[:500]
    assert accessibility_problems(answer.content) == []
    assert sign_in(county.health_lead).get(address("bid_pdf", bid)).status_code == 404


def test_a_closed_call_gives_no_more_drafts(county):
    call = make.call(county)
    call = calls.step_call(call, calls.CallAction.SHUT, by=county.officer)
    with pytest.raises(MoveRefused, match="takes no bids now"):
        bids.start_bid(call, county.charity, "Late", by=county.attendee)


def _file():
    return SimpleUploadedFile("policy.txt", b"Policy of the group\n", content_type="text/plain")


def test_the_page_says_whose_turn_it_is_and_the_form_which_fund_wants_training(county, sign_in):
    bid = make.bid(county)
    type(bid.fund_year.fund).objects.filter(pk=bid.fund_year.fund_id).update(needs_training=True)
    client = sign_in(make.applicant(county))
    form = client.get(reverse("funding:bid_section", args=[bid.reference, "fund"])).content.decode()
    assert f"{bid.fund_year.fund.short_name}: community groups need to have completed" in form
    assert "The bid is with" not in client.get(bid.get_absolute_url()).content.decode()
    sent = make.submitted(county, of=bid.call)
    assert "The bid is with those who run the funding" in client.get(sent.get_absolute_url()).content.decode()
    waiting = make.recommended(county, make.submitted(county, of=bid.call))
    page = sign_in(county.officer).get(waiting.get_absolute_url()).content.decode()
    assert f"waits for the decision of the chair of {county.strategic}" in page


def test_a_bid_is_found_by_its_applicant(county):
    bid = make.submitted(county)
    search.index(bid)
    hits = search.find(county.officer, str(bid.agency))
    assert bid.pk in {hit.record for hit in hits}
