from django.conf import settings
from django.db import models

from records.models import Record


class Notice(models.Model):
    """One message to one person: on their home page, and by e-mail. Carries a link, never content.

    The unique row is the claim: a reminder is written once for a record, trigger and day, and is sent by
    whichever worker takes it, with a Message-ID that stays the same if it has to be sent again.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    record = models.ForeignKey(Record, models.CASCADE, null=True, related_name="notices")
    trigger = models.CharField(max_length=40, help_text="What caused it, as action-due or circulate")
    about_on = models.DateField(help_text="The day it is for: once a day for each trigger")
    subject = models.CharField(max_length=200)
    line = models.CharField(max_length=300, help_text="One sentence, without content of the record")
    path = models.CharField(max_length=200, help_text="Where the link leads")
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    dropped = models.CharField(max_length=200, blank=True, help_text="Why it was not sent")
    attempts = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "trigger", "about_on", "recipient"], name="noticed_once_a_day"
            )
        ]
        indexes = [
            models.Index(
                fields=["send_after"],
                condition=models.Q(sent_at__isnull=True, dropped=""),
                name="notice_waiting",
            )
        ]

    def __str__(self):
        return self.subject
