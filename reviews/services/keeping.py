"""Rules of retention and legal holds, and giving the keeping of a review to another co-ordinator."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import today
from audit.services import log
from partnership.models import Role
from records.access import give, hand_over
from records.asking import hold, refusal, say_why
from records.audience import hanging_under
from records.lifecycle import MoveRefused
from records.models import Record, ShutOut
from records.writing import as_seen, keep
from reviews.models import LedgerRule, LegalHold, RetentionRule


@transaction.atomic
def set_rule(partnership, *, by, what, years, set_on, agreed_by_words):
    """Years after closing, with who agreed them and when. The figure before stays in the versions of the rule."""
    if partnership.pk not in by.places.coordinates_in:
        raise PermissionDenied(refusal("reviews.keep_rules"))
    if set_on > today():
        raise MoveRefused("The day on which it was agreed cannot be still to come.")
    rule = RetentionRule.objects.select_for_update().filter(partnership=partnership, what=what).first()
    rule = rule or RetentionRule(partnership=partnership, what=what)
    rule.years, rule.set_on, rule.agreed_by_words = years, set_on, agreed_by_words
    return keep(rule, by=by, reason=f"Agreed by {agreed_by_words}")


@transaction.atomic
def set_ledger(partnership, *, by, reason, version=None, **days):
    """The days of the chase, and from how many reviews on a number is said. What was before stays in the versions."""
    if partnership.pk not in by.places.coordinates_in:
        raise PermissionDenied(refusal("reviews.keep_rules"))
    say_why(reason, "Say who agreed it, and when.")
    rule = LedgerRule.objects.filter(partnership=partnership).first()
    rule = as_seen(rule, version) if rule else LedgerRule(partnership=partnership)
    for name, value in days.items():
        setattr(rule, name, value)
    return keep(rule, by=by, reason=reason)


@transaction.atomic
def place_hold(review, *, by, reason, placed_on):
    review = hold(review, by=by, permission="reviews.change_review")
    say_why(reason, "Say why it is held.")
    if placed_on > today():
        raise MoveRefused("The day cannot be still to come.")
    log(review, "place a legal hold", by=by, reason=reason)
    return keep(LegalHold(review=review, reason=reason, placed_on=placed_on), by=by, reason=reason)


@transaction.atomic
def end_hold(review, key, *, by, reason):
    review = hold(review, by=by, permission="reviews.change_review")
    say_why(reason, "Say why it ends.")
    row = review.legal_holds.select_for_update().get(pk=key, ended_on=None)
    row.ended_on, row.end_reason = today(), reason
    log(review, "end a legal hold", by=by, reason=reason)
    return keep(row, by=by, reason=reason)


@transaction.atomic
def give_keeping(review, successor, *, by, reason, stays):
    """Another co-ordinator keeps the review, its papers and its key: beside whoever gives it, or in their place."""
    review = hold(review, by=by, permission="reviews.hand_review")
    if reasons := list(_refusals(review, successor, by, reason)):
        raise MoveRefused(*reasons)
    rows = [review, *hanging_under(review, Record.objects.all())]
    for row in rows:
        if stays:
            give(row, successor, by=by, reason=f"Keeps this record. {reason}", to_keep=True)
        else:
            hand_over(row, by, successor, by=by, reason=reason)
    log(review, "give the keeping", by=by, reason=reason, changes={"to": str(successor), "stays": stays})
    return review


def _refusals(review, successor, by, reason):
    if not reason.strip():
        yield "Say why another co-ordinator keeps it."
    if successor == by:
        yield "You keep it already. Name another co-ordinator."
    roles = Role.objects.on(today()).filter(partnership=review.partnership_id, kind=Role.Kind.REVIEWS)
    if not roles.filter(person=successor.person_id).exists() or not successor.may_sign_in():
        yield f"{successor} does not co-ordinate reviews for this partnership. Name somebody who does."
    if ShutOut.objects.filter(record=review.pk, user=successor, ended_at=None).exists():
        yield f"{successor} is shut out of this review. Name another co-ordinator."
