"""The review, from its referral on, and the name under which a partnership holds such reviews."""

from django.apps import apps
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, Membership, Partnership, User
from records.models import Record
from reviews.lifecycle import ENDED, MONTHS_TO_DECIDE, MONTHS_TO_REPORT, MOVES, Action, Outcome, Status
from reviews.querysets import ReviewKindQuerySet, ReviewQuerySet


class ReviewKind(models.Model):
    """What the partnership calls its reviews and their stages from a day on; a review keeps what it began under.

    Section 19 of the Victims and Prisoners Act 2024 gives them another name from a day to be set.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="review_kinds")
    name = models.CharField(max_length=80, help_text="Domestic homicide review")
    law = models.CharField("legal basis", max_length=200, blank=True)
    started_on = models.DateField("from", null=True, blank=True)
    months_to_decide = models.PositiveSmallIntegerField(
        "calendar months for the decision", null=True, blank=True, default=MONTHS_TO_DECIDE
    )
    months_to_report = models.PositiveSmallIntegerField(
        "calendar months for the report", null=True, blank=True, default=MONTHS_TO_REPORT
    )
    tells_family = models.BooleanField(
        "closing waits until the family was told whether it is published",
        default=True,
        help_text="Inferred from the guidance of 2016: the family hears of it before anybody else does",
    )
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
    PAPERS_BY = "reviews.attach_to_review"

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
    report_target_on = models.DateField("overview report due at first", null=True, blank=True)
    report_due_on = models.DateField("overview report due", null=True, blank=True)
    report_ready_on = models.DateField("overview report ready", null=True, blank=True)
    begun_on = models.DateField("review begun", null=True, blank=True)
    submitted_on = models.DateField("submitted to the Home Office", null=True, blank=True)
    home_office_reference = models.CharField(max_length=60, blank=True)
    quality_panel_on = models.DateField("Home Office panel", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_where = models.CharField("published at", max_length=250, blank=True)
    withheld_on = models.DateField("settled that it is not published", null=True, blank=True)
    no_statement_because = models.TextField("why no statement is needed", blank=True)
    assure_on = models.DateField("changes looked at again", null=True, blank=True)
    assured_on = models.DateField("changes were looked at again", null=True, blank=True)
    assurance = models.TextField("what was found to have changed", blank=True)
    status_since = models.DateField("at this stage since", null=True, blank=True)

    objects = ReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "review"
        constraints = [
            models.CheckConstraint(name="review_status_known", condition=models.Q(status__in=Status.values)),
            models.CheckConstraint(
                name="review_published_or_not",
                condition=models.Q(published_on=None) | models.Q(withheld_on=None),
                violation_error_message="It is published, or it is not.",
            ),
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

    def audience_of_move(self, action):
        """A report that is ready waits for the chair of the partnership, if it is open to them."""
        if action != Action.FINISH:
            return []
        offices = (Membership.Office.CHAIR, Membership.Office.DEPUTY_CHAIR)
        chairs = Membership.objects.current().filter(
            seat__body__partnership=self.partnership_id, office__in=offices
        )
        return list(User.objects.filter(person__in=chairs.values("person")))

    def behind(self):
        """What agencies were asked, and its actions: whoever is shut out of it is shut out of these too."""
        lines = apps.get_model("reviews", "ActionLine").objects
        lines = lines.filter(servings__recommendation__review=self).distinct()
        asked = (self.returns, self.management_reviews, self.chronology_parts, self.statements)
        return [*(row for kind in asked for row in kind.all()), *lines]

    def read_along(self, user):
        """What agencies sent: of those whom it is open to, whoever asked reads it, and the panel once it is shared."""
        asks = user.has_perm("reviews.read_management", self)
        statements = self.statements.all() if user.has_perm("reviews.change_review", self) else []
        return [*(row for row in self.management_reviews.read() if asks or row.panel_on), *statements]

    def closed_along(self, user):
        """The same, and what is being queried meanwhile; but not what the person answers for their own agency."""
        theirs = models.Q(contact=user) | models.Q(signatory=user)
        sent = self.management_reviews.exclude(theirs & models.Q(agency__in=user.places.agencies))
        return [*sent, *self.statements.exclude(owner=user)]

    @property
    def stage(self):
        """What the partnership called this stage when the review began."""
        return self.what.stages.get(self.status) or Status(self.status).label

    @property
    def is_cleared(self):
        """By the Home Office, in its newest letter, each of whose points is answered."""
        newest = next(iter(self.feedback.all()), None)
        return newest is not None and newest.clears

    @property
    def publication(self):
        """What was decided last of publishing it; "" while nothing is (S001-52)."""
        newest = next(iter(self.publication_decisions.all()), None)
        return newest.decision if newest else ""

    @property
    def is_ended(self):
        return self.status in ENDED
