"""Partnerships, people and records in number: what the pages that are measured stand among."""

import datetime as dt
import itertools
import random

from django.contrib.auth.models import Group, Permission

from actions.models import Action, Owner
from audit.models import ChainLink, Event
from audit.text import chain_hash
from bench.copying import NOW
from documents.models import Document
from meetings.models import AgendaItem, Meeting, Paragraph, ParagraphAction
from partnership.models import (
    Agency,
    Body,
    Membership,
    Partner,
    Partnership,
    Person,
    Post,
    Role,
    Seat,
    User,
)
from records.models import Record, SearchEntry, UserGrant

AGENCIES, BODIES, SEATS = 4, 4, 10  # of a partnership; of a partnership; of a body
DAY = dt.timedelta(days=1)
TODAY = NOW.date()
AUDIENCES = (
    ["public"] * 2 + ["partnership"] * 50 + ["body"] * 30 + ["officers"] * 10 + ["agency"] * 5 + ["named"] * 3
)
STATUSES = ["approved"] * 6 + ["published"] * 2 + ["circulated", "draft"]
STEMS = (
    "review pathway outreach hotspot scheme referral panel training survey patrol housing youth lighting"
    " engagement funding evidence protocol partnership safety neighbourhood"
).split()
WORDS = [f"{stem}{number}" for stem in STEMS for number in range(100)]  # each in one record of three hundred
SENTENCE = (
    "The group considered the report and noted that referrals had risen since the last quarter, that most came from"
    " two wards, and that the pathway agreed in spring now reaches those it was made for; members asked that the"
    " figures by ward be brought to the next meeting with those of the health service beside them."
)


def people_and_places(load, size):
    for number in range(1, size.partnerships + 1):
        here = load.add(Partnership, name=f"Partnership {number}", slug=f"partnership-{number}")
        agencies = [_agency(load, here, number, place) for place in range(AGENCIES)]
        people = [_person(load, number, place, agencies) for place in range(size.people)]
        seated = iter(people)
        for place in range(BODIES):
            body = load.add(
                Body, partnership_id=here, name=f"Body {number}.{place}", slug=f"body-{number}-{place}",
                kind="strategic", status="active",
            )  # fmt: skip
            for position, (person, agency) in enumerate(itertools.islice(seated, SEATS)):
                seat(load, body, person, agency, position, office="member" if position else "chair")
        load.add(Role, person_id=people[-1][0], partnership_id=here, kind="officer")


def _agency(load, here, number, place):
    group = load.add(Group, name=f"Agency {number}.{place}")
    agency = load.add(
        Agency, name=f"Agency {number}.{place}", kind="council", sector="statutory", group_id=group
    )
    load.add(Partner, partnership_id=here, agency_id=agency, rank="responsible")
    return agency


def _person(load, number, place, agencies):
    name = f"person-{number}-{place}"
    person = load.add(
        Person, given_name="Person", family_name=f"{number}.{place}", email=f"{name}@example.org"
    )
    load.add(User, email=f"{name}@example.org", person_id=person, password="!", is_active=True)
    agency = agencies[place % AGENCIES]
    load.add(Post, person_id=person, agency_id=agency, title="Officer", started_on=TODAY - 900 * DAY)
    return person, agency


def seat(load, body, person, agency, position, **membership):
    category = "core" if position < 6 else "attendee"
    place = load.add(
        Seat, body_id=body, title=f"Seat {position}", category=category, is_voting=position < 6,
        position=position,
    )  # fmt: skip
    load.add(Membership, seat_id=place, person_id=person, agency_id=agency, **membership)


