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
    chain = Chain()
    read = {"postgresql": _copy, "sqlite": _select}[connection.vendor]
    read(chain)
    finding = chain.finding
    if loose := _loose():
        finding.fault(f"{loose} events stand outside the chain.")
    if chain.previous:
        finding.note = f"The last link is {chain.previous.decode()}."
    return finding


class Chain:
    """The walk along the chain, link by link, in the bytes that were hashed."""

    def __init__(self):
        self.finding, self.previous = Finding(), b""

    def take(self, link, event, link_hash, digest, said):
        """``digest`` and ``said`` are the event's; ``None`` where there is no such event."""
        self.finding.checked += 1
        if digest is None:
            self.finding.fault(f"Event {int(event)} is gone; link {int(link)} of the chain remembers it.")
        elif sha256(said).hexdigest().encode() != digest:
            self.finding.fault(f"Event {int(event)} is not what was written.")
        elif sha256(self.previous + digest).hexdigest().encode() != link_hash:
            self.finding.fault(f"The chain is broken at link {int(link)} (event {int(event)}).")
        self.previous = link_hash

    def write(self, line):
        """A row of PostgreSQL's COPY. What an event says is JSON, so nothing but backslashes is escaped."""
        link, event, link_hash, digest, said = line[:-1].split(b"\t", 4)
        if digest == rb"\N":
            return self.take(link, event, link_hash, None, None)
        return self.take(link, event, link_hash, digest, said.replace(rb"\\", b"\\"))


def verify_guards():
    """Append-only tables are guarded, and tracked ones recorded, as the portal set them up."""
    finding = Finding(checked=len(triggers.expected()))
    for name in triggers.missing():
        finding.fault(f"The database trigger {name} is missing, off or altered. Run: manage.py migrate")
    return finding


def _copy(chain):
    """COPY sends a million events while the last ones are hashed, in half the time of a cursor."""
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY ({_links('postgresql')}) TO STDOUT", chain)


def _select(chain):
    with connection.chunked_cursor() as cursor:
        cursor.execute(_links("sqlite"))
        while rows := cursor.fetchmany(5000):
            for link, event, *texts in rows:
                chain.take(link, event, *(None if text is None else text.encode() for text in texts))


def _links(vendor):
    return LINKS[vendor].format(said=SAID[vendor])


def _loose():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_event e LEFT JOIN audit_chainlink l ON l.event_id = e.id WHERE l.id IS NULL"
        )
        return cursor.fetchone()[0]


LINKS = {  # OFFSET 0 has PostgreSQL look up each event as it comes to its link, and send at once; it would sort all
    "postgresql": "SELECT l.id, l.event_id, l.hash, e.digest, e.said FROM audit_chainlink l LEFT JOIN LATERAL"
    " (SELECT e.digest, {said} AS said FROM audit_event e WHERE e.id = l.event_id OFFSET 0) e ON true ORDER BY l.id",
    "sqlite": "SELECT l.id, l.event_id, l.hash, e.digest, {said}"
    " FROM audit_chainlink l LEFT JOIN audit_event e ON e.id = l.event_id ORDER BY l.id",
}
TEXTS = "e.actor, e.actor_label, e.verb, e.subject, e.subject_label, e.reason, e.changes"
SAID = {  # as ``digest_of_event`` puts it together
    "postgresql": "json_build_array(to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),"
    f" {TEXTS})::text",
    "sqlite": f"portal_said(e.at, {TEXTS})",
}

register("events", verify_chain)
register("guards", verify_guards)
