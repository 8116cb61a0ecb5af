"""From the signed agreement to the last claim and the closed books."""

import datetime as dt
from decimal import Decimal as D

import pymupdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from design.filters import date
from documents import services as documents
from documents.models import Document
from funding.balances import balance_of
from funding.contents import agreement_of
from funding.models import BidOutput, Condition
from funding.reports.delivery import money_of, progress_of
from funding.services import delivery, ledger, reporting
from funding.services.funds import set_holder
from funding.views.project_steps import project_steps
from home.reports.cases import cases_waiting
from records.lifecycle import MoveRefused, save
from records.services import version_of
from records.writing import keep
from signoffs.reports import state_of
from tests.accessible import accessibility_problems
from tests.documents.samples import upload
from tests.factories import funding as make
from tests.personas import account

pytestmark = pytest.mark.django_db
DAY = dt.date(make.YEAR, 10, 1)
LATER = dt.date(make.YEAR + 1, 10, 1)


def awarded(county, amount="5000.00", **fields):
    """By the chair, from the fund's money, which the police hold."""
    fields.setdefault("starts_on", today() - dt.timedelta(30))
    bid = make.bid(county, status="submitted", **fields)
    set_holder(bid.fund_year.fund, county.police, by=county.officer, from_on=dt.date(2020, 4, 1))
    ledger.commit(bid.fund_year, D(amount), bid=bid, by=county.chair)
    bid.status, bid.awarded, bid.awarded_on, bid.subsidy = "awarded", D(amount), today(), "none"
    return save(bid, by=county.chair, reason="Awarded")


def agreed(county, **fields):
    bid = awarded(county, **fields)
    delivery.set_instalments(bid, [(D(3000), DAY, True), (D(2000), DAY, False)], by=county.officer)
    delivery.sign_agreement(bid, by=county.attendee)
    return delivery.accept_agreement(bid, by=county.officer)


def paid(county, number=1, **fields):
    bid = agreed(county, **fields)
    row = delivery.claim(bid.instalments.get(number=number), D(3000), "", by=county.attendee)
    delivery.decide_claim(row, approve=True, by=county.officer)
    delivery.pay_instalment(row, by=county.partner)
    return bid


def waiting_to_be_paid(user):
    return [one.reference for one in cases_waiting(user, today()) if one.said == "Pay the approved claim"]


def test_an_instalment_without_its_day_is_said_at_the_top_and_beside_it(county, sign_in):
    bid = make.awarded(county)
    address, client = reverse("funding:instalments", args=[bid.reference]), sign_in(county.officer)
    rows = {"instalment-TOTAL_FORMS": 1, "instalment-INITIAL_FORMS": 0, "instalment-0-amount": "5000"}
    refused = client.post(address, rows | {"version": version_of(bid)})
    assert refused.status_code == 422
    assert 'href="#id_instalment-0-due_on-day">Enter both the amount and the day' in refused.text
    assert 'value="5,000"' in refused.text or 'value="5000"' in refused.text


def test_the_instalments_come_to_the_award(county):
    bid = awarded(county)
    with pytest.raises(MoveRefused, match="come to £4,000, and the award is £5,000"):
        delivery.set_instalments(bid, [(D(4000), DAY, True)], by=county.officer)


def test_both_sides_sign_and_changed_terms_need_the_applicant_again(county):
    bid = awarded(county)
    with pytest.raises(MoveRefused, match="has not signed the agreement"):
        delivery.accept_agreement(bid, by=county.officer)
    delivery.set_instalments(bid, [(D(5000), DAY, True)], by=county.officer)
    signature = delivery.sign_agreement(bid, by=county.attendee)
    delivery.set_instalments(bid, [(D(4000), DAY, True), (D(1000), DAY, False)], by=county.officer)
    with pytest.raises(MoveRefused, match="terms have changed"):
        delivery.accept_agreement(bid, by=county.officer)
    delivery.sign_agreement(bid, by=county.attendee)
    bid = delivery.accept_agreement(bid, by=county.officer)
    assert (bid.status, bool(bid.agreed_on)) == ("delivery", True)
    assert state_of(signature, agreement_of(bid)) != "valid"


