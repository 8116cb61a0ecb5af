from dataclasses import dataclass, field

from django.db.models import Value

from audit.clock import today
from meetings.models import Attendance
from partnership.models import Seat
from records.prepared import prepared


@dataclass(slots=True)
class Row:
    pk: int
    name: str
    agency: str
    agency_id: int | None
    person_id: int | None
    is_chair: bool
    is_voting: bool
    is_remote: bool
    substitute_for: str


@dataclass(slots=True)
class Group:
    key: str
    heading: str
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class AttendanceList:
    """Who was there, in the order minutes print it: core, attendees, support, apologies (S001-01)."""

    groups: list[Group]
    core_agencies: dict = field(default_factory=dict)  # id → name, of those owed a core seat that day

    def count(self, key):
        return next((len(group.rows) for group in self.groups if group.key == key), 0)

    @property
    def present(self):
        return sum(len(group.rows) for group in self.groups if group.key != "apologies")

    @property
    def present_in_words(self):
        """S001-22: "20 (5 core, 6 attendees, 9 support)"."""
        core, attendees, support = (self.count(key) for key in ("core", "attendees", "support"))
        noun = "attendee" if attendees == 1 else "attendees"
        return f"{self.present} ({core} core, {attendees} {noun}, {support} support)"

    @property
    def represented(self):
        """Core agencies somebody spoke for, a deputy included (S001-10, S001-26)."""
        there = {
            row.agency_id
            for group in self.groups
            for row in group.rows
            if group.key == "core" or (group.key != "apologies" and row.substitute_for)
        }
        return [name for pk, name in self.core_agencies.items() if pk in there]

    @property
    def missing(self):
        represented = set(self.represented)
        return [name for name in self.core_agencies.values() if name not in represented]

    @property
    def chair(self):
        return next((row for group in self.groups for row in group.rows if row.is_chair), None)

    @property
    def voting_present(self):
        return sum(row.is_voting for group in self.groups if group.key != "apologies" for row in group.rows)

    def quorum_in_words(self, body, *, to_come=False):
        """Whether the body's own quorum was met, or would be; nothing where it has set none (X-21)."""
        voting, said = self.voting_present, []
        met, not_met = ("would be met", "would not be met") if to_come else ("met", "not met")
        if body.quorum:
            is_met = met if voting >= body.quorum else not_met
            said.append(f"Quorum of {body.quorum} voting members {is_met}: {_counted(voting, to_come)}.")
        if body.quorum_agencies:
            is_met = met if len(self.represented) >= body.quorum_agencies else not_met
            said.append(f"Quorum of {body.quorum_agencies} core agencies {is_met}.")
        return " ".join(said)

    @property
    def is_empty(self):
        return not any(group.rows for group in self.groups)


def _counted(count, to_come):
    if to_come:
        return f"{count} {'is' if count == 1 else 'are'} expected"
    return f"{count} {'was' if count == 1 else 'were'} present"


FIELDS = (
    "group", "pk", "printed_name", "printed_agency", "agency_id", "person_id", "is_chair", "is_voting",
    "is_remote", "substitute_for",
)  # fmt: skip
CORE_SEAT = "core-seat"


def attendance_of(meeting):
    """One query: who was there, and the agencies that a core seat of the body stood for on that day; today, while the
    meeting has no day.
    """
    groups = {key: Group(key, heading) for key, heading in Attendance.Group.choices}
    core = {}
    rows = _listed(meeting=meeting.pk, body=meeting.body_id, day=meeting.held_on or today())
    for _place, key, *said in sorted(rows):
        if key == CORE_SEAT:
            core[said[3]] = said[1]
        else:
            groups[key].rows.append(Row(said[0], *said[1:]))
    return AttendanceList(list(groups.values()), core)


@prepared
def _listed(meeting, body, day):
    listed = Attendance.objects.filter(meeting=meeting).order_by().values_list("position", *FIELDS)
    return listed.union(_core_seats(body, day), all=True)


def _core_seats(body, day):
    """In the shape of attendance rows, so that both come in one query."""
    seats = Seat.objects.on(day).filter(body=body, category=Seat.Category.CORE, stands_for__isnull=False)
    no, nothing = Value(False), Value("")
    return seats.order_by().values_list(
        "position",
        Value(CORE_SEAT),
        "pk",
        "stands_for__name",
        nothing,
        "stands_for",
        Value(0),
        no,
        no,
        no,
        nothing,
    )
