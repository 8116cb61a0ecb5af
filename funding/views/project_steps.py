"""What waits for somebody in a funded project, before the moves of its bid. Read from what its page prefetched."""

from audit.clock import today
from design.addresses import url
from design.filters import date
from design.pages import NextStep
from funding.blockers import agreement_signature
from funding.lifecycle.bids import Status
from funding.services.delivery import unpayable


def project_steps(user, bid, *, manages, reports, pays, signs):
    """Each by its own: those who run the funding, the applicant, the holder of the money."""

    def step(words, name, *more, blockers=()):
        address = url(f"funding:{name}", bid.reference, *more)
        return NextStep(words, address, blockers, primary=True)

    rows = list(bid.instalments.all())
    if bid.status == Status.AWARDED and manages and not rows:
        yield step("Set the instalments", "instalments")
    if bid.status == Status.AWARDED and signs and rows and agreement_signature(bid) is None:
        yield step("Read and sign the agreement", "agreement")
    if bid.status != Status.DELIVERY:
        return
    if reports and (row := _to_claim(rows)):
        yield step(f"Claim instalment {row.number}", "claim", row.number)
    for row in rows:
        if manages and row.state == row.State.CLAIMED:
            yield step(f"Decide the claim for instalment {row.number}", "claim_decide", row.number)
        if pays and row.state == row.State.APPROVED:
            words, blockers = f"Record the payment of instalment {row.number}", list(unpayable(row, user))
            yield step(words, "instalment_pay", row.number, blockers=blockers)
    for row in bid.returns.all():
        if reports and row.state in (row.State.DUE, row.State.QUERIED):
            words = "Go on with" if row.draft else "Write"
            yield step(f"{words} the return due {date(row.due_on)}", "project_return", row.pk)
        if manages and row.state == row.State.SUBMITTED:
            yield step(f"Settle the return due {date(row.due_on)}", "project_return_settle", row.pk)
    late = [row for row in bid.milestones.all() if reports and row.state_on(today()) == row.State.LATE]
    yield from (step(f"Record that it is reached: {row}", "milestone_reach", row.pk) for row in late)
    for row in bid.variations.all():
        if manages and row.state == row.State.ASKED:
            yield step("Decide on the change asked for", "variation_decide", row.pk)


def _to_claim(rows):
    """The first that is withheld, due, or paid before the money is spent; None while the others wait for their day."""
    for row in rows:
        asked = row.state == row.State.DUE and (row.in_advance or row.due_on <= today())
        if asked or row.state == row.State.WITHHELD:
            return row
    return None
