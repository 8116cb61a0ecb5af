"""What happened, kept apart from what is: no foreign keys, so that the log neither stands in the way of the
data nor dies with it.
"""

from datetime import UTC

from django.db import models

from audit.fields import CanonicalJSONField
from audit.text import canonical, said, sha256


class Event(models.Model):
    """Who did what to what, and why. Appended only; each is bound to all before it by the chain."""

    append_only = True

    at = models.DateTimeField()
    actor = models.CharField(max_length=40, help_text="user:12, or system")
    actor_label = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, help_text="A record's reference, or agency:4")
    subject_label = models.CharField(max_length=250, blank=True)
    reason = models.TextField(blank=True)
    changes = CanonicalJSONField(default=dict)
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject", "-id"], name="event_of_subject")]

    def __str__(self):
        return f"{self.verb} {self.subject}"

    def content_digest(self):
        """Of what the row says now; ``manage.py verify`` computes it again and compares."""
        return digest_of_event(
            self.at, self.actor, self.actor_label, self.verb, self.subject, self.subject_label, self.reason,
            canonical(self.changes),
        )  # fmt: skip


def digest_of_event(at, *texts):
    """SHA-256 of what an event says: its texts in the order of their columns, last its changes as canonical text."""
    return sha256(said([at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), *texts]))


class ChainLink(models.Model):
    """The place of one event in the chain: SHA-256 of the previous link and of the event's digest.

    Written by the database itself (`audit.triggers`) when the event's transaction commits, so that two
    transactions never wait for one another longer than a commit lasts.
    """

    append_only = True

    event_id = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.pk}: {self.hash[:12]}"


class Change(models.Model):
    """What the database itself saw written to a tracked table: by the portal, in bulk, or by hand in SQL.

    Versions (simple-history) say who and why; this says that nothing was written without leaving a trace.
    """

    append_only = True

    at = models.DateTimeField()
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    operation = models.CharField(max_length=6)
    before = models.JSONField(null=True, help_text="The row as it stood; empty for a new row")

    class Meta:
        indexes = [models.Index(fields=["table_name", "row_id"], name="change_of_row")]

    def __str__(self):
        return f"{self.operation} {self.table_name} {self.row_id}"
