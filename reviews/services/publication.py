"""Published or not, apart from the agreement to submit; nothing here opens the review to anybody (S001-52)."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.writing import alter, keep
from reviews.lifecycle import TO_PUBLISH
from reviews.models import PublicationDecision, ReviewCopy
from reviews.services.checking import note_leaving, why_it_may_not_leave

CHANGE = "reviews.change_review"
Decision = PublicationDecision.Decision
NOT_CLEARED = "The Home Office has not cleared it. Record its answer, and answer each of its points, first."


@transaction.atomic
def decide_publication(review, *, by, **said):
    """Publish, not, or still open. Not to publish may be decided before the Home Office answers; to publish, never."""
    review = hold(review, by=by, permission=CHANGE)
    if reasons := list(_refusals(review, said)):
        raise MoveRefused(*reasons)
    row = keep(PublicationDecision(review=review, **said), by=by, reason=said["reason"])
    log(review, "decide on publication", by=by, changes={"decision": str(row)})
    return row


@transaction.atomic
def record_published(review, *, by, published_on, published_where, versions):
    """With the files that are published, each checked for names: they stand among what left."""
    review = hold(review, by=by, permission=CHANGE)
    reasons = list(_unsettled(review, Decision.PUBLISH, published_on))
    if not published_where.strip():
        reasons.append("Enter the address at which it is published.")
    reasons += _of_files(versions)
    for version in versions:
        reasons += [f"{version.filename}: {why}" for why in why_it_may_not_leave(review, version=version)]
    if reasons:
        raise MoveRefused(*reasons)
    for version in versions:
        note_leaving(
            review, version, by=by, sent_to=f"The public, at {published_where}", sent_on=published_on
        )
    changes = {"published_on": published_on, "published_where": published_where}
    return alter(review, changes, by=by, verb="publish", reason="Published")


def _of_files(versions):
    if not versions:
        yield (
            "Choose the files that are published. A report that is written here is filed under Report, Files; any other"
            " is attached to the review, and checked for names."
        )


@transaction.atomic
def record_withheld(review, *, by, withheld_on):
    """It stays behind the wall for good; its learning goes out in words that identify nobody."""
    review = hold(review, by=by, permission=CHANGE)
    if reasons := list(_unsettled(review, Decision.WITHHOLD, withheld_on)):
        raise MoveRefused(*reasons)
    return alter(review, {"withheld_on": withheld_on}, by=by, verb="withhold", reason="Not published")


@transaction.atomic
def send_copy(review, *, by, to, sent_on, how):
    review = hold(review, by=by, permission=CHANGE)
    say_why(how, "Say how it was sent.")
    reasons = [] if review.is_cleared else [NOT_CLEARED]
    if sent_on > today():
        reasons.append("The day cannot be still to come.")
    if reasons:
        raise MoveRefused(*reasons)
    row = keep(ReviewCopy(review=review, to=to, sent_on=sent_on, how=how), by=by)
    log(review, "send a copy", by=by, changes={"to": str(row)})
    return row


def _refusals(review, said):
    if review.status not in TO_PUBLISH:
        yield "Publication is decided once the report is ready for sign-off."
    if review.published_on or review.withheld_on:
        yield "It is settled already. Nothing was changed."
    if said["decision"] == Decision.PUBLISH and not review.is_cleared:
        yield NOT_CLEARED
    if said["decision"] != Decision.PUBLISH and not said["reason"].strip():
        yield "Give the reason."
    if said["decision"] == Decision.WITHHOLD and not said["guidance"].strip():
        yield "Name the guidance that you rely on."
    if not said["decided_by_words"].strip():
        yield "Say who decided."
    if said["decided_on"] > today():
        yield "The day cannot be still to come."


def _unsettled(review, decision, day):
    newest = review.publication_decisions.first()
    if newest is None or newest.decision != decision:
        yield f"The decision is not “{decision.label.lower()}”. Record the decision first."
    elif day < newest.decided_on:
        yield "It cannot be before the decision. Correct one of the two days."
    if review.published_on or review.withheld_on:
        yield "It is settled already. Nothing was changed."
    if not review.is_cleared:
        yield NOT_CLEARED
    if day > today():
        yield "The day cannot be still to come."
