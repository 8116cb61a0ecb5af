from collections import namedtuple
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, Func, Q, QuerySet
from django.db.models.expressions import RawSQL

from audit.clock import today
from partnership.places import CASEWORKERS, OPENINGS, holds
from records.lookups import AMONG, written  # and the lookups themselves, which querysets of every kind use

MOST_ANSWERS = 200  # of a person, about records


class RecordQuerySet(QuerySet):
    def visible_to(self, user, *, mostly=False):
        """The records whose existence the person may know of: by audience, or by a grant that still holds.

        A closed account, and a guest past their last day, know what strangers know.
        The one definition; lists, pages, search, exports, e-mail, files and PDFs all pass through it.
        Memberships, and grants where they are few, stand in the query as literal ids (`partnership.places`).
        ``mostly``: of what else is asked for they know a good part, and PostgreSQL is told so (`Known`).
        """
        return self.filter(Known(*known_to(user), mostly=mostly))


class KnownTo(namedtuple("KnownTo", "reads granted shut_out", defaults=((), (), ()))):
    """Besides what is public: whose records, of which ids, for which audiences; what was granted (`granted_to`);
    and of which records they may know nothing all the same (`shut_out_of`). What is worked out of it is kept with it.
    """

    @cached_property
    def knows(self):
        """The same asked in Python of rows read already: of a record's key, audience and owners."""
        reads, granted, shut_out = self
        opened = None if isinstance(granted, Granted) else granted

        def is_open_to(pk, audience, **owners):
            nonlocal opened
            if any(
                audience in audiences and (not whose or owners[whose] in ids)
                for whose, ids, audiences in reads
            ):
                return True
            if opened is None:
                opened = _read(granted)
            return pk in opened

        @lru_cache(MOST_ANSWERS)
        def known(pk, audience, partnership, body, agency):
            owners = {"partnership_id": partnership, "body_id": body, "agency_id": agency}
            is_open = audience == "public" or is_open_to(pk, audience, **owners)
            return pk not in shut_out and is_open

        return known


NOTHING = KnownTo()


def known_to(user):
    """`KnownTo` of the person today; of two who stand in the same places, and to whom the same was opened, one."""
    day = today()
    if not user.is_authenticated or not user.may_sign_in(day):
        return NOTHING
    places, rests_on = user.places, (day, OPENINGS.turn, OPENINGS.shut_turn)
    is_as_read = places.opened is not None and rests_on[1:] == (places.turn, places.shut_turn)
    holder = places if is_as_read and not user.is_guest else user
    kept = holder.__dict__.get("known_to")
    if kept and kept[0] is places and kept[1] == rests_on and not user.is_guest:
        return kept[2]
    found = KnownTo(_merged(places), granted_to(user, day), shut_out_of(user))
    holder.__dict__["known_to"] = places, rests_on, found
    return found


def _merged(places):
    """Audiences that are read of the same places, together: mostly an officer's, of one partnership."""
    together = {}
    for whose, ids, audiences in READS:
        if of := frozenset(ids(places)):
            together.setdefault((whose, of), []).extend(audiences)
    return tuple((whose, of, tuple(dict.fromkeys(audiences))) for (whose, of), audiences in together.items())


READS = (  # whose records, of which of a person's places, for which audiences
    ("partnership_id", lambda places: places.partnerships - places.officer_of, ("partnership",)),
    ("partnership_id", lambda places: places.officer_of, ("partnership", "body", "officers")),
    ("body_id", lambda places: places.bodies, ("body",)),
    ("body_id", lambda places: places.chaired | places.drafts_for, ("officers",)),
    ("agency_id", lambda places: places.agencies, ("agency", "case", "funding", "analysis")),
    ("partnership_id", lambda places: places.works_in, ("case",)),
    ("body_id", lambda places: places.chaired | places.analyses, ("case",)),
    ("partnership_id", lambda places: places.funds_in, ("funding",)),
    ("partnership_id", lambda places: places.assesses_in, ("analysis",)),
    ("body_id", lambda places: places.chaired, ("funding", "analysis")),
    ("", lambda places: places.partnerships, ("partners",)),  # whosever they are, to whoever is of one
)


def knows(user):
    """A function of a record's key, audience and owners (`KnownTo.knows`).

    A link may be left away by it; what is shown is asked of the database. Grants that were not read with the
    person's places are read once, and only where an audience does not open the row.
    """
    return known_to(user).knows


def _read(granted):
    with connection.cursor() as cursor:
        cursor.execute(granted.sql, granted.params)
        return {pk for (pk,) in cursor.fetchall()}


