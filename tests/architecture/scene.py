"""The objects with which every address is asked, and which of them each address takes.

An address of a new kind needs nothing here if its parameters are those of its neighbours; otherwise name what
it takes in ``SUBJECTS`` or ``ARGUMENTS``.
"""

from django.core.files.uploadedfile import SimpleUploadedFile

from audit.clock import now
from documents.services import add_document
from meetings.services.asked import ask_correction
from meetings.services.corrections import propose_correction
from notices.models import Notice
from partnership.models import TermsOfReference
from problems.models import LocationType, Problem
from problems.services import add_order, log_obstacle
from records.access import give
from records.models import Record
from records.services import join
from tests.architecture import assessments_scene, funding_scene, reviews_scene
from tests.factories import issues, library, meetings, problems
from tests.factories import partnership as make
from tests.factories.records import RecordFactory


class Scene:
    """Rows of every kind, and the arguments that lead to them: ``subjects["meetings"]["draft"]``."""

    def __init__(self, county):
        self.county, self.subjects = county, {}
        self.subjects["meetings"] = dict(_meetings(county))
        self.subjects["records"] = dict(_records(county))
        self.subjects["actions"] = {"open": {"reference": _action(county).reference}}
        self.subjects["problems"] = dict(_problems(county))
        self.subjects["issues"] = dict(_issues(county))
        self.subjects["plays"] = dict(_plays(county))
        self.subjects["cases"] = dict(_cases(county))
        self.subjects["documents"] = {"draft": _document(county)}
        self.subjects["signoffs"] = {"": {"signoff": self._published().signoffs.first().pk}}
        self.subjects["notices"] = {"of the police lead": {"token": _notice(county).token}}
        self.keys = dict(_keys(county))
        self.given = funding_scene.arguments(county) | assessments_scene.arguments(county)
        self.given |= reviews_scene.arguments(county)

    def _published(self):
        reference = self.subjects["meetings"]["published"]["reference"]
        return Record.objects.get(reference=reference)

    def arguments_for(self, address):
        """(label, arguments) of each row that the address has in the table."""
        if not address.params:
            return [("", {})]
        if address.name in self.given:
            return list(self.given[address.name].items())
        if address.name in ARGUMENTS:
            return [(label, give_(self)) for label, give_ in ARGUMENTS[address.name].items()]
        space = SUBJECTS.get(address.name) or address.name.partition(":")[0]
        if space in self.subjects:
            found = self.subjects[space].items()
            return [
                (label, {p: known[p] for p in address.params})
                for label, known in found
                if set(address.params) <= set(known)
            ]
        return [("", self._places(address))]

    def _places(self, address):
        """People and places: the address's own noun says whose key ``pk`` or ``slug`` is."""
        noun = address.route.partition("/")[0]
        return {p: self.keys[noun if p in ("pk", "slug") else p] for p in address.params}


def _meetings(county):
    scheduled = meetings.scheduled(county, held_on=None)
    yield "scheduled", {"reference": scheduled.reference, **_of(scheduled)}
    draft = meetings.drafted(county, held_on=None)
    line = draft.items.first().paragraphs.last()
    asked = ask_correction(draft, line, "As it was said.", by=county.police_lead)
    yield "draft", {"reference": draft.reference, **_of(draft), "asked": asked.pk}
    published = meetings.published(county)
    paragraph = published.items.first().paragraphs.last()
    correction = propose_correction(paragraph, "As it was said.", by=county.officer, reason="Misheard")
    yield (
        "published",
        {"reference": published.reference, **_of(published), "correction": correction.pk},
    )


def _of(meeting):
    """The keys of the parts it has."""
    item = meeting.items.first()
    parts = {"item": item, "row": meeting.attendance.first()} if item else {}
    if item and (resolution := item.resolutions.first()):
        parts |= {"resolution": resolution, "condition": resolution.conditions.first()}
    if item and (paragraph := item.paragraphs.last()):
        parts |= {"paragraph": paragraph}
    keys = {name: part.pk for name, part in parts.items() if part is not None}
    if action := Record.objects.filter(kind="actions.action", action__arises_from=meeting.pk).first():
        keys["action"] = action.reference
    return keys


def _records(county):
    for audience in Record.Audience.values:
        here = {"partnership": county.here, "body": county.strategic, "agency": county.police}
        record = RecordFactory(audience=audience, reference=f"CSP-ACT-2020-{audience.upper()}", **here)
        give(record, county.guest, by=county.chair, reason="Reviews it") if audience == "body" else None
        other = RecordFactory(audience="public", **here)
        link = join(record, other, "serves", by=None)
        yield audience, {"reference": record.reference, "link": link.pk}