def test_the_agreement_names_who_signed_for_each_side(county, sign_in):
    bid = agreed(county)
    signed = bid.signoffs.get(act="countersign")
    assert (signed.signed_by, state_of(signed, agreement_of(bid))) == (county.officer, "valid")
    client = sign_in(county.attendee)
    page = client.get(reverse("funding:delivery", args=[bid.reference])).content.decode()
    assert f"signed for {county.here} by {county.officer}" in " ".join(page.split())
    file = client.get(reverse("funding:agreement_pdf", args=[bid.reference])).content
    words = " ".join(word for sheet in pymupdf.open(stream=file) for word in sheet.get_text().split())
    assert f"For {bid.agency}: {county.attendee}," in words
    assert f"For {county.here}: {county.officer}," in words


@pytest.mark.parametrize("persona", ["officer", "chair", "police_lead", "outsider"])
def test_only_the_lead_signs_for_the_lead(county, persona):
    bid = awarded(county)
    delivery.set_instalments(bid, [(D(5000), DAY, True)], by=county.officer)
    with pytest.raises(PermissionDenied):
        delivery.sign_agreement(bid, by=getattr(county, persona))


def test_a_claim_is_approved_by_one_and_paid_by_another(county):
    bid = agreed(county)
    first = bid.instalments.get(number=1)
    with pytest.raises(MoveRefused, match="Claim that or less"):
        delivery.claim(first, D("3000.01"), "", by=county.attendee)
    with pytest.raises(PermissionDenied):
        delivery.claim(first, D(3000), "", by=county.officer)
    first = delivery.claim(first, D(2500), "", by=county.attendee)
    with pytest.raises(MoveRefused, match="Only an approved claim is paid"):
        delivery.pay_instalment(first, by=county.partner)
    first = delivery.decide_claim(first, approve=True, by=county.officer)
    with pytest.raises(PermissionDenied):
        delivery.pay_instalment(first, by=county.officer)
    assert waiting_to_be_paid(county.partner) == [bid.reference]
    assert waiting_to_be_paid(county.officer) == waiting_to_be_paid(county.attendee) == []
    delivery.pay_instalment(first, by=county.partner)
    assert waiting_to_be_paid(county.partner) == []
    with pytest.raises(MoveRefused, match="is paid"):
        delivery.pay_instalment(first, by=county.partner)
    balance = balance_of(bid.fund_year)
    assert (balance.committed, balance.paid, balance.to_pay) == (5000, 2500, 2500)


def test_a_payment_entered_wrongly_is_taken_out_by_an_entry_with_a_reason(county, sign_in):
    bid = paid(county)
    address = reverse("funding:payment_correct", args=[bid.reference, 1])
    client = sign_in(county.partner)
    assert address in client.get(reverse("funding:delivery", args=[bid.reference])).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "It went out in September"}).status_code == 302
    row = bid.instalments.get(number=1)
    assert (row.state, row.paid_on, row.paid_by) == ("approved", None, None)
    balance = balance_of(bid.fund_year)
    assert (balance.committed, balance.paid, balance.to_pay) == (5000, 0, 5000)
    last = bid.entries.last()
    assert (last.kind, last.amount, last.moved_on) == ("repaid", 3000, today())
    assert "Entered wrongly: Instalment 1. It went out in September" in last.note
    assert (
        "There is no payment of it to correct" in client.post(address, {"reason": "Twice"}).content.decode()
    )
    with pytest.raises(MoveRefused, match="£0 was paid and not asked back"):
        delivery.claw_back(bid, D(1), "underspend", "Not spent", by=county.officer)
    delivery.pay_instalment(row, by=county.partner)
    sums = money_of(type(bid).objects.get(pk=bid.pk))
    assert (sums.paid, sums.repaid, sums.left) == (3000, 0, 2000)
    assert sign_in(county.officer).get(address).status_code == 403
    assert sign_in(county.attendee).get(address).status_code == 403


