"""Addresses of pages, by name."""

import re
from functools import cache, lru_cache
from typing import Literal

from django.templatetags import static as files
from django.urls import NoReverseMatch, reverse
from django.urls.converters import get_converters

PLAIN = re.compile(r"[A-Za-z0-9_-]+")


def url(name: str, *args, **kwargs) -> str:
    """As Django's ``reverse``, at a tenth of its price: a page of minutes has a thousand links."""
    if not args and not kwargs:
        return _alone(name)
    if kwargs or not all(map(_is_plain, args)):
        return reverse(name, args=args, kwargs=kwargs)
    if found := _pattern(name, *map(_kind, args)):
        return _filled(found, args)
    about, words = args[:1], args[1:]  # it takes some words alone: those of moves, say
    if (
        about
        and all(isinstance(word, str) for word in words)
        and (found := _pattern(name, _kind(*about), *words))
    ):
        return _filled(found, about)
    return reverse(name, args=args)


@lru_cache(maxsize=500)
def _alone(name):
    return reverse(name)


def url_of_each(name: str, *args, last: Literal["number", "word"] = "number") -> str:
    """The address with ``%s`` for its last argument, a number or a plain word.

    For the links of a long list: found once, and `{{ change % line.pk }}` for each. Not where the number stands
    there as another (`records.veil`).
    """
    kind = int if last == "number" else str
    found = _pattern(name, *map(_kind, args), kind) if all(map(_is_plain, args)) else None
    if not found or found[1][-1] is not str:
        raise NoReverseMatch(f"{name} has no address that ends with a plain {last}.")
    return _filled(found, (*args, "%s"))


def _is_plain(arg):
    return type(arg) is int or (isinstance(arg, str) and PLAIN.fullmatch(arg) is not None)


def _kind(arg):
    return int if type(arg) is int else str


def _filled(found, args):
    pattern, writers = found
    if writers == [str]:
        return pattern % args
    try:
        return pattern % tuple([write(arg) for write, arg in zip(writers, args, strict=True)])
    except ValueError as refused:  # as `reverse` has it, of what a converter refuses
        raise NoReverseMatch(f"{pattern} takes none of {args}.") from refused


@lru_cache(maxsize=2000)
def _pattern(name, *kinds):
    """The address with ``%s`` for each plain ``str`` or ``int``, and how each is written there; words as given.

    None where an address is choosier than that. A process serves at one address: below `FORCE_SCRIPT_NAME`, or not.
    """
    places = [place for place, kind in enumerate(kinds) if kind in (int, str)]
    marks = {place: 990_000 + place if kinds[place] is int else f"mark-{place}-mark" for place in places}
    try:
        address = reverse(name, args=[marks.get(place, kind) for place, kind in enumerate(kinds)])
    except NoReverseMatch:
        return None
    writers = [_writer(mark, address) for mark in marks.values()]
    if None in writers:
        return None
    for write, mark in zip(writers, marks.values(), strict=True):
        address = address.replace(write(mark), "%s", 1)
    return (address, writers) if address.count("%") == len(marks) else None


def _writer(mark, address):
    """What writes the mark as it stands in the address: `str`, or the converter of an address that says otherwise."""
    ways = [str, *(converter.to_url for converter in get_converters().values() if type(mark) is int)]
    return next((write for write in ways if str(write(mark)) in address), None)


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
