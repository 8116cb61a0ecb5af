"""The wall: whoever is not named learns nowhere that a review exists (`docs/decisions/0030-the-wall-of-reviews.md`).

Each person asks every address of the portal: those that take a reference with that of the review, of what an agency
was asked and of a document, and must get what they get for a reference that was never given; the others before there
is a review and after, and must get the same page.
"""

import datetime as dt
import re
from itertools import product

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from audit.clock import now, today
from audit.models import Event
from documents.models import Document
from documents.services import add_document
from meetings.services import agenda
from notices.models import Notice
from notices.services import send_due
from partnership.models import Role
from records import walls
from records.access import close_expired, grant
from records.lifecycle import MoveRefused
from records.models import Link, Numbering, Record, SearchEntry
from records.search import find
from records.services import join
from records.veil import veil
from reviews.models import ActionLine, ChronologyPart, Return, Review
from reviews.reminders import remind
from reviews.reports.summary import summary_for
from reviews.services import deciding, family, management, referrals, releasing, scoping, statements
from tests.architecture.addresses import addresses
from tests.factories import ledger, meetings
from tests.factories import partnership as places
from tests.factories import reviews as make
from tests.factories.records import RecordFactory
from tests.personas import enter

pytestmark = pytest.mark.django_db
PAPER = "Larchwood letter"
NEVER = {"DOC": "CSP-DOC-2026-9999"} | {
    code: f"CSP-{code}-2026-1000000" for code in ("REV", "REQ", "IMR", "STM", "LIN", "CHR")
}
EVERYBODY = [
    "stranger",
    "guest",
    "outsider",
    "administrator",
    "founder",
    "partner",
    "officer",
    "chair",
    "rival",
]
GENERAL = {
    "reviews",
    "records",
    "documents",
    "actions",
    "press_statement",
}  # asked of all the records, others of the review
TELLING = r"larch|review|homicide|death|press|[A-Z]{2,}-\d{4}-\d|\.pdf|northshire"
METHODS = {"reviews": ("get", "post")}
OUT = {"account_logout", "accounts:demonstration_sign_in"}  # they end the session
FILLED = {
    "key": 1,
    "pk": 1,
    "link": 1,
    "number": "0.1",
    "copy": 1,
    "holder": "person",
    "row": 1,
    "item": 1,
    "part": "chair",
}
KINDS = [m for m in apps.get_models() if issubclass(m, Record) and m is not Record and hasattr(m, "MOVES")]
CHANGING = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|\d+ queries')


@pytest.fixture
def rival(county):
    return make.coordinator(county, "rival")


def account(county, name):
    if name == "founder":
        return places.UserFactory(email="founder@example.org", is_superuser=True)
    if name == "rival":
        return make.coordinator(county, "rival")
    return getattr(county, name)


def client_of(user):
    client = Client(raise_request_exception=False)
    return client if user is None else enter(client, user)


def build(county, keeper):
    """A review with an agency asked, a document, learning, and its reminders sent."""
    review = make.scoped(county, keeper)
    found = make.asked(county, review, keeper, county.health_lead, county.health)
    file = SimpleUploadedFile("larchwood.txt", b"Larchwood went well.")
    document = add_document(review, title=PAPER, file=file, by=make.fresh(keeper))
    deciding.add_learning(review, by=keeper, text="Larchwood taught this.")
    make.part(county, review, keeper, county.health_lead, county.health)
    ledger.with_action(
        county,
        keeper,
        review,
        agency=county.health,
        contact=county.health_lead,
        wording="Training of the front desk.",
    )
    remind(found.due_on)
    return review, found, document


def build_on(county, review, keeper, chair):
    """What comes after the decision: a chair, an agency's own review and its file, notes, a statement cleared."""
    deciding.decide(review, by=keeper, **make.decision())
    make.tell_all(review, keeper)
    make.recruit(review, keeper, chair)
    referrals.begin(review, by=keeper, begun_on=today())
    make.agreed_terms(review, keeper)
    family.add_note(review, by=make.fresh(chair), **make.said_by_family(note="Larchwood's family."))
    own = make.asked_for_review(county, review, make.fresh(chair), county.health_lead, county.health)
    file = SimpleUploadedFile("own.txt", b"Larchwood at our clinic.")
    add_document(own, title=PAPER, file=file, by=make.fresh(county.health_lead))
    said = make.stated(review, keeper)
    statements.clear(said, by=make.fresh(keeper))
    remind(own.due_on)
    return own, said


