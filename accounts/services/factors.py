"""The secrets of second factors, when the key that guards them is changed."""

from accounts import encryption

SECRETS = ("secret", "seed")
OF = "second factor"


def encrypt_anew(factor):
    """How many secrets of the factor are encrypted with today's key by this."""
    kept = [name for name in SECRETS if name in factor.data]
    for name in kept:
        factor.data[name] = encryption.encrypt(encryption.decrypt(factor.data[name], of=OF), of=OF)
    if kept:
        factor.save(update_fields=["data"])
    return len(kept)
