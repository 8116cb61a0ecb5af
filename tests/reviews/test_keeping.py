"""How long reviews are kept, what two people destroy, exports, and another keeper."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.clock import today
from audit.models import Event
from documents.models import Document, path_of
from documents.services import add_document
from records import walls
from records.lifecycle import MoveRefused
from reviews.bundled import PARTS
from reviews.models import Bundle, Review
from reviews.services import bundles, destroying, family, keeping, lines, sealed
from tests.factories import ledger as made
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta


@pytest.fixture
def review(county, coordinator):
    return make.told(county, coordinator, "none")


@pytest.fixture
def second(county, review, coordinator):
    """Another person of the house to whom the review is open."""
    walls.open_to(
        review, county.chair, by=make.fresh(coordinator), reason="Decides", expires_on=today() + DAYS(30)
    )
    return make.fresh(county.chair)


def paper(review, by, title="Notes", content=b"What was said."):
    file = SimpleUploadedFile(f"{title}.txt", content)
    return add_document(review, title=title, file=file, by=make.fresh(by))


def due(county, coordinator, review, years=5):
    said = {"set_on": today(), "agreed_by_words": "The strategic group"}
    keeping.set_rule(county.here, by=make.fresh(coordinator), what="papers", years=years, **said)
    Review.objects.filter(pk=review.pk).update(closed_on=today() - DAYS(366 * 5 + 2))


def test_no_figure_stands_before_one_is_agreed_and_a_hold_outweighs_it(county, coordinator, review, sign_in):
    assert "No rule says" in " ".join(destroying.refusals(review))
    page = sign_in(coordinator).get(reverse("reviews:due")).content.decode()
    assert page.count("No rule was set") == 4
    due(county, coordinator, review)
    review = Review.objects.get(pk=review.pk)
    assert list(destroying.refusals(review)) == []
    assert "Papers due" in sign_in(coordinator).get(reverse("reviews:due")).content.decode()
    row = keeping.place_hold(review, by=coordinator, reason="A claim is expected", placed_on=today())
    assert "legal hold" in " ".join(destroying.refusals(review))
    assert "Legal hold" in sign_in(coordinator).get(reverse("reviews:due")).content.decode()
    keeping.end_hold(review, row.pk, by=coordinator, reason="It was settled")
    assert list(destroying.refusals(review)) == []
    keeping.set_rule(
        county.here,
        by=make.fresh(coordinator),
        what="papers",
        years=20,
        set_on=today(),
        agreed_by_words="Group",
    )
    assert "are kept until" in " ".join(destroying.refusals(review))
    with pytest.raises(PermissionDenied):
        keeping.set_rule(
            county.here, by=county.officer, what="papers", years=1, set_on=today(), agreed_by_words="Me"
        )


def test_papers_are_destroyed_by_two_people_and_their_titles_stay(
    county, coordinator, review, second, sign_in
):
    one, other = paper(review, coordinator), paper(review, coordinator, "Letter", b"Dear all.")
    proposes = reverse("reviews:destroy", args=[review.reference])
    waits = sign_in(coordinator).get(proposes).content.decode()
    assert ("must wait" in waits, "is not closed" in waits or "No rule says" in waits) == (True, True)
    due(county, coordinator, review)
    form = sign_in(coordinator).get(proposes).content.decode()
    assert ("must wait" in form, "Letter" in form) == (False, True)
    row = destroying.propose(review, [one], by=make.fresh(coordinator), reason="The time is over")
    at = reverse("reviews:keeping", args=[review.reference])
    assert "Another person who knows this review confirms it" in sign_in(coordinator).get(at).content.decode()
    with pytest.raises(PermissionDenied, match="cannot confirm it"):
        destroying.confirm(review, row.pk, by=make.fresh(coordinator))
    for user in (county.officer, county.guest):
        with pytest.raises(PermissionDenied):
            destroying.confirm(review, row.pk, by=make.fresh(user))
    stored = path_of(one.newest.sha256)
    assert default_storage.exists(stored)
    client = sign_in(second)
    way = reverse("reviews:destroy_confirm", args=[review.reference, row.pk])
    assert "cannot be undone" in client.get(way).content.decode()
    assert client.post(way).status_code == 302
    destroying.remove_files(row.pk)
    destroying.remove_files(row.pk)
    assert not default_storage.exists(stored)
    assert default_storage.exists(path_of(other.newest.sha256))
    kept = row.papers.get()
    assert (kept.title, len(kept.sha256), kept.removed_on) == ("Notes", 64, today())
    gone = client.get(reverse("documents:download", args=[one.reference, "0.1"]))
    assert (gone.status_code, "destroyed" in gone.content.decode()) == (403, True)
    page = client.get(reverse("reviews:keeping", args=[review.reference])).content.decode()
    assert "file removed on" in page
    assert "Working papers: kept until" in page
    with pytest.raises(MoveRefused, match="already"):
        destroying.confirm(review, row.pk, by=second)


def test_a_file_that_another_record_keeps_stays_there(county, coordinator, review, second):
    line = made.with_action(county, coordinator, review)
    file = SimpleUploadedFile("register.txt", b"Forty were trained.")
    lines.attach(line, by=make.fresh(county.partner), title="Register", file=file)
    copy = Document.objects.get(attached_to=review.pk)
    due(county, coordinator, review)
    row = destroying.propose(review, [copy], by=make.fresh(coordinator), reason="The time is over")
    destroying.confirm(review, row.pk, by=second)
    destroying.remove_files(row.pk)
    assert row.papers.get().kept_elsewhere
    assert default_storage.exists(path_of(copy.newest.sha256))


def test_a_list_that_was_withdrawn_destroys_nothing(county, coordinator, review, second):
    one = paper(review, coordinator)
    due(county, coordinator, review)
    row = destroying.propose(review, [one], by=make.fresh(coordinator), reason="The time is over")
    with pytest.raises(MoveRefused, match="Another list waits"):
        destroying.propose(review, [one], by=make.fresh(coordinator), reason="Again")
    destroying.drop(review, row.pk, by=make.fresh(coordinator), reason="Too early")
    with pytest.raises(MoveRefused, match="already"):
        destroying.confirm(review, row.pk, by=second)
    destroying.remove_files(row.pk)
    assert default_storage.exists(path_of(one.newest.sha256))


def asked_for(review, by, **said):
    said = {
        "purpose": "disclosure", "reason": "The court orders it", "recipient": "The Crown Prosecution Service",
        "parts": ["referral", "scoping", "learning"], "versions": [], "expires_on": today() + DAYS(7), **said,
    }  # fmt: skip
    return bundles.ask_bundle(review, by=make.fresh(by), **said)


def test_an_export_holds_what_was_chosen_and_never_the_key(county, coordinator, second, sign_in):
    review = make.scoped(county, coordinator, title="Alder")
    make.asked(county, review, coordinator)
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity="Invented Nameworth")
    one, other = paper(review, coordinator), paper(review, coordinator, "Letter", b"Dear all.")
    row = asked_for(review, coordinator, versions=[one.newest])
    bundles.make_bundle(row.pk)
    client = sign_in(coordinator)
    way = reverse("reviews:bundle_download", args=[review.reference, row.pk])
    answer = client.get(way)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert sorted(archive.namelist()) == ["index.csv", "papers/001-Notes.txt", "record.txt"]
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "A death at home." in everything
    for trace in ("Nameworth", "Willow", "Dear all.", other.reference):
        assert trace not in everything
    index = list(csv.reader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
    assert [line[4] for line in index[1:3]][1] == one.newest.sha256
    events = Event.objects.filter(subject=review.reference, reason="The court orders it")
    assert [event.verb for event in events.order_by("pk")] == ["ask for an export", "download"]
    assert sign_in(county.chair).get(way).status_code in (403, 404)


def test_an_export_is_gone_after_its_last_day_and_the_note_of_it_stays(county, coordinator, review, sign_in):
    row = asked_for(review, coordinator)
    bundles.make_bundle(row.pk)
    row = Bundle.objects.get()
    stored = row.file.name
    bundles.remove_expired(today() + DAYS(8))
    assert not default_storage.exists(stored)
    assert (Bundle.objects.get().state, Bundle.objects.get().recipient) == ("expired", row.recipient)
    way = reverse("reviews:bundle_download", args=[review.reference, row.pk])
    assert sign_in(coordinator).get(way).status_code == 404
    with pytest.raises(MoveRefused) as refused:
        asked_for(review, coordinator, reason=" ", parts=[], expires_on=today() + DAYS(99))
    assert len(refused.value.reasons) == 3


def test_an_export_is_not_made_for_whoever_keeps_the_review_no_longer(county, coordinator, rival, review):
    row = asked_for(review, coordinator)
    keeping.give_keeping(review, rival, by=make.fresh(coordinator), reason="Leaves", stays=False)
    bundles.make_bundle(row.pk)
    assert Bundle.objects.get().state == "failed"


def test_another_co_ordinator_keeps_it_with_its_key_beside_or_instead(county, coordinator, rival, review):
    with pytest.raises(MoveRefused, match="does not co-ordinate"):
        keeping.give_keeping(review, county.chair, by=coordinator, reason="Leaves", stays=True)
    keeping.give_keeping(review, rival, by=coordinator, reason="Shares the work", stays=True)
    for user in (coordinator, rival):
        assert sealed.open_key(review, by=make.fresh(user), reason="To write") == []
    document = paper(review, coordinator)
    keeping.give_keeping(review, rival, by=make.fresh(coordinator), reason="Leaves", stays=False)
    assert Document.objects.visible_to(make.fresh(rival)).filter(pk=document.pk).exists()
    for known in (Review.objects, Document.objects):
        assert not known.visible_to(make.fresh(coordinator)).exists()
    with pytest.raises(PermissionDenied):
        sealed.open_key(review, by=make.fresh(coordinator), reason="Once more")


def test_pages_of_keeping_cost_a_fixed_number_of_queries(
    county, coordinator, review, sign_in, django_assert_max_num_queries
):
    for n in range(4):
        keeping.place_hold(review, by=coordinator, reason=f"Claim {n}", placed_on=today())
        asked_for(review, coordinator)
    client = sign_in(coordinator)
    with django_assert_max_num_queries(9):
        assert client.get(reverse("reviews:keeping", args=[review.reference])).status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get(reverse("reviews:due")).status_code == 200


def test_the_forms_of_keeping(county, coordinator, review, sign_in):
    client, one = sign_in(coordinator), paper(review, coordinator)
    here = [review.reference]
    said = {"what": "review", "years": "10", "set_on": today().isoformat(), "agreed_by_words": "Group"}
    assert client.post(reverse("reviews:rule_set"), said).status_code == 302
    assert (
        client.post(reverse("reviews:destroy", args=here), {"documents": one.pk, "reason": "Old"}).status_code
        == 422
    )
    said = {"purpose": "subject", "recipient": "A solicitor", "reason": "Request", "parts": ["learning"],
            "versions": [one.newest.pk], "expires_on": today().isoformat()}  # fmt: skip
    assert client.post(reverse("reviews:bundle_ask", args=here), said).status_code == 302
    assert Bundle.objects.get().versions.count() == 1
    said = {"successor": "nobody@example.org", "stays": "yes", "reason": "Help"}
    assert client.post(reverse("reviews:hand", args=here), said).status_code == 422


def test_what_the_family_said_leaves_only_where_the_keeper_chose_it(county, coordinator, review):
    """S001-47"""
    family.add_note(review, by=make.fresh(coordinator), **make.said_by_family())

    def record_of(**said):
        row = asked_for(review, coordinator, **said)
        bundles.make_bundle(row.pk)
        with Bundle.objects.get(pk=row.pk).file.open("rb") as file:
            return zipfile.ZipFile(file).read("record.txt").decode()

    assert "the summer" not in record_of(parts=[name for name in PARTS if name != "family"])
    assert not Event.objects.filter(verb="read what the family said").exists()
    said = record_of(parts=["family"])
    assert "The sister (At home): She asked for the summer." in said
    assert "A death at home." not in said
    assert Event.objects.filter(verb="read what the family said", subject=review.reference).exists()
