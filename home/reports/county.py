"""A district's county: the group above it, and the county councils that its councils lie within (S002-03)."""

from dataclasses import dataclass

from django.db.models import Q

from audit.clock import today
from partnership.models import Agency, AgencyLink, Partnership
from records.models import Record

SHOWN = 10


@dataclass(frozen=True)
class County:
    partnership: Partnership | None
    councils: list[Agency]
    records: list[Record]  # the newest that this person may know of; nobody sees more of the county by this


def county_of(partnership, user):
    """None where the partnership has no county above it."""
    districts = partnership.partners.on(today()).values("agency")
    links = AgencyLink.objects.filter(kind=AgencyLink.Kind.DISTRICT_OF, agency__in=districts)
    councils = list(Agency.objects.filter(pk__in=links.values("other")))
    if not councils and partnership.parent_id is None:
        return None
    of_county = Q(agency__in=councils)
    if partnership.parent_id is not None:
        of_county |= Q(partnership=partnership.parent_id)
    records = Record.objects.visible_to(user).filter(of_county).order_by("-pk")[:SHOWN]
    return County(partnership.parent, councils, list(records))
