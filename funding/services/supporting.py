"""Who supports a project, and in what role (S002-71). Whoever scores a bid supports none of it, as of an interest."""

from django.db import transaction

from audit.services import log
from funding.lifecycle.bids import Status
from funding.models import Supporter
from records.asking import hold
from records.lifecycle import MoveRefused
from records.writing import drop, keep

SUPPORTS = "funding.support_bid"
OVER = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.CLOSED})


@transaction.atomic
def add_supporter(bid, person, role, *, by):
    bid = hold(bid, by=by, permission=SUPPORTS)
    if reasons := list(_blockers(bid, person, role)):
        raise MoveRefused(*reasons)
    row = keep(Supporter(bid=bid, person=person, role=role.strip()), by=by)
    log(bid, "add supporter", by=by, changes={"whom": str(row)})
    return row


def _blockers(bid, person, role):
    if bid.status in OVER:
        yield f"The bid is “{bid.get_status_display()}”. Its support team stays as it is."
    if not role.strip():
        yield "Say in what role they support the project."
    if bid.supporters.filter(person=person).exists():
        yield f"{person} supports the project already. Take them off first to give them another role."
    if any(row.scorer_id == person.pk and (row.ended_at is None or row.has_signed) for row in bid.scorers):
        yield f"{person} scores this bid. Choose somebody who does not."


@transaction.atomic
def remove_supporter(row, *, by):
    bid = hold(row.bid, by=by, permission=SUPPORTS)
    row = bid.supporters.select_related("person").filter(pk=row.pk).first()
    if row is None:
        raise MoveRefused("This person was taken off already. Nothing was changed.")
    if bid.status in OVER:
        raise MoveRefused(f"The bid is “{bid.get_status_display()}”. Its support team stays as it is.")
    log(bid, "remove supporter", by=by, changes={"whom": str(row)})
    drop(row, by=by)
