"""A review from its referral to the decision, told either way."""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from notices.models import Notice
from records.lifecycle import MoveRefused
from reviews.models import Return, Review, ReviewKind
from reviews.reminders import remind
from reviews.reports.reviews import clock, report_clock
from reviews.services import clocks, deciding, management, people, referrals, scoping, terms
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta


def test_the_decision_is_due_a_calendar_month_after_the_death_became_known(county, coordinator):
    review = make.received(
        county, coordinator, known_on=dt.date(2026, 1, 31), referred_on=dt.date(2026, 2, 2)
    )
    assert review.decision_target_on == review.decision_due_on == dt.date(2026, 2, 28)
    assert (review.audience, review.marking) == ("named", "official-sensitive")


def test_a_day_put_off_keeps_the_first_target_and_a_late_decision_is_shown_and_not_refused(
    county, coordinator
):
    review = make.scoped(county, coordinator, known_on=today() - DAYS(60), referred_on=today() - DAYS(59))
    first = review.decision_target_on
    assert clock(review) == ("Overdue", "overdue")
    said = {
        "due_until": today() + DAYS(5),
        "agreed_by_words": "Chair",
        "agreed_on": today(),
        "reason": "Trial",
    }
    review = clocks.put_off(review, "decision", by=coordinator, **said)
    row = review.extensions.get()
    assert (row.due_from, row.due_until, review.decision_target_on) == (first, today() + DAYS(5), first)
    assert clock(review) == ("Due", "due")
    late = make.scoped(county, coordinator, title="Alder", known_on=today() - DAYS(60))
    late = deciding.decide(late, by=coordinator, **make.decision())
    assert clock(late) == ("Decided late", "late")


def test_proceedings_move_no_clock(county, coordinator):
    review = make.scoped(county, coordinator)
    deciding.add_hold(
        review, by=coordinator, what="Criminal trial", started_on=today(), ended_on=None, note=""
    )
    row = review.holds.get()
    deciding.end_hold(review, row.pk, by=coordinator, ended_on=today())
    assert Review.objects.get(pk=review.pk).decision_due_on == review.decision_due_on
    with pytest.raises(MoveRefused, match="cannot end before"):
        deciding.end_hold(review, row.pk, by=coordinator, ended_on=today() - DAYS(3))


def test_whatever_the_decision_lacks_is_named_at_once(county, coordinator):
    review = make.scoped(county, coordinator, residence="")
    nothing = make.decision("other", reasons=" ", decided_by_words="", other_route="", decided_on=None)
    with pytest.raises(MoveRefused) as refused:
        deciding.decide(review, by=coordinator, **nothing)
    assert [word for word in ("leads", "reasons", "who decided", "day of", "learning route")
            if not any(word in reason for reason in refused.value.reasons)] == []  # fmt: skip
    assert Review.objects.get(pk=review.pk).outcome == ""


def test_the_clock_of_the_report_runs_from_the_decision_and_not_from_the_next_step(
    county, coordinator, sign_in
):
    """Domain 2.2, stage 11: six calendar months from the decision to proceed."""
    review = make.scoped(county, coordinator, known_on=dt.date(2024, 8, 31), referred_on=dt.date(2024, 8, 31))
    said = make.decision(decided_on=dt.date(2024, 8, 31))
    review = deciding.decide(review, by=coordinator, **said)
    assert review.report_due_on == dt.date(2025, 2, 28)
    client = sign_in(coordinator)
    page = client.get(review.get_absolute_url()).content.decode()
    assert "Overdue" in page
    assert reverse("reviews:extend", args=[review.reference, "report"]) in page
    assert "28 February 2025" in client.get(reverse("reviews:list")).content.decode()
    without = make.decided(county, coordinator, "none", title="Alder")
    assert (
        reverse("reviews:extend", args=[without.reference, "report"])
        not in client.get(without.get_absolute_url()).content.decode()
    )
    with pytest.raises(MoveRefused, match="nothing to put off"):
        clocks.put_off(
            without, "report", by=coordinator, due_until=today(), agreed_by_words="Chair", agreed_on=today(),
            reason="Trial",
        )  # fmt: skip


def test_what_the_decision_lacks_stands_beside_its_field(county, coordinator, sign_in):
    review = make.scoped(county, coordinator, residence="")
    said = {
        "outcome": "other",
        "reasons": "Learning.",
        "decided_by_words": "The chair",
        "decided_on": today(),
    }
    page = (
        sign_in(coordinator).post(reverse("reviews:decide", args=[review.reference]), said).content.decode()
    )
    assert 'href="#id_other_route">Name the other learning route.' in page
    assert "Say why this partnership leads" in page


