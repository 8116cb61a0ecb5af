"""Is the log as it was written? Every event's digest, and every link of the chain, computed again.

The database only reads out; all that is compared is computed here. Other apps add checks of their own with
``register``; ``manage.py verify`` runs them all.
"""

from dataclasses import dataclass, field
from hashlib import sha256

from django.db import connection

from audit import triggers

FAULTS_SHOWN = 20
_checks = {}


@dataclass
class Finding:
    """What a check looked at, and each fault as a sentence. ``note`` is worth writing down elsewhere."""

    checked: int = 0
    faults: list[str] = field(default_factory=list)
    more: int = 0
    note: str = ""

    def fault(self, sentence):
        if len(self.faults) < FAULTS_SHOWN:
            self.faults.append(sentence)
        else:
            self.more += 1


def register(name, check):
    """Add a check: a function without arguments that returns a ``Finding``."""
    _checks[name] = check


def run_all():
    """Each registered check's finding, by name, in the order of registration."""
    return {name: check() for name, check in _checks.items()}


def verify_chain():
    """Each event against its digest, and each link against the one before it."""
    finding, previous, last = Finding(), "", 0
    for link, event, link_hash, digest, text in _links():
        finding.checked += 1
        if digest is None:
            finding.fault(f"Event {event} is gone; link {link} of the chain remembers it.")
        elif sha256(text.encode()).hexdigest() != digest:
            finding.fault(f"Event {event} is not what was written.")
        elif sha256((previous + digest).encode()).hexdigest() != link_hash:
            finding.fault(f"The chain is broken at link {link} (event {event}).")
        previous, last = link_hash, link
    if loose := _loose():
        finding.fault(f"{loose} events stand outside the chain.")
    if last:
        finding.note = f"Link {last} is {previous}."
    return finding


def verify_guards():
    """Append-only tables are guarded, and tracked ones recorded, as the portal set them up."""
    finding = Finding(checked=len(triggers.expected()))
    for name in triggers.missing():
        finding.fault(f"The database trigger {name} is missing, off or altered. Run: manage.py migrate")
    return finding


def _links():
    """Link, event, hash, digest and what the event says as one text, in the chain's order."""
    said = SAID[connection.vendor]
    with connection.chunked_cursor() as cursor:
        cursor.itersize = 10_000
        cursor.execute(
            f"SELECT l.id, l.event_id, l.hash, e.digest, {said}"  # noqa: S608 -- a constant
            " FROM audit_chainlink l LEFT JOIN audit_event e ON e.id = l.event_id ORDER BY l.id"
        )
        while rows := cursor.fetchmany(10_000):
            yield from rows


def _loose():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_event e LEFT JOIN audit_chainlink l ON l.event_id = e.id WHERE l.id IS NULL"
        )
        return cursor.fetchone()[0]


TEXTS = "e.actor, e.actor_label, e.verb, e.subject, e.subject_label, e.reason, e.changes"
SAID = {  # as ``Event.content_digest`` puts it together
    "postgresql": "json_build_array(to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),"
    f" {TEXTS})::text",
    "sqlite": f"portal_said(e.at, {TEXTS})",
}

register("events", verify_chain)
register("guards", verify_guards)
