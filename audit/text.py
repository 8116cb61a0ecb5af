"""The texts that digests are made of: the same content is the same text in every database and for ever."""

import hashlib
import json


def canonical(content):
    """JSON with sorted keys and no spaces."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def said(texts):
    """One text of several, whose joints cannot be moved; PostgreSQL's ``json_build_array`` writes the same."""
    return json.dumps(texts, ensure_ascii=False)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(content):
    """SHA-256 of JSON content, whatever the order of its keys."""
    return sha256(canonical(content))


def chain_hash(previous, digest):
    return sha256(previous + digest)
