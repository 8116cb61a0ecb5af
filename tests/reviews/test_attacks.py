"""What somebody may try, by forged posts and by odd files: refused, found, or shown. Others stand beside what they try:

guessed references in `test_wall`, hidden names in `test_hiding_places`, a backup that is put back in `test_put_back`.
"""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.clock import today
from documents.models import Document
from documents.services import add_document, share_document
from documents.tables import Unreadable
from records import walls
from records.lifecycle import MoveRefused
from records.models import UserGrant
from reviews.importing import COLUMNS, MOST_ROWS, Told, entries_in, read_file
from reviews.models import ManagementReview, Review
from reviews.services import management
from tests.factories import reviews as make
from tests.personas import enter

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta


def test_an_agency_whose_request_was_withdrawn_writes_and_sends_nothing_from_an_open_tab(county, coordinator):
    """Access: an agency writes its own review while it is asked, and no longer."""
    review = make.begun(county, coordinator, county.guest)
    found = make.asked_for_review(county, review, make.fresh(county.guest))
    client = enter(Client(), county.partner)
    way = reverse("reviews:write", args=[found.reference])
    assert client.get(way).status_code == 200
    management.withdraw(found, by=make.fresh(county.guest), reason="Not known to them")
    said = {"analysis": "Written all the same.", "independence": "None", "version": "1"}
    assert client.post(way, said).status_code in (403, 404)
    signs = reverse("reviews:sign_and_send", args=[found.reference])
    assert enter(Client(), county.police_lead).post(signs, {"version": "1"}).status_code == 404
    found = ManagementReview.objects.get()
    assert (found.status, found.analysis) == ("withdrawn", "")


def test_a_coordinator_to_whom_it_is_not_open_grants_themselves_nothing_by_any_post(
    county, coordinator, rival
):
    """S001-36; access: a co-ordinator works on granted cases alone."""
    review = make.received(county, coordinator)
    before = UserGrant.objects.count()
    client = enter(Client(), rival)
    said = {"person": rival.email, "reason": "I co-ordinate reviews", "expires_on": "2099-01-01"}
    for name in ("records:give", "reviews:hand", "reviews:key_add", "reviews:appoint", "records:shut_out"):
        args = [review.reference, *(["chair"] if name == "reviews:appoint" else [])]
        assert client.post(reverse(name, args=args), {**said, "successor": rival.email}).status_code == 404, (
            name
        )
    assert UserGrant.objects.count() == before
    assert not Review.objects.visible_to(make.fresh(rival)).exists()


def test_a_guest_after_the_last_day_sends_nothing_from_an_open_tab(county, coordinator):
    """S001-47; access: the independent chair writes on one case, until a day."""
    review = make.begun(county, coordinator, county.guest)
    client = enter(Client(), county.guest)
    way = reverse("reviews:note_add", args=[review.reference])
    assert client.get(way).status_code == 200
    for row in UserGrant.objects.filter(user=county.guest):
        UserGrant.objects.filter(pk=row.pk).update(expires_on=today() - DAYS(1))
    said = {"whom": "The sister", "note": "Written all the same.", "contact_on": today().isoformat()}
    assert client.post(way, said).status_code == 404
    assert review.family_notes.count() == 0


def test_a_co_ordinator_who_was_shut_out_meanwhile_changes_nothing(county, coordinator, rival):
    review = make.received(county, coordinator)
    walls.open_to(review, rival, by=coordinator, reason="Helps", expires_on=today() + DAYS(9))
    client = enter(Client(), rival)
    way = reverse("reviews:learn", args=[review.reference])
    assert client.get(way).status_code == 200
    walls.shut(review, rival, by=make.fresh(coordinator), reason="Own practice")
    assert client.post(way, {"text": "Written all the same."}).status_code == 404
    assert review.learning.count() == 0


def test_a_guest_opens_no_paper_of_it_to_anybody_and_nobody_opens_one_to_an_agency(county, coordinator):
    """S001-36: papers are opened as the review is, by whoever may open that: by name, and until a day."""
    chair = make.guest(county)
    review = make.begun(county, coordinator, chair)
    file = SimpleUploadedFile("draft.txt", b"The draft.")
    paper = add_document(review, title="Draft report", file=file, by=make.fresh(chair))
    guest, keeper = enter(Client(), make.fresh(chair)), make.fresh(coordinator)
    page = guest.get(paper.get_absolute_url()).content.decode()
    for words in ("Share with an agency", "Open for consultation", "Distribution list"):
        assert words not in page
    said = {
        "agency": county.police.pk,
        "person": county.partner.email,
        "reason": "They asked",
        "expires_on": "",
    }
    for name in ("documents:share", "records:give", "documents:distribution"):
        assert guest.post(reverse(name, args=[paper.reference]), said).status_code == 403, name
    with pytest.raises(PermissionDenied):
        share_document(paper, county.police, by=make.fresh(chair), reason="They asked")
    with pytest.raises(PermissionDenied):
        share_document(paper, county.police, by=keeper, reason="They asked")
    own = add_document(review, title="Letter", file=SimpleUploadedFile("l.txt", b"A letter."), by=keeper)
    with pytest.raises(MoveRefused, match="by name") as refused:
        walls.open_to(own, county.police, by=make.fresh(coordinator), reason="They asked")
    assert any("last day" in reason for reason in refused.value.reasons)
    walls.open_to(own, county.partner, by=make.fresh(coordinator), reason="Checks it", expires_on=today())
    known = {doc.title for doc in Document.objects.visible_to(make.fresh(county.partner))}
    assert known == {"Letter"}
    assert not Document.objects.visible_to(make.fresh(county.police_lead)).exists()


