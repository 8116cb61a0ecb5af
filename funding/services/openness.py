"""What is published of an award, and what was concluded about subsidy."""

from django.db import transaction

from design.filters import money
from funding.reports.subsidies import LIMIT, window_of
from records.asking import hold
from records.lifecycle import MoveRefused
from records.writing import alter, refuse_other_version


@transaction.atomic
def keep_back(bid, *, reason, by, version=None):
    """With a reason an award is left out of what is published; without, it is published again."""
    bid = hold(bid, by=by, permission="funding.manage_bid")
    refuse_other_version(bid, version)
    verb = "keep back" if reason.strip() else "publish"
    return alter(bid, {"kept_back_because": reason.strip()}, by=by, verb=verb, reason=reason)


@transaction.atomic
def record_subsidy(bid, said, *, by, version=None):
    """The conclusion with its reasons (Subsidy Control Act 2022). The steps of MFA in their order."""
    bid = hold(bid, by=by, permission="funding.manage_bid")
    refuse_other_version(bid, version)
    bid.mfa_declared = said["mfa_declared"]
    if reasons := list(_wrong(bid, said)):
        raise MoveRefused(*reasons)
    bid.refresh_from_db()
    return alter(bid, said, by=by, verb="record subsidy", reason=said["subsidy_reason"])


def _wrong(bid, said):
    kinds, kind = bid.SubsidyKind, said["subsidy"]
    if kind and not said["subsidy_reason"].strip():
        yield "Write the reasoning, also where this is not a subsidy."
    if kind == kinds.SCHEME and not said["subsidy_scheme"].strip():
        yield "Name the scheme and its number."
    if kind == kinds.MFA:
        if over := window_of(bid).over:
            told = f"With this award the recipient would be {money(over)} over {money(LIMIT)}."
            yield f"{told} Use another route, or award less."
        steps = [said[name] for name in ("mfa_notified_on", "mfa_confirmed_on", "mfa_closed_on")]
        given = [day for day in steps if day]
        if given != sorted(given) or any(steps[i] is None and any(steps[i + 1 :]) for i in range(2)):
            yield "The notification comes first, then the recipient's confirmation, then yours. Check the days."
