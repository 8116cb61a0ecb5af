"""Communications statements reach press contacts, to whom the review stays unknown (S001-54, S001-55); and the end."""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from notices.models import Notice
from records import walls
from records.lifecycle import MoveRefused
from records.models import Record
from records.veil import veil
from reviews.models import PressStatement, Review
from reviews.reminders import remind
from reviews.services import closing, deciding, publication, sealed
from reviews.services import statements as services
from reviews.telling import HIDDEN
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
WORDS = "Our thoughts are with the family."


@pytest.fixture
def press(county):
    return make.press_contact(county, county.police)


@pytest.fixture
def review(county, coordinator):
    return make.begun(county, coordinator)


def pages(client, found):
    return client.get(reverse("press")), client.get(reverse("press_statement", args=[found.reference]))


def test_press_contacts_read_a_cleared_statement_and_nothing_behind_it(
    county, coordinator, press, review, sign_in
):
    found = make.stated(review, coordinator)
    client = sign_in(press)
    listed, one = pages(client, found)
    assert (found.title in listed.content.decode(), one.status_code) == (False, 404)
    services.clear(found, by=coordinator)
    listed, one = pages(client, found)
    assert found.title in listed.content.decode()
    assert WORDS in one.content.decode()
    for page in (listed, one):
        assert make.CODE_NAME not in page.content.decode()
        assert review.reference not in page.content.decode()
    for way in (
        found.get_absolute_url(),
        review.get_absolute_url(),
        reverse("records:thread", args=[found.reference]),
        reverse("records:history", args=[found.reference]),
        reverse("reviews:statement_write", args=[found.reference]),
        "/reviews/",
    ):
        assert client.get(way).status_code == 404, way
    assert not Record.objects.visible_to(make.fresh(press)).filter(pk__in=[found.pk, review.pk]).exists()
    notice = Notice.objects.get(recipient=press)
    assert (notice.subject, notice.path, notice.record) == (
        "A request waits for you",
        "/press/",
        None,
    )
    services.take_back(found, by=coordinator, reason="Another wording")
    assert pages(client, found)[1].status_code == 404


def test_who_is_no_press_contact_here_finds_no_such_page(county, coordinator, press, review, sign_in):
    found = make.stated(review, coordinator)
    services.clear(found, by=coordinator)
    for user in (county.officer, county.chair, county.administrator, county.outsider, county.guest):
        assert [page.status_code for page in pages(sign_in(user), found)] == [404, 404]
    press.person.roles.update(ended_on=today() - dt.timedelta(1))
    assert [page.status_code for page in pages(sign_in(press), found)] == [404, 404]


def test_a_press_contact_who_is_shut_out_of_the_review_reads_none(
    county, coordinator, press, review, sign_in
):
    found = make.stated(review, coordinator)
    services.clear(found, by=coordinator)
    walls.shut(review, press, by=make.fresh(coordinator), reason="Their own practice")
    assert pages(sign_in(press), found)[1].status_code == 404


def test_it_names_nothing_of_the_review(county, coordinator, review):
    with pytest.raises(MoveRefused, match="Take it out"):
        make.stated(review, coordinator, title="The Larchwood review")
    found = make.stated(review, coordinator)
    for text in ("About larchwood.", f"About {review.reference}."):
        with pytest.raises(MoveRefused, match="Take it out"):
            services.write_statement(found, {"text": text}, by=coordinator)
    sealed.add_entry(
        review, by=coordinator, pseudonym="Willow", identity="Invented Name", also="12 Nowhere Row"
    )
    services.write_statement(found, {"text": "Of 12 nowhere row."}, by=coordinator)
    with pytest.raises(MoveRefused, match="the key holds"):
        services.clear(found, by=coordinator)


def test_its_owner_writes_and_releases_it_and_knows_nothing_of_the_review(
    county, coordinator, press, review, sign_in
):
    found = services.add_statement(review, by=coordinator, title="If the press asks", owner=press)
    owner = make.fresh(press)
    for text in (f"About {make.CODE_NAME}.", f"See {review.reference}."):
        with pytest.raises(MoveRefused) as refused:
            services.write_statement(found, {"text": text}, by=owner)
        assert list(refused.value.reasons) == [HIDDEN]
    services.write_statement(found, {"text": WORDS}, by=owner)
    assert sign_in(press).get(found.get_absolute_url()).status_code == 200
    assert not Review.objects.visible_to(make.fresh(press)).exists()
    with pytest.raises(PermissionDenied):
        services.clear(found, by=owner)
    services.clear(found, by=coordinator)
    with pytest.raises(PermissionDenied):
        services.write_statement(found, {"text": "Other"}, by=owner)
    with pytest.raises(MoveRefused, match="clearance"):
        services.release(found, by=owner, released_on=today() + dt.timedelta(1))
    assert services.release(found, by=owner, released_on=today()).status == "released"
    services.change_owner(found, by=coordinator, owner=county.support)
    assert not PressStatement.objects.visible_to(make.fresh(press)).exists()
    assert PressStatement.objects.visible_to(make.fresh(county.support)).exists()


