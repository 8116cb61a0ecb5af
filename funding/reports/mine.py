"""What waits for an applicant: the next step of each bid, its other bids, and the calls that take bids now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from actions.reminders import DAYS_BEFORE
from audit.clock import local_day
from design.addresses import url
from design.filters import money
from funding.lifecycle.bids import AGREE, Status
from funding.models import Bid, Clawback, Condition, FundingCall, Instalment, Milestone, MonitoringReturn
from funding.reports.returned import to_mend
from partnership.models import Agency
from records.together import read_together
from signoffs.models import SignOff

MOST = 100  # bids; an applicant with more finds the rest in the list
MOST_CALLS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the applicant does next, on the page where it is done."""

    words: str
    act: str
    bid: Bid
    url: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Mine:
    agencies: list
    steps: list
    bids: list
    calls: list


def mine_of(user, *, day, at):
    places = user.places
    bids = Bid.objects.visible_to(user).of_applicants(places.agencies).select_related("call", "agency")
    bids = list(bids.order_by("-pk")[:MOST])
    calls = FundingCall.objects.visible_to(user).taking_bids(at).select_related("partnership")
    if places.applies_alone:
        calls = calls.filter(for_groups=True)
    steps = list(steps_of(bids, day, leads=places.agencies))
    return Mine(
        agencies=list(Agency.objects.current().filter(pk__in=places.agencies).order_by("name", "pk")),
        steps=sorted(steps, key=lambda step: (step.by is None, step.by or day)),
        bids=bids,
        calls=list(calls.order_by("closes_at", "pk")[:MOST_CALLS]),
    )


def steps_of(bids, day, *, leads):
    """Of every bid what its applicants have to do; ``leads`` are the agencies for which they sign."""
    of_bid, returned = _parts_of(bids), to_mend(bids)
    for bid in bids:
        parts = of_bid[bid.pk]
        if bid.is_writable:
            yield from _to_send(bid, bid.reference in returned)
        elif bid.status == Status.AWARDED:
            yield from _to_sign(bid, parts, leads)
        elif bid.status == Status.DELIVERY:
            yield from _to_deliver(bid, parts, day)
        for row in parts["clawbacks"]:
            yield _step(f"Pay back {money(row.amount)}", "Read why", bid, "delivery")
        if bid.is_funded and bid.status != Status.CLOSED:
            for row in parts["conditions"]:
                yield _step(f"Meet a condition: {row.text}", "See it", bid, "delivery", by=row.due_on)


def _parts_of(bids):
    """What hangs under the bids and is still open, by bid and kind, in one query."""
    keys = [bid.pk for bid in bids]
    wanted = {
        "instalments": Instalment.objects.filter(bid__in=keys),
        "returns": MonitoringReturn.objects.filter(bid__in=keys, state__in=("due", "queried")),
        "milestones": Milestone.objects.filter(bid__in=keys, reached_on=None),
        "conditions": Condition.objects.filter(bid__in=keys, met_on=None),
        "clawbacks": Clawback.objects.filter(bid__in=keys, repaid_on=None),
        "signatures": SignOff.objects.filter(record__in=keys, act=AGREE, withdrawal=None),
    }
    of_bid = defaultdict(lambda: {name: [] for name in wanted})
    if keys:
        for name, rows in read_together(**wanted).items():
            for row in rows:
                of_bid[row.record_id if name == "signatures" else row.bid_id][name].append(row)
    return of_bid


def _to_send(bid, is_returned):
    closes = bid.late_closes_at or bid.call.closes_at
    by = local_day(closes)
    words = (
        "Mend your bid, which came back, and submit it again" if is_returned else "Finish and submit your bid"
    )
    yield _step(words, "Write", bid, "bid_write", by=by)


def _to_sign(bid, parts, leads):
    if parts["instalments"] and not parts["signatures"] and bid.agency_id in leads:
        yield _step("Read and sign the agreement", "Sign", bid, "agreement")


def _to_deliver(bid, parts, day):
    for row in parts["instalments"]:
        if row.state == row.State.WITHHELD or (row.state == row.State.DUE and row.due_on <= day):
            words = f"Claim instalment {row.number}, {money(row.amount)}"
            yield _step(words, "Claim", bid, "claim", row.number, by=row.due_on)
    for row in parts["returns"]:
        words = "Answer what was asked about a return" if row.query else "Write a return"
        words = "Go on with a return that is begun" if row.draft else words
        yield _step(words, "Write", bid, "project_return", row.pk, by=row.due_on)
    for row in parts["milestones"]:
        if row.due_on <= day + timedelta(days=DAYS_BEFORE):
            yield _step(f"Reach: {row}", "Record it", bid, "milestone_reach", row.pk, by=row.due_on)
    if bid.ends_on and bid.ends_on <= day:
        yield _step("Say what the project came to", "Evaluate", bid, "evaluate", by=bid.ends_on)


def _step(words, act, bid, page, *more, by=None):
    return Step(words, act, bid, url(f"funding:{page}", bid.reference, *more), by)
