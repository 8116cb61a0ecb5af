"""Encryption of what must be read again but not by whoever holds a copy of the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text):
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text):
    return _cipher().decrypt(text.encode()).decode()


def _cipher():
    """The first key writes; former keys (SECRET_KEY_FALLBACKS) still read."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key):
    return base64.urlsafe_b64encode(hashlib.sha256(b"accounts.secrets:" + key.encode()).digest())
