from django.db.models import Q, QuerySet

from records.models import Record
from signoffs.contents import kept_close


class SignOffQuerySet(QuerySet):
    """Sign-offs are known to whoever may know of the record they are of, but for acts that are kept closer."""

    def visible_to(self, user):
        found = self.filter(record__in=Record.objects.visible_to(user).values("pk"))
        for kind, act, keys in kept_close(user):
            found = found.filter(~Q(act=act, record__kind=kind) | Q(pk__in=keys))
        return found
