from django.conf import settings
from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from partnership.models import Agreement, Partnership
from records.models.record import Record
from records.querysets import GrantQuerySet


class Grant(models.Model):
    """Why a record is open to somebody beyond its audience: who gave it, for what, on what basis, until when."""

    reason = models.TextField()
    purpose = models.CharField(max_length=160, blank=True, help_text="A purpose of the agreement it rests on")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    with_sides = models.BooleanField(
        default=False, help_text="Opens what the record says of people too (S002-140)"
    )
    expires_on = models.DateField(null=True, blank=True, help_text="The last day it holds")

    objects = GrantQuerySet.as_manager()

    class Meta:
        abstract = True


class UserGrant(Grant, UserObjectPermissionBase):
    """A record opened to one person, by name."""

    content_object = models.ForeignKey(Record, models.CASCADE, related_name="user_grants")

    history = HistoricalRecords()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False

    def __str__(self):
        return str(self.user)


class GroupGrant(Grant, GroupObjectPermissionBase):
    """A record opened to everyone in an agency, through the agency's group."""

    content_object = models.ForeignKey(Record, models.CASCADE, related_name="group_grants")

    history = HistoricalRecords()

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False

    def __str__(self):
        return str(self.group)


class PartnershipGrant(Grant):
    """A record opened to those who work on cases in another partnership, which it reaches (S002-55), or which
    a spending plan covers (S002-16).

    They see it as they see their own; writing stays with those whose it is.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    content_object = models.ForeignKey(Record, models.CASCADE, related_name="partnership_grants")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "content_object"], name="opened_to_partnership_once"
            )
        ]

    def __str__(self):
        return str(self.partnership)


class ShutOut(models.Model):
    """A person who may not know of a record, whatever else would let them: their interest, or their own practice
    under examination. It outweighs every place and every grant while it stands.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="shut_outs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="shut_out_of")
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "user"], condition=models.Q(ended_at=None), name="shut_out_once"
            )
        ]

    def __str__(self):
        return str(self.user)
