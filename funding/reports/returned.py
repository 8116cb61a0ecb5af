"""What an applicant was asked to mend: the reason with which a bid came back."""

from audit.models import Event
from funding.lifecycle.bids import Action, Status


def to_mend(bids):
    """{reference: what to mend} of those that came back and were not submitted again, in one query."""
    drafts = [bid.reference for bid in bids if bid.status == Status.DRAFT]
    if not drafts:
        return {}
    events = Event.objects.filter(subject__in=drafts, verb=Action.RETURN).order_by("pk")
    return dict(events.values_list("subject", "reason"))
