from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from audit.clock import today
from funding.lifecycle.bids import AGREE, FUNDED, UNDECIDED, Status
from funding.lifecycle.calls import CallStatus
from funding.lifecycle.outside import OUTSIDE_OPEN, ServiceStatus
from funding.lifecycle.plans import FundStatus
from records.querysets import RecordQuerySet


class FundQuerySet(RecordQuerySet):
    def open(self):
        return self.filter(status=FundStatus.OPEN)


class PlanQuerySet(RecordQuerySet):
    def of_year(self, year):
        return self.filter(year=year)

    def with_sums(self):
        """With ``planned``: what its lines come to."""
        lines = apps.get_model("funding", "PlanLine").objects.filter(plan=OuterRef("pk")).order_by()
        total = lines.values("plan").annotate(total=Sum("amount")).values("total")
        sums = DecimalField(max_digits=11, decimal_places=2)
        return self.annotate(planned=Coalesce(Subquery(total), Value(0), output_field=sums))


class PlanLineQuerySet(QuerySet):
    def with_payments(self):
        """With ``paid``: what the ledger says was paid for the line, less what came back (S002-81)."""
        entries = apps.get_model("funding", "Entry").objects.filter(line=OuterRef("pk")).order_by()
        signed = Case(When(kind="paid", then="amount"), When(kind="repaid", then=-F("amount")))
        total = entries.values("line").annotate(total=Sum(signed)).values("total")
        sums = DecimalField(max_digits=11, decimal_places=2)
        return self.annotate(paid=Coalesce(Subquery(total), Value(0), output_field=sums))


class CallQuerySet(RecordQuerySet):
    def published(self):
        """On the open page: everything that was ever open to bids and not cancelled."""
        return self.filter(status__in=(CallStatus.OPEN, CallStatus.CLOSED, CallStatus.DECIDED))

    def taking_bids(self, at):
        opened = Q(opens_at__isnull=True) | Q(opens_at__lte=at)
        still = Q(closes_at__isnull=True) | Q(closes_at__gte=at.replace(microsecond=0))
        return self.filter(opened, still, status=CallStatus.OPEN)

    def past(self, at):
        """Past their last second, and not closed yet."""
        return self.filter(status=CallStatus.OPEN, closes_at__lt=at.replace(microsecond=0))


def _held_up():
    """Recommended for money, of which nobody has recorded yet whether it is a subsidy: until then none is awarded."""
    made = apps.get_model("funding", "Recommendation").objects.filter(bid=OuterRef("pk")).order_by("-pk")
    is_against = Exact(Subquery(made.values("recommended")[:1]), Value("no"))
    return Q(status=Status.RECOMMENDED, subsidy="") & ~Q(is_against)


class BidQuerySet(RecordQuerySet):
    def undecided(self):
        return self.filter(status__in=UNDECIDED)

    def funded(self):
        return self.filter(status__in=FUNDED)

    def of_applicants(self, agencies):
        """Led or joined by one of these agencies; each bid once."""
        joined = apps.get_model("funding", "BidPartner").objects.filter(agency__in=agencies)
        return self.filter(Q(agency__in=agencies) | Q(pk__in=joined.values("bid")))

    def to_score(self, person):
        """Given to this person, and their form not signed yet."""
        open_to = apps.get_model("funding", "Assignment").objects.filter(
            scorer=person, ended_at=None, bid=OuterRef("pk")
        )
        signed = apps.get_model("funding", "ScoringForm").objects.counting()
        signed = signed.filter(assignment__scorer=person, assignment__bid=OuterRef("pk"))
        return self.filter(Exists(open_to), ~Exists(signed), status=Status.SUBMITTED)

    def to_decide(self, user):
        """Waits for the decision of a chair, of no applicant; not while others hold up the award."""
        waits = self.filter(
            ~_held_up(), status__in=(Status.RECOMMENDED, Status.DEFERRED), body__in=user.places.chaired
        )
        return self._of_no_applicant(waits, user)

    def to_weigh_as_subsidy(self, user):
        """Held up until those who run the funding have recorded whether it is a subsidy."""
        waits = self.filter(_held_up(), partnership__in=user.places.funds_in)
        return self._of_no_applicant(waits, user)

    def to_run(self, user):
        """Waits for a step of those who run the funding: scorers, a recommendation, instalments or the second
        signature under the agreement, an answer to what a project sent or asks, its end.
        """
        assignments, instalments = (
            apps.get_model("funding", name).objects.filter(bid=OuterRef("pk"))
            for name in ("Assignment", "Instalment")
        )
        sent = (
            apps.get_model("funding", name).objects.filter(bid=OuterRef("pk"), state=state)
            for name, state in (
                ("Instalment", "claimed"),
                ("MonitoringReturn", "submitted"),
                ("Variation", "asked"),
            )
        )
        asks = reduce(or_, map(Exists, sent))
        signed = apps.get_model("signoffs", "SignOff").objects.filter(
            record=OuterRef("pk"), act=AGREE, withdrawal=None
        )
        given = assignments.filter(ended_at=None).order_by().values("bid").annotate(n=Count("pk")).values("n")
        waits = self.annotate(given=Coalesce(Subquery(given), 0)).filter(
            Q(status=Status.SUBMITTED, given__lt=F("call__scorers_wanted"))
            | Q(status__in=(Status.SCORED, Status.EVALUATED))
            | Q(~Exists(instalments) | Exists(signed), status=Status.AWARDED)
            | Q(asks, status=Status.DELIVERY),
            partnership__in=user.places.funds_in,
        )
        return self._of_no_applicant(waits, user)

    def to_pay(self, user):
        """With a claim that somebody else approved, for those who hold or administer the money of its fund today."""
        held = apps.get_model("funding", "Holding").objects.current()
        held = held.filter(Q(holder__in=user.places.agencies) | Q(administrator__in=user.places.agencies))
        approved = apps.get_model("funding", "Instalment").objects.filter(
            bid=OuterRef("pk"), state="approved"
        )
        waits = self.filter(
            Exists(approved.exclude(decided_by=user.pk)), fund_year__fund__in=held.values("fund")
        )
        return self._of_no_applicant(waits, user)

    def _of_no_applicant(self, waits, user):
        return waits.exclude(pk__in=self.model.objects.of_applicants(user.places.agencies).values("pk"))


