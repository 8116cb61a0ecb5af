from django.apps import apps
from django.db.models import Q, QuerySet

from audit.clock import today


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
        known = Q(audience=audience.PUBLIC) | Q(pk__in=granted_to(user, day))
        for condition, ids in (
            ({"audience": audience.PARTNERSHIP, "partnership__in": places.partnerships}, places.partnerships),
            ({"audience": audience.BODY, "body__in": places.bodies}, places.bodies),
            ({"audience__in": OPEN_TO_OFFICERS, "partnership__in": places.officer_of}, places.officer_of),
            ({"audience": audience.OFFICERS, "body__in": places.chaired}, places.chaired),
            ({"audience": audience.OFFICERS, "body__in": places.drafts_for}, places.drafts_for),
            ({"audience": audience.AGENCY, "agency__in": places.agencies}, places.agencies),
        ):
            if ids:
                known |= Q(**condition)
        return self.filter(known)


OPEN_TO_OFFICERS = ("body", "officers")


def granted_to(user, day):
    """Ids of records granted to the person or to one of their agencies, on grants that hold on the day."""
    by_name = apps.get_model("records", "UserGrant").objects.holding(day).filter(user=user.pk)
    if not user.places.groups:
        return by_name.values("content_object")
    by_agency = apps.get_model("records", "GroupGrant").objects.holding(day)
    by_agency = by_agency.filter(group__in=user.places.groups)
    return by_name.values("content_object").union(by_agency.values("content_object"), all=True)


class GrantQuerySet(QuerySet):
    def holding(self, day):
        """Not past its day, and resting on no agreement that has lapsed."""
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
