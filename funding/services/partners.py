"""The partners of a consortium: what they join as, and the access that comes with it (S000-46)."""

from django.db import transaction

from audit.clock import now, today
from audit.services import log
from funding.lifecycle.bids import UNDECIDED
from funding.models import BidPartner, ScoringForm
from funding.services.bids import held_to_write, set_kind
from partnership.models import Post, User
from records.access import end_grant
from records.asking import hold, require, say_why
from records.audience import close_case, open_case
from records.lifecycle import MoveRefused, save
from records.writing import drop, keep

GRANTED = "Partner in the bid"
LATE_ONLY = (
    "A partner joins in this way while a bid is not decided. Before, the applicants add one themselves."
)


@transaction.atomic
def add_partner(bid, agency, *, part, by):
    """Name an agency that bids too. Its people may then read and write the bid."""
    bid = held_to_write(bid, by=by)
    require(by, "funding.submit_bid", bid)
    row = _add(bid, agency, part, by, reason=GRANTED)
    set_kind(bid, by=by)
    return row


@transaction.atomic
def remove_partner(row, *, by):
    """Take a partner off, and its access with it."""
    bid = held_to_write(row.bid, by=by)
    require(by, "funding.submit_bid", bid)
    row = bid.partners.select_related("agency").filter(pk=row.pk).first()
    if row is None:
        raise MoveRefused("This agency was taken off already. Nothing was changed.")
    close_case(bid, row.agency, by=by, reason="No partner in the bid any more")
    drop(row, by=by)
    save(bid, by=by, reason=f"{row.agency} is no partner any more")
    log(bid, "remove partner", by=by, changes={"partner": str(row.agency)})
    set_kind(bid, by=by)


@transaction.atomic
def join_partner(bid, agency, *, part, by, reason):
    """An agency joins a bid that is being scored. Forms that its people signed are set aside, and say why.

    Returns the names of the scorers who score it no longer (S002-190).
    """
    bid = hold(bid, by=by, permission="funding.manage_bid")
    say_why(reason, "Say why the agency joins now.")
    if bid.status not in UNDECIDED:
        raise MoveRefused(LATE_ONLY)
    _add(bid, agency, part, by, reason=reason)
    set_kind(bid, by=by)
    gone = list(_scorers_of(bid, agency))
    for assignment in gone:
        _end_scoring(bid, assignment, agency, by=by)
    return [str(assignment.scorer) for assignment in gone]


def _add(bid, agency, part, by, *, reason):
    if agency.pk == bid.agency_id:
        raise MoveRefused(f"{agency} leads the bid. Choose another agency.")
    if bid.partners.filter(agency=agency).exists():
        raise MoveRefused(f"{agency} is a partner already. Nothing was changed.")
    row = keep(BidPartner(bid=bid, agency=agency, part=part.strip()), by=by, reason=reason)
    open_case(bid, agency, by=by, reason=GRANTED)
    save(bid, by=by, reason=f"{agency} is a partner")
    log(bid, "add partner", by=by, changes={"partner": str(agency)}, reason=reason)
    return row


def _scorers_of(bid, agency):
    """Those who score for the agency, or are of it."""
    its_people = set(Post.objects.of([agency.pk], today()).values_list("person", flat=True))
    for assignment in bid.assignments.select_related("scorer").filter(ended_at=None):
        if assignment.agency_id == agency.pk or assignment.scorer_id in its_people:
            yield assignment


def _end_scoring(bid, assignment, agency, *, by):
    because = f"{agency} has joined the bid"
    at = now()
    for form in ScoringForm.objects.filter(assignment=assignment, set_aside_at=None):
        form.set_aside_at, form.set_aside_by, form.set_aside_because = at, by, because
        keep(form, by=by, reason=because)
    assignment.ended_at, assignment.ended_because = at, because
    keep(assignment, by=by, reason=because)
    if user := User.objects.filter(person=assignment.scorer_id).first():
        end_grant(bid, user, by=by, reason=because)
    log(bid, "set aside a scoring form", by=by, changes={"scorer": str(assignment.scorer)}, reason=because)
