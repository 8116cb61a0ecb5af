"""Addresses of pages, by name."""

import re
from functools import cache, lru_cache
from typing import Literal

from django.templatetags import static as files
from django.urls import NoReverseMatch, get_script_prefix, reverse

PLAIN = re.compile(r"[A-Za-z0-9_-]+")


def url(name: str, *args, **kwargs) -> str:
    """As Django's ``reverse``, at a tenth of its price: a page of minutes has a thousand links."""
    if kwargs or not all(map(_is_plain, args)):
        return reverse(name, args=args, kwargs=kwargs)
    pattern = _pattern(name, *map(type, args))
    return pattern % args if pattern else reverse(name, args=args)


def url_of_each(name: str, *args, last: Literal["number", "word"] = "number") -> str:
    """The address with ``%s`` for its last argument, a number or a plain word.

    For the links of a long list: found once, and `{{ change % line.pk }}` for each.
    """
    kind = int if last == "number" else str
    pattern = _pattern(name, *map(type, args), kind) if all(map(_is_plain, args)) else ""
    if not pattern:
        raise NoReverseMatch(f"{name} has no address that ends with a plain {last}.")
    return pattern % (*args, "%s")


def _is_plain(arg):
    return type(arg) is int or (type(arg) is str and PLAIN.fullmatch(arg) is not None)


def _pattern(name, *kinds):
    return _found_pattern(name, kinds, get_script_prefix())


@lru_cache(maxsize=2000)
def _found_pattern(name, kinds, prefix):
    """The address with ``%s`` for each plain word or number; empty where an address is choosier than that."""
    marks = [990_000 + place if kind is int else f"mark-{place}-mark" for place, kind in enumerate(kinds)]
    try:
        address = reverse(name, args=marks)
    except NoReverseMatch:
        return ""
    for mark in marks:
        address = address.replace(str(mark), "%s", 1)
    return address if address.count("%") == len(marks) else ""


def url_or_none(name: str, *args, **kwargs) -> str | None:
    """The address, or None where this installation has no such page."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return None


@cache
def static(path: str) -> str:
    """As Django's: what it finds changes only with the code, and then the portal is started anew."""
    return files.static(path)


GLOBALS = {"static": static, "url": url, "url_of_each": url_of_each, "url_or_none": url_or_none}
