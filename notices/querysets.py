from django.db.models import Q, QuerySet

from records.models import Record


class NoticeQuerySet(QuerySet):
    def visible_to(self, user):
        """A person's own notices, but for those of records that have since been closed to them."""
        return self.filter(
            Q(record__isnull=True) | Q(record__in=Record.objects.visible_to(user).values("pk")),
            recipient=user.pk,
        )

    def unread(self):
        return self.filter(read_at__isnull=True)

    def waiting(self):
        """Neither sent nor dropped: the partial index ``notice_waiting`` answers this."""
        return self.filter(sent_at__isnull=True, dropped="")
