"""Where a person stands, read in one query and put into others as literal ids.

A subquery over memberships in the access filter costs a sparse user twenty-five times as much.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache

from django.db import connection

from audit import planned
from audit.clock import today

NOWHERE = frozenset()
BODY_ROLES = {"analyst": "analyses"}  # roles that may be for one body, and the place that they give
CASEWORKERS = ("officer", "community-safety", "development", "supervisor", "commander")
ASSESSORS = ("officer", "analyst")  # they load the data and write the assessments (S003-59)
FUNDERS = ("officer", "development")  # they run the funds, the calls and the bids (S002-14)
MOST_PEOPLE = 300  # of whom a process keeps where they stand, as the rows said that were read last
MOST_OPENED = 100  # records opened by name that are read along; of more, the access filter asks by itself


@dataclass
class Openings:
    """How to read, along with somebody's places, what was opened to them by name. `records` says it."""

    sql: str = ""  # gives ids of records and their kinds, from %(user)s, %(person)s and %(day)s
    shut: str = ""  # gives ids of the records that the person is shut out of, from %(user)s
    turn: int = (
        0  # rises whenever this process writes anything that the ids rest on; what was read before is stale
    )
    shut_turn: int = 0  # the same of the records that people are shut out of


OPENINGS = Openings()


@dataclass(frozen=True)
class Places:
    agencies: frozenset = (
        NOWHERE  # by current posts, with those merged into them: a seat held for one is no post
    )
    groups: frozenset = NOWHERE  # the auth groups of those where they have a post: a grant is not inherited
    voluntary: frozenset = NOWHERE  # those of the agencies that make nobody more than of a community group
    partnerships: frozenset = NOWHERE
    bodies: frozenset = NOWHERE
    core_of: frozenset = NOWHERE  # bodies in which they hold a core seat
    voting_in: frozenset = NOWHERE
    chaired: frozenset = NOWHERE  # bodies they chair or, as deputy chair, may chair
    drafts_for: frozenset = NOWHERE  # bodies whose minutes they may draft
    analyses: frozenset = NOWHERE  # bodies whose problem records they read as an analyst
    roles: dict = field(default_factory=dict)  # role → ids of partnerships
    areas: dict = field(
        default_factory=dict
    )  # role → ids of the areas to which it is limited; 0 for no limit
    opened: frozenset | None = None  # ids of records; None where they were not read, or are many
    opened_kinds: frozenset = NOWHERE  # of the records opened to them, as reviews.review
    shut_out: frozenset = NOWHERE  # ids of records that they may not know of, whatever else would let them
    turn: int = 0  # of `OPENINGS`, when this was read
    shut_turn: int = 0

    @property
    def officer_of(self):
        return self.roles.get("officer", NOWHERE)

    @property
    def administers(self):
        return self.roles.get("administrator", NOWHERE)

    @property
    def applies_alone(self):
        """Of a community group that is no partner of anybody: they are here for their bids alone (S002-51)."""
        elsewhere = self.partnerships or self.roles or self.analyses
        return bool(self.agencies) and self.agencies == self.voluntary and not elsewhere

    @property
    def coordinates_in(self):
        """Partnerships for which they may begin a review. Which reviews they see is another matter (S001-36)."""
        return self.roles.get("reviews", NOWHERE)

    @property
    def press_for(self):
        """Partnerships whose statements to the press they read (S001-55)."""
        return self.roles.get("press", NOWHERE)

    @property
    def funds_in(self):
        """Partnerships whose funding they run (`FUNDERS`)."""
        return NOWHERE.union(*(self.roles.get(kind, NOWHERE) for kind in FUNDERS))

    @property
    def assesses_in(self):
        """Partnerships whose data and assessments they keep (`ASSESSORS`)."""
        return NOWHERE.union(*(self.roles.get(kind, NOWHERE) for kind in ASSESSORS))

    @property
    def works_in(self):
        """Partnerships for which they work on cases: problem records and what leads to them (`CASEWORKERS`)."""
        return NOWHERE.union(*(self.roles.get(kind, NOWHERE) for kind in CASEWORKERS))


def read_places(user, day=None):
    """Of a guest nothing is read but what was opened to them by name: they see no more.

    Nor of a closed account: it stands nowhere, whatever posts and seats were left open.
    """
    day = day or today()
    if not user.may_sign_in(day) or (user.is_guest and not OPENINGS.sql):
        return Places()
    turn, shut_turn = OPENINGS.turn, OPENINGS.shut_turn
    with connection.cursor() as cursor:
        planned.execute(
            cursor,
            _query(user.is_guest),
            {},
            {"person": user.person_id, "user": user.pk, "day": day.isoformat()},
        )
        return _places(tuple(map(tuple, cursor.fetchall())), turn, shut_turn)


