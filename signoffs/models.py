from django.conf import settings
from django.db import models

from partnership.models import Agency
from records.models import Record
from signoffs.querysets import SignOffQuerySet


class SignOff(models.Model):
    """A person's name under exactly this content: the content itself, its digest, and in what role.

    Appended only. Later changes to the record make it stale, visibly; they never alter it. A withdrawal is
    a row of its own.
    """

    append_only = True

    record = models.ForeignKey(Record, models.PROTECT, related_name="signoffs")
    act = models.CharField(max_length=40, help_text="What was signed for, as approve")
    statement = models.CharField(max_length=250, help_text="The sentence the person put their name to")
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signoffs")
    name = models.CharField(max_length=160, help_text="As it was that day")
    role = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    agency_name = models.CharField(max_length=160, blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    version_id = models.BigIntegerField(null=True, help_text="The version of the record that was signed")
    edition = models.PositiveSmallIntegerField(default=1)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "act", "edition"], name="signed_once_an_edition")
        ]

    def __str__(self):
        return f"{self.name}, {self.role}"

    @property
    def short_digest(self):
        return f"{self.digest[:4]}…{self.digest[-4:]}"


class Withdrawal(models.Model):
    """A name taken back, with the reason. The sign-off itself stays."""

    append_only = True

    signoff = models.OneToOneField(SignOff, models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()

    def __str__(self):
        return f"Withdrawn {self.withdrawn_at:%Y-%m-%d}"
