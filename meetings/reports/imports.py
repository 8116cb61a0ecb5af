"""A file of minutes as somebody is about to import it: what was read, whom the names mean, what is open."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field

from django.db import DatabaseError

from audit.clock import today
from meetings.importing import names
from meetings.importing.as_json import summary
from meetings.importing.files import read_lines
from meetings.importing.parse import parse
from meetings.importing.parsed import Label, ParsedMinutes, Text
from partnership.models import Agency, AgencyAlias, Body, Membership, Person


@dataclass
class Question:
    name: str
    people: list
    why: str


@dataclass
class Prepared:
    parsed: ParsedMinutes
    body: Body | None
    held_on: dt.date | None
    digest: str
    certain_people: dict = field(default_factory=dict)  # printed name → the one person it fits
    questions: list = field(default_factory=list)

    @property
    def counts(self):
        return summary(self.parsed)

    @property
    def notes(self):
        return notes_of(self.parsed)

    @property
    def people_found(self):
        return sorted(self.certain_people.items())

    @property
    def questions_in_words(self):
        return [f"“{question.name}”: {question.why}" for question in self.questions]


def prepare(name, content, *, body=None, held_on=None):
    """Read the file and match its names; raises FileRefused with sentences where it cannot be read."""
    if isinstance(held_on, str):
        held_on = dt.date.fromisoformat(held_on)
    parsed = parse(read_lines(name, content), known_agencies=_agency_names(), meeting_date=held_on)
    prepared = Prepared(parsed, body, held_on or parsed.hints.date, digest_of_file(content))
    _match_names(prepared)
    return prepared


def _agency_names():
    try:
        return _known_agency_names()
    except DatabaseError:  # a dry run reads a file before there is a database, too
        return ()


def _known_agency_names():
    shown = Agency.objects.values_list("name", flat=True)
    return tuple(shown) + tuple(AgencyAlias.objects.values_list("name", flat=True))


def _match_names(prepared):
    """Whoever attended is likelier to be meant by a first name than a member, a member than another partner.

    Only a name that fits one person of the nearest ring is taken; one that fits two is asked.
    """
    rings = _rings(prepared.body, prepared.held_on or today())
    attended = {}
    for name, agency in dict.fromkeys(_printed_names(prepared.parsed)):
        people = _fitting(name, agency, (list(attended.values()), *rings))
        if len(people) == 1:
            prepared.certain_people[name] = people[0]
            attended[people[0].pk] = _candidate(people[0])
        elif people:
            fits = " or ".join(f"{person} ({_agency(person)})" for person in people)
            prepared.questions.append(Question(name, people, f"This fits {fits}."))


def _fitting(name, agency, rings):
    for ring in rings:
        match = names.match(name, ring, agency=agency)
        if match.state != "none":
            return [candidate.id for candidate in match.people]
    return []


def _printed_names(parsed):
    for group in parsed.groups:
        yield from ((entry.name, entry.agency) for entry in group.attendees)
    listed = {entry.name for group in parsed.groups for entry in group.attendees}
    for action in parsed.actions:
        yield from ((name, "") for name in action.owners if name not in listed)


def _rings(body, day):
    """The body's members of that day, then everybody of the partnership's agencies."""
    if body is None:
        return ()
    people = Person.objects.prefetch_related("aliases", "posts__agency")
    members = people.filter(memberships__in=Membership.objects.on(day).filter(seat__body=body))
    partners = people.filter(posts__agency__standings__partnership=body.partnership_id)
    return tuple([_candidate(person) for person in ring.distinct()] for ring in (members, partners))


def _candidate(person):
    aliases = [alias.name for alias in person.aliases.all()]
    agencies = {post.agency.name for post in person.posts.all()}
    return names.Candidate(
        person, (person.given_name, *aliases), person.family_name, tuple(agencies), _initials(person)
    )


def _initials(person):
    return "".join(word[0] for word in person.plain_name.split() if word).upper()


def _agency(person):
    post = next(iter(person.posts.all()), None)
    return post.agency.name if post else "no agency"


def digest_of_file(data):
    return hashlib.sha256(data).hexdigest()


def notes_of(parsed):
    """What the officer should look at: warnings, what found no place, and what was left out. Nothing vanishes."""
    found = [str(warning) for warning in parsed.warnings]
    found += [f"Not placed: “{text.text}”" for text in parsed.unplaced]
    found += [f"Among the names, and no name: “{text.text}”" for text in _beside_names(parsed)]
    found += [f"Before the minutes: “{text.text}”" for text in parsed.front]
    found += [f"At the foot: “{text.text}”" for text in parsed.closing]
    found += [
        f"Listed as absent, and not in the attendance: “{one.name}”" for one in parsed.attendance("absent")
    ]
    if words := _structure_of(parsed):
        found.append(f"Read as headings, and printed by the portal itself: {', '.join(words)}")
    found += [f"Left out as page furniture: “{dropped.text}”" for dropped in parsed.dropped]
    return found


def _beside_names(parsed):
    return [part for group in parsed.groups for part in group.content if isinstance(part, Text)]


def _structure_of(parsed):
    """Words such as “Resolved” and “No 1”, each once: the portal prints its own in their place."""
    labels = [label.text for item in parsed.items for label in item.of(Label)]
    leads = [lead.text for item in parsed.items for lead in item.lead]
    return [f"“{text}”" for text in dict.fromkeys(leads + labels)]


def agencies_by_name():
    """Every name an agency goes by, in lower case (S001-09, S001-15)."""
    names = {agency.name.lower(): agency for agency in Agency.objects.all()}
    names |= {agency.short_name.lower(): agency for agency in Agency.objects.exclude(short_name="")}
    aliases = AgencyAlias.objects.select_related("agency")
    return {alias.name.lower(): alias.agency for alias in aliases} | names


FUTURE = re.compile(
    r"^(?:future meeting dates?|dates? of (?:the )?next meetings?|next meetings?)\s*[:–-]\s*(?P<dates>.+)$",
    re.I,
)


def future_dates_in(parsed):
    """What the foot prints of coming meetings; "To be confirmed" is what the portal prints of none (S001-175)."""
    for line in parsed.closing:
        found = FUTURE.match(" ".join(line.text.split()))
        if found and not found["dates"].lower().startswith("to be confirmed"):
            return found["dates"][:250]
    return ""