@lru_cache(MOST_PEOPLE)
def _places(rows, turn, shut_turn):
    """The same rows are the same places, and what is worked out of them stays with them (`records.querysets`)."""
    found, roles, areas, kinds = _gathered(rows)
    opened = found.pop("opened", NOWHERE)
    return Places(
        **{name: frozenset(ids) for name, ids in found.items() if ids},
        roles={kind: frozenset(ids) for kind, ids in roles.items()},
        areas={kind: frozenset(ids) for kind, ids in areas.items()},
        opened_kinds=frozenset(kind for key, kind in kinds.items() if key not in found["shut_out"]),
        opened=frozenset(opened) if OPENINGS.sql and len(opened) <= MOST_OPENED else None,
        turn=turn,
        shut_turn=shut_turn,
    )


def _gathered(rows):
    """The ids of `Places` by its fields, those of its roles and areas, and the kind of each record that was opened."""
    found, roles, areas, kinds = defaultdict(set), defaultdict(set), defaultdict(set), {}
    for row, first, second, flags, text in rows:
        if row == "agency":
            found["agencies"].add(first)
            found["groups"].add(second)
            if flags:
                found["voluntary"].add(first)
        elif row == "former":
            found["agencies"].add(first)
            found["voluntary"].add(first)
        elif row == "partnership":
            found["partnerships"].add(first)
        elif row == "opened":
            found["opened"].add(first)
            kinds[first] = text
        elif row == "shut_out":
            found["shut_out"].add(first)
        elif row == "role":
            found["partnerships"].add(first)
            roles[text].add(first)
            areas[text].add(second)
        elif row == "body role":
            found[BODY_ROLES[text]].add(first)
        else:
            _take_seat(found, first, second, flags, text)
    return found, roles, areas, kinds


def _take_seat(found, body, partnership, flags, text):
    category, office = text.split(":")
    found["bodies"].add(body)
    found["partnerships"].add(partnership)
    if category == "core":
        found["core_of"].add(body)
    if office in ("chair", "deputy-chair"):
        found["chaired"].add(body)
    if flags & 1:
        found["voting_in"].add(body)
    if flags & 2:
        found["drafts_for"].add(body)


@cache
def _query(is_guest=False):
    if not OPENINGS.sql:
        return QUERY
    few = f"SELECT * FROM ({OPENINGS.sql}) opened LIMIT {MOST_OPENED + 1}"  # noqa: S608 -- built of constants
    opened = f"SELECT 'opened', few.content_object_id, 0, 0, few.kind FROM ({few}) few"  # noqa: S608 -- as above
    shut = f"SELECT 'shut_out', shut.record_id, 0, 0, '' FROM ({OPENINGS.shut}) shut"  # noqa: S608 -- as above
    return f"{opened} UNION ALL {shut}" if is_guest else f"{QUERY} UNION ALL {opened} UNION ALL {shut}"


def holds(table):
    """SQL of whether a row that runs from a day to a day does so on ``%(day)s``."""
    return (
        f"({table}.started_on IS NULL OR {table}.started_on <= %(day)s) "
        f"AND ({table}.ended_on IS NULL OR {table}.ended_on >= %(day)s)"
    )


QUERY = f"""
SELECT 'agency', post.agency_id, agency.group_id, CASE WHEN agency.sector = 'vcs' THEN 1 ELSE 0 END, ''
  FROM partnership_post post JOIN partnership_agency agency ON agency.id = post.agency_id
 WHERE post.person_id = %(person)s AND {holds("post")}
UNION ALL
SELECT 'former', former.id, 0, 0, ''
  FROM partnership_post post JOIN partnership_agency former ON former.successor_id = post.agency_id
 WHERE post.person_id = %(person)s AND {holds("post")} AND former.ended_on < %(day)s
UNION ALL
SELECT 'partnership', partner.partnership_id, 0, 0, ''
  FROM partnership_post post JOIN partnership_partner partner ON partner.agency_id = post.agency_id
 WHERE post.person_id = %(person)s AND {holds("post")} AND {holds("partner")}
UNION ALL
SELECT CASE WHEN role.body_id IS NULL THEN 'role' ELSE 'body role' END,
       COALESCE(role.body_id, role.partnership_id), COALESCE(role.area_id, 0), 0, role.kind
  FROM partnership_role role
 WHERE role.person_id = %(person)s AND {holds("role")}
UNION ALL
SELECT 'seat', seat.body_id, body.partnership_id,
       CASE WHEN seat.is_voting THEN 1 ELSE 0 END + CASE WHEN member.may_draft THEN 2 ELSE 0 END,
       seat.category || ':' || member.office
  FROM partnership_membership member
  JOIN partnership_seat seat ON seat.id = member.seat_id
  JOIN partnership_body body ON body.id = seat.body_id
 WHERE member.person_id = %(person)s AND {holds("member")} AND {holds("seat")}
"""  # noqa: S608 -- built of constants
