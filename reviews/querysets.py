from django.apps import apps
from django.db.models import F, Q, QuerySet

from records.querysets import RecordQuerySet
from reviews.lifecycle import ENDED, ReturnStatus
from reviews.lines import LIVE


class ReviewQuerySet(RecordQuerySet):
    """``visible_to`` is the record's own: nobody but those named (`docs/decisions/0030-the-wall-of-reviews.md`)."""

    def open(self):
        return self.exclude(status__in=ENDED)


class ReturnQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Whoever was asked knows of it while they work for the agency that was asked."""
        known = super().visible_to(user)
        if not user.is_authenticated:
            return known
        return known.filter(~Q(contact=user.pk) | Q(agency__in=user.places.agencies))

    def open(self):
        return self.filter(status=ReturnStatus.ASKED)

    def shared(self):
        return self.filter(status=ReturnStatus.SHARED)


class ActionLineQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Whoever owns it knows of it while they work for its agency; so does the senior contact it went up to."""
        known = super().visible_to(user)
        if not user.is_authenticated:
            return known
        theirs = Q(contact=user.pk) | Q(senior=user.pk)
        return known.filter(~theirs | Q(agency__in=user.places.agencies))

    def open_to(self, reviews):
        """Those that serve one of these reviews, which the person was found to know."""
        served = apps.get_model("reviews", "Serving").objects.filter(recommendation__review__in=reviews)
        return self.filter(pk__in=served.values("line"))

    def live(self):
        return self.filter(status__in=LIVE)


class LessonQuerySet(QuerySet):
    def visible_to(self, user):
        """To everybody of the partnership, guests excepted: each was published by hand, in words that name nobody."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(partnership__in=user.places.partnerships, withdrawn_on=None)


class ReleaseQuerySet(QuerySet):
    def visible_to(self, user):
        """To those who co-ordinate reviews and may open the paper itself."""
        documents = apps.get_model("documents", "Document").objects.visible_to(user)
        places = user.places.coordinates_in if user.is_authenticated else ()
        return self.filter(partnership__in=places, document__in=documents.values("pk"))


class RetentionRuleQuerySet(QuerySet):
    def visible_to(self, user):
        """To those who co-ordinate reviews for the partnership that set it."""
        places = user.places.coordinates_in if user.is_authenticated else ()
        return self.filter(partnership__in=places)


class DeathReportQuerySet(QuerySet):
    def visible_to(self, user):
        """To the co-ordinators of the partnership, until one of them has taken it over."""
        places = user.places.coordinates_in if user.is_authenticated else ()
        return self.filter(partnership__in=places, taken_on=None)

    def receipts_of(self, user):
        """What whoever sent it is shown of it, then and for good: that it came, and when."""
        return self.filter(made_by=user.pk).order_by("-pk").values("receipt", "sent_on")


class ReviewKindQuerySet(QuerySet):
    def visible_to(self, user):
        """To those who co-ordinate reviews: everybody else learns from a review what it is called."""
        return (
            self.filter(partnership__in=user.places.coordinates_in) if user.is_authenticated else self.none()
        )

    def said(self):
        """Those that were named. The usual name is kept with the first review, which nobody may learn of by it."""
        return self.exclude(started_on=None)

    def in_use(self, day):
        """The name under which a review begins on this day."""
        return self.filter(Q(started_on=None) | Q(started_on__lte=day)).order_by(
            F("started_on").desc(nulls_last=True), "-pk"
        )