@pytest.mark.parametrize(("outcome", "action", "status"), [
    ("review", "recruit", "recruiting"), ("none", "conclude", "no-review"), ("other", "conclude", "no-review"),
])  # fmt: skip
def test_the_home_office_and_the_family_are_told_either_way(county, coordinator, outcome, action, status):
    """S001-38"""
    review = make.decided(county, coordinator, outcome)
    with pytest.raises(MoveRefused) as refused:
        referrals.move_review(review, action, by=coordinator)
    assert len(refused.value.reasons) == 2
    deciding.tell(review, by=coordinator, **make.telling("home-office"))
    with pytest.raises(MoveRefused, match="offered an advocate"):
        deciding.tell(review, by=coordinator, **make.telling("family", advocate_offered=None))
    deciding.tell(review, by=coordinator, **make.telling("family"))
    assert referrals.move_review(review, action, by=coordinator).status == status
    other = "conclude" if action == "recruit" else "recruit"
    with pytest.raises(PermissionDenied):
        referrals.move_review(review, other, by=coordinator)


def test_learning_goes_out_though_no_review_follows(county, coordinator):
    """S001-39, S001-41"""
    review = make.told(county, coordinator, "none")
    point = deciding.add_learning(
        review, by=coordinator, text="Ask about control routinely.", theme="Enquiry"
    )
    deciding.advance_learning(review, point.pk, by=coordinator, on=today())
    with pytest.raises(MoveRefused, match="who it went to"):
        deciding.advance_learning(review, point.pk, by=coordinator, on=today())
    point = deciding.advance_learning(review, point.pk, by=coordinator, on=today(), sent_to="All agencies")
    assert (point.state, point.disseminated_on) == ("disseminated", today())
    with pytest.raises(MoveRefused, match="already"):
        deciding.advance_learning(review, point.pk, by=coordinator, on=today())


def test_an_agencys_answer_is_its_own_until_it_shares_it(county, coordinator, sign_in):
    review = make.scoped(county, coordinator)
    found = make.asked(county, review, coordinator)
    asked = make.fresh(county.partner)
    with pytest.raises(MoveRefused, match="known to your agency"):
        scoping.share(found, by=asked)
    scoping.answer(found, {"known": "yes", "summary": "Attended twice in spring."}, by=asked)
    page = sign_in(coordinator).get(reverse("reviews:scoping", args=[review.reference])).content.decode()
    assert "Northshire Police" in page
    assert "Attended twice" not in page
    assert sign_in(coordinator).get(found.get_absolute_url()).status_code == 404
    scoping.share(found, by=asked)
    page = sign_in(coordinator).get(reverse("reviews:scoping", args=[review.reference])).content.decode()
    assert "Attended twice in spring." in page
    with pytest.raises(PermissionDenied):
        scoping.answer(found, {"summary": "Changed"}, by=asked)
    again = scoping.ask_again(found, by=coordinator, reason="Which unit?", due_on=today())
    assert (again.status, again.missing) == ("asked", "Which unit?")
    scoping.withdraw(again, by=coordinator, reason="Not needed")
    assert not Return.objects.visible_to(make.fresh(asked)).exists()


def test_whoever_leaves_the_agency_knows_of_the_request_no_more(county, coordinator):
    found = make.asked(county, make.scoped(county, coordinator), coordinator)
    county.partner.person.posts.update(ended_on=today() - DAYS(1))
    assert not Return.objects.visible_to(make.fresh(county.partner)).exists()
    remind(today())
    assert not found.user_grants.exists()


def test_a_reminder_says_nothing_but_that_a_request_waits(county, coordinator, sign_in):
    found = make.asked(county, make.scoped(county, coordinator), coordinator)
    remind(found.due_on)
    remind(found.due_on)
    notices = list(Notice.objects.filter(recipient=county.partner))
    assert {(n.subject, n.path) for n in notices} == {("A request waits for you", found.get_absolute_url())}
    assert len(notices) == 2
    said = " ".join(f"{n.subject} {n.line} {n.link}" for n in notices).lower()
    assert "review" not in said
    assert make.CODE_NAME.lower() not in said
    assert sign_in(county.partner).get(notices[0].link).headers["Location"] == found.get_absolute_url()
    assert sign_in(county.officer).get(notices[0].link).status_code == 404


