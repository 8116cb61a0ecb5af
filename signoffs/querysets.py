from django.db.models import QuerySet

from records.models import Record


class SignOffQuerySet(QuerySet):
    """Sign-offs are known to whoever may know of the record they are of."""

    def visible_to(self, user):
        return self.filter(record__in=Record.objects.visible_to(user).values("pk"))