def opened_to(review, user, by, until=None):
    return walls.open_to(
        review,
        user,
        by=make.fresh(by),
        reason="Sits on the panel",
        expires_on=until or today() + dt.timedelta(30),
    )


def walled_addresses():
    """(name, parameters) of all that take a reference."""
    for address in addresses():
        if "reference" in address.params:
            yield address


def arguments_of(address, reference):
    """What the address is asked with: the reference, and something for whatever else it takes."""
    others = [p for p in address.params if p != "reference"]
    moves = [str(move) for kind in KINDS for move in kind.MOVES]
    values = [[FILLED.get(p, "x"), "1", *moves, "emerging-issues"] for p in others]
    for chosen in product(*values):
        try:
            reverse(address.name, kwargs={"reference": reference, **dict(zip(others, chosen, strict=True))})
        except NoReverseMatch:
            continue
        yield {"reference": reference, **dict(zip(others, chosen, strict=True))}
        return


def answer(client, path, method="get", **data):
    response = getattr(client, method)(path, data)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, CHANGING.sub(b"", body), response.headers.get("Location", "")


@pytest.mark.once
@pytest.mark.parametrize("name", EVERYBODY)
def test_every_address_of_it_answers_as_if_it_had_never_been(county, coordinator, name):
    """S001-36, S001-57"""
    records = build(county, coordinator)
    records += build_on(county, records[0], coordinator, make.guest(county))
    records = [*records, ActionLine.objects.get(), ChronologyPart.objects.get()]
    client = client_of(None if name == "stranger" else account(county, name))
    different, asked = [], 0
    for address in walled_addresses():
        space = address.name.partition(":")[0]
        for one, method in product(
            records if space in GENERAL else records[:1], METHODS.get(space, ("get",))
        ):
            asked += 1
            real, none = (
                as_if(client, address, reference, method)
                for reference in (one.reference, NEVER[one.reference.split("-")[1]])
            )
            if real != none or real[0] == 200 or b"Larchwood" in real[1]:
                different.append((address.name, method, one.reference, real[0], none[0]))
    assert different == []
    assert asked > 150


def as_if(client, address, reference, method):
    """What the address answers, with the reference left out of it."""
    for arguments in arguments_of(address, reference):
        status, body, location = answer(client, reverse(address.name, kwargs=arguments), method)
        return status, body.replace(reference.encode(), b"REF"), location.replace(reference, "REF")
    assert address.name.partition(":")[0] not in GENERAL, f"Say in FILLED what {address.name} takes."
    return 404, b"", ""  # of another kind of record, with parts of its own


@pytest.mark.once
@pytest.mark.parametrize("name", ["guest", "administrator", "chair", "rival"])
def test_every_other_page_is_the_same_with_and_without_it(county, coordinator, name):
    """Lists, counts, calendar, home, people, files of lists, pages of administrators: letter for letter."""
    user, chair = account(county, name), make.guest(county)
    plain = [a for a in addresses() if not a.params and a.name not in OUT and "2fa" not in a.route]
    ways = [reverse(a.name) for a in plain]
    ways += [f"{reverse(a.name)}?export=csv" for a in plain if a.name.endswith(("list", "s"))]
    ways += [f"{reverse('records:search')}?q={word}" for word in ("Larchwood", "larch", "review", "request")]
    client = client_of(user)
    client.get("/")
    before = {way: answer(client, way) for way in ways}
    review, found, _ = build(county, coordinator)
    build_on(county, review, coordinator, chair)
    after = {way: answer(client, way) for way in ways}
    assert [way for way in ways if before[way] != after[way]] == []
    traces = [t.encode() for t in (make.CODE_NAME, review.reference, found.reference, PAPER)]
    assert [way for way in ways for t in traces if t in after[way][1] and f"q={t.decode()}" not in way] == []


