from partnership.models import Membership
from records.querysets import RecordQuerySet


class DocumentQuerySet(RecordQuerySet):
    def attached_to(self, record):
        return self.filter(attached_to=record.pk)

    def listed_for(self, user):
        """What the person may not open, and may know of and ask its custodian for; never what is open to names."""
        if not user.is_authenticated:
            return self.none()
        listed = self.filter(is_listed=True, partnership__in=user.places.partnerships)
        return listed.exclude(audience=self.model.Audience.NAMED).exclude(
            pk__in=self.model.objects.visible_to(user).values("pk")
        )

    def with_versions(self):
        return self.prefetch_related("versions")


def members_of(body, day):
    """Who sits on the body on the day, in the order of its seats."""
    seated = Membership.objects.on(day).filter(Membership.objects.holding(day, "seat__"), seat__body=body)
    return seated.select_related("person", "agency")