def test_a_payment_that_is_asked_back_is_not_taken_out_besides(county):
    bid = paid(county)
    asked = delivery.claw_back(bid, D(1000), "underspend", "Not spent", by=county.officer)
    row = bid.instalments.get(number=1)
    with pytest.raises(MoveRefused, match="£2,000 was paid that is neither back nor asked back"):
        delivery.correct_payment(row, by=county.partner, reason="Wrong day")
    delivery.record_repayment(asked, by=county.partner)
    with pytest.raises(MoveRefused, match="this payment is £3,000"):
        delivery.correct_payment(row, by=county.partner, reason="Wrong day")


def test_money_in_arrears_says_what_it_was_spent_on(county):
    second = agreed(county).instalments.get(number=2)
    with pytest.raises(MoveRefused, match="Say what the money was spent on"):
        delivery.claim(second, D(10), " ", by=county.attendee)


def test_money_waits_for_the_conditions(county):
    bid = agreed(county)
    condition = keep(Condition(bid=bid, text="A safeguarding policy"), by=county.chair)
    row = delivery.claim(bid.instalments.get(number=1), D(3000), "", by=county.attendee)
    with pytest.raises(MoveRefused, match="A safeguarding policy"):
        delivery.decide_claim(row, approve=True, by=county.officer)
    delivery.meet_condition(condition, by=county.officer, note="Seen on 3 October")
    assert delivery.decide_claim(row, approve=True, by=county.officer).state == "approved"


def test_a_condition_is_met_once_and_keeps_how(county):
    condition = keep(Condition(bid=awarded(county), text="A safeguarding policy"), by=county.chair)
    delivery.meet_condition(condition, by=county.officer, note="Seen on 3 October")
    with pytest.raises(MoveRefused, match=f"met on {date(today())} already"):
        delivery.meet_condition(condition, by=county.officer, note="By another, from an old page")
    condition.refresh_from_db()
    assert condition.met_note == "Seen on 3 October"


def test_how_a_condition_was_met_fits_where_it_is_kept(county, sign_in):
    """SQLite keeps what is too long for a column, and PostgreSQL stops at it."""
    condition = keep(Condition(bid=awarded(county), text="A safeguarding policy"), by=county.chair)
    address = reverse("funding:condition_met", args=[condition.bid.reference, condition.pk])
    client, longest = sign_in(county.officer), Condition._meta.get_field("met_note").max_length
    assert client.post(address, {"note": "x" * (longest + 1)}).status_code == 422
    assert client.post(address, {"note": "x" * longest}).status_code == 302


def test_a_project_does_not_come_to_end_before_it_starts(county, sign_in):
    bid = agreed(county)
    early = bid.starts_on - dt.timedelta(days=1)
    day = {"ends_on": early.isoformat()}
    address = reverse("funding:variation", args=[bid.reference])
    page = sign_in(county.attendee).post(address, {"what": "We stop"} | day)
    assert page.status_code == 422
    assert f"The project starts on {date(bid.starts_on)}." in page.content.decode()


def test_what_a_project_asked_for_before_its_end_is_not_agreed_after(county):
    bid = agreed(county)
    row = reporting.ask_variation(bid, "A month more", by=county.attendee, ends_on=bid.ends_on)
    said = {
        "achieved": "Evenings",
        "people_reached": None,
        "savings": None,
        "savings_method": "",
        "lessons": "",
    }
    reporting.evaluate(bid, said, by=county.attendee)
    with pytest.raises(MoveRefused, match="The project is evaluated"):
        reporting.decide_variation(row, agree=True, by=county.officer)
    assert reporting.decide_variation(row, agree=False, by=county.officer, reason="Over").state == "refused"


def test_a_return_answers_for_the_bids_own_measures(county):
    bid = agreed(county)
    row = reporting.ask_return(
        bid, period_from=DAY, period_until=DAY + dt.timedelta(90), due_on=DAY, by=county.officer
    )
    output = bid.outputs.get()
    said = {"narrative": "Twelve evenings were held.", "spent": D(900)}
    row = reporting.submit_return(row, values=[(output, D(12), "almost")], by=county.attendee, **said)
    row = reporting.settle_return(row, accept=False, query="Which evenings?", by=county.officer)
    row = reporting.submit_return(row, values=[(output, D(11), "")], by=county.attendee, **said)
    assert row.values.get().value == 11
    assert [(row.reported, row.variance, row.without) for row in progress_of(bid)] == [(11, -29, 0)]
    reporting.settle_return(row, accept=True, by=county.officer)
    with pytest.raises(MoveRefused, match="was accepted"):
        reporting.submit_return(row, values=[], by=county.attendee, **said)