def test_the_menu_names_the_room_to_those_alone_who_know_of_a_review_or_begin_them(
    county, coordinator, rival
):
    review, *_ = build(county, coordinator)
    opened_to(review, county.chair, coordinator)
    opened_to(review, county.guest, coordinator)
    named = {
        name
        for name, user in {**county.personas, "coordinator": coordinator, "rival": rival}.items()
        if 'href="/reviews/"' in client_of(user).get("/").content.decode()
    }
    assert named == {"coordinator", "rival", "chair", "guest"}
    for user in (county.officer, county.administrator, county.outsider):
        assert client_of(user).get("/reviews/").status_code == 404


def test_links_from_other_records_lead_nowhere(county, coordinator):
    review, *_ = build(county, coordinator)
    other = RecordFactory(
        partnership=county.here, body=county.strategic, audience="partnership", status="open"
    )
    join(other, Record.objects.get(pk=review.pk), Link.Kind.EVIDENCE_FOR, by=None)
    for user in (county.officer, county.chair, county.partner):
        client = client_of(user)
        for name in ("thread", "history", "events"):
            page = client.get(reverse(f"records:{name}", args=[other.reference])).content.decode()
            assert make.CODE_NAME not in page
            assert review.reference not in page
        said = {"kind": "evidence-for", "target": review.reference}
        page = client.post(reverse("records:link", args=[other.reference]), said)
        assert make.CODE_NAME not in page.content.decode()
    asked = (
        client_of(county.officer).post(reverse("records:link", args=[other.reference]), said).content.decode()
    )
    assert f"No record is called {review.reference}" in asked


@pytest.mark.parametrize("name", ["officer", "partner", "administrator", "outsider"])
def test_a_paper_released_to_a_meeting_shows_nowhere_to_whom_it_was_not_given(county, coordinator, name):
    """S001-57: no paper counted, no hole that is filled, no line of history, no other file."""
    meeting = meetings.scheduled(county, held_on=today() + dt.timedelta(9))
    item = agenda.add_item(meeting, by=county.officer, title="Reports", purpose="decision")
    review, *_ = build(county, coordinator)
    walls.shut(review, county.partner, by=make.fresh(coordinator), reason="Own practice")
    client = client_of(getattr(county, name))
    asked = [each for each in walled_addresses() if each.name.partition(":")[0] in ("meetings", "records")]
    ways = [reverse(each.name, kwargs=how) for each in asked for how in arguments_of(each, meeting.reference)]
    ways += ["/", "/documents/", "/meetings/", "/calendar/", "/records/search/?q=review"]
    ways = [
        way for way in ways if not way.endswith(".docx")
    ]  # its archive says the second at which it was made
    before = {way: answer(client, way) for way in ways}
    assert any(status == 200 for status, *_ in before.values())
    Review.objects.filter(pk=review.pk).update(status="ready")
    report, by = make.attached(review, coordinator), make.fresh(coordinator)
    terms = {"item": item.number, "open_until": today() + dt.timedelta(9)}
    releasing.release_pack(review, meeting, [report], by=by, **terms)
    found = summary_for(make.fresh(coordinator), county.here)
    releasing.release_summary(found, meeting, by=make.fresh(coordinator), **terms)
    assert [way for way in ways if answer(client, way) != before[way]] == []


def test_search_finds_it_for_those_named_and_nobody_else(county, coordinator, rival):
    review, found, document = build(county, coordinator)
    assert {hit.record for hit in find(make.fresh(coordinator), make.CODE_NAME)} == {review.pk, document.pk}
    for user in [*county.personas.values(), rival]:
        assert find(make.fresh(user), make.CODE_NAME) == []
        assert find(make.fresh(user), review.reference) == []
    assert not SearchEntry.objects.filter(record=found.pk).exists()


def test_no_notice_names_it(county, coordinator):
    build(county, coordinator)
    rows = [(n.subject, n.line) for n in Notice.objects.all()]
    assert rows
    assert [row for row in rows if re.search(TELLING, " ".join(row), re.IGNORECASE)] == []


