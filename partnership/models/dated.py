from django.db import models

from partnership.querysets import DatedQuerySet


class Dated(models.Model):
    """Something that holds from one day to another, both included; an open end is an end not yet known."""

    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField(
        "until", null=True, blank=True, help_text="The last day. Leave empty if open."
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=models.Q(ended_on__isnull=True)
                | models.Q(started_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                violation_error_message="The last day cannot be before the first.",
            )
        ]

    def holds_on(self, day):
        return (self.started_on is None or self.started_on <= day) and (
            self.ended_on is None or self.ended_on >= day
        )
