"""How people sign in: what an open session leaves behind, and what is kept for a while."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords


class Invitation(models.Model):
    """A link by which a person sets their first password. It proves the address, works once, for seven days."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    purpose = models.CharField(max_length=200, blank=True, help_text="Why a guest is given access")
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True, help_text="A later invitation took its place")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Invitation of {self.user}"

    def is_open(self, at):
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


class SessionEntry(models.Model):
    """A browser in which somebody signed in. Kept after its end, to tell whose late form arrives."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="session_entries")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="Written every five minutes at most")
    ended_at = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-seen_at"]
        indexes = [models.Index(fields=["seen_at"], name="session_entry_seen")]

    def __str__(self):
        return f"{self.user}, {self.browser}"


class KeptForm(models.Model):
    """What somebody typed and has not saved: as they typed it, or sent after their session had ended.

    Shown to them alone, and for a few days. Passwords, codes and files are never kept; files are named, so that they
    can be chosen again. ``key`` is that of one form on one page that somebody opened: saving it removes the row.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_forms")
    key = models.CharField(max_length=36)
    path = models.CharField(max_length=500, help_text="Where the form is sent")
    page = models.CharField(max_length=500, blank=True, help_text="The page it stood on")
    fields = models.JSONField(default=dict, help_text="Each name with all its values")
    files = models.JSONField(default=list, help_text="Names of the files that were chosen")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="kept_form_key")]

    def __str__(self):
        return self.path


class Attempt(models.Model):
    """One try at a secret, counted before the secret is looked at (`accounts.limits`)."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64, help_text="Whom or what it is counted for, hashed")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key", "at"], name="attempt_counted"),
            models.Index(fields=["at"], name="attempt_by_age"),
        ]

    def __str__(self):
        return f"{self.kind} at {self.at}"