def test_no_mail_about_it_names_it_or_anything_of_it(smtp, county, coordinator):
    """Not by its link either: mail is read on telephones, and by those who open somebody's post."""
    review, *_ = build(county, coordinator)
    build_on(county, review, coordinator, make.guest(county))
    Notice.objects.update(is_urgent=True, send_after=now())  # at any hour
    assert send_due() == len(smtp.messages) > 5
    said = [f"{message['Subject']}\n{message.get_payload()}" for _, _, message in smtp.messages]
    assert [text for text in said if re.search(TELLING, text, re.IGNORECASE)] == []
    assert all(re.search(r"/waiting/[\w-]{22}/\s", text) for text in said)


def test_the_link_in_mail_leads_whoever_was_told_and_nobody_else(county, coordinator, rival):
    _, found, _ = build(county, coordinator)
    link = Notice.objects.filter(recipient=county.health_lead, record=found.pk).first().link
    assert client_of(county.health_lead).get(link).headers["Location"] == found.get_absolute_url()
    assert client_of(None).get(link).headers["Location"].startswith("/accounts/login/")
    never = "/waiting/AAAAAAAAAAAAAAAAAAAAAA/"
    for user in (coordinator, rival, county.chair, county.administrator):
        assert answer(client_of(user), link)[0] == answer(client_of(user), never)[0] == 404
    scoping.withdraw(found, by=make.fresh(coordinator), reason="Asked in error")
    assert client_of(county.health_lead).get(link).status_code == 404


def test_a_coordinator_cannot_open_to_themselves_what_they_cannot_see(county, coordinator, rival):
    """S001-36"""
    review, *_ = build(county, coordinator)
    for user in (rival, county.administrator, county.officer, account(county, "founder")):
        with pytest.raises(PermissionDenied):
            walls.open_to(review, user, by=user, reason="Mine", expires_on=today())
        with pytest.raises(PermissionDenied):
            walls.open_to(review, county.partner, by=user, reason="Theirs", expires_on=today())
        with pytest.raises(PermissionDenied):
            walls.shut(review, county.partner, by=user, reason="Out")
    assert not Review.objects.visible_to(make.fresh(rival)).exists()
    with pytest.raises(MoveRefused, match="yourself"):
        grant(review, coordinator, by=coordinator, reason="Mine", expires_on=today())


def test_a_grant_names_a_person_and_a_last_day(county, coordinator):
    review, *_ = build(county, coordinator)
    with pytest.raises(MoveRefused) as refused:
        walls.open_to(review, county.police, by=coordinator, reason="All of them")
    assert len(refused.value.reasons) == 2
    with pytest.raises(MoveRefused, match="last day"):
        walls.open_to(review, county.chair, by=coordinator, reason="Decides")
    page = client_of(coordinator).get(reverse("records:give", args=[review.reference])).content.decode()
    assert "Or an agency" not in page


@pytest.mark.parametrize("name", ["guest", "chair", "rival"])
def test_a_grant_opens_it_until_its_last_day_and_then_nothing_is_left(county, coordinator, name, monkeypatch):
    """With the session still open, before and after the list of grants is cleared."""
    review, found, document = build(county, coordinator)
    user = account(county, name)
    opened_to(review, user, coordinator, until=today() + dt.timedelta(3))
    client = client_of(user)
    pages = [
        reverse(f"reviews:{page}", args=[review.reference]) for page in ("review", "scoping", "learning")
    ]
    pages += [reverse("records:thread", args=[review.reference]), document.get_absolute_url()]
    assert [client.get(page).status_code for page in pages] == [200] * 5
    assert client.get(found.get_absolute_url()).status_code == 404
    later = today() + dt.timedelta(4)
    for place in ("partnership.places", "partnership.models.users", "records.querysets"):
        monkeypatch.setattr(f"{place}.today", lambda: later)
    assert [client.get(page).status_code for page in pages] == [404] * 5
    assert make.CODE_NAME not in client.get("/").content.decode()
    close_expired(later)
    assert [client.get(page).status_code for page in pages] == [404] * 5


def test_a_guests_session_ends_with_the_account(county, coordinator, monkeypatch):
    review, *_ = build(county, coordinator)
    opened_to(review, county.guest, coordinator)
    client, way = client_of(county.guest), review.get_absolute_url()
    assert client.get(way).status_code == 200
    county.guest.access_ends_on = today() - dt.timedelta(1)
    county.guest.save()
    closed = client.get(way)
    assert closed.status_code in (302, 404)
    assert make.CODE_NAME not in closed.content.decode()


