"""The review, from its referral on, and the name under which a partnership holds such reviews."""

from django.apps import apps
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, Partnership
from records.models import Record
from reviews.lifecycle import ENDED, MOVES, Outcome, Status
from reviews.querysets import ReviewKindQuerySet, ReviewQuerySet


class ReviewKind(models.Model):
    """What the partnership calls its reviews and their stages from a day on; a review keeps what it began under.

    Section 19 of the Victims and Prisoners Act 2024 gives them another name from a day to be set.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="review_kinds")
    name = models.CharField(max_length=80, help_text="Domestic homicide review")
    law = models.CharField("legal basis", max_length=200, blank=True)
    started_on = models.DateField("from", null=True, blank=True)
    stages = models.JSONField(
        "names of stages", default=dict, blank=True, help_text="Status to words, where not the usual"
    )

    objects = ReviewKindQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "started_on"],
                name="one_name_of_reviews_a_day",
                nulls_distinct=False,
                violation_error_message="Another name begins on that day. Choose another day.",
            )
        ]

    def __str__(self):
        return self.name


class Review(Record):
    """A domestic homicide review or the referral of one. Open to those named and to nobody else, ever.

    Its title is a code name; who the people in it are is in the sealed key alone (`reviews.models.sealed`).
    """

    class Referrer(models.TextChoices):
        POLICE = "police", "The police"
        AGENCY = "agency", "Another agency"
        FAMILY = "family", "The family"
        OTHER = "other", "Somebody else"

    CODE = "REV"
    MOVES = MOVES
    Status = Status
    AUDIENCES = (Record.Audience.NAMED,)
    IS_WALLED = True
    PAPERS_BY = "reviews.change_review"

    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    what = models.ForeignKey(
        ReviewKind, models.PROTECT, related_name="reviews", verbose_name="kind of review"
    )
    known_on = models.DateField("death became known to the partnership")
    referred_on = models.DateField("referral received")
    referred_by = models.CharField("who referred it", max_length=6, choices=Referrer)
    referring_agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    relation = models.CharField(
        max_length=160, blank=True, help_text="Of who referred it to the person who died"
    )
    circumstances = models.TextField("what is known", blank=True)
    residence = models.TextField("why this partnership leads", blank=True)
    other_partnerships = models.CharField("other partnerships concerned", max_length=200, blank=True)
    decision_target_on = models.DateField(
        "decision due at first", help_text="Kept as it was, whatever is agreed"
    )
    decision_due_on = models.DateField("decision due")
    outcome = models.CharField("decision", max_length=6, choices=Outcome, blank=True)
    other_route = models.CharField("other learning route", max_length=160, blank=True)
    reasons = models.TextField("reasons for the decision", blank=True)
    decided_by_words = models.CharField("who decided", max_length=160, blank=True)
    consulted = models.CharField("who was consulted", max_length=300, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    status_since = models.DateField("at this stage since", null=True, blank=True)

    objects = ReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "review"
        constraints = [
            models.CheckConstraint(name="review_status_known", condition=models.Q(status__in=Status.values)),
            models.CheckConstraint(
                name="review_known_before_decided",
                condition=models.Q(decided_on=None) | models.Q(decided_on__gte=models.F("known_on")),
                violation_error_message="The decision cannot be before the death became known.",
            ),
        ]

    def __str__(self):
        return self.title

    def blockers(self, action):
        from reviews.blockers import review_blockers  # noqa: PLC0415 -- blockers know the models

        return list(review_blockers(self, action))

    def grant_refusals(self, holder, *, expires_on):
        """Each person by name, and until a day: nobody keeps a way in that was forgotten (S001-36)."""
        if isinstance(holder, Agency):
            yield "A review is opened to each person by name. Name the person, not their agency."
        if expires_on is None:
            yield "Say the last day of access. It can be given again."

    def behind(self):
        """What agencies were asked, its actions, and their files: whoever is shut out of it is shut out of these."""
        lines = apps.get_model("reviews", "ActionLine").objects.open_to([self.pk])
        rows = [*self.returns.all(), *lines]
        papers = apps.get_model("documents", "Document").objects.filter(
            attached_to__in=[row.pk for row in rows]
        )
        return [*rows, *papers]

    @property
    def stage(self):
        """What the partnership called this stage when the review began."""
        return self.what.stages.get(self.status) or self.get_status_display()

    @property
    def is_ended(self):
        return self.status in ENDED
