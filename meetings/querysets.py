from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.lifecycle import FROZEN, Status
from records.querysets import RecordQuerySet


class MeetingQuerySet(RecordQuerySet):
    def of_body(self, body):
        return self.filter(body=body)

    def awaiting_approval_by(self, user):
        return self.filter(status=Status.CIRCULATED, body__in=user.places.chaired)

    def upcoming(self, on):
        return self.filter(status=Status.SCHEDULED, held_on__gte=on).order_by("held_on", "starts_at")

    def published(self):
        return self.filter(status=Status.PUBLISHED)

    def frozen(self):
        return self.filter(status__in=FROZEN)


class ItemQuerySet(QuerySet):
    """Items of meetings; a restricted one is known to those invited, the chair, drafters and officers only."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.filter(is_restricted=False)
        return self.filter(_open_to(user.person_id) | runs(user, "meeting__"))

    def open_to(self, person):
        """Without what running the meeting opens. `person` is the key of one, or None."""
        return self.filter(_open_to(person))


class ParagraphQuerySet(QuerySet):
    """Paragraphs; one not for publication is for core members and those who run the meeting (S001-176)."""

    def open_to_all(self):
        return self.filter(publication="open", item__is_restricted=False)

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.open_to_all()
        inner = Q(item__is_restricted=False) & (
            Q(publication="open") | Q(item__meeting__body__in=user.places.core_of)
        )
        called_in = Q(item__is_restricted=True) & invited(user.person_id, "item")
        return self.filter(inner | runs(user, "item__meeting__") | called_in)


class AskedCorrectionQuerySet(QuerySet):
    """What members asked to have corrected: known to those who run the meeting, and to each of them their own."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        readable = Q(paragraph=None) | _of_paragraphs(user)
        return self.filter(readable, runs(user, "meeting__") | Q(asked_by=user.pk))

    def open_to(self, user):
        """What was accepted, as the next agenda tells it to whoever may read the paragraph.

        Of one that was taken out nobody can tell any more who might, and its number may be another's.
        """
        return self.filter(Q(paragraph=None, number="") | _of_paragraphs(user), is_accepted=True)


def _of_paragraphs(user):
    known = apps.get_model("meetings", "Paragraph").objects.visible_to(user)
    return Q(paragraph__in=known.values("pk"))


def _open_to(person):
    return Q(is_restricted=False) | invited(person, "pk")


def invited(person, item):
    """Asked of the row's item: is the person invited to it?"""
    invitations = apps.get_model("meetings", "Invitation").objects
    return Exists(invitations.filter(item=OuterRef(item), person=person))


def runs(user, prefix):
    """Those who run a meeting: the partnership's officers, the body's chair and its drafters."""
    places = user.places
    return Q(**{f"{prefix}partnership__in": places.officer_of}) | Q(
        **{f"{prefix}body__in": places.chaired | places.drafts_for}
    )
