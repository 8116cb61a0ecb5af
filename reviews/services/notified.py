"""A death that any agency tells the partnership of, and a co-ordinator takes over (statutory guidance, 2016)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now, today
from audit.services import log
from partnership.models import Agency, User
from records.asking import require
from records.lifecycle import MoveRefused
from records.services import SAME_FORM, scattered_reference
from records.writing import keep
from reviews.models import DeathReport, Review
from reviews.services import coordinators
from reviews.services.referrals import add_review


@transaction.atomic
def report_death(partnership, *, by, agency, known_on, circumstances, residence=""):
    """Only its co-ordinators read it. Whoever sends it keeps a receipt, and learns nothing of what follows."""
    require(by, "reviews.report_death", None)
    reasons = list(_sent_before(by, partnership=partnership, agency=agency, circumstances=circumstances))
    if agency.pk not in by.places.agencies:
        reasons.append("Choose an agency that you work for.")
    if known_on > today():
        reasons.append("The day cannot be still to come.")
    if reasons:
        raise MoveRefused(*reasons)
    row = DeathReport(
        receipt=scattered_reference("RCT"), partnership=partnership, agency=agency, known_on=known_on,
        circumstances=circumstances, residence=residence, sent_on=today(), made_at=now(), made_by=by,
    )  # fmt: skip
    keep(row, by=by, reason="Sent")
    if there := coordinators.of(partnership):
        coordinators.tell_of_report(row, there)
    else:
        coordinators.ask_for_one(partnership)
    return row


@transaction.atomic
def take_over(row, *, by, title):
    """It becomes a referral that this co-ordinator keeps, and is read by the others no longer.

    Day 0 is the day on which the partnership was told.
    """
    row = DeathReport.objects.select_for_update().get(pk=row.pk)
    if row.partnership_id not in by.places.coordinates_in:
        raise PermissionDenied("Only review co-ordinators of the partnership take it over.")
    if row.taken_on:
        raise MoveRefused("Another co-ordinator has taken it over. Nothing was changed.")
    by_police = row.agency.kind == Agency.Kind.POLICE
    review = add_review(
        row.partnership, by=by, title=title, known_on=row.sent_on, referred_on=row.sent_on,
        referred_by=Review.Referrer.POLICE if by_police else Review.Referrer.AGENCY, referring_agency=row.agency,
        circumstances=row.circumstances, residence=row.residence,
    )  # fmt: skip
    row.taken_on, row.taken_by, row.review = today(), by, review
    keep(row, by=by, reason="Taken over")
    log(review, "take over a report", by=by, changes={"receipt": row.receipt})
    return review


def _sent_before(by, **same):
    """Of two presses at once the second waits for the first."""
    User.objects.select_for_update().get(pk=by.pk)
    made = (
        DeathReport.objects.filter(made_by=by, made_at__gte=now() - SAME_FORM, **same).order_by("-pk").first()
    )
    if made:
        yield f"You sent this in the last day, and it was received: {made.receipt}. Nothing was sent again."
