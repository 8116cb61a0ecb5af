"""Is the log as it was written? Every event's digest, and every link of the chain, computed again."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection

from audit import triggers
from audit.models import chain_hash

EVENTS = """
    SELECT l.id, l.event_id, l.hash, e.at, e.actor, e.actor_label, e.verb, e.subject, e.subject_label,
           e.reason, e.changes, e.digest
    FROM audit_chainlink l LEFT JOIN audit_event e ON e.id = l.event_id ORDER BY l.id
"""
UNCHAINED = (
    "SELECT count(*) FROM audit_event e LEFT JOIN audit_chainlink l ON l.event_id = e.id WHERE l.id IS NULL"
)
FAULTS_SHOWN = 20


@dataclass
class Finding:
    """What a check looked at, and each fault as a sentence."""

    checked: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, sentence):
        if len(self.faults) < FAULTS_SHOWN:
            self.faults.append(sentence)


def verify_chain():
    finding, previous = Finding(), ""
    with connection.chunked_cursor() as cursor:
        cursor.execute(EVENTS)
        while rows := cursor.fetchmany(5000):
            for link, event, link_hash, *said, digest in rows:
                finding.checked += 1
                if digest is None:
                    finding.fault(f"Event {event} is gone; link {link} of the chain remembers it.")
                elif _digest(said) != digest:
                    finding.fault(f"Event {event} ({said[3]} {said[4]}) is not what was written.")
                elif chain_hash(previous, digest) != link_hash:
                    finding.fault(f"The chain is broken at link {link} (event {event}).")
                previous = link_hash
    with connection.cursor() as cursor:
        cursor.execute(UNCHAINED)
        if loose := cursor.fetchone()[0]:
            finding.fault(f"{loose} events stand outside the chain.")
    return finding


def verify_guards():
    finding = Finding(checked=len(triggers.expected()))
    for name in triggers.missing():
        finding.fault(f"The database trigger {name} is missing or off. Run: manage.py migrate")
    return finding


_dumps = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode


def _digest(said):
    """As ``Event.content_digest``, from the row as the database gives it."""
    at, *texts, changes = said
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if isinstance(changes, str):
        changes = json.loads(changes)
    content = [at.isoformat(timespec="microseconds"), *texts, changes]
    return hashlib.sha256(_dumps(content).encode()).hexdigest()
