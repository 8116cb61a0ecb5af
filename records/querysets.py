from django.apps import apps
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from audit.clock import today
from records import lookups  # noqa: F401 -- querysets of every kind of record use them


class RecordQuerySet(QuerySet):
    def visible_to(self, user, day=None):
        """The records whose existence the person may know of: by audience, or by a grant that still holds.

        A closed account, and a guest past their last day, know what strangers know.
        The one definition; lists, pages, search, exports, e-mail, files and PDFs all pass through it.
        Memberships stand in the query as literal ids (`partnership.places`).
        """
        audience, day = self.model.Audience, day or today()
        if not user.is_authenticated or not user.may_sign_in(day):
            return self.filter(audience=audience.PUBLIC)
        places = user.places
        runs_or_analyses = places.chaired | places.analyses
        known = Q(audience=audience.PUBLIC) | Q(pk__in=granted_to(user, day))
        for condition, ids in (
            ({"audience": audience.PARTNERSHIP, "partnership__in": places.partnerships}, places.partnerships),
            ({"audience": audience.BODY, "body__in": places.bodies}, places.bodies),
            ({"audience__in": OPEN_TO_OFFICERS, "partnership__in": places.officer_of}, places.officer_of),
            ({"audience": audience.OFFICERS, "body__in": places.chaired}, places.chaired),
            ({"audience": audience.OFFICERS, "body__in": places.drafts_for}, places.drafts_for),
            ({"audience__in": OPEN_TO_AGENCY, "agency__in": places.agencies}, places.agencies),
            ({"audience": audience.CASE, "partnership__in": places.works_in}, places.works_in),
            ({"audience": audience.CASE, "body__in": runs_or_analyses}, runs_or_analyses),
        ):
            if ids:
                known |= Q(**condition)
        return self.filter(known)


OPEN_TO_OFFICERS = ("body", "officers")
OPEN_TO_AGENCY = ("agency", "case")


def granted_to(user, day):
    """Ids of records granted to the person or to one of their agencies, on grants that hold on the day.

    In SQL because every page asks: through the ORM, building this took longer than answering it.
    """
    return _granted(user, day)


def sides_granted_to(user, day):
    """Of the records granted to them, those of which the grant opens the sides that describe people too."""
    return _granted(user, day, " AND held.with_sides")


def _granted(user, day, only=""):
    day, groups = day.isoformat(), sorted(user.places.groups)
    sql, params = GRANTED.format(whom="user", holder="= %s") + only, [user.pk, day, day]
    if groups:
        marks = ", ".join(["%s"] * len(groups))
        sql += f" UNION ALL {GRANTED.format(whom='group', holder=f'IN ({marks})')}{only}"
        params += [*groups, day, day]
    return RawSQL(sql, params)  # noqa: S611 -- built of constants; what varies is bound


GRANTED = """
SELECT held.content_object_id FROM records_{whom}grant held
  LEFT JOIN partnership_agreement basis ON basis.id = held.agreement_id
 WHERE held.{whom}_id {holder} AND (held.expires_on IS NULL OR held.expires_on >= %s)
   AND (held.agreement_id IS NULL
        OR (basis.status = 'signed' AND (basis.ended_on IS NULL OR basis.ended_on >= %s)))"""


class GrantQuerySet(QuerySet):
    def holding(self, day):
        """Not past its day, and resting on no agreement that has lapsed; `GRANTED` says the same."""
        stands = Q(agreement__status="signed") & (
            Q(agreement__ended_on__isnull=True) | Q(agreement__ended_on__gte=day)
        )
        in_time = Q(expires_on__isnull=True) | Q(expires_on__gte=day)
        return self.filter(in_time, Q(agreement__isnull=True) | stands)


class LinkQuerySet(QuerySet):
    def visible_to(self, user):
        """A link is known to those who may know of both its ends."""
        open_to = apps.get_model("records", "Record").objects.visible_to(user).values("pk")
        return self.filter(source__in=open_to, target__in=open_to)
