"""The texts that digests are made of: the same content is the same text in every database and for ever."""

import hashlib
import json

# Each made once: ``json.dumps`` makes one for each text, and every restricted page that is read leaves an event.
CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
PLAIN = json.JSONEncoder(ensure_ascii=False)


def canonical(content):
    """JSON with sorted keys and no spaces."""
    return CANONICAL.encode(content)


def said(texts):
    """One text of several, whose joints cannot be moved; PostgreSQL's ``json_build_array`` writes the same."""
    return PLAIN.encode(texts)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(content):
    """SHA-256 of JSON content, whatever the order of its keys."""
    return sha256(canonical(content))


def chain_hash(previous, digest):
    return sha256(previous + digest)
