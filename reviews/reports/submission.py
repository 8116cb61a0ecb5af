"""What the page of a submission says: each time round, the Home Office's answers, and what became of publication."""

from dataclasses import dataclass

from audit.clock import today
from partnership.models import Membership, User
from partnership.querysets import DatedQuerySet
from records.models import Record
from reviews.models import PublicationDecision
from reviews.rules import OWN

Decision = PublicationDecision.Decision
COLOURS = {
    Decision.PUBLISH: "approved",
    Decision.WITHHOLD: "closed",
    Decision.UNDECIDED: "pending",
    "": "pending",
}


@dataclass(frozen=True)
class Page:
    rounds: list  # (decision to submit, the meeting as (words, address or ""))
    words: str  # how publication stands
    colour: str
    decisions: list  # on publication, the newest first
    settles: str  # the page on which publication can be settled now, if any


def page_of(review, user):
    decisions = list(review.publication_decisions.all())
    words, colour = _standing(review, decisions)
    can_settle = review.is_cleared and not (review.published_on or review.withheld_on)
    settles = {Decision.PUBLISH: "published", Decision.WITHHOLD: "withheld"}.get(review.publication, "")
    return Page(list(_rounds(review, user)), words, colour, decisions, settles if can_settle else "")


def signers_of(review):
    """Those to whom it is open today and who may sign for the partnership."""
    offices = (Membership.Office.CHAIR, Membership.Office.DEPUTY_CHAIR)
    chairs = Membership.objects.current().filter(
        DatedQuerySet.holding(today(), "seat__"), office__in=offices,
        seat__body__partnership=review.partnership_id, seat__body__kind__in=OWN,
    )  # fmt: skip
    opened = review.user_grants.holding(today())
    found = User.objects.filter(pk__in=opened.values("user"), person__in=chairs.values("person"))
    return list(found.filter(is_active=True).select_related("person").order_by("pk"))


def _standing(review, decisions):
    if review.published_on:
        return "Published", "published"
    if review.withheld_on:
        return "Not published", "closed"
    newest = decisions[0] if decisions else None
    return (str(newest), COLOURS[newest.decision]) if newest else ("Undecided", "pending")


def _rounds(review, user):
    """The meeting is a link for whoever may know of it, and words for others."""
    rows = list(review.submission_decisions.all())
    keys = [row.meeting_id for row in rows if row.meeting_id]
    known = {found.pk: found for found in Record.objects.visible_to(user).filter(pk__in=keys)} if keys else {}
    for row in rows:
        meeting = known.get(row.meeting_id)
        yield (
            row,
            meeting.title if meeting else row.meeting_words,
            meeting.get_absolute_url() if meeting else "",
        )
