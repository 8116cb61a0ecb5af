"""The people who ask for the pages, and the records that the pages show."""

import datetime as dt
import time
from importlib import import_module

from django.conf import global_settings, settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import SessionEntry
from accounts.services import sessions
from actions.models import Action, Owner
from bench.copying import NOW
from bench.county import DAY, SENTENCE, TODAY, found, seat
from meetings.models import AgendaItem, Attendance, Meeting, Paragraph, ParagraphAction, Resolution
from partnership.models import Agency, Body, Partnership, Person, Post, Role, Seat, User

READER, NEWCOMER, OFFICER, SPARSE, WIDE = (
    f"bench-{name}@example.org" for name in ("reader", "newcomer", "officer", "sparse", "wide")
)
LARGE, SMALL, QUIET = "bench-large", "bench-small", "bench-quiet"
MANY, FEW = 1000, 10
PAGE, DRAFT, LONG, SHORT, PRINTED = (f"CSP-MTG-2026-{number}" for number in range(9001, 9006))
OLD, YOUNG = "CSP-ACT-2026-9001", "CSP-ACT-2026-9002"  # actions with many versions, and with ten


def stage(load, versions):
    """After people and places, before the records in number: what is measured is older than most."""
    here, there = Partnership.objects.order_by("pk")[:2]
    people = _cast(load, here, there)
    for slug, place, email, count in ((LARGE, here, READER, MANY), (SMALL, there, NEWCOMER, FEW)):
        body = _body(load, place, slug)
        agency = Agency.objects.filter(partnerships=place).order_by("pk").first()
        seat(load, body, people[email], agency.pk, 0, office="member")
        _stands_for(load, body, agency)
        _surroundings(load, body, place, people[email], count)
        if slug == LARGE:
            _pages(load, body, place, people[email])
            _versions(load, versions, body, place, people[email])
    quiet = load.add(Partnership, name="Quiet partnership", slug="quiet")
    body = _body(load, Partnership(pk=quiet), QUIET)
    seat(load, body, people[SPARSE], None, 9, office="member")
    for number in range(12):
        _meeting(load, body, quiet, f"CSP-MTG-2019-{number:04d}", TODAY - 300 * DAY)


def _cast(load, here, there):
    people = {}
    for email, place in ((READER, here), (NEWCOMER, there), (OFFICER, here), (SPARSE, None), (WIDE, None)):
        name = email.partition("@")[0]
        people[email] = load.add(Person, given_name=name.capitalize(), family_name="", email=email)
        load.add(
            User, email=email, person_id=people[email], password="!", is_active=True, seen_at=NOW,
            previous_seen_at=NOW - DAY,
        )  # fmt: skip
        if place:
            agency = Agency.objects.filter(partnerships=place).order_by("pk").first()
            load.add(Post, person_id=people[email], agency_id=agency.pk, title="Officer")
    load.add(Role, person_id=people[OFFICER], partnership_id=here.pk, kind="officer")
    for partnership in Partnership.objects.all():
        load.add(Role, person_id=people[WIDE], partnership_id=partnership.pk, kind="officer")
    return people


def _body(load, place, slug):
    name = slug.replace("-", " ").capitalize()
    return load.add(Body, partnership_id=place.pk, name=name, slug=slug, kind="strategic", status="active")


def _stands_for(load, body, agency):
    """Six core seats, each for an agency."""
    for number in range(6):
        chair = load.add(Seat, body_id=body, title=f"Core {number}", category="core", position=number + 1)
        load.add(Seat.stands_for.through, seat_id=chair, agency_id=agency.pk)


def _surroundings(load, body, place, person, count):
    """`count` of each kind of child: meetings of the body, actions of the person, words to be found."""
    word = f"children{count}"
    for number in range(count):
        held_on = TODAY + (30 - number) * DAY
        status = "scheduled" if held_on > TODAY else "approved"
        _meeting(load, body, place.pk, f"CSP-MTG-2025-{body}{number:04d}", held_on, status=status)
        reference = f"CSP-ACT-2025-{body}{number:04d}"
        pk = _action(load, body, place.pk, reference, person)
        found(load, pk, f"Action {word}", SENTENCE)


def _meeting(load, body, place, reference, held_on, *, status="approved"):
    return load.record(
        Meeting, reference=reference, title=f"Meeting of {held_on}", body_id=body, partnership_id=place,
        audience="body", held_on=held_on, status=status, starts_at=dt.time(10), venue="County Hall",
        import_notes=[],
    )  # fmt: skip


