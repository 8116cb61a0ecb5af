"""Settings come from the environment; a value that makes no sense stops the start and says what to write."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name, default=""):
    return os.environ.get(name, default).strip()


def flag(name, default=False):
    raw = text(name, "true" if default else "false").lower()
    if raw not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={raw!r}: write true or false.")
    return raw in TRUE


def number(name, default):
    raw = text(name, str(default))
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r}: write a whole number, such as {default}.") from None


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
