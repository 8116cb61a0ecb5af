"""Sign-in through an agency's own directory (Entra ID or another OpenID Connect server), set by OIDC_PROVIDERS.

A JSON list, one entry an agency: ``id`` (stands in the address), ``agency`` (its name, on the button),
``client_id``, ``secret``, ``server_url``; and, as may be: ``domains`` (the mail domains it vouches for),
``second_factor`` (true if it asks for one itself).
"""

import json
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NEEDED = ("id", "agency", "client_id", "secret", "server_url")
ALLOWED = {*NEEDED, "domains", "second_factor"}


def read(raw):
    """The entries of OIDC_PROVIDERS by their id."""
    if not raw:
        return {}
    try:
        entries = json.loads(raw)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS is not JSON ({error}). Write a list of objects."
        ) from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ImproperlyConfigured("OIDC_PROVIDERS: write a JSON list of objects, one an agency.")
    return {_checked(entry)["id"]: entry for entry in entries}


def _checked(entry):
    if missing := [name for name in NEEDED if not entry.get(name)]:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: an entry lacks {', '.join(missing)}.")
    if unknown := sorted(entry.keys() - ALLOWED):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: {entry['id']} has unknown names: {', '.join(unknown)}.")
    if not re.fullmatch(r"[a-z0-9-]+", entry["id"]):
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS: {entry['id']!r}: write the id in small letters, digits and hyphens."
        )
    return entry


def providers(entries):
    """As allauth wants them."""
    return {
        "openid_connect": {
            "provider_class": "accounts.directories.DirectoryProvider",
            "APPS": _apps(entries),
        }
    }


def _apps(entries):
    return [
        {
            "provider_id": entry["id"],
            "name": entry["agency"],
            "client_id": entry["client_id"],
            "secret": entry["secret"],
            "settings": {
                "server_url": entry["server_url"],
                "oauth_pkce_enabled": True,
                **({"verified_email": entry["domains"]} if entry.get("domains") else {}),
            },
        }
        for entry in entries.values()
    ]


def origins(entries):
    """Where a sign-in form may lead to: named in the Content-Security-Policy."""
    found = (urlsplit(entry["server_url"]) for entry in entries.values())
    return sorted({f"{address.scheme}://{address.netloc}" for address in found})