def _action(load, body, place, reference, person, *, due_on=TODAY - 20 * DAY, **values):
    pk = load.record(
        Action, reference=reference, title=f"Action {reference}", wording=f"Bring a report on {reference}.",
        body_id=body, partnership_id=place, audience="body", status="open", due_on=due_on, **values,
    )  # fmt: skip
    load.add(Owner, action_id=pk, person_id=person, printed_name="Reader", is_lead=True)
    return pk


def _pages(load, body, place, person):
    for reference, status, items, paragraphs in (
        (PAGE, "approved", 40, 4),
        (DRAFT, "draft", 40, 4),
        (LONG, "approved", 10, MANY // 10),
        (SHORT, "approved", 10, FEW // 10),
        (PRINTED, "approved", 9, 4),  # eight pages of A4
    ):
        pk = _meeting(load, body, place.pk, reference, TODAY - 40 * DAY, status=status)
        _attendance(load, pk, place)
        for number in range(1, items + 1):
            _item(load, pk, number, paragraphs, (body, place.pk, reference, person, status))


def _attendance(load, meeting, place):
    agencies = list(Agency.objects.filter(partnerships=place).values_list("pk", "name"))
    for position in range(20):
        agency, name = agencies[position % len(agencies)]
        group = ("core", "attendees", "support", "apologies")[position // 5]
        load.add(
            Attendance, meeting_id=meeting, agency_id=agency, group=group, position=position,
            printed_name=f"Officer {position}", printed_agency=name, is_chair=not position,
        )  # fmt: skip


def _item(load, meeting, number, paragraphs, about):
    """As many paragraphs, each with an action of a lead and another owner; a resolution in each fourth item."""
    body, place, reference, person, status = about
    item = load.add(
        AgendaItem, meeting_id=meeting, number=number, title=f"Report {number} and its appendices"
    )
    for position in range(1, paragraphs + 1):
        text = f"{SENTENCE} ({number}.{position})"
        of = load.add(Paragraph, item_id=item, position=position, number=f"{number}.{position}", text=text)
        name = f"CSP-ACT-2024-{reference[-4:]}{number:03d}{position:03d}"
        action = _action(load, body, place, name, person, arises_from_id=meeting)
        load.add(Owner, action_id=action, printed_name="Colleague", is_lead=False)
        minuted = {
            "wording": f"Bring a report on {name}.", "lead": "Reader", "others": ["Colleague"],
            "due_on": str(TODAY - 20 * DAY),
        }  # fmt: skip
        as_minuted = minuted if status == "approved" else None
        load.add(ParagraphAction, paragraph_id=of, action_id=action, as_minuted=as_minuted)
    if not number % 4:
        load.add(Resolution, item_id=item, position=1, text="That the report be noted.", verb="noted")


def _versions(load, versions, body, here, person):
    """Two actions: one with a million versions, as a bad import might leave it, and one with ten."""
    version = Action.history.model
    for reference, count in ((OLD, versions), (YOUNG, FEW)):
        pk = _action(load, body, here.pk, reference, person)
        for number in range(count):
            load.add(
                version, record_ptr_id=pk, id=pk, reference=reference, kind="actions.action",
                title=f"Version {number}", wording=f"Version {number}", partnership_id=here.pk, body_id=body,
                audience="body", status="open", history_date=NOW, history_type="~", marking="official",
                history_change_reason="Changed",
            )  # fmt: skip


def bare_cookie_of(email):
    """The same for the bare site, which knows Django's own way to sign in."""
    user = User.objects.get(email=email)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{global_settings.SESSION_COOKIE_NAME}={session.session_key}"


def cookie_of(email):
    """A session of the person, as signing in with a second factor leaves it behind."""
    user = User.objects.get(email=email)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "accounts.backends.PasswordBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            sessions.SECOND_FACTOR: True,
            sessions.SEEN: int(time.time())
            + 3600,  # so that no request of the bench is the one that notes it
            sessions.STARTED: int(time.time()),
        }
    )
    session.save()
    entry = SessionEntry.objects.create(
        user=user, session_key=session.session_key, started_at=NOW, seen_at=NOW
    )
    session[sessions.ENTRY] = entry.pk
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