def test_money_back_is_free_again(county):
    bid = paid(county)
    before = balance_of(bid.fund_year).free
    with pytest.raises(MoveRefused, match="£3,000 was paid"):
        delivery.claw_back(bid, D(3001), "underspend", "Not spent", by=county.officer)
    row = delivery.claw_back(bid, D(400), "underspend", "Not spent", by=county.officer)
    delivery.record_repayment(row, by=county.partner)
    assert balance_of(bid.fund_year).free == before + 400


def test_it_ends_with_nothing_committed_and_unpaid(county):
    bid = paid(county)
    with pytest.raises(MoveRefused, match="how the savings were worked out"):
        reporting.evaluate(bid, {"achieved": "Calls fell.", "savings": D(10)}, by=county.attendee)
    bid = reporting.evaluate(bid, {"achieved": "Calls fell.", "people_reached": 40}, by=county.attendee)
    bid = delivery.close_project(bid, by=county.officer)
    balance = balance_of(bid.fund_year)
    assert (bid.status, balance.committed, balance.paid, balance.to_pay, balance.free) == (
        "closed", 3000, 3000, 0, 17000
    )  # fmt: skip


def test_applicants_attach_evidence_to_a_running_project_and_change_no_document_of_the_bid(county):
    bid = agreed(county)
    invoice = documents.add_document(bid, title="Invoice 12", file=upload(), by=county.attendee)
    assert Document.objects.visible_to(county.officer).filter(pk=invoice.pk).exists()
    with pytest.raises(PermissionDenied):
        documents.add_version(invoice, upload("b.docx"), description="Another", by=county.attendee)
    bid.status = "closed"
    save(bid, by=county.officer, reason="Over")
    with pytest.raises(PermissionDenied):
        documents.add_document(bid, title="Invoice 13", file=upload("c.docx"), by=county.attendee)
    with pytest.raises(PermissionDenied):
        documents.add_document(bid, title="Theirs", file=upload("d.docx"), by=county.health_lead)


def test_the_page_of_a_project_says_what_waits_for_each(county):
    def steps(bid, user=county.partner, **may):
        can = dict.fromkeys(("manages", "reports", "pays", "signs"), False) | may
        return [step.label for step in project_steps(user, bid, **can) if not step.blockers]

    bid = awarded(county)
    assert steps(bid, manages=True) == ["Set the instalments"]
    delivery.set_instalments(bid, [(D(5000), DAY, True)], by=county.officer)
    assert steps(bid, signs=True) == ["Read and sign the agreement"]
    delivery.sign_agreement(bid, by=county.attendee)
    bid = delivery.accept_agreement(bid, by=county.officer)
    assert steps(bid, signs=True, reports=True) == ["Claim instalment 1"]
    row = delivery.claim(bid.instalments.get(), D(5000), "", by=county.attendee)
    assert steps(bid, manages=True) == ["Decide the claim for instalment 1"]
    delivery.decide_claim(row, approve=True, by=county.officer)
    assert steps(bid, pays=True) == ["Record the payment of instalment 1"]
    assert steps(bid, county.officer, pays=True) == []  # who approved it does not pay it


