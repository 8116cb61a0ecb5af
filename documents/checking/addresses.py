import re

from django.core.exceptions import ValidationError

LOCAL = re.compile(r"(?<![\w/])(?:[A-Za-z]:[\\/]|file:/|\\\\[\w.$-]+)", re.I)


def refuse_local_address(value):
    """A drive letter, a ``file:`` address or a ``\\\\server`` share leads nowhere for anybody else (S004-49)."""
    if LOCAL.search(value or ""):
        raise ValidationError(
            "This names a place on your own computer or network drive, which others cannot open. "
            "Upload the file instead.",
            code="local-address",
        )
