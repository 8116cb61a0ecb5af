"""Home says what reviews wait for, to whoever it waits for and to nobody else."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.clock import now, today
from records import walls
from reviews.models import Destruction, Review, Rewording
from reviews.services import (
    management,
    notified,
    people,
    pseudonyms,
    referrals,
    scoping,
    statements,
    submission,
)
from tests.factories import ledger as made
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
HOME = reverse("home:home")


@pytest.fixture
def coordinator(county):
    return make.coordinator(county)


@pytest.fixture
def home(sign_in):
    return lambda user: sign_in(make.fresh(user)).get(HOME).content.decode()


def test_what_an_agency_was_asked_waits_for_whoever_was_named(county, coordinator, home):
    review = make.scoped(county, coordinator)
    assert "Nothing waits for you" in home(county.partner)
    make.asked(county, review, coordinator)
    make.part(county, review, coordinator)
    page = home(county.partner)
    for said in ("2 things wait", "Answer: Request for information", "Enter: Request for a chronology"):
        assert said in page
    assert review.reference not in page
    assert review.title not in page
    for user in (county.police_lead, county.chair, county.officer, county.outsider):
        assert "Request for" not in home(user)


def test_clocks_wait_for_whoever_keeps_the_review(county, coordinator, home):
    review = make.scoped(county, coordinator)
    assert f"Decide: {review.title}" in home(coordinator)
    other = make.coordinator(county, "second")
    assert review.title not in home(other)
    notified.report_death(
        county.here,
        by=make.fresh(county.partner),
        agency=county.police,
        known_on=today(),
        circumstances="At home.",
    )
    for user in (coordinator, other):
        assert f"Take over: a death that {county.police} tells of" in home(user)
    assert "Take over" not in home(county.partner)


def test_signatures_wait_for_the_chair_of_the_review_and_of_the_partnership(county, coordinator, home):
    review = make.told(county, coordinator, title="Alder")
    row = people.appoint(review, by=coordinator, part="chair", **make.appointing(user=county.guest))
    until = today() + dt.timedelta(30)
    people.open_to_appointed(review, row.pk, by=coordinator, reason="Chair", expires_on=until)
    assert f"Sign your statement of independence: {review.title}" in home(county.guest)
    people.sign_independence(review, by=make.fresh(county.guest), statement="I never worked for them.")
    assert "Sign your statement" not in home(county.guest)
    ready = make.ready(county, coordinator)
    assert "Agree and sign" not in home(county.chair)
    walls.open_to(ready, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=until)
    assert f"Agree and sign: {ready.title}" in home(county.chair)


def test_each_stage_waits_for_whoever_moves_it_on(county, coordinator, home):
    review = make.decided(county, coordinator)
    assert f"Tell the Home Office and the family: {review.title}" in home(coordinator)
    make.tell_all(review, coordinator)
    assert f"Appoint its chair and begin: {review.title}" in home(coordinator)
    make.recruit(review, coordinator, county.guest)
    referrals.begin(review, by=make.fresh(coordinator), begun_on=today())
    settle = f"Settle the panel and the terms, and gather information: {review.title}"
    assert settle in home(county.guest)
    assert settle not in home(coordinator)
    found = make.asked_for_review(county, review, make.fresh(county.guest))
    management.write(
        found, {"analysis": "Nobody asked.", "independence": "Apart."}, by=make.fresh(county.partner)
    )
    management.finish_draft(found, by=make.fresh(county.partner), signatory=county.police_lead)
    assert "Read and accept" not in home(county.guest)
    management.sign_and_send(found, by=make.fresh(county.police_lead))
    assert f"Read and accept: Individual management review: {county.police}" in home(county.guest)
    assert "Read and accept" not in home(county.partner)


def test_the_report_waits_for_its_chair_and_for_its_author_and_for_nobody_else(county, coordinator, home):
    chair, author = make.guest(county), make.guest(county, "author")
    review = make.gathering(county, coordinator, chair)
    assert f"Gather information, and draft the report: {review.title}" in home(chair)
    row = people.appoint(review, by=make.fresh(coordinator), part="author", **make.appointing(user=author))
    until = today() + dt.timedelta(30)
    people.open_to_appointed(review, row.pk, by=make.fresh(coordinator), reason="Author", expires_on=until)
    Review.objects.filter(pk=review.pk).update(status="drafting")
    for user in (chair, author):
        assert f"Write the report: {review.title}" in home(user)
    assert "Write the report" not in home(coordinator)


def test_the_end_of_a_review_waits_for_its_co_ordinator_and_its_chair(county, coordinator, home):
    review = make.agreed(county, coordinator)
    assert f"Submit to the Home Office: {review.title}" in home(coordinator)
    submission.submit(review, by=make.fresh(coordinator), submitted_on=today(), home_office_reference="")
    said = {"received_on": today(), "outcome": "changes", "letter": None, "points": ["Say more."]}
    letter = submission.note_feedback(review, by=make.fresh(coordinator), **said)
    answer = f"Answer the Home Office: {review.title}"
    settle = f"Settle whether it is published: {review.title}"
    assert answer in home(county.guest)
    assert settle not in home(coordinator)
    submission.answer_point(review, letter.points.get().pk, by=make.fresh(county.guest), answer="Said.")
    assert answer not in home(county.guest)
    assert settle in home(coordinator)
    found = statements.add_statement(
        review, by=make.fresh(coordinator), title="If asked", owner=county.support
    )
    assert "Clear: If asked" not in home(coordinator)
    statements.write_statement(found, {"text": "Our thoughts are with them."}, by=make.fresh(county.support))
    assert "Clear: If asked" in home(coordinator)
    assert "Write: If asked" not in home(county.support)
    for user in (county.officer, county.chair, county.outsider, county.administrator):
        assert review.title not in home(user).replace(f"Agree and sign: {review.title}", "")


def test_drafts_actions_and_lists_wait_for_whoever_they_are_of(county, coordinator, home):
    review = make.settled(county, coordinator, "withhold")
    statements.add_statement(review, by=coordinator, title="If the press asks", owner=county.support)
    assert "Write: If the press asks" in home(county.support)
    made.with_action(county, coordinator, review)
    assert "Report on: " in home(county.partner)
    Destruction.objects.create(review=review, reason="Over", proposed_at=now(), proposed_by=coordinator)
    until = today() + dt.timedelta(30)
    walls.open_to(review, county.officer, by=make.fresh(coordinator), reason="Confirms", expires_on=until)
    assert "Confirm that papers are destroyed" in home(county.officer)
    assert "Confirm that papers" not in home(coordinator)


def test_a_pseudonym_that_is_proposed_waits_for_whoever_answers_for_the_agency(county, coordinator, home):
    review = make.scoped(county, coordinator)
    part = make.part(county, review, coordinator)
    entry = make.entry(county, part, county.partner, what="Nameworth was seen.")
    scoping.share(part, by=make.fresh(county.partner))
    said = "Answer the pseudonym that is proposed: Request for a chronology"
    assert said not in home(county.partner)
    row = Rewording.objects.create(
        entry=entry, words="Nameworth", pseudonym="Willow", proposed_at=now(), proposed_by=coordinator
    )
    assert said in home(county.partner)
    for user in (county.police_lead, county.chair, county.outsider):
        assert said not in home(user)
    pseudonyms.leave(part, row.pk, by=make.fresh(county.partner), reason="It is a street")
    assert said not in home(county.partner)


def test_what_changed_is_to_be_looked_at_once_its_day_comes_near(county, coordinator, home):
    """S001-59"""
    review = make.told(county, coordinator)
    closed = Review.objects.filter(pk=review.pk)
    closed.update(status="closed", closed_on=today(), assure_on=today() + dt.timedelta(90))
    assert "Record what has changed" not in home(coordinator)
    closed.update(assure_on=today() + dt.timedelta(7))
    assert f"Record what has changed: {review.title}" in home(coordinator)
    assert review.title not in home(make.coordinator(county, "second"))


def test_that_access_of_somebody_else_ended_is_no_news_and_hides_none(county, coordinator, home):
    review = make.received(county, coordinator)
    until = today() + dt.timedelta(30)
    county.chair.previous_seen_at = now()
    county.chair.save()
    for user in (county.chair, county.health_lead):
        walls.open_to(review, user, by=make.fresh(coordinator), reason="Works on it", expires_on=until)
    referrals.move_review(review, "scope", by=make.fresh(coordinator))
    walls.close_to(review, county.health_lead, by=make.fresh(coordinator), reason="Done")
    page = home(county.chair)
    assert "withdrew access" not in page
    assert f"{coordinator} worked on" in page
