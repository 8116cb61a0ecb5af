from django.db.models import Q, QuerySet

from audit.clock import today


class DatedQuerySet(QuerySet):
    def on(self, day):
        """Those that hold on the day."""
        return self.filter(self.holding(day))

    def current(self):
        return self.on(today())

    @staticmethod
    def holding(day, prefix=""):
        """The same condition from another model, as ``holding(day, "seats__")``."""
        start, end = f"{prefix}started_on", f"{prefix}ended_on"
        return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})) & (
            Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": day})
        )