def records(load, numbers):
    """Of ten records, one is a meeting with its minutes, seven are actions and two are documents."""
    chance = random.Random(numbers.start)
    bodies = list(Body.objects.filter(slug__startswith="body-").values_list("pk", "partnership_id"))
    agencies = dict(Partner.objects.values_list("partnership_id", "agency_id"))
    people = list(Person.objects.filter(family_name__contains=".").values_list("pk", "family_name"))
    meeting_of, paragraph_of = {}, {}
    for number in numbers:
        body, here = bodies[number // 10 % len(bodies)]
        common = {
            "title": " ".join(chance.choices(WORDS, k=6)).capitalize(),
            "partnership_id": here, "body_id": body, "agency_id": agencies[here],
            "audience": chance.choice(AUDIENCES),
        }  # fmt: skip
        if number % 10 == 0:
            meeting_of[body], paragraph_of[body] = _meeting(load, number, common, chance)
        elif number % 10 < 8:
            owner = people[number * 31 % len(people)]
            _action(load, number, common, owner, (meeting_of.get(body), paragraph_of.get(body)))
        else:
            _document(load, number, common)


def _meeting(load, number, common, chance):
    pk = load.record(
        Meeting, reference=f"CSP-MTG-2020-{number:04d}", held_on=TODAY - (number // 10 % 4000 + 30) * DAY,
        status=chance.choice(STATUSES), import_notes=[], **common,
    )  # fmt: skip
    found(load, pk, common["title"], SENTENCE)
    for item in (1, 2):
        of = load.add(AgendaItem, meeting_id=pk, number=item, title=f"Item {item}")
        for place in (1, 2):
            last = load.add(Paragraph, item_id=of, position=place, number=f"{item}.{place}", text=SENTENCE)
    return pk, last


def _action(load, number, common, owner, arising):
    meeting, paragraph = arising
    status = "open" if number % 3 else "done"
    pk = load.record(
        Action, reference=f"CSP-ACT-2020-{number:04d}", wording=common["title"], status=status,
        due_on=TODAY - (number % 700 - 60) * DAY, done_on=None if status == "open" else TODAY,
        arises_from_id=meeting, **common,
    )  # fmt: skip
    load.add(Owner, action_id=pk, person_id=owner[0], printed_name=f"Person {owner[1]}", is_lead=True)
    if paragraph and number % 10 == 1:
        load.add(ParagraphAction, paragraph_id=paragraph, action_id=pk)
    found(load, pk, common["title"], common["title"])


def _document(load, number, common):
    pk = load.record(Document, reference=f"CSP-DOC-2020-{number:04d}", status="agreed", **common)
    found(load, pk, common["title"], "")


def found(load, pk, title, text):
    load.add(
        SearchEntry, record_id=pk, title=title, text=text, title_words=title.lower(), text_words=text.lower()
    )


def grants(load, count):
    """To every person in turn, of every record in turn."""
    permission = Permission.objects.get(codename="view_record", content_type__app_label="records").pk
    users = list(User.objects.order_by("pk").values_list("pk", flat=True))
    keys = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    for number in range(count):
        load.add(
            UserGrant, permission_id=permission, user_id=users[number % len(users)],
            content_object_id=keys[number * 3 % len(keys)], reason="Works on it", granted_at=NOW,
            granted_by_id=users[0],
        )  # fmt: skip


def events(load, count):
    """Chained as the database chains them, so that `manage.py verify` finds them good."""
    previous, references = (
        "",
        list(Record.objects.order_by("-pk").values_list("reference", flat=True)[:50_000]),
    )
    for number in range(count):
        said = {
            "at": NOW, "actor": f"user:{number % 1000}", "actor_label": f"Person {number % 1000}", "verb": "change",
            "subject": references[-1 - number % len(references)], "subject_label": "A record", "reason": "",
            "changes": {"title": [f"Draft {number}", "Report"]},
        }  # fmt: skip
        digest = Event(**said).content_digest()
        previous = chain_hash(previous, digest)
        changes = f'{{"title":["Draft {number}","Report"]}}'
        event = load.add(Event, **said | {"changes": changes}, digest=digest)
        load.add(ChainLink, event_id=event, hash=previous)
