from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Case, DateField, F, Q, QuerySet, When

from records.querysets import RecordQuerySet
from reviews.lifecycle import ENDED, OPEN_REFERRAL, REPORTS, Outcome, ReturnStatus, Status
from reviews.lines import LIVE


class ReviewQuerySet(RecordQuerySet):
    """``visible_to`` is the record's own: nobody but those named (`docs/decisions/0030-the-wall-of-reviews.md`)."""

    def open(self):
        return self.exclude(status__in=ENDED)

    def with_next_due(self):
        """The day of the clock that runs: of the decision, of the report, of the look at what changed; else none."""
        runs = (
            When(status__in=OPEN_REFERRAL, then="decision_due_on"),
            When(status__in=REPORTS, outcome=Outcome.REVIEW, then="report_due_on"),
            When(status=Status.CLOSED, then="assure_on"),
        )
        return self.annotate(next_due_on=Case(*runs, output_field=DateField()))


class AskedQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Whoever is of the agency knows of it while they work there (`AskedOfAgency.ANSWERED_BY`)."""
        known = super().visible_to(user)
        if not user.is_authenticated:
            return known
        theirs = reduce(or_, (Q(**{name: user.pk}) for name in self.model.ANSWERED_BY))
        gone = theirs & ~Q(agency__in=user.places.agencies)
        return known.exclude(pk__in=self.model.objects.filter(gone).values("pk"))

    def open(self):
        return self.filter(status__in=self.model.WAITING)


class ReturnQuerySet(AskedQuerySet):
    def shared(self):
        return self.filter(status=ReturnStatus.SHARED)


class ManagementReviewQuerySet(AskedQuerySet):
    def read(self):
        """Signed by their agencies, and not under query: those who asked may read them."""
        return self.filter(status__in=self.model.READ)


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
        """What whoever sent it is shown of it, then and for good: that it came and when, and their own words.

        The words only while they work for the agency in whose name they wrote them.
        """
        words = ("circumstances", "residence", "known_on")
        own = {f"own_{name}": Case(When(agency__in=user.places.agencies, then=F(name))) for name in words}
        return (
            self.filter(made_by=user.pk)
            .order_by("-pk")
            .annotate(**own)
            .values("receipt", "sent_on", "partnership", "partnership__name", "agency__name", *own)
        )


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


class FamilyNoteQuerySet(QuerySet):
    def visible_to(self, user):
        """Of reviews open to the person: those that they chair, keep, or were named for (S001-47)."""
        if not user.is_authenticated:
            return self.none()
        review = apps.get_model("reviews", "Review")
        known = review.objects.visible_to(user)
        chaired = Q(appointments__in=self._chairs(user))
        kept = Q(user_grants__user=user.pk, user_grants__granted_by=user.pk)
        kept &= Q(partnership__in=user.places.coordinates_in)
        named = Q(note_readers__user=user.pk)
        return self.filter(review__in=known.filter(chaired | kept | named).values("pk"))

    @staticmethod
    def _chairs(user):
        held = apps.get_model("reviews", "Appointment").objects.filter(user=user.pk, part="chair")
        return held.filter(ended_on=None, recruited_on__isnull=False).values("pk")


class StatementQuerySet(RecordQuerySet):
    """``visible_to`` is the record's own: its owner, and those who keep the review."""

    def open_to(self, user):
        """What press contacts read: cleared statements of their partnerships, and nothing behind them (S001-55)."""
        if not user.is_authenticated:
            return self.none()
        said = self.filter(partnership__in=user.places.press_for, status__in=self.model.SAID)
        return said.exclude(pk__in=user.places.shut_out)