def _action(county):
    return RecordFactory(
        partnership=county.here,
        body=county.strategic,
        audience="partnership",
        status="open",
        due_on="2026-12-01",
    )


def _problems(county):
    for label, add in (
        ("scanning", problems.scanned),
        ("planning", problems.planned),
        ("sent", problems.sent),
    ):
        problem = add(county, title=f"A problem in {label}")
        keys = {"reference": problem.reference}
        if response := problem.responses.first():
            keys["response"] = response.pk
        yield label, keys
    yield "round ended", {"reference": problems.decided(county, "reassess").reference, "number": 1}


def _issues(county):
    """Addresses under ``problems/issues/``; the others of the room are asked of problem records."""
    yield "logged", {"reference": issues.logged(county).reference}
    yield "measured", {"reference": issues.measured(county).reference}


def _plays(county):
    yield "listed", {"reference": library.listed(county).reference}


def _cases(county):
    """A record with a case on the ladder, at its first step."""
    case = library.cased(county)
    row = case.steps.first()
    yield "case", {"reference": case.problem.reference, "case": case.letter, "row": row.pk}


def _document(county):
    here = {"partnership": county.here, "body": county.strategic, "audience": "partnership"}
    file = SimpleUploadedFile("plan.txt", b"A plan.")
    document = add_document(title="Plan", file=file, by=county.officer, **here)
    copy = document.copy_requests.create(asked_by=county.guest, asked_at=now(), reason="Reviews it")
    keys = {"reference": document.reference, "number": document.versions.get().number}
    return keys | {"action": "agree", "copy": copy.pk}


def _notice(county):
    return Notice.objects.create(
        recipient=county.police_lead,
        trigger="circulate",
        about_on="2026-10-01",
        subject="Minutes",
        line="Minutes were circulated.",
        path="/meetings/",
        created_at=now(),
        send_after=now(),
    )


def _keys(county):
    """By the first word of the address."""
    person, seat = county.police_lead.person, county.strategic.seats.first()
    agreement, area = make.AgreementFactory(partnership=county.here), make.AreaFactory()
    yield "people", person.pk
    yield "accounts", person.pk
    yield "agencies", county.police.pk
    yield "partnerships", county.here.slug
    yield "bodies", county.strategic.slug
    yield "seats", seat.pk
    yield "memberships", seat.memberships.first().pk
    yield "posts", person.posts.first().pk
    yield "roles", county.officer.person.roles.first().pk
    yield "partners", county.here.partners.first().pk
    yield "agreements", agreement.pk
    yield "party", agreement.parties.create(agency=county.police).pk
    yield "areas", area.pk
    yield "overlap", area.overlaps.create(other=make.AreaFactory()).pk
    yield "teams", county.police.units.create(name="Neighbourhoods").pk
    yield "link", county.police.links.create(other=county.council, kind="works-for").pk
    topic = county.here.topics.create(name="Serious violence duty")
    yield "topics", topic.pk
    yield "contacts", topic.contacts.create(agency=county.police, person=person).pk
    yield "accreditations", county.strategic.accreditations.create(scheme="Rural guild", stage="Stage 1").pk
    yield "terms", TermsOfReference.objects.create(body=county.strategic, version="0.1", text="To meet.").pk


def _alias(owner):
    return lambda scene: {
        "pk": owner(scene).pk,
        "alias": owner(scene).aliases.get_or_create(name="Known as")[0].pk,
    }


def _body_alias(scene):
    body = scene.county.strategic
    return {"slug": body.slug, "alias": body.aliases.get_or_create(name="Old name")[0].pk}


def _move(label, action):
    return lambda scene: {"reference": scene.subjects["meetings"][label]["reference"], "action": action}


def _step(scene):
    return scene.county.here.ladder.first().pk


def _problem(label):
    return lambda scene: {"reference": scene.subjects["problems"][label]["reference"]}


def _problem_move(label, action):
    return lambda scene: {"reference": scene.subjects["problems"][label]["reference"], "action": action}


def _withdraw(scene):
    return {
        "reference": scene.subjects["records"]["body"]["reference"],
        "holder": "person",
        "key": scene.county.guest.pk,
    }


def _problem_partner(scene):
    reference = scene.subjects["problems"]["scanning"]["reference"]
    problem = Problem.objects.get(reference=reference)
    row = problem.partners.first() or problem.partners.create(agency=scene.county.council)
    return {"reference": reference, "pk": row.pk}


def _location_type(_scene):
    return {"pk": LocationType.objects.get_or_create(name="Car park")[0].pk}