def test_pages_of_a_project(county, client, django_assert_max_num_queries):
    bid = paid(county)
    change = reporting.ask_variation(bid, "A later end", by=county.attendee, ends_on=LATER)
    row = reporting.ask_return(bid, period_from=DAY, period_until=DAY, due_on=DAY, by=county.officer)
    at = [bid.reference]
    for user, names in (
        (county.officer, [("project_return_ask", at), ("clawback", at), ("variation_decide", [*at, change.pk])]),
        (
            county.attendee,
            [("claim", [*at, 2]), ("variation", at), ("evaluate", at), ("project_return", [*at, row.pk])],
        ),
        (county.partner, []),
    ):  # fmt: skip
        client.force_login(user)
        client.get(reverse("funding:delivery", args=at))
        with django_assert_max_num_queries(8):
            assert client.get(reverse("funding:delivery", args=at)).status_code == 200
        for name, args in names:
            assert client.get(reverse(f"funding:{name}", args=args)).status_code == 200, name
    client.force_login(county.attendee)
    assert client.get(reverse("funding:clawback", args=at)).status_code == 403
    pdf = client.get(reverse("funding:agreement_pdf", args=at))
    assert accessibility_problems(pdf.content) == []
    client.force_login(account("stranger", county.health))
    assert client.get(reverse("funding:delivery", args=at)).status_code == 404


@pytest.fixture
def asked(county):
    """A return that is asked for, of a project that promised sessions and visitors."""
    bid = agreed(county)
    keep(BidOutput(bid=bid, what="Visitors", target=D(3700)), by=county.attendee)
    return reporting.ask_return(bid, period_from=DAY, period_until=DAY, due_on=DAY, by=county.officer)


def test_every_output_is_answered_or_it_is_said_why_not(county, asked):
    """S002-103"""
    sessions, visitors = asked.bid.outputs.all()
    said = {"narrative": "Held.", "spent": None, "by": county.attendee}
    for values, missing in (
        ([], ["Sessions held", "Visitors"]),
        ([(sessions, None, "", " "), (visitors, D(0), "")], ["Sessions held"]),
        ([(sessions, D(1), "", "None"), (visitors, D(-1), "")], ["Sessions held", "Visitors"]),
    ):
        with pytest.raises(MoveRefused) as refused:
            reporting.submit_return(asked, values=values, **said)
        assert [
            name for name in ("Sessions held", "Visitors") if name in str(refused.value.reasons)
        ] == missing
        assert len(refused.value.reasons) == len(missing)
    other = make.bid(county, of=asked.bid.call, title="Another").outputs.get()
    with pytest.raises(MoveRefused, match="not of this bid"):
        reporting.submit_return(asked, values=[(sessions, D(1)), (visitors, D(1)), (other, D(1))], **said)
    reporting.submit_return(asked, values=[(sessions, D(1)), (visitors, None, "", "Not counted yet")], **said)
    assert [row.without for row in progress_of(asked.bid)] == [0, 1]


def test_a_return_by_the_page_keeps_what_was_typed_and_shows_the_variance(county, asked, sign_in):
    sessions, visitors = asked.bid.outputs.all()
    client, at = (
        sign_in(county.attendee),
        reverse("funding:project_return", args=[asked.bid.reference, asked.pk]),
    )
    data = {"narrative": "Held.", f"value_{sessions.pk}": "45", f"said_{sessions.pk}": "over"}
    answer = client.post(at, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say what “Visitors” came to in the period, or why there is no number." in page
    assert "Sessions held” came" not in page
    assert 'value="45"' in page
    assert client.post(at, data | {f"none_{visitors.pk}": "The counter broke"}).status_code == 302
    page = " ".join(
        client.get(reverse("funding:delivery", args=[asked.bid.reference])).content.decode().split()
    )
    for words in (
        "5 over",
        "3,700 short",
        "no number in 1 return",
        "over 45; Visitors: no number: The counter broke",
    ):
        assert words in page


def test_a_return_half_done_is_gone_on_with_by_the_project_and_read_by_nobody_else(county, asked, sign_in):
    sessions, visitors = asked.bid.outputs.all()
    client, at = (
        sign_in(county.attendee),
        reverse("funding:project_return", args=[asked.bid.reference, asked.pk]),
    )
    home = reverse("funding:delivery", args=[asked.bid.reference])
    begun = {"narrative": "", f"value_{sessions.pk}": "45417", f"said_{sessions.pk}": "over"}

    answer = client.post(at, begun | {"later": "yes"}, follow=True).content.decode()

    assert "Your answers are saved. The return is not sent yet." in answer
    assert "Go on writing" in answer
    asked.refresh_from_db()
    assert (asked.state, asked.values.count(), asked.submitted_at) == ("due", 0, None)
    assert 'value="45417"' in client.get(at).content.decode()
    assert "45417" not in sign_in(county.officer).get(home).content.decode()

    client = sign_in(county.attendee)
    wrong = client.post(at, begun | {f"value_{sessions.pk}": "lots", "later": "yes"})
    assert wrong.status_code == 422
    assert 'value="lots"' in wrong.content.decode()

    whole = begun | {"narrative": "Held.", f"none_{visitors.pk}": "The counter broke"}
    assert client.post(at, whole).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.narrative, asked.draft) == ("submitted", "Held.", {})
    assert not any(hasattr(row, "draft") for row in asked.history.all()), "its versions say what was sent"


