"""Encryption of what must be read again but not by whoever holds a copy of it: AES-256 in GCM."""

import base64
import hashlib
import os
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = "1."  # another way of encrypting begins with another, and this one still reads
NONCE = 12


class CannotDecrypt(Exception):
    """Not encrypted here, for something else, or changed on its way."""


def encrypt(text, *, of):
    """``of`` names what it is: of something else it is not taken."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(_derived(settings.SECRET_KEY)).encrypt(nonce, text.encode(), of.encode())
    return VERSION + base64.urlsafe_b64encode(nonce + sealed).decode()


def decrypt(text, *, of):
    """The first key wrote it, or a former one (SECRET_KEY_FALLBACKS)."""
    with suppress(ValueError):
        sealed = base64.urlsafe_b64decode(text.removeprefix(VERSION))
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            with suppress(InvalidTag):
                return AESGCM(_derived(key)).decrypt(sealed[:NONCE], sealed[NONCE:], of.encode()).decode()
    raise CannotDecrypt


def _derived(key):
    return hashlib.sha256(b"accounts.secrets:" + key.encode()).digest()