@pytest.mark.parametrize("setting", [True, False])
def test_a_guest_without_a_second_factor_is_led_to_set_one_up(county, coordinator, settings, setting):
    """Whatever the portal's own setting is, once a review is open to them."""
    settings.SECOND_FACTOR_REQUIRED = setting
    review, *_ = build(county, coordinator)
    client = Client()
    client.force_login(county.guest)
    assert client.get("/documents/").status_code == (302 if setting else 200)
    opened_to(review, county.guest, coordinator)
    for way in (review.get_absolute_url(), reverse("records:thread", args=[review.reference]), "/documents/"):
        response = client.get(way)
        assert (response.status_code, response.headers["Location"]) == (302, reverse("mfa_index"))


def test_whoever_is_shut_out_knows_nothing_though_access_was_given(county, coordinator):
    review, found, document = build(county, coordinator)
    opened_to(review, county.chair, coordinator)
    client = client_of(coordinator)
    said = {"person": county.chair.email, "reason": "Their own practice is examined"}
    assert client.post(reverse("records:shut_out", args=[review.reference]), said).status_code == 302
    said = {"person": county.health_lead.email, "reason": "As above"}
    assert client.post(reverse("records:shut_out", args=[review.reference]), said).status_code == 302
    later = add_document(
        review,
        title="Larchwood later",
        file=SimpleUploadedFile("b.txt", b"More."),
        by=make.fresh(coordinator),
    )
    for user in (county.chair, county.health_lead):
        known = Record.objects.visible_to(make.fresh(user))
        assert not known.filter(pk__in=[review.pk, found.pk, document.pk, later.pk]).exists()
        assert 'href="/reviews/"' not in client_of(user).get("/").content.decode()
    with pytest.raises(MoveRefused, match="shut out"):
        opened_to(review, county.chair, coordinator)
    page = client.get(reverse("records:access", args=[review.reference])).content.decode()
    assert "Their own practice is examined" in page
    way = reverse("records:let_in", args=[review.reference, county.chair.pk])
    assert client.post(way, {"reason": "It is not"}).status_code == 302
    assert not Review.objects.visible_to(make.fresh(county.chair)).exists()
    opened_to(review, county.chair, coordinator)
    assert Review.objects.visible_to(make.fresh(county.chair)).exists()


def test_access_withdrawn_closes_its_documents_too(county, coordinator):
    review, _, document = build(county, coordinator)
    opened_to(review, county.chair, coordinator)
    walls.close_to(review, county.chair, by=make.fresh(coordinator), reason="Left the panel")
    assert (
        not Record.objects.visible_to(make.fresh(county.chair))
        .filter(pk__in=[review.pk, document.pk])
        .exists()
    )


def test_what_somebody_adds_while_it_is_open_to_them_closes_with_their_access(county, coordinator, rival):
    review, *_ = build(county, coordinator)
    opened_to(review, rival, coordinator)
    file = SimpleUploadedFile("c.txt", b"Notes.")
    added = add_document(review, title="Notes", file=file, by=make.fresh(rival))
    assert Record.objects.visible_to(make.fresh(coordinator)).filter(pk=added.pk).exists()
    walls.close_to(review, rival, by=make.fresh(coordinator), reason="Other work")
    assert not Record.objects.visible_to(make.fresh(rival)).filter(pk__in=[review.pk, added.pk]).exists()


def test_who_is_asked_sees_the_request_and_nothing_of_the_review(county, coordinator):
    review, found, document = build(county, coordinator)
    client = client_of(county.health_lead)
    ways = [found.get_absolute_url(), "/reviews/", "/", "/notices/"]
    ways += [
        reverse(f"records:{name}", args=[found.reference])
        for name in ("thread", "history", "events", "access")
    ]
    for way in ways:
        response = client.get(way)
        page = response.content.decode()
        assert response.status_code == 200, way
        assert make.CODE_NAME not in page, way
        assert review.reference not in page, way
    for one in (review, document):
        assert client.get(one.get_absolute_url()).status_code == 404
    assert list(Return.objects.visible_to(make.fresh(county.health_lead))) == [found]


