from records.querysets import RecordQuerySet


class DocumentQuerySet(RecordQuerySet):
    def attached_to(self, record):
        return self.filter(attached_to=record.pk)