def test_closing_names_all_that_is_open_and_looks_again_after_a_year(county, coordinator):
    review = make.submitted(county, coordinator)
    until = today() + relativedelta(months=12)
    deciding.add_learning(review, by=coordinator, text="Ask.")
    deciding.add_hold(review, by=coordinator, what="Inquest", started_on=today(), ended_on=None, note="")
    with pytest.raises(MoveRefused) as refused:
        closing.close(review, by=coordinator, assure_on=until)
    wanted = (
        "Home Office's answer",
        "Settle",
        "Commissioner",
        "policing",
        "panel",
        "statement",
        "Inquest",
        "1 of",
    )
    assert [word for word in wanted if not any(word in reason for reason in refused.value.reasons)] == []


def test_a_review_that_is_done_is_closed_and_looked_at_again(county, coordinator):
    review = make.settled(county, coordinator, "withhold")
    for to in ("commissioner", "policing", "panel"):
        publication.send_copy(review, by=coordinator, to=to, sent_on=today(), how="By hand")
    services.need_none(review, by=coordinator, reason="It is not published")
    make.tell_family(review, coordinator)
    until = today() + relativedelta(months=12)
    with pytest.raises(MoveRefused, match="to come"):
        closing.close(review, by=coordinator, assure_on=today())
    review = closing.close(review, by=coordinator, assure_on=until)
    assert (review.status, review.closed_on, review.assure_on) == ("closed", today(), until)
    remind(until)
    assert Notice.objects.filter(recipient=coordinator, trigger="assurance-due").exists()
    with pytest.raises(MoveRefused, match="found to have changed"):
        closing.assure(review, by=coordinator, assured_on=today(), assurance=" ")
    review = closing.assure(review, by=coordinator, assured_on=today(), assurance="Staff ask now.")
    assert (review.assured_on, review.assure_on) == (today(), None)


UNTOLD = "Record when and how the family was told that it is not published, or why they were not."


def blockers(review):
    return Review.objects.get(pk=review.pk).blockers("close")


@pytest.mark.parametrize("said", [{}, {"how": "", "why_not": "They asked not to be contacted."}])
def test_it_is_not_closed_before_the_family_was_told_of_publication_or_it_says_why_not(
    county, coordinator, said
):
    """Inferred from statutory guidance: the telling of the decision, long before, is not enough."""
    review = make.settled(county, coordinator, "withhold")
    assert review.told.filter(whom="family").exists()
    assert UNTOLD in blockers(review)
    make.tell_family(review, coordinator, **said)
    assert UNTOLD not in blockers(review)


def test_what_the_family_was_told_is_told_anew_once_it_was_decided_otherwise(county, coordinator):
    review = make.cleared(county, coordinator)
    publication.decide_publication(review, by=coordinator, **make.deciding_publication("publish"))
    make.tell_family(review, coordinator)
    publication.decide_publication(review, by=coordinator, **make.deciding_publication("publish"))
    assert not any("family was told" in why for why in blockers(review))
    publication.decide_publication(review, by=coordinator, **make.deciding_publication("withhold"))
    assert UNTOLD in blockers(review)


def test_a_partnership_that_says_so_closes_without_it(county, coordinator):
    review = make.settled(county, coordinator, "withhold")
    review.what.tells_family = False
    review.what.save()
    assert UNTOLD not in blockers(review)


def test_the_family_was_told_or_was_not_and_never_both(county, coordinator):
    review = make.settled(county, coordinator, "withhold")
    for both in ({"how": " ", "why_not": ""}, {"how": "By letter", "why_not": "None is known"}):
        with pytest.raises(MoveRefused, match="why they were not"):
            make.tell_family(review, coordinator, **both)
    with pytest.raises(MoveRefused, match="Home Office is told of either decision"):
        deciding.tell(review, by=coordinator, **make.telling("home-office", how="", why_not="Forgotten"))


def test_that_the_agencies_heard_before_anybody_else_is_on_record(county, coordinator, sign_in):
    """Domain 2.2: the family and the agencies that took part are warned before it is published."""
    review = make.settled(county, coordinator)
    client, page = sign_in(coordinator), reverse("reviews:submission", args=[review.reference])
    decided = str(veil(review.publication_decisions.first().pk))
    said = {
        "whom": "agencies",
        "publication": decided,
        "told_on": today().isoformat(),
        "how": "At the last panel",
    }
    answer = client.post(reverse("reviews:tell", args=[review.reference]), said)
    assert answer.status_code == 302, answer.text
    assert "The agencies that took part" in client.get(page).text