STYLES = ("%Y-%m-%d", "%-d %B %Y", "%d.%m.%Y")


def lines(count):
    start = dt.date(2001, 1, 1)
    for n in range(count):
        yield f"{start + DAYS(n % 9000):{STYLES[n % 3]}},Event {n},visit"


def csv_of(rows):
    return ContentFile("\n".join(["Date,Details,Kind", *rows]).encode(), name="long.csv")


def test_twenty_thousand_lines_in_three_styles_of_dates_are_read_whole_or_refused_by_line():
    sheet = read_file(csv_of(lines(MOST_ROWS)))
    agency = make.make.AgencyFactory()
    told = Told({}, agency, None, today())
    columns = {"day": 0, "what": 1, "kind": 2}
    assert set(columns) <= set(COLUMNS)
    found = entries_in(sheet, columns, told)
    assert (len(found.entries), found.refused, found.unsure) == (MOST_ROWS, [], [])
    assert {entry.happened_on for entry in found.entries[:3]} == {dt.date(2001, 1, n) for n in (1, 2, 3)}
    mixed = [*lines(30), "3/4/2021,Two ways,visit", "30 February 2021,No day,visit"]
    found = entries_in(read_file(csv_of(mixed)), columns, told)
    assert [words.partition(":")[0] for words in (*found.unsure, *found.refused)] == ["Line 32", "Line 33"]
    with pytest.raises(Unreadable, match=r"more than 20,000 lines\. Split it"):
        read_file(csv_of(lines(MOST_ROWS + 1)))


def test_contacts_that_were_missed_are_known_in_whatever_words_and_what_is_not_known_is_said_once():
    """A chronology shows missed contacts: one that became “Other” unseen would be missed again."""
    words = [
        "Missed appointment",
        "GP appt - DNA",
        "Home visit, no reply",
        "Did not attend clinic",
        "Was not brought",
    ]
    words += ["Visit", "Dismissed", "Multi-agency", "Multi-agency", "Multi-agency"]
    rows = [f'2021-03-{n:02},Event {n},"{word}"' for n, word in enumerate(words, 1)]
    told = Told({}, make.make.AgencyFactory(), None, today())
    found = entries_in(read_file(csv_of(rows)), {"day": 0, "what": 1, "kind": 2}, told)
    assert [str(entry.kind) for entry in found.entries] == ["missed"] * 5 + ["visit"] + ["other"] * 4
    assert [text.partition(" is no kind known here. It becomes “Other”. Known are “Visit”, ")[0] for text in
            found.warnings] == ["Line 8: “Dismissed”", "Line 9 and 2 more lines: “Multi-agency”"]  # fmt: skip


def test_an_agency_does_not_take_back_what_it_signed_by_closing_it_to_those_who_asked(county, coordinator):
    chair = make.guest(county)
    review = make.begun(county, coordinator, chair)
    found = make.asked_for_review(county, review, make.fresh(chair))
    author, senior = make.fresh(county.partner), make.fresh(county.police_lead)
    services = make.management
    file = SimpleUploadedFile("log.txt", b"Two calls.")
    paper = add_document(found, title="Log", file=file, by=author)
    services.write(found, {"analysis": "Nobody asked.", "independence": "Apart."}, by=author)
    services.finish_draft(found, by=author, signatory=senior)
    services.sign_and_send(found, by=make.fresh(senior))
    for row, act in ((found, walls.close_to), (found, walls.shut), (paper, walls.close_to)):
        with pytest.raises(MoveRefused, match="signed it and sent it"):
            act(row, chair, by=make.fresh(author), reason="We think again")
        assert type(row).objects.visible_to(make.fresh(chair)).filter(pk=row.pk).exists()
    client = enter(Client(), make.fresh(author))
    way = reverse("records:withdraw", args=[found.reference, "person", chair.pk])
    answer = client.post(way, {"reason": "We think again"})
    assert (answer.status_code, "signed it and sent it" in answer.content.decode()) == (422, True)
    services.query(found, by=make.fresh(chair), reason="Who saw it?", due_on=today())
    assert not ManagementReview.objects.visible_to(make.fresh(chair)).exists()