class Known(Func):
    """Whether a record may be known of: public, granted, or of a place where the person reads its audience.

    One expression and not a tree of Qs, because every page asks it several times: building the tree took Django
    longer than PostgreSQL took to answer.
    """

    output_field = BooleanField()

    def __init__(self, reads, granted, shut_out=(), of="", mostly=False):
        """As ``known_to`` says; ``of`` is the way to the record, as ``record__``, where something else is asked for.

        PostgreSQL takes who and what kind to have nothing to do with each other, and expects a hundredth of the
        problem records of a partnership that has them all: it read and sorted 2,000 to show 25. Within a CASE it
        expects half, and walks an index until it has a page.
        """
        self.reads, self.granted, self.shut_out, self.mostly = reads, granted, shut_out, mostly
        by_key = ["pk"] if granted or shut_out else []
        self.columns = ["audience", *{whose: None for whose, _, _ in reads if whose}, *by_key]
        super().__init__(*(f"{of}{column}" for column in self.columns))

    def as_sql(self, compiler, connection):
        column = self._columns(compiler)
        parts, params = [f"{column['audience']} = %s"], ["public"]
        for whose, ids, audiences in self.reads:
            to, its_audiences = one_of(audiences, connection)
            if not whose:
                parts.append(f"{column['audience']} {to}")
                params += its_audiences
                continue
            among, its_ids = one_of(ids, connection)
            parts.append(f"{column[whose]} {among} AND {column['audience']} {to}")
            params += [*its_ids, *its_audiences]
        if self.granted:
            among, its_ids = one_of(self.granted, connection)
            parts.append(f"{column['pk']} {among}")
            params += its_ids
        known = f"({' OR '.join(parts)})"
        if self.shut_out:
            among, its_ids = one_of(self.shut_out, connection)
            known, params = f"({known} AND NOT {column['pk']} {among})", [*params, *its_ids]
        return f"CASE WHEN {known} THEN TRUE ELSE FALSE END" if self.mostly else known, params

    def _columns(self, compiler):
        compiled = (compiler.compile(column)[0] for column in self.source_expressions)
        return dict(zip(self.columns, compiled, strict=True))


class KnownAs(Known):
    """The same in one shape for everybody, so that a statement about one record is built and planned once.

    A list is asked with `Known`: its plan hangs on how much the person may know of.
    """

    def __init__(self, **given):
        self.given = given
        super().__init__(READS, True)

    def as_sql(self, compiler, connection):
        column = self._columns(compiler)
        among = AMONG[connection.vendor]
        parts, params = [f"{column['audience']} = 'public'"], []
        for place, (whose, _, audiences) in enumerate(self.reads):
            its_own = f"{column[whose]} {among}" if whose else "%s = 1"
            parts.append(f"{its_own} AND {column['audience']} IN ({', '.join(map(repr, audiences))})")
            params.append(self.given[f"reads_{place}"])
        parts.append(f"{column['pk']} {among}")
        known = f"(({' OR '.join(parts)}) AND NOT {column['pk']} {among})"
        return known, [*params, self.given["granted"], self.given["shut_out"]]


def known_as(user):
    """What `KnownAs` is given for the person; None where what was granted to them is not known by its ids."""
    found = known_to(user)
    if isinstance(found.granted, Granted):
        return None
    vendor = connection.vendor
    kept = found.__dict__.get(vendor)
    if kept is None:
        ids = {
            f"reads_{place}": of(user.places) if found.reads else () for place, (_, of, _) in enumerate(READS)
        }
        kept = found.__dict__[vendor] = {
            name: int(bool(of)) if name == ANYWHERE else written(of, vendor)
            for name, of in (ids | {"granted": found.granted, "shut_out": found.shut_out}).items()
        }
    return kept


ANYWHERE = f"reads_{len(READS) - 1}"
KNOWS = (*(f"reads_{place}" for place in range(len(READS))), "granted", "shut_out")  # what `KnownAs` is given


LITERALS = 20  # beyond them, planning a list of literals takes PostgreSQL longer than answering


def one_of(values, connection):
    """SQL that follows a column, and its parameters."""
    if isinstance(values, Granted):
        return f"IN ({values.sql})", values.params
    if len(values) <= LITERALS:
        return f"IN ({', '.join(['%s'] * len(values))})", sorted(values)
    if connection.vendor == "postgresql":
        return "IN (SELECT unnest(%s::bigint[]))", [written(values, connection.vendor)]
    return AMONG["sqlite"], [written(values, connection.vendor)]


