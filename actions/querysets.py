import datetime as dt

from django.db.models import Exists, OuterRef, Q

from actions.lifecycle import Status
from records.querysets import RecordQuerySet


class ActionQuerySet(RecordQuerySet):
    def open(self):
        return self.filter(status=Status.OPEN)

    def overdue(self, on):
        return self.open().filter(due_on__lt=on)

    def due_within(self, days, on):
        return self.open().filter(due_on__range=(on, on + dt.timedelta(days=days)))

    def owned_by(self, person):
        owners = self.model._meta.get_field("owners").related_model.objects
        return self.filter(Exists(owners.filter(action=OuterRef("pk"), person=person)))

    def of_agencies(self, agencies):
        return self.filter(Q(owners__agency__in=agencies)).distinct()