def test_who_wrote_for_it_reads_in_no_log_and_no_list_of_readers_whose_review_it_is(
    county, coordinator, rival
):
    """Those who work on it are given what an agency sent, for reasons that are no affair of the agency's."""
    review, *_ = build(county, coordinator)
    build_on(county, review, coordinator, make.guest(county))
    own, author = make.asked_for_review(county, review, make.fresh(coordinator)), make.fresh(county.partner)
    management.write(own, dict.fromkeys(management.WRITTEN, "Invented."), by=author)
    management.finish_draft(own, by=author, signatory=county.police_lead)
    own = management.sign_and_send(own, by=make.fresh(county.police_lead))
    opened_to(review, county.chair, coordinator)
    management.share_with_panel(own, by=make.fresh(coordinator))
    opened_to(review, rival, coordinator)
    walls.close_to(review, county.chair, by=make.fresh(coordinator), reason="Larchwood is decided")
    walls.shut(review, county.officer, by=make.fresh(coordinator), reason="Larchwood was in their care")
    client = client_of(author)
    for name in ("history", "events", "access", "thread"):
        page = client.get(reverse(f"records:{name}", args=[own.reference])).content.decode()
        assert re.findall(rf"{review.reference}|Larch|Sits on the panel", page) == [], name


def test_every_reading_is_an_event_that_its_keeper_sees(county, coordinator):
    """S004-39"""
    review, *_ = build(county, coordinator)
    opened_to(review, county.chair, coordinator)
    client_of(county.chair).get(review.get_absolute_url())
    events = Event.objects.filter(subject=review.reference, verb="read", actor=f"user:{county.chair.pk}")
    assert events.count() == 1
    way = reverse("reviews:readings", args=[review.reference])
    assert str(county.chair) in client_of(coordinator).get(way).content.decode()
    assert client_of(county.chair).get(way).status_code == 403


def test_whoever_reads_it_all_day_hides_nobody_who_opened_it_once(county, coordinator, rival):
    review, *_ = build(county, coordinator)
    opened_to(review, rival, coordinator)
    client_of(rival).get(review.get_absolute_url())
    client = client_of(coordinator)
    for _ in range(5):
        client.get(review.get_absolute_url())
    page = client.get(reverse("reviews:readings", args=[review.reference])).content.decode()
    first, second = page[page.index("<tbody") :].split("<tr")[1:]
    assert "5 times" in first
    assert str(rival) in second
    assert "times" not in second


def test_a_reference_does_not_say_how_many_there_are(county, coordinator):
    numbers = {int(make.received(county, coordinator, title=f"Tree {n}").reference[-7:]) for n in range(5)}
    assert len(numbers) == 5
    assert max(numbers) - min(numbers) > 5


def test_its_papers_and_actions_leave_no_gap_in_the_numbers_that_others_see(county, coordinator):
    review, *_ = build(county, coordinator)
    build_on(county, review, coordinator, make.guest(county))
    assert Document.objects.filter(audience="named").count() > 1
    assert not Numbering.objects.exists()


def test_whose_role_has_ended_changes_nothing_any_more(county, coordinator):
    review, *_ = build(county, coordinator)
    Role.objects.filter(person=coordinator.person, kind=Role.Kind.REVIEWS).update(
        ended_on=today() - dt.timedelta(1)
    )
    with pytest.raises(PermissionDenied):
        deciding.add_learning(review, by=make.fresh(coordinator), text="Late")


@pytest.mark.parametrize(
    ("name", "more"),
    [("ask_again", []), ("withdraw", []), ("withdraw_review", []), ("part_again", []), ("part_withdraw", []),
     ("line_kept", []), ("line_change", []), ("line_move", ["reopen"])],
)  # fmt: skip
def test_a_key_that_no_database_holds_is_no_such_page(county, coordinator, sign_in, name, more):
    review = make.scoped(county, coordinator)
    client = sign_in(coordinator)
    for key in (10**20, 2**63 - 1):
        known = reverse(f"reviews:{name}", args=[review.reference, 1, *more])
        way = known.replace(str(veil(1)), str(key))
        assert str(key) in way
        assert client.get(way).status_code == 404
        assert client.post(way).status_code == 404