def _obstacle(scene):
    reference = scene.subjects["problems"]["scanning"]["reference"]
    problem = Problem.objects.get(reference=reference)
    by = scene.county.officer
    row = problem.obstacles.first() or log_obstacle(problem, "The road is blocked.", by=by)
    return {"reference": reference, "pk": row.pk}


def _harbour(scene):
    _, section, _ = problems.areas()
    scene.county.here.areas.add(section)
    return section


def _area_order(scene):
    area, officer = _harbour(scene), scene.county.officer
    said = {"kind": "closure", "what": "It is closed.", "agency": scene.county.council, "started_on": None}
    return {"pk": (area.orders.first() or add_order(area, by=officer, **said)).pk}


SUBJECTS = {  # addresses of a room's second kind of record
    f"problems:{name}": "issues"
    for name in ("issue", "issue_similar", "issue_change", "issue_measure", "issue_review")
}
SUBJECTS |= {
    f"problems:{name}": "plays"
    for name in ("play", "play_adopt", "play_award", "play_clear", "play_revise", "play_unclear")
}
SUBJECTS |= {f"problems:{name}": "cases" for name in ("case_open", "case_risks", "case_step", "case_state")}
ARGUMENTS = {  # addresses whose parameters are not told by their neighbours
    "home:known_as_remove": {"": _alias(lambda scene: scene.county.police_lead.person)},
    "home:agency_name_remove": {"": _alias(lambda scene: scene.county.police)},
    "home:body_name_remove": {"": _body_alias},
    "home:calendar_feed": {"unknown": lambda scene: {"token": "unknown"}},
    "home:history": {
        "strategic group": lambda scene: {"noun": "body", "pk": scene.county.strategic.pk},
    },
    "home:money_ask": {"scanning": _problem("scanning")},
    "home:police_months": {"scanning": _problem("scanning")},
    "home:split_agreed": {"": lambda scene: scene.given["funding:split_change"][""]},
    "home:resolution_split": {
        "published": lambda scene: {
            name: scene.subjects["meetings"]["published"][name] for name in ("reference", "resolution")
        },
    },
    "meetings:move": {
        "start": _move("scheduled", "start"),
        "circulate": _move("draft", "circulate"),
        "publish": _move("published", "unpublish"),
    },
    "meetings:paper_take": {
        "scheduled": lambda scene: {
            "reference": scene.subjects["meetings"]["scheduled"]["reference"],
            "name": "emerging-issues",
        },
    },
    "problems:move": {
        "analyse": _problem_move("scanning", "analyse"),
        "withdraw": _problem_move("planning", "withdraw"),
        "complete": _problem_move("sent", "complete"),
    },
    "problems:partner_change": {"scanning": _problem_partner},
    "problems:partner_remove": {"scanning": _problem_partner},
    "problems:location_type_offer": {"": _location_type},
    "problems:obstacle_answer": {"scanning": _obstacle},
    "problems:area_order_add": {"": lambda scene: {"area": _harbour(scene).pk}},
    "problems:area_order": {"": _area_order},
    "problems:play_move": {
        "withdraw": lambda scene: {**scene.subjects["plays"]["listed"], "action": "withdraw"},
    },
    "problems:ladder_show": {"": lambda scene: {"slug": scene.county.here.slug}},
    "problems:ladder_step": {"": lambda scene: {"slug": scene.county.here.slug}},
    "problems:ladder_step_end": {"": lambda scene: {"slug": scene.county.here.slug, "step": _step(scene)}},
    "problems:issue_move": {
        "take": lambda scene: {**scene.subjects["issues"]["logged"], "action": "take"},
        "raise": lambda scene: {**scene.subjects["issues"]["measured"], "action": "raise"},
    },
    "actions:move": {
        "complete": lambda scene: {**scene.subjects["actions"]["open"], "action": "complete"},
        "cancel": lambda scene: {**scene.subjects["actions"]["open"], "action": "cancel"},
    },
    "records:withdraw": {"": _withdraw},
    "accounts:end_session": {"unknown": lambda scene: {"pk": 0}},
    "accounts:kept_form": {"unknown": lambda scene: {"pk": 0}},
    "accounts:discard_form": {"unknown": lambda scene: {"pk": 0}},
    "accounts:accept_invitation": {"unknown": lambda scene: {"token": "unknown"}},
    "account_reset_password_from_key": {"unknown": lambda scene: {"uidb36": "1", "key": "unknown"}},
    "mfa_remove_webauthn": {"unknown": lambda scene: {"pk": 0}},
    "mfa_edit_webauthn": {"unknown": lambda scene: {"pk": 0}},
    "openid_connect_login": {"unknown": lambda scene: {"provider_id": "unknown"}},
    "openid_connect_callback": {"unknown": lambda scene: {"provider_id": "unknown"}},
}
