"""Problems and issues that may be the same trouble: in a place, of a kind, at the same days and hours (S002-93).

Scored plainly and said in words; only what the reader may know of is compared.
"""

import datetime as dt
import math
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, When

from design.filters import joined
from problems.issue_lifecycle import IssueStatus
from problems.lifecycle import Status
from problems.models import EmergingIssue, Location, Postcode, Problem
from records.models import Record

NEAR = 250  # metres
METRES_A_DEGREE = 111_320  # of latitude
CANDIDATES, SHOWN = 300, 10
MUCH = 5
ENOUGH = 3  # under it, two records have no more in common than a section or a kind


@dataclass(frozen=True)
class Likeness:
    """What of a record is compared."""

    record: Record
    shares_postcode: bool = False  # with the record that it is compared to
    points: tuple = ()  # (latitude, longitude)
    beat: int | None = None
    section: int | None = None
    kinds: frozenset = frozenset()
    days: frozenset = frozenset()
    hours: tuple | None = None


@dataclass(frozen=True)
class Match:
    record: Record
    score: int
    reasons: list = field(default_factory=list)

    @property
    def how_alike(self):
        """The score in words; what it is made of stands beside it."""
        return "Very alike" if self.score >= MUCH else "Alike"

    @property
    def because(self):
        return joined(self.reasons)


def of_problem(problem):
    return _likeness(problem, [(place.latitude, place.longitude) for place in problem.locations.all()])


def of_issue(issue):
    return _likeness(issue, [(issue.latitude, issue.longitude)])


def _likeness(record, points):
    return Likeness(
        record=record,
        shares_postcode=getattr(record, "shares_postcode", False),
        points=tuple((float(lat), float(lon)) for lat, lon in points if lat is not None and lon is not None),
        beat=record.beat_id,
        section=record.section_id,
        kinds=frozenset(record.kinds),
        days=frozenset(record.days),
        hours=(record.time_from, record.time_until) if record.time_from else None,
    )


def similar_to(mine, user):
    """The likest first, in four queries. Without a place in common nothing is compared: a kind makes no likeness."""
    place = Q(shares_postcode=True)
    place |= Q(beat=mine.beat) if mine.beat else Q()
    place |= Q(section=mine.section) if mine.section else Q()
    boxes = [_box(point) for point in mine.points]
    near = reduce(or_, boxes) if boxes else Q(pk__in=[])
    codes = _postcodes_of(mine.record)
    theirs = Postcode.objects.filter(problem=OuterRef("pk"), code__in=codes)
    problems = Problem.objects.visible_to(user).annotate(shares_postcode=Exists(theirs))
    problems = problems.filter(place | Q(pk__in=Location.objects.filter(near).values("problem")))
    problems = problems.exclude(status=Status.WITHDRAWN).prefetch_related("locations")
    same_code = Case(When(postcode__in=codes, then=True), default=False, output_field=BooleanField())
    issues = EmergingIssue.objects.visible_to(user).annotate(shares_postcode=same_code)
    issues = issues.filter(place | near).exclude(status=IssueStatus.RAISED)
    others = [of_problem(row) for row in _newest(problems, mine)] + [
        of_issue(row) for row in _newest(issues, mine)
    ]
    found = [match for match in (compare(mine, other) for other in others) if match.score >= ENOUGH]
    return sorted(found, key=lambda match: (-match.score, -match.record.pk))[:SHOWN]


def _newest(rows, mine):
    return rows.exclude(pk=mine.record.pk).order_by("-updated_at", "-pk")[:CANDIDATES]


def _postcodes_of(record):
    """Of a problem record as a subquery, so that they cost no query of their own."""
    if isinstance(record, EmergingIssue):
        return [record.postcode] if record.postcode else []
    return Postcode.objects.filter(problem=record.pk).values("code")


def compare(mine, other):
    """What two have in common, as points and in words."""
    said = list(_in_common(mine, other))
    return Match(other.record, sum(points for points, _ in said), [words for _, words in said])


def _in_common(mine, other):
    if other.shares_postcode:
        yield 3, "same postcode"
    if (metres := nearest(mine.points, other.points)) is not None and metres <= NEAR:
        yield 3, "same point on the map" if metres < 1 else f"{max(10, round(metres, -1)):.0f} metres away"
    if mine.beat and mine.beat == other.beat:
        yield 2, "same beat"
    elif mine.section and mine.section == other.section:
        yield 1, "same section"
    if mine.kinds & other.kinds:
        yield 1, "same kind"
    if mine.days & other.days:
        yield 1, "same days" if mine.days == other.days else "some of the same days"
    if mine.hours and other.hours and hours_overlap(mine.hours, other.hours):
        yield 1, "same hours"


def nearest(some, others):
    """Metres between the two closest points; None where either has none."""
    return min((metres_between(one, other) for one in some for other in others), default=None)


def metres_between(one, other):
    """As good as the great circle at these distances."""
    north = (one[0] - other[0]) * METRES_A_DEGREE
    east = (one[1] - other[1]) * METRES_A_DEGREE * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


def _box(point):
    """Everything that could be within `NEAR`, and little more."""
    north = NEAR / METRES_A_DEGREE
    east = north / math.cos(math.radians(point[0]))
    return Q(
        latitude__range=(point[0] - north, point[0] + north),
        longitude__range=(point[1] - east, point[1] + east),
    )


def hours_overlap(one, other):
    """Whether two times of day share a minute; one that ends before it begins runs past midnight (B1, R2)."""
    return any(a < d and c < b for a, b in _stretches(*one) for c, d in _stretches(*other))


def _stretches(begin, end):
    begin, end = _minutes(begin), _minutes(end)
    return [(begin, end)] if begin < end else [(begin, 24 * 60), (0, end)]


def _minutes(time: dt.time):
    return time.hour * 60 + time.minute
