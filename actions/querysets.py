from django.db.models import Q
from django.db.models.expressions import RawSQL

from actions.lifecycle import Status
from records.querysets import RecordQuerySet


class ActionQuerySet(RecordQuerySet):
    def open(self):
        return self.filter(status=Status.OPEN)

    def overdue(self, on):
        return self.open().filter(due_on__lt=on)

    def owned_by(self, person):
        """Those that this person leads or shares in, however many others there are (`records.lookups`)."""
        owned = "SELECT action_id FROM actions_owner WHERE person_id = %s"
        return self.filter(pk__among=RawSQL(owned, [person]))  # noqa: S611 -- a constant; the person is bound

    def of_agencies(self, agencies):
        return self.filter(Q(owners__agency__in=agencies)).distinct()