@dataclass(frozen=True)
class Granted:
    """SQL that finds the ids of records granted to somebody."""

    sql: str
    params: tuple


def granted_to(user, day):
    """The records granted to the person, to one of their agencies, or to those who work on cases in a partnership of
    theirs, on grants that hold on the day.

    Ids, as read with the person's places; SQL where they are many, or where grants were written meanwhile.
    """
    if user.places.opened is not None and user.places.turn == OPENINGS.turn:
        return user.places.opened
    return _granted(user, day)


def shut_out_of(user):
    """Ids of the records that the person was shut out of by name (`ShutOut`), as read with their places.

    Nobody is shut out of many: it is done by hand, record by record. Written meanwhile, they are read again.
    """
    if user.places.shut_turn == OPENINGS.shut_turn and not user.is_guest:
        return user.places.shut_out
    held = apps.get_model("records", "ShutOut").objects.filter(user=user.pk, ended_at=None)
    return frozenset(held.values_list("record", flat=True))


def sides_granted_to(user, day):
    """Of the records granted to them, those of which the grant opens the sides that describe people too."""
    found = _granted(user, day, " AND held.with_sides")
    return RawSQL(found.sql, found.params)  # noqa: S611 -- built of constants; what varies is bound


def _granted(user, day, only=""):
    day, groups = day.isoformat(), sorted(user.places.groups)
    sql, params = GRANTED.format(whom="user", holder="= %s", day="%s") + only, [user.pk, day, day]
    for whom, ids in (("group", groups), ("partnership", sorted(user.places.works_in))):
        if ids:
            marks = ", ".join(["%s"] * len(ids))
            sql += f" UNION ALL {GRANTED.format(whom=whom, holder=f'IN ({marks})', day='%s')}{only}"
            params += [*ids, day, day]
    return Granted(sql, tuple(params))


GRANTED = """
SELECT held.content_object_id FROM records_{whom}grant held
  LEFT JOIN partnership_agreement basis ON basis.id = held.agreement_id
 WHERE held.{whom}_id {holder} AND (held.expires_on IS NULL OR held.expires_on >= {day})
   AND (held.agreement_id IS NULL
        OR (basis.status = 'signed' AND (basis.ended_on IS NULL OR basis.ended_on >= {day})))"""


SHUT_OUT = "SELECT record_id FROM records_shutout WHERE user_id = %(user)s AND ended_at IS NULL"

GROUPS = (
    "SELECT agency.group_id FROM partnership_post post JOIN partnership_agency agency ON agency.id = post.agency_id"
    " WHERE post.person_id = %(person)s"
)

WORKS_IN = (  # as `Places.works_in`
    "SELECT role.partnership_id FROM partnership_role role WHERE role.person_id = %(person)s"  # noqa: S608 -- constants
    f" AND role.body_id IS NULL AND role.kind IN ({', '.join(map(repr, CASEWORKERS))})"
)


def granted_with_places():
    """The same of the person whose places are read, with the kind of each (`partnership.places.OPENINGS`)."""
    groups = f"IN ({GROUPS} AND {holds('post')})"
    day = "%(day)s"
    by_name = GRANTED.format(whom="user", holder="= %(user)s", day=day)
    works_in = f"IN ({WORKS_IN} AND {holds('role')})"
    held = " UNION ALL ".join(
        [
            by_name,
            GRANTED.format(whom="group", holder=groups, day=day),
            GRANTED.format(whom="partnership", holder=works_in, day=day),
        ]
    )
    return (
        f"SELECT held.content_object_id, record.kind FROM ({held}) held"  # noqa: S608 -- built of constants
        " JOIN records_record record ON record.id = held.content_object_id"
    )


class GrantQuerySet(QuerySet):
    def holding(self, day):
        return self.filter(self.holds_on(day))

    @staticmethod
    def holds_on(day):
        """Not past its day, and resting on no agreement that has lapsed; `GRANTED` says the same."""
        stands = Q(agreement__status="signed") & (
            Q(agreement__ended_on__isnull=True) | Q(agreement__ended_on__gte=day)
        )
        in_time = Q(expires_on__isnull=True) | Q(expires_on__gte=day)
        return in_time & (Q(agreement__isnull=True) | stands)


class LinkQuerySet(QuerySet):
    def visible_to(self, user):
        """A link is known to those who may know of both its ends."""
        open_to = apps.get_model("records", "Record").objects.visible_to(user).values("pk")
        return self.filter(source__in=open_to, target__in=open_to)