def test_a_review_keeps_the_name_it_began_under(county, coordinator):
    before = make.received(county, coordinator)
    new = {"name": "Domestic abuse related death review", "law": "", "stages": {"received": "Notified"}}
    referrals.add_kind(county.here, by=coordinator, started_on=today(), **new)
    after = make.received(county, coordinator, title="Alder")
    assert (before.what.name, before.stage) == ("Domestic homicide review", "Referral received")
    assert (after.what.name, after.stage) == ("Domestic abuse related death review", "Notified")
    assert ReviewKind.objects.count() == 2


def test_the_report_is_due_six_calendar_months_after_the_decision_and_keeps_its_target(county, coordinator):
    review = make.drafting(county, coordinator)
    target = review.decided_on + relativedelta(months=6)
    assert review.report_target_on == review.report_due_on == target
    assert report_clock(review) == ("Due", "due")
    deciding.add_hold(review, by=coordinator, what="Trial", started_on=today(), ended_on=None, note="")
    assert Review.objects.get(pk=review.pk).report_due_on == target
    said = {"agreed_by_words": "Strategic group", "agreed_on": today(), "reason": "The trial"}
    with pytest.raises(MoveRefused, match="after the one"):
        clocks.put_off(review, "report", by=coordinator, due_until=target, **said)
    review = clocks.put_off(review, "report", by=coordinator, due_until=target + DAYS(90), **said)
    row = review.extensions.get()
    assert (row.clock, row.due_from, row.due_until) == ("report", target, target + DAYS(90))
    assert review.report_target_on == target
    with pytest.raises(MoveRefused, match="done already"):
        clocks.put_off(review, "decision", by=coordinator, due_until=today() + DAYS(9), **said)
    remind(review.report_due_on)
    assert Notice.objects.filter(recipient=coordinator, trigger="report-due").exists()


def test_the_stages_of_a_draft_name_all_that_is_missing(county, coordinator):
    """S001-44, S001-45"""
    review = make.begun(county, coordinator)
    chair = make.fresh(county.guest)
    with pytest.raises(MoveRefused) as refused:
        referrals.move_review(review, "gather", by=chair)
    assert len(refused.value.reasons) == 2
    row = make.agreed_terms(review, coordinator)
    terms.share_terms(review, row.pk, by=chair, shared_on=today())
    said = make.appointing(name="Member", agency=county.health, advertised_on=None)
    people.appoint(review, by=chair, part="panel", **said)
    referrals.move_review(review, "gather", by=chair)
    found = make.asked_for_review(county, review, chair)
    with pytest.raises(MoveRefused) as refused:
        referrals.move_review(review, "draft", by=chair)
    assert [word for word in ("author of the report", "Wait for it, or withdraw it")
            if not any(word in reason for reason in refused.value.reasons)] == []  # fmt: skip
    management.withdraw(found, by=chair, reason="Not known to them")
    people.appoint(review, by=coordinator, part="author", **make.appointing(user=chair))
    people.sign_independence(review, by=make.fresh(chair), statement="As chair.")
    referrals.move_review(review, "draft", by=make.fresh(chair))
    with pytest.raises(MoveRefused, match="Write the overview report here, or attach it"):
        referrals.move_review(review, "finish", by=make.fresh(chair))
    make.attached(review, coordinator)
    review = referrals.move_review(review, "finish", by=make.fresh(chair))
    assert (review.status, review.report_ready_on) == ("ready", today())
    with pytest.raises(MoveRefused, match="why it goes back"):
        referrals.move_review(review, "redraft", by=make.fresh(chair))
    review = referrals.move_review(review, "redraft", by=make.fresh(chair), reason="The family read it")
    assert (review.status, review.report_ready_on) == ("drafting", None)


def test_pages_of_a_review_cost_a_fixed_number_of_queries(
    county, coordinator, sign_in, django_assert_max_num_queries
):
    review = make.scoped(county, coordinator)
    make.asked(county, review, coordinator)
    for n in range(4):
        deciding.add_learning(review, by=coordinator, text=f"Point {n}")
    client = sign_in(coordinator)
    for name in ("review", "scoping", "learning"):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(f"reviews:{name}", args=[review.reference])).status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get(reverse("reviews:list")).status_code == 200


def named(county, coordinator, **months):
    said = {"name": "Death review", "law": "", "stages": {}, "started_on": today(), **months}
    return referrals.add_kind(county.here, by=make.fresh(coordinator), **said)


