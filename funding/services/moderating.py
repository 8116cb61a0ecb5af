"""After the scorers: the moderator's word on a row, the end of scoring, and what the body recommends."""

from django.db import transaction

from audit.clock import now, today
from audit.services import log
from funding.lifecycle.bids import Action, Status
from funding.models import Moderation, Recommendation, ScoringForm
from funding.scored import no_such_label
from records.asking import hold, say_why
from records.lifecycle import MoveRefused, locked, move
from records.writing import refuse_other_version

MANAGE = "funding.manage_bid"
MODERATED_WHILE = (Status.SUBMITTED, Status.SCORED)
NOT_SCORED = "Nobody has signed a form for this bid yet, so there is nothing to moderate."
Recommended = ScoringForm.Recommended
SAID = ("recommended", "reasons", "condition", "condition_on")


@transaction.atomic
def moderate(bid, criterion, label, *, by, reason):
    """Settle a row on which the scorers differ. Their scores stay as they were; the ranking goes by this."""
    bid = hold(bid, by=by, permission=MANAGE)
    reasons = []
    if bid.status not in MODERATED_WHILE:
        reasons.append(
            f"The bid is “{bid.get_status_display()}”, so its scores are settled. Nothing was changed."
        )
    if criterion.scheme_id != bid.call.scheme_id:
        reasons.append("This row is not on the bid's form. Choose one that is.")
    elif label not in criterion.points:
        reasons.append(no_such_label(criterion, label))
    if not ScoringForm.objects.counting().filter(assignment__bid=bid.pk).exists():
        reasons.append(NOT_SCORED)
    if not reason.strip():
        reasons.append("Say why the row is moderated.")
    if reasons:
        raise MoveRefused(*reasons)
    row = Moderation(
        bid=bid, criterion=criterion, label=label, points=criterion.worth(label), reason=reason, made_at=now(),
        made_by=by,
    )  # fmt: skip
    row.save(force_insert=True)
    log(bid, "moderate", by=by, reason=reason, changes={"row": criterion.number, "label": label})
    return row


@transaction.atomic
def close_scoring(bid, *, by, reason=""):
    return move(bid, Action.SCORE, by=by, reason=reason)


@transaction.atomic
def open_scoring_again(bid, *, by, reason):
    say_why(reason, "Say why scoring is opened again.")
    return move(bid, Action.RESCORE, by=by, reason=reason)


@transaction.atomic
def recommend(bid, recommended, *, by, reasons, condition="", condition_on=None, version=None):
    """Record what the body advises; once more to correct it. It awards nothing; the chair decides (S002-191)."""
    refuse_other_version(locked(bid), version)
    if refused := list(recommendation_blockers(recommended, reasons, condition, condition_on)):
        raise MoveRefused(*refused)
    bid = move(
        bid, Action.RECOMMEND, by=by
    )  # the reasons are for those who may read scores, not for its versions
    provisional = recommended == Recommended.PROVISIONAL
    said = (recommended, reasons, condition if provisional else "", condition_on if provisional else None)
    if said in bid.recommendations.order_by("-pk").values_list(*SAID)[:1]:
        raise MoveRefused("This is what is recommended already. Change what was wrong in it, or leave it.")
    row = Recommendation(
        bid=bid, **dict(zip(SAID, said, strict=True)), made_at=now(), made_by=by,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def recommendation_blockers(recommended, reasons, condition, condition_on):
    if recommended not in Recommended.values:
        yield "Say whether it is recommended: yes, no or provisional."
    if recommended == Recommended.PROVISIONAL:
        if not condition.strip():
            yield "Say on what condition it is recommended."
        if condition_on is None:
            yield "Say by which day the condition is to be met."
        elif condition_on < today():
            yield "The day by which the condition is to be met is past. Choose today or later."
    if not reasons.strip():
        yield "Give the reasons for the recommendation."
