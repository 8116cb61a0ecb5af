from partnership.models import Membership
from records.querysets import RecordQuerySet


class DocumentQuerySet(RecordQuerySet):
    def attached_to(self, record):
        return self.filter(attached_to=record.pk)

    def with_versions(self):
        return self.prefetch_related("versions")


def members_of(body, day):
    """Who sits on the body on the day, in the order of its seats."""
    seated = Membership.objects.on(day).filter(Membership.objects.holding(day, "seat__"), seat__body=body)
    return seated.select_related("person", "agency")