def _runs(places, bid):
    """The person runs the funding of the bid, or chairs the body that decides it."""
    return bid.partnership_id in places.funds_in or bid.body_id in places.chaired


class ScoringFormQuerySet(QuerySet):
    def visible_to(self, user, *, of=None, of_call=None):
        """One's own forms; the signed ones of others to those who run the funding, to the deciding body's chair, and to
        a scorer who has signed theirs: until then scoring is blind. Nobody of an applicant's agency reads any.

        ``of``: bids of which the person is known to know, so that this is not asked again. ``of_call``: the key of a
        call; who asks leaves out the bids that the person may not know of.
        """
        bids = apps.get_model("funding", "Bid").objects
        if not user.is_authenticated or not user.may_sign_in(today()):
            return self.none()
        places, mine = user.places, Q(assignment__scorer=user.person_id)
        own = bids.of_applicants(places.agencies).filter(pk=OuterRef("assignment__bid"))
        if of_call is not None:
            theirs = Q(assignment__bid__call=of_call)
        else:
            theirs = Q(
                assignment__bid__in=bids.visible_to(user).values("pk")
                if of is None
                else [bid.pk for bid in of]
            )
        if of is not None and all(_runs(places, bid) for bid in of):
            known = mine | Q(signed_at__isnull=False)
        else:
            runs = Q(assignment__bid__partnership__in=places.funds_in)
            runs |= Q(assignment__bid__body__in=places.chaired)
            done = self.model.objects.filter(assignment__scorer=user.person_id, signed_at__isnull=False)
            peers = Q(assignment__bid__in=done.values("assignment__bid"))
            known = mine | Q(signed_at__isnull=False) & (runs | peers)
        return self.filter(~Exists(own), known, theirs)

    def with_counts(self):
        """With ``counts``: whether it is among those that `counting` leaves."""
        return self.annotate(counts=Exists(self.model.objects.counting().filter(pk=OuterRef("pk"))))

    def counting(self):
        """Signed, with the name not taken back, not set aside, and the newest that its scorer signed."""
        later = self.model.objects.filter(
            assignment=OuterRef("assignment"), version__gt=OuterRef("version"), signed_at__isnull=False
        )
        return self.filter(
            ~Exists(later), signed_at__isnull=False, set_aside_at=None, signoff__withdrawal=None
        )


class AssignmentQuerySet(QuerySet):
    def with_forms(self):
        """``counts_since``: when the form of it that counts was signed. ``has_signed``: whether any ever was.

        ``is_correcting``: a later version of it is begun, and not signed.
        """
        forms = apps.get_model("funding", "ScoringForm").objects.filter(assignment=OuterRef("pk"))
        counts = forms.counting().order_by("-pk").values("signed_at")[:1]
        return self.select_related("scorer", "agency").annotate(
            counts_since=Subquery(counts),
            has_signed=Exists(forms.filter(signed_at__isnull=False)),
            is_correcting=Exists(
                forms.filter(signed_at=None, set_aside_at=None, correction_of__isnull=False)
            ),
        )


class InterestQuerySet(QuerySet):
    def standing(self):
        return self.filter(ended_at=None)


class OutsideBidQuerySet(RecordQuerySet):
    def open(self):
        return self.filter(status__in=OUTSIDE_OPEN)

    def to_chase(self, on):
        return self.open().filter(chase_on__lte=on)


class ServiceQuerySet(RecordQuerySet):
    def going(self):
        return self.exclude(status=ServiceStatus.ENDED)

    def ending(self, since, until):
        """Whose funding ends in the time, soonest first (S003-67)."""
        return self.going().filter(ends_on__range=(since, until)).order_by(F("ends_on").asc(), "pk")


class ProposalSetQuerySet(RecordQuerySet):
    pass
