"""Settings come from the environment; a value that makes no sense stops the start and says what to write."""

import datetime as dt
import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def flag(name, default=False):
    raw = text(name, "true" if default else "false").lower()
    if raw not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={raw!r}: write true or false.")
    return raw in TRUE


def number(name, default, *, least=0, most=10_000):
    raw = text(name, str(default))
    if not re.fullmatch(r"\d{1,9}", raw, re.ASCII) or not least <= int(raw) <= most:
        raise ImproperlyConfigured(
            f"{name}={raw!r}: write a whole number from {least} to {most}, such as {default}."
        )
    return int(raw)


def day(name):
    """The day as it was written, or nothing."""
    raw = text(name)
    try:
        return raw and dt.date.fromisoformat(raw).isoformat()
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r}: write a day such as 2026-06-08, or nothing.") from None


def like(name, pattern, default="", *, such_as):
    """A text of this form. What was written instead is not said: it may hold a password."""
    raw = text(name, default)
    if not re.fullmatch(pattern, raw):
        raise ImproperlyConfigured(f"{name}: write {such_as}.")
    return raw


def names(name, default=""):
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def file(name):
    """The path of a file that is there, or nothing."""
    if (path := text(name)) and not Path(path).is_file():
        raise ImproperlyConfigured(
            f"{name}={path!r}: there is no such file. Write where it lies, or nothing."
        )
    return path


def secret(name, path: Path):
    """A secret of the installation: from the environment, else from a file made on first use."""
    if value := text(name):
        return value
    if not path.exists():
        from django.core.management.utils import get_random_secret_key  # noqa: PLC0415 -- first start only

        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()