def test_what_is_begun_of_a_return_is_let_go_when_it_is_accepted(county, asked):
    send(asked, county.attendee)
    asked = reporting.keep_return(asked, {"narrative": "A second thought"}, by=county.attendee)
    assert (asked.narrative, asked.state) == ("Twelve evenings", "submitted"), "what was sent stands"
    asked = reporting.settle_return(asked, accept=True, by=county.officer)
    assert asked.draft == {}
    with pytest.raises(MoveRefused, match="was accepted"):
        reporting.keep_return(asked, {"narrative": "A third"}, by=county.attendee)


def test_money_is_paid_and_comes_back_after_what_it_follows_from(county):
    bid = agreed(county)
    row = delivery.claim(bid.instalments.get(number=1), D(3000), "", by=county.attendee)
    delivery.decide_claim(row, approve=True, by=county.officer)
    early, late = today() - dt.timedelta(1), today() + dt.timedelta(1)
    for day, words in ((early, "The money was awarded on"), (late, "still to come")):
        with pytest.raises(MoveRefused, match=words):
            delivery.pay_instalment(row, by=county.partner, paid_on=day)
    delivery.pay_instalment(row, by=county.partner, paid_on=today())
    asked = delivery.claw_back(bid, D(400), "underspend", "Not spent", by=county.officer)
    for day, words in ((early, "Money was first paid on"), (late, "still to come")):
        with pytest.raises(MoveRefused, match=words):
            delivery.record_repayment(asked, by=county.partner, repaid_on=day)


def test_a_bid_that_is_not_awarded_has_nothing_to_deliver(county, sign_in):
    bid, client = make.recommended(county), sign_in(county.officer)
    page = client.get(reverse("funding:delivery", args=[bid.reference])).content.decode()
    assert "Nothing is awarded yet, so nothing is delivered or counted." in page
    assert " short" not in page
    page = client.get(reverse("funding:instalments", args=[bid.reference])).content.decode()
    assert "Nothing is awarded yet, so there is nothing to set." in page


def send(row, by):
    values = [(output, D(12)) for output in row.bid.outputs.all()]
    reporting.submit_return(row, narrative="Twelve evenings", spent=D(1200), values=values, by=by)


def test_whoever_settles_reads_the_numbers_and_the_new_end(county, asked, sign_in):
    bid = asked.bid
    send(asked, by=county.attendee)
    row = reporting.ask_variation(bid, "A later end", by=county.attendee, ends_on=LATER)
    client = sign_in(county.officer)
    page = client.get(
        reverse("funding:project_return_settle", args=[bid.reference, asked.pk])
    ).content.decode()
    assert "Spent in the period: £1,200" in page
    assert "Sessions held: 12" in page
    page = client.get(reverse("funding:variation_decide", args=[bid.reference, row.pk])).content.decode()
    assert f"The project would end on {date(LATER)}" in page


def test_whoever_closes_is_told_of_money_that_is_not_accounted_for(county, sign_in):
    bid = paid(county)
    row = reporting.ask_return(
        bid, period_from=today() - dt.timedelta(9), period_until=today(), due_on=today(), by=county.officer
    )
    send(row, by=county.attendee)
    reporting.settle_return(row, accept=True, by=county.officer)
    reporting.evaluate(bid, {"achieved": "Calls fell."}, by=county.attendee)
    page = (
        sign_in(county.officer).get(reverse("funding:project_close", args=[bid.reference])).content.decode()
    )
    assert "£1,800 is not accounted for" in page
