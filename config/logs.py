"""What the programs say of themselves: one line of JSON for each entry, in UTC, with whose request it was.

A line break that somebody typed stays inside its entry, and an address that opens something is cut short.
"""

import json
import logging
import re
from datetime import UTC, datetime

# Whoever reads the log may not walk in: invitations, new passwords, calendars
SECRETS = re.compile(r"(/accounts/invitation/|/accounts/password/reset/key/|/calendar/)[^/\s\"?]+")


class JSONFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
            **_of_request(getattr(record, "request", None)),
        }
        if status := getattr(record, "status_code", None):
            entry["status"] = status
        if record.exc_info and not 400 <= (status or 0) < 500:  # a refusal is no fault
            entry["trace"] = self.formatException(record.exc_info)
        return SECRETS.sub(r"\1…", json.dumps(entry, default=str))


def _of_request(request) -> dict:
    """Who asked, from where, for what. Not what was searched for, nor what was sent."""
    if not hasattr(request, "META"):
        return {}
    from allauth.core.internal.httpkit import get_client_ip  # noqa: PLC0415 -- read before Django is set up

    user = getattr(request, "user", None)
    return {
        "who": f"user:{user.pk}" if user is not None and user.is_authenticated else "stranger",
        "address": get_client_ip(request),
        "method": request.method,
        "path": request.path,
    }
