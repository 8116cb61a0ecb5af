"""An agency tells the partnership of a death, and attaches files to what it was asked."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.clock import today
from documents.models import Document
from notices.models import Notice
from partnership.services import give_role
from records.lifecycle import MoveRefused
from records.services import version_of
from reviews.models import DeathReport, Return, Review
from reviews.services import chronology, management, notified, papers, scoping, sealed
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
CHANGING = re.compile(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')
WORDS = "A resident was found. Our reference is 4411."


def sent(county, client):
    said = {
        "partnership": county.here.pk, "agency": county.police.pk, "known_on": today().isoformat(),
        "circumstances": WORDS, "residence": "North district",
    }  # fmt: skip
    return client.post(reverse("reviews:report_death"), said)


def test_whoever_sends_it_keeps_a_receipt_and_learns_nothing_of_what_follows(
    county, coordinator, rival, sign_in
):
    client, way = sign_in(county.partner), reverse("reviews:report_death")
    assert sent(county, client).status_code == 302
    row = DeathReport.objects.get()
    client.get(way)
    before = client.get(way).content.decode()
    assert f"{row.receipt}, received on" in before
    assert WORDS in before
    assert "find your receipt" in client.get("/").content.decode()
    assert {n.recipient for n in Notice.objects.all()} == {coordinator, rival}
    assert not [n for n in Notice.objects.all() if "death" in f"{n.subject} {n.line}".lower()]
    assert WORDS in sign_in(rival).get(reverse("reviews:death_reports")).content.decode()
    take = reverse("reviews:take_report", args=[row.receipt])
    assert sign_in(coordinator).post(take, {"title": "Larchwood"}).status_code == 302
    review = Review.objects.get()
    assert (review.referred_by, review.referring_agency, review.circumstances) == (
        "police",
        county.police,
        WORDS,
    )
    assert review.decision_due_on > today()
    for user in (coordinator, rival):
        assert WORDS not in sign_in(user).get(reverse("reviews:death_reports")).content.decode()
        assert sign_in(user).get(take).status_code == 404
    assert not Review.objects.visible_to(make.fresh(rival)).exists()
    client = sign_in(county.partner)
    after = client.get(way).content.decode()
    assert CHANGING.sub("", after) == CHANGING.sub("", before)
    assert client.get("/reviews/").status_code == 404
    with pytest.raises(MoveRefused, match="Another co-ordinator"):
        notified.take_over(row, by=make.fresh(rival), title="Alder")


def test_a_sender_reads_their_own_words_alone_and_while_they_work_for_that_agency(
    county, coordinator, sign_in
):
    sent(county, sign_in(county.partner))
    way = reverse("reviews:report_death")
    assert WORDS not in sign_in(county.police_lead).get(way).content.decode()
    county.partner.person.posts.update(ended_on=today() - dt.timedelta(1))
    make.make.PostFactory(person=county.partner.person, agency=county.health, title="Nurse")
    page = sign_in(make.fresh(county.partner)).get(way).content.decode()
    assert DeathReport.objects.get().receipt in page
    assert WORDS not in page
    assert "North district" not in page


def test_each_coordinator_hears_that_another_was_named_and_the_new_one_of_what_waits(
    county, coordinator, rival, sign_in
):
    sent(county, sign_in(county.partner))
    Notice.objects.all().delete()
    give_role(county.officer.person, county.here, "reviews", by=county.administrator)
    give_role(county.partner.person, county.here, "officer", by=county.administrator)
    heard = {n.recipient: (n.subject, n.path) for n in Notice.objects.all()}
    assert heard.keys() == {coordinator, rival, county.officer}
    assert heard[county.officer] == ("A request waits for you", "/reviews/told/")
    subject, path = heard[rival]
    assert "review" not in f"{subject} {path}".lower()
    assert sign_in(rival).get(path).status_code == 200


def test_where_nobody_coordinates_reviews_the_receipt_says_so_and_one_is_asked_for(county, sign_in):
    client, way = sign_in(county.partner), reverse("reviews:report_death")
    sent(county, client)
    assert "has no review co-ordinator" in client.get(way).content.decode()
    notice = Notice.objects.get()
    assert (notice.recipient, notice.record, notice.path) == (
        county.administrator, None, reverse("home:partnership", args=[county.here.slug]),
    )  # fmt: skip
    assert "death" not in f"{notice.subject} {notice.line}".lower()
    give_role(county.officer.person, county.here, "reviews", by=county.administrator)
    assert Notice.objects.filter(recipient=county.officer, path="/reviews/told/").exists()
    assert WORDS in sign_in(county.officer).get("/reviews/told/").content.decode()
    assert "has no review co-ordinator" not in client.get(way).content.decode()


def test_only_people_of_an_agency_tell_of_a_death_and_of_their_own_agency(county, coordinator, sign_in):
    way = reverse("reviews:report_death")
    assert sign_in(county.guest).get(way).status_code == 404
    for user in (county.officer, county.chair):
        page = sign_in(user).get(way).content.decode()
        assert "received on" not in page
        assert sign_in(user).get(reverse("reviews:death_reports")).status_code == 404
    with pytest.raises(MoveRefused, match="you work for"):
        notified.report_death(
            county.here,
            by=make.fresh(county.partner),
            agency=county.health,
            known_on=today(),
            circumstances=WORDS,
        )
    with pytest.raises(MoveRefused, match="still to come"):
        notified.report_death(
            county.here, by=make.fresh(county.partner), agency=county.police, circumstances=WORDS,
            known_on=today() + dt.timedelta(1),
        )  # fmt: skip


def test_files_of_an_answer_are_the_agencys_until_it_shares_them(county, coordinator, sign_in):
    review = make.scoped(county, coordinator)
    found = make.asked(county, review, coordinator)
    asked, client = make.fresh(county.partner), sign_in(county.partner)
    said = {"title": "Chronology", "file": SimpleUploadedFile("c.txt", b"Seen twice.")}
    assert client.post(reverse("reviews:attach", args=[found.reference]), said).status_code == 302
    assert "Chronology" in client.get(found.get_absolute_url()).content.decode()
    assert not Document.objects.visible_to(make.fresh(coordinator)).exists()
    scoping.answer(found, {"known": "yes", "summary": "Seen twice."}, by=asked)
    papers.share(found, by=asked)
    copy = Document.objects.visible_to(make.fresh(coordinator)).get()
    assert (copy.title, copy.attached_to_id) == ("Northshire Police: Chronology", review.pk)
    assert Document.objects.visible_to(make.fresh(county.partner)).count() == 1
    scoping.ask_again(found, by=make.fresh(coordinator), reason="Which unit?", due_on=today())
    papers.share(found, by=make.fresh(county.partner))
    assert Document.objects.filter(attached_to=review.pk).count() == 1


def test_an_answer_is_written_shared_and_read_by_pages_alone(county, coordinator, sign_in):
    review = make.scoped(county, coordinator)
    found = make.asked(county, review, coordinator)
    client, here = sign_in(county.partner), [found.reference]
    said = {"known": "yes", "summary": "Known since spring.", "version": version_of(Return.objects.get())}
    assert client.post(reverse("reviews:answer", args=here), said).status_code == 302
    meanwhile = client.post(reverse("reviews:answer", args=here), said | {"summary": "Other words"})
    assert meanwhile.status_code in (409, 422)
    page = client.get(found.get_absolute_url()).content.decode()
    assert "Known since spring." in page
    assert 'href="/"' in page
    assert f'href="{reverse("reviews:list")}">Reviews</a></li>' not in page
    assert client.post(reverse("reviews:share", args=here)).status_code == 302
    scoping = sign_in(coordinator).get(reverse("reviews:scoping", args=[review.reference])).content.decode()
    assert "Known since spring." in scoping


@pytest.mark.parametrize("words", ["Of the {title} case.", "See {reference}."])
def test_a_request_to_an_agency_may_say_whom_to_look_for_and_names_no_review(county, coordinator, words):
    review = make.begun(county, coordinator)
    words = words.format(title=review.title.lower(), reference=review.reference)
    said = {"agency": county.police, "contact": county.partner, "due_on": today() + dt.timedelta(7)}
    for ask in (management.ask_for_review, chronology.ask_part):
        with pytest.raises(MoveRefused, match="Take it out"):
            ask(review, by=make.fresh(coordinator), question=words, **said)
    part = make.part(county, review, coordinator)
    make.entry(county, part, county.partner)
    scoping.share(part, by=make.fresh(county.partner))
    with pytest.raises(MoveRefused, match="Take it out"):
        scoping.ask_again(part, by=make.fresh(coordinator), reason=words, due_on=today())
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity="Invented Name")
    management.ask_for_review(review, by=make.fresh(coordinator), question="Of Invented Name.", **said)


def test_who_can_see_a_request_says_that_those_who_asked_read_what_is_shared(county, coordinator, sign_in):
    review = make.scoped(county, coordinator)
    found, client = make.asked(county, review, coordinator), sign_in(county.partner)
    ways = [reverse(f"records:{name}", args=[found.reference]) for name in ("access", "shut_out")]
    for way in ways:
        assert "once it is shared" in client.get(way).content.decode()
    scoping.answer(found, {"known": "yes", "summary": "Seen twice."}, by=make.fresh(county.partner))
    scoping.share(found, by=make.fresh(county.partner))
    for way in ways:
        page = client.get(way).content.decode()
        assert "since it was shared" in page
        assert "will know nothing of it" not in page


def test_a_form_that_is_sent_again_sends_and_asks_nothing_twice(county, coordinator, sign_in):
    client = sign_in(county.partner)
    assert [sent(county, client).status_code for _ in range(2)] == [302, 422]
    assert DeathReport.objects.count() == 1
    review = make.scoped(county, coordinator)
    make.asked(county, review, coordinator)
    with pytest.raises(MoveRefused, match="asked already"):
        make.asked(county, review, make.fresh(coordinator))
