"""A review from its referral to the decision, told either way."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from notices.models import Notice
from records.lifecycle import MoveRefused
from reviews.models import Return, Review, ReviewKind
from reviews.reminders import remind
from reviews.reports.reviews import clock
from reviews.services import deciding, referrals, scoping
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
    review = deciding.extend_decision(review, by=coordinator, **said)
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
    assert {(n.subject, n.path) for n in notices} == {
        ("A request waits for you", f"/waiting/{found.reference}/")
    }
    assert len(notices) == 2
    said = " ".join(f"{n.subject} {n.line} {n.path}" for n in notices).lower()
    assert "review" not in said
    assert make.CODE_NAME.lower() not in said
    assert sign_in(county.partner).get(notices[0].path).headers["Location"] == found.get_absolute_url()
    assert sign_in(county.officer).get(notices[0].path).status_code == 404


def test_a_review_keeps_the_name_it_began_under(county, coordinator):
    before = make.received(county, coordinator)
    new = {"name": "Domestic abuse related death review", "law": "", "stages": {"received": "Notified"}}
    referrals.add_kind(county.here, by=coordinator, started_on=today(), **new)
    after = make.received(county, coordinator, title="Alder")
    assert (before.what.name, before.stage) == ("Domestic homicide review", "Referral received")
    assert (after.what.name, after.stage) == ("Domestic abuse related death review", "Notified")
    assert ReviewKind.objects.count() == 2


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
