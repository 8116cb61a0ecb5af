"""Does every sign-off still say what was signed? Asked by ``manage.py verify`` (`audit.verify`)."""

from audit.models import Event
from audit.text import digest_of
from audit.verify import Finding
from signoffs.models import SignOff, Withdrawal


def verify_signoffs():
    """Each sign-off against its digest, and against the event in the chain that was written with it."""
    finding, events = Finding(), _events("sign ")
    for signoff in SignOff.objects.order_by("pk").select_related("record").iterator(chunk_size=500):
        finding.checked += 1
        written = events.pop(signoff.pk, [])
        where = f"The sign-off of {signoff.record.reference} by {signoff.name} (number {signoff.pk})"
        if digest_of(signoff.content) != signoff.digest:
            finding.fault(f"{where} does not hold what was signed: its content has another digest.")
        if len(written) != 1:
            finding.fault(f"{where} has {len(written)} events in the log, and should have one.")
        elif not _agrees(signoff, written[0]):
            finding.fault(f"{where} is not what event {written[0].pk} of the log says was signed.")
    _find_lost(finding, events, "Sign-off")
    return finding


def verify_withdrawals():
    """A name taken back stays taken back."""
    finding, events = Finding(), _events("withdraw ")
    for withdrawal in Withdrawal.objects.order_by("pk").iterator(chunk_size=500):
        finding.checked += 1
        if not events.pop(withdrawal.signoff_id, []):
            finding.fault(f"The withdrawal of sign-off {withdrawal.signoff_id} has no event in the log.")
    _find_lost(finding, events, "The withdrawal of sign-off")
    return finding


def _events(verb):
    """Events about sign-offs, by the sign-off's number."""
    found = {}
    for event in Event.objects.filter(verb__startswith=verb).iterator(chunk_size=2000):
        if number := event.changes.get("signoff"):
            found.setdefault(number, []).append(event)
    return found


def _agrees(signoff, event):
    said = event.changes
    return (
        signoff.digest,
        signoff.role,
        signoff.edition,
        f"user:{signoff.signed_by_id}",
        signoff.statement,
    ) == (
        said.get("digest"),
        said.get("role"),
        said.get("edition"),
        event.actor,
        event.reason,
    )


def _find_lost(finding, events, what):
    for number, written in events.items():
        finding.fault(f"{what} {number} is gone; event {written[0].pk} of the log remembers it.")
