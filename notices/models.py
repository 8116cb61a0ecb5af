import secrets

from django.conf import settings
from django.db import models

from design.addresses import url
from notices.querysets import NoticeQuerySet
from records.models import Record


def new_token():
    return secrets.token_urlsafe(16)


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
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    names_nothing = models.BooleanField(
        default=False, help_text="Its link is its token; it says that something waits"
    )
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    is_urgent = models.BooleanField(default=False, help_text="Sent at once, on any day and at any hour")
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    dropped = models.CharField(max_length=200, blank=True, help_text="Why it was not sent")
    attempts = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "trigger", "about_on", "recipient"], name="noticed_once_a_day"
            ),
            models.UniqueConstraint(  # to a database no two rows without a record are alike
                fields=["trigger", "about_on", "recipient"],
                condition=models.Q(record=None),
                name="noticed_of_no_record_once_a_day",
            ),
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

    @property
    def link(self):
        """Mail is forwarded, and seen by others: a token says nothing, and leads its recipient alone."""
        return url("waiting", self.token) if self.names_nothing else self.path


class MailPreference(models.Model):
    """How somebody wants their notices by e-mail. Whoever has chosen nothing gets each as it comes."""

    class Delivery(models.TextChoices):
        IMMEDIATE = "immediate", "One e-mail for each notice"
        DIGEST = "digest", "One e-mail each working day, with all the links"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference")
    delivery = models.CharField(max_length=9, choices=Delivery, default=Delivery.IMMEDIATE)

    def __str__(self):
        return self.get_delivery_display()


class KeptMail(models.Model):
    """An e-mail that a demonstration without a mail server would have sent, for its page of such mail."""

    to = models.CharField(max_length=250)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "kept mail"

    def __str__(self):
        return self.subject