def test_due_days_are_entered_or_follow_from_the_months_that_the_partnership_set(county, coordinator):
    """Forms B8: fields, and no default where the partnership has set none."""
    known_on = today() - DAYS(5)
    by_hand = make.scoped(
        county, coordinator, known_on=known_on, referred_on=today(), decision_due_on=today() + DAYS(9)
    )
    assert by_hand.decision_target_on == by_hand.decision_due_on == today() + DAYS(9)
    moved = referrals.change_review(by_hand, {"known_on": known_on - DAYS(2)}, by=make.fresh(coordinator))
    assert moved.decision_due_on == today() + DAYS(7)
    named(county, coordinator, months_to_decide=2, months_to_report=None)
    review = make.scoped(county, coordinator, title="Alder", known_on=known_on, referred_on=today())
    assert review.decision_due_on == referrals.after(known_on, 2)
    decided = deciding.decide(review, by=make.fresh(coordinator), **make.decision())
    assert (decided.report_target_on, decided.report_due_on) == (None, None)


def test_without_months_the_day_of_the_decision_is_asked_for(county, coordinator):
    named(county, coordinator, months_to_decide=None)
    with pytest.raises(MoveRefused, match="Enter the day by which it is to be decided"):
        make.received(county, coordinator)
    with pytest.raises(MoveRefused, match="before the death became known"):
        make.received(county, coordinator, decision_due_on=today() - DAYS(90))
    review = make.scoped(county, coordinator, decision_due_on=today() + DAYS(30))
    with pytest.raises(MoveRefused, match="due before the decision"):
        deciding.decide(
            review, by=make.fresh(coordinator), report_due_on=today() - DAYS(1), **make.decision()
        )
    due = today() + DAYS(100)
    decided = deciding.decide(review, by=make.fresh(coordinator), report_due_on=due, **make.decision())
    assert decided.report_due_on == due


def test_days_of_a_referral_stand_in_their_order_and_after_the_duty_began(county, coordinator):
    for days in (
        {"known_on": dt.date(1800, 1, 1)},
        {"known_on": today() - DAYS(5), "referred_on": today() - DAYS(6)},
    ):
        with pytest.raises(MoveRefused, match="became known"):
            make.received(county, coordinator, **days)
    review = make.received(county, coordinator)
    with pytest.raises(MoveRefused, match="became known"):
        referrals.change_review(
            review, {"referred_on": review.known_on - DAYS(1)}, by=make.fresh(coordinator)
        )


def test_a_code_name_names_one_review_of_those_that_one_knows(county, coordinator, rival):
    make.received(county, coordinator)
    with pytest.raises(MoveRefused, match="You made CSP-REV-"):
        make.received(county, make.fresh(coordinator))
    with pytest.raises(MoveRefused, match="Choose another"):
        make.received(county, make.fresh(coordinator), title="larchwood")
    other = make.received(county, make.fresh(coordinator), title="Alder")
    with pytest.raises(MoveRefused, match="Choose another"):
        referrals.change_review(other, {"title": make.CODE_NAME}, by=make.fresh(coordinator))
    assert make.received(county, rival).title == make.CODE_NAME


def test_that_the_family_was_offered_an_advocate_is_asked_at_its_field(county, coordinator, sign_in):
    review = make.decided(county, coordinator)
    address = reverse("reviews:tell", args=[review.reference])
    early = review.decided_on - DAYS(1)
    said = {"whom": "family", "how": "By letter", "told_on": early.isoformat()}
    page = sign_in(coordinator).post(address, said).content.decode()
    assert "Nobody can be told before the decision" in page
    assert 'href="#id_advocate_offered' in page
    assert not review.told.exists()


def test_nobody_is_left_with_a_request_of_a_review_that_has_ended(county, coordinator):
    review = make.scoped(county, coordinator)
    found = make.asked(county, review, coordinator)
    make.part(county, review, coordinator, county.health_lead, county.health)
    with pytest.raises(MoveRefused) as refused:
        referrals.move_review(review, "pass", by=coordinator, reason="To Southshire, where she lived.")
    assert [words.partition(" by ")[0] for words in refused.value.reasons] == [
        f"{county.health} was asked for its chronology", f"{county.police} was asked for information",
    ]  # fmt: skip
    review = deciding.decide(review, by=coordinator, **make.decision("none"))
    for whom in ("home-office", "family"):
        deciding.tell(review, by=coordinator, **make.telling(whom))
    assert len(Review.objects.get(pk=review.pk).blockers("conclude")) == 2
    for row in (found, review.chronology_parts.get()):
        scoping.withdraw(row, by=make.fresh(coordinator), reason="No review follows")
    assert referrals.move_review(review, "conclude", by=coordinator).status == "no-review"
